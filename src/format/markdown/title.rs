//! Titles of links and images: where they stand, which the parser does not tell.
//!
//! Law: what is found decodes to the very title that the parser read; else it is left alone. Titles over several lines are:
//! inside a quote, marks of the quote stand between their lines.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

/// A title in its quotation marks.
pub(super) struct Found {
    /// The mark that ends it.
    pub(super) end: char,
    /// Runs as they stand, and units.
    pub(super) parts: Vec<(Range<usize>, Option<String>)>,
}

/// The title that ends `place`.
pub(super) fn find(title: &str, place: &str) -> Option<Found> {
    if title.is_empty() || title.contains(['\n', '\r']) {
        return None;
    }
    let place = place.trim_ascii_end();
    let end = place.chars().next_back()?;
    let open = match end {
        '"' | '\'' => end,
        ')' => '(',
        _ => return None,
    };
    let inside = place.get(..place.len() - 1)?;
    let start = inside.rmatch_indices(open).map(|(at, _)| at).find(|at| !is_escaped(inside, *at))? + 1;
    let parts = parts(inside, start);
    let read: String =
        parts.iter().map(|(part, unit)| unit.as_deref().or(inside.get(part.clone())).unwrap_or_default()).collect();
    (read == title).then_some(Found { end, parts })
}

/// Whether an odd number of backslashes stands before `at`.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// The runs and units of `text` from `start` on.
fn parts(text: &str, start: usize) -> Vec<(Range<usize>, Option<String>)> {
    let mut parts = Vec::new();
    let (mut run, mut at) = (start, start);
    while let Some(next) = text.get(at..).and_then(|rest| rest.find(['\\', '&'])).map(|next| at + next) {
        let rest = text.get(next..).unwrap_or_default();
        let unit = if rest.starts_with('&') { entity(rest) } else { escape(rest) };
        at = next + unit.as_ref().map_or(1, |(len, _)| *len);
        if let Some((_, unit)) = unit {
            parts.push((run..next, None));
            parts.push((next..at, Some(unit)));
            run = at;
        }
    }
    parts.push((run..text.len(), None));
    parts
}

fn escape(text: &str) -> Option<(usize, String)> {
    let escaped = text.chars().nth(1).filter(char::is_ascii_punctuation)?;
    Some((2, escaped.into()))
}

/// The entity at the beginning, as the parser reads it.
fn entity(text: &str) -> Option<(usize, String)> {
    let head = text.as_bytes().get(..text.len().min(super::LONGEST_ENTITY))?;
    let len = 1 + head.iter().position(|byte| *byte == b';')?;
    let source = text.get(..len)?;
    Parser::new(source).find_map(|event| match event {
        Event::Text(read) if read.as_ref() != source => Some((len, read.to_string())),
        _ => None,
    })
}
