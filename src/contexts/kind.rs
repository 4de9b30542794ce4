//! What is counted of a word with its neighbours, and where that is kept.
//!
//! Law: a count lies in the row of what was counted (a word, a class, or anything), under a key made of the neighbours alone.
//! So the keys of a place are made once for all words that may have stood there.

use super::neighbour::{Neighbour, Neighbourhood};
use super::{follow, mix};

/// What is counted. `Any` kinds leave the word out; `Capital` counts the word with a capital inside a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names say which neighbours are counted with the word, in reading order")]
pub enum Kind {
    Word,
    LeftWord,
    WordRight,
    LeftLeftWord,
    WordRightRight,
    LeftWordRight,
    ClassLeftWord,
    WordClassRight,
    Class,
    ClassLeftClass,
    ClassClassRight,
    ClassLeftLeftClass,
    ClassLeftClassRight,
    ClassClassRightRight,
    AnyLeft,
    AnyRight,
    AnyLeftLeft,
    AnyRightRight,
    AnyClassLeft,
    AnyClassRight,
    AnyClassLeftLeft,
    AnyClassRightRight,
    Any,
    Capital,
}

impl Kind {
    /// Every kind, in the order of its number.
    pub const ALL: [Self; 24] = [
        Self::Word,
        Self::LeftWord,
        Self::WordRight,
        Self::LeftLeftWord,
        Self::WordRightRight,
        Self::LeftWordRight,
        Self::ClassLeftWord,
        Self::WordClassRight,
        Self::Class,
        Self::ClassLeftClass,
        Self::ClassClassRight,
        Self::ClassLeftLeftClass,
        Self::ClassLeftClassRight,
        Self::ClassClassRightRight,
        Self::AnyLeft,
        Self::AnyRight,
        Self::AnyLeftLeft,
        Self::AnyRightRight,
        Self::AnyClassLeft,
        Self::AnyClassRight,
        Self::AnyClassLeftLeft,
        Self::AnyClassRightRight,
        Self::Any,
        Self::Capital,
    ];

    /// The neighbours that this kind counts, for a word at a place.
    #[must_use]
    pub fn parts(self, word: Neighbour, around: &Neighbourhood) -> ([u64; 3], usize) {
        let ([l, ll], [r, rr]) = (around.left, around.right);
        let (w, k) = (word.word, word.class);
        match self {
            Self::Word | Self::Capital => ([w, 0, 0], 1),
            Self::LeftWord => ([l.word, w, 0], 2),
            Self::WordRight => ([w, r.word, 0], 2),
            Self::LeftLeftWord => ([ll.word, l.word, w], 3),
            Self::WordRightRight => ([w, r.word, rr.word], 3),
            Self::LeftWordRight => ([l.word, w, r.word], 3),
            Self::ClassLeftWord => ([l.class, w, 0], 2),
            Self::WordClassRight => ([w, r.class, 0], 2),
            Self::Class => ([k, 0, 0], 1),
            Self::ClassLeftClass => ([l.class, k, 0], 2),
            Self::ClassClassRight => ([k, r.class, 0], 2),
            Self::ClassLeftLeftClass => ([ll.class, l.class, k], 3),
            Self::ClassLeftClassRight => ([l.class, k, r.class], 3),
            Self::ClassClassRightRight => ([k, r.class, rr.class], 3),
            Self::AnyLeft => ([l.word, 0, 0], 1),
            Self::AnyRight => ([r.word, 0, 0], 1),
            Self::AnyLeftLeft => ([ll.word, l.word, 0], 2),
            Self::AnyRightRight => ([r.word, rr.word, 0], 2),
            Self::AnyClassLeft => ([l.class, 0, 0], 1),
            Self::AnyClassRight => ([r.class, 0, 0], 1),
            Self::AnyClassLeftLeft => ([ll.class, l.class, 0], 2),
            Self::AnyClassRightRight => ([r.class, rr.class, 0], 2),
            Self::Any => ([0, 0, 0], 0),
        }
    }

    /// A hash of what a count of this kind counts.
    #[must_use]
    pub fn hash(self, parts: &[u64]) -> u64 {
        parts.iter().fold(mix(self as u64 + 1), |key, part| follow(key, *part))
    }

    /// A hash of what this kind counts at a place.
    #[must_use]
    pub fn at(self, word: Neighbour, around: &Neighbourhood) -> u64 {
        let (parts, used) = self.parts(word, around);
        self.hash(parts.get(..used).unwrap_or_default())
    }

    /// Where the count of these parts is kept; `None` when they are not as many as the kind has.
    #[must_use]
    pub fn kept(self, parts: &[u64]) -> Option<(Owner, Entry)> {
        let beside = |neighbours: Beside, parts: &[u64]| Some(Entry::Beside(neighbours.key_of(parts)?));
        // The part at that place owns the row.
        let row = |owner: fn(u64) -> Owner, at: usize, neighbours: Beside| {
            let (before, rest) = parts.split_at_checked(at)?;
            let (own, behind) = rest.split_first()?;
            Some((owner(*own), beside(neighbours, &[before, behind].concat())?))
        };
        let any = |neighbours: Beside| Some((Owner::Anything, beside(neighbours, parts)?));
        match self {
            Self::Word => Some((Owner::Word(*parts.first()?), Entry::All)),
            Self::Capital => Some((Owner::Word(*parts.first()?), Entry::Capital)),
            Self::LeftWord => row(Owner::Word, 1, Beside::Left),
            Self::WordRight => row(Owner::Word, 0, Beside::Right),
            Self::LeftLeftWord => row(Owner::Word, 2, Beside::LeftLeft),
            Self::WordRightRight => row(Owner::Word, 0, Beside::RightRight),
            Self::LeftWordRight => row(Owner::Word, 1, Beside::LeftRight),
            Self::ClassLeftWord => row(Owner::Word, 1, Beside::ClassLeft),
            Self::WordClassRight => row(Owner::Word, 0, Beside::ClassRight),
            Self::Class => Some((Owner::Class(*parts.first()?), Entry::All)),
            Self::ClassLeftClass => row(Owner::Class, 1, Beside::ClassLeft),
            Self::ClassClassRight => row(Owner::Class, 0, Beside::ClassRight),
            Self::ClassLeftLeftClass => row(Owner::Class, 2, Beside::ClassLeftLeft),
            Self::ClassLeftClassRight => row(Owner::Class, 1, Beside::ClassLeftRight),
            Self::ClassClassRightRight => row(Owner::Class, 0, Beside::ClassRightRight),
            Self::Any => Some((Owner::Anything, Entry::All)),
            Self::AnyLeft => any(Beside::Left),
            Self::AnyRight => any(Beside::Right),
            Self::AnyLeftLeft => any(Beside::LeftLeft),
            Self::AnyRightRight => any(Beside::RightRight),
            Self::AnyClassLeft => any(Beside::ClassLeft),
            Self::AnyClassRight => any(Beside::ClassRight),
            Self::AnyClassLeftLeft => any(Beside::ClassLeftLeft),
            Self::AnyClassRightRight => any(Beside::ClassRightRight),
        }
    }
}

/// Whose counts a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Owner {
    /// Those of a word of the candidate vocabulary.
    Word(u64),
    /// Those of a class of such words.
    Class(u64),
    /// Those of them all.
    Anything,
}

impl Owner {
    /// The hash by which its row is found.
    pub(super) fn hash(self) -> u64 {
        match self {
            Self::Word(word) => follow(mix(1), word),
            Self::Class(class) => follow(mix(2), class),
            Self::Anything => mix(3),
        }
    }
}

/// A count in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entry {
    /// Whatever stands beside.
    All,
    /// With a capital inside a sentence.
    Capital,
    /// With the neighbours of this key.
    Beside(u32),
}

/// The neighbours that a count has beside the owner of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names say which neighbours, in reading order")]
pub enum Beside {
    Left,
    Right,
    LeftLeft,
    RightRight,
    LeftRight,
    ClassLeft,
    ClassRight,
    ClassLeftLeft,
    ClassRightRight,
    ClassLeftRight,
}

impl Beside {
    /// The key of one neighbour, or of two in reading order.
    #[must_use]
    pub fn key<const N: usize>(self, parts: [u64; N]) -> u32 {
        (parts.iter().fold(mix(self as u64 + 1), |key, part| follow(key, *part)) >> 32) as u32
    }

    /// The key of as many neighbours as there are; `None` when they are too few or too many.
    fn key_of(self, parts: &[u64]) -> Option<u32> {
        let one = matches!(self, Self::Left | Self::Right | Self::ClassLeft | Self::ClassRight);
        match parts {
            [part] if one => Some(self.key([*part])),
            [part, other] if !one => Some(self.key([*part, *other])),
            _ => None,
        }
    }
}
