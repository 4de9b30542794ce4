//! The tokens of HTML, with their bytes.
//!
//! Law: bytes fall into text, tags and the rest as the HTML standard says (WHATWG, 13.2.5), whatever they are, and each is
//! looked at once. A tag that the document ends in is none: like browsers, it leaves out all that is behind its `<`.

use memchr::{memchr, memmem};

use super::attribute::Attributes;
use crate::format::directive::Directive;
use crate::span::Span;

/// What stands next in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Text between tags, its references not read yet.
    Text(Span),
    Start(Tag<'t>),
    End(Tag<'t>),
    /// A comment that speaks to us.
    Said(Directive),
}

/// A tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    pub(super) name: &'t str,
    /// Where its attributes begin.
    pub(super) attributes: usize,
    /// It ends with `/>`.
    pub(super) closed: bool,
}

/// Reads tokens one by one. What is inside a raw element is asked for by [`raw`](Self::raw).
#[derive(Clone, Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// The next token; declarations and comments that say nothing to us are passed over. CDATA sections are known inside SVG and MathML only.
    pub(super) fn next(&mut self, cdata: bool) -> Option<Token<'t>> {
        while self.at < self.text.len() {
            let end = self.text_end();
            if end > self.at {
                let text = Span::new(self.at, end);
                self.at = end;
                return Some(Token::Text(text));
            }
            if let Some(tag) = self.markup(cdata) {
                return Some(tag);
            }
        }
        None
    }

    /// What stands inside an element whose content is no markup, up to its end tag or to the end of the document.
    pub(super) fn raw(&mut self, name: &str) -> Span {
        let start = self.at;
        let script = name.eq_ignore_ascii_case("script");
        let mut inner = Script::Plain;
        while let Some(found) = self.find(self.at, if script { Find::Signs } else { Find::Tag }) {
            self.at = found;
            let rest = self.rest();
            inner = match inner {
                Script::Twice if tagged(rest, "</", name) => Script::Once,
                _ if inner != Script::Twice && tagged(rest, "</", name) => return Span::new(start, found),
                Script::Plain if script && rest.starts_with(b"<!--") => {
                    // The dashes of `<!-->` open and close.
                    self.at += 1;
                    Script::Once
                }
                Script::Once if tagged(rest, "<", name) => Script::Twice,
                Script::Once | Script::Twice if rest.starts_with(b"-->") => Script::Plain,
                same => same,
            };
            self.at += 1;
        }
        self.at = self.text.len();
        Span::new(start, self.at)
    }

    /// All that is left.
    pub(super) fn end(&mut self) {
        self.at = self.text.len();
    }

    /// Where the text from here on ends: at a `<` that begins markup.
    fn text_end(&self) -> usize {
        let mut from = self.at;
        while let Some(sign) = self.find(from, Find::Sign) {
            match (self.byte(sign + 1), self.byte(sign + 2)) {
                (Some(b'!' | b'?'), _) | (Some(b'/'), Some(_)) => return sign,
                (Some(letter), _) if letter.is_ascii_alphabetic() => return sign,
                _ => from = sign + 1,
            }
        }
        self.text.len()
    }

    /// Passes over the markup that begins here; gives it where it is a tag.
    fn markup(&mut self, cdata: bool) -> Option<Token<'t>> {
        let rest = self.rest();
        match rest.get(1) {
            Some(b'!') if rest.starts_with(b"<!--") => {
                let (start, end) = (self.at, self.comment_end());
                self.at = end;
                let inside = self.text.get(start + "<!--".len()..end.saturating_sub("-->".len()));
                return inside.and_then(Directive::of).map(Token::Said);
            }
            Some(b'!') if cdata && rest.starts_with(b"<![CDATA[") => self.at = self.behind(b"]]>"),
            Some(b'/') if rest.get(2).is_some_and(u8::is_ascii_alphabetic) => return self.tag(2).map(Token::End),
            Some(letter) if letter.is_ascii_alphabetic() => return self.tag(1).map(Token::Start),
            // Declarations, instructions, `</>`, and what browsers take for a comment.
            _ => self.at = self.behind(b">"),
        }
        None
    }

    /// The tag whose name begins `sign` bytes from here.
    fn tag(&mut self, sign: usize) -> Option<Tag<'t>> {
        let start = self.at + sign;
        let rest = self.text.get(start..)?;
        let length = rest.bytes().position(|byte| is_blank(byte) || matches!(byte, b'/' | b'>')).unwrap_or(rest.len());
        let mut attributes = Attributes::new(self.text, start + length);
        attributes.by_ref().for_each(drop);
        self.at = attributes.at();
        attributes.closed().map(|closed| Tag {
            name: self.text.get(start..start + length).unwrap_or_default(),
            attributes: start + length,
            closed,
        })
    }

    fn comment_end(&self) -> usize {
        let inside = self.at + 4;
        let mut from = inside;
        while let Some(end) = self.find(from, Find::End) {
            let before = |start: usize| self.text.as_bytes().get(start..end).unwrap_or_default();
            // The dashes that open a comment can be those that end it: `<!-->`.
            if before(self.at + 2).ends_with(b"--") || before(inside).ends_with(b"--!") {
                return end + 1;
            }
            from = end + 1;
        }
        self.text.len()
    }

    /// The place behind the next `sign`, or the end.
    fn behind(&self, sign: &[u8]) -> usize {
        memmem::find(self.rest(), sign).map_or(self.text.len(), |found| self.at + found + sign.len())
    }

    fn find(&self, from: usize, what: Find) -> Option<usize> {
        let rest = self.text.as_bytes().get(from..)?;
        let found = match what {
            Find::Sign => memchr(b'<', rest),
            Find::Tag => memmem::find(rest, b"</"),
            Find::Signs => memchr::memchr2(b'<', b'-', rest),
            Find::End => memchr(b'>', rest),
        };
        found.map(|found| from + found)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }
}

#[derive(Clone, Copy)]
enum Find {
    Sign,
    Tag,
    Signs,
    End,
}

/// Where in a script we are: `<!--` and a second `<script` hide its end tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Plain,
    Once,
    Twice,
}

/// White space of HTML.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r')
}

/// True where `rest` begins with a tag of this name.
fn tagged(rest: &[u8], sign: &str, name: &str) -> bool {
    let Some(rest) = rest.strip_prefix(sign.as_bytes()) else { return false };
    let Some((found, behind)) = rest.split_at_checked(name.len()) else { return false };
    let ends = behind.first().is_some_and(|byte| is_blank(*byte) || matches!(byte, b'/' | b'>'));
    ends && found.eq_ignore_ascii_case(name.as_bytes())
}
