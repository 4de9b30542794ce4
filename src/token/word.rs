//! Words: runs of letters and digits, what joins them, and the elided words that split off.
//!
//! Law: a word starts with a letter and is looked at a bounded number of times, however long it is.
//! Elision is decided here and not in the lexicon, because whether `l’` is a word of its own depends on signs alone.

#![deny(clippy::indexing_slicing)]

use super::character::{
    char_at, char_before, is_apostrophe, is_blank, is_digit, is_hyphen, is_letter, is_newline, reads, reads_one_of,
    skip_extenders, skip_word_characters,
};
use super::clitic;

/// Words that elide their last vowel, without the apostrophe. `c` stands for `ç'` too.
const ELIDED: [&str; 15] =
    ["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "presqu", "puisqu", "quelqu", "quoiqu"];

/// Words that keep their apostrophe although they start like an elided word: what stands before it, what after it.
const WHOLE: [(&str, &str); 4] = [("presqu", "ile"), ("presqu", "iles"), ("quelqu", "un"), ("quelqu", "une")];

/// A word, and the clitics that follow it.
pub(super) struct Word {
    /// End of the word.
    pub(super) end: usize,
    /// End of its clitics; the same as `end` when it has none.
    pub(super) clitics_end: usize,
}

/// The word that starts with the letter at `start`.
pub(super) fn scan(text: &str, start: usize) -> Word {
    let mut end = skip_word_characters(text, start);
    // Most words stop at a blank or at a sign that joins nothing.
    let Some(mut sign) = char_at(text, end) else {
        return Word { end, clitics_end: end };
    };
    if is_apostrophe(sign)
        && let Some(end) = elided_end(text, start, end, sign)
    {
        return Word { end, clitics_end: end };
    }
    let mut is_compound = false;
    while let Some(next) = joined(text, end, sign) {
        is_compound |= is_hyphen(sign);
        end = skip_word_characters(text, next);
        match char_at(text, end) {
            Some(c) => sign = c,
            None => break,
        }
    }
    let host = if is_compound { clitic::host_length(text.get(start..end).unwrap_or_default()) } else { end - start };
    Word { end: start + host, clitics_end: end }
}

/// Where the word goes on if `sign`, at `at`, joins what stands before it to what follows.
fn joined(text: &str, at: usize, sign: char) -> Option<usize> {
    let may_join_digits = is_hyphen(sign);
    if !may_join_digits && !is_apostrophe(sign) && !matches!(sign, '·' | '\u{2027}') {
        return None;
    }
    let next = skip_extenders(text, at + sign.len_utf8());
    let c = char_at(text, next)?;
    (is_letter(c) || may_join_digits && is_digit(c)).then_some(next)
}

/// End of the elided word `start..end`, after its apostrophe, if it is one.
fn elided_end(text: &str, start: usize, end: usize, apostrophe: char) -> Option<usize> {
    let word = text.get(start..end)?;
    let elides = match word.as_bytes() {
        // Most of them by far.
        [letter] => matches!(letter.to_ascii_lowercase(), b'c' | b'd' | b'j' | b'l' | b'm' | b'n' | b's' | b't'),
        _ => reads_one_of(word, &ELIDED),
    };
    if !elides {
        return None;
    }
    let next = skip_extenders(text, end + apostrophe.len_utf8());
    let leans = match char_at(text, next)? {
        c if is_newline(c) => false,
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '»' | '”' | '›' | '%' => false,
        // `l' affaire` is careless typing, but `'C' ` is a letter in quotation marks.
        c if is_blank(c) => !char_before(text, start).is_some_and(|c| is_apostrophe(c) || c == '‘'),
        c if is_letter(c) && word.len() > 1 => {
            let following = text.get(next..skip_word_characters(text, next))?;
            !WHOLE.iter().any(|(before, after)| reads(word, before) && reads(following, after))
        }
        _ => true,
    };
    leans.then_some(next)
}
