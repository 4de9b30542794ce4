//! Adds up what became of many articles.
//!
//! Law: a figure is kept as its two counts and divided only when it is shown, so that no share stands without its sample.

use serde::Serialize;

use crate::score::{Outcome, Score, is_spun};
use crate::spin::Spun;

/// Damaged places of one kind, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Places {
    /// How many there were.
    pub places: usize,
    /// Of these: put right.
    pub exact: usize,
    /// Of these: changed, rightly or wrongly.
    pub detected: usize,
    /// Of these: put right, or offered among the first three.
    pub top3: usize,
    /// Of these: flagged in whatever way.
    pub flagged: usize,
    /// Of these: the first suggestion is right, applied or not.
    pub first: usize,
}

impl Places {
    /// Adds one place.
    pub fn add(&mut self, outcome: Outcome) {
        self.places += 1;
        self.exact += usize::from(outcome.exact);
        self.detected += usize::from(outcome.detected);
        self.top3 += usize::from(outcome.top3);
        self.flagged += usize::from(outcome.flagged);
        self.first += usize::from(outcome.first);
    }

    /// Of these: changed, but not into the original.
    #[must_use]
    pub const fn wrong(&self) -> usize {
        self.detected - self.exact
    }
}

/// Articles of one kind, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Articles {
    /// How many there were.
    pub articles: usize,
    /// Their words.
    pub words: usize,
    /// Their damaged places.
    #[serde(flatten)]
    pub places: Places,
    /// Repairs applied where nothing was damaged.
    pub harm: usize,
    /// Other flags where nothing was damaged.
    pub hints: usize,
    /// Articles of which the verdict is right.
    pub verdicts: usize,
}

impl Articles {
    /// Adds one article; `verdict` is whether it was called spun.
    pub fn add(&mut self, spun: &Spun, score: &Score, verdict: bool) {
        self.articles += 1;
        self.words += spun.words;
        score.places.iter().for_each(|outcome| self.places.add(*outcome));
        self.harm += score.harm;
        self.hints += score.hints;
        self.verdicts += usize::from(verdict == is_spun(spun));
    }
}

/// A share in per cent, with one digit behind the point; a dash where there is no sample.
#[must_use]
pub fn percent(part: usize, whole: usize) -> String {
    rate(part, whole, 100.0, 1)
}

/// So many in `per`, with `digits` behind the point; a dash where there is no sample.
#[must_use]
pub fn rate(part: usize, whole: usize, per: f64, digits: usize) -> String {
    if whole == 0 { "–".into() } else { format!("{:.digits$}", per * part as f64 / whole as f64) }
}
