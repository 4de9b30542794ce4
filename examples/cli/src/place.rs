//! Where what was found stands in its file: bytes, lines and columns of the file as it lies on the disk, whatever its format.
//!
//! Law: a place is one of the file, also in a record, a feed or a page; of a packed file, of what is in it. Lines are counted once
//! for a document, and only where something was found.

use std::borrow::Cow;
use std::sync::OnceLock;

use limpide::format::Format;
use limpide::report::{Lines, Position};
use limpide::stream::Chunk;
use limpide::{Document, Finding, Options, Span};

/// A document as people read it.
pub(crate) struct Sheet<'d> {
    document: &'d Document<'d>,
    chunk: &'d Chunk,
    /// The file, or the text that it is in UTF-8.
    text: &'d [u8],
    /// The text is another than the bytes.
    decoded: bool,
    lines: OnceLock<Lines<'d>>,
}

/// Where something stands in a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) bytes: Span,
    pub(crate) start: Position,
    /// The place behind it.
    pub(crate) end: Position,
}

impl<'d> Sheet<'d> {
    pub(crate) fn of(document: &'d Document<'d>, chunk: &'d Chunk) -> Self {
        // Where bytes were left out, lines of the text are no lines of the file.
        let text = document.decoded().filter(|_| document.invalid().is_empty());
        let decoded = text.is_some();
        Self { document, chunk, text: text.map_or(document.bytes(), str::as_bytes), decoded, lines: OnceLock::new() }
    }

    /// What people read.
    pub(crate) fn text(&self) -> &'d [u8] {
        self.text
    }

    /// Its lines.
    pub(crate) fn lines(&self) -> &Lines<'d> {
        self.lines.get_or_init(|| Lines::of(self.text))
    }

    /// Findings of the document, whose spans are bytes of the text.
    pub(crate) fn shown<'f>(&self, findings: &'f [Finding]) -> Cow<'f, [Finding]> {
        if !self.decoded {
            return findings.into();
        }
        findings.iter().cloned().map(|one| Finding { span: self.in_text(one.span), ..one }).collect()
    }

    /// Where bytes of the document stand in the file.
    pub(crate) fn place(&self, span: Span) -> Place {
        let shown = if self.decoded { self.in_text(span) } else { span };
        let position = |at: usize| {
            let within = self.lines().position(at);
            Position { line: within.line + self.chunk.line() - 1, ..within }
        };
        Place { bytes: self.bytes(span), start: position(shown.start), end: position(shown.end) }
    }

    /// Bytes of the document, as bytes of the file.
    pub(crate) fn bytes(&self, span: Span) -> Span {
        Span::new(self.chunk.start() + span.start, self.chunk.start() + span.end)
    }

    /// The text that bytes spell which are to be written into the document.
    pub(crate) fn decode(&self, bytes: &[u8]) -> Option<String> {
        if bytes.is_ascii() && !self.document.encoding().name.to_ascii_lowercase().starts_with("utf-16") {
            return String::from_utf8(bytes.to_vec()).ok();
        }
        let options = Options::default().encoding(&*self.document.encoding().name);
        let document = Document::read(Format::Text, bytes, &options).ok()?;
        let text = document.articles().next().map(|article| article.text().to_string());
        text.filter(|_| document.invalid().is_empty())
    }

    fn in_text(&self, span: Span) -> Span {
        self.document.place(span).unwrap_or_default()
    }
}
