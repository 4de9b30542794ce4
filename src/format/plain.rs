//! Plain text, and where one that never ends is cut.
//!
//! Law: where a text is cut depends on its bytes alone, never on how they arrived, so a stream and a whole file are judged
//! alike. Rejected: to cut where a buffer happens to be full, and to let an article grow without bound: what is decided
//! jointly has to be in memory.

use crate::span::Span;

/// The most bytes that are judged together. A long article of a newspaper has some ten thousand; what is damaged throughout
/// takes some sixty times its bytes while it is judged.
pub(crate) const ARTICLE: usize = 128 * 1024;

/// Where to cut a text that goes on behind `start`: at the last end of a paragraph in it, else of a line, else at the last
/// blank, else before the last character. Never 0, unless `start` is empty.
pub(crate) fn cut(start: &[u8]) -> usize {
    let ends = |ends: &dyn Fn(usize, u8) -> bool| {
        let found = start.iter().enumerate().rev().find(|(at, byte)| ends(*at, **byte));
        found.map(|(at, _)| at + 1)
    };
    let before = |at: usize| at.checked_sub(1).and_then(|before| start.get(before));
    // A line end right behind a line end, or behind one and a carriage return.
    let paragraph = |at: usize, byte: u8| {
        let before = match before(at) {
            Some(b'\r') => before(at - 1),
            other => other,
        };
        byte == b'\n' && before == Some(&b'\n')
    };
    let character = |at: usize, _: u8| at > 0 && start.get(at).is_some_and(|byte| !(0x80..0xc0).contains(byte));
    ends(&paragraph)
        .or_else(|| ends(&|_, byte| byte == b'\n'))
        .or_else(|| ends(&|_, byte| byte == b' '))
        .or_else(|| ends(&character).map(|end| end - 1))
        .unwrap_or(start.len())
}

/// The parts of a text that are judged each on its own: one, as a rule. How those of a file in another encoding are found
/// stands in `encoding/parts.rs`.
pub(crate) fn parts(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    core::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let len = match rest.as_bytes().get(..ARTICLE) {
            Some(start) if rest.len() > ARTICLE => rest.floor_char_boundary(cut(start)),
            _ => rest.len(),
        };
        let part = Span::new(start, start + len);
        start = part.end;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::{ARTICLE, cut, parts};

    #[test]
    fn a_text_is_cut_behind_a_paragraph_or_a_line_or_a_word() {
        for (start, end) in [
            ("un\n\ndeux\ntrois qua", 4),
            ("un\r\n\r\ndeux\r\n", 6),
            ("un deux\ntrois qua", 8),
            ("un deux tro", 8),
            ("undeuxé", 6),
            ("u", 1),
            ("", 0),
        ] {
            assert_eq!(cut(start.as_bytes()), end, "{start:?}");
        }
    }

    #[test]
    fn parts_joined_are_the_text() {
        let text = "Un paragraphe qui n’en finit pas. ".repeat(3 * ARTICLE / 30);
        for text in
            [text.replace("pas. ", "pas.\n\n"), text.replace(' ', "é"), text, String::from("court"), String::new()]
        {
            assert_eq!(parts(&text).map(|part| part.of(&text)).collect::<String>(), text);
            assert!(parts(&text).all(|part| part.len() <= ARTICLE));
        }
    }
}
