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

/// The score of `word` standing at the mark `at`: 0, or less when it clashes with the word before.
pub(crate) fn elision(article: &Article<'_, '_>, at: usize, word: &str) -> f32 {
    let Some(before) = article.before(at).filter(|before| before.is_word()) else { return 0.0 };
    let Some(sound) = sound(article.lexicon, word) else { return 0.0 };
    let elided = before.text().ends_with(['\'', '’', 'ʼ']);
    let adjacent = article.mark(at).is_some_and(|mark| mark.gap == Gap::None);
    let clash = if elided && adjacent {
        sound == Sound::Consonant
    } else if before.text().chars().count() > 8 {
        false
    } else {
        let lower = before.text().to_lowercase();
        let set = if sound == Sound::Vowel { &BEFORE_CONSONANT[..] } else { &BEFORE_VOWEL[..] };
        set.contains(&lower.as_str())
    };
    if clash { CLASH } else { 0.0 }
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
