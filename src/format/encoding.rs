//! Bytes as text: the lowest layer of a document, and in which encoding it is written.
//!
//! Law: what is written goes back in the document's own encoding, and nothing is guessed in silence. A byte order mark counts
//! first, then what the caller says, what the document declares, UTF-8 where the bytes are UTF-8 throughout, and last a guess;
//! [`Encoding`] tells which it was, and why a declaration was not believed. Bytes that spell no character are not covered: they
//! pass through, end a paragraph there and are reported. Text that is UTF-8 throughout is borrowed and needs no layer.
//! Rejected: re-coding the file to UTF-8 and back, which loses the place of every byte, and those that are no text altogether;
//! and believing a declaration of Windows-1252 over bytes that are UTF-8, in which a repair would then be the one letter
//! that nobody can read.

#[cfg(feature = "encodings")]
mod charset;
#[cfg(feature = "encodings")]
mod declared;
mod parts;
#[cfg(test)]
#[cfg(feature = "encodings")]
mod tests;

use std::borrow::Cow;

#[cfg(feature = "encodings")]
pub(crate) use charset::Charset;
pub(crate) use parts::{Long, Parts, Reading};

use super::view::{Builder, View};
use crate::error::Error;
#[cfg(any(feature = "jsonl", not(feature = "encodings")))]
use crate::error::ErrorKind;
use crate::span::Span;

/// In which encoding a document is written, and how that is known.
///
/// ```
/// # #[cfg(feature = "encodings")] {
/// use limpide::format::{Format, Known};
/// use limpide::{Document, Options};
///
/// let document = Document::read(Format::Text, b"L'\xe9t\xe9 s'ach\xe8ve \xe0 Brancelle.", &Options::default())?;
/// assert_eq!(document.articles().next().unwrap().text(), "L'été s'achève à Brancelle.");
/// assert_eq!((&*document.encoding().name, document.encoding().known), ("windows-1252", Known::Guessed));
/// # }
/// # Ok::<(), limpide::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Encoding {
    /// Its name, as standards write it.
    pub name: Cow<'static, str>,
    /// How it is known.
    pub known: Known,
    /// Why something that was said of the encoding was not believed, and what else a reader should know of the choice.
    pub doubt: Option<String>,
}

/// How the encoding of a document is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Known {
    /// By the mark that the document begins with.
    Bom,
    /// The caller said so: [`Options::encoding`](crate::Options::encoding).
    Given,
    /// The document says so.
    Declared,
    /// Its bytes are UTF-8, but for those that are reported as invalid.
    #[default]
    Utf8,
    /// By the look of the bytes. Encodings that differ in few characters (ISO-8859-15, Windows-1252) are taken for one
    /// another, so somebody should be told.
    Guessed,
}

/// What the bytes of a document are.
#[derive(Clone, Debug)]
pub(crate) enum Decoded<'b> {
    /// Text as it stands.
    Text(&'b str),
    /// Text that is spelled otherwise, begins further on or has holes; and the bytes that are none.
    Layer(View<'b>, Vec<Span>),
}

/// An encoding that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    Utf8,
    #[cfg(feature = "encodings")]
    Charset(Charset),
}

const UTF8: &str = "UTF-8";
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads bytes in the encoding that they are found to be in. `declares` is true for formats that can name their encoding.
pub(crate) fn decode<'b>(
    bytes: &'b [u8],
    declares: bool,
    given: Option<&str>,
) -> Result<(Decoded<'b>, Encoding), Error> {
    #[cfg(feature = "encodings")]
    return charset::decode(bytes, declares, given);
    #[cfg(not(feature = "encodings"))]
    {
        let _ = declares;
        is_utf8(given)?;
        let known = if given.is_some() { Known::Given } else { Known::Utf8 };
        Ok((read_utf8(bytes, mark(bytes)), Encoding::new(UTF8, known)))
    }
}

/// How long the mark of UTF-8 is that the bytes begin with.
#[cfg(not(feature = "encodings"))]
fn mark(bytes: &[u8]) -> usize {
    if bytes.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 }
}

/// Reads bytes as UTF-8 from byte `start` on, whatever they are.
fn read_utf8(bytes: &[u8], start: usize) -> Decoded<'_> {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) if start == 0 => Decoded::Text(text),
        _ => utf8_from(Builder::default(), bytes, start),
    }
}

/// That `given`, where it is, means UTF-8: for formats which are nothing else.
#[cfg(any(feature = "jsonl", not(feature = "encodings")))]
pub(crate) fn is_utf8(given: Option<&str>) -> Result<(), Error> {
    match given.map(str::trim) {
        None => Ok(()),
        Some(name) if name.eq_ignore_ascii_case("utf-8") || name.eq_ignore_ascii_case("utf8") => Ok(()),
        Some(name) => Err(Error::new(
            ErrorKind::Input,
            format!(
                "only UTF-8 can be read here, not “{name}”: JSON Lines are UTF-8 by their standard, and other documents \
                 need the feature “encodings” of the crate; convert the file (iconv -f {name} -t UTF-8), and leave the \
                 encoding out"
            ),
        )),
    }
}

/// A layer of UTF-8, from byte `start` on, behind what the view has already.
fn utf8_from<'b>(mut view: Builder<'b>, bytes: &'b [u8], mut start: usize) -> Decoded<'b> {
    let mut invalid = Vec::new();
    for chunk in bytes.get(start..).unwrap_or_default().utf8_chunks() {
        view.verbatim(start, chunk.valid());
        start += chunk.valid().len();
        let bad = chunk.invalid().len();
        if bad > 0 {
            view.paragraph();
            invalid.push(Span::new(start, start + bad));
        }
        start += bad;
    }
    Decoded::Layer(view.finish(), invalid)
}

impl Code {
    /// The text from byte `start` on.
    fn read(self, bytes: &[u8], start: usize) -> Decoded<'_> {
        match self {
            Self::Utf8 => read_utf8(bytes, start),
            #[cfg(feature = "encodings")]
            Self::Charset(charset) => charset.layer(Builder::default(), bytes, start),
        }
    }
}

impl Encoding {
    /// True where bytes that are no characters are told run by run, and not one by one as errors of UTF-8 are.
    pub(crate) fn tells_runs(&self) -> bool {
        self.name != UTF8
    }

    /// UTF-8 by the standard of the format.
    pub(crate) fn utf8() -> Self {
        Self::new(UTF8, Known::Utf8)
    }

    fn new(name: impl Into<Cow<'static, str>>, known: Known) -> Self {
        Self { name: name.into(), known, doubt: None }
    }

    #[cfg(feature = "encodings")]
    fn with_doubt(self, doubt: Option<String>) -> Self {
        Self { doubt, ..self }
    }
}
