//! A document: a file of some format, and the articles in it.
//!
//! Law: whatever the format, the judges see text and the caller sees bytes of the document; what is written back differs
//! from it in the reported edits alone. Reading does not judge and judging does not read: between the two lies only the text
//! of each article. Rejected: a cleaner for each format, which would have to be kept in step with all others.

mod options;
mod report;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;

pub use options::Options;
pub use report::{ArticleReport, DocumentReport};

use crate::error::Error;
use crate::finding::{Edit, Rewrite};
use crate::format::encoding::{Decoded, Encoding, Long, Reading, decode};
use crate::format::plain;
use crate::format::view::{Builder, View, Writer};
use crate::format::{Format, Read, prose};
use crate::span::Span;

/// A file that was read: its bytes, and where the prose of its articles lies in them.
///
/// ```
/// # #[cfg(all(feature = "french", feature = "jsonl"))] {
/// use limpide::format::Format;
/// use limpide::{Cleaner, Document, Options};
///
/// let bytes = br#"{"n": 7.0, "text": "Sur les lignes de entrance, le entrance r\u00e9siste."}"#;
/// let document = Document::read(Format::JsonLines, bytes, &Options::default())?;
/// assert_eq!(document.articles().next().unwrap().text(), "Sur les lignes de entrance, le entrance résiste.");
///
/// let report = Cleaner::french().check_document(&document);
/// let finding = &report.articles[0].findings[0];
/// assert_eq!(&bytes[finding.span.start..finding.span.end], b"entrance");
/// assert_eq!(&*report.apply(), br#"{"n": 7.0, "text": "Sur les lignes de front, le front r\u00e9siste."}"#);
/// # }
/// # Ok::<(), limpide::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document<'b> {
    bytes: &'b [u8],
    /// The layer that all articles lie on, where the bytes are not text as they stand.
    decoded: Option<View<'b>>,
    encoding: Encoding,
    invalid: Vec<Span>,
    /// The parts of a text that are judged each on its own, where they are known from its bytes; in UTF-8, the text tells them.
    parts: Vec<Span>,
    articles: Vec<ArticleView<'b>>,
    refused: Vec<Error>,
}

/// What names an article inside its document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Id<'b> {
    /// Nothing does: it is the only one.
    #[default]
    None,
    /// Some text.
    Text(Cow<'b, str>),
    /// The `id` of a record, as JSON, spelled as it was; `null` where there is none.
    #[cfg(feature = "jsonl")]
    Json(Cow<'b, str>),
}

/// One article of a document, which can be judged on its own.
#[derive(Clone, Copy, Debug)]
pub struct Article<'d> {
    document: &'d Document<'d>,
    view: &'d ArticleView<'d>,
}

impl<'b> Document<'b> {
    /// Reads a document. A text of more than 128 KiB is judged in parts, and the first of them that is more than ASCII tells
    /// its encoding, where neither a mark nor the caller does.
    ///
    /// # Errors
    /// When the bytes are not of the format, so that no article can be found in them, or the encoding given is none that
    /// can be read. What is wrong with a part of them is told by [`refused`](Self::refused).
    pub fn read(format: Format, bytes: &'b [u8], options: &Options) -> Result<Self, Error> {
        // Records stand alone: bytes that are no UTF-8, which JSON Lines are by their standard, spoil their line only.
        #[cfg(feature = "jsonl")]
        if format == Format::JsonLines {
            crate::format::encoding::is_utf8(options.encoding.as_deref())?;
            let Read { articles, refused } = crate::format::jsonl::read(bytes, options);
            let encoding = Encoding::utf8();
            return Ok(Self { articles, refused, ..Self::bare(bytes, encoding) });
        }
        if format == Format::Text
            && let Some(Long { decoded, encoding, parts }) = Long::read(bytes, options.encoding.as_deref())
        {
            let mut document = Self::of(format, bytes, decoded, encoding, options)?;
            if let Some(decoded) = &document.decoded {
                document.parts = parts.iter().map(|part| decoded.place(*part).unwrap_or_default()).collect();
            }
            return Ok(document);
        }
        let (decoded, encoding) = decode(bytes, format.declares(), options.encoding.as_deref())?;
        Self::of(format, bytes, decoded, encoding, options)
    }

    /// A part of a text that is read in this way.
    pub(crate) fn part(bytes: &'b [u8], reading: &Reading) -> Result<Self, Error> {
        let (decoded, encoding) = reading.decode(bytes);
        Self::of(Format::Text, bytes, decoded, encoding, &Options::default())
    }

    fn of(
        format: Format,
        bytes: &'b [u8],
        decoded: Decoded<'b>,
        encoding: Encoding,
        options: &Options,
    ) -> Result<Self, Error> {
        match decoded {
            Decoded::Text(text) => {
                let Read { articles, refused } = crate::format::read(format, text, options)?;
                Ok(Self { articles, refused, ..Self::bare(bytes, encoding) })
            }
            Decoded::Layer(view, invalid) => {
                let Read { articles, refused } = crate::format::read(format, view.text(), options)?;
                let articles = articles.into_iter().map(ArticleView::into_owned).collect();
                let parts = match format {
                    Format::Text => vec![Span::new(0, view.text().len())],
                    _ => Vec::new(),
                };
                Ok(Self { decoded: Some(view), invalid, parts, articles, refused, ..Self::bare(bytes, encoding) })
            }
        }
    }

    /// Bytes in which nothing was found yet.
    fn bare(bytes: &'b [u8], encoding: Encoding) -> Self {
        let (invalid, parts, articles, refused) = Default::default();
        Self { bytes, decoded: None, encoding, invalid, parts, articles, refused }
    }

    /// The bytes, as given.
    #[must_use]
    pub fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    /// The articles, in order.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = Article<'_>> {
        self.articles.iter().map(|view| Article { document: self, view })
    }

    /// The document as text, where that is not what the bytes are as they stand: they are in another encoding, begin with a
    /// mark, or hold some that are no text.
    #[must_use]
    pub fn decoded(&self) -> Option<&str> {
        self.decoded.as_ref().map(View::text)
    }

    /// Where bytes of the document stand in the text of [`decoded`](Self::decoded); `None` where they do not.
    #[must_use]
    pub fn place(&self, bytes: Span) -> Option<Span> {
        self.decoded.as_ref()?.place(bytes)
    }

    /// What could not be read, with the line where there is one; it passes through as it is.
    #[must_use]
    pub fn refused(&self) -> &[Error] {
        &self.refused
    }

    /// The encoding, and how it is known. A guess, and a doubt, is something to tell the user of.
    #[must_use]
    pub fn encoding(&self) -> &Encoding {
        &self.encoding
    }

    /// Bytes that are no character of the encoding; they pass through as they are.
    #[must_use]
    pub fn invalid(&self) -> &[Span] {
        &self.invalid
    }
}

impl<'d> Article<'d> {
    /// What names it.
    #[must_use]
    pub fn id(&self) -> &'d Id<'d> {
        &self.view.id
    }

    /// Its prose, with a blank line where one paragraph ends and the next begins.
    #[must_use]
    pub fn text(&self) -> &'d str {
        self.view.text()
    }

    /// The bytes of the document that a span of the text covers, from the first to the last; `None` where it covers none,
    /// or is no span of the text.
    #[must_use]
    pub fn source(&self, span: Span) -> Option<Span> {
        self.layers().try_fold(span, |span, view| view.source(span))
    }

    /// What an edit of the text changes in the document, in order of the places; `None` where it cannot be written: it
    /// touches the end of a paragraph, or a character that the document cannot hold.
    #[must_use]
    pub fn rewrites(&self, edit: Edit<'_>) -> Option<Vec<Rewrite>> {
        self.pen().rewrites(edit)
    }

    /// What of the text is judged each on its own.
    fn parts(&self) -> impl Iterator<Item = Span> + use<'d> {
        // They are those of the decoded text, which an article of another layer is not.
        let known = if self.view.layers.len() == 1 { &*self.document.parts } else { &[] };
        let unknown = if known.is_empty() { self.text() } else { "" };
        known.iter().copied().chain(plain::parts(unknown))
    }

    /// Writes edits of the text into the document.
    fn pen(&self) -> Pen<'d> {
        let below = self.layers().skip(1).map(|view| view.text().as_bytes()).chain([self.document.bytes]);
        Pen { writers: self.layers().zip(below).map(|(view, below)| Writer::new(view, below)).collect() }
    }

    /// The views between the text and the bytes, the text's own first.
    fn layers(&self) -> impl Iterator<Item = &'d View<'d>> + use<'d> {
        self.view.layers.iter().rev().chain(&self.document.decoded)
    }
}

/// An article as a format gives it: what names it, and the views from the document to its text.
#[derive(Clone, Debug)]
pub(crate) struct ArticleView<'b> {
    id: Id<'b>,
    /// From the document up; the last is the text that is judged. Never empty.
    layers: Vec<View<'b>>,
}

#[allow(dead_code)] // Some are called by some formats only.
impl<'b> ArticleView<'b> {
    /// An article that is one view of the document.
    pub(crate) fn new(view: View<'b>) -> Self {
        Self { id: Id::None, layers: vec![view] }
    }

    /// The same article, with a name.
    pub(crate) fn named(self, id: Id<'b>) -> Self {
        Self { id, ..self }
    }

    /// The same article with one layer more: its text is not prose yet, but parts of some format, which are given in order.
    pub(crate) fn over(mut self, parts: &[(Span, Format)], options: &Options) -> Result<Self, Error> {
        let mut view = Builder::default();
        view.expect(self.text().len());
        for (part, format) in parts {
            view.paragraph();
            prose(*format, part.start, part.of(self.text()), options, &mut view)?;
        }
        let view = view.finish().into_owned();
        self.layers.push(view);
        Ok(self)
    }

    /// The prose.
    fn text(&self) -> &str {
        self.layers.last().map(View::text).unwrap_or_default()
    }

    fn into_owned(self) -> ArticleView<'static> {
        ArticleView { id: self.id.into_owned(), layers: self.layers.into_iter().map(View::into_owned).collect() }
    }
}

/// Writes edits of an article through all layers.
struct Pen<'d> {
    writers: Vec<Writer<'d>>,
}

impl Pen<'_> {
    /// What to change in the document, in order; `None` where the edit cannot be written.
    fn rewrites(&self, edit: Edit<'_>) -> Option<Vec<Rewrite>> {
        let mut rewrites = vec![Rewrite { span: edit.span, bytes: edit.text.as_bytes().to_vec() }];
        for writer in &self.writers {
            let mut below = Vec::with_capacity(rewrites.len());
            for rewrite in &rewrites {
                let text = std::str::from_utf8(&rewrite.bytes).ok()?;
                below.extend(writer.rewrites(Edit { span: rewrite.span, text })?);
            }
            rewrites = below;
        }
        // Two parts of one edit may lie in one unit of a layer below; such an edit has no place of its own.
        let apart = |pair: &[Rewrite]| matches!(pair, [a, b] if a.span.end <= b.span.start);
        rewrites.windows(2).all(apart).then_some(rewrites)
    }
}

impl Id<'_> {
    fn into_owned(self) -> Id<'static> {
        match self {
            Self::None => Id::None,
            Self::Text(text) => Id::Text(Cow::Owned(text.into_owned())),
            #[cfg(feature = "jsonl")]
            Self::Json(json) => Id::Json(Cow::Owned(json.into_owned())),
        }
    }
}

impl fmt::Display for Id<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Text(text) => out.write_str(text),
            #[cfg(feature = "jsonl")]
            Self::Json(json) => out.write_str(json),
        }
    }
}

/// As JSON: nothing is `null`, text a string, and JSON stays as it was spelled.
#[cfg(feature = "serde")]
impl serde::Serialize for Id<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            #[cfg(feature = "jsonl")]
            Self::Json(json) => match serde_json::from_str::<&serde_json::value::RawValue>(json) {
                Ok(json) => json.serialize(serializer),
                Err(error) => Err(serde::ser::Error::custom(error)),
            },
        }
    }
}
