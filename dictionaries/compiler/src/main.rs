//! Rebuilds the compiled dictionaries from their sources, or checks that the committed ones are current.
//!
//! Law: the same sources give the same bytes on every machine. Building at compile time (`build.rs`) was rejected:
//! every user would wait for it, and nobody would see the data change in review.

mod artefact;
mod contexts;
mod counter;
mod dictionary;
mod lexicon;
mod marks;
mod sources;
mod tags;

use std::process::ExitCode;

use artefact::{ARTEFACTS, Artefact};
use limpide::Error;

const USAGE: &str =
    "usage: limpide-compiler build | check | count NEWS.jsonl DEBATES.txt [WITHOUT.jsonl…] > contexts.tsv";

fn main() -> ExitCode {
    let run: fn(&Artefact) -> Result<String, Error> = match std::env::args().nth(1).as_deref() {
        Some("build") => Artefact::write,
        Some("check") => Artefact::check,
        Some("count") => {
            let files: Vec<String> = std::env::args().skip(2).collect();
            return match counter::run(&files) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("{error}");
                    ExitCode::FAILURE
                }
            };
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    let mut exit = ExitCode::SUCCESS;
    for artefact in ARTEFACTS {
        match run(artefact) {
            Ok(done) => println!("{done}"),
            Err(error) => {
                eprintln!("{error}");
                exit = ExitCode::FAILURE;
            }
        }
    }
    exit
}
