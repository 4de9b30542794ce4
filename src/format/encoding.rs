//! Bytes as text: the lowest layer of a document.
//!
//! Law: bytes that are no UTF-8 are not covered; they pass through, end a paragraph there and are reported. Text that is
//! whole is borrowed and needs no layer.

use super::view::{Builder, View};
use crate::span::Span;

/// What the bytes of a document are.
#[derive(Clone, Debug)]
pub(crate) enum Decoded<'b> {
    /// Text as it stands.
    Text(&'b str),
    /// Text that is spelled otherwise or has holes, and the bytes that are none.
    Layer(View<'b>, Vec<Span>),
}

/// Reads bytes as UTF-8.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded::Text(text);
    }
    let (mut view, mut invalid) = (Builder::default(), Vec::new());
    let mut start = 0;
    for chunk in bytes.utf8_chunks() {
        view.verbatim(start, chunk.valid());
        start += chunk.valid().len();
        let bad = chunk.invalid().len();
        if bad > 0 {
            view.paragraph();
            invalid.push(Span::new(start, start + bad));
        }
        start += bad;
    }
    Decoded::Layer(view.finish(), invalid)
}
