//! The sieve in front of the dictionary: says of nearly every French word, in one look, that it is no anchor and has no telltale.
//!
//! Law: a word that is an anchor, or has one, always passes. A blocked Bloom filter (two bits in one 64-bit word) was chosen over a
//! hash table: 32 KB stay in the cache.

#![deny(clippy::indexing_slicing)]

use crate::compiled::Bytes;

/// Blocks of 64 bits; a power of two.
const BLOCKS: usize = 4096;

/// The shortest word that may be an anchor, in bytes: shorter ones make nearly half of a text.
pub(crate) const SHORTEST: usize = 4;
/// The longest word that may be an anchor, in bytes.
pub(crate) const LONGEST: usize = 64;

/// The runs of letters of a text, which is what anchors are made of: apostrophes and hyphens divide.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// A filter that all of `anchors` pass.
pub(super) fn build<'a>(anchors: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut blocks = vec![0_u64; BLOCKS];
    for anchor in anchors {
        let (block, bits) = place(hash(anchor.as_bytes()));
        if let Some(block) = blocks.get_mut(block) {
            *block |= bits;
        }
    }
    blocks.into_iter().flat_map(u64::to_le_bytes).collect()
}

/// A filter that the anchors of all these filters pass.
pub(crate) fn union<'a>(filters: impl Iterator<Item = &'a Bytes>) -> Vec<u8> {
    let mut all = vec![0; 8 * BLOCKS];
    filters.for_each(|filter| all.iter_mut().zip(filter.as_ref()).for_each(|(all, bits)| *all |= bits));
    all
}

/// The filters of all dictionaries as one, for words are looked at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sieve<'a>(&'a [[u8; 8]; BLOCKS]);

impl<'a> Sieve<'a> {
    /// Takes a filter as [`build`] makes it; `None` where it has another length.
    pub(crate) fn new(filter: &'a [u8]) -> Option<Self> {
        filter.as_chunks().0.try_into().ok().map(Self)
    }

    /// False when no anchor has this hash.
    #[inline(always)]
    pub(crate) fn passes(self, hash: u64) -> bool {
        let (block, bits) = place(hash);
        self.0.get(block).is_some_and(|eight| u64::from_le_bytes(*eight) & bits == bits)
    }
}

/// The hash of a word's first eight bytes, its last eight and its length, blind to the case of ASCII letters.
#[must_use]
pub fn hash(word: &[u8]) -> u64 {
    let eight = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let (first, last) = word
        .first_chunk()
        .map(eight)
        .zip(word.last_chunk().map(eight))
        .unwrap_or_else(|| (few(word), few(word).wrapping_shl(past(word.len()))));
    hash_of(first, last, word.len())
}

/// Up to seven bytes as a number, the first one lowest. Two reads that overlap are quicker than one for each byte.
fn few(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (bytes.len() - 4));
    }
    let byte = |at: usize| bytes.get(at).map_or(0, |byte| u64::from(*byte) << (8 * at));
    byte(0) | byte(1) | byte(2)
}

/// The hash of a word of `len` bytes, from the eight bytes that begin where it begins, and the eight that end where it ends.
#[inline(always)]
pub(crate) fn hash_of(first: u64, last: u64, len: usize) -> u64 {
    const CASE: u64 = 0x2020_2020_2020_2020;
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    // What stands behind a short word, and before it, is shifted out: a branch on the length would be guessed wrongly.
    let first = (first | CASE).wrapping_shl(past(len));
    let last = (last | CASE).wrapping_shr(past(len));
    let mixed = first.wrapping_add(last.rotate_left(29)).wrapping_add(len as u64).wrapping_mul(ODD);
    mixed ^ mixed >> 32
}

/// The bits of eight bytes that a word of `len` bytes leaves over.
#[inline(always)]
fn past(len: usize) -> u32 {
    8 * 8_u32.saturating_sub(len as u32)
}

#[inline(always)]
fn place(hash: u64) -> (usize, u64) {
    let block = (hash >> 52) as usize % BLOCKS;
    (block, 1 << (hash & 63) | 1 << (hash >> 6 & 63))
}
