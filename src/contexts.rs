//! What stands beside a word in clean French: counts, compiled from news, debates and texts of other trades.
//!
//! For every word of the candidate vocabulary (originals, and intruders that stand in clean text too) the counts say
//! which words and which classes of words were its neighbours. What is counted of one word, of one class, or of anything,
//! is a row (`contexts/row.rs`), which is read when it is first asked for.
//!
//! Law: counts only, of the candidate vocabulary only; no run of text longer than three words can be read from them.
//! Rejected: a map with its keys, five times as large. A row keeps fingerprints of its keys, so that about one look-up in a
//! thousand, of a key that has no count, reports that of another key.

#![deny(clippy::indexing_slicing)]

mod code;
mod kind;
mod neighbour;
mod packed;
mod row;

use std::sync::{Arc, OnceLock};

use crate::error::Error;

pub use kind::{Beside, Entry, Kind, Owner};
pub(crate) use neighbour::neighbour_found;
pub use neighbour::{Neighbour, Neighbourhood, boundary, neighbour, word_hash};
pub use packed::compile;
pub use row::Row;

use packed::Packed;

/// How many rows of classes are kept: a few more than French has. And how many places one of them may have.
const CLASSES: usize = 1024;
const PLACES: usize = 8;
/// How often words of the candidate vocabulary stand in the texts, those that stand in its phrases only (*de*, *un*) among them, for
/// each of them that contends for a place. Shares are of all these.
const WITH_PHRASES: f32 = 2.38;

/// Compiled counts. Cheap to clone; bundled data is borrowed from the program.
#[derive(Clone, Debug)]
pub struct Contexts {
    packed: Packed,
    /// How many words were counted with their neighbours, 1 at the least.
    all: f32,
    kept: Arc<Kept>,
}

/// The rows that many words ask, each spread out once.
#[derive(Debug)]
struct Kept {
    anything: OnceLock<Row>,
    classes: Box<[OnceLock<OfClass>]>,
}

/// A class and its row.
type OfClass = (u64, Arc<Row>);

impl Contexts {
    /// Borrows compiled counts.
    ///
    /// # Errors
    /// When the bytes are damaged or of another version.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, Error> {
        Ok(Self::of(Packed::open(bytes.into())?))
    }

    /// Opens counts compiled in memory.
    ///
    /// # Errors
    /// When the bytes are damaged or of another version.
    pub fn from_vec(bytes: Vec<u8>) -> Result<Self, Error> {
        Ok(Self::of(Packed::open(bytes.into())?))
    }

    /// No counts at all.
    #[must_use]
    pub fn empty() -> Self {
        Self::of(Packed::empty())
    }

    fn of(packed: Packed) -> Self {
        let classes = (0..CLASSES).map(|_| OnceLock::new()).collect();
        let kept = Arc::new(Kept { anything: OnceLock::new(), classes });
        Self { all: packed.all(Owner::Anything).max(1.0), packed, kept }
    }

    /// How many words of the candidate vocabulary were counted, 1 at the least.
    pub(crate) fn all(&self) -> f32 {
        self.all
    }

    /// The row of an owner, spread out; an empty one where it has none.
    #[must_use]
    pub fn row(&self, owner: Owner) -> Row {
        self.packed.row(owner)
    }

    /// The row of a class, which many words share.
    pub(crate) fn class(&self, class: u64) -> Arc<Row> {
        let read = || (class, Arc::new(self.row(Owner::Class(class))));
        let first = Owner::Class(class).hash() as usize % CLASSES;
        let mut places = (first..first + PLACES).filter_map(|place| self.kept.classes.get(place % CLASSES));
        let kept = places.find_map(|place| {
            let (known, row) = place.get_or_init(read);
            (*known == class).then(|| Arc::clone(row))
        });
        kept.unwrap_or_else(|| read().1)
    }

    /// The row of anything.
    pub(crate) fn anything(&self) -> &Row {
        self.kept.anything.get_or_init(|| self.row(Owner::Anything))
    }

    /// The share of the texts' words of the candidate vocabulary, those of its phrases among them, that a word makes; 0 for words of
    /// no count.
    #[must_use]
    pub fn share(&self, word: Neighbour) -> f32 {
        self.share_of(self.packed.all(Owner::Word(word.word)))
    }

    /// The same for a word of that count.
    pub(crate) fn share_of(&self, count: f32) -> f32 {
        count / (self.all * WITH_PHRASES)
    }

    /// How often a lower-case word of the candidate vocabulary stands in the texts.
    #[must_use]
    pub fn word_count(&self, word: &str) -> f32 {
        self.packed.all(Owner::Word(word_hash(word)))
    }
}

/// The hash of what `hash` stands for with one more part behind it.
fn follow(hash: u64, part: u64) -> u64 {
    mix(hash ^ part).rotate_left(9)
}

fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}
