//! The prose of one article, piece by piece, as a walk through the document comes by it.
//!
//! Law: white space in prose is what a reader sees: a line that was wrapped for the eye of an editor is one line. Where HTML
//! or its author decides (escaped HTML, `xml:space="preserve"`), all of it is kept. What is pushed is linear in what is read.

use crate::format::blanks::words;
use crate::format::spelling::Spelling;
use crate::format::view::{Builder, View};
use crate::span::Span;

/// What the text of an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Prose.
    Text,
    /// HTML, of which the document holds the characters.
    Html,
}

/// An article in the making.
#[derive(Debug, Default)]
pub(super) struct Prose<'t> {
    view: Builder<'t>,
    parts: Vec<(Span, Kind)>,
    /// Where the paragraph begins that is being written.
    start: usize,
    /// White space that is text only if more follows.
    pending: Option<(usize, &'t str, Spelling)>,
}

impl<'t> Prose<'t> {
    /// Adds a run of the document that begins at byte `at`. White space is kept as it is where `kept`.
    pub(super) fn run(&mut self, at: usize, run: &'t str, spelling: Spelling, kept: bool) {
        if kept {
            self.settle();
            self.view.spelled(spelling);
            return self.view.verbatim(at, run);
        }
        let mut rest = run;
        while !rest.is_empty() {
            let here = at + run.len() - rest.len();
            let blank = rest.len() - rest.trim_ascii_start().len();
            let (piece, behind) =
                rest.split_at_checked(if blank > 0 { blank } else { words(rest, false) }).unwrap_or((rest, ""));
            if blank > 0 {
                self.pending = self.pending.or(Some((here, piece, spelling)));
            } else {
                self.settle();
                self.view.spelled(spelling);
                self.view.verbatim(here, piece);
            }
            rest = behind;
        }
    }

    /// Adds the character that `source` spells.
    pub(super) fn character(&mut self, source: Span, character: char) {
        self.settle();
        self.view.spelled(Spelling::Markup);
        self.view.decoded(source, character.encode_utf8(&mut [0; 4]));
    }

    /// Ends a paragraph of this kind.
    pub(super) fn paragraph(&mut self, kind: Kind) {
        self.pending = None;
        let end = self.view.len();
        if end > self.start {
            self.parts.push((Span::new(self.start, end), kind));
            self.view.paragraph();
            self.start = self.view.len();
        }
    }

    /// True where nothing was added yet.
    pub(super) fn is_empty(&self) -> bool {
        self.view.len() == 0
    }

    /// The text as the document spells it, and of what kind its parts are.
    pub(super) fn finish(self) -> (View<'t>, Vec<(Span, Kind)>) {
        (self.view.finish(), self.parts)
    }

    /// Writes the white space before what follows, unless the paragraph begins here.
    fn settle(&mut self) {
        let Some((at, blank, spelling)) = self.pending.take().filter(|_| self.view.len() > self.start) else { return };
        self.view.spelled(spelling);
        let lines = blank.bytes().filter(|byte| *byte == b'\n').count();
        if blank == " " || lines > 1 {
            // A line left empty parts paragraphs in plain text.
            self.view.verbatim(at, blank);
        } else {
            self.view.decoded(Span::new(at, at + blank.len()), " ");
        }
    }
}
