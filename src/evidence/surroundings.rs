//! Evidence from the words within eight of a place: which of the words that may have stood here they call for.
//!
//! Law: a word without a vector is called for as much as any; a place without known words calls for nothing.
//! This joins the counts of the adjacent words (`neighbours.rs`), which are surer where they have seen much: between originals
//! surroundings choose freely, but against a genuine word they say only so much (`AGAINST`).

use fearless_simd::{Level, dispatch};

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
    /// Of the words around a place, each with the number of the place where it stands (see [`Vectors::gate`]).
    pub(crate) fn new<'a>(vectors: &Vectors, words: impl Iterator<Item = (usize, &'a Weights)>) -> Self {
        let mut near = [None; 2 * REACH];
        near.iter_mut().zip(words).for_each(|(place, word)| *place = Some(word));
        let mut sum = [0.0; WIDTH];
        dispatch!(Level::new(), _simd => add_all(&mut sum, vectors, &near));
        Self(sum)
    }

    /// How much likelier they make each of these words, as a logarithm.
    pub(crate) fn call_for<'a>(&self, words: impl Iterator<Item = Option<&'a Weights>>, calls: &mut Vec<f32>) {
        calls.clear();
        dispatch!(Level::new(), _simd => call_all(&self.0, words, calls));
    }
}

// The compiler makes the most of these plain loops, once for each kind of processor.

#[inline(always)]
fn add_all(sum: &mut [f32; WIDTH], vectors: &Vectors, near: &[Option<(usize, &Weights)>; 2 * REACH]) {
    for (slot, word) in near.iter().flatten() {
        add(sum, vectors, *slot, word);
    }
}

#[inline(always)]
fn call_all<'a>(around: &[f32; WIDTH], words: impl Iterator<Item = Option<&'a Weights>>, calls: &mut Vec<f32>) {
    for word in words {
        calls.push(call(around, word));
    }
}

#[inline(always)]
fn add(sum: &mut [f32; WIDTH], vectors: &Vectors, slot: usize, word: &Weights) {
    let adjacent = slot == REACH - 1 || slot == REACH;
    let scale = word.scale * if adjacent { ADJACENT } else { 1.0 };
    let numbers = word.numbers.map(f32::from);
    for ((sum, gate), number) in sum.iter_mut().zip(vectors.gate(slot)).zip(numbers) {
        *sum += gate * scale * number;
    }
}

#[inline(always)]
fn call(around: &[f32; WIDTH], word: Option<&Weights>) -> f32 {
    let Some(word) = word else { return 0.0 };
    let mut products = word.numbers.map(f32::from);
    products.iter_mut().zip(around).for_each(|(number, own)| *number *= own);
    let mut sums = [0.0; LANES];
    for some in products.as_chunks::<LANES>().0 {
        sums.iter_mut().zip(some).for_each(|(sum, product)| *sum += product);
    }
    BELIEVED * (word.scale * sums.iter().sum::<f32>() + word.bias)
}

/// What a genuine word is given back of what its surroundings say against it, of which each of its `places` says a part, as a
/// logarithm: they call for it as for `own`, and as for `others` for the words that may have stood in its stead.
pub(crate) fn give_back(own: f32, others: &[f32], places: usize) -> f32 {
    let against = others.iter().copied().fold(own, f32::max) - own;
    against - (against * (places as f32).powf(-AGAIN)).min(AGAINST)
}
