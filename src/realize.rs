//! An original as it must read at its place: case, and elision or contraction where the word before asks for it.
//!
//! Law: an engine changed nothing around the word, so nothing around it is changed either, unless what would come out
//! is no French (*le avis*, *l'vue*); then the word before is mended with it and belongs to the span.
//!
//! The lines stay as many as they were, and break at the word they broke at: a line end inside an intruder goes where a
//! space of the original is, or else where the space behind it was, or else the space before it; that space then belongs to
//! the span. Where there is none, as at the end of a line that holds nothing else, two lines become one. Rejected: dropping
//! the line end, after which the line is twice as long as all others.

use crate::article::{Article, Gap, Mark};
use crate::evidence::Form;
use crate::evidence::elision::{Sound, elision, ruled_out};
use crate::matcher::{Candidate, Case};
use crate::span::Span;

/// Of an original, the span to replace and the text to put there.
pub(crate) fn realize<'a>(
    article: &'a Article<'_, '_>,
    candidate: &'a Candidate,
) -> impl Fn(&Form) -> (Span, String) + use<'a> {
    let small = candidate.case == Case::Lower && !begins(article, candidate.from);
    let ruled_out = ruled_out(article, candidate.from);
    let own = article.span(candidate.from, candidate.to);
    let end = line_end(article.text_at(own));
    move |original| {
        let text = if small { String::from(&*original.text) } else { capitalized(&original.text) };
        let clashes = elision(ruled_out, original.sound) != 0.0;
        let (span, text) = if clashes { worded(article, candidate, own, original, text) } else { (own, text) };
        match if span == own { end } else { line_end(article.text_at(span)) } {
            Some(end) => broken(article, span, &text, end),
            None => (span, text),
        }
    }
}

/// The words to replace and those to put there, where the original clashes with the word before: that is mended too, if it can be.
fn worded(
    article: &Article<'_, '_>,
    candidate: &Candidate,
    span: Span,
    original: &Form,
    text: String,
) -> (Span, String) {
    let (Some(before), Some(sound)) = (article.before(candidate.from), original.sound) else { return (span, text) };
    match mended(article, candidate.from, before.text(), original.feminine, sound) {
        Some(word) => (Span::new(before.token.start, span.end), word + &text),
        None => (span, text),
    }
}

/// True when the mark at `at` begins a sentence beyond doubt, so that an engine that loses capitals has lost one there. That a
/// paragraph begins is not enough: code, or bytes that are no text, may end one within a sentence.
fn begins(article: &Article<'_, '_>, at: usize) -> bool {
    let Some(dot) = at.checked_sub(1) else { return true };
    let ends = |mark: &Mark<'_>| matches!(mark.text(), "." | "!" | "?") && mark.gap == Gap::None;
    // What is shorter may be an abbreviation: *M.*, *av.*
    let word = |mark: &Mark<'_>| mark.is_word() && mark.text().len() > 3;
    article.mark(dot).is_some_and(ends) && article.before(dot).is_some_and(word)
}

/// The word before and the space behind it, as they must read before an original of that gender and `sound`; `None` where no form
/// is known.
fn mended(article: &Article<'_, '_>, at: usize, before: &str, feminine: bool, sound: Sound) -> Option<String> {
    let lower = before.to_lowercase().replace(['’', 'ʼ'], "'");
    let vowel = sound == Sound::Vowel;
    let elided = |stem: &str| format!("{stem}{}", article.apostrophe());
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

/// The first line end between words, with the blanks around it.
fn line_end(found: &str) -> Option<&str> {
    let at = found.bytes().position(|byte| matches!(byte, b'\n' | b'\r'))?;
    let start = found.get(..at)?.trim_end().len();
    let rest = found.get(start..)?;
    rest.get(..rest.len() - rest.trim_start().len())
}

/// The span and the text with the line end kept.
fn broken(article: &Article<'_, '_>, span: Span, text: &str, end: &str) -> (Span, String) {
    if text.contains(' ') {
        return (span, text.replacen(' ', end, 1));
    }
    let blank = |c: char| matches!(c, ' ' | '\t');
    let behind = article.text_at(Span::new(span.end, article.len()));
    let next = behind.trim_start_matches(blank);
    // Only a word may come to stand first on a line: a sign there may be a bullet.
    if next.len() < behind.len() && next.starts_with(char::is_alphabetic) {
        return (Span::new(span.start, span.end + behind.len() - next.len()), [text, end].concat());
    }
    let before = article.text_at(Span::new(0, span.start));
    let last = before.trim_end_matches(blank);
    if last.len() < before.len() && !last.is_empty() && !last.ends_with(['\n', '\r']) {
        return (Span::new(last.len(), span.end), [end, text].concat());
    }
    (span, text.into())
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let mut text = String::with_capacity(word.len());
    text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    text + letters.as_str()
}
