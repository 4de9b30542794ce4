//! The third door: articles that arrive in pieces.
//!
//! Law: what comes out, and what is said of it, does not depend on how the bytes were cut; and what is held in memory does
//! not grow with the stream. A text is judged when it has come whole, one that never ends part by part; records as soon as
//! their line has ended; a document of any other format when it has come whole. What is larger than the
//! [cap](Stream::cap) passes through untouched, and the summary says where. Bytes that spell no character pass through and
//! are reported. Rejected: to fail on a record that is too large, for which a week's archive would stop in the middle.

use std::io::{self, Read, Write};

use crate::cleaner::Cleaner;
use crate::document::{Document, Options};
use crate::error::Error;
use crate::finding::Finding;
use crate::format::Format;
use crate::format::plain::{ARTICLE, cut};
use crate::span::Span;
use crate::verdict::Verdict;

/// Bytes read at once by [`Stream::copy`].
const PIECE: usize = 64 * 1024;
/// The most findings, and the most places passed over, that a summary lists.
const LISTED: usize = 10_000;

/// Takes articles in pieces; see [`Cleaner::stream`].
#[derive(Debug)]
pub struct Stream<W> {
    cleaner: Cleaner,
    sink: W,
    format: Format,
    options: Options,
    cap: usize,
    /// What was taken and is not judged yet.
    gathered: Vec<u8>,
    /// How many bytes of it were searched for a line's end.
    searched: usize,
    /// True while what is too large passes through: up to the line's end, or to the end of the stream.
    passing: bool,
    /// Records or other units so far.
    records: usize,
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
    pub const CAP: usize = 4 * 1024 * 1024;

    pub(crate) fn new(cleaner: Cleaner, sink: W) -> Self {
        Self {
            cleaner,
            sink,
            format: Format::Text,
            options: Options::default(),
            cap: Self::CAP,
            gathered: Vec::new(),
            searched: 0,
            passing: false,
            records: 0,
            summary: Summary::default(),
        }
    }

    /// Reads what comes as this format; text, if nothing is said. Say it before the first byte.
    #[must_use]
    pub fn format(mut self, format: Format, options: Options) -> Self {
        (self.format, self.options) = (format, options);
        self
    }

    /// The most bytes of one record or document that are held in memory; larger ones pass through untouched.
    #[must_use]
    pub fn cap(mut self, bytes: usize) -> Self {
        self.cap = bytes;
        self
    }

    /// Takes the next bytes, and writes on what can be judged already.
    ///
    /// # Errors
    /// When the sink does not take the bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        // In steps, so that a large piece takes no more memory than small ones.
        bytes.chunks(PIECE).try_for_each(|piece| self.take(piece))
    }

    /// Takes all that a reader gives.
    ///
    /// # Errors
    /// When the reader fails, or the sink does not take the bytes.
    pub fn copy(&mut self, mut from: impl Read) -> Result<(), Error> {
        let mut piece = vec![0; PIECE];
        loop {
            match from.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(len) => self.take(piece.get(..len).unwrap_or_default())?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Judges what is left, writes it to the sink and says what was done.
    ///
    /// # Errors
    /// When the sink does not take the bytes.
    pub fn finish(mut self) -> Result<Summary, Error> {
        let last = std::mem::take(&mut self.gathered);
        if !last.is_empty() {
            self.judge(&last)?;
        }
        self.sink.flush()?;
        Ok(self.summary)
    }

    fn take(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
        if self.passing {
            let end = self.end_of_passage(bytes);
            let (through, rest) = bytes.split_at_checked(end).unwrap_or((bytes, &[]));
            self.pass(through)?;
            bytes = rest;
        }
        let mut gathered = std::mem::take(&mut self.gathered);
        gathered.extend_from_slice(bytes);
        let mut rest = gathered.as_slice();
        while let Some((whole, behind)) = self.next(rest).and_then(|end| rest.split_at_checked(end)) {
            self.judge(whole)?;
            rest = behind;
        }
        let left = rest.len();
        if !self.by_parts() && left > self.cap {
            self.passing = true;
            self.give_up(rest)?;
            gathered.clear();
        } else {
            gathered.drain(..gathered.len() - left);
        }
        self.searched = gathered.len();
        self.gathered = gathered;
        Ok(())
    }

    /// Where the first article in `bytes` ends that can be judged before more bytes come.
    fn next(&mut self, bytes: &[u8]) -> Option<usize> {
        match self.format {
            Format::Text if self.by_parts() => bytes.get(..ARTICLE).filter(|_| bytes.len() > ARTICLE).map(cut),
            #[cfg(feature = "jsonl")]
            Format::JsonLines => {
                let searched = std::mem::take(&mut self.searched);
                let end = bytes.get(searched..)?.iter().position(|byte| *byte == b'\n')?;
                Some(searched + end + 1)
            }
            _ => None,
        }
    }

    /// True for text that may be cut between bytes. In UTF-16, where a character is two or four, it is held to the cap.
    fn by_parts(&self) -> bool {
        let wide = |name: &String| name.trim().to_ascii_lowercase().starts_with("utf-16");
        self.format == Format::Text && !self.options.encoding.as_ref().is_some_and(wide)
    }

    /// Judges bytes that are an article, a record or a document, and writes them.
    fn judge(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.records += 1;
        if !self.by_parts() && bytes.len() > self.cap {
            return self.give_up(bytes);
        }
        let start = self.summary.bytes;
        self.summary.bytes += bytes.len();
        let number = self.records;
        let lines = self.format == Format::JsonLines;
        let say = |error: Error| if lines { error.at_line(number).to_string() } else { error.to_string() };
        let read = match (self.format, &self.options.encoding) {
            // A part of a text tells too little to guess by.
            (Format::Text, None) => Document::utf8(bytes),
            _ => Document::read(self.format, bytes, &self.options),
        };
        let document = match read {
            Ok(document) => document,
            Err(error) => {
                list(&mut self.summary.refused, [say(error)]);
                return Ok(self.sink.write_all(bytes)?);
            }
        };
        let moved = |span: Span| Span::new(start + span.start, start + span.end);
        list(&mut self.summary.invalid, document.invalid().iter().copied().map(moved));
        list(&mut self.summary.refused, document.refused().iter().cloned().map(say));
        let report = self.cleaner.check_document(&document);
        self.sink.write_all(&report.apply())?;
        for article in report.articles {
            let summary = &mut self.summary;
            summary.repairs += article.findings.iter().filter(|finding| finding.applied).count();
            summary.spun += usize::from(article.verdict.spun);
            let verdict = std::mem::take(&mut summary.verdict);
            summary.verdict = if summary.articles == 0 { article.verdict } else { verdict.and(article.verdict) };
            summary.articles += 1;
            let findings = article.findings.into_iter();
            list(&mut summary.findings, findings.map(|one| Finding { span: moved(one.span), ..one }));
        }
        Ok(())
    }

    /// Lets bytes pass through that are more than the cap.
    fn give_up(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let at = self.summary.bytes;
        list(&mut self.summary.passed, [Span::new(at, at)]);
        self.pass(bytes)
    }

    fn pass(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.summary.bytes += bytes.len();
        if let Some(last) = self.summary.passed.last_mut().filter(|last| last.end + bytes.len() == self.summary.bytes) {
            last.end = self.summary.bytes;
        }
        Ok(self.sink.write_all(bytes)?)
    }

    /// Where in `bytes` what passes through ends; it passes no longer then.
    fn end_of_passage(&mut self, bytes: &[u8]) -> usize {
        #[cfg(feature = "jsonl")]
        if self.format == Format::JsonLines {
            let end = bytes.iter().position(|byte| *byte == b'\n');
            self.passing = end.is_none();
            self.records += usize::from(end.is_some());
            return end.map_or(bytes.len(), |end| end + 1);
        }
        bytes.len()
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
