//! A word as its neighbours' counts know it: by its hash, and by its class.
//!
//! A class is a set of readings (*feminine singular noun*), or the word itself for the words of grammar; it speaks where the
//! very words were never seen together.

use crate::lexicon::{Genders, Lexicon, Numbers, Persons, Pos, Reading, VerbForms, VerbTraits, Word};

use super::mix;

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

/// The words and signs around a place, nearest first; the end of a paragraph counts as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The two words before.
    pub left: [Neighbour; 2],
    /// The two words after.
    pub right: [Neighbour; 2],
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
