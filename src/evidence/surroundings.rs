//! Evidence from the words within eight of a place: which of the words that may have stood here they call for.
//!
//! Law: a word without a vector is called for as much as any; a place without known words calls for nothing.
//! This joins the counts of the adjacent words (`neighbours.rs`), which are surer where they have seen much: between originals
//! surroundings choose freely, but against a genuine word they say only so much (`AGAINST`).

use fearless_simd::{Level, Simd, dispatch, f32x8, prelude::*};

use crate::vectors::{REACH, Vector, Vectors, WIDTH};

/// How much of what the surroundings say is believed, beside the counts.
const BELIEVED: f32 = 0.38;
/// How much of that of the two adjacent words: the counts have heard them.
const ADJACENT: f32 = 0.55;
/// The most that they say against a genuine word.
const AGAINST: f32 = 3.0;
/// With how many places of a word they say the same again: the places of one article have its subject in common.
const AGAIN: f32 = 0.8;
/// How many sums are kept at once.
const LANES: usize = 8;

/// A word as it is multiplied.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights {
    scale: f32,
    bias: f32,
    numbers: [i8; WIDTH],
}

impl From<Vector> for Weights {
    fn from(vector: Vector) -> Self {
        let Vector { scale, bias, numbers } = vector;
        Self { scale: Vector::scale(scale), bias: f32::from(bias) / Vector::BIAS, numbers }
    }
}

/// What the words around a place add up to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings([f32; WIDTH]);

impl Surroundings {
    /// Of the words around a place, those on the left first.
    pub(crate) fn new(vectors: &Vectors, words: [Option<&Weights>; 2 * REACH]) -> Self {
        Self(dispatch!(Level::new(), simd => sum(simd, vectors, &words)))
    }

    /// How much likelier they make each of these words, as a logarithm.
    pub(crate) fn call_for<'a>(&self, words: impl Iterator<Item = Option<&'a Weights>>, calls: &mut Vec<f32>) {
        calls.clear();
        dispatch!(Level::new(), simd => call_all(simd, &self.0, words, calls));
    }
}

#[inline(always)]
fn sum<S: Simd>(simd: S, vectors: &Vectors, words: &[Option<&Weights>; 2 * REACH]) -> [f32; WIDTH] {
    let mut sums = [f32x8::splat(simd, 0.0); WIDTH / LANES];
    for (at, (word, gates)) in words.iter().zip(vectors.gates()).enumerate() {
        let Some(word) = word else { continue };
        let adjacent = at == REACH - 1 || at == REACH;
        let scale = f32x8::splat(simd, word.scale * if adjacent { ADJACENT } else { 1.0 });
        for ((sum, gate), numbers) in sums.iter_mut().zip(gates.as_chunks().0).zip(word.numbers.as_chunks().0) {
            *sum += f32x8::simd_from(simd, *gate) * scale * numbers_of(simd, numbers);
        }
    }
    let mut all = [0.0; WIDTH];
    all.as_chunks_mut().0.iter_mut().zip(sums).for_each(|(all, sum)| *all = sum.into());
    all
}

#[inline(always)]
fn call_all<'a, S: Simd>(
    simd: S,
    around: &[f32; WIDTH],
    words: impl Iterator<Item = Option<&'a Weights>>,
    calls: &mut Vec<f32>,
) {
    for word in words {
        calls.push(call(simd, around, word));
    }
}

#[inline(always)]
fn call<S: Simd>(simd: S, around: &[f32; WIDTH], word: Option<&Weights>) -> f32 {
    let Some(word) = word else { return 0.0 };
    let mut sums = f32x8::splat(simd, 0.0);
    for (numbers, around) in word.numbers.as_chunks().0.iter().zip(around.as_chunks().0) {
        sums += numbers_of(simd, numbers) * f32x8::simd_from(simd, *around);
    }
    let sums: [f32; LANES] = sums.into();
    BELIEVED * (word.scale * sums.iter().sum::<f32>() + word.bias)
}

#[inline(always)]
fn numbers_of<S: Simd>(simd: S, numbers: &[i8; LANES]) -> f32x8<S> {
    f32x8::simd_from(simd, numbers.map(f32::from))
}

/// What a genuine word is given back of what its surroundings say against it, of which each of its `places` says a part, as a
/// logarithm: they call for it as for `own`, and as for `others` for the words that may have stood in its stead.
pub(crate) fn give_back(own: f32, others: &[f32], places: usize) -> f32 {
    let against = others.iter().copied().fold(own, f32::max) - own;
    against - (against * (places as f32).powf(-AGAIN)).min(AGAINST)
}
