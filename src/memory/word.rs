//! What is known of a word, wherever it stands.
//!
//! Law: all of it follows from the letters. What a place adds (what stands around the word) is asked there. Most words of a
//! sound article stand beside no place that is judged, so that what they are as neighbours is looked up when it is asked.

use std::num::NonZeroU32;
use std::sync::OnceLock;

use crate::contexts::{neighbour_found, word_hash};
use crate::dictionary::{Dictionary, IntruderId, OriginalId, Walk};
use crate::evidence::agreement::{Asks, by_ending};
use crate::evidence::foreign::Look;
use crate::evidence::neighbours::Companion;
use crate::matcher::{Case, case, spell};
use crate::memory::{Found, Memory};

/// The longest word that is kept, in bytes.
pub(super) const LONGEST: usize = 24;

/// What is known of a word. With its place in memory it fills one line of the processor's cache, so that a word that was met
/// before is waited for once.
#[derive(Debug)]
pub(crate) struct Known {
    len: u8,
    letters: [u8; LONGEST],
    /// How it is written; `None` for capitals and mixed case.
    pub(crate) case: Option<Case>,
    /// What intruders of several words that begin with it go on with.
    pub(crate) further: Further,
    /// What it tells of the article that it stands in.
    pub(crate) spelling: Spelling,
    /// The numbers of the intruder and of the original that it is by itself.
    intruder: Option<NonZeroU32>,
    original: Option<NonZeroU32>,
    bystander: OnceLock<Box<Bystander>>,
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
        let mut walks: Vec<(usize, Walk<'_>)> = (0..).zip(memory.dictionaries.iter().map(Dictionary::walk)).collect();
        walks.retain_mut(|(_, walk)| spell(text, walk));
        let intruder = walks.iter().find_map(|(dictionary, walk)| Some((*dictionary, walk.intruder()?)));
        // Engines hit nothing else.
        let may_be_hit = text.is_ascii() && !text.chars().skip(1).any(char::is_uppercase);
        let original = if may_be_hit { memory.find(&text.to_ascii_lowercase()) } else { None };
        Self {
            len: text.len().min(usize::from(u8::MAX)) as u8,
            letters,
            case: case(text),
            spelling: if intruder.is_none() { Spelling::of(text, memory) } else { Spelling::Usual },
            further: Further::of(&mut walks),
            intruder: intruder.and_then(|(dictionary, intruder)| memory.number(dictionary, intruder.index())),
            original: original.map(|found| found.number),
            bystander: OnceLock::new(),
        }
    }

    /// What `text`, which is the word, is beside a place.
    pub(crate) fn bystander(&self, text: &str, memory: &Memory) -> &Bystander {
        self.bystander.get_or_init(|| {
            let found = memory.lexicon.find(text);
            Box::new(Bystander {
                companion: Companion::new(&memory.contexts, &memory.vectors, neighbour_found(text, found)),
                asks: Asks::new(text, found),
                look: Look::new(text, found),
            })
        })
    }

    /// The intruder that it is by itself, and the first dictionary that knows it.
    pub(crate) fn intruder(&self, memory: &Memory) -> Option<(usize, IntruderId)> {
        let (dictionary, index) = memory.numbered(self.intruder?);
        Some((dictionary, IntruderId::at(index)))
    }

    /// The original that it is, written as engines hit it.
    pub(crate) fn original(&self, memory: &Memory) -> Option<Found> {
        let number = self.original?;
        let (dictionary, index) = memory.numbered(number);
        Some(Found { number, head: memory.dictionaries.get(dictionary)?.head(OriginalId::at(index)) })
    }

    /// True when it is an original, or its spelling tells how the article is written.
    pub(crate) fn is_notable(&self) -> bool {
        self.original.is_some() || self.spelling != Spelling::Usual
    }

    /// True when an intruder is this word or begins with it.
    pub(crate) fn may_begin_intruder(&self) -> bool {
        self.further != Further::default() || self.intruder.is_some()
    }

    /// True when this is what is known of `text`, which is none too long to be kept.
    pub(super) fn is(&self, text: &str) -> bool {
        self.letters.get(..usize::from(self.len)) == Some(text.as_bytes())
    }
}

/// The words that intruders go on with behind a word, by their first two letters: those that are told no are none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Further(u32);

impl Further {
    fn of(walks: &mut [(usize, Walk<'_>)]) -> Self {
        let go_on = walks.iter_mut().filter_map(|(_, walk)| walk.follow(' ').then_some(walk));
        Self(go_on.flat_map(|walk| walk.further()).fold(0, |all, start| all | Self::bit(start)))
    }

    fn bit([first, second]: [u8; 2]) -> u32 {
        1 << ((u32::from(first) * 5 + u32::from(second)) % u32::BITS)
    }

    /// True when a word that begins with `text` may come next.
    pub(crate) fn may_be(self, text: &str) -> bool {
        let start = match *text.as_bytes() {
            [first] => [first, 0],
            [first, second, ..] if second.is_ascii_alphabetic() => [first, second],
            // An accent, an apostrophe, or a sign that is not seen.
            _ => return self != Self::default(),
        };
        self.0 & Self::bit(start.map(|byte| byte.to_ascii_lowercase())) != 0
    }
}

/// What the spelling of a word in lower case that is no intruder tells of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spelling {
    /// Nothing.
    Usual,
    /// That it has accents: a word of French with one.
    Accented,
    /// That it may be written without: no word of French, but one that lacks its accents.
    Bare,
    /// That it uses English of its own: neither, and none of the words that texts are full of.
    Foreign,
}

impl Spelling {
    fn of(text: &str, memory: &Memory) -> Self {
        let Memory { lexicon, vectors, .. } = memory;
        let known = || lexicon.find(text).is_some();
        if !text.bytes().all(|byte| byte.is_ascii_lowercase()) {
            let accented = !text.is_ascii() && text.chars().all(char::is_lowercase) && known();
            return if accented { Self::Accented } else { Self::Usual };
        }
        if known() {
            return Self::Usual;
        }
        if lexicon.accented(text).is_some() {
            return Self::Bare;
        }
        let foreign = text.len() > 3 && vectors.near(word_hash(text)).is_none() && by_ending(text).is_none();
        if foreign { Self::Foreign } else { Self::Usual }
    }
}
