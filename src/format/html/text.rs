//! Text and attribute values as prose: references decoded, white space as browsers show it.
//!
//! Law: what is decoded is a unit, and so is what would read otherwise if what stands behind it were another word: a stray
//! `&` or `<` and a reference without its semicolon take the letters behind them along. Any run of white space but one blank
//! is a unit that reads as one blank, so that a wrapped line ends nothing; at both ends of a paragraph there is none.

use super::reference::{self, Text};
use super::token::is_blank;
use crate::format::blanks::words;
use crate::format::view::Builder;
use crate::span::Span;

/// The prose of a document in the making.
#[derive(Debug)]
pub(super) struct Prose<'v, 't> {
    text: &'t str,
    /// Where the text begins in the layer below.
    at: usize,
    view: &'v mut Builder<'t>,
    /// Something stands in this paragraph.
    begun: bool,
    /// White space that counts if something follows in this paragraph.
    blank: Option<Span>,
}

impl<'v, 't> Prose<'v, 't> {
    pub(super) fn new(text: &'t str, at: usize, view: &'v mut Builder<'t>) -> Self {
        Self { text, at, view, begun: false, blank: None }
    }

    pub(super) fn view(&mut self) -> &mut Builder<'t> {
        self.view
    }

    pub(super) fn paragraph(&mut self) {
        self.view.paragraph();
        self.begun = false;
        self.blank = None;
    }

    /// Adds a run of text.
    pub(super) fn add(&mut self, span: Span, attribute: bool) {
        let mut at = span.start;
        while let Some(rest) = self.text.get(at..span.end).filter(|rest| !rest.is_empty()) {
            let blanks = rest.bytes().position(|byte| !is_blank(byte)).unwrap_or(rest.len());
            if blanks > 0 {
                if self.begun && self.blank.is_none() {
                    self.blank = Some(Span::new(at, at + blanks));
                }
                at += blanks;
                continue;
            }
            self.space();
            at += match rest.as_bytes().first() {
                Some(b'&' | b'<') => self.sign(at, rest, attribute),
                _ => self.plain(at, rest),
            };
            self.begun = true;
        }
    }

    /// Adds the white space that something follows.
    fn space(&mut self) {
        if let Some(blank) = self.blank.take() {
            match self.text.get(blank.start..blank.end) {
                Some(one @ " ") => self.view.verbatim(self.at + blank.start, one),
                _ => self.view.decoded(blank.shifted(self.at), " "),
            }
        }
    }

    /// Adds what stands as it is, with single blanks inside; gives its length.
    fn plain(&mut self, at: usize, rest: &'t str) -> usize {
        let length = words(rest, true);
        self.view.verbatim(self.at + at, rest.get(..length).unwrap_or_default());
        length
    }

    /// Adds a reference, or a sign that looks like markup and is none; gives its length.
    fn sign(&mut self, at: usize, rest: &'t str, attribute: bool) -> usize {
        let read = reference::read(rest, attribute);
        let (length, ended) = read.map_or((1, false), |read| (read.length, read.ended));
        let word = |rest: &str| rest.bytes().position(|byte| is_blank(byte) || matches!(byte, b'&' | b'<'));
        let behind = rest.get(length..).filter(|_| !ended).unwrap_or_default();
        let behind = behind.get(..word(behind).unwrap_or(behind.len())).unwrap_or_default();
        let source = Span::new(self.at + at, self.at + at + length + behind.len());
        let mut buffer = [0; 4];
        let unit = match read.map(|read| read.text) {
            Some(Text::Named(name)) => name,
            Some(Text::Numbered(character)) => character.encode_utf8(&mut buffer),
            None => rest.get(..1).unwrap_or_default(),
        };
        if behind.is_empty() {
            self.view.decoded(source, unit);
        } else {
            self.view.decoded(source, &[unit, behind].concat());
        }
        source.len()
    }
}
