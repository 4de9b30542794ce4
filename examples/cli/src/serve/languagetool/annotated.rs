//! Annotated text: runs of prose and of markup, judged as prose and told of in places of the whole.
//!
//! Law: the prose is the texts and what markup stands for, joined; a place of it is brought back to the whole, in UTF-16 units.

use std::borrow::Cow;
use std::ops::Range;

use limpide::Span;
use serde::Deserialize;

use crate::serve::refusal::Refusal;

/// A text with or without markup.
#[derive(Debug)]
pub(crate) struct Annotated<'t> {
    plain: Cow<'t, str>,
    whole: Cow<'t, str>,
    pieces: Vec<Piece>,
}

/// A run, as bytes of the prose and of the whole.
#[derive(Debug)]
struct Piece {
    plain: Range<usize>,
    whole: Range<usize>,
    is_text: bool,
}

#[derive(Deserialize)]
struct Data {
    annotation: Vec<Run>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    text: Option<String>,
    markup: Option<String>,
    interpret_as: Option<String>,
}

impl<'t> Annotated<'t> {
    /// A text without markup.
    pub(crate) fn bare(text: &'t str) -> Self {
        let pieces = vec![Piece { plain: 0..text.len(), whole: 0..text.len(), is_text: true }];
        Self { plain: text.into(), whole: text.into(), pieces }
    }

    /// What `data` holds: `{"annotation": [{"text": …}, {"markup": …, "interpretAs": …}]}`.
    pub(crate) fn read(data: &str) -> Result<Self, Refusal> {
        let data: Data = serde_json::from_str(data).map_err(|error| {
            Refusal::bad(format!(
                "Error: the 'data' parameter cannot be read: {error}; send {{\"annotation\": [{{\"text\": \"…\"}}]}}"
            ))
        })?;
        let (mut plain, mut whole, mut pieces) = (String::new(), String::new(), Vec::new());
        for run in data.annotation {
            let from = (plain.len(), whole.len());
            let is_text = run.text.is_some();
            match (run.text, run.markup) {
                (Some(text), None) => {
                    plain.push_str(&text);
                    whole.push_str(&text);
                }
                (None, Some(markup)) => {
                    plain.push_str(&run.interpret_as.unwrap_or_default());
                    whole.push_str(&markup);
                }
                _ => return Err(Refusal::bad("Error: each part of 'annotation' holds either 'text' or 'markup'")),
            }
            pieces.push(Piece { plain: from.0..plain.len(), whole: from.1..whole.len(), is_text });
        }
        Ok(Self { plain: plain.into(), whole: whole.into(), pieces })
    }

    /// The prose.
    pub(crate) fn plain(&self) -> &str {
        &self.plain
    }

    /// All that was sent, markup too.
    pub(crate) fn whole(&self) -> &str {
        &self.whole
    }

    /// Where a span of the prose stands in the whole; markup that it touches belongs to it.
    pub(crate) fn place(&self, span: Span) -> Span {
        let first = self.pieces.iter().find(|piece| piece.plain.contains(&span.start));
        let last = self.pieces.iter().rev().find(|piece| piece.plain.start < span.end && span.end <= piece.plain.end);
        let start =
            first.map(|piece| piece.whole.start + if piece.is_text { span.start - piece.plain.start } else { 0 });
        let end =
            last.map(
                |piece| if piece.is_text { piece.whole.start + span.end - piece.plain.start } else { piece.whole.end },
            );
        let start = start.unwrap_or_default();
        Span::new(start, end.unwrap_or_default().max(start))
    }
}

/// Counts UTF-16 units of a text, cheaply where places are asked for in order.
pub(crate) struct Units<'t> {
    text: &'t str,
    byte: usize,
    units: usize,
}

impl<'t> Units<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, byte: 0, units: 0 }
    }

    /// How many units stand before a byte.
    pub(crate) fn before(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.units) = (0, 0);
        }
        self.units += units(self.text.get(self.byte..byte).unwrap_or_default());
        self.byte = byte;
        self.units
    }
}

/// The length of a text in UTF-16 units.
pub(crate) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
