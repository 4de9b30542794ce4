//! Tokens to candidates: the places where an intruder of the dictionary stands.
//!
//! Law: at each place the longest intruder is the candidate, as a naive search over all intruders would find it;
//! words in capitals, words that touch a hyphen and words in mixed case are no candidates, for engines leave them alone; but for
//! capitals behind a dash.
//! Rejected: an Aho–Corasick automaton with a boundary test behind it, which is both larger and slower (see “Scan” in DESIGN.md).

use crate::article::{Article, Gap, Mark};
use crate::dictionary::{Dictionary, IntruderId, Walk};
use crate::token::TokenKind;

/// How an intruder's letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// *applied sciences*
    Lower,
    /// *Applied sciences*
    Initial,
    /// *Applied Sciences*
    Title,
}

/// A place where an intruder stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// First mark.
    pub(crate) from: usize,
    /// Mark after the last.
    pub(crate) to: usize,
    /// Which of the dictionaries knows the intruder.
    pub(crate) dictionary: usize,
    /// The intruder.
    pub(crate) intruder: IntruderId,
    /// How it is written.
    pub(crate) case: Case,
}

/// The candidates of an article, in order, without overlap.
pub(crate) fn candidates(article: &Article<'_, '_>, dictionaries: &[Dictionary]) -> Vec<Candidate> {
    let mut found = Vec::with_capacity(article.marks.len() / 8);
    let mut at = 0;
    while at < article.marks.len() {
        match longest(article, at, dictionaries) {
            Some(candidate) => {
                at = candidate.to;
                found.push(candidate);
            }
            None => at += 1,
        }
    }
    found
}

fn longest(article: &Article<'_, '_>, from: usize, dictionaries: &[Dictionary]) -> Option<Candidate> {
    let first = article.mark(from)?;
    let known = article.known(from).filter(|known| known.may_begin_intruder())?;
    let case = known.case?;
    if !first.is_word() || touches_hyphen_before(article, from, case) {
        return None;
    }
    if !article.mark(from + 1).is_some_and(|next| known.further.may_be(next.text())) || !goes_on(article, from + 1) {
        let (dictionary, intruder) = article.intruder(from).filter(|_| !touches_hyphen_after(article, from + 1))?;
        return Some(Candidate { from, to: from + 1, dictionary, intruder, case });
    }
    let mut best: Option<Candidate> = None;
    for (index, dictionary) in dictionaries.iter().enumerate() {
        let mut walk = dictionary.walk();
        let mut title = true;
        for to in from + 1.. {
            let Some(mark) = article.mark(to - 1) else { break };
            if to - 1 > from {
                if !goes_on(article, to - 1) || !walk.follow(' ') {
                    break;
                }
                title &= article.known(to - 1).and_then(|known| known.case) != Some(Case::Lower);
            }
            if !spell(mark.text(), &mut walk) {
                break;
            }
            let Some(intruder) = walk.intruder() else { continue };
            let longer = best.is_none_or(|best| to > best.to);
            if longer && !touches_hyphen_after(article, to) {
                let case = if case == Case::Initial && to - from > 1 && title { Case::Title } else { case };
                best = Some(Candidate { from, to, dictionary: index, intruder, case });
            }
        }
    }
    best
}

/// True when the mark at `at` may be one more word of an intruder.
fn goes_on(article: &Article<'_, '_>, at: usize) -> bool {
    article.mark(at).is_some_and(|mark| mark.is_word() && matches!(mark.gap, Gap::Blank | Gap::Line))
        && article.known(at).is_some_and(|known| known.case.is_some())
}

/// Follows the letters of a word; `false` when no intruder is spelled so.
pub(crate) fn spell(word: &str, walk: &mut Walk<'_>) -> bool {
    word.chars().flat_map(char::to_lowercase).all(|character| match character {
        '’' | 'ʼ' => walk.follow('\''),
        '\u{2010}' | '\u{2011}' => walk.follow('-'),
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => true,
        other => walk.follow(other),
    })
}

/// How a word is written; `None` for capitals and mixed case.
pub(crate) fn case(word: &str) -> Option<Case> {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first = letters.next()?;
    let upper_rest = letters.clone().any(char::is_uppercase);
    match (first.is_uppercase(), upper_rest) {
        (_, true) => None,
        (true, false) => letters.next().map(|_| Case::Initial),
        (false, false) => Some(Case::Lower),
    }
}

/// True when a hyphen stands right before the mark at `at`, and is no dash that lacks its space: *-Comment faire ?*
fn touches_hyphen_before(article: &Article<'_, '_>, at: usize, case: Case) -> bool {
    let is_hyphen = |before: &Mark<'_>| {
        let is_dash = before.token.kind == TokenKind::Punctuation && before.gap != Gap::None && case != Case::Lower;
        before.text().ends_with(HYPHENS) && !is_dash
    };
    article.mark(at).is_some_and(|mark| mark.gap == Gap::None) && article.before(at).is_some_and(is_hyphen)
}

fn touches_hyphen_after(article: &Article<'_, '_>, to: usize) -> bool {
    article.mark(to).is_some_and(|after| after.gap == Gap::None && after.text().starts_with(HYPHENS))
}

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];
