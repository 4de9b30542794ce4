//! The third door: articles that arrive in pieces.
//!
//! Law: what comes out, and what is said of it, does not depend on how the bytes were cut; and what is held in memory does
//! not grow with the stream. A text is judged when it has come whole, one that never ends part by part; records as soon as
//! their line has ended; a document of any other format when it has come whole. What is larger than the
//! [cap](Stream::cap) passes through untouched, and the summary says where. Bytes that spell no character pass through and
//! are reported. Rejected: to fail on a record that is too large, for which a week's archive would stop in the middle.

mod chunk;
mod cutter;
mod workers;

use std::io::{self, Read, Write};

pub use chunk::{Chunk, Chunks, Room};

use crate::cleaner::Cleaner;
use crate::document::{Document, DocumentReport, Options};
use crate::error::Error;
use crate::finding::Finding;
use crate::format::Format;
use crate::span::Span;
use crate::verdict::Verdict;
use chunk::PIECE;
use cutter::Cutter;

/// The most findings, and the most places passed over, that a summary lists.
const LISTED: usize = 10_000;

/// Takes articles in pieces; see [`Cleaner::stream`].
#[derive(Debug)]
pub struct Stream<W> {
    cleaner: Cleaner,
    sink: W,
    format: Format,
    cap: usize,
    workers: usize,
    /// What was taken and is not judged yet.
    cutter: Cutter,
    summary: Summary,
}

/// What a stream has done.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Summary {
    /// Bytes taken.
    pub bytes: usize,
    /// Articles judged; a part of a text too long to be judged at once counts as one.
    pub articles: usize,
    /// Articles found to be spun.
    pub spun: usize,
    /// Repairs applied.
    pub repairs: usize,
    /// The first findings, ten thousand at most, in order of their places; spans are bytes of all that was written to the
    /// stream.
    pub findings: Vec<Finding>,
    /// What all of it is: spun where one article is, with the counts of all.
    pub verdict: Verdict,
    /// Bytes that spell no character, the first ten thousand runs; they were passed through.
    pub invalid: Vec<Span>,
    /// What was larger than the cap, the first ten thousand places; it was passed through.
    pub passed: Vec<Span>,
    /// What could not be read and why, with the line of a record, the first ten thousand; it was passed through.
    pub refused: Vec<String>,
}

impl<W: Write> Stream<W> {
    /// The usual cap: 4 MiB for a record or a document.
    pub const CAP: usize = chunk::CAP;

    pub(crate) fn new(cleaner: Cleaner, sink: W) -> Self {
        let (format, cap) = (Format::Text, Self::CAP);
        Self { cleaner, sink, format, cap, workers: 1, cutter: Cutter::utf8(cap), summary: Summary::default() }
    }

    /// Reads what comes as this format; text in UTF-8, if nothing is said. Say it before the first byte. The encoding of a
    /// text longer than 128 KiB is told by the first part of it that is more than ASCII.
    #[must_use]
    pub fn format(mut self, format: Format, options: Options) -> Self {
        self.format = format;
        self.cutter = Cutter::new(format, options, self.cap);
        self
    }

    /// The most bytes of one record or document that are held in memory; larger ones pass through untouched.
    #[must_use]
    pub fn cap(mut self, bytes: usize) -> Self {
        self.cap = bytes;
        self.cutter.cap(bytes);
        self
    }

    /// Judges on as many threads; one, if nothing is said. It is for [`copy`](Self::copy), which has more than one article
    /// at hand. What comes out is the same, in the same order.
    #[must_use]
    pub fn workers(mut self, workers: usize) -> Self {
        self.workers = workers;
        self
    }

    /// Takes the next bytes, and writes on what can be judged already.
    ///
    /// # Errors
    /// When the sink does not take the bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        // In steps, so that a large piece takes no more memory than small ones.
        for piece in bytes.chunks(PIECE) {
            self.cutter.push(piece);
            while let Some(chunk) = self.cutter.next() {
                let judged = Judged::of(&self.cleaner, &chunk);
                self.give(&chunk, judged)?;
            }
        }
        Ok(())
    }

    /// Takes all that a reader gives.
    ///
    /// ```
    /// # #[cfg(all(feature = "french", feature = "jsonl"))] {
    /// use limpide::format::Format;
    /// use limpide::{Cleaner, Options};
    ///
    /// let lines = "{\"text\":\"Sur les lignes de entrance, le entrance tient.\"}\n".repeat(100);
    /// let mut output = Vec::new();
    /// let mut stream = Cleaner::french().stream(&mut output).format(Format::JsonLines, Options::default()).workers(2);
    /// stream.copy(lines.as_bytes())?;
    /// assert_eq!(stream.finish()?.repairs, 200);
    /// assert_eq!(output, lines.replace("entrance", "front").as_bytes());
    /// # }
    /// # Ok::<(), limpide::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the reader fails, or the sink does not take the bytes.
    pub fn copy(&mut self, from: impl Read) -> Result<(), Error> {
        let cleaner = self.cleaner.clone();
        let mut chunks = Chunks::over(self.cutter.clone(), from);
        let copied = chunks.in_order(
            self.workers,
            |chunk| Judged::of(&cleaner, chunk),
            |chunk, judged| self.give(&chunk, judged),
        );
        self.cutter = chunks.cutter;
        copied
    }

    /// Judges what is left, writes it to the sink and says what was done.
    ///
    /// # Errors
    /// When the sink does not take the bytes.
    pub fn finish(mut self) -> Result<Summary, Error> {
        if let Some(chunk) = self.cutter.last() {
            let judged = Judged::of(&self.cleaner, &chunk);
            self.give(&chunk, judged)?;
        }
        self.sink.flush()?;
        Ok(self.summary)
    }

    /// Writes what came of a chunk, and counts it.
    fn give(&mut self, chunk: &Chunk, judged: Judged) -> Result<(), Error> {
        let summary = &mut self.summary;
        summary.bytes += chunk.bytes().len();
        match (chunk.room(), summary.passed.last_mut()) {
            (Room::Fits, _) => {}
            // Past the last place listed, nothing is said of what goes on.
            (Room::PassesOn, Some(last)) if last.end == chunk.start() => last.end = summary.bytes,
            (Room::PassesOn, _) => {}
            (Room::Passes, _) => list(&mut summary.passed, [Span::new(chunk.start(), summary.bytes)]),
        }
        let moved = |span: Span| Span::new(chunk.start() + span.start, chunk.start() + span.end);
        let lines = self.format == Format::JsonLines;
        let say = |error: Error| if lines { error.at_line(chunk.line()).to_string() } else { error.to_string() };
        list(&mut summary.refused, judged.refused.into_iter().map(say));
        for invalid in judged.invalid.into_iter().map(moved) {
            match summary.invalid.last_mut().filter(|last| judged.runs && last.end == invalid.start) {
                Some(last) => last.end = invalid.end,
                None => list(&mut summary.invalid, [invalid]),
            }
        }
        for (findings, verdict) in judged.articles {
            summary.repairs += findings.iter().filter(|finding| finding.applied).count();
            summary.spun += usize::from(verdict.spun);
            let before = std::mem::take(&mut summary.verdict);
            summary.verdict = if summary.articles == 0 { verdict } else { before.and(verdict) };
            summary.articles += 1;
            list(&mut summary.findings, findings.into_iter().map(|one| Finding { span: moved(one.span), ..one }));
        }
        Ok(self.sink.write_all(judged.output.as_deref().unwrap_or(chunk.bytes()))?)
    }
}

/// What came of a chunk. Its places are bytes of the chunk.
#[derive(Default)]
struct Judged {
    /// The bytes to write, where they are not the chunk's own.
    output: Option<Vec<u8>>,
    articles: Vec<(Vec<Finding>, Verdict)>,
    invalid: Vec<Span>,
    /// Those are runs, which a cut may have gone through.
    runs: bool,
    refused: Vec<Error>,
}

impl Judged {
    fn of(cleaner: &Cleaner, chunk: &Chunk) -> Self {
        if chunk.room() != Room::Fits {
            return Self::default();
        }
        match chunk.document() {
            Ok(document) => Self::report(cleaner.check_document(&document), &document),
            Err(error) => Self { refused: vec![error], ..Self::default() },
        }
    }

    fn report(report: DocumentReport<'_>, document: &Document<'_>) -> Self {
        let repaired = report.rewrites().next().is_some();
        Self {
            output: repaired.then(|| report.apply().into_owned()),
            articles: report.articles.into_iter().map(|article| (article.findings, article.verdict)).collect(),
            invalid: document.invalid().to_vec(),
            runs: document.encoding().tells_runs(),
            refused: document.refused().to_vec(),
        }
    }
}

/// A stream is a place to write to: what [`Stream::write`] takes, without asking for its own error type.
impl<W: Write> Write for Stream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Stream::write(self, bytes).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    /// What has been judged reaches the sink's own end; the rest waits for its article.
    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

/// Adds to a list that must not grow with the stream.
fn list<T>(list: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    let room = LISTED.saturating_sub(list.len());
    list.extend(more.into_iter().take(room));
}
