//! What a dictionary says, before it is compiled: pairs and entries.
//!
//! Law: an entry that reaches the compiler obeys every rule of the format; [`Source::check`] is the only judge of that.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, ErrorKind};

/// Where a pair is known from; a later tier is surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Tier {
    /// Written down from knowledge of English: what a spinner would offer.
    Authored,
    /// Remembered from spun English texts: what rewriting software gives.
    Recalled,
    /// Seen in a damaged article.
    Observed,
    /// Given by the user of the library.
    User,
}

impl Tier {
    /// The tier of that name, as it stands in tables.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "authored" => Some(Self::Authored),
            "recalled" => Some(Self::Recalled),
            "observed" => Some(Self::Observed),
            "user" => Some(Self::User),
            _ => None,
        }
    }

    /// The name of the tier, as it stands in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authored => "authored",
            Self::Recalled => "recalled",
            Self::Observed => "observed",
            Self::User => "user",
        }
    }
}

/// Where in a text an entry holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Place {
    /// Anywhere in prose.
    #[default]
    Prose,
    /// Alone on its line but for dashes and the like: *– Commercial –*.
    Line,
}

/// One original that one intruder may hide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The French word that was there.
    pub original: String,
    /// The English words found in its place.
    pub intruder: String,
    /// Where the pair is known from.
    pub tier: Tier,
    /// 0 for the intruder an engine offers first for this original, 1 for the next.
    pub rank: u8,
    /// How often the pair was seen in damaged articles.
    pub count: u16,
    /// Where it holds.
    pub place: Place,
    /// Line of the source file, counted from 1.
    pub line: usize,
}

/// A damaged text and the same text as it must come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The text that is given.
    pub given: String,
    /// The text that must come out; the same for a counter-example.
    pub wanted: String,
    /// Line of the source file, counted from 1.
    pub line: usize,
}

/// What is known of a homograph as a head of engines' tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Occurrences that were replaced.
    pub replaced: u32,
    /// Occurrences that were left standing in a damaged article.
    pub survived: u32,
    /// How common the word is in English, from 0 (hardly English) to 6 (among the thousand most common): engines know common words.
    pub english: Option<u8>,
    /// How surely rewriting software is remembered to replace it, from 0 (left alone) to 3 (for sure).
    pub recalled: Option<u8>,
}

/// The contents of dictionary files in source form.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// All pairs, in the order of the files.
    pub pairs: Vec<Pair>,
    /// All examples and counter-examples.
    pub examples: Vec<Example>,
    /// What is known of originals as heads of an engine's table.
    pub heads: BTreeMap<String, Head>,
    /// How common intruders are as words of English, classes as in [`Head::english`].
    pub english: BTreeMap<String, u8>,
}

impl Source {
    /// Adds what another file says.
    pub fn merge(&mut self, other: Self) {
        self.pairs.extend(other.pairs);
        self.examples.extend(other.examples);
        self.english.extend(other.english);
        for (original, head) in other.heads {
            let known = self.heads.entry(original).or_default();
            known.replaced += head.replaced;
            known.survived += head.survived;
            known.english = head.english.or(known.english);
            known.recalled = head.recalled.or(known.recalled);
        }
    }

    /// Refuses pairs that cannot be: an original that is its own intruder, a pair given twice, and words that are empty, untrimmed,
    /// capital or numbers.
    ///
    /// # Errors
    /// The first pair that breaks a rule, with its line and the cure.
    pub fn check(&self) -> Result<(), Error> {
        let mut seen = BTreeSet::new();
        for pair in &self.pairs {
            let refuse = |message: String| {
                Err(Error::new(ErrorKind::Dictionary, message).at_line(pair.line).of_entry(&pair.original))
            };
            for (what, word) in [("original", &pair.original), ("intruder", &pair.intruder)] {
                if word.split(' ').any(str::is_empty) || word.contains(char::is_control) {
                    return refuse(format!(
                        "the {what} “{word}” is empty or has a stray space; write its words with single spaces between them"
                    ));
                }
                if word.split(' ').any(|word| word.starts_with(|c: char| c.is_numeric())) {
                    return refuse(format!(
                        "the {what} “{word}” has a number, which is never taken for a word; take the pair out or write the number out"
                    ));
                }
                if pair.place == Place::Prose && word.chars().any(char::is_uppercase) {
                    return refuse(format!(
                        "the {what} “{word}” has a capital; write it in lower case, case is carried over"
                    ));
                }
            }
            if pair.original == pair.intruder {
                return refuse("the original is its own intruder; remove the pair".into());
            }
            if !seen.insert((&pair.original, &pair.intruder, pair.tier)) {
                return refuse(format!("the intruder “{}” is given twice; keep one", pair.intruder));
            }
        }
        Ok(())
    }
}
