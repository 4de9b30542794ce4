//! Where articles come from: files and standard input, compressed or not.
//!
//! Law: of what is read in chunks, no more is kept at once than the cap; of a compressed input that is read whole, no more than
//! [`LARGEST`] bytes, however small it is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use limpide::format::Format;
use limpide::stream::Chunks;

use crate::bar::Bar;
use crate::packed::{Container, LARGEST, Unpacked, bare};

/// A file, or standard input.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    name: String,
    path: Option<PathBuf>,
    walked: bool,
    bar: Bar,
}

impl Input {
    /// The file of that name; standard input for `-`.
    pub(crate) fn named(path: &Path) -> Self {
        if path.as_os_str() == "-" {
            return Self::standard();
        }
        Self { name: path.display().to_string(), path: Some(path.to_path_buf()), ..Self::standard() }
    }

    /// Standard input.
    pub(crate) fn standard() -> Self {
        Self { name: "-".into(), path: None, walked: false, bar: Bar::none() }
    }

    /// The file of that name, which a folder or a glob led to.
    pub(crate) fn walked(path: &Path) -> Self {
        Self { walked: true, ..Self::named(path) }
    }

    /// True where nobody named it: a folder or a glob led to it.
    pub(crate) fn is_walked(&self) -> bool {
        self.walked
    }

    /// What is read of it moves this bar.
    pub(crate) fn moves(&mut self, bar: Bar) {
        self.bar = bar;
    }

    /// How many bytes it has on the disk; `None` where that is not known.
    pub(crate) fn len(&self) -> Option<u64> {
        let metadata = std::fs::metadata(self.path.as_ref()?).ok()?;
        metadata.is_file().then_some(metadata.len())
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
            None => Box::new(BufReader::with_capacity(1 << 16, self.bar.over(io::stdin()))),
            Some(path) if path.is_dir() => return Err(self.refused("is a folder; name a file in it")),
            Some(path) => {
                let file = File::open(path).map_err(|error| self.refused(error))?;
                Box::new(BufReader::with_capacity(1 << 16, self.bar.over(file)))
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
            Some(limit) => reader.take(limit as u64 + 1).read_to_end(&mut bytes),
        };
        read.map_err(|error| self.refused(error))?;
        if limit(&container).is_some_and(|limit| bytes.len() > limit) {
            return Err(self.refused(TooMuch));
        }
        Ok((bytes, container))
    }

    /// What of it is judged at once, piece by piece, and what it is packed in; all of it as one piece where there is no cap.
    pub(crate) fn chunks(
        &self,
        format: Format,
        options: limpide::Options,
        cap: Option<usize>,
    ) -> Result<(Chunks<Box<dyn BufRead>>, Container), String> {
        let Unpacked { reader, container } = self.open()?;
        let chunks = Chunks::of(reader, format, options);
        let chunks = match cap {
            Some(cap) => chunks.cap(cap),
            None => chunks.whole().cap(limit(&container).unwrap_or(usize::MAX)),
        };
        Ok((chunks, container))
    }

    /// Says of this input what is wrong with it.
    pub(crate) fn refused(&self, why: impl std::fmt::Display) -> String {
        format!("{}: {why}", self.name)
    }
}

fn limit(container: &Container) -> Option<usize> {
    (!matches!(container, Container::None)).then_some(LARGEST)
}

/// What unpacks to more than an article holds.
pub(crate) struct TooMuch;

impl std::fmt::Display for TooMuch {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let limit = LARGEST >> 20;
        write!(out, "it unpacks to more than {limit} MiB, which is no article; if it is, unpack the file first")
    }
}
