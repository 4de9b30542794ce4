//! Findings as data.
//!
//! Law: a report holds what the judges said and the text they said it of; [`Language`] puts it into words, printing is the
//! caller's business.

#[cfg(feature = "html-report")]
pub mod decisions;
#[cfg(feature = "html-report")]
pub mod html;
#[cfg(feature = "patch")]
mod patch;
mod position;
mod reasons;
#[cfg(feature = "serde")]
mod record;

use std::borrow::Cow;

#[cfg(feature = "patch")]
pub use patch::{Change, Digest, Patch};
pub use position::{Lines, Offset, Position};
pub use reasons::Language;
#[cfg(feature = "serde")]
pub use record::Record;

use crate::apply::apply;
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
        Cow::Owned(apply(self.text, &self.findings))
    }
}
