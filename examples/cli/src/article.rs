//! Articles out of inputs, judged one after the other.
//!
//! Law: an article that cannot be read is said and left out; the ones after it are judged all the same.

use std::cmp::Ordering;

use limpide::format::Format;
use limpide::format::jsonl::Line;
use limpide::report::Lines;
use limpide::{Cleaner, Error, ErrorKind, Finding, Span, Verdict};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::input::Input;
use crate::options::Reading;
use crate::stop::Stop;
use crate::talk::Talk;

/// An article and what was found in it.
pub(crate) struct Judged<'a> {
    pub(crate) id: Id<'a>,
    /// Where people look for it: the file, and the record's line in it.
    pub(crate) name: &'a str,
    /// The text, which need not be valid UTF-8; findings are spans of it.
    pub(crate) text: &'a [u8],
    pub(crate) findings: &'a [Finding],
    pub(crate) verdict: &'a Verdict,
}

/// What names an article in reports: the file, or what the record says.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Id<'a> {
    File(&'a str),
    Record(&'a RawValue),
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
    if reading.format_of(input) == Format::JsonLines {
        let Some(mut lines) = talk.heard(input.lines()) else { return Ok(()) };
        while let Some((number, bytes)) = talk.heard(lines.next()).flatten() {
            match only.map(|only| number.cmp(&only)) {
                Some(Ordering::Less) => continue,
                Some(Ordering::Greater) => return Ok(()),
                _ => {}
            }
            match record(bytes, &reading.field) {
                Ok(Some(line)) => {
                    let report = cleaner.check(line.text());
                    let name = format!("{}:{number}", input.name());
                    let id = Id::Record(line.id());
                    let (text, findings, verdict) = (report.text.as_bytes(), &*report.findings, &report.verdict);
                    each(&Judged { id, name: &name, text, findings, verdict })?;
                }
                Ok(None) => {}
                Err(error) => talk.error(error.in_file(input.name()).at_line(number)),
            }
        }
        return Ok(());
    }
    let Some(bytes) = talk.heard(input.read()) else { return Ok(()) };
    let mut stream = cleaner.stream(std::io::sink());
    stream.write(&bytes)?;
    let summary = stream.finish()?;
    warn_of_invalid(input, &bytes, &summary.invalid, talk);
    let (findings, verdict) = (&*summary.findings, &summary.verdict);
    each(&Judged { id: Id::File(input.name()), name: input.name(), text: &bytes, findings, verdict })
}

/// The record on a line; `None` for a line of white space.
pub(crate) fn record<'l>(bytes: &'l [u8], field: &str) -> Result<Option<Line<'l>>, Error> {
    if bytes.trim_ascii().is_empty() {
        return Ok(None);
    }
    let line = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to() + 1;
        Error::new(ErrorKind::Input, format!("no UTF-8 from byte {at} of the line on; save the file as UTF-8"))
    })?;
    Line::read(line, field).map(Some)
}

/// Says where bytes that are no UTF-8 passed through.
pub(crate) fn warn_of_invalid(input: &Input, bytes: &[u8], invalid: &[Span], talk: &Talk) {
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
