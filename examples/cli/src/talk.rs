//! What is said on standard error.
//!
//! Law: one line a message, the place first where there is one; a message that cannot be written is dropped.

use std::fmt::Display;
use std::io::Write;

use anstyle::{AnsiColor, Style};

/// Speaks, and remembers whether an error was said.
#[derive(Debug)]
pub(crate) struct Talk {
    errors: usize,
}

impl Talk {
    pub(crate) fn new() -> Self {
        Self { errors: 0 }
    }

    /// Something could not be done.
    pub(crate) fn error(&mut self, message: impl Display) {
        self.errors += 1;
        say("error", AnsiColor::Red.on_default().bold(), message);
    }

    /// What was to be had; where it was not, the error is said.
    pub(crate) fn heard<T>(&mut self, result: Result<T, String>) -> Option<T> {
        result.map_err(|error| self.error(error)).ok()
    }

    /// Something was done, but not as one might think.
    pub(crate) fn warning(&self, message: impl Display) {
        say("warning", AnsiColor::Yellow.on_default().bold(), message);
    }

    /// What was done.
    pub(crate) fn note(&self, message: impl Display) {
        let _ = writeln!(anstream::stderr().lock(), "{message}");
    }

    /// True when an error was said.
    pub(crate) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many errors were said.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }
}

fn say(word: &str, style: Style, message: impl Display) {
    let _ = writeln!(anstream::stderr().lock(), "{style}{word}{style:#}: {message}");
}
