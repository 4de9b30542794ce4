//! JSON Lines: one object a line, an article in one or several of its fields.
//!
//! Law: key order, the spelling of numbers, escapes and white space outside an edit are the same bytes as before. Rejected:
//! parsing into a `Value` and printing it, which re-spells the whole record; and guessing at a record that two readers
//! understand differently (a field given twice, half a surrogate pair): it is refused and passes through.

mod fields;
mod string;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::spelling::Spelling;
use super::view::Builder;
use super::{Field, Format, Read};
use crate::document::{ArticleView, Id, Options};
use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// The records of a document. Those that cannot be read are told of with their line, and the ones after them are read all
/// the same.
pub(crate) fn read<'b>(bytes: &'b [u8], options: &Options) -> Read<'b> {
    let mut read = Read::default();
    let mut start = 0;
    for (number, line) in (1..).zip(lines(bytes)) {
        if !line.trim_ascii().is_empty() {
            match record(line, start, options) {
                Ok(article) => read.articles.push(article),
                Err(error) => read.refused.push(error.at_line(number)),
            }
        }
        start += line.len();
    }
    read
}

/// The lines of a document, with their ends.
fn lines(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
        let (line, behind) = bytes.split_at_checked(end).filter(|(line, _)| !line.is_empty())?;
        bytes = behind;
        Some(line)
    })
}

/// The article of a record whose line begins at byte `at` of the document.
fn record<'b>(bytes: &'b [u8], at: usize, options: &Options) -> Result<ArticleView<'b>, Error> {
    let line = simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to() + 1;
        refuse(format!("no UTF-8 from byte {at} of the line on; save the file as UTF-8"))
    })?;
    let object = line.strip_prefix('\u{feff}').unwrap_or(line);
    let found = fields::find(object, &options.fields)?;

    let mut view = Builder::default();
    view.spelled(Spelling::Json);
    view.within(Span::new(at, at + line.len()));
    let mut parts = Vec::with_capacity(found.values.len());
    for (field, value) in found.values {
        let string = string_of(field, value)?;
        let start = at + string.as_ptr().addr().saturating_sub(line.as_ptr().addr());
        view.paragraph();
        view.expect(string.len());
        let from = view.len();
        string::decode(string, start, &mut view).map_err(|problem| {
            let name = field.name();
            refuse(format!("the field “{name}” {problem}; write the character whole or as two \\u escapes"))
        })?;
        parts.push((Span::new(from, view.len()), field.format()));
    }
    let article =
        ArticleView::new(view.finish()).named(Id::Json(Cow::Borrowed(found.id.unwrap_or(RawValue::NULL).get())));
    if parts.iter().all(|(_, format)| *format == Format::Text) { Ok(article) } else { article.over(&parts, options) }
}

/// The inside of a field's string.
fn string_of<'b>(field: &Field, value: &'b RawValue) -> Result<&'b str, Error> {
    let string = value.get().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    string.ok_or_else(|| {
        let kind = fields::kind_of(value.get());
        refuse(format!("the field “{}” is {kind}; the article must be a string", field.name()))
    })
}

fn refuse(message: String) -> Error {
    Error::new(ErrorKind::Input, message)
}
