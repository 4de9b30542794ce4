//! What is said on standard error.
//!
//! Law: one line a message, the place first where there is one; a message that cannot be written is dropped. Who works beside
//! others speaks [apart](Talk::apart), and is heard when his turn comes. The [bar](Bar) never mixes with what is said.

use std::fmt::Display;
use std::io::{BufWriter, Write, stdout};
use std::sync::{Mutex, PoisonError};

use anstyle::{AnsiColor, Style};

use crate::bar::Bar;

/// Bytes of output that are written at once, as many as are read at once.
const WRITTEN: usize = 64 << 10;

/// Speaks, and remembers whether an error was said.
#[derive(Debug)]
pub(crate) struct Talk {
    errors: usize,
    /// What was said and is not heard yet; `None` where it is heard at once.
    kept: Option<Mutex<String>>,
    bar: Bar,
}

impl Talk {
    pub(crate) fn new() -> Self {
        Self { errors: 0, kept: None, bar: Bar::none() }
    }

    /// One that keeps what it says until it is [heard](Self::hear).
    pub(crate) fn apart() -> Self {
        Self { kept: Some(Mutex::default()), ..Self::new() }
    }

    /// Says what another has kept.
    pub(crate) fn hear(&mut self, other: Self) {
        self.errors += other.errors;
        let kept = other.kept.map(|kept| kept.into_inner().unwrap_or_else(PoisonError::into_inner));
        self.print(&kept.unwrap_or_default());
    }

    /// Shows this bar below what is said, until another takes its place.
    pub(crate) fn show(&mut self, bar: Bar) {
        self.bar.end();
        self.bar = bar;
    }

    /// Standard output, which never mixes with the bar.
    pub(crate) fn output(&self) -> impl Write + use<> {
        BufWriter::with_capacity(WRITTEN, self.bar.beside(stdout().lock()))
    }

    /// Something could not be done.
    pub(crate) fn error(&mut self, message: impl Display) {
        self.errors += 1;
        self.say("error", AnsiColor::Red.on_default().bold(), message);
    }

    /// What was to be had; where it was not, the error is said.
    pub(crate) fn heard<T>(&mut self, result: Result<T, String>) -> Option<T> {
        result.map_err(|error| self.error(error)).ok()
    }

    /// Something was done, but not as one might think.
    pub(crate) fn warning(&self, message: impl Display) {
        self.say("warning", AnsiColor::Yellow.on_default().bold(), message);
    }

    /// What was done.
    pub(crate) fn note(&self, message: impl Display) {
        self.print(&format!("{message}\n"));
    }

    /// True when an error was said.
    pub(crate) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many errors were said.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    fn say(&self, word: &str, style: Style, message: impl Display) {
        self.print(&format!("{style}{word}{style:#}: {message}\n"));
    }

    fn print(&self, lines: &str) {
        if lines.is_empty() {
            return;
        }
        match &self.kept {
            Some(kept) => kept.lock().unwrap_or_else(PoisonError::into_inner).push_str(lines),
            None => self.bar.aside(|| drop(anstream::stderr().lock().write_all(lines.as_bytes()))),
        }
    }
}
