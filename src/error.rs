//! What can go wrong, said so that the reader can mend it.
//!
//! Law: an error about data names its file, its line where there is one, the entry, and the cure.
//! One opaque type was chosen over an enum per module: callers show errors or stop, they do not match on them.

use core::fmt;

/// Why something could not be done. Its `Display` says what to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    file: Option<String>,
    line: Option<usize>,
    entry: Option<String>,
    message: String,
}

/// The kind of an [`Error`], for callers that treat bad data and bad output differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A dictionary, in source form, breaks a rule of its format.
    Dictionary,
    /// Compiled data is damaged or of another version.
    Data,
    /// The input is not of the format it was said to be.
    Input,
    /// Reading or writing failed.
    Io,
}

impl Error {
    /// An error of `kind`; `message` says what is wrong and how to mend it.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, file: None, line: None, entry: None, message: message.into() }
    }

    /// The same error, placed in `file`.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The same error, placed at `line`, counted from 1.
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The same error, laid at the door of `entry`.
    #[must_use]
    pub fn of_entry(mut self, entry: impl Into<String>) -> Self {
        self.entry = Some(entry.into());
        self
    }

    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The line the error stands on, counted from 1.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(out, "{file}:{line}: ")?,
            (Some(file), None) => write!(out, "{file}: ")?,
            (None, Some(line)) => write!(out, "line {line}: ")?,
            (None, None) => {}
        }
        if let Some(entry) = &self.entry {
            write!(out, "entry “{entry}”: ")?;
        }
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::new(ErrorKind::Io, error.to_string())
    }
}
