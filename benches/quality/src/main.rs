//! The `limpide-bench` command: spins articles, and measures what becomes of them.
//!
//! Law: results go to standard output, talk to standard error; the exit code is 2 when something could not be done, else 0.

use std::fmt::Display;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use limpide_bench::calibration::Calibration;
use limpide_bench::endless::{self, Endless, Shape};
use limpide_bench::files::Article;
use limpide_bench::load::Load;
use limpide_bench::pairs::Pairs;
use limpide_bench::peers::Peers;
use limpide_bench::quality::Quality;
use limpide_bench::speed::Speed;
use limpide_bench::spin::{Profile, spin};

/// How good limpide is: damage made with known repairs, and what becomes of it.
#[derive(Debug, Parser)]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Measure how much damage is put right, and what else is touched.
    Quality {
        /// Print counts as JSON.
        #[arg(long)]
        json: bool,
        /// Measure a cleaner that knows nothing of observed damage.
        #[arg(long)]
        without_observed: bool,
        /// Damaged articles to measure on instead of the fixtures: JSON Lines with "id", "text", "words" and "gold", as `spin --jsonl` prints.
        #[arg(long, value_name = "FILE", num_args = 1..)]
        gold: Vec<PathBuf>,
    },
    /// Measure how far a confidence can be taken at its word.
    Calibration,
    /// Measure spelling and grammar checkers on the same articles; those that are not installed are passed over.
    Peers,
    /// Measure throughput, beside other ways to find the same words; takes a few minutes.
    Speed {
        /// Write rates by the size of the dictionary to this file, as a picture (SVG).
        #[arg(long, value_name = "FILE")]
        plot: Option<PathBuf>,
    },
    /// Measure the command on a stream longer than memory: its rate, and the most memory it takes.
    Endless {
        /// Stream so many bytes of JSON Lines (such as 500M or 10G).
        #[arg(long, value_name = "BYTES", value_parser = size, required_unless_present = "text")]
        lines: Option<u64>,
        /// Stream one text of so many bytes.
        #[arg(long, value_name = "BYTES", value_parser = size)]
        text: Option<u64>,
        /// Stream the records of this file of JSON Lines, or their fields “text”, over and over instead of the fixtures.
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
        /// The command to measure; the one that was built beside this one if not given.
        #[arg(long, value_name = "FILE")]
        limpide: Option<PathBuf>,
        /// The threads that it judges on.
        #[arg(long, value_name = "N")]
        threads: Option<usize>,
    },
    /// Measure the service: its rate, how long answers take, and its memory, under many connections.
    Load {
        /// So many connections, each of which asks again as soon as it is answered.
        #[arg(long, value_name = "COUNT", default_value_t = 64)]
        connections: usize,
        /// So many seconds.
        #[arg(long, value_name = "SECONDS", default_value_t = 60)]
        seconds: u64,
        /// The command to measure; the one that was built beside this one if not given.
        #[arg(long, value_name = "FILE")]
        limpide: Option<PathBuf>,
    },
    /// Damage articles as a spinner does.
    Spin {
        /// Articles, in plain text.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The spinner's table: original, tab, intruders with | between them, the likeliest first.
        #[arg(long)]
        pairs: PathBuf,
        /// How the spinner goes about it.
        #[arg(long, value_enum, default_value_t = Profile::Exhaustive)]
        profile: Profile,
        /// Another seed, other damage.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Print an object a line, with what stood where, instead of the damaged text.
        #[arg(long)]
        jsonl: bool,
    },
}

fn main() -> ExitCode {
    match run(Options::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<(), String> {
    match command {
        Command::Quality { json, without_observed, gold } => {
            let quality = match gold.as_slice() {
                [] => Quality::measure(without_observed)?,
                files => Quality::measure_on(files, without_observed)?,
            };
            if json { say(&to_json(&quality)?, "\n") } else { say(&quality, "") }
        }
        Command::Calibration => say(&Calibration::measure()?, ""),
        Command::Peers => say(&Peers::measure()?, ""),
        Command::Speed { plot } => {
            let speed = Speed::measure()?;
            if let Some(plot) = plot {
                std::fs::write(&plot, speed.plot()).map_err(|error| format!("{}: {error}", plot.display()))?;
            }
            say(&speed, "")
        }
        Command::Endless { lines, text, from, limpide, threads } => {
            let limpide = limpide.unwrap_or_else(endless::beside);
            [(Shape::Lines, lines), (Shape::Text, text)].into_iter().try_for_each(|(shape, bytes)| match bytes {
                Some(bytes) => say(&Endless::measure(shape, bytes, from.as_deref(), &limpide, threads)?, ""),
                None => Ok(()),
            })
        }
        Command::Load { connections, seconds, limpide } => {
            let limpide = limpide.unwrap_or_else(endless::beside);
            say(&Load::measure(&limpide, connections, Duration::from_secs(seconds))?, "")
        }
        Command::Spin { files, pairs, profile, seed, jsonl } => {
            let pairs = Pairs::open(&pairs)?;
            files.iter().try_for_each(|file| {
                let spun = spin(&Article::open(file)?, &pairs, profile, seed);
                if jsonl { say(&to_json(&spun)?, "\n") } else { say(&spun.text, "") }
            })
        }
    }
}

/// Bytes, as a number with or without K, M or G.
fn size(text: &str) -> Result<u64, String> {
    let (digits, unit) = match text.split_at_checked(text.len().saturating_sub(1)) {
        Some((digits, "K")) => (digits, 1_000),
        Some((digits, "M")) => (digits, 1_000_000),
        Some((digits, "G")) => (digits, 1_000_000_000),
        _ => (text, 1),
    };
    let bytes = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(unit));
    bytes.ok_or_else(|| "write a number of bytes, such as 500M or 10G".into())
}

fn to_json(value: &impl serde::Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| format!("cannot write JSON: {error}"))
}

/// Prints; that nobody listens any more is no error.
fn say(what: &impl Display, end: &str) -> Result<(), String> {
    match write!(std::io::stdout().lock(), "{what}{end}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("cannot write to standard output: {error}")),
        _ => Ok(()),
    }
}
