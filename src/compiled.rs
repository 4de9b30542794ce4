//! Compiled data as it lies: a magic word, a section table, sections.
//!
//! Law: nothing read from here is trusted. A damaged file is refused once, at loading, or read as absent; it never panics.
//! A serialisation crate was rejected: parsing 26,000 pairs at start-up costs more than repairing an article.
//!
//! Layout, all numbers little-endian `u32`: 8 bytes of magic, the number of sections, then `(offset, length)` of each
//! section in bytes from the start of the file, then the sections in that order, with no gap but padding to 4 bytes.

#![deny(clippy::indexing_slicing)]

use std::sync::Arc;

use crate::error::{Error, ErrorKind};

/// Bytes that are borrowed from the program or shared between clones.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    Static(&'static [u8]),
    Shared { owner: Arc<[u8]>, start: usize, end: usize },
}

impl Bytes {
    /// The bytes `start..end` of these, or no bytes where that range does not lie within.
    fn slice(&self, start: usize, end: usize) -> Self {
        match self {
            Self::Static(bytes) => Self::Static(bytes.get(start..end).unwrap_or_default()),
            Self::Shared { owner, start: base, .. } => {
                Self::Shared { owner: Arc::clone(owner), start: base + start, end: base + end }
            }
        }
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared { owner, start, end } => owner.get(*start..*end).unwrap_or_default(),
        }
    }
}

impl From<&'static [u8]> for Bytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self::Static(bytes)
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        let end = bytes.len();
        Self::Shared { owner: bytes.into(), start: 0, end }
    }
}

/// The sections of one compiled file, bounds checked.
pub(crate) fn sections<const N: usize>(bytes: &Bytes, magic: &[u8; 8]) -> Result<[Bytes; N], Error> {
    let all = bytes.as_ref();
    let refuse = |what: &str| {
        Err(Error::new(
            ErrorKind::Data,
            format!("{what}; rebuild the compiled data with `cargo run --release -p limpide-compiler -- build`"),
        ))
    };
    if all.get(..8) != Some(magic.as_slice()) {
        return refuse("compiled data of another kind or version");
    }
    let table = all.get(8..).unwrap_or_default();
    if number(table, 0) as usize != N {
        return refuse("compiled data with another number of sections");
    }
    let mut found = [const { Bytes::Static(&[]) }; N];
    for (i, section) in found.iter_mut().enumerate() {
        let start = number(table, 1 + 2 * i) as usize;
        let end = start.saturating_add(number(table, 2 + 2 * i) as usize);
        if all.get(start..end).is_none() {
            return refuse("compiled data that is cut short");
        }
        *section = bytes.slice(start, end);
    }
    Ok(found)
}

/// Joins sections into one compiled file.
#[must_use]
pub fn join(magic: &[u8; 8], parts: &[Vec<u8>]) -> Vec<u8> {
    let mut out = magic.to_vec();
    out.extend((parts.len() as u32).to_le_bytes());
    let mut offset = out.len() + 8 * parts.len();
    for part in parts {
        out.extend((offset as u32).to_le_bytes());
        out.extend((part.len() as u32).to_le_bytes());
        offset += part.len().next_multiple_of(4);
    }
    for part in parts {
        out.extend(part);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

/// The `index`-th number of a table of `u32`, 0 where the table is shorter.
pub(crate) fn number(table: &[u8], index: usize) -> u32 {
    table.get(4 * index..).and_then(|rest| rest.first_chunk::<4>()).map_or(0, |four| u32::from_le_bytes(*four))
}
