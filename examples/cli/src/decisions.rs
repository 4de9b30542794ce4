//! `limpide fix --decisions`: what people decided on the review page, carried out.
//!
//! Law: exactly what was accepted or edited is written, on the text it was decided on; nothing is judged again.

use std::borrow::Cow;
use std::path::Path;

use limpide::Error;
use limpide::format::jsonl::Line;
use limpide::report::decisions::Decisions;

use crate::page::named;
use crate::stop::Stop;

/// Reads the file of decisions.
pub(crate) fn read(path: &Path) -> Result<Decisions, Stop> {
    let name = path.display();
    let json = std::fs::read_to_string(path).map_err(|error| Stop::Because(format!("{name}: {error}")))?;
    Decisions::read(&json).map_err(|error| error.in_file(name.to_string()).into())
}

/// A text with the decisions made on it, and how many were carried out.
pub(crate) fn text<'t>(decisions: &Decisions, name: &str, text: &'t [u8]) -> Result<(Cow<'t, [u8]>, usize), Error> {
    let edits = decisions.edits(name, text)?;
    if edits.is_empty() {
        return Ok((Cow::Borrowed(text), 0));
    }
    let mut output = Vec::with_capacity(text.len());
    let mut done = 0;
    for edit in &edits {
        output.extend_from_slice(text.get(done..edit.span.start).unwrap_or_default());
        output.extend_from_slice(edit.text.as_bytes());
        done = edit.span.end;
    }
    output.extend_from_slice(text.get(done..).unwrap_or_default());
    Ok((Cow::Owned(output), edits.len()))
}

/// A record with the decisions made on its article, and how many were carried out.
pub(crate) fn record<'l>(decisions: &Decisions, record: &Line<'l>) -> Result<(Cow<'l, str>, usize), Error> {
    let edits = decisions.edits(&named(record.id().get()).unwrap_or_default(), record.text().as_bytes())?;
    let count = edits.len();
    Ok((record.edited(edits), count))
}
