//! Holds what was flagged against the gold.
//!
//! Law: the figures mean here what they mean where the project's quality sets are scored. For a damaged place:
//!
//! - **detected**: an applied repair touches it;
//! - **exact**: what it stands in reads, after all applied repairs, as the article did;
//! - **top3**: exact, or the original is among the first three readings offered there;
//! - **wrong**: detected, and not exact.
//!
//! Elsewhere an applied repair is **harm** and any other finding a **hint**. The verdict is right when an article is called spun
//! that has at least three damaged places, and no other.
//!
//! Comparing words by their place in the line was rejected: a repair may mend the word before it along, and that is no fault.

use limpide::Report;

use crate::spin::{Gold, Spun};

/// A place that was flagged, by whatever tool. Offsets are bytes of the damaged text.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What was offered in its place, the likeliest first.
    pub repairs: Vec<String>,
    /// True when the first repair was applied.
    pub applied: bool,
    /// How sure the tool is of the first repair.
    pub confidence: f32,
}

impl Flag {
    /// What a report flags.
    #[must_use]
    pub fn of(report: &Report<'_>) -> Vec<Self> {
        let flags = report.findings.iter().map(|finding| Self {
            start: finding.span.start,
            end: finding.span.end,
            repairs: finding.repairs.iter().map(|repair| repair.text.clone()).collect(),
            applied: finding.applied,
            confidence: finding.confidence,
        });
        flags.collect()
    }

    /// True when it shares a byte with a damaged place.
    #[must_use]
    pub const fn touches(&self, gold: &Gold) -> bool {
        self.start < gold.end && gold.start < self.end
    }

    fn edit(&self) -> Edit<'_> {
        (self.start, self.end, self.repairs.first().map_or("", String::as_str))
    }

    /// True when its first repair alone gives back what stood there.
    #[must_use]
    pub fn is_right(&self, spun: &Spun) -> bool {
        let golds: Vec<Edit<'_>> = spun.gold.iter().filter(|gold| self.touches(gold)).map(original).collect();
        !golds.is_empty() && !self.repairs.is_empty() && reads_alike(&spun.text, &[self.edit()], &golds)
    }
}

/// What became of one damaged place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Something was flagged there.
    pub flagged: bool,
    /// The first repair of a flag there is right.
    pub first: bool,
    /// A repair was applied there.
    pub detected: bool,
    /// It reads as it did.
    pub exact: bool,
    /// It reads as it did, or the original is among the first three offered.
    pub top3: bool,
}

/// What became of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// One for each gold, in order.
    pub places: Vec<Outcome>,
    /// Applied repairs where nothing was damaged.
    pub harm: usize,
    /// Other flags where nothing was damaged.
    pub hints: usize,
}

impl Score {
    /// Scores what was flagged in an article.
    #[must_use]
    pub fn of(spun: &Spun, flags: &[Flag]) -> Self {
        let astray = |flag: &&Flag| !spun.gold.iter().any(|gold| flag.touches(gold));
        let (harm, hints) = flags.iter().filter(astray).partition::<Vec<&Flag>, _>(|flag| flag.applied);
        let places = spun.gold.iter().map(|gold| outcome(spun, gold, flags)).collect();
        Self { places, harm: harm.len(), hints: hints.len() }
    }
}

/// True when an article with so many damaged places must be called spun.
#[must_use]
pub fn is_spun(spun: &Spun) -> bool {
    spun.gold.len() >= 3
}

/// A range of bytes, and what to put there.
type Edit<'a> = (usize, usize, &'a str);

fn original(gold: &Gold) -> Edit<'_> {
    (gold.start, gold.end, &gold.original)
}

fn outcome(spun: &Spun, gold: &Gold, flags: &[Flag]) -> Outcome {
    let offered: Vec<&Flag> = flags.iter().filter(|flag| flag.touches(gold)).collect();
    let applied: Vec<Edit<'_>> = offered.iter().filter(|flag| flag.applied).map(|flag| flag.edit()).collect();
    let low = applied.iter().map(|edit| edit.0).fold(gold.start, usize::min);
    let high = applied.iter().map(|edit| edit.1).fold(gold.end, usize::max);
    let within = spun.gold.iter().filter(|gold| low <= gold.start && gold.end <= high);
    let exact = !applied.is_empty() && reads_alike(&spun.text, &applied, &within.map(original).collect::<Vec<_>>());
    let is_among = |flag: &&Flag| flag.repairs.iter().take(3).any(|repair| *repair == gold.original);
    Outcome {
        flagged: !offered.is_empty(),
        first: offered.iter().any(|flag| flag.is_right(spun)),
        detected: !applied.is_empty(),
        exact,
        top3: exact || offered.iter().any(is_among),
    }
}

/// True when both groups of edits leave the same text in the region that they cover together.
fn reads_alike(text: &str, one: &[Edit<'_>], other: &[Edit<'_>]) -> bool {
    let all = || one.iter().chain(other);
    let low = all().map(|edit| edit.0).min().unwrap_or(0);
    let high = all().map(|edit| edit.1).max().unwrap_or(0);
    apply(text, one, low, high) == apply(text, other, low, high)
}

fn apply(text: &str, edits: &[Edit<'_>], low: usize, high: usize) -> Option<String> {
    let mut sorted = edits.to_vec();
    sorted.sort_unstable();
    let mut out = String::new();
    let mut at = low;
    for (start, end, new) in sorted {
        out.push_str(text.get(at..start)?);
        out.push_str(new);
        at = end;
    }
    out.push_str(text.get(at..high)?);
    Some(out)
}
