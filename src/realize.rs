//! An original as it must read at its place: case, and elision or contraction where the word before asks for it.
//!
//! Law: an engine changed nothing around the word, so nothing around it is changed either, unless what would come out
//! is no French (*le avis*, *l'vue*); then the word before is mended with it and belongs to the span.

use crate::article::{Article, Gap, Mark};
use crate::evidence::elision::{Sound, elision, ruled_out, sound};
use crate::lexicon::{Genders, Lexicon, Pos};
use crate::matcher::{Candidate, Case};
use crate::span::Span;

/// The span to replace and the text to put there.
pub(crate) fn realize(article: &Article<'_, '_>, candidate: &Candidate, original: &str) -> (Span, String) {
    let text = match candidate.case {
        Case::Lower if !begins(article, candidate.from) => original.to_string(),
        Case::Lower | Case::Initial | Case::Title => capitalized(original),
    };
    let span = article.span(candidate.from, candidate.to);
    let ruled_out = ruled_out(article, candidate.from);
    if ruled_out.is_none() || elision(ruled_out, sound(article.lexicon(), original)) == 0.0 {
        return (span, text);
    }
    let Some(before) = article.before(candidate.from) else { return (span, text) };
    match mended(article, candidate.from, before.text(), original) {
        Some(word) => (Span::new(before.token.start, span.end), word + &text),
        None => (span, text),
    }
}

/// True when the mark at `at` begins a sentence beyond doubt, so that an engine that loses capitals has lost one there.
fn begins(article: &Article<'_, '_>, at: usize) -> bool {
    let Some(dot) = at.checked_sub(1).filter(|_| article.before(at).is_some()) else { return true };
    let ends = |mark: &Mark<'_>| matches!(mark.text(), "." | "!" | "?") && mark.gap == Gap::None;
    // What is shorter may be an abbreviation: *M.*, *av.*
    let word = |mark: &Mark<'_>| mark.is_word() && mark.text().len() > 3;
    article.mark(dot).is_some_and(ends) && article.before(dot).is_some_and(word)
}

/// The word before and the space behind it, as they must read before `original`; `None` where no form is known.
fn mended(article: &Article<'_, '_>, at: usize, before: &str, original: &str) -> Option<String> {
    let lower = before.to_lowercase().replace(['’', 'ʼ'], "'");
    let vowel = sound(article.lexicon(), original)? == Sound::Vowel;
    let feminine = is_feminine(article.lexicon(), original);
    let elided = |stem: &str| format!("{stem}{}", article.apostrophe);
    let form = if vowel {
        match lower.as_str() {
            "le" | "la" => elided("l"),
            "du" => format!("de {}", elided("l")),
            "jusque" | "lorsque" | "puisque" | "quoique" | "que" => elided(lower.strip_suffix('e')?),
            "de" | "je" | "me" | "ne" | "se" | "te" => elided(lower.strip_suffix('e')?),
            "ce" => "cet ".into(),
            "ma" | "sa" | "ta" => format!("{}on ", lower.strip_suffix('a')?),
            "beau" => "bel ".into(),
            "fou" => "fol ".into(),
            "nouveau" => "nouvel ".into(),
            _ => return None,
        }
    } else {
        match lower.as_str() {
            "l'" => if feminine { "la " } else { "le " }.into(),
            "cet" => "ce ".into(),
            "bel" => "beau ".into(),
            "fol" => "fou ".into(),
            "nouvel" => "nouveau ".into(),
            "vieil" => "vieux ".into(),
            stem if article.mark(at)?.gap == Gap::None => format!("{}e ", stem.strip_suffix('\'')?),
            _ => return None,
        }
    };
    let capital = before.chars().next().is_some_and(char::is_uppercase);
    Some(if capital { capitalized(&form) } else { form })
}

fn is_feminine(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.find(word).is_some_and(|found| {
        let noun = found.readings().find(|reading| matches!(reading.pos, Pos::Noun | Pos::Adjective));
        noun.is_some_and(|noun| noun.genders == Genders::FEMININE)
    })
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
