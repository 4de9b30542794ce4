//! Where articles come from: files and standard input, compressed or not.
//!
//! Law: of a compressed input no more is kept at once than [`LARGEST`] bytes, however small it is; what is read line by line
//! may be of any length.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::packed::{Container, LARGEST, Unpacked, bare};

/// A file, or standard input.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    name: String,
    path: Option<PathBuf>,
}

impl Input {
    /// The file of that name; standard input for `-`.
    pub(crate) fn named(path: &Path) -> Self {
        if path.as_os_str() == "-" {
            return Self::standard();
        }
        Self { name: path.display().to_string(), path: Some(path.to_path_buf()) }
    }

    /// Standard input.
    pub(crate) fn standard() -> Self {
        Self { name: "-".into(), path: None }
    }

    /// The name as it was given.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The name of what is in it: without `.gz` or `.zst`.
    pub(crate) fn bare_name(&self) -> &str {
        bare(&self.name)
    }

    /// The file; `None` for standard input.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// A reader over its bytes, unpacked.
    pub(crate) fn open(&self) -> Result<Unpacked, String> {
        let packed: Box<dyn BufRead> = match &self.path {
            None => Box::new(io::stdin().lock()),
            Some(path) if path.is_dir() => return Err(self.refused("is a folder; name the files in it")),
            Some(path) => {
                let file = File::open(path).map_err(|error| self.refused(error))?;
                Box::new(BufReader::with_capacity(1 << 16, file))
            }
        };
        Unpacked::of(&self.name, packed).map_err(|error| self.refused(error))
    }

    /// All its bytes, and what they are packed in.
    pub(crate) fn read(&self) -> Result<(Vec<u8>, Container), String> {
        let Unpacked { mut reader, container } = self.open()?;
        let mut bytes = Vec::new();
        let read = match limit(&container) {
            None => reader.read_to_end(&mut bytes),
            Some(limit) => reader.take(limit + 1).read_to_end(&mut bytes),
        };
        read.map_err(|error| self.refused(error))?;
        if is_over(bytes.len(), &container) {
            return Err(self.refused(format_args!("{}", TooMuch("it"))));
        }
        Ok((bytes, container))
    }

    /// Its lines, one at a time.
    pub(crate) fn lines(&self) -> Result<InputLines<'_>, String> {
        let Unpacked { reader, container } = self.open()?;
        Ok(InputLines { input: self, reader, container, buffer: Vec::new(), number: 0 })
    }

    fn refused(&self, why: impl std::fmt::Display) -> String {
        format!("{}: {why}", self.name)
    }
}

/// The lines of an input, of which one is in memory.
pub(crate) struct InputLines<'i> {
    input: &'i Input,
    reader: Box<dyn BufRead>,
    container: Container,
    buffer: Vec<u8>,
    number: usize,
}

impl InputLines<'_> {
    /// What the lines are packed in.
    pub(crate) fn container(&self) -> &Container {
        &self.container
    }

    /// The next line with its end, and its number from 1; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<(usize, &[u8])>, String> {
        self.buffer.clear();
        self.number += 1;
        let read = match limit(&self.container) {
            None => self.reader.read_until(b'\n', &mut self.buffer),
            Some(limit) => (&mut self.reader).take(limit + 1).read_until(b'\n', &mut self.buffer),
        };
        match read {
            Ok(0) => Ok(None),
            Ok(size) if is_over(size, &self.container) => {
                Err(format!("{}:{}: {}", self.input.name, self.number, TooMuch("the line")))
            }
            Ok(_) => Ok(Some((self.number, &self.buffer))),
            Err(error) => Err(format!("{}:{}: {error}", self.input.name, self.number)),
        }
    }
}

fn limit(container: &Container) -> Option<u64> {
    (!matches!(container, Container::None)).then_some(LARGEST as u64)
}

fn is_over(size: usize, container: &Container) -> bool {
    size > LARGEST && limit(container).is_some()
}

/// What unpacks to more than an article holds.
struct TooMuch(&'static str);

impl std::fmt::Display for TooMuch {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (what, limit) = (self.0, LARGEST >> 20);
        write!(out, "{what} unpacks to more than {limit} MiB, which is no article; if it is, unpack the file first")
    }
}
