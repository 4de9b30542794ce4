//! Evidence from the manner in which an article is written: with English of its own (players' *chipleaders*, a forum's
//! everything), without accents, or cut off as excerpts are.
//!
//! Law: only words outside the candidates that are no intruder by themselves tell the manner, for they were in the article
//! before any engine was. As large a share as they make of the words when they are English, as large a share may be meant of
//! the English that a dictionary holds; as large a share of accents as they lack may be missing of *expérience*.
//! Rejected: lists of loans alone (`loans.tsv`), which never end; and to look nothing up in articles without accents, for
//! engines are run on those too.

use std::ptr;

use crate::article::{Article, Gap, Mark};
use crate::evidence::english::share;
use crate::evidence::{Form, Score};
use crate::finding::EvidenceKind;
use crate::matcher::Candidate;
use crate::memory::Spelling;

/// How many words of English, or without their accents, stand in an article that is written otherwise.
const USUAL: f32 = 0.5;
/// For each intruder that French does not know, how many words more an engine may have put there that no dictionary lists.
const UNLISTED: f32 = 0.03;
/// What share of the words lacks its accents (`lexicon/slip.rs`), and how firmly that is held, in words.
const LOST: f32 = 0.01;
const HELD: f32 = 10.0;
/// How much oftener than in English a writer of French uses one of the English words that the trade has.
const OFTENER: f32 = 3.0;

/// The manner in which an article is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    /// The share of the words that are English.
    english: f32,
    /// The share that lack their accents of the words that have some.
    bare: f32,
    /// How much less likely than in any article a word lacks its accents here, as a logarithm.
    pub(crate) accents_kept: f32,
}

impl Manner {
    /// Of an article that holds so many different intruders which French does not know.
    pub(crate) fn of(article: &Article<'_, '_>, candidates: &[Candidate], suspects: usize) -> Self {
        let mut words = Vec::with_capacity(article.marks.len() / 4);
        let mut ahead = candidates.iter().peekable();
        for (at, mark) in article.notable() {
            let Some(known) = article.known(at).filter(|known| known.spelling != Spelling::Usual) else { continue };
            while ahead.next_if(|candidate| candidate.to <= at).is_some() {}
            let inside = ahead.peek().is_some_and(|candidate| candidate.from <= at);
            let tells = known.spelling != Spelling::Foreign || !in_english(article, at);
            if tells && !inside && mark.is_word() {
                // What is known of a word is kept in one place, by which it is told from others faster than by its letters.
                words.push((ptr::from_ref(known).addr(), known.spelling));
            }
        }
        words.sort_unstable_by_key(|(known, _)| *known);
        words.dedup();
        let count = |wanted| words.iter().filter(|(_, spelling)| *spelling == wanted).count() as f32;
        let beyond = |count: f32| (count - USUAL - UNLISTED * suspects as f32).max(0.0);
        let bare = count(Spelling::Bare);
        Self {
            english: beyond(count(Spelling::Foreign)) / article.words().max(1) as f32,
            bare: beyond(bare) / (bare + count(Spelling::Accented)).max(1.0),
            accents_kept: kept(bare, count(Spelling::Accented)),
        }
    }

    /// Adds to the score of a genuine `word` what the manner says for it: how common it is in this manner, and how well it
    /// fits. `best` is what the place says for the rival that fits best ([`fitting`]): of a word that lacks its accents nothing
    /// was counted, and it may fit as well.
    pub(crate) fn add(self, score: &mut Score, word: &Form, best: f32) {
        let frequency = score.part(EvidenceKind::Frequency);
        let english = OFTENER * self.english * (share(word) - frequency).exp();
        let bare = word.accented.map_or(0.0, |accented| self.bare * (accented - frequency).exp());
        let fits = (best - fitting(score)).max(0.0);
        let commoner = (english + bare).ln_1p();
        score.add(EvidenceKind::Frequency, commoner);
        score.add(EvidenceKind::Neighbours, (english + bare * fits.exp()).ln_1p() - commoner);
    }
}

/// How much less likely than in any article a word lacks its accents in one where so many different words lack them and so many have
/// them, as a logarithm.
fn kept(bare: f32, accented: f32) -> f32 {
    let lost = (bare + LOST * HELD) / (bare + accented + HELD);
    (lost / LOST).min(1.0).ln()
}

/// How much likelier than by chance a word is the beginning of another where a text is cut off, as a logarithm.
const CUT: f32 = 7.0;

/// How much speaks for a word that was cut off at the candidate's place, as a logarithm: the text ends there or goes on with an
/// ellipsis, and what stands there is no word of French, but the beginning of one (*l’affair…*).
pub(crate) fn cut(article: &Article<'_, '_>, candidate: &Candidate) -> f32 {
    let ellipsis =
        |next: &Mark<'_>| next.gap == Gap::None && (next.text().starts_with('…') || next.text().starts_with(".."));
    let lexicon = article.lexicon();
    let begun = |last: &Mark<'_>| lexicon.find(last.text()).is_none() && lexicon.goes_on(last.text());
    let cut = article.mark(candidate.to).is_none_or(ellipsis)
        && candidate.to.checked_sub(1).and_then(|last| article.mark(last)).is_some_and(begun);
    if cut { CUT } else { 0.0 }
}

/// What a place says for a word beyond how common it is, as a logarithm.
pub(crate) fn fitting(score: &Score) -> f32 {
    [EvidenceKind::Neighbours, EvidenceKind::Elision, EvidenceKind::Agreement].map(|kind| score.part(kind)).iter().sum()
}

/// True when the mark is a word of English grammar or stands right beside one: it belongs to English text, as a quotation or
/// a title does.
fn in_english(article: &Article<'_, '_>, at: usize) -> bool {
    let is_grammar = |at| article.bystander(at).is_some_and(|word| word.look.is_english_grammar());
    (at.saturating_sub(1)..at + 2).any(is_grammar)
}
