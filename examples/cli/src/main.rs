//! The `limpide` command: finds and repairs spinner damage in French articles.
//!
//! Law: results go to standard output, talk to standard error; the exit code is 0 when nothing is left to say, 1 when `check`
//! found something, 2 when an input could not be dealt with, and what could be dealt with was.

mod article;
mod bar;
mod baseline;
mod check;
mod config;
mod crew;
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
mod place;
mod replace;
mod report;
#[cfg(feature = "serve")]
mod serve;
mod shell;
mod stop;
mod talk;
mod tally;
mod unfix;
mod words;

use std::process::ExitCode;

use clap::Parser;

use language::Lang;
use options::{Command, Options};
use stop::Stop;
use talk::Talk;
use words::Words;

fn main() -> ExitCode {
    let options = Options::parse();
    options.color.write_global();
    let mut talk = Talk::new();
    let done = run(options, &mut talk);
    stop::exit_code(done, &mut talk)
}

fn run(Options { lang, settings, command, .. }: Options, talk: &mut Talk) -> Result<bool, Stop> {
    let config = if command.is_settled() { settings.read()? } else { Default::default() };
    let words = Words::of(lang.or(config.lang).unwrap_or(Lang::Auto).language());
    match command.with(&config) {
        Command::Fix(options) => fix::run(&options, words, talk),
        Command::Unfix(options) => unfix::run(&options, talk),
        Command::Check(options) => check::run(&options, words, talk),
        Command::Explain(options) => explain::run(&options, words, talk),
        Command::Dictionary(options) => dictionary::run(&options, &config, words, talk),
        #[cfg(feature = "serve")]
        Command::Serve(options) => serve::run(&options, &settings, words, talk),
        Command::Completions(options) => shell::completions(&options),
        Command::Man(options) => shell::man(&options),
    }
}
