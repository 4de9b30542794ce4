//! The attributes of a tag, with their bytes.
//!
//! Law: read as the HTML standard says (WHATWG, 13.2.5.32 ff.): quotes may be missing, stray signs belong to names.

use memchr::memchr;

use super::token::is_blank;
use crate::span::Span;

/// An attribute as it stands, its references not read yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'t> {
    pub(super) name: &'t str,
    pub(super) value: Span,
    /// The mark around the value; a blank where there is none.
    pub(super) quote: char,
}

/// Reads the attributes of a tag, and finds its end.
#[derive(Clone, Debug)]
pub(super) struct Attributes<'t> {
    text: &'t str,
    at: usize,
    /// Once the tag is read: whether it ends with `/>`.
    closed: Option<bool>,
    done: bool,
}

impl<'t> Attributes<'t> {
    /// From the place behind the tag's name on.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at, closed: None, done: false }
    }

    /// How far it was read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Whether the tag ends with `/>`, once it is read; `None` where it has no end.
    pub(super) fn closed(&self) -> Option<bool> {
        self.closed
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn ends(&mut self, closed: Option<bool>) -> Option<Attribute<'t>> {
        self.done = true;
        self.closed = closed;
        self.at = if closed.is_some() { self.at + 1 } else { self.text.len() };
        None
    }

    /// Goes on while `within` holds; gives what was passed.
    fn pass(&mut self, within: impl Fn(u8) -> bool) -> Span {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let start = self.at;
        self.at += rest.iter().position(|byte| !within(*byte)).unwrap_or(rest.len());
        Span::new(start, self.at)
    }

    /// The value behind `=`; `None` where the document ends in it.
    fn value(&mut self) -> Option<(Span, char)> {
        self.pass(is_blank);
        match self.byte()? {
            quote @ (b'"' | b'\'') => {
                let start = self.at + 1;
                let length = memchr(quote, self.text.as_bytes().get(start..)?)?;
                self.at = start + length + 1;
                Some((Span::new(start, start + length), char::from(quote)))
            }
            _ => Some((self.pass(|byte| !is_blank(byte) && byte != b'>'), ' ')),
        }
    }
}

impl<'t> Iterator for Attributes<'t> {
    type Item = Attribute<'t>;

    fn next(&mut self) -> Option<Attribute<'t>> {
        if self.done {
            return None;
        }
        loop {
            self.pass(is_blank);
            match self.byte() {
                None => return self.ends(None),
                Some(b'>') => return self.ends(Some(false)),
                Some(b'/') => self.at += 1,
                Some(_) => break,
            }
            if self.byte() == Some(b'>') {
                return self.ends(Some(true));
            }
        }
        let start = self.at;
        if self.byte() == Some(b'=') {
            self.at += 1;
        }
        self.pass(|byte| !is_blank(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let name = self.text.get(start..self.at).unwrap_or_default();
        self.pass(is_blank);
        let (value, quote) = if self.byte() == Some(b'=') {
            self.at += 1;
            match self.value() {
                Some(value) => value,
                None => return self.ends(None),
            }
        } else {
            (Span::default(), ' ')
        };
        Some(Attribute { name, value, quote })
    }
}
