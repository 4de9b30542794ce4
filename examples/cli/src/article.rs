//! Articles out of inputs, judged one after the other.
//!
//! Law: an article that cannot be read is said and left out; the ones after it are judged all the same.

use std::borrow::Cow;
use std::cmp::Ordering;

use limpide::document::{ArticleReport, Id as Own};
use limpide::format::{Encoding, Format, Known};
use limpide::report::Lines;
use limpide::{Cleaner, Document, Error, Finding, Options, Report, Verdict};
use serde::Serialize;

use crate::input::Input;
use crate::options::Reading;
use crate::stop::Stop;
use crate::talk::Talk;

/// An article and what was found in it.
pub(crate) struct Judged<'a> {
    pub(crate) id: Id<'a>,
    /// Where people look for it: the file, and the record's line in it.
    pub(crate) name: &'a str,
    /// Spans are bytes of the file, or of the article of a record.
    pub(crate) findings: &'a [Finding],
    /// What people read: the file, which need not be valid UTF-8, the text that it is in UTF-8, or the article of a record.
    pub(crate) text: &'a [u8],
    /// The same findings, whose spans are bytes of that.
    pub(crate) shown: &'a [Finding],
    pub(crate) verdict: &'a Verdict,
    /// All of it, with the article's own text: what people decide on.
    pub(crate) report: &'a ArticleReport<'a>,
}

/// What names an article in reports: the file, or what the record says.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Id<'a> {
    File(&'a str),
    Own(&'a Own<'a>),
}

/// Judges the articles of an input in order; with `only`, just the record on that line of JSON Lines.
pub(crate) fn judge(
    input: &Input,
    reading: &Reading,
    cleaner: &Cleaner,
    only: Option<usize>,
    talk: &mut Talk,
    mut each: impl FnMut(&Judged<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let format = reading.format_of(input);
    let options = reading.options();
    if format == Format::JsonLines {
        let Some(mut lines) = talk.heard(input.lines()) else { return Ok(()) };
        while let Some((number, line)) = talk.heard(lines.next()).flatten() {
            match only.map(|only| number.cmp(&only)) {
                Some(Ordering::Less) => continue,
                Some(Ordering::Greater) => return Ok(()),
                _ => {}
            }
            let document = Document::read(format, line, &options)?;
            refusals(&document, |error| talk.error(error.in_file(input.name()).at_line(number)));
            let name = format!("{}:{number}", input.name());
            for report in cleaner.check_document(&document).articles {
                let id = Id::Own(report.id);
                let Report { text, findings, verdict, .. } = &report.clone().in_text();
                let (text, shown) = (text.as_bytes(), findings.as_slice());
                each(&Judged { id, name: &name, findings, text, shown, verdict, report: &report })?;
            }
        }
        return Ok(());
    }
    let Some((bytes, _)) = talk.heard(input.read()) else { return Ok(()) };
    let Some(document) = document(format, &bytes, input, &options, talk) else { return Ok(()) };
    for report in &cleaner.check_document(&document).articles {
        let ArticleReport { id, findings, verdict, .. } = report;
        let id = if **id == Own::None { Id::File(input.name()) } else { Id::Own(id) };
        let (text, shown) = readable(&document, findings);
        each(&Judged { id, name: input.name(), findings, text, shown: &shown, verdict, report })?;
    }
    Ok(())
}

/// A document as people read it, and its findings there.
fn readable<'d>(document: &'d Document<'_>, findings: &'d [Finding]) -> (&'d [u8], Cow<'d, [Finding]>) {
    // Where bytes were left out, lines of the text are no lines of the file.
    let text = document.decoded().filter(|_| document.invalid().is_empty());
    let Some(text) = text else { return (document.bytes(), findings.into()) };
    let shown = findings.iter().cloned().map(|mut finding| {
        finding.span = document.place(finding.span).unwrap_or_default();
        finding
    });
    (text.as_bytes(), shown.collect())
}

/// The document of a whole input. What cannot be read is said.
pub(crate) fn document<'b>(
    format: Format,
    bytes: &'b [u8],
    input: &Input,
    options: &Options,
    talk: &mut Talk,
) -> Option<Document<'b>> {
    match Document::read(format, bytes, options) {
        Ok(document) => {
            refusals(&document, |error| talk.error(error.in_file(input.name())));
            warn_of_encoding(input, document.encoding(), talk);
            warn_of_invalid(input, bytes, &document, talk);
            Some(document)
        }
        Err(error) => {
            talk.error(error.in_file(input.name()));
            None
        }
    }
}

fn refusals(document: &Document<'_>, say: impl FnMut(Error)) {
    document.refused().iter().cloned().for_each(say);
}

/// Says what is not sure of the encoding.
fn warn_of_encoding(input: &Input, encoding: &Encoding, talk: &Talk) {
    let (file, name) = (input.name(), &encoding.name);
    if let Some(doubt) = &encoding.doubt {
        talk.warning(format_args!("{file}: {doubt}; read as {name}, settle it with --encoding"));
    }
    if encoding.known == Known::Guessed {
        talk.warning(format_args!(
            "{file}: no UTF-8; read as {name}, which is a guess (iso-8859-15 and windows-1252 look alike), settle it with \
             --encoding"
        ));
    }
}

/// Says where bytes passed through that are no characters.
fn warn_of_invalid(input: &Input, bytes: &[u8], document: &Document<'_>, talk: &Talk) {
    let (invalid, encoding) = (document.invalid(), &document.encoding().name);
    let Some(first) = invalid.first() else { return };
    let line = Lines::of(bytes).position(first.start).line;
    let others = match invalid.len() - 1 {
        0 => String::new(),
        others => format!(" (and {others} more)"),
    };
    talk.warning(format_args!(
        "{}:{line}: no {encoding} at byte {}{others}; left as it is, save the file as UTF-8 to have it judged",
        input.name(),
        first.start
    ));
}
