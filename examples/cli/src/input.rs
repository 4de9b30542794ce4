//! Where articles come from: files and standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

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

    /// The file; `None` for standard input.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// A reader over its bytes.
    pub(crate) fn open(&self) -> Result<Box<dyn BufRead>, String> {
        let Some(path) = &self.path else { return Ok(Box::new(io::stdin().lock())) };
        if path.is_dir() {
            return Err(self.refused("is a folder; name the files in it"));
        }
        let file = File::open(path).map_err(|error| self.refused(error))?;
        Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
    }

    /// All its bytes.
    pub(crate) fn read(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        self.open()?.read_to_end(&mut bytes).map_err(|error| self.refused(error))?;
        Ok(bytes)
    }

    /// Its lines, one at a time.
    pub(crate) fn lines(&self) -> Result<InputLines<'_>, String> {
        Ok(InputLines { input: self, reader: self.open()?, buffer: Vec::new(), number: 0 })
    }

    fn refused(&self, why: impl std::fmt::Display) -> String {
        format!("{}: {why}", self.name)
    }
}

/// The lines of an input, of which one is in memory.
pub(crate) struct InputLines<'i> {
    input: &'i Input,
    reader: Box<dyn BufRead>,
    buffer: Vec<u8>,
    number: usize,
}

impl InputLines<'_> {
    /// The next line with its end, and its number from 1; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<(usize, &[u8])>, String> {
        self.buffer.clear();
        self.number += 1;
        match self.reader.read_until(b'\n', &mut self.buffer) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some((self.number, &self.buffer))),
            Err(error) => Err(format!("{}:{}: {error}", self.input.name, self.number)),
        }
    }
}
