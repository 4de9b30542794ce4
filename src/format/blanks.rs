//! How far words go with one blank between them, for formats that show a run of white space as one blank.
//!
//! Law: what `words` passes reads as it stands. Windows without anything to stop at are passed at once, which the compiler
//! makes vectors of; a loop over bytes took a third of the time that a page took.

/// Bytes that are looked at together.
const WINDOW: usize = 32;

/// How many bytes of `text` are words with one blank between them, up to white space of another kind or a byte to `stop` at,
/// which must be ASCII.
pub(crate) fn words(text: &str, stop: impl Fn(u8) -> bool) -> usize {
    let bytes = text.as_bytes();
    let ends = |byte: u8, next: u8| stop(byte) | is_break(byte) | ((byte == b' ') & ((next == b' ') | is_break(next)));
    let mut at = 0;
    while let Some(window) = bytes.get(at..).and_then(|rest| rest.first_chunk::<{ WINDOW + 1 }>()) {
        let pairs = window.iter().zip(window.iter().skip(1));
        if pairs.fold(false, |found, (byte, next)| found | ends(*byte, *next)) {
            break;
        }
        at += WINDOW;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let next = rest.iter().skip(1).chain(b" ");
    at + rest.iter().zip(next).position(|(byte, next)| ends(*byte, *next)).unwrap_or(rest.len())
}

/// White space that is no blank.
const fn is_break(byte: u8) -> bool {
    (byte == b'\t') | (byte == b'\n') | (byte == b'\x0c') | (byte == b'\r')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::words;

    /// Byte by byte.
    fn naive(text: &str) -> usize {
        let bytes = text.as_bytes();
        let blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
        let ends = |at: &usize| bytes[*at] == b'<' || blank(*at) && (bytes[*at] != b' ' || blank(*at + 1));
        (0..bytes.len()).find(ends).unwrap_or(bytes.len())
    }

    proptest! {
        #[test]
        fn windows_find_what_a_loop_finds(text in "([a-zéœ ]{0,40}[ \t\n\r\u{c}<é]{0,3}){0,4}") {
            prop_assert_eq!(words(&text, |byte| byte == b'<'), naive(&text));
        }
    }
}
