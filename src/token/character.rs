//! What single characters are to the tokenizer, and how to walk over them.
//!
//! Law: every character is exactly one of letter, digit, newline, blank, extender or sign, whatever stands around it.
//! The Unicode tables are those of the standard library and of `unicode-segmentation`; a table of our own was rejected
//! because it would have to be kept in step with two others.

#![deny(clippy::indexing_slicing)]

use unicode_segmentation::UnicodeSegmentation;

/// The modifier letter apostrophe. Unicode counts it as a letter; French texts use it as an apostrophe.
const MODIFIER_APOSTROPHE: char = '\u{2BC}';

/// Of each byte, whether it is an ASCII letter or digit.
const ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let (mut rest, mut byte) = (table.as_mut_slice(), 0_u8);
    while let [first, behind @ ..] = rest {
        *first = byte.is_ascii_alphanumeric();
        (rest, byte) = (behind, byte.wrapping_add(1));
    }
    table
};

/// The character at byte `at`, or none at the end.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character before byte `at`, or none at the beginning.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// End of the characters from `at` on that satisfy `belongs`.
pub(super) fn skip_while(text: &str, at: usize, belongs: impl Fn(char) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

/// End of the extenders from `at` on.
pub(super) fn skip_extenders(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        None | Some(..=0x7F) => at,
        Some(_) => skip_while(text, at, is_extender),
    }
}

/// End of the letters, digits and extenders from `at` on.
pub(super) fn skip_word_characters(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at) {
            None => return at,
            Some(byte) if ALPHANUMERIC.get(usize::from(*byte)).is_some_and(|is| *is) => at += 1,
            Some(..=0x7F) => return at,
            // U+00C0 to U+00FF less × and ÷: the accented letters of French, nearly all.
            Some(0xC3) if !matches!(bytes.get(at + 1), Some(0x97 | 0xB7)) => at += 2,
            Some(_) => match char_at(text, at) {
                Some(c) if is_letter(c) || is_digit(c) || is_extender(c) => at += c.len_utf8(),
                _ => return at,
            },
        }
    }
}

/// A letter of any script, including the vowel signs and letter-like marks that Unicode counts as alphabetic.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' => true,
        '\0'..='\x7F' | '×' | '÷' | MODIFIER_APOSTROPHE => false,
        // Some of these count as alphabetic, but all are marks of the letter before them.
        '\u{300}'..='\u{36F}' => false,
        // What the tables need not be asked: Latin and Cyrillic letters, typographic signs, common ideographs.
        '\u{C0}'..='\u{24F}' | '\u{400}'..='\u{481}' | '\u{4E00}'..='\u{9FFF}' => true,
        '\u{2000}'..='\u{206F}' => false,
        _ => c.is_alphabetic(),
    }
}

/// A digit of any script, a fraction, a superscript or an encircled number.
pub(super) fn is_digit(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206F}') && c.is_numeric() && !is_letter(c)
}

/// A character that ends a line.
pub(super) const fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// White space that does not end a line, and the characters of no width that part words.
pub(super) fn is_blank(c: char) -> bool {
    match c {
        ' ' | '\u{200B}' | '\u{FEFF}' => true,
        _ => c.is_whitespace() && !is_newline(c),
    }
}

/// An apostrophe, in any of its spellings.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | MODIFIER_APOSTROPHE)
}

/// A hyphen that can join a compound: not a dash, not a minus.
pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// A character that has no place of its own but stays with the one before it: combining marks, soft hyphens, joiners,
/// variation selectors, direction marks. These are Extend, Format and ZWJ of UAX #29, less the letters and the blanks.
pub(super) fn is_extender(c: char) -> bool {
    match c {
        // The signs that French texts are full of, and the marks of decomposed accents.
        '\u{AD}' | '\u{300}'..='\u{36F}' => true,
        '\0'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{20A0}'..='\u{20CF}' => false,
        _ => !is_letter(c) && !is_digit(c) && !is_blank(c) && extends_in_unicode(c),
    }
}

/// True when UAX #29 keeps `c` with any sign before it. Asking the oracle is slow, but only rare characters come here.
fn extends_in_unicode(c: char) -> bool {
    let mut bytes = [b'!'; 1 + 4];
    let [_, tail @ ..] = &mut bytes;
    let length = 1 + c.encode_utf8(tail).len();
    let probe = bytes.get(..length).and_then(|bytes| core::str::from_utf8(bytes).ok());
    probe.is_some_and(|probe| probe.split_word_bounds().nth(1).is_none())
}

/// True when `text` reads as `key`, which is written in lower case, without accents, with `'` and `-`.
/// Composed, decomposed and omitted accents read alike, and so do capitals and words with invisible characters inside.
pub(super) fn reads(text: &str, key: &str) -> bool {
    text.chars().filter(|c| !is_extender(*c)).map(fold).eq(key.chars())
}

/// True when `text` reads as one of `keys`.
pub(super) fn reads_one_of(text: &str, keys: &[&str]) -> bool {
    // Nearly all keys differ in their first letter.
    let first = text.chars().find(|c| !is_extender(*c)).map(fold);
    keys.iter().any(|key| key.chars().next() == first && reads(text, key))
}

fn fold(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'ç' | 'Ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        _ if is_apostrophe(c) => '\'',
        _ if is_hyphen(c) => '-',
        _ => c.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ranges above spare the tables; here every character is asked.
    #[test]
    fn classes_are_those_of_unicode_and_exclude_each_other() {
        for c in '\0'..=char::MAX {
            let is_mark = matches!(c, '\u{300}'..='\u{36F}');
            let is_letter_in_unicode = c.is_alphabetic() && c != MODIFIER_APOSTROPHE && !is_mark;
            assert_eq!(is_letter(c), is_letter_in_unicode, "{c:?}");
            assert_eq!(is_digit(c), c.is_numeric() && !is_letter_in_unicode, "{c:?}");
            let is_other = is_letter(c) || is_digit(c) || is_blank(c) || is_newline(c);
            assert_eq!(is_extender(c), !is_other && extends_in_unicode(c), "{c:?}");
            let classes = [is_letter(c), is_digit(c), is_blank(c), is_newline(c), is_extender(c)];
            assert!(classes.iter().filter(|is_in| **is_in).count() <= 1, "{c:?}");
            let is_in_word = is_letter(c) || is_digit(c) || is_extender(c);
            let text = c.to_string();
            assert_eq!(skip_word_characters(&text, 0) == text.len(), is_in_word, "{c:?}");
        }
    }
}
