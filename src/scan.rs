//! The clean path: says of an article, from its bytes alone, that nothing in it can be damage.
//!
//! Law: no allocation, one look at each word. What passes is judged; what does not is clean, whatever a judge would have said,
//! so the scan may only be blind where a judge would hardly act: where anchors do not outweigh the usual doubt.
//! Rejected: looking for every intruder, which nearly every clean article holds in its French sense; and going on at the
//! first word that clean French never uses, which one clean article in two holds, too.

mod words;

use crate::compiled::Bytes;
use crate::dictionary::Dictionary;
use crate::dictionary::anchor::{BY_BYTE, ENOUGH};
use crate::dictionary::filter::{self, Sieve};
use crate::span::Span;

use words::words;

/// How many of the last anchors are remembered.
const REMEMBERED: usize = 8;

/// What the scan looks for.
#[derive(Debug)]
pub(crate) struct Scan {
    /// The filters of all dictionaries in one.
    filter: Bytes,
}

impl Scan {
    pub(crate) fn new(dictionaries: &[Dictionary]) -> Self {
        let mut filters = dictionaries.iter().map(Dictionary::filter);
        match (filters.next(), filters.len()) {
            (Some(only), 0) => Self { filter: only.clone() },
            (first, _) => Self { filter: filter::union(first.into_iter().chain(filters)).into() },
        }
    }

    /// True when the anchors of an article say that it may be damaged. A word that is repeated says nothing new.
    pub(crate) fn suspects(&self, text: &str, dictionaries: &[Dictionary]) -> bool {
        let Some(sieve) = Sieve::new(self.filter.as_ref()) else { return false };
        let enough = ENOUGH + BY_BYTE * text.len() as f32;
        let mut last = [0; REMEMBERED];
        let (mut oldest, mut told) = (0, 0.0);
        words(text.as_bytes(), sieve, |span: Span, hash| {
            let Some(weight) = weigh(span.of(text), dictionaries) else { return false };
            if !last.contains(&hash) {
                if let Some(place) = last.get_mut(oldest) {
                    *place = hash;
                }
                oldest = (oldest + 1) % REMEMBERED;
                told += weight;
            }
            told >= enough
        })
    }
}

/// What a word weighs; nothing in capitals, which engines leave alone.
fn weigh(word: &str, dictionaries: &[Dictionary]) -> Option<f32> {
    if word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    dictionaries.iter().filter_map(|dictionary| dictionary.anchor(word)).max_by(f32::total_cmp)
}

#[cfg(test)]
mod tests;
