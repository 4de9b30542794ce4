//! What was found in a document, in its own bytes.
//!
//! Law: applied means written. A finding whose repair the document cannot take (a character that its encoding lacks) is
//! reported and not applied.

use std::borrow::Cow;

use super::{Article, Document, Id, Pen};
use crate::cleaner::Cleaner;
use crate::finding::{Edit, Finding, Rewrite};
use crate::report::Report;
use crate::span::Span;
use crate::verdict::Verdict;

/// What was found in a document: one report for each article, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentReport<'d> {
    /// The reports.
    pub articles: Vec<ArticleReport<'d>>,
    bytes: &'d [u8],
}

/// What was found in one article of a document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ArticleReport<'d> {
    /// What names the article in its document.
    pub id: &'d Id<'d>,
    /// The prose that was judged.
    pub text: &'d str,
    /// The findings, in order of their places in the document. Spans are bytes of the document, from the first to the last
    /// that the finding stands on, with the markup between them; `found` is text, without it.
    pub findings: Vec<Finding>,
    /// Where each finding stands in `text`.
    pub places: Vec<Span>,
    /// What the article is as a whole.
    pub verdict: Verdict,
    /// The edits of the document that the applied findings come to: in order, without overlap.
    pub rewrites: Vec<Rewrite>,
}

impl Cleaner {
    /// The findings of every article of a document, each judged on its own. Spans are bytes of the document.
    #[must_use]
    pub fn check_document<'d>(&self, document: &'d Document<'_>) -> DocumentReport<'d> {
        let articles = document.articles().map(|article| self.check_article(article)).collect();
        DocumentReport { articles, bytes: document.bytes() }
    }

    /// The findings of one article of a document. Spans are bytes of the document.
    #[must_use]
    pub fn check_article<'d>(&self, article: Article<'d>) -> ArticleReport<'d> {
        let pen = article.pen();
        let (mut findings, verdict) = self.judge(article.text(), article.parts(), |edit| pen.rewrites(edit).is_some());
        let rewrites = written(&mut findings, &pen);
        // A finding stands on words, and words on bytes; were it not so, it would be told of without a place.
        let source = |finding: &Finding| article.source(finding.span).unwrap_or_default();
        // The text need not have the order of the document: an attribute is read behind the sentence it stands in.
        findings.sort_by_cached_key(|finding| source(finding).start);
        let places: Vec<Span> = findings.iter().map(|finding| finding.span).collect();
        for finding in &mut findings {
            finding.span = source(finding);
        }
        ArticleReport { id: article.id(), text: article.text(), findings, places, verdict, rewrites }
    }
}

/// The rewrites of all applied findings; those that cannot be written are applied no longer.
fn written(findings: &mut [Finding], pen: &Pen<'_>) -> Vec<Rewrite> {
    let mut rewrites: Vec<(Rewrite, usize)> = Vec::new();
    for (index, finding) in findings.iter_mut().enumerate().filter(|(_, finding)| finding.applied) {
        let own = finding.edit().and_then(|edit| pen.rewrites(edit)).unwrap_or_default();
        finding.applied = !own.is_empty();
        rewrites.extend(own.into_iter().map(|rewrite| (rewrite, index)));
    }
    rewrites.sort_by_key(|(rewrite, _)| rewrite.span.start);
    let mut done = 0;
    for (rewrite, index) in &rewrites {
        match findings.get_mut(*index).filter(|finding| finding.applied) {
            Some(finding) if rewrite.span.start < done => finding.applied = false,
            Some(_) => done = rewrite.span.end,
            None => {}
        }
    }
    rewrites.retain(|(_, index)| findings.get(*index).is_some_and(|finding| finding.applied));
    rewrites.into_iter().map(|(rewrite, _)| rewrite).collect()
}

impl<'d> DocumentReport<'d> {
    /// The edits that [`apply`](Self::apply) carries out: in order, without overlap.
    pub fn rewrites(&self) -> impl Iterator<Item = &Rewrite> {
        self.articles.iter().flat_map(|article| &article.rewrites)
    }

    /// The document, as given.
    #[must_use]
    pub fn bytes(&self) -> &'d [u8] {
        self.bytes
    }

    /// The document with every applied finding repaired; borrowed where there is none.
    #[must_use]
    pub fn apply(&self) -> Cow<'d, [u8]> {
        if self.rewrites().next().is_none() {
            return Cow::Borrowed(self.bytes);
        }
        let mut output = Vec::with_capacity(self.bytes.len());
        let mut done = 0;
        for rewrite in self.rewrites() {
            output.extend_from_slice(self.bytes.get(done..rewrite.span.start).unwrap_or_default());
            output.extend_from_slice(&rewrite.bytes);
            done = rewrite.span.end;
        }
        output.extend_from_slice(self.bytes.get(done..).unwrap_or_default());
        Cow::Owned(output)
    }
}

impl<'d> ArticleReport<'d> {
    /// The edits of the article's text, whose spans are bytes of `text`.
    pub fn edits(&self) -> impl Iterator<Item = Edit<'_>> {
        let applied = self.findings.iter().zip(&self.places).filter(|(finding, _)| finding.applied);
        applied.filter_map(|(finding, place)| finding.edit().map(|edit| Edit { span: *place, ..edit }))
    }

    /// The same findings as those of a text on its own: spans are bytes of `text`.
    #[must_use]
    pub fn in_text(mut self) -> Report<'d> {
        for (finding, place) in self.findings.iter_mut().zip(&self.places) {
            finding.span = *place;
        }
        self.findings.sort_by_key(|finding| finding.span.start);
        Report::new(self.text, self.findings, self.verdict)
    }
}
