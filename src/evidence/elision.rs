//! Evidence from elision and contraction: *le entrance* cannot be French, *l'view* neither.
//!
//! Law: the engine changed nothing around the word, so a form that clashes with the word before it was not there.

use crate::article::{Article, Gap};
use crate::lexicon::Lexicon;

/// What a clash of elision takes from a word's score.
const CLASH: f32 = -7.0;

/// Words that lose their vowel before another, and words that take another form there (*ce*, *cet*; *nouveau*, *nouvel*).
const BEFORE_CONSONANT: [&str; 21] = [
    "beau", "ce", "de", "du", "fou", "je", "jusque", "la", "le", "lorsque", "ma", "me", "ne", "nouveau", "puisque",
    "que", "quoique", "sa", "se", "ta", "te",
];
/// Words that stand only before a vowel.
const BEFORE_VOWEL: [&str; 5] = ["bel", "cet", "fol", "nouvel", "vieil"];

/// The sound that the word before the mark `at` rules out.
pub(crate) fn ruled_out(article: &Article<'_, '_>, at: usize) -> Option<Sound> {
    let before = article.before(at).filter(|before| before.is_word())?.text();
    let adjacent = article.mark(at).is_some_and(|mark| mark.gap == Gap::None);
    if adjacent && before.ends_with(['\'', '’', 'ʼ']) {
        return Some(Sound::Consonant);
    }
    let is = |word: &&str| word.eq_ignore_ascii_case(before);
    if BEFORE_CONSONANT.iter().any(is) {
        Some(Sound::Vowel)
    } else if BEFORE_VOWEL.iter().any(is) {
        Some(Sound::Consonant)
    } else {
        None
    }
}

/// The score of a word of that sound where another is ruled out: 0, or less when they clash.
pub(crate) fn elision(ruled_out: Option<Sound>, sound: Option<Sound>) -> f32 {
    if ruled_out.is_some() && ruled_out == sound { CLASH } else { 0.0 }
}

/// What a word starts with, to the ear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sound {
    Vowel,
    Consonant,
}

/// The sound a word starts with; `None` where usage wavers or the spelling does not tell.
pub(crate) fn sound(lexicon: &Lexicon, word: &str) -> Option<Sound> {
    let lower = word.to_lowercase();
    if ["onze", "onzième", "oui", "huit", "huitième", "un", "y", "à", "en"].contains(&lower.as_str()) {
        return None;
    }
    match lower.chars().next()? {
        'h' => lexicon.find(&lower).map(|_| if lexicon.aspirated(&lower) { Sound::Consonant } else { Sound::Vowel }),
        'y' => None,
        'a' | 'e' | 'i' | 'o' | 'u' | 'à' | 'â' | 'ä' | 'æ' | 'é' | 'è' | 'ê' | 'ë' | 'î' | 'ï' | 'ô' | 'ö' | 'œ'
        | 'ù' | 'û' | 'ü' => Some(Sound::Vowel),
        letter if letter.is_alphabetic() => Some(Sound::Consonant),
        _ => None,
    }
}
