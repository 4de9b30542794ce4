//! What stands in a damaged article where something else stood in the clean one.
//!
//! Law: only what looks like damage is told: a few words for a few words, the French ones known to French, and not the same words
//! spelled or inflected otherwise. Rejected: every difference; two versions of an article differ in the editor's hand too.

use limpide::Lexicon;
use limpide::dictionary::Dictionary;
use limpide::token::{Token, TokenKind, tokens};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The most words of an original or an intruder.
const LONGEST: usize = 6;

/// Compares articles.
pub(super) struct Aligner {
    lexicon: Lexicon,
    /// Whose originals are known homographs.
    dictionary: Dictionary,
}

impl Aligner {
    pub(super) fn new() -> Result<Self, limpide::Error> {
        Ok(Self { lexicon: Lexicon::french(), dictionary: Dictionary::french()? })
    }

    /// The pairs of original and intruder by which `damaged` differs from `clean`, in order, in lower case.
    pub(super) fn pairs(&self, clean: &str, damaged: &str) -> Vec<(String, String)> {
        let (old, new) = (words(clean), words(damaged));
        let texts = |tokens: &[Token<'_>]| tokens.iter().map(|token| spelled(token.text)).collect::<Vec<_>>();
        let mut pairs = Vec::new();
        for op in capture_diff_slices(Algorithm::Patience, &texts(&old), &texts(&new)) {
            let DiffOp::Replace { old_index, old_len, new_index, new_len } = op else { continue };
            let original = old.get(old_index..old_index + old_len).unwrap_or_default();
            let intruder = new.get(new_index..new_index + new_len).unwrap_or_default();
            self.add(original, intruder, &mut pairs);
        }
        pairs
    }

    fn add(&self, original: &[Token<'_>], intruder: &[Token<'_>], pairs: &mut Vec<(String, String)>) {
        // Neighbours that were hit word by word.
        let each: Vec<_> = original.iter().zip(intruder).collect();
        let single = |(a, b): &(&Token<'_>, &Token<'_>)| {
            self.looks_damaged(&[**a], &[**b]) && self.dictionary.find_original(&spelled(a.text)).is_some()
        };
        if original.len() == intruder.len() && each.len() > 1 && each.iter().all(single) {
            pairs.extend(each.into_iter().map(|(a, b)| (joined(&[*a]), joined(&[*b]))));
        } else if self.looks_damaged(original, intruder) {
            pairs.push((joined(original), joined(intruder)));
        }
    }

    fn looks_damaged(&self, original: &[Token<'_>], intruder: &[Token<'_>]) -> bool {
        let few = |tokens: &[Token<'_>]| {
            (1..=LONGEST).contains(&tokens.len()) && tokens.iter().all(|token| token.kind == TokenKind::Word)
        };
        if !few(original) || !few(intruder) {
            return false;
        }
        let french = |token: &Token<'_>| self.lexicon.find(&spelled(token.text)).is_some_and(|word| !word.proper());
        let (old, new) = (joined(original), joined(intruder));
        let homograph = self.dictionary.find_original(&old).is_some();
        // A French word that became another one is the editor's, unless English has the first too.
        let engine = homograph || !intruder.iter().all(french);
        original.iter().all(french) && engine && !alike(&old, &new) && !self.one_lemma(&old, &new)
    }

    /// True for two forms of one word.
    fn one_lemma(&self, a: &str, b: &str) -> bool {
        let lemmas = |form: &str| -> Vec<String> {
            self.lexicon
                .find(form)
                .into_iter()
                .flat_map(|word| word.readings())
                .map(|reading| reading.lemma(form))
                .collect()
        };
        let known = lemmas(a);
        lemmas(b).iter().any(|lemma| known.contains(lemma))
    }
}

/// All but the blanks.
fn words(text: &str) -> Vec<Token<'_>> {
    tokens(text).filter(|token| token.kind != TokenKind::Space).collect()
}

/// In lower case, with one kind of apostrophe and without invisible hyphens.
fn spelled(text: &str) -> String {
    text.chars()
        .filter(|letter| *letter != '\u{ad}')
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == '’' { '\'' } else { letter })
        .collect()
}

/// Words as they are read, with single blanks between those that stand apart.
fn joined(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    let mut end = None;
    for token in tokens {
        if end.is_some_and(|end| end < token.start) {
            text.push(' ');
        }
        text += &spelled(token.text);
        end = Some(token.start + token.text.len());
    }
    text
}

/// True for words that differ by their spelling alone: accents, hyphens, a letter.
fn alike(a: &str, b: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).map(unaccented).collect::<Vec<_>>();
    let (a, b) = (bare(a), bare(b));
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let ends = |tail: usize| {
        let (a, b) = (a.get(same + tail..), b.get(same + (1 - tail)..));
        a.is_some() && a == b
    };
    let swapped = matches!((a.get(same + 1..), b.get(same + 1..)), (Some(a), Some(b)) if a == b);
    a == b || swapped || ends(0) || ends(1)
}

fn unaccented(letter: char) -> char {
    match letter {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        other => other,
    }
}
