//! Articles out of inputs, judged one after the other.
//!
//! Law: an article that cannot be read is said and left out; the ones after it are judged all the same.

use std::cmp::Ordering;

use limpide::document::{ArticleReport, Id as Own};
use limpide::format::Format;
use limpide::report::Lines;
use limpide::{Cleaner, Document, Error, Finding, Options, Report, Span, Verdict};
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
    /// The bytes that findings are spans of, which need not be valid UTF-8: the file, or the article of a record.
    pub(crate) text: &'a [u8],
    pub(crate) findings: &'a [Finding],
    pub(crate) verdict: &'a Verdict,
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
                let Report { text, findings, verdict, .. } = &report.in_text();
                each(&Judged { id, name: &name, text: text.as_bytes(), findings, verdict })?;
            }
        }
        return Ok(());
    }
    let Some(bytes) = talk.heard(input.read()) else { return Ok(()) };
    let Some(document) = document(format, &bytes, input, &options, talk) else { return Ok(()) };
    for ArticleReport { id, findings, verdict, .. } in &cleaner.check_document(&document).articles {
        let id = if **id == Own::None { Id::File(input.name()) } else { Id::Own(id) };
        each(&Judged { id, name: input.name(), text: &bytes, findings, verdict })?;
    }
    Ok(())
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
            warn_of_invalid(input, bytes, document.invalid(), talk);
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

/// Says where bytes that are no UTF-8 passed through.
fn warn_of_invalid(input: &Input, bytes: &[u8], invalid: &[Span], talk: &Talk) {
    let Some(first) = invalid.first() else { return };
    let line = Lines::of(bytes).position(first.start).line;
    let others = match invalid.len() - 1 {
        0 => String::new(),
        others => format!(" (and {others} more)"),
    };
    talk.warning(format_args!(
        "{}:{line}: no UTF-8 at byte {}{others}; left as it is, save the file as UTF-8 to have it judged",
        input.name(),
        first.start
    ));
}
