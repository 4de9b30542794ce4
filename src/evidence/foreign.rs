//! Evidence against damage: English that was meant to be there.
//!
//! Law: the surroundings speak, not the word. Other English beside the place, quotation marks around it, a capital in the
//! middle of a sentence and a title in a row of capitals make a genuine word likelier; two intruders side by side
//! (*check essential*) and a capital that opens a heading (*Views*) do not.

use crate::article::{Article, Gap, Mark};
use crate::evidence::agreement::by_ending;
use crate::lexicon::Word;
use crate::matcher::{Candidate, Case};
use crate::token::TokenKind;

/// English words that are no French ones and that no engine puts alone in the place of a French word.
const FUNCTION_WORDS: [&str; 62] = [
    "about", "after", "all", "also", "and", "are", "been", "before", "being", "between", "by", "can", "could", "did",
    "does", "every", "for", "from", "had", "has", "have", "her", "his", "how", "into", "is", "it", "its", "just",
    "more", "my", "no", "not", "of", "only", "other", "our", "out", "over", "she", "should", "some", "than", "that",
    "the", "their", "them", "there", "they", "this", "to", "was", "we", "what", "when", "where", "which", "who",
    "with", "would", "you", "your",
];

/// A function word right beside the place.
const BESIDE_FUNCTION: f32 = 7.0;
/// A function word within [`REACH`] marks.
const NEAR_FUNCTION: f32 = 4.0;
/// Each further unknown lower-case word within reach that is no intruder.
const NEAR_UNKNOWN: f32 = 1.5;
/// An unknown word right beside an intruder, or another intruder: both may be words of one phrase that is not listed.
const BESIDE_UNKNOWN: f32 = 4.0;
const BESIDE_INTRUDER: f32 = 1.2;
/// A capital where the sentence does not begin, beyond what the word's own use as a name says.
const CAPITAL: f32 = 1.5;
/// A capital at the head of a sentence or line, where a name may stand too.
const OPENING_CAPITAL: f32 = 0.5;
/// A capitalised word right beside a capital.
const CAPITAL_BESIDE: f32 = 3.0;
/// Every word of an intruder has a capital.
const TITLE: f32 = 7.0;
/// Quotation marks that hold nothing but a few words with the place among them.
const QUOTED: f32 = 1.5;
/// Quotation marks that hold nothing but an intruder: the word is spoken of. With a capital, it is a title or a name.
const MENTIONED: f32 = 3.0;
const QUOTED_CAPITAL: f32 = 6.0;
/// The quotation around the place holds English words, though not near it: whoever speaks there speaks of English.
const QUOTED_BESIDE_ENGLISH: f32 = 1.5;
/// How many function words make a quotation hold English, and how many marks of it are looked at on each side.
const ENGLISH_FROM: usize = 2;
const QUOTATION: usize = 60;
/// Signs beyond which nothing is near.
const ENDS: [char; 11] = ['.', '!', '?', ';', '«', '»', '“', '”', '"', '(', ')'];
/// How many marks to each side are looked at.
const REACH: usize = 4;

/// What was learnt of an article's marks so far, since the same ones stand near many candidates.
pub(crate) struct Foreign<'c> {
    candidates: &'c [Candidate],
    kins: Vec<Option<Kin>>,
}

impl<'c> Foreign<'c> {
    pub(crate) fn new(article: &Article<'_, '_>, candidates: &'c [Candidate]) -> Self {
        Self { candidates, kins: vec![None; article.marks.len()] }
    }

    /// How much speaks for a genuine word at the candidate's place, as a logarithm of odds.
    pub(crate) fn score(&mut self, article: &Article<'_, '_>, candidate: &Candidate) -> f32 {
        let left = self.neighbours(article, candidate, Side::Left);
        let right = self.neighbours(article, candidate, Side::Right);
        let score = score(article, candidate, left.get(), right.get());
        score + if self.quoted_beside_english(article, candidate) { QUOTED_BESIDE_ENGLISH } else { 0.0 }
    }

    /// How much speaks for the candidate being one word of a phrase that the dictionary does not list, as a logarithm.
    pub(crate) fn phrase(&mut self, article: &Article<'_, '_>, candidate: &Candidate) -> f32 {
        let before = article.before(candidate.from).is_some().then(|| candidate.from.checked_sub(1)).flatten();
        let after = candidate.to.checked_sub(1).and_then(|last| article.after(last)).map(|_| candidate.to);
        let mut most: f32 = 0.0;
        for at in before.into_iter().chain(after) {
            if article.mark(at).is_some_and(Mark::is_word) {
                most = most.max(match self.kin(article, at) {
                    Kin::Unknown => BESIDE_UNKNOWN,
                    Kin::Intruder => BESIDE_INTRUDER,
                    _ => 0.0,
                });
            }
        }
        most
    }

    /// True when the quotation that the place stands in holds English too.
    fn quoted_beside_english(&mut self, article: &Article<'_, '_>, candidate: &Candidate) -> bool {
        let quoted = |at: &usize| article.in_quotation(*at);
        if !quoted(&candidate.from) {
            return false;
        }
        let left = (candidate.from.saturating_sub(QUOTATION)..candidate.from).rev().take_while(quoted);
        let right = (candidate.to..candidate.to + QUOTATION).take_while(quoted);
        let is_english = |at: &usize| self.kin(article, *at) == Kin::Function;
        left.chain(right).filter(is_english).take(ENGLISH_FROM).count() == ENGLISH_FROM
    }

    fn neighbours(&mut self, article: &Article<'_, '_>, candidate: &Candidate, side: Side) -> Row {
        let mut found = Row { kins: [Kin::French; REACH], len: 0 };
        let mut at = if side == Side::Left { candidate.from } else { candidate.to.saturating_sub(1) };
        while found.len < REACH {
            let next = if side == Side::Left { article.before(at) } else { article.after(at) };
            let Some(mark) = next else { break };
            at = if side == Side::Left { at.saturating_sub(1) } else { at + 1 };
            match mark.token.kind {
                TokenKind::Word => found.push(self.kin(article, at)),
                TokenKind::Punctuation if mark.text().starts_with(ENDS) => break,
                TokenKind::Punctuation => {}
                _ => found.push(Kin::French),
            }
        }
        found
    }

    fn kin(&mut self, article: &Article<'_, '_>, at: usize) -> Kin {
        match self.kins.get_mut(at) {
            Some(Some(known)) => *known,
            Some(unknown) => *unknown.insert(kin(article, at, self.candidates)),
            None => Kin::French,
        }
    }
}

fn score(article: &Article<'_, '_>, candidate: &Candidate, left: &[Kin], right: &[Kin]) -> f32 {
    let mut score = match candidate.case {
        Case::Lower => 0.0,
        Case::Title => TITLE,
        Case::Initial if article.opens(candidate.from) => OPENING_CAPITAL,
        Case::Initial => CAPITAL,
    };
    let beside = |side: &[Kin]| side.first() == Some(&Kin::Function);
    let count = |kin: Kin| left.iter().chain(right).filter(|found| **found == kin).count();
    if beside(left) || beside(right) {
        score += BESIDE_FUNCTION;
    }
    if count(Kin::Function) > 0 {
        score += NEAR_FUNCTION * count(Kin::Function).min(2) as f32;
    }
    score += NEAR_UNKNOWN * count(Kin::Unknown).min(4) as f32;
    // Intruders make two words in a hundred: three in a row are English.
    let row = |side: &[Kin]| {
        side.iter().take_while(|kin| matches!(kin, Kin::Intruder | Kin::Unknown | Kin::Function)).count()
    };
    if row(left) + row(right) >= 2 {
        score += NEAR_UNKNOWN * (row(left) + row(right)) as f32;
    }
    if candidate.case != Case::Lower {
        let capital = |side: &[Kin]| matches!(side.first(), Some(Kin::Capital | Kin::UnknownCapital));
        if capital(left) || right.first() == Some(&Kin::UnknownCapital) {
            score += CAPITAL_BESIDE;
        }
    }
    if quoted(article, candidate, 3) {
        score += match candidate.case {
            _ if !quoted(article, candidate, 1) => QUOTED,
            Case::Lower => MENTIONED,
            Case::Initial | Case::Title => QUOTED_CAPITAL,
        };
    }
    score
}

/// What a mark near the place is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kin {
    French,
    Function,
    Unknown,
    Intruder,
    Capital,
    UnknownCapital,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// The words that stand on one side of a place, the nearest first.
struct Row {
    kins: [Kin; REACH],
    len: usize,
}

impl Row {
    fn push(&mut self, kin: Kin) {
        if let Some(place) = self.kins.get_mut(self.len) {
            *place = kin;
            self.len += 1;
        }
    }

    fn get(&self) -> &[Kin] {
        self.kins.get(..self.len).unwrap_or_default()
    }
}

/// What a word looks like beside an English one, wherever it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// True when it begins with a capital.
    capital: bool,
    /// True when the lexicon knows it.
    french: bool,
    /// True when French took it over from English.
    loan: bool,
    /// What it is to an English word near by, if it has no capital and is no intruder.
    kin: Kin,
}

impl Look {
    pub(crate) fn new(text: &str, found: Option<Word<'_>>) -> Self {
        let lower = text.to_lowercase();
        let kin = if found.is_some() {
            Kin::French
        } else if FUNCTION_WORDS.binary_search(&lower.as_str()).is_ok() {
            Kin::Function
        } else if by_ending(text).is_none() && lower.chars().all(|c| c.is_ascii_alphabetic()) && lower.len() > 2 {
            Kin::Unknown
        } else {
            Kin::French
        };
        Self {
            capital: text.chars().next().is_some_and(char::is_uppercase),
            french: found.is_some(),
            loan: found.is_some_and(|found| found.anglicism()),
            kin,
        }
    }

    /// True for a word of English grammar that French does not know.
    pub(crate) fn is_english_grammar(&self) -> bool {
        self.kin == Kin::Function
    }
}

fn kin(article: &Article<'_, '_>, at: usize, candidates: &[Candidate]) -> Kin {
    let Some(Look { capital, french, loan, kin }) = article.bystander(at).map(|word| word.look) else {
        return Kin::French;
    };
    if kin == Kin::Function {
        return kin;
    }
    match (capital && !article.opens(at), french) {
        (true, true) => Kin::Capital,
        (true, false) => Kin::UnknownCapital,
        (false, true) if !loan => Kin::French,
        (false, _) => {
            let after = candidates.partition_point(|candidate| candidate.to <= at);
            match candidates.get(after) {
                Some(candidate) if candidate.from <= at => Kin::Intruder,
                _ => kin,
            }
        }
    }
}

/// True when quotation marks stand within `near` marks before the place and behind it.
fn quoted(article: &Article<'_, '_>, candidate: &Candidate, near: usize) -> bool {
    let is_sign = |at: usize, signs: [&str; 4]| article.mark(at).is_some_and(|mark| signs.contains(&mark.text()));
    let opened =
        (1..=near).any(|back| candidate.from.checked_sub(back).is_some_and(|at| is_sign(at, ["«", "“", "\"", "‘"])));
    opened
        && (candidate.to..candidate.to + near).any(|at| {
            is_sign(at, ["»", "”", "\"", "’"]) && article.mark(at).is_some_and(|mark| mark.gap != Gap::Paragraph)
        })
}
