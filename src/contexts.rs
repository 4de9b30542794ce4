//! What stands beside a word in clean French: counts, compiled from news and debates.
//!
//! For every word of the candidate vocabulary (originals, and intruders that stand in clean text too) the counts say
//! which words and which classes of words were its neighbours. A class is a set of readings (*feminine singular noun*),
//! or the word itself for the words of grammar; it speaks where the very words were never seen together.
//!
//! Law: counts only, of the candidate vocabulary only; no run of text longer than three words can be read from them.
//! Rejected: a map with its keys, ten times as large. A slot keeps 16 bits of the key's hash and the count in 8 bits,
//! so that about one look-up in a thousand, of a key that has no count, reports that of another key.

#![deny(clippy::indexing_slicing)]

use std::sync::{LazyLock, OnceLock};

use crate::compiled::{Bytes, join, sections};
use crate::error::Error;
use crate::lexicon::{Genders, Lexicon, Numbers, Persons, Pos, Reading, VerbForms, VerbTraits, Word};

const MAGIC: &[u8; 8] = b"LMPDCTX3";
/// Bytes of a fingerprint, and how many of them are compared at once.
const PRINT: usize = 2;
const STRIDE: usize = 4;
/// A 1 in each of these.
const ONES: u64 = 0x0001_0001_0001_0001;

/// The slots that share a part of the sieve, and the 64-bit blocks of such a part.
const SHARE: usize = 256;
const BLOCKS: usize = 32;
/// How many full slots behind its own a part of the sieve looks at; where there are more, it lets everything through.
const FAR: usize = 4096;

/// The class of words that start with a digit.
const NUMBER: u64 = 1 << 40;

/// A word as its neighbours' counts know it: itself, and its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Neighbour {
    /// The word itself.
    pub word: u64,
    /// Its class.
    pub class: u64,
}

impl Neighbour {
    /// True when the word is no word of grammar, no sign and no number, so that it tells what a text is about.
    #[must_use]
    pub fn is_content(self) -> bool {
        self.class != self.word && self.class != NUMBER
    }
}

/// The words and signs around a place, nearest first; the end of a paragraph counts as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The two words before.
    pub left: [Neighbour; 2],
    /// The two words after.
    pub right: [Neighbour; 2],
}

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
    Near,
    AnyNear,
}

/// How many words to each side, beyond the adjacent ones, count as near.
pub const NEAR: usize = 6;

impl Kind {
    /// Every kind that adjacent words make, in the order of its number; what is near has its keys made by [`Kind::key`].
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
            Self::Any | Self::Near | Self::AnyNear => ([0, 0, 0], 0),
        }
    }

    /// The key under which a count of this kind is kept.
    #[must_use]
    pub fn key(self, parts: &[u64]) -> u64 {
        parts.iter().fold(mix(self as u64 + 1), |key, part| follow(key, *part))
    }

    /// The key of a word at a place.
    #[must_use]
    pub fn at(self, word: Neighbour, around: &Neighbourhood) -> u64 {
        let (parts, used) = self.parts(word, around);
        self.key(parts.get(..used).unwrap_or_default())
    }
}

/// Compiled counts. Cheap to clone; bundled data is borrowed from the program.
#[derive(Clone, Debug)]
pub struct Contexts {
    /// Of each slot the fingerprint, apart from the counts so that many are compared at once: nine slots in ten are full,
    /// and a key without a count is known for one only where its run of full slots ends, after fifty of them on average.
    prints: Bytes,
    /// Of each slot the code of its count; 0 where it is empty.
    codes: Bytes,
    /// Says of most keys without a count, in one look, that they have none: of each [`SHARE`] slots a Bloom filter of all
    /// fingerprints that a look-up from one of them on comes upon. Made of the slots when the first count is asked for: a
    /// clean article asks for none, and in the file it would be a third more bytes.
    sieve: OnceLock<Vec<u64>>,
    /// How many slots there are.
    slots: usize,
    /// How many words were counted, 1 at the least.
    all: f32,
}

impl Contexts {
    /// Borrows compiled counts.
    ///
    /// # Errors
    /// When the bytes are damaged or of another version.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, Error> {
        Self::open(bytes.into())
    }

    /// Opens counts compiled in memory.
    ///
    /// # Errors
    /// When the bytes are damaged or of another version.
    pub fn from_vec(bytes: Vec<u8>) -> Result<Self, Error> {
        Self::open(bytes.into())
    }

    fn open(bytes: Bytes) -> Result<Self, Error> {
        let [prints, codes] = sections(&bytes, MAGIC)?;
        let mut contexts = Self { slots: codes.as_ref().len(), prints, codes, sieve: OnceLock::new(), all: 1.0 };
        let all = Kind::Any.key(&[]);
        contexts.all = contexts.search(home(all, contexts.slots), all as u16).max(1.0);
        Ok(contexts)
    }

    /// No counts at all.
    #[must_use]
    pub fn empty() -> Self {
        let none = || Bytes::Static(&[]);
        Self { prints: none(), codes: none(), sieve: OnceLock::new(), slots: 0, all: 1.0 }
    }

    /// How many words of the candidate vocabulary were counted, 1 at the least.
    pub(crate) fn all(&self) -> f32 {
        self.all
    }

    /// The count kept under a key, 0 where there is none; above 63 within 3 %.
    #[must_use]
    #[inline]
    pub fn count(&self, key: u64) -> f32 {
        let (home, print) = (home(key, self.slots), key as u16);
        let sieve = self.sieve.get_or_init(|| sieve(self.prints.as_ref(), self.codes.as_ref()));
        if passes(sieve, home, print) { self.search(home, print) } else { 0.0 }
    }

    /// The count of the first slot from `home` on that has this fingerprint, 0 where an empty one comes first.
    fn search(&self, home: usize, print: u16) -> f32 {
        let (prints, codes) = (self.prints.as_ref(), self.codes.as_ref());
        let wanted = u64::from(print) * ONES;
        let around = |at: usize| if at >= self.slots { at - self.slots } else { at };
        let mut at = home;
        for _ in 0..self.slots {
            let Some(four) = prints.get(PRINT * at..).and_then(|rest| rest.first_chunk()) else { break };
            let four = u64::from_le_bytes(*four);
            // An empty slot has the fingerprint 0, and a full one may have it too.
            let same = zeros(four ^ wanted);
            let stops = same | zeros(four);
            if stops == 0 {
                at = around(at + STRIDE);
                continue;
            }
            at = around(at + (stops.trailing_zeros() / 16) as usize);
            match codes.get(at) {
                None | Some(0) => break,
                // Both marks are sure up to the first of them, which is the one that is looked at.
                Some(code) if same & stops & stops.wrapping_neg() != 0 => return decode(*code),
                Some(_) => at = around(at + 1),
            }
        }
        0.0
    }

    /// The share of the texts' words of the candidate vocabulary that a word makes; 0 for words of no count.
    #[must_use]
    pub fn share(&self, word: Neighbour) -> f32 {
        self.count(Kind::Word.key(&[word.word])) / self.all
    }

    /// How often a lower-case word of the candidate vocabulary stands in the texts.
    #[must_use]
    pub fn word_count(&self, word: &str) -> f32 {
        self.count(Kind::Word.key(&[word_hash(word)]))
    }
}

/// Compiles counts, given by key; the order of `counts` decides the bytes.
#[must_use]
pub fn compile(counts: &[(u64, u32)]) -> Vec<u8> {
    let len = counts.len() * 10 / 9 + 1;
    let (mut prints, mut codes) = (vec![0_u16; len], vec![0_u8; len]);
    for (key, count) in counts {
        let mut at = home(*key, len);
        while codes.get(at).is_some_and(|code| *code != 0) {
            at = if at + 1 == len { 0 } else { at + 1 };
        }
        if let (Some(print), Some(code)) = (prints.get_mut(at), codes.get_mut(at)) {
            (*print, *code) = (*key as u16, encode(*count));
        }
    }
    let around = prints.iter().cycle().take(len + STRIDE - 1);
    join(MAGIC, &[around.flat_map(|print| print.to_le_bytes()).collect(), codes])
}

/// The sieve of these slots.
fn sieve(prints: &[u8], codes: &[u8]) -> Vec<u64> {
    let (prints, _) = prints.as_chunks();
    let full = |from: usize, to: usize| {
        let slots = prints.get(from..to).into_iter().zip(codes.get(from..to));
        slots.flat_map(|(prints, codes)| prints.iter().zip(codes)).map(|(print, code)| (print, *code != 0))
    };
    let mut sieve = Vec::with_capacity(codes.len().div_ceil(SHARE) * BLOCKS);
    for start in (0..codes.len()).step_by(SHARE) {
        let end = (start + SHARE).min(codes.len());
        let mut blocks = [0; BLOCKS];
        let mut hold = |print: &[u8; PRINT]| {
            let (block, bits) = sieved(u16::from_le_bytes(*print));
            blocks.get_mut(block).into_iter().for_each(|block| *block |= bits);
        };
        full(start, end).filter(|(_, full)| *full).for_each(|(print, _)| hold(print));
        // Beyond its own slots a look-up goes on to the first that is empty, round to the first of all.
        let behind = full(end, codes.len().min(end + FAR)).chain(full(0, codes.len().min(FAR)));
        let beyond = behind.take_while(|(_, full)| *full).take(FAR).inspect(|(print, _)| hold(print)).count();
        sieve.extend(if beyond < FAR { blocks } else { [u64::MAX; BLOCKS] });
    }
    sieve
}

/// The block and the bits of a fingerprint in each part of the sieve.
fn sieved(print: u16) -> (usize, u64) {
    (usize::from(print) % BLOCKS, 1 << (print >> 5 & 63) | 1 << (print >> 10))
}

/// False when no slot that is looked at from `home` on has this fingerprint.
fn passes(sieve: &[u64], home: usize, print: u16) -> bool {
    let (block, bits) = sieved(print);
    sieve.get(home / SHARE * BLOCKS + block).is_some_and(|block| block & bits == bits)
}

/// The hash of a word as [`Neighbour::word`] has it: lower case, straight apostrophes, no soft hyphens.
#[must_use]
pub fn word_hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for character in word.chars().flat_map(char::to_lowercase) {
        let character = match character {
            '’' | 'ʼ' => '\'',
            '\u{ad}' | '\u{200d}' | '\u{200c}' | '\u{2060}' => continue,
            other => other,
        };
        hash = (hash ^ u64::from(u32::from(character))).wrapping_mul(0x0000_0100_0000_01b3);
    }
    mix(hash)
}

/// A word and its class, as the lexicon knows it.
#[must_use]
pub fn neighbour(word: &str, lexicon: &Lexicon) -> Neighbour {
    neighbour_found(word, lexicon.find(word))
}

/// A word that was looked up in the lexicon, and its class.
pub(crate) fn neighbour_found(word: &str, found: Option<Word<'_>>) -> Neighbour {
    let hash = word_hash(word);
    let first = word.chars().next();
    let signature = match found {
        Some(found) => found.readings().try_fold(0_u64, |set, reading| Some(set | signature(&reading)?)),
        None if first.is_some_and(|c| c.is_ascii_digit()) => Some(NUMBER),
        None if first.is_some_and(char::is_uppercase) => Some(1 << 41),
        None if first.is_some_and(char::is_alphabetic) => Some(1 << 42),
        None => None,
    };
    Neighbour { word: hash, class: signature.unwrap_or(hash) }
}

/// The end of a paragraph, as a neighbour.
#[must_use]
pub fn boundary() -> Neighbour {
    let hash = word_hash("¶");
    Neighbour { word: hash, class: hash }
}

/// The bits of one reading in a class; `None` for the words of grammar, each of which is a class of its own.
fn signature(reading: &Reading<'_>) -> Option<u64> {
    let agreement = || {
        let mut bits = 0;
        for (gender, shift) in [(Genders::MASCULINE, 0), (Genders::FEMININE, 2)] {
            for (number, more) in [(Numbers::SINGULAR, 0), (Numbers::PLURAL, 1)] {
                if reading.genders.intersects(gender) && reading.numbers.intersects(number) {
                    bits |= 1 << (shift + more);
                }
            }
        }
        bits
    };
    Some(match reading.pos {
        Pos::Noun => agreement(),
        Pos::Adjective => agreement() << 4,
        Pos::Verb if reading.traits.intersects(VerbTraits::AUXILIARY) => return None,
        Pos::Verb if reading.form.intersects(VerbForms::PAST_PARTICIPLE) => agreement() << 8,
        Pos::Verb if reading.form.intersects(VerbForms::INFINITIVE) => 1 << 12,
        Pos::Verb if reading.form.intersects(VerbForms::PRESENT_PARTICIPLE) => 1 << 13,
        Pos::Verb if reading.persons.intersects(Persons::THIRD_SINGULAR) => 1 << 14,
        Pos::Verb if reading.persons.intersects(Persons::THIRD_PLURAL) => 1 << 15,
        Pos::Verb => 1 << 16,
        Pos::Adverb => 1 << 17,
        Pos::Interjection => 1 << 18,
        Pos::Numeral => 1 << 19,
        Pos::FirstName | Pos::Surname | Pos::ProperNoun => 1 << 20,
        Pos::Prefix | Pos::Other => 1 << 21,
        _ => return None,
    })
}

/// The code of a count in eight bits; never 0, which marks an empty slot.
fn encode(count: u32) -> u8 {
    if count < 64 {
        count.max(1) as u8
    } else {
        (64.0 + 12.0 * (f64::from(count) / 64.0).log2()).round().min(255.0) as u8
    }
}

fn decode(code: u8) -> f32 {
    static COUNTS: LazyLock<Vec<f32>> = LazyLock::new(|| {
        let large = |code: u8| 64.0 * ((f32::from(code) - 64.0) / 12.0).exp2();
        (0..=u8::MAX).map(|code| if code < 64 { f32::from(code) } else { large(code) }).collect()
    });
    COUNTS.get(usize::from(code)).copied().unwrap_or_default()
}

fn home(key: u64, len: usize) -> usize {
    ((u128::from(key) * len as u128) >> 64) as usize
}

/// A bit for each of four lanes that is 0. Beyond the first such lane some bits are false.
fn zeros(four: u64) -> u64 {
    four.wrapping_sub(ONES) & !four & (ONES << 15)
}

/// The key of what `key` stands for with one more part behind it.
pub(crate) fn follow(key: u64, part: u64) -> u64 {
    mix(key ^ part).rotate_left(9)
}

fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}
