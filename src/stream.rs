//! The third door: an article that arrives in pieces.
//!
//! Law: what comes out does not depend on how the bytes were cut. Bytes that are no UTF-8 pass through untouched and are reported.
//! A stream is UTF-8; text in other encodings is read as a [`Document`].
//! The stream gathers the whole article for now: it is the unit of decision.

use std::io::Write;

use crate::cleaner::Cleaner;
use crate::document::Document;
use crate::error::Error;
use crate::finding::Finding;
use crate::span::Span;
use crate::verdict::Verdict;

/// Takes an article in pieces; see [`Cleaner::stream`].
#[derive(Debug)]
pub struct Stream<W> {
    cleaner: Cleaner,
    sink: W,
    gathered: Vec<u8>,
}

/// What a stream has done.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Summary {
    /// Bytes taken.
    pub bytes: usize,
    /// The findings, in order of their places; spans are bytes of all that was written to the stream.
    pub findings: Vec<Finding>,
    /// What the article is as a whole.
    pub verdict: Verdict,
    /// Bytes that are no UTF-8; they were passed through.
    pub invalid: Vec<Span>,
}

impl<W: Write> Stream<W> {
    pub(crate) fn new(cleaner: Cleaner, sink: W) -> Self {
        Self { cleaner, sink, gathered: Vec::new() }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// None yet; a stream that writes as it goes may fail to write.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.gathered.extend_from_slice(bytes);
        Ok(())
    }

    /// Judges the article, writes it repaired to the sink and says what was done.
    ///
    /// # Errors
    /// When the sink does not take the bytes.
    pub fn finish(mut self) -> Result<Summary, Error> {
        let document = Document::utf8(&self.gathered)?;
        let mut report = self.cleaner.check_document(&document);
        self.sink.write_all(&report.apply())?;
        self.sink.flush()?;
        let (findings, verdict) =
            report.articles.pop().map(|article| (article.findings, article.verdict)).unwrap_or_default();
        Ok(Summary { bytes: self.gathered.len(), findings, verdict, invalid: document.invalid().to_vec() })
    }
}
