//! Evidence: one file for each kind of reason to believe that a word stood at a place, or that nothing is wrong there.
//!
//! Law: each kind looks at the article and at one word, and gives a logarithm of odds; none knows of another, and their
//! order does not matter; but for `manner`, which hears how well the others say that a word fits. A [`Score`] keeps them apart, so that a finding can say which of them decided.

pub(crate) mod agreement;
pub(crate) mod elision;
pub(crate) mod english;
pub(crate) mod foreign;
pub(crate) mod manner;
pub(crate) mod neighbours;
pub(crate) mod surroundings;

use crate::contexts::neighbour;
use crate::finding::EvidenceKind;
use crate::memory::{Found, Memory};

use agreement::Nominal;
use elision::Sound;
use neighbours::{Companion, Own};
use surroundings::Weights;

/// A word that may stand at a place, as the kinds of evidence know it.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) text: Box<str>,
    pub(crate) own: Own,
    /// The word as its surroundings call for it.
    pub(crate) weights: Option<Weights>,
    /// The word as a neighbour of others, which see it where it was hidden.
    pub(crate) companion: Companion,
    pub(crate) sound: Option<Sound>,
    pub(crate) nominal: Nominal,
    /// True for a noun or adjective that is feminine, by its first reading as one.
    pub(crate) feminine: bool,
    /// The original that it is.
    pub(crate) found: Option<Found>,
    /// How common it is as an English word, a class from 0 to 6.
    pub(crate) english: Option<u8>,
    /// Of an intruder: the share of French text that the commonest word makes which is spelled so without its accents, as a
    /// logarithm.
    pub(crate) accented: Option<f32>,
}

impl Form {
    /// The word `text`, taken to stand `floor` times at the least in the texts the statistics come from.
    pub(crate) fn new(text: &str, floor: f32, memory: &Memory) -> Self {
        let Memory { lexicon, contexts, vectors, .. } = memory;
        let word = neighbour(text, lexicon);
        let found = memory.find(text);
        Self {
            text: text.into(),
            own: Own::new(contexts, word, floor),
            weights: vectors.word(word.word).map(Weights::from),
            companion: Companion::new(contexts, vectors, word),
            sound: elision::sound(lexicon, text),
            nominal: Nominal::new(lexicon, text),
            feminine: agreement::is_feminine(lexicon, text),
            found,
            english: found.and_then(|found| found.head.english),
            accented: None,
        }
    }
}

/// What each kind of evidence says of one word at one place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Score([f32; EvidenceKind::ALL.len()]);

impl Score {
    /// Adds what a kind of evidence says.
    pub(crate) fn add(&mut self, kind: EvidenceKind, weight: f32) {
        if let Some(part) = self.0.get_mut(kind as usize) {
            *part += weight;
        }
    }

    /// What a kind of evidence says.
    pub(crate) fn part(&self, kind: EvidenceKind) -> f32 {
        self.0.get(kind as usize).copied().unwrap_or_default()
    }

    /// What all of it says.
    pub(crate) fn sum(&self) -> f32 {
        self.0.iter().sum()
    }
}
