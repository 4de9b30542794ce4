//! What kind of damage a place is: by the original, by the pair, by the intruder.
//!
//! Law: kinds are read from the sources and the lexicon, never from what the cleaner says of the place; so they are the same whichever
//! dictionary the cleaner was given.

use std::collections::BTreeMap;

use limpide::Lexicon;
use limpide::dictionary::Tier;
use limpide::lexicon::Pos;

use crate::sources;
use crate::spin::Gold;

/// The ways in which places are told apart: a title, and the kinds in the order of the tables.
pub const WAYS: [(&str, &[&str]); 4] = [
    ("by part of speech of the original", &["noun", "adjective", "verb", "adverb", "other"]),
    ("by whether the dictionary holds the pair", &["held", "not held"]),
    ("by tier of the pair", &["observed", "recalled", "authored", "none"]),
    ("by intruder", &["French word", "other word", "several words"]),
];

/// Tells kinds apart.
#[derive(Debug)]
pub struct Kinds {
    lexicon: Lexicon,
    tiers: BTreeMap<(String, String), Tier>,
}

impl Kinds {
    /// Reads the sources of the bundled dictionary.
    ///
    /// # Errors
    /// When a source cannot be read, with its file and line.
    pub fn read() -> Result<Self, String> {
        let mut tiers = BTreeMap::new();
        for pair in sources::tables(&[sources::OBSERVED, sources::RECALLED, sources::AUTHORED])?.pairs {
            let surest = tiers.entry((pair.original, pair.intruder)).or_insert(pair.tier);
            *surest = pair.tier.max(*surest);
        }
        Ok(Self { lexicon: Lexicon::french(), tiers })
    }

    /// The kind of a place in each of the [`WAYS`], as its index there.
    #[must_use]
    pub fn of(&self, gold: &Gold) -> [usize; 4] {
        let (original, intruder) = pair(gold);
        let part = match self.lexicon.find(&original).and_then(|word| word.readings().next()) {
            Some(reading) if reading.pos == Pos::Noun => 0,
            Some(reading) if reading.pos == Pos::Adjective => 1,
            Some(reading) if reading.pos == Pos::Verb => 2,
            Some(reading) if reading.pos == Pos::Adverb => 3,
            _ => 4,
        };
        let kind = match intruder.contains(' ') {
            true => 2,
            false if self.lexicon.find(&intruder).is_some() => 0,
            false => 1,
        };
        let tier = match self.tiers.get(&(original, intruder)) {
            Some(Tier::Observed) => 0,
            Some(Tier::Recalled) => 1,
            Some(_) => 2,
            None => 3,
        };
        [part, usize::from(tier == 3), tier, kind]
    }

    /// True when the dictionary holds the pair of a place.
    #[must_use]
    pub fn is_held(&self, gold: &Gold) -> bool {
        self.tiers.contains_key(&pair(gold))
    }
}

fn pair(gold: &Gold) -> (String, String) {
    (gold.original.to_lowercase(), gold.found.to_lowercase())
}
