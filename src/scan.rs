//! The clean path: says of an article, from its bytes alone, that nothing in it can be damage.
//!
//! Law: no allocation, one look at each word. What passes is judged; what does not is clean, whatever a judge would have said,
//! so the scan may only be blind where a judge would hardly act: to words that clean French uses.
//! Rejected: looking for every intruder, which nearly every clean article holds in its French sense.

use crate::dictionary::{Anchor, Dictionary, filter};

/// Two words that clean French seldom uses are suspicious together within this many bytes; every long article has some.
const TOGETHER: usize = 4096;

/// True when an article holds an intruder that clean French does not know, or two that it hardly knows close together.
pub(crate) fn suspicious(text: &str, dictionaries: &[Dictionary]) -> bool {
    let bytes = text.as_bytes();
    let mut seldom: Option<(&[u8], usize)> = None;
    let mut at = 0;
    while let Some(rest) = bytes.get(at..) {
        let Some(skip) = rest.iter().position(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii()) else { break };
        let start = at + skip;
        let len = bytes.get(start..).map_or(0, run);
        let word = bytes.get(start..start + len).unwrap_or_default();
        at = start + len.max(1);
        match anchor(word, dictionaries) {
            None => {}
            Some(Anchor::Never) => return true,
            Some(Anchor::Seldom) => match seldom {
                Some((other, there)) if !other.eq_ignore_ascii_case(word) && start < there + TOGETHER => return true,
                _ => seldom = Some((word, start)),
            },
        }
    }
    false
}

/// Length in bytes of the run of letters at the start; other non-ASCII characters end it (or, at its start, are it).
fn run(bytes: &[u8]) -> usize {
    let mut len = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    while let Some(character) = bytes.get(len..).and_then(first_non_ascii) {
        if !character.is_alphabetic() && character != '\u{ad}' {
            return if len == 0 { character.len_utf8() } else { len };
        }
        len += character.len_utf8();
        len += bytes.get(len..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count());
    }
    len
}

fn first_non_ascii(bytes: &[u8]) -> Option<char> {
    if bytes.first()?.is_ascii() {
        return None;
    }
    (2..=4).find_map(|len| core::str::from_utf8(bytes.get(..len)?).ok()?.chars().next())
}

fn anchor(word: &[u8], dictionaries: &[Dictionary]) -> Option<Anchor> {
    if word.len() < 2 {
        return None;
    }
    // The sieve is made of words without soft hyphens.
    let hyphenated = word.windows(2).any(|pair| pair == "\u{ad}".as_bytes());
    let hash = filter::hash(word);
    let passed = dictionaries.iter().filter(|dictionary| hyphenated || dictionary.may_anchor(hash));
    passed.filter_map(|dictionary| dictionary.anchor(core::str::from_utf8(word).ok()?)).max()
}
