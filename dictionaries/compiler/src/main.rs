//! Rebuilds the compiled dictionaries from their sources, or checks that the committed ones are current.
//!
//! Law: the same sources give the same bytes on every machine. Building at compile time (`build.rs`) was rejected:
//! every user would wait for it, and nobody would see the data change in review.

mod artefact;
mod collocations;
mod contexts;
mod counter;
mod dictionary;
mod learner;
mod lexicon;
mod loans;
mod marks;
mod sources;
mod tags;
mod texts;
mod vectors;

use std::process::ExitCode;

use artefact::{ARTEFACTS, Artefact};
use limpide::Error;

const USAGE: &str = "usage: limpide-compiler build | check\n       limpide-compiler count | learn NEWS.jsonl DEBATES.txt TRADES.txt [WITHOUT.jsonl…] > TABLE.tsv";

fn main() -> ExitCode {
    let run: fn(&Artefact) -> Result<String, Error> = match std::env::args().nth(1).as_deref() {
        Some("build") => Artefact::write,
        Some("check") => Artefact::check,
        Some("count") => return told(counter::run(&std::env::args().skip(2).collect::<Vec<_>>())),
        Some("learn") => return told(learner::run(&std::env::args().skip(2).collect::<Vec<_>>())),
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

fn told(done: Result<(), Error>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
