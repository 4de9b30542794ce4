//! The sieve in front of the dictionary: says of nearly every French word, in one look, that it is no anchor.
//!
//! Law: a word that is an anchor always passes. A blocked Bloom filter (two bits in one 64-bit word) was chosen over a
//! hash table: 64 KB stay in the second-level cache, and three words in a thousand pass that are not anchors.

#![deny(clippy::indexing_slicing)]

/// Blocks of 64 bits; a power of two.
const BLOCKS: usize = 8192;

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

/// False when no anchor has this hash.
pub(super) fn passes(filter: &[u8], hash: u64) -> bool {
    let (block, bits) = place(hash);
    filter
        .get(8 * block..)
        .and_then(|rest| rest.first_chunk::<8>())
        .is_some_and(|eight| u64::from_le_bytes(*eight) & bits == bits)
}

/// The hash of a word's bytes, blind to the case of ASCII letters.
#[must_use]
pub fn hash(word: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = word.len() as u64;
    let mut chunks = word.chunks_exact(8);
    for chunk in &mut chunks {
        let mut eight = [0; 8];
        eight.copy_from_slice(chunk);
        hash = mix(hash, u64::from_le_bytes(eight) | 0x2020_2020_2020_2020, ODD);
    }
    mix(hash, few(chunks.remainder()) | 0x2020_2020_2020_2020, ODD)
}

/// Up to seven bytes as a number, the first one lowest. Two reads that overlap are quicker than one for each byte.
fn few(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (bytes.len() - 4));
    }
    let byte = |at: usize| bytes.get(at).map_or(0, |byte| u64::from(*byte) << (8 * at));
    byte(0) | byte(1) | byte(2)
}

fn mix(hash: u64, word: u64, odd: u64) -> u64 {
    let product = u128::from(hash ^ word).wrapping_mul(u128::from(odd));
    (product as u64) ^ (product >> 64) as u64
}

fn place(hash: u64) -> (usize, u64) {
    let block = (hash >> 51) as usize % BLOCKS;
    (block, 1 << (hash & 63) | 1 << (hash >> 6 & 63))
}
