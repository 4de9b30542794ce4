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

#[cfg(feature = "encodings")]
use super::encoding::Charset;
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
    /// The pieces are in the order of the layer below too, as they are but where something is read behind the sentence that it
    /// stands in.
    ordered: bool,
}

/// A run of the text and the bytes that spell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    text: Span,
    source: Span,
    shape: Shape,
    /// How what is put here must be spelled.
    spelling: Spelling,
}

/// How the bytes of a piece answer to those of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// They are the same.
    Exact,
    /// The piece is one unit, as an entity is, which is not cut.
    Unit,
    /// Each character has its own bytes, as many as the encoding gives it.
    /// Pieces of it are short, for the characters before a place are counted.
    #[cfg(feature = "encodings")]
    Coded(Charset),
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
        if self.ordered {
            let (first, last) = (covered.first()?.part(span, &self.text).1, covered.last()?.part(span, &self.text).1);
            return Some(Span::new(first.start, last.end));
        }
        // What is read out of its order (the title of a link, behind the sentence around it) may come first in the source.
        let sources = covered.iter().map(|piece| piece.part(span, &self.text).1);
        sources.reduce(|all, one| Span::new(all.start.min(one.start), all.end.max(one.end)))
    }

    /// The text that `source` bytes of the layer below spell, with whole characters at both ends; `None` where they spell none.
    pub(crate) fn place(&self, source: Span) -> Option<Span> {
        let from = self.pieces.partition_point(|piece| piece.source.end <= source.start);
        let to = self.pieces.partition_point(|piece| piece.source.start < source.end);
        let (first, last) = (self.pieces.get(from..to)?.first()?, self.pieces.get(to.checked_sub(1)?)?);
        let start = first.character(source.start.max(first.source.start), &self.text)?.start;
        let end = last.character(source.end.min(last.source.end).checked_sub(1)?, &self.text)?.end;
        Some(Span::new(start, end))
    }

    /// The same view, which borrows nothing.
    pub(crate) fn into_owned(self) -> View<'static> {
        View { text: Cow::Owned(self.text.into_owned()), ..self }
    }

    /// How many pieces it is made of.
    #[cfg(all(test, feature = "encodings"))]
    pub(crate) fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// The pieces that share a byte with `span`.
    fn covered(&self, span: Span) -> &[Piece] {
        let from = self.pieces.partition_point(|piece| piece.text.end <= span.start);
        let to = self.pieces.partition_point(|piece| piece.text.start < span.end);
        self.pieces.get(from..to).unwrap_or_default()
    }
}

impl Piece {
    /// The part of the piece that `span` of the view's text `whole` reaches: its text and its source; all of a unit.
    fn part(&self, span: Span, whole: &str) -> (Span, Span) {
        // All of it is known without counting.
        if self.shape == Shape::Unit || span.start <= self.text.start && self.text.end <= span.end {
            return (self.text, self.source);
        }
        let text = Span::new(span.start.max(self.text.start), span.end.min(self.text.end));
        let start = self.source.start + self.size(Span::new(self.text.start, text.start), whole);
        (text, Span::new(start, start + self.size(text, whole)))
    }

    /// The character, or the unit, that a byte of the piece helps to spell.
    fn character(&self, byte: usize, whole: &str) -> Option<Span> {
        let at = |start: usize, character: char| Span::new(start, start + character.len_utf8());
        match self.shape {
            Shape::Unit => Some(self.text),
            Shape::Exact => {
                let start = whole.floor_char_boundary(self.text.start + byte.checked_sub(self.source.start)?);
                Some(at(start, whole.get(start..)?.chars().next()?))
            }
            #[cfg(feature = "encodings")]
            Shape::Coded(_) => {
                let mut below = self.source.start;
                let mut characters = self.text.of(whole).char_indices();
                characters.find_map(|(start, character)| {
                    let text = at(self.text.start + start, character);
                    below += self.size(text, whole);
                    (byte < below).then_some(text)
                })
            }
        }
    }

    /// The bytes below that spell a part of the piece.
    fn size(&self, part: Span, whole: &str) -> usize {
        #[cfg(feature = "encodings")]
        if let Shape::Coded(charset) = self.shape {
            return charset.size(part.of(whole));
        }
        let _ = whole;
        part.len()
    }
}
