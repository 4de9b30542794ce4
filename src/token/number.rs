//! Numbers as French writes them: `12 000`, `3,4`, `1er`, `20h30`.
//!
//! Law: a number starts with a digit and ends with a letter or a digit; what follows it is never needed to tell what
//! stands two groups before, so that reading it is linear.
//! Leaving `12 000` as two numbers was rejected: agreement looks at the number before the noun.

#![deny(clippy::indexing_slicing)]

use super::character::{char_at, is_apostrophe, is_digit, skip_extenders, skip_while, skip_word_characters};

/// How many digits stand between two separators of thousands.
const GROUP: usize = 3;

/// End of the number that starts with the digit at `start`.
pub(super) fn scan(text: &str, start: usize) -> usize {
    let mut end = skip_while(text, start, |c| c.is_ascii_digit());
    if (1..=GROUP).contains(&(end - start)) {
        while let Some(next) = group_end(text, end) {
            end = next;
        }
    }
    end = skip_digits(text, end);
    while let Some('.' | ',') = char_at(text, end) {
        let next = skip_extenders(text, end + 1);
        if !char_at(text, next).is_some_and(is_digit) {
            break;
        }
        end = skip_digits(text, next);
    }
    skip_word_characters(text, end)
}

/// End of the group of thousands at `at`: its separator, three digits, and no fourth.
fn group_end(text: &str, at: usize) -> Option<usize> {
    let separator = char_at(text, at)?;
    if !matches!(separator, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}') && !is_apostrophe(separator) {
        return None;
    }
    let start = at + separator.len_utf8();
    let end = start + GROUP;
    let is_group = text.as_bytes().get(start..end)?.iter().all(u8::is_ascii_digit);
    (is_group && !char_at(text, end).is_some_and(|c| c.is_ascii_digit())).then_some(end)
}

/// End of the digits from `at` on, of any script, with their extenders.
fn skip_digits(text: &str, at: usize) -> usize {
    skip_while(text, at, |c| c.is_ascii_digit() || !c.is_ascii() && (is_digit(c) || super::character::is_extender(c)))
}
