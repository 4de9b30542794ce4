//! A view: the prose of one article as one string, and where each piece of it lies in the layer below.
//!
//! Law: a place of the text is found again in the input on character boundaries, and never in the middle of an entity or an
//! escape; what lies between the pieces (tags, keys, bytes that are no UTF-8) is never named by an edit. Text that no
//! piece covers is a break: it ends a paragraph for the judges and has no bytes of its own. The layer below is the
//! document, or the text of another view: HTML in a JSON string has two. Rejected: segments judged one by one, of which
//! every stage would have to know that *lignes de `<b>`entrance`</b>`* is one run of words; and a map that knows the way
//! to the bytes through all layers at once, for then each format would have to know how all others spell.

mod builder;
#[cfg(test)]
mod tests;
mod writer;

use std::borrow::Cow;

pub(crate) use builder::Builder;
pub(crate) use writer::Writer;

use super::spelling::Spelling;
use crate::span::Span;

/// The prose of an article, and the way back to where it was read.
#[derive(Clone, Debug)]
pub(crate) struct View<'b> {
    text: Cow<'b, str>,
    /// In order of the text, without overlap, none empty.
    pieces: Vec<Piece>,
    /// All bytes of the layer below that belong to the article, prose or not, where that is known.
    scope: Option<Span>,
}

/// A run of the text and the bytes that spell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    text: Span,
    source: Span,
    /// True where both are the same bytes; else the piece is one unit, as an entity is, which is not cut.
    exact: bool,
    /// How what is put here must be spelled.
    spelling: Spelling,
}

impl<'b> View<'b> {
    /// The prose; paragraphs of different places are parted by a blank line.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the layer below that `span` of the text covers, from the first to the last, with whole units at both
    /// ends; `None` where it covers none, or is no span of the text.
    pub(crate) fn source(&self, span: Span) -> Option<Span> {
        self.text.get(span.start..span.end)?;
        let covered = self.covered(span);
        // What is read out of its order (the title of a link, behind the sentence around it) may come first in the source.
        let sources = covered.iter().map(|piece| piece.part(span).1);
        sources.reduce(|all, one| Span::new(all.start.min(one.start), all.end.max(one.end)))
    }

    /// The same view, which borrows nothing.
    pub(crate) fn into_owned(self) -> View<'static> {
        View { text: Cow::Owned(self.text.into_owned()), pieces: self.pieces, scope: self.scope }
    }

    /// The pieces that share a byte with `span`.
    fn covered(&self, span: Span) -> &[Piece] {
        let from = self.pieces.partition_point(|piece| piece.text.end <= span.start);
        let to = self.pieces.partition_point(|piece| piece.text.start < span.end);
        self.pieces.get(from..to).unwrap_or_default()
    }
}

impl Piece {
    /// The part of the piece that `span` of the text reaches: its text and its source; all of a unit.
    fn part(&self, span: Span) -> (Span, Span) {
        if !self.exact {
            return (self.text, self.source);
        }
        let text = Span::new(span.start.max(self.text.start), span.end.min(self.text.end));
        let start = self.source.start + (text.start - self.text.start);
        (text, Span::new(start, start + text.len()))
    }
}
