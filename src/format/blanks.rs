//! How far words go with one blank between them, for formats that show a run of white space as one blank.
//!
//! Law: what `words` passes reads as it stands. Rejected: a loop over bytes, which took a third of the time that a page took.

use fearless_simd::{Level, Simd, dispatch, mask8x64, prelude::*, u8x64};

/// Bytes that are looked at together.
const WINDOW: usize = 64;

/// How many bytes of `text` are words with one blank between them, up to white space of another kind or, where `markup` is
/// true, a sign of markup: `&` or `<`.
pub(crate) fn words(text: &str, markup: bool) -> usize {
    dispatch!(Level::new(), simd => pass(simd, text.as_bytes(), markup))
}

#[inline(always)]
fn pass<S: Simd>(simd: S, bytes: &[u8], markup: bool) -> usize {
    let mut at = 0;
    while let Some(window) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        match ends(simd, window, markup) {
            0 => at += WINDOW,
            ends => return at + ends.trailing_zeros() as usize,
        }
    }
    // Behind the text is a blank.
    let mut last = [b' '; WINDOW + 1];
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some(last) = last.get_mut(..rest.len()) {
        last.copy_from_slice(rest);
    }
    at + rest.len().min(ends(simd, &last, markup).trailing_zeros() as usize)
}

/// The bytes of a window, but for the last, at which to stop; a bit a byte.
#[inline(always)]
fn ends<S: Simd>(simd: S, window: &[u8; WINDOW + 1], markup: bool) -> u64 {
    let (Some(bytes), Some(next)) = (window.first_chunk(), window.last_chunk()) else { return 0 };
    let (bytes, next) = (u8x64::simd_from(simd, *bytes), u8x64::simd_from(simd, *next));
    let ends = breaks(bytes) | bytes.simd_eq(b' ') & (next.simd_eq(b' ') | breaks(next));
    if markup { (ends | bytes.simd_eq(b'&') | bytes.simd_eq(b'<')).to_bitmask() } else { ends.to_bitmask() }
}

/// White space that is no blank.
#[inline(always)]
fn breaks<S: Simd>(bytes: u8x64<S>) -> mask8x64<S> {
    (bytes - b'\t').simd_lt(5) & !bytes.simd_eq(0x0b)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::words;

    /// Byte by byte.
    fn naive(text: &str, markup: bool) -> usize {
        let bytes = text.as_bytes();
        let blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
        let sign = |at: usize| markup && b"<&".contains(&bytes[at]);
        let ends = |at: &usize| sign(*at) || blank(*at) && (bytes[*at] != b' ' || blank(*at + 1));
        (0..bytes.len()).find(ends).unwrap_or(bytes.len())
    }

    proptest! {
        #[test]
        fn windows_find_what_a_loop_finds(text in "([a-zéœ ]{0,40}[ \t\n\r\u{b}\u{c}<&é]{0,3}){0,4}", markup: bool) {
            prop_assert_eq!(words(&text, markup), naive(&text, markup));
        }
    }
}
