//! What is known of a word, wherever it stands.
//!
//! Law: all of it follows from the letters. What a place adds (what stands around the word) is asked there. Most words of a
//! sound article stand beside no place that is judged, so that what they are as neighbours is looked up when it is asked.

use std::num::NonZeroU32;
use std::sync::OnceLock;

use crate::contexts::neighbour_found;
use crate::dictionary::{Dictionary, IntruderId};
use crate::evidence::agreement::Asks;
use crate::evidence::foreign::Look;
use crate::evidence::neighbours::Companion;
use crate::matcher::{Case, case, spell};
use crate::memory::{Found, Memory};

/// The longest word that is kept, in bytes.
pub(super) const LONGEST: usize = 25;

/// What is known of a word. What every word of an article is asked lies together in one line of the processor's cache.
#[derive(Debug)]
#[repr(align(64))]
pub(crate) struct Known {
    len: u8,
    letters: [u8; LONGEST],
    /// How it is written; `None` for capitals and mixed case.
    pub(crate) case: Option<Case>,
    /// The intruder that it is by itself, and the first dictionary that knows it.
    pub(crate) intruder: Option<(u16, IntruderId)>,
    /// True when an intruder of several words begins with it.
    pub(crate) begins_intruder: bool,
    bystander: OnceLock<Box<Bystander>>,
    /// The number of the original that it is.
    original: OnceLock<Option<NonZeroU32>>,
}

/// What is known of a word as a neighbour of a place.
#[derive(Debug)]
pub(crate) struct Bystander {
    pub(crate) companion: Companion,
    /// What it asks of a noun beside it.
    pub(crate) asks: Asks,
    /// What it looks like beside an English word.
    pub(crate) look: Look,
}

impl Known {
    pub(super) fn new(text: &str, memory: &Memory) -> Self {
        let mut letters = [0; LONGEST];
        for (to, from) in letters.iter_mut().zip(text.as_bytes()) {
            *to = *from;
        }
        let mut walks: Vec<_> = (0..).zip(memory.dictionaries.iter().map(Dictionary::walk)).collect();
        walks.retain_mut(|(_, walk)| spell(text, walk));
        Self {
            len: text.len().min(usize::from(u8::MAX)) as u8,
            letters,
            case: case(text),
            intruder: walks.iter().find_map(|(dictionary, walk)| Some((*dictionary, walk.intruder()?))),
            begins_intruder: walks.iter_mut().any(|(_, walk)| walk.follow(' ')),
            bystander: OnceLock::new(),
            original: OnceLock::new(),
        }
    }

    /// What `text`, which is the word, is beside a place.
    pub(crate) fn bystander(&self, text: &str, memory: &Memory) -> &Bystander {
        self.bystander.get_or_init(|| {
            let found = memory.lexicon.find(text);
            Box::new(Bystander {
                companion: Companion::new(&memory.contexts, &memory.vectors, neighbour_found(text, found)),
                asks: Asks::new(text, found),
                look: Look::new(text, found.is_some()),
            })
        })
    }

    /// The original that `text`, which is the word, is, written as engines hit it.
    pub(crate) fn original(&self, text: &str, memory: &Memory) -> Option<Found> {
        let number = *self.original.get_or_init(|| {
            let hit = text.is_ascii() && !text.chars().skip(1).any(char::is_uppercase);
            if hit { memory.number(memory.find(&text.to_ascii_lowercase())?) } else { None }
        });
        memory.numbered(number?)
    }

    /// True when this is what is known of `text`, which is none too long to be kept.
    pub(super) fn is(&self, text: &str) -> bool {
        self.letters.get(..usize::from(self.len)) == Some(text.as_bytes())
    }
}
