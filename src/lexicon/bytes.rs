//! The bytes of a lexicon, whoever owns them.
//!
//! Law: cloning copies no data. `Cow<'static, [u8]>` was rejected: its clone of an owned lexicon would copy two megabytes.

use core::ops::Range;
use std::sync::Arc;

/// Bytes that live as long as the program, or as long as someone holds them.
#[derive(Clone)]
pub(super) enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Self::Static(&[])
    }
}

/// A part of the bytes, for the reader of the word list to own.
#[derive(Clone)]
pub(super) struct Section {
    pub(super) bytes: Bytes,
    pub(super) range: Range<usize>,
}

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        self.bytes.as_ref().get(self.range.clone()).unwrap_or_default()
    }
}
