//! The `limpide` command: finds and repairs spinner damage in French articles.
//!
//! Law: results go to standard output, talk to standard error; the exit code is 0 when nothing is left to say, 1 when `check`
//! found something, 2 when an input could not be dealt with, and what could be dealt with was.

mod article;
mod check;
mod decisions;
mod dictionary;
mod diff;
mod explain;
mod fix;
mod input;
mod language;
mod options;
mod packed;
mod page;
mod people;
mod replace;
#[cfg(feature = "serve")]
mod serve;
mod stop;
mod talk;
mod unfix;
mod words;

use std::process::ExitCode;

use clap::Parser;

use options::{Command, Options};
use talk::Talk;
use words::Words;

fn main() -> ExitCode {
    let options = Options::parse();
    options.color.write_global();
    let mut talk = Talk::new();
    let words = Words::of(options.lang.language());
    let done = match &options.command {
        Command::Fix(options) => fix::run(options, words, &mut talk),
        Command::Unfix(options) => unfix::run(options, &mut talk),
        Command::Check(options) => check::run(options, words, &mut talk),
        Command::Explain(options) => explain::run(options, words, &mut talk),
        Command::Dictionary(options) => dictionary::run(options, words, &mut talk),
        #[cfg(feature = "serve")]
        Command::Serve(options) => serve::run(options, words, &mut talk),
    };
    stop::exit_code(done, &mut talk)
}
