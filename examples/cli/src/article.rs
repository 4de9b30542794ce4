//! Articles out of inputs, judged one after the other.
//!
//! Law: an article that cannot be read is said and left out; the ones after it are judged all the same. What judges does not
//! speak: it may be one of many threads, and what it has to say is said in the order of the input.

use limpide::document::{Article, ArticleReport, Id as Own};
use limpide::format::{Format, Known};
use limpide::report::Lines;
use limpide::stream::{Chunk, Room};
use limpide::{Cleaner, Document, Edit, Error, Finding, Report, Verdict};
use serde::Serialize;

use crate::baseline::Baseline;
use crate::input::{Input, TooMuch};
use crate::place::{Place, Sheet};
use crate::talk::Talk;

/// An article and what was found in it.
pub(crate) struct Judged<'a, 'd> {
    pub(crate) id: Id<'a>,
    /// Where people look for it: the file, and the record's line in it.
    pub(crate) name: &'a str,
    /// Spans are bytes of the file, or of the article of a record.
    pub(crate) findings: &'a [Finding],
    /// What people read: the file, which need not be valid UTF-8, the text that it is in UTF-8, or the article of a record.
    pub(crate) text: &'a [u8],
    /// How many lines stand before that, in a file that is judged in parts.
    pub(crate) lines_before: usize,
    /// The same findings, whose spans are bytes of the text.
    pub(crate) shown: &'a [Finding],
    pub(crate) verdict: &'a Verdict,
    /// All of it, with the article's own text: what people decide on.
    pub(crate) report: &'a ArticleReport<'a>,
    /// The file.
    pub(crate) file: &'a str,
    article: Article<'a>,
    sheet: &'a Sheet<'d>,
}

/// A finding in its file.
pub(crate) struct Placed<'j> {
    pub(crate) finding: &'j Finding,
    pub(crate) place: Place,
    /// What the first repair changes in the file, in order; empty where it cannot be written there, or in this way of telling.
    pub(crate) fix: Vec<(Place, String)>,
    /// The words before it and after it.
    pub(crate) around: [String; 2],
}

impl Judged<'_, '_> {
    /// The findings in order of the file, each with its place there.
    pub(crate) fn placed(&self) -> impl Iterator<Item = Placed<'_>> {
        self.report.findings.iter().zip(&self.report.places).map(move |(finding, span)| {
            let edit = finding.edit().map(|edit| Edit { span: *span, ..edit });
            let rewrites = edit.and_then(|edit| self.article.rewrites(edit)).unwrap_or_default();
            let told =
                |rewrite: &limpide::Rewrite| Some((self.sheet.place(rewrite.span), self.sheet.decode(&rewrite.bytes)?));
            Placed {
                finding,
                place: self.sheet.place(finding.span),
                fix: rewrites.iter().map(told).collect::<Option<_>>().unwrap_or_default(),
                around: around(self.report.text, *span),
            }
        })
    }
}

/// What names an article in reports: the file, or what the record says.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Id<'a> {
    File(&'a str),
    Own(&'a Own<'a>),
}

/// Where chunks come from, and how they are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    pub(crate) input: &'a Input,
    pub(crate) format: Format,
    /// The longest record or document; `None` where all of the input is one chunk.
    pub(crate) cap: Option<usize>,
    /// What is known already, and is not spoken of.
    pub(crate) baseline: Option<&'a Baseline>,
}

impl Source<'_> {
    /// Judges the articles of a chunk in order.
    pub(crate) fn judge<E>(
        &self,
        chunk: &Chunk,
        cleaner: &Cleaner,
        said: &mut Said,
        mut each: impl FnMut(&Judged<'_, '_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(document) = self.document(chunk, said) else { return Ok(()) };
        let (name, sheet) = (self.place(chunk), &Sheet::of(&document, chunk));
        let (file, name) = (self.input.name(), name.as_str());
        for article in document.articles() {
            let mut report = cleaner.check_article(article);
            if let Some(baseline) = self.baseline {
                baseline.sift(&mut report, self.input);
            }
            let report = &report;
            let ArticleReport { id, findings, verdict, .. } = report;
            if self.is_record() {
                let Report { text, findings, .. } = &report.clone().in_text();
                let (id, text, lines_before, shown) = (Id::Own(id), text.as_bytes(), 0, findings);
                each(&Judged { id, name, findings, text, lines_before, shown, verdict, report, file, article, sheet })?;
            } else {
                let id = if **id == Own::None { Id::File(file) } else { Id::Own(id) };
                let (text, shown, lines_before) = (sheet.text(), &*sheet.shown(findings), chunk.line() - 1);
                let moved = |one: &Finding| Finding { span: sheet.bytes(one.span), ..one.clone() };
                let findings: &[_] = &findings.iter().map(moved).collect::<Vec<_>>();
                each(&Judged { id, name, findings, text, lines_before, shown, verdict, report, file, article, sheet })?;
            }
        }
        Ok(())
    }

    /// The document of a chunk; `None` where it cannot be read, or is too long.
    pub(crate) fn document<'c>(&self, chunk: &'c Chunk, said: &mut Said) -> Option<Document<'c>> {
        if chunk.room() != Room::Fits {
            if chunk.room() == Room::Passes {
                said.errors.push(self.too_long(chunk));
            }
            return None;
        }
        match chunk.document() {
            Ok(document) => {
                said.errors.extend(document.refused().iter().map(|error| self.placed(error.clone(), chunk)));
                self.doubts(&document, said);
                said.invalid = Invalid::of(&document, chunk);
                Some(document)
            }
            Err(error) => {
                said.errors.push(self.placed(error, chunk));
                None
            }
        }
    }

    /// Where people look for a chunk: the file, and the line of a record.
    pub(crate) fn place(&self, chunk: &Chunk) -> String {
        let name = self.input.name();
        if self.is_record() { format!("{name}:{}", chunk.line()) } else { name.into() }
    }

    /// An error of a chunk, with its place.
    pub(crate) fn placed(&self, error: Error, chunk: &Chunk) -> String {
        let error = error.in_file(self.input.name());
        if self.is_record() { error.at_line(chunk.line()) } else { error }.to_string()
    }

    /// True where chunks are records.
    fn is_record(&self) -> bool {
        self.format == Format::JsonLines && self.cap.is_some()
    }

    fn too_long(&self, chunk: &Chunk) -> String {
        let place = self.place(chunk);
        match self.cap {
            None => format!("{place}: {TooMuch}"),
            Some(cap) => format!(
                "{place}: longer than {} MiB from byte {} on, left as it is; raise --cap to have it judged",
                cap >> 20,
                chunk.start()
            ),
        }
    }

    /// What is not sure of the encoding.
    fn doubts(&self, document: &Document<'_>, said: &mut Said) {
        let (file, encoding) = (self.input.name(), document.encoding());
        let name = &encoding.name;
        if let Some(doubt) = &encoding.doubt {
            said.warnings.push(format!("{file}: {doubt}; read as {name}, settle it with --encoding"));
        }
        if encoding.known == Known::Guessed {
            said.warnings.push(format!(
                "{file}: no UTF-8; read as {name}, which is a guess (iso-8859-15 and windows-1252 look alike), settle it \
                 with --encoding"
            ));
        }
    }
}

/// What is to be said of a chunk.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) errors: Vec<String>,
    warnings: Vec<String>,
    invalid: Option<Invalid>,
}

/// Bytes that are no characters.
#[derive(Debug)]
struct Invalid {
    /// The first of them.
    line: usize,
    byte: usize,
    runs: usize,
    encoding: String,
}

impl Invalid {
    fn of(document: &Document<'_>, chunk: &Chunk) -> Option<Self> {
        let first = document.invalid().first()?;
        let line = Lines::of(chunk.bytes()).position(first.start).line + chunk.line() - 1;
        let (byte, encoding) = (chunk.start() + first.start, document.encoding().name.to_string());
        Some(Self { line, byte, runs: document.invalid().len(), encoding })
    }
}

/// Says what is to be said of an input, chunk by chunk.
#[derive(Debug, Default)]
pub(crate) struct Speaker {
    invalid: Option<Invalid>,
}

impl Speaker {
    /// Says it of the next chunk.
    pub(crate) fn say(&mut self, said: Said, talk: &mut Talk) {
        said.errors.into_iter().for_each(|error| talk.error(error));
        said.warnings.into_iter().for_each(|warning| talk.warning(warning));
        match (&mut self.invalid, said.invalid) {
            (Some(before), Some(more)) => before.runs += more.runs,
            (none, more) => *none = none.take().or(more),
        }
    }

    /// Says what is said once of all: where bytes passed through that are no characters.
    pub(crate) fn end(self, input: &Input, talk: &Talk) {
        let Some(Invalid { line, byte, runs, encoding }) = self.invalid else { return };
        let others = match runs - 1 {
            0 => String::new(),
            others => format!(" (and {others} more)"),
        };
        talk.warning(format_args!(
            "{}:{line}: no {encoding} at byte {byte}{others}; left as it is, save the file as UTF-8 to have it judged",
            input.name()
        ));
    }
}

/// How many words around a finding tell it from others.
const AROUND: usize = 3;
/// The most bytes that are looked at for them.
const NEAR: usize = 200;

/// The words before and after a span of a text, within its paragraph.
pub(crate) fn around(text: &str, span: limpide::Span) -> [String; 2] {
    let before = text.get(text.floor_char_boundary(span.start.saturating_sub(NEAR))..span.start).unwrap_or_default();
    let after = text.get(span.end..text.ceil_char_boundary(span.end + NEAR)).unwrap_or_default();
    let before = before.rsplit("\n\n").next().unwrap_or_default();
    let after = after.split("\n\n").next().unwrap_or_default();
    let mut words: Vec<_> = before.split_whitespace().rev().take(AROUND).collect();
    words.reverse();
    [words.join(" "), after.split_whitespace().take(AROUND).collect::<Vec<_>>().join(" ")]
}
