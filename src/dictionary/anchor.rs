//! Anchors: the words by which the scan knows that an article may be damaged.
//!
//! Each intruder is anchored on the word of it that clean French uses least, and an anchor weighs what it says: how much
//! likelier the word stands in a damaged article than in a clean one, as a logarithm. Law: an anchor that clean French uses
//! as much as engines do weighs nothing, and is none. Rejected: anchors that weigh alike, by how seldom clean French uses
//! them; a rare word that no engine is known to write then sends as many articles on as *entrance* does.

use std::collections::BTreeMap;

use crate::dictionary::engine::{Habit, PerEngine, puts};
use crate::dictionary::{Choice, Head, Tier, filter};

/// What an anchor weighs that is enough by itself in every article.
pub(crate) const SURE: f32 = 10.0;
/// An anchor that weighs less is none: it would cost the scan more than it tells.
const LEAST: f32 = 0.5;
/// What is kept of a weight: sixteenths.
const PARTS: f32 = 16.0;
/// A word is no anchor when it stands as often as this in the texts the statistics come from (11 M words).
const FRENCH: u32 = 300;
/// How thorough the unknown engine is taken to be: half as much as tables of others are, for what it might write stands in clean
/// articles as well.
const THOROUGH: f32 = 0.5;
/// A word that a user names as an intruder is believed to be one where it stands there fewer times than this, and half
/// believed where it stands fewer than the second.
const USER: [u32; 2] = [20, 60];
/// A word that stands more often there is known to clean French; as an intruder by itself it is this many times likelier in a
/// damaged article at the most, since the judges hear such words with reserve too (`decide/group.rs`).
const KNOWN: u32 = 5;
const MOST_OF_KNOWN: f32 = 7.0;
/// What is added to the count of a word in clean French, for what was not counted.
const UNSEEN: f32 = 0.7;

/// An original that an intruder may hide, for its weight.
pub(super) struct Hidden {
    pub(super) choice: Choice,
    pub(super) head: Head,
    /// How often the original stands in clean French.
    pub(super) count: u32,
}

/// Weighs the anchors of a dictionary, whose intruders stand with what they may hide; `count` says how often a lower-case
/// word stands in clean French.
pub(super) fn weigh<'a>(
    intruders: impl Iterator<Item = (&'a str, Vec<Hidden>)>,
    count: impl Fn(&str) -> u32,
) -> BTreeMap<&'a str, u64> {
    // How often each word is written: as an intruder, and as part of one.
    let mut told: BTreeMap<&str, ([PerEngine; 2], u32, bool)> = BTreeMap::new();
    for (intruder, hidden) in intruders {
        let rarest = filter::words(intruder)
            .filter(|word| (filter::SHORTEST..=filter::LONGEST).contains(&word.len()))
            .map(|word| (count(word), word))
            .min_by_key(|(count, word)| (*count, core::cmp::Reverse(word.len()), *word));
        let Some((count, word)) = rarest.filter(|(count, _)| *count < FRENCH) else { continue };
        let (sum, _, by_user) = told.entry(word).or_insert(([[0.0; 2]; 2], count, false));
        let [whole, part] = sum;
        let sum = if word == intruder { whole } else { part };
        for Hidden { choice, head, count } in hidden {
            *by_user |= choice.tier == Tier::User;
            let written = Habit::of(head).hits(THOROUGH).into_iter().zip(puts(&choice, head));
            for (sum, (hit, put)) in sum.iter_mut().zip(written) {
                *sum += count as f32 * hit * put;
            }
        }
    }
    let weights = told.into_iter().map(|(word, (written, count, by_user))| {
        let [whole, part] = written.map(|written| written[0].max(written[1]) / (count as f32 + UNSEEN));
        let whole = if count > KNOWN { whole.min(MOST_OF_KNOWN) } else { whole };
        let told = (whole + part).max(f32::MIN_POSITIVE).ln();
        let believed = match USER {
            [never, _] if by_user && count < never => SURE,
            [_, seldom] if by_user && count < seldom => 0.5 * SURE,
            _ => 0.0,
        };
        (word, told.max(believed))
    });
    weights.filter(|(_, weight)| *weight >= LEAST).map(|(word, weight)| (word, (weight * PARTS) as u64)).collect()
}

/// What the scan knows of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor {
    /// What it weighs, 0 for a word that is watched for its telltales only.
    pub(crate) weight: f32,
    /// True when it has telltales.
    pub(crate) watched: bool,
}

/// Marks a word with telltales, above any weight.
const WATCHED: u64 = 1 << 13;

impl Anchor {
    /// The number that stands for a weight of [`weigh`], and for having telltales.
    pub(super) fn pack(weight: u64, watched: bool) -> u64 {
        weight.min(WATCHED - 1) | if watched { WATCHED } else { 0 }
    }

    pub(super) fn unpack(packed: u64) -> Self {
        Self { weight: (packed & (WATCHED - 1)).min(1 << 12) as f32 / PARTS, watched: packed & WATCHED != 0 }
    }
}
