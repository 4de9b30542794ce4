//! Character references: `&eacute;`, `&#233;`, `&#xE9;`, and what browsers make of those that are not quite in order.
//!
//! Law: read as the HTML standard says (WHATWG, 13.2.5.72 ff.); at most as many bytes are looked at as the longest name has.

use std::sync::OnceLock;

use entities::{ENTITIES, Entity};

/// A character reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// Bytes that spell it.
    pub(super) length: usize,
    /// What it stands for.
    pub(super) text: Text,
    /// It ends with a semicolon, as it should.
    pub(super) ended: bool,
}

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    Named(&'static str),
    Numbered(char),
}

impl Reference {
    /// True where it stands for a letter.
    pub(super) fn is_letter(self) -> bool {
        match self.text {
            Text::Named(text) => text.starts_with(char::is_alphabetic),
            Text::Numbered(character) => character.is_alphabetic(),
        }
    }
}

/// The reference that `text` begins with, if it does, in text or in an attribute.
pub(super) fn read(text: &str, attribute: bool) -> Option<Reference> {
    let rest = text.strip_prefix('&')?;
    match rest.strip_prefix('#') {
        Some(number) => numbered(number),
        None => named(rest, attribute),
    }
}

fn numbered(text: &str) -> Option<Reference> {
    let hexadecimal = text.starts_with(['x', 'X']);
    let (radix, sign) = if hexadecimal { (16, 3) } else { (10, 2) };
    let digits = text.get(sign - 2..)?;
    let length = digits.bytes().position(|byte| !char::from(byte).is_digit(radix)).unwrap_or(digits.len());
    if length == 0 {
        return None;
    }
    let value = digits.bytes().take(length).filter_map(|byte| char::from(byte).to_digit(radix));
    let code = value.fold(0_u32, |code, digit| code.saturating_mul(radix).saturating_add(digit));
    let ended = digits.as_bytes().get(length) == Some(&b';');
    Some(Reference { length: sign + length + usize::from(ended), text: Text::Numbered(numbered_as(code)), ended })
}

/// The character of a number: Windows-1252 where there would be a control character.
fn numbered_as(code: u32) -> char {
    let known = code.checked_sub(0x80).and_then(|index| WINDOWS.get(usize::try_from(index).ok()?));
    match known {
        Some('\0') => char::from_u32(code),
        Some(character) => Some(*character),
        None => char::from_u32(code).filter(|character| *character != '\0'),
    }
    .unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// What Windows-1252 has from 0x80 on.
const WINDOWS: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// Letters of the longest name, and of the longest that is known without its semicolon.
const LONGEST: usize = 31;
const LONGEST_BARE: usize = 6;

fn named(text: &str, attribute: bool) -> Option<Reference> {
    let letters = text.bytes().take(LONGEST + 1).position(|byte| !byte.is_ascii_alphanumeric());
    let letters = letters.unwrap_or(text.len().min(LONGEST));
    let found = |length: usize, ended: bool| {
        let name = text.get(..length)?;
        Some(Reference { length: 1 + length, text: Text::Named(lookup(name)?), ended })
    };
    if text.as_bytes().get(letters) == Some(&b';')
        && let Some(reference) = found(letters + 1, true)
    {
        return Some(reference);
    }
    let reference = (1..=letters.min(LONGEST_BARE)).rev().find_map(|length| found(length, false))?;
    let behind = text.as_bytes().get(reference.length - 1);
    let name_goes_on = behind.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'=');
    (!attribute || !name_goes_on).then_some(reference)
}

fn lookup(name: &str) -> Option<&'static str> {
    static SORTED: OnceLock<Vec<(&'static str, &'static str)>> = OnceLock::new();
    let sorted = SORTED.get_or_init(|| {
        let bare = |one: &'static Entity| (one.entity.trim_start_matches('&'), one.characters);
        let mut sorted: Vec<_> = ENTITIES.iter().map(bare).collect();
        sorted.sort_unstable();
        sorted
    });
    let index = sorted.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    sorted.get(index).map(|(_, characters)| *characters)
}
