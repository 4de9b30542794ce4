//! The inside of a JSON string, decoded piece by piece.

use crate::format::view::Builder;
use crate::span::Span;

/// Adds the inside of a string, which begins at byte `start` of the document.
pub(super) fn decode<'b>(string: &'b str, start: usize, view: &mut Builder<'b>) -> Result<(), String> {
    let mut rest = string;
    while let Some((plain, behind)) = memchr::memchr(b'\\', rest.as_bytes()).and_then(|at| rest.split_at_checked(at)) {
        let at = start + string.len() - behind.len();
        view.verbatim(at - plain.len(), plain);
        let behind = behind.get(1..).unwrap_or_default();
        let (character, length) = escape(behind).ok_or_else(|| {
            let shown: String = behind.chars().take(5).collect();
            format!("holds half a character, \\{shown}")
        })?;
        view.decoded(Span::new(at, at + 1 + length), character.encode_utf8(&mut [0; 4]));
        rest = behind.get(length..).unwrap_or_default();
    }
    view.verbatim(start + string.len() - rest.len(), rest);
    Ok(())
}

/// The character that an escape stands for, and its length without the backslash.
fn escape(behind: &str) -> Option<(char, usize)> {
    let simple = match behind.chars().next()? {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'u' => {
            let first = unit(behind)?;
            if let Some(character) = char::from_u32(first.into()) {
                return Some((character, 5));
            }
            let second = unit(behind.get(5..)?.strip_prefix('\\')?)?;
            let pair = char::decode_utf16([first, second]).next()?.ok()?;
            return Some((pair, 11));
        }
        other => other,
    };
    Some((simple, 1))
}

/// The code unit of `uXXXX`.
fn unit(escape: &str) -> Option<u16> {
    u16::from_str_radix(escape.strip_prefix('u')?.get(..4)?, 16).ok()
}
