//! Findings as data.
//!
//! Law: a report holds what the judges said and the text they said it of; [`Language`] puts it into words, printing is the
//! caller's business.

#[cfg(feature = "html-report")]
pub mod decisions;
#[cfg(feature = "html-report")]
pub mod html;
mod position;
mod reasons;
#[cfg(feature = "serde")]
mod record;

use std::borrow::Cow;

pub use position::{Lines, Position};
pub use reasons::Language;
#[cfg(feature = "serde")]
pub use record::Record;

use crate::cleaner::repaired;
use crate::finding::{Edit, Finding};
use crate::verdict::Verdict;

/// What was found in one article.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Report<'t> {
    /// The text, as given.
    pub text: &'t str,
    /// The findings, in order of their places.
    pub findings: Vec<Finding>,
    /// What the article is as a whole.
    pub verdict: Verdict,
}

impl<'t> Report<'t> {
    pub(crate) fn new(text: &'t str, findings: Vec<Finding>, verdict: Verdict) -> Self {
        Self { text, findings, verdict }
    }

    /// The edits that [`Report::apply`] carries out: in order, without overlap.
    pub fn edits(&self) -> impl Iterator<Item = Edit<'_>> {
        self.findings.iter().filter(|finding| finding.applied).filter_map(Finding::edit)
    }

    /// The text with every applied finding repaired; borrowed where there is none.
    #[must_use]
    pub fn apply(&self) -> Cow<'t, str> {
        if self.edits().next().is_none() {
            return Cow::Borrowed(self.text);
        }
        match String::from_utf8(repaired(self.text.as_bytes(), &self.findings)) {
            Ok(text) => Cow::Owned(text),
            // Spans lie on character boundaries, so this is never reached; the text as given does no harm.
            Err(_) => Cow::Borrowed(self.text),
        }
    }
}
