//! A text too long to be judged at once: where it is cut, and in which encoding each part is read.
//!
//! Law: one rule for a file and for a stream. Cuts are measured in bytes as they came, so that nothing has to be decoded to
//! find one. The encoding is told by a mark, by the caller, or by the first part that is more than ASCII; in the parts
//! before that one nothing but ASCII is written. Rejected: to cut the decoded text, of which a stream had to keep the length
//! in another encoding than its own; and to guess by the whole file, which a stream has not.

#[cfg(feature = "encodings")]
use super::Charset;
#[cfg(not(feature = "encodings"))]
use super::decode;
use super::{Code, Decoded, Encoding};
#[cfg(feature = "encodings")]
use super::{Known, charset};
use crate::format::plain::{ARTICLE, cut};
use crate::span::Span;

/// Finds the parts of a text, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    given: Option<String>,
    /// The encoding, once it is told.
    known: Option<Code>,
    /// True while nothing was read.
    first: bool,
}

/// How a part is read: the encoding, and where the text in it begins.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    code: Code,
    start: usize,
    encoding: Encoding,
}

/// A text of several parts.
#[derive(Clone, Debug)]
pub(crate) struct Long<'b> {
    pub(crate) decoded: Decoded<'b>,
    pub(crate) encoding: Encoding,
    /// Its parts, in bytes.
    pub(crate) parts: Vec<Span>,
}

impl Parts {
    /// Those of a text in the encoding that is given, or found.
    pub(crate) fn new(given: Option<&str>) -> Self {
        Self { given: given.map(Into::into), known: None, first: true }
    }

    /// Those of a text in UTF-8, whatever it begins with.
    pub(crate) fn utf8() -> Self {
        Self { given: None, known: Some(Code::Utf8), first: true }
    }

    /// True once the encoding is told.
    pub(crate) fn are_told(&self) -> bool {
        self.known.is_some()
    }

    /// Where the first part of `left` ends; `None` where that may be all of it, unless more follows.
    pub(crate) fn end(&self, left: &[u8]) -> Option<usize> {
        if left.len() <= ARTICLE {
            return None;
        }
        let (code, mark) = self.head(left);
        let window = left.get(mark..mark + ARTICLE).filter(|_| left.len() > mark + ARTICLE)?;
        Some(mark + code.map_or_else(|| cut(window), |code| code.cut(window)))
    }

    /// How the next part is read. `None` where the encoding given is none that can be read.
    pub(crate) fn read(&mut self, part: &[u8]) -> Option<Reading> {
        let first = std::mem::take(&mut self.first);
        if let Some(code) = self.known {
            return Some(Reading { code, start: 0, encoding: code.known() });
        }
        let reading = tell(part, first, self.given.as_deref())?;
        self.known = Some(reading.code).filter(|code| !code.is_open());
        Some(reading)
    }

    /// The encoding that is known before the part is, and how long the mark is that tells it.
    fn head(&self, left: &[u8]) -> (Option<Code>, usize) {
        #[cfg(feature = "encodings")]
        if self.first && self.known.is_none() {
            let given = || self.given.as_deref().and_then(|name| charset::wanted(name).ok());
            return charset::by_mark(left).map_or_else(|| (given(), 0), |(code, mark)| (Some(code), mark));
        }
        #[cfg(not(feature = "encodings"))]
        if self.first && self.known.is_none() {
            return (Some(Code::Utf8), super::mark(left));
        }
        (self.known, 0)
    }
}

impl Reading {
    /// The text of the part, and what is to be said of its encoding.
    pub(crate) fn decode<'b>(&self, part: &'b [u8]) -> (Decoded<'b>, Encoding) {
        (self.code.read(part, self.start), self.encoding.clone())
    }

    /// Line ends in the part.
    pub(crate) fn lines(&self, part: &[u8]) -> usize {
        #[cfg(feature = "encodings")]
        if let Code::Charset(charset) = self.code
            && charset.is_wide()
        {
            let (pairs, _) = part.get(self.start..).unwrap_or_default().as_chunks::<2>();
            return pairs.iter().filter(|pair| charset.unit(**pair) == u16::from(b'\n')).count();
        }
        memchr::memchr_iter(b'\n', part).count()
    }
}

impl<'b> Long<'b> {
    /// Reads a text; `None` where it is one part, or in an encoding that cannot be read.
    pub(crate) fn read(bytes: &'b [u8], given: Option<&str>) -> Option<Self> {
        let mut parts = Parts::new(given);
        parts.end(bytes)?;
        let (mut spans, mut open, mut told, mut start) = (Vec::new(), 0, None, 0);
        while start < bytes.len() {
            let left = bytes.get(start..)?;
            let end = start + parts.end(left).unwrap_or(left.len());
            let reading = parts.read(bytes.get(start..end)?)?;
            if reading.code.is_open() {
                open = end;
            } else if told.is_none() {
                told = Some(reading);
            }
            spans.push(Span::new(start, end));
            start = end;
        }
        let (decoded, encoding) = match told {
            Some(reading) if open == 0 => reading.decode(bytes),
            #[cfg(feature = "encodings")]
            told => {
                let (code, encoding) = told.map_or((Code::Utf8, Encoding::utf8()), |told| (told.code, told.encoding));
                (code.read_behind(std::str::from_utf8(bytes.get(..open)?).ok()?, bytes), encoding)
            }
            #[cfg(not(feature = "encodings"))]
            _ => return None,
        };
        Some(Self { decoded, encoding, parts: spans })
    }
}

impl Code {
    /// True while what follows may tell another encoding.
    fn is_open(self) -> bool {
        #[cfg(feature = "encodings")]
        return self == Self::Charset(Charset::Ascii);
        #[cfg(not(feature = "encodings"))]
        false
    }

    /// What is said of it where it was told before.
    fn known(self) -> Encoding {
        match self {
            Self::Utf8 => Encoding::utf8(),
            #[cfg(feature = "encodings")]
            Self::Charset(_) => self.encoding(Known::Given),
        }
    }

    /// Where to cut a text that goes on behind `start`.
    fn cut(self, start: &[u8]) -> usize {
        #[cfg(feature = "encodings")]
        if let Self::Charset(charset) = self
            && charset.is_wide()
        {
            // What matters of a unit, in a byte: ASCII, the second half of a character, or something else.
            let byte = |pair: &[u8; 2]| match charset.unit(*pair) {
                ascii @ ..0x80 => ascii as u8,
                0xdc00..0xe000 => 0x80,
                _ => 0xff,
            };
            return 2 * cut(&start.as_chunks::<2>().0.iter().map(byte).collect::<Vec<u8>>());
        }
        cut(start)
    }
}

/// How a part is read whose encoding was not told before.
fn tell(part: &[u8], first: bool, given: Option<&str>) -> Option<Reading> {
    #[cfg(feature = "encodings")]
    {
        if given.is_none() && part.is_ascii() {
            return Some(Reading { code: Code::Charset(Charset::Ascii), start: 0, encoding: Encoding::utf8() });
        }
        // Behind the first part, nothing is taken for a mark.
        let (code, start, encoding) = match first {
            true => charset::find(part, false, given).ok()?,
            false => {
                let (code, encoding) = charset::unmarked(part, false);
                (code, 0, encoding)
            }
        };
        Some(Reading { code, start, encoding })
    }
    #[cfg(not(feature = "encodings"))]
    {
        let (_, encoding) = decode(&[], false, given).ok()?;
        let start = if first { super::mark(part) } else { 0 };
        Some(Reading { code: Code::Utf8, start, encoding })
    }
}
