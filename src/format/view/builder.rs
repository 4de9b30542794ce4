//! Building a view, piece by piece, in the order of the document.
//!
//! Law: linear in what is pushed. The text of the first run is borrowed and copied only when a second one follows, so an
//! article that stands in the input in one run costs no copy.

use std::borrow::Cow;

use super::{Piece, Shape, View};
use crate::format::spelling::Spelling;
use crate::span::Span;

/// What parts two paragraphs of a text; every stage takes it for a paragraph's end.
const BREAK: &str = "\n\n";

/// A view in the making. Sources are bytes of the layer below, and rise inside a paragraph.
#[derive(Debug, Default)]
pub(crate) struct Builder<'b> {
    text: Cow<'b, str>,
    pieces: Vec<Piece>,
    spelling: Spelling,
    scope: Option<Span>,
    /// Bytes that the text will have, about.
    room: usize,
    /// True when the text ends with a break.
    broken: bool,
}

#[allow(dead_code)] // Some are called by some formats only.
impl<'b> Builder<'b> {
    /// How what replaces the pieces from here on must be spelled; at first, [`Spelling::Verbatim`].
    pub(crate) fn spelled(&mut self, spelling: Spelling) {
        self.spelling = spelling;
    }

    /// All bytes that belong to the article, prose or not: where the prose does not show whether letters beyond ASCII are
    /// escaped, these do.
    pub(crate) fn within(&mut self, scope: Span) {
        self.scope = Some(scope);
    }

    /// Makes room for so many bytes more, should the text have to be copied.
    pub(crate) fn expect(&mut self, bytes: usize) {
        self.room = self.text.len() + bytes;
    }

    /// Adds a run of the layer below, which begins there at byte `start`, as it stands.
    pub(crate) fn verbatim(&mut self, start: usize, run: &'b str) {
        let source = Span::new(start, start + run.len());
        let at = self.text.len();
        if let Some(last) = self.pieces.last_mut().filter(|last| {
            last.shape == Shape::Exact
                && last.source.end == start
                && last.text.end == at
                && last.spelling == self.spelling
        }) {
            last.source.end = source.end;
            last.text.end = at + run.len();
            self.copied().push_str(run);
            return;
        }
        if at == 0 {
            self.text = Cow::Borrowed(run);
        } else if !run.is_empty() {
            self.copied().push_str(run);
        }
        self.piece(at, source, Shape::Exact);
    }

    /// Adds one unit: `source` bytes of the layer below (an entity, an escape, a run of white space that reads as one
    /// blank) which together spell `unit`.
    pub(crate) fn decoded(&mut self, source: Span, unit: &str) {
        let at = self.text.len();
        if !unit.is_empty() {
            self.copied().push_str(unit);
        }
        self.piece(at, source, Shape::Unit);
    }

    /// Adds a run of characters, each spelled as the encoding that [`Spelling::Coded`] named has it.
    #[cfg(feature = "encodings")]
    pub(crate) fn coded(&mut self, source: Span, run: &str) {
        let Spelling::Coded(charset) = self.spelling else { return };
        let at = self.text.len();
        if !run.is_empty() {
            self.copied().push_str(run);
        }
        self.piece(at, source, Shape::Coded(charset));
    }

    /// Ends a paragraph: nothing before and after is judged as one sentence.
    pub(crate) fn paragraph(&mut self) {
        if !self.text.is_empty() && !self.broken {
            self.copied().push_str(BREAK);
            self.broken = true;
        }
    }

    /// Bytes of text so far.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// The view.
    pub(crate) fn finish(mut self) -> View<'b> {
        if self.broken {
            let end = self.text.len() - BREAK.len();
            self.text.to_mut().truncate(end);
        }
        let in_order = |pair: &[Piece]| matches!(pair, [a, b] if a.source.end <= b.source.start);
        let ordered = self.pieces.windows(2).all(in_order);
        View { text: self.text, pieces: self.pieces, scope: self.scope, ordered }
    }

    /// The text, copied.
    fn copied(&mut self) -> &mut String {
        if let Cow::Borrowed(text) = self.text {
            let mut copy = String::with_capacity(self.room.max(text.len()));
            copy.push_str(text);
            self.text = Cow::Owned(copy);
        }
        self.text.to_mut()
    }

    fn piece(&mut self, at: usize, source: Span, shape: Shape) {
        let text = Span::new(at, self.text.len());
        if !text.is_empty() {
            self.pieces.push(Piece { text, source, shape, spelling: self.spelling });
            self.broken = false;
        }
    }
}
