//! Streams that are longer than memory, through the command as users run it: how fast, and how much memory at the most.
//!
//! Law: what is streamed depends on its length alone: articles drawn from the fixtures at a fixed seed, one in twenty-five of
//! them spun; or the articles of a file, over and over. The fixtures are written to be hard to judge, and so it goes slower
//! with them than with the news of a day. Nothing is kept on the disk. The memory is what the system says the process took at the most (`VmHWM`), the
//! program and its data with it. Rejected: to measure the library in this process, whose own memory would be counted too.

use std::fmt;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::bed::Bed;
use crate::chance::Chance;
use crate::files;
use crate::spin::{Profile, Spun};

/// One article in so many is damaged.
const ONE_IN: u64 = 25;
/// Bytes handed over at once.
const PIECE: usize = 1 << 18;

/// What is streamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// JSON Lines, a record an article.
    Lines,
    /// One text that does not end.
    Text,
}

/// What a run gave.
#[derive(Clone, Copy, Debug)]
pub struct Endless {
    shape: Shape,
    /// Bytes in, and bytes out.
    taken: u64,
    given: u64,
    took: Duration,
    /// Bytes of memory at the most; `None` where the system does not tell.
    peak: Option<u64>,
}

impl Endless {
    /// Streams at least so many bytes through `limpide fix`.
    ///
    /// # Errors
    /// When the command cannot be run, or does not end well.
    pub fn measure(
        shape: Shape,
        bytes: u64,
        from: Option<&Path>,
        limpide: &Path,
        threads: Option<usize>,
    ) -> Result<Self, String> {
        let refuse = |error: io::Error| format!("{}: {error}; build it with cargo build --release", limpide.display());
        let pieces = match from {
            Some(file) => Pieces::of(shape, file)?,
            None => Pieces::new(shape)?,
        };
        let mut command = Command::new(limpide);
        command.args(["fix", "--format", if shape == Shape::Lines { "jsonl" } else { "text" }]);
        if let Some(threads) = threads {
            command.args(["--threads", &threads.to_string()]);
        }
        let began = Instant::now();
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(refuse)?;
        let output = child.stdout.take().ok_or("no standard output")?;
        let reading = thread::spawn(move || drained(output));
        let (taken, mut peak) = feed(&mut child, pieces, bytes).map_err(refuse)?;
        while !reading.is_finished() {
            peak = peak.max(peak_of(&child));
            thread::sleep(Duration::from_millis(5));
        }
        let given = reading.join().map_err(|_| "the reader of the output failed")?.map_err(refuse)?;
        let status = child.wait().map_err(refuse)?;
        let took = began.elapsed();
        if !status.success() {
            return Err(format!("{} ended with {status}", limpide.display()));
        }
        Ok(Self { shape, taken, given, took, peak })
    }
}

/// The command that was built beside this one.
#[must_use]
pub fn beside() -> PathBuf {
    let own = std::env::current_exe().unwrap_or_default();
    own.with_file_name(format!("limpide{}", std::env::consts::EXE_SUFFIX))
}

/// Gives the command its input; how many bytes that was, and the memory it took at the most.
fn feed(child: &mut Child, pieces: Pieces, bytes: u64) -> io::Result<(u64, Option<u64>)> {
    let mut input = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    let mut taken = 0;
    for piece in pieces {
        input.write_all(&piece)?;
        taken += piece.len() as u64;
        if taken >= bytes {
            return Ok((taken, peak_of(child)));
        }
    }
    Ok((taken, None))
}

fn drained(mut output: impl Read) -> io::Result<u64> {
    io::copy(&mut output, &mut io::sink())
}

/// The most memory that a process has taken, as Linux tells.
fn peak_of(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kib| kib << 10)
}

/// Articles without end, some [`PIECE`] of them at a time.
struct Pieces {
    chance: Chance,
    shape: Shape,
    /// As written, and spun; each as it is streamed.
    clean: Vec<Vec<u8>>,
    spun: Vec<Vec<u8>>,
    /// The next article, where they come one after the other.
    next: Option<usize>,
}

impl Pieces {
    fn new(shape: Shape) -> Result<Self, String> {
        let bed = Bed::read()?;
        let rendered = |spun: Spun| match shape {
            Shape::Text => format!("{}\n\n", spun.text.trim_end()).into_bytes(),
            Shape::Lines => format!("{}\n", serde_json::json!({ "id": spun.id, "text": spun.text })).into_bytes(),
        };
        Ok(Self {
            chance: Chance::new(1),
            shape,
            clean: bed.clean().map(rendered).collect(),
            spun: bed.spun_at_all_seeds(Profile::Exhaustive).map(rendered).collect(),
            next: None,
        })
    }

    /// The records of a file of JSON Lines, or their fields `text`.
    fn of(shape: Shape, file: &Path) -> Result<Self, String> {
        let rendered = |line: &str| match shape {
            Shape::Lines => Ok(format!("{line}\n").into_bytes()),
            Shape::Text => {
                let record: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
                Ok(format!("{}\n\n", record["text"].as_str().unwrap_or_default()).into_bytes())
            }
        };
        let clean = files::read(file)?.lines().map(rendered).collect::<Result<_, String>>();
        let clean = clean.map_err(|error| format!("{}: {error}", file.display()))?;
        Ok(Self { chance: Chance::new(1), shape, clean, spun: Vec::new(), next: Some(0) })
    }

    /// The next article.
    fn article(&mut self, damaged: bool) -> Option<&[u8]> {
        let from = if damaged { &self.spun } else { &self.clean };
        let at = match &mut self.next {
            Some(next) => {
                *next += 1;
                (*next - 1) % from.len().max(1)
            }
            None => self.chance.below(from.len() as u64) as usize,
        };
        from.get(at).map(Vec::as_slice)
    }
}

impl Iterator for Pieces {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut piece = Vec::with_capacity(2 * PIECE);
        // A text is damaged throughout or not at all for as long as it is judged at once.
        let drawn = self.next.is_none();
        let damaged = drawn && self.chance.happens(1, ONE_IN);
        while piece.len() < PIECE {
            let damaged = if self.shape == Shape::Text { damaged } else { drawn && self.chance.happens(1, ONE_IN) };
            piece.extend_from_slice(self.article(damaged)?);
        }
        Some(piece)
    }
}

impl fmt::Display for Endless {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shape, seconds) =
            (if self.shape == Shape::Lines { "JSON Lines" } else { "one text" }, self.took.as_secs_f64());
        writeln!(out, "{shape}: {} MB in, {} MB out", self.taken / 1_000_000, self.given / 1_000_000)?;
        writeln!(out, "took {seconds:.1} s: {:.1} MB/s", self.taken as f64 / 1e6 / seconds)?;
        match self.peak {
            Some(peak) => writeln!(out, "peak memory: {:.1} MiB", peak as f64 / f64::from(1 << 20)),
            None => writeln!(out, "peak memory: not told by this system"),
        }
    }
}
