//! What the words around a place call for: vectors, learnt from clean French.
//!
//! Counts (`contexts.rs`) know the neighbours that a word was seen with. Most good French puts words together that were never
//! seen so, but that resemble some that were: *condition humaine*, *nature humaine*. Here each word is a row of small
//! numbers, once as one that stands at a place and once as one that stands near it, so that the product of the two is how much
//! likelier the one makes the other, seen together or not.
//!
//! Law: what a word is here follows from its letters alone, and what a place calls for from the words around it.
//! Rejected: one vector for a word in both roles (it calls for itself); and 32 bits a number, eight times as large for the
//! same choices.

#![deny(clippy::indexing_slicing)]

use std::sync::Arc;

use crate::compiled::{Bytes, join, number, sections};
use crate::error::{Error, ErrorKind};

const MAGIC: &[u8; 8] = b"LMPDVEC1";

/// Numbers of a vector.
pub const WIDTH: usize = 64;
/// How many words to each side of a place are looked at.
pub const REACH: usize = 8;
/// Bytes of a compiled vector: its scale, its bias, and half a byte a number.
const ROW: usize = 2 + WIDTH / 2;
/// What half a byte holds for zero; a number is this much less.
const ZERO: u8 = 8;
/// The largest number of a vector.
pub const LARGEST: i8 = 7;

/// A word as a row of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vector {
    /// The code of what each number is multiplied by: see [`Vector::scale`].
    pub scale: u8,
    /// How much likelier the word is than its share of the text says, whatever stands around it, as a logarithm times [`Vector::BIAS`].
    pub bias: i8,
    /// The numbers, from `-LARGEST` to `LARGEST`.
    pub numbers: [i8; WIDTH],
}

impl Vector {
    /// The bias is in this many parts of a logarithm.
    pub const BIAS: f32 = 16.0;

    /// The smallest code whose scale is no less than this.
    #[must_use]
    pub fn code(scale: f32) -> u8 {
        ((scale.log2() + 16.0) * 12.0).ceil().clamp(0.0, 255.0) as u8
    }

    /// What the numbers are multiplied by: steps of a twelfth of a doubling.
    #[must_use]
    pub fn scale(code: u8) -> f32 {
        (f32::from(code) / 12.0 - 16.0).exp2()
    }

    fn read(row: &[u8]) -> Option<Self> {
        let (&[scale, bias], packed) = row.split_first_chunk()?;
        let mut numbers = [0; WIDTH];
        for (pair, byte) in numbers.chunks_exact_mut(2).zip(packed) {
            for (number, half) in pair.iter_mut().zip([byte & 15, byte >> 4]) {
                *number = half as i8 - ZERO as i8;
            }
        }
        Some(Self { scale, bias: bias as i8, numbers })
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend([self.scale, self.bias as u8]);
        let half = |number: i8| (number.clamp(-LARGEST, LARGEST) + ZERO as i8) as u8;
        out.extend(self.numbers.as_chunks().0.iter().map(|[low, high]| half(*low) | half(*high) << 4));
    }
}

/// The compiled vectors. Cheap to clone; bundled data is borrowed from the program.
#[derive(Clone, Debug)]
pub struct Vectors {
    /// What each place near a word weighs, from the farthest on the left to the farthest on the right.
    gates: Arc<[[f32; WIDTH]]>,
    near: Rows,
    words: Rows,
}

/// Vectors by the hash of their word.
#[derive(Clone, Debug)]
struct Rows {
    /// The upper halves of the hashes, in order.
    keys: Bytes,
    rows: Bytes,
}

impl Rows {
    fn find(&self, word: u64) -> Option<Vector> {
        let (keys, wanted) = (self.keys.as_ref(), upper(word));
        let (mut from, mut to) = (0, keys.len() / 4);
        while from < to {
            let middle = from + (to - from) / 2;
            if number(keys, middle) < wanted { from = middle + 1 } else { to = middle }
        }
        let found = from < keys.len() / 4 && number(keys, from) == wanted;
        if found { Vector::read(self.rows.as_ref().get(from * ROW..)?) } else { None }
    }
}

fn upper(word: u64) -> u32 {
    (word >> 32) as u32
}

impl Vectors {
    /// Borrows compiled vectors.
    ///
    /// # Errors
    /// When the bytes are damaged or of another version.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, Error> {
        Self::open(bytes.into())
    }

    /// Opens vectors compiled in memory.
    ///
    /// # Errors
    /// When the bytes are damaged or of another version.
    pub fn from_vec(bytes: Vec<u8>) -> Result<Self, Error> {
        Self::open(bytes.into())
    }

    fn open(bytes: Bytes) -> Result<Self, Error> {
        let [gates, near_keys, near, word_keys, words] = sections(&bytes, MAGIC)?;
        let rows = |keys: Bytes, rows: Bytes| {
            let fits = keys.as_ref().len() / 4 * ROW == rows.as_ref().len();
            let refuse = || Error::new(ErrorKind::Data, "compiled vectors of another length than their keys");
            if fits { Ok(Rows { keys, rows }) } else { Err(refuse()) }
        };
        let gate = |row: &[[u8; 4]; WIDTH]| row.map(f32::from_le_bytes);
        let gates = gates.as_ref().as_chunks().0.as_chunks().0.iter().map(gate).collect();
        Ok(Self { gates, near: rows(near_keys, near)?, words: rows(word_keys, words)? })
    }

    /// No vectors at all.
    #[must_use]
    pub fn empty() -> Self {
        let rows = || Rows { keys: Bytes::Static(&[]), rows: Bytes::Static(&[]) };
        Self { gates: Arc::default(), near: rows(), words: rows() }
    }

    /// A word, by its hash ([`word_hash`](crate::contexts::word_hash)), as one that stands at a place.
    #[must_use]
    pub fn word(&self, word: u64) -> Option<Vector> {
        self.words.find(word)
    }

    /// A word, by its hash, as one that stands near a place.
    #[must_use]
    pub fn near(&self, word: u64) -> Option<Vector> {
        self.near.find(word)
    }

    /// What each place near a word weighs: [`REACH`] of them on the left, the farthest first, and as many on the right.
    pub(crate) fn gates(&self) -> &[[f32; WIDTH]] {
        &self.gates
    }
}

/// Compiles vectors, given by the hash of their word, and what each place weighs.
#[must_use]
pub fn compile(gates: &[[f32; WIDTH]], near: &[(u64, Vector)], words: &[(u64, Vector)]) -> Vec<u8> {
    let rows = |vectors: &[(u64, Vector)]| {
        let mut sorted: Vec<_> = vectors.iter().map(|(word, vector)| (upper(*word), vector)).collect();
        sorted.sort_by_key(|(key, _)| *key);
        sorted.dedup_by_key(|(key, _)| *key);
        let mut rows = Vec::new();
        sorted.iter().for_each(|(_, vector)| vector.write(&mut rows));
        [sorted.iter().flat_map(|(key, _)| key.to_le_bytes()).collect(), rows]
    };
    let ([near_keys, near], [word_keys, words]) = (rows(near), rows(words));
    let gates = gates.iter().flatten().flat_map(|gate| gate.to_le_bytes()).collect();
    join(MAGIC, &[gates, near_keys, near, word_keys, words])
}
