//! `limpide check --report html`: the review page.
//!
//! Law: the page holds every article that was judged, clean ones too, in the order of the inputs.

use std::io::BufWriter;

use limpide::report::html::{Article, Page};

use crate::article::{Id, Judged, judge};
use crate::options::Check;
use crate::stop::Stop;
use crate::talk::Talk;
use crate::words::Words;

/// Writes the page of all inputs; true when something was found.
pub(crate) fn run(options: &Check, words: Words, talk: &mut Talk) -> Result<bool, Stop> {
    let cleaner = options.rules.cleaner()?;
    let out = BufWriter::new(std::io::stdout().lock());
    let mut page = Page::begin(out, words.language()).map_err(Stop::output)?;
    let mut found = false;
    for input in options.files.inputs() {
        judge(&input, &options.reading, &cleaner, None, talk, |judged| {
            found |= !judged.findings.is_empty();
            let Judged { text, findings, verdict, .. } = *judged;
            page.add(&Article { id: &id(judged), text, findings, verdict }).map_err(Stop::output)
        })?;
    }
    page.end().map_err(Stop::output)?;
    Ok(found)
}

/// The record's own id, as text; without one, where the article was read.
fn id(judged: &Judged<'_>) -> String {
    match judged.id {
        Id::File(name) => name.to_string(),
        Id::Record(id) => named(id.get()).unwrap_or_else(|| judged.name.to_string()),
    }
}

/// What an `id`, as JSON, names; nothing where it is null.
pub(crate) fn named(json: &str) -> Option<String> {
    match serde_json::from_str(json) {
        Ok(serde_json::Value::String(text)) => Some(text),
        Ok(serde_json::Value::Null) | Err(_) => None,
        Ok(_) => Some(json.to_string()),
    }
}
