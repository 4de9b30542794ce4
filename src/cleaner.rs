//! The cleaner: one configuration, three doors, and the whole pipeline in one function.
//!
//! Law: what comes out is judged again until nothing more is to repair, so that cleaning twice is cleaning once; whichever
//! the door, the same text gets the same findings. Rejected: a judge behind each door, for three would drift apart; and
//! stages that a caller puts together, who would have to know which of them need which.

mod finding;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

use crate::apply::{apply, join, withdraw_overlaps};
use crate::article::{Article, Rare};
use crate::contexts::Contexts;
use crate::decide::{Bench, decide};
use crate::dictionary::{Dictionary, Source};
use crate::error::Error;
use crate::finding::{Edit, Finding};
use crate::format::plain::parts;
use crate::language::may_be_french;
use crate::lexicon::Lexicon;
use crate::matcher::candidates;
use crate::memory::Memory;
use crate::report::Report;
use crate::scan::Scan;
use crate::span::Span;
use crate::stream::Stream;
use crate::vectors::Vectors;
use crate::verdict::Verdict;

/// Finds and repairs damage. Immutable, cheap to clone, and shared freely between threads.
#[derive(Clone, Debug)]
pub struct Cleaner {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    scan: Scan,
    memory: Memory,
    allowed: BTreeSet<String>,
    apply: f32,
    hint: f32,
    prior: f32,
}

impl Cleaner {
    /// A cleaner for French with the bundled dictionary and the usual thresholds.
    #[cfg(feature = "french")]
    #[must_use]
    pub fn french() -> Self {
        // The bundled data opens, as the tests prove; were it damaged, a cleaner that finds nothing does no harm.
        Self::builder().build().unwrap_or_else(|_| Self {
            inner: Arc::new(Inner {
                scan: Scan::new([]),
                memory: Memory::new(Lexicon::empty(), Contexts::empty(), Vectors::empty(), Vec::new()),
                allowed: BTreeSet::new(),
                apply: CleanerBuilder::APPLY_FROM,
                hint: CleanerBuilder::HINT_FROM,
                prior: log_odds(CleanerBuilder::EXPECT_DAMAGED),
            }),
        })
    }

    /// A cleaner to configure.
    #[must_use]
    pub fn builder() -> CleanerBuilder {
        CleanerBuilder::default()
    }

    /// The dictionaries that are looked in: what was added, as one, and the bundled one. Where the first knows an intruder, the
    /// second is not asked.
    #[must_use]
    pub fn dictionaries(&self) -> &[Dictionary] {
        &self.inner.memory.dictionaries
    }

    /// The repaired text, borrowed where there is nothing to repair.
    ///
    /// ```
    /// # #[cfg(feature = "french")] {
    /// use limpide::Cleaner;
    ///
    /// let text = "Les soldats tiennent les lignes de entrance et le entrance ukrainien résiste.";
    /// assert_eq!(Cleaner::french().clean(text), "Les soldats tiennent les lignes de front et le front ukrainien résiste.");
    /// # }
    /// ```
    #[must_use]
    pub fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.check(text).apply()
    }

    /// The findings of one article in order of their places, and the verdict on it. Spans are bytes of `text`.
    #[must_use]
    pub fn check<'t>(&self, text: &'t str) -> Report<'t> {
        let (findings, verdict) = self.judge(text, parts(text), |_| true);
        Report::new(text, findings, verdict)
    }

    /// A stream that takes bytes as they come and writes them repaired to `sink`: a text, unless [`Stream::format`] says
    /// otherwise.
    pub fn stream<W: Write>(&self, sink: W) -> Stream<W> {
        Stream::new(self.clone(), sink)
    }

    /// Judges an article; one that is too long to be held in mind, part by part. An edit that `fits` says no to is not
    /// applied, and what comes out is judged without it.
    pub(crate) fn judge(
        &self,
        text: &str,
        parts: impl IntoIterator<Item = Span>,
        fits: impl Fn(Edit<'_>) -> bool,
    ) -> (Vec<Finding>, Verdict) {
        let (mut findings, mut verdict) = (Vec::new(), None);
        for part in parts {
            let moved = |span: Span| Span::new(part.start + span.start, part.start + span.end);
            let (own, said) = self.judge_part(part.of(text), |edit| fits(Edit { span: moved(edit.span), ..edit }));
            findings.extend(own.into_iter().map(|finding| Finding { span: moved(finding.span), ..finding }));
            verdict = Some(verdict.map_or(said, |before: Verdict| before.and(said)));
        }
        (findings, verdict.unwrap_or_default())
    }

    /// Judges a text and, where something is repaired, what comes out of it, until nothing more is to repair: a repaired
    /// neighbour can make the next place sure.
    fn judge_part(&self, text: &str, fits: impl Fn(Edit<'_>) -> bool) -> (Vec<Finding>, Verdict) {
        let mut rare = Rare::default();
        let withdraw = |findings: &mut [Finding]| {
            for finding in findings {
                finding.applied = finding.applied && finding.edit().is_some_and(&fits);
            }
        };
        let (mut findings, verdict) = self.judge_once(text, true, &mut rare);
        withdraw(&mut findings);
        for _ in 0..ROUNDS {
            if !findings.iter().any(|finding| finding.applied) {
                return (findings, verdict);
            }
            let output = apply(text, &findings);
            let (later, _) = self.judge_once(&output, false, &mut rare);
            if !later.iter().any(|finding| finding.applied) {
                return (findings, verdict);
            }
            findings = join(text, findings, &output, later);
            withdraw(&mut findings);
            // All that is new cannot be written where it stands.
            if apply(text, &findings) == output {
                return (findings, verdict);
            }
        }
        // Judgements that never settle are not sure enough to act on.
        findings.iter_mut().for_each(|finding| finding.applied = false);
        (findings, verdict)
    }

    /// The pipeline: text to findings. What comes out of the `first` time is no longer asked its language, which is known by
    /// then, and what is found there is spoken of only where something is repaired anew.
    fn judge_once(&self, text: &str, first: bool, rare: &mut Rare) -> (Vec<Finding>, Verdict) {
        let Inner { scan, memory, prior, .. } = &*self.inner;
        let Memory { dictionaries, .. } = memory;
        let expected = *prior > 0.0;
        if !expected && !scan.suspects(text) {
            return Default::default();
        }
        if first && !may_be_french(text, expected) {
            return Default::default();
        }
        let article = Article::new(text, memory, rare);
        let mut candidates = candidates(&article, dictionaries);
        if !self.inner.allowed.is_empty() {
            candidates.retain(|candidate| !self.inner.allowed.contains(&article.text_of(candidate.from, candidate.to)));
        }
        let bench = Bench { memory, prior: *prior, hint: self.inner.hint };
        let (judged, verdict) = decide(&article, &candidates, &bench);
        if !first && !judged.iter().any(|judged| self.applies(judged)) {
            return (Vec::new(), verdict);
        }
        let mut findings: Vec<_> = judged.iter().filter_map(|judged| self.finding(&article, judged)).collect();
        withdraw_overlaps(&mut findings);
        (findings, verdict)
    }
}

/// How often an article is judged anew after a repair.
const ROUNDS: usize = 5;

/// Configures a [`Cleaner`].
#[derive(Clone, Debug)]
pub struct CleanerBuilder {
    sources: Vec<Source>,
    bundled: bool,
    allowed: BTreeSet<String>,
    apply: f32,
    hint: f32,
    prior: f32,
}

impl Default for CleanerBuilder {
    fn default() -> Self {
        Self {
            sources: Vec::new(),
            bundled: true,
            allowed: BTreeSet::new(),
            apply: Self::APPLY_FROM,
            hint: Self::HINT_FROM,
            prior: log_odds(Self::EXPECT_DAMAGED),
        }
    }
}

impl CleanerBuilder {
    /// The usual confidence from which a repair is applied at a place that is surely damaged; what the place lacks in
    /// sureness of damage is asked of the confidence on top (half of it where French does not know the word).
    /// `benches/quality/calibration.txt` tells how far confidence can be taken at its word.
    pub const APPLY_FROM: f32 = 0.25;
    /// The usual sureness of damage from which a place is spoken of.
    pub const HINT_FROM: f32 = 0.15;
    /// The usual share of articles that are expected to be damaged: three in ten.
    pub const EXPECT_DAMAGED: f32 = 0.3;

    /// Adds a dictionary. Where it knows an intruder, its originals count and those of the bundled one do not.
    #[must_use]
    pub fn dictionary(mut self, source: Source) -> Self {
        self.sources.push(source);
        self
    }

    /// Leaves the bundled dictionary out, so that only added ones count.
    #[must_use]
    pub fn without_bundled_dictionary(mut self) -> Self {
        self.bundled = false;
        self
    }

    /// Never touches these words or runs of words, however they are capitalised. Each is an intruder as a whole: to keep
    /// *applied sciences*, allow both words as one.
    #[must_use]
    pub fn allow<I: IntoIterator<Item = S>, S: AsRef<str>>(mut self, words: I) -> Self {
        self.allowed.extend(words.into_iter().map(|word| word.as_ref().to_lowercase()));
        self
    }

    /// Applies repairs from this confidence on: 0 to 1, usually
    /// [`APPLY_FROM`](Self::APPLY_FROM). Above 1 nothing is applied. A place whose
    /// damage is not sure asks for more: where it is sure by 0.9, 0.1 more, and 0.05 where French does not know the word.
    #[must_use]
    pub fn apply_from(mut self, confidence: f32) -> Self {
        self.apply = confidence;
        self
    }

    /// Speaks of places from this sureness of damage on: 0 to 1, usually [`HINT_FROM`](Self::HINT_FROM).
    #[must_use]
    pub fn hint_from(mut self, sureness: f32) -> Self {
        self.hint = sureness;
        self
    }

    /// The share of articles that are expected to be damaged: 0 to 1, usually
    /// [`EXPECT_DAMAGED`](Self::EXPECT_DAMAGED). Above 0.5 every word is looked at,
    /// also in articles that show no sure damage.
    #[must_use]
    pub fn expect_damaged(mut self, share: f32) -> Self {
        self.prior = log_odds(share);
        self
    }

    /// The cleaner.
    ///
    /// # Errors
    /// When an added dictionary breaks a rule of the format.
    pub fn build(self) -> Result<Cleaner, Error> {
        let (lexicon, contexts, vectors, bundled) = bundled()?;
        let mut dictionaries: Vec<Dictionary> = Vec::new();
        if !self.sources.is_empty() {
            let mut added = Source::default();
            self.sources.into_iter().for_each(|source| added.merge(source));
            let count = |word: &str| if lexicon.find(word).is_some() { 1000 } else { contexts.word_count(word) as u32 };
            dictionaries.push(Dictionary::from_source(&added, count)?);
        }
        dictionaries.extend(bundled.filter(|_| self.bundled));
        Ok(Cleaner {
            inner: Arc::new(Inner {
                scan: Scan::new(dictionaries.iter().cloned()),
                memory: Memory::new(lexicon, contexts, vectors, dictionaries),
                allowed: self.allowed,
                apply: self.apply,
                hint: self.hint,
                prior: self.prior,
            }),
        })
    }
}

/// A share as a logarithm of odds.
fn log_odds(share: f32) -> f32 {
    let share = share.clamp(1e-6, 1.0 - 1e-6);
    (share / (1.0 - share)).ln()
}

#[cfg(feature = "french")]
fn bundled() -> Result<(Lexicon, Contexts, Vectors, Option<Dictionary>), Error> {
    Ok((
        Lexicon::from_bytes(limpide_fr::LEXICON)?,
        Contexts::from_bytes(limpide_fr::CONTEXTS)?,
        Vectors::from_bytes(limpide_fr::VECTORS)?,
        Some(Dictionary::from_bytes(limpide_fr::DICTIONARY)?),
    ))
}

#[cfg(not(feature = "french"))]
fn bundled() -> Result<(Lexicon, Contexts, Vectors, Option<Dictionary>), Error> {
    Ok((Lexicon::empty(), Contexts::empty(), Vectors::empty(), None))
}
