//! Telltales: the neighbours by which the scan knows that a word of French may be an intruder.
//!
//! *Native* stands in articles on plants and says nothing; behind *journal*, where French has *local*, it says much. Law: a
//! telltale stands right beside the intruder and makes an original of it many times likelier than the intruder itself, by counts of
//! clean French alone. Rejected: sending every article on that holds such words, which is nearly every article; and telling
//! neighbours by what the judges think of them, which takes as long as judging.
//!
//! Packed: of each pair of intruder and neighbour the lower half of a hash, in slots of two bytes that are searched from the place
//! which the upper half names. So one look in 18,000 finds what is not there.

#![deny(clippy::indexing_slicing)]

use std::collections::{BTreeMap, HashMap};

use crate::compiled::Bytes;
use crate::dictionary::anchor::Hidden;
use crate::dictionary::engine::{Habit, puts};
use crate::dictionary::filter;
use crate::token::is_apostrophe;

/// How much likelier a telltale makes it that a word is an intruder than that it is genuine, as a logarithm, at the least.
const LEAST: f32 = 3.6;
/// Words that stand less often in the texts the statistics come from have no telltales: as anchors they weigh enough.
const SELDOM: u32 = 10;
/// Words that stand oftener there, for each of their telltales, are not watched: the scan would look at them for next to nothing.
const BUSY: usize = 2000;
/// How thorough the unknown engine is taken to be, as a multiple of what tables of others show.
const THOROUGH: f32 = 0.5;
/// How firmly chance holds against what was counted, in occurrences.
const HOLD: f32 = 0.6;
/// Slots for two telltales.
const ROOM: usize = 3;

/// On which side of an intruder a telltale stands, and whether an apostrophe ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Before it, and a blank between.
    Left,
    /// Before it, elided (*l’*).
    Elided,
    /// Behind it, and a blank between.
    Right,
    /// Behind it, and itself elided before the next word (*d’*).
    RightElided,
}

/// What stands right beside words in clean French. Words are lower case, and letters only: those that are elided stand without
/// their apostrophe.
#[derive(Clone, Debug, Default)]
pub struct Company {
    /// Of each word, how often it has each neighbour.
    pub beside: HashMap<String, Vec<(Side, String, u32)>>,
    /// How often any word that was counted has a neighbour.
    pub any: HashMap<(Side, String), u32>,
    /// How many words were counted.
    pub all: u32,
}

impl Side {
    /// The side of a neighbour, which is on the right or not and may end with an apostrophe, and its letters; `None` for one that
    /// no telltale can be.
    #[must_use]
    pub fn of(neighbour: &str, right: bool) -> Option<(Self, &str)> {
        let elided = neighbour.strip_suffix(is_apostrophe);
        let side = match (elided.is_some(), right) {
            (false, false) => Self::Left,
            (true, false) => Self::Elided,
            (false, true) => Self::Right,
            (true, true) => Self::RightElided,
        };
        let word = elided.unwrap_or(neighbour);
        (!word.is_empty() && word.chars().all(char::is_alphabetic)).then_some((side, word))
    }
}

impl Company {
    fn count(&self, side: Side, word: &str) -> u32 {
        self.any.get(&(side, word.to_string())).copied().unwrap_or_default()
    }
}

/// A telltale of an intruder.
type Telltale<'c> = (Side, &'c str);

/// The telltales of an intruder, which stand with what it may hide; `count` says how often a lower-case word stands in clean French.
pub(super) fn of<'c, 'h>(
    intruder: &str,
    hidden: impl Iterator<Item = (&'h str, Hidden)>,
    company: &'c Company,
    count: impl Fn(&str) -> u32,
) -> Vec<Telltale<'c>> {
    let own = count(intruder);
    if own < SELDOM || !(filter::SHORTEST..=filter::LONGEST).contains(&intruder.len()) || intruder.contains(' ') {
        return Vec::new();
    }
    let of = |word: &str| company.beside.get(word).map(Vec::as_slice).unwrap_or_default();
    // How much oftener than by chance a word of that count has a neighbour.
    let rate = |seen: u32, common: u32, any: u32| {
        let expected = f64::from(common) * f64::from(any) / f64::from(company.all.max(1));
        (HOLD + seen as f32) / (HOLD + expected as f32)
    };
    let mut written: BTreeMap<Telltale<'c>, f32> = BTreeMap::new();
    for (original, Hidden { choice, head, count }) in hidden {
        let hits = Habit::of(head).hits(THOROUGH).into_iter().zip(puts(&choice, head));
        let written_at_all = hits.map(|(hit, put)| hit * put).fold(0.0, f32::max) * count as f32;
        for (side, word, seen) in of(original) {
            let any = company.count(*side, word);
            *written.entry((*side, word)).or_default() += written_at_all * rate(*seen, count, any);
        }
    }
    let genuine: HashMap<Telltale<'_>, u32> =
        of(intruder).iter().map(|(side, word, seen)| ((*side, word.as_str()), *seen)).collect();
    let tells = |telltale: &Telltale<'c>, written: f32| {
        let (side, word) = telltale;
        let seen = genuine.get(telltale).copied().unwrap_or_default();
        (written / (own as f32 * rate(seen, own, company.count(*side, word)))).ln() >= LEAST
    };
    let telltales: Vec<_> =
        written.into_iter().filter(|(one, written)| tells(one, *written)).map(|(telltale, _)| telltale).collect();
    if own as usize > telltales.len() * BUSY { Vec::new() } else { telltales }
}

/// Packs telltales, each with the word it tells of.
pub(super) fn pack<'a>(telltales: impl Iterator<Item = (&'a str, Side, &'a str)>) -> Vec<u8> {
    let hashes: Vec<u64> = telltales
        .map(|(word, side, neighbour)| hash(filter::hash(word.as_bytes()), side, neighbour.as_bytes()))
        .collect();
    if hashes.is_empty() {
        return Vec::new();
    }
    let mut slots = vec![0_u16; (hashes.len() * ROOM / 2).next_power_of_two()];
    for hash in hashes {
        let first = slot(hash, slots.len());
        let places = (first..slots.len()).chain(0..first);
        let free = |place: &usize| slots.get(*place).is_some_and(|found| *found == 0 || *found == print(hash));
        if let Some(place) = places.into_iter().find(free)
            && let Some(slot) = slots.get_mut(place)
        {
            *slot = print(hash);
        }
    }
    slots.into_iter().flat_map(u16::to_le_bytes).collect()
}

/// True when `neighbour` on that side tells of the word with that hash ([`filter::hash`]).
pub(super) fn tells(packed: &Bytes, word: u64, side: Side, neighbour: &[u8]) -> bool {
    let slots = packed.as_ref().as_chunks::<2>().0;
    let hash = hash(word, side, neighbour);
    let first = slot(hash, slots.len().max(1));
    let (before, from) = slots.split_at_checked(first).unwrap_or_default();
    let mut found = from.iter().chain(before).map(|slot| u16::from_le_bytes(*slot)).take_while(|found| *found != 0);
    found.any(|found| found == print(hash))
}

fn hash(word: u64, side: Side, neighbour: &[u8]) -> u64 {
    let both = (word ^ filter::hash(neighbour).rotate_left(23)).wrapping_add(side as u64 + 1);
    let mixed = both.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// The slot that a hash names, of a power of two.
fn slot(hash: u64, slots: usize) -> usize {
    (hash >> 32) as usize & (slots - 1)
}

/// What a slot holds of a hash; never 0.
fn print(hash: u64) -> u16 {
    (hash as u16).max(1)
}
