//! `newsroom`: a pipeline to copy. It takes files from a folder, passes sound ones on and holds spun ones for review.
//!
//! Law: whatever happens to the program, every file comes out once: in `out/`, in `review/` or in `failed/`. All state is where
//! files lie, and files move by renaming. Rejected: notices of the file system; they get lost on network shares and while the
//! program is down, so that folders must be looked through all the same. And a database, which would have to agree with the folders.

mod folders;
mod judge;
mod spool;

use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::{sleep, spawn};
use std::time::Duration;

use clap::Parser;
use limpide::Cleaner;
use limpide::format::Field;

use folders::{Claimed, Folders};
use judge::{Judge, Outcome};

/// Watch ROOT/in for articles: pass sound ones on to ROOT/out, hold spun ones in ROOT/review, put aside in ROOT/failed what
/// cannot be dealt with.
#[derive(Debug, Parser)]
#[command(version)]
struct Options {
    /// The folder that holds in, work, out, review and failed; they are made where they are missing, on one file system.
    #[arg(value_name = "ROOT")]
    root: PathBuf,
    /// Take records of JSON Lines from standard input, each as a file of its own named after its contents; stop at the end.
    #[arg(long)]
    stdin: bool,
    /// Stop when nothing is left to do.
    #[arg(long)]
    once: bool,
    /// How many seconds a file must have kept its size and time before it is taken. 0 where all files are renamed into place.
    #[arg(long, value_name = "SECONDS", default_value_t = 2)]
    settle: u64,
    /// How often a file is tried, restarts counted, before it is put aside.
    #[arg(long, value_name = "COUNT", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
    attempts: u32,
    /// The field of a JSON Lines record that holds the article. May be given several times.
    #[arg(long = "field", value_name = "NAME", default_value = "text")]
    fields: Vec<Field>,
}

/// How long to wait before looking again.
const PAUSE: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    let mut folders = Folders::open(&options.root, Duration::from_secs(options.settle), options.attempts)?;
    let judge = Judge::new(Cleaner::french(), limpide::Options::default().fields(options.fields.iter().cloned()));
    let mut spooling = options.stdin.then(|| {
        let inbox = folders.inbox();
        spawn(move || spool::spool(&inbox))
    });
    let mut counts = Counts::default();
    loop {
        let mut seen = false;
        while let Some(claimed) = folders.claim()? {
            seen = true;
            deal_with(&claimed, &judge, &folders, &mut counts)?;
        }
        if seen {
            eprintln!("{counts}");
        }
        if let Some(ended) = spooling.take_if(|spooling| spooling.is_finished()) {
            let spooled = ended.join().map_err(|_| "standard input: reading it failed")??;
            eprintln!("standard input: {} records taken, {} known already", spooled.taken, spooled.known);
            continue;
        }
        if (options.once || options.stdin) && spooling.is_none() && folders.is_done()? {
            return Ok(());
        }
        sleep(PAUSE);
    }
}

/// Moves one file on.
fn deal_with(claimed: &Claimed, judge: &Judge, folders: &Folders, counts: &mut Counts) -> Result<(), String> {
    let name = claimed.name();
    let done = match judge.judge(claimed) {
        Ok(Outcome::Sound(repaired)) => {
            counts.passed += 1;
            folders.pass(claimed, repaired.as_deref())
        }
        Ok(Outcome::Spun(page)) => {
            counts.held += 1;
            eprintln!("{name}: spun, held for review");
            folders.hold(claimed, &page)
        }
        Err(reason) if reason.passing && !claimed.is_last() => {
            eprintln!("{name}: {}; tried again", reason.why);
            counts.retried += 1;
            sleep(PAUSE);
            return Ok(());
        }
        Err(reason) => {
            counts.failed += 1;
            eprintln!("{name}: {}; put aside", reason.why);
            folders.fail(claimed, &reason.why)
        }
    };
    // A folder that takes no files is nothing to go on with: what was claimed stays claimed until the next start.
    done.map_err(|error| format!("{name}: {error}; mend the folder, then start again"))
}

/// What came of files since the start.
#[derive(Debug, Default)]
struct Counts {
    passed: u64,
    held: u64,
    failed: u64,
    retried: u64,
}

impl std::fmt::Display for Counts {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { passed, held, failed, retried } = self;
        write!(out, "since the start: passed={passed} review={held} failed={failed} retried={retried}")
    }
}
