//! Text that is no prose and must be left alone: addresses, handles, hashtags, code, names out of programs, places that
//! a program fills, markup.
//!
//! Law: opaque text never reaches over a newline, and the punctuation of the sentence around it stays outside.
//! Full URL parsing was rejected: the question is only where the address ends in running text. So was reading markup: what is
//! known to hold it has a format of its own, and here a tag must only not be taken for words.

#![deny(clippy::indexing_slicing)]

use core::iter;

use super::character::{char_at, char_before, is_digit, is_extender, is_letter, reads_one_of, skip_while};

/// Longest host name (RFC 1035) and longest name before the `@` (RFC 5321), in bytes. No address is looked for further.
const MAX_HOST: usize = 253;
const MAX_LOCAL: usize = 64;

/// Longest code between backticks, in bytes; a lone backtick makes nothing opaque beyond this.
const MAX_CODE: usize = 200;

/// Longest tag and longest name of a character reference (HTML's longest has 31 letters), in bytes.
const MAX_TAG: usize = 500;
const MAX_REFERENCE: usize = 31;

/// Top-level domains that make a bare domain. Those that are everyday French words (`de`, `es`, `la`, `lu`, `me`,
/// `se`) are left out, because `fini.de` is more often a missed space than a German site; `ca`, `info` and `net` are not.
/// `example` stands for any domain in what is written about domains (RFC 2606).
const TOP_LEVEL: [&str; 33] = [
    "com", "fr", "org", "net", "eu", "ca", "ch", "be", "io", "info", "tv", "uk", "it", "edu", "gov", "int", "biz",
    "bzh", "paris", "re", "nc", "africa", "app", "blog", "brussels", "corsica", "dev", "example", "museum", "news",
    "nl", "pl", "quebec",
];

/// End of the web or e-mail address, of the name out of a program, or of the word with character references in it
/// (`d&eacute;file`), at `start`, where a word or number ends at `end`.
#[inline]
pub(super) fn address(text: &str, start: usize, end: usize) -> Option<usize> {
    match *text.as_bytes().get(end)? {
        sign @ (b'.' | b'@' | b'+' | b'%') => address_before(text, start, end, sign),
        sign @ (b':' | b'_') => address_before(text, start, end, sign).or_else(|| name_end(text, end)),
        b'&' => references_end(text, end),
        _ => None,
    }
}

/// End of the name out of a program of which the first word ends at `at`: `Net::Server::Log`, `old_value`.
fn name_end(text: &str, at: usize) -> Option<usize> {
    let joined = |at: usize| {
        let joint = ["::", "_"].into_iter().find(|joint| text.get(at..).is_some_and(|rest| rest.starts_with(joint)))?;
        let from = skip_while(text, at + joint.len(), |c| c == '_');
        let end = skip_while(text, from, |c| is_word_character(c) || is_extender(c));
        char_at(text, from).filter(|c| is_word_character(*c)).map(|_| end)
    };
    iter::successors(joined(at), |end| joined(*end)).last()
}

/// End of the address at `start` of which `sign`, at `end`, is the first sign.
fn address_before(text: &str, start: usize, end: usize, sign: u8) -> Option<usize> {
    // Within an address that was looked at and refused nothing is looked for again: that would take quadratic time.
    if char_before(text, start).is_some_and(|c| c == '@' || is_local(c)) {
        return None;
    }
    let word = text.get(start..end)?;
    match sign {
        b':' if reads_one_of(word, &["http", "https"]) => url_end(text, end, "://"),
        b'.' if reads_one_of(word, &["www"]) => url_end(text, end, "."),
        b':' => None,
        _ => email_end(text, start).or_else(|| domain_end(text, start)),
    }
}

/// End of the handle, hashtag, code, place to fill, tag or character reference that starts with the sign `first` at `start`.
pub(super) fn marked(text: &str, start: usize, first: char) -> Option<usize> {
    match first {
        '<' => return tag_end(text, start),
        '&' => return references_end(text, start),
        _ => {}
    }
    if !matches!(first, '@' | '#' | '`' | '$' | '%' | '{') || char_before(text, start).is_some_and(is_word_character) {
        return None;
    }
    let from = start + 1;
    match first {
        '@' => {
            let end = skip_while(text, from, is_name_character);
            char_at(text, from).filter(|c| is_word_character(*c)).map(|_| end)
        }
        '#' => {
            let end = skip_while(text, from, is_name_character);
            text.get(from..end)?.contains(is_letter).then_some(end)
        }
        '`' => code_end(text, from),
        _ => filled_end(text, start),
    }
}

/// End of the place at `start` that a program fills: `$path`, `${path}`, `%(path)s`, `{path}`, `{{ path }}`. What is not one name
/// is prose; so is `%` before a name, which is rather a missed space (*5 %des voix*).
fn filled_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.as_bytes().get(start..)?;
    let (open, close): (&[u8], &[u8]) = match rest {
        [b'$', b'{', ..] => (b"${", b"}"),
        [b'$', ..] => (b"$", b""),
        [b'%', b'(', ..] => (b"%(", b")s"),
        [b'{', b'{', ..] => (b"{{", b"}}"),
        [b'{', ..] => (b"{", b"}"),
        _ => return None,
    };
    let inside = rest.get(open.len()..)?;
    let blanks = |from: usize| inside.iter().skip(from).take_while(|b| **b == b' ').count().min(1);
    let before = if close.is_empty() { 0 } else { blanks(0) };
    let is_of_name = |b: &&u8| b.is_ascii_alphanumeric() || **b == b'_' || **b == b'.' && !close.is_empty();
    let name = inside.iter().skip(before).take(MAX_CODE).take_while(is_of_name).count();
    inside.get(before).filter(|b| b.is_ascii_alphabetic() || **b == b'_')?;
    let after = before + name + if close.is_empty() { 0 } else { blanks(before + name) };
    let end = start + open.len() + after + close.len();
    let goes_on = char_at(text, end).is_some_and(|c| is_word_character(c) || is_extender(c));
    (inside.get(after..)?.starts_with(close) && !goes_on).then_some(end)
}

/// End of the tag at `start`: `<p>`, `</p>`, `<br />`, `<a href="/">`. Without attributes, words between such signs are words.
fn tag_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.as_bytes().get(start + 1..)?;
    let length = rest.iter().take(MAX_TAG).position(|b| matches!(b, b'<' | b'>' | b'\n' | b'\r'))?;
    let inside = rest.get(..length).filter(|_| rest.get(length) == Some(&b'>'))?;
    let inside = inside.strip_prefix(b"/").unwrap_or(inside);
    let is_of_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-');
    let name = inside.iter().position(|b| !is_of_name(b)).unwrap_or(inside.len());
    let attributes = inside.get(name..)?.trim_ascii();
    let is_tag = inside.first()?.is_ascii_alphabetic()
        && (attributes.is_empty() || attributes.contains(&b'=') || attributes.ends_with(b"/"));
    is_tag.then_some(start + 1 + length + 1)
}

/// End of the character references and of the words joined to them, from the reference at `at` on.
fn references_end(text: &str, at: usize) -> Option<usize> {
    let reference = |at: usize| {
        let rest = text.as_bytes().get(at..)?.strip_prefix(b"&")?;
        let length = rest.iter().take(MAX_REFERENCE + 1).position(|b| !b.is_ascii_alphanumeric())?;
        // A capital alone is rather an initial: *R&D;*
        let is_name = length > 1 && rest.first()?.is_ascii_alphabetic() && rest.get(length) == Some(&b';');
        is_name.then(|| skip_while(text, at + 1 + length + 1, |c| is_word_character(c) || is_extender(c)))
    };
    iter::successors(reference(at), |end| reference(*end)).last()
}

/// End of the code of which the first character stands at `from`.
fn code_end(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    let length = rest.iter().take(MAX_CODE).position(|b| matches!(b, b'`' | b'\n' | b'\r'))?;
    let end = from + length + 1;
    let is_closed = length > 0 && rest.get(length) == Some(&b'`');
    // A backtick before a letter is an apostrophe gone wrong: d`autres.
    (is_closed && !char_at(text, end).is_some_and(is_word_character)).then_some(end)
}

/// End of the URL of which `scheme` stands at `at`.
fn url_end(text: &str, at: usize, scheme: &str) -> Option<usize> {
    let from = at + text.get(at..)?.strip_prefix(scheme).map(|_| scheme.len())?;
    char_at(text, from).filter(|c| is_word_character(*c))?;
    Some(path_end(text, from))
}

/// End of the characters of a URL from `from` on, without the sentence's own punctuation.
fn path_end(text: &str, from: usize) -> usize {
    let end = skip_while(text, from, |c| match c {
        '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^' => false,
        _ => c.is_ascii_graphic() || is_word_character(c) || is_extender(c),
    });
    let mut url = text.get(from..end).unwrap_or_default();
    // A closing bracket belongs to the URL if it was opened there.
    let count = |bracket: char| url.matches(bracket).count();
    let mut unopened = [(')', count(')').saturating_sub(count('('))), (']', count(']').saturating_sub(count('[')))];
    while let Some(last) = url.chars().next_back() {
        let bracket = unopened.iter_mut().find(|(bracket, count)| *bracket == last && *count > 0);
        match (last, bracket) {
            (_, Some((_, count))) => *count -= 1,
            ('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*', None) => {}
            _ => break,
        }
        url = url.get(..url.len() - last.len_utf8()).unwrap_or_default();
    }
    from + url.len()
}

/// End of the e-mail address at `start`.
fn email_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let local = rest.bytes().take(MAX_LOCAL + 1).position(|b| !is_local(char::from(b)))?;
    let host = start + local + 1;
    if rest.as_bytes().get(local) != Some(&b'@') {
        return None;
    }
    host_end(text, host, |label| label.len() >= 2 && label.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// End of the bare domain at `start`, with its path.
fn domain_end(text: &str, start: usize) -> Option<usize> {
    let end = host_end(text, start, |label| TOP_LEVEL.contains(&label))?;
    if char_at(text, end) == Some('/') { Some(path_end(text, end)) } else { Some(end) }
}

/// End of the longest host name at `start` that has two labels at least and ends in a top-level domain.
fn host_end(text: &str, start: usize, is_top: impl Fn(&str) -> bool) -> Option<usize> {
    let rest = text.get(start..)?;
    let length = rest.bytes().take(MAX_HOST).position(|b| !is_host(b) && b != b'.').unwrap_or(rest.len().min(MAX_HOST));
    let mut at = start;
    let mut best = None;
    for label in rest.get(..length)?.split('.') {
        if label.is_empty() || label.starts_with('-') || label.ends_with('-') {
            break;
        }
        let end = at + label.len();
        if at > start {
            // `exemple.fr.La suite` misses a space: the capital starts a sentence. `Exemple.fr` and `EXEMPLE.FR` do not.
            if label.contains(char::is_uppercase) && label.contains(char::is_lowercase) {
                break;
            }
            if is_top(label) && !char_at(text, end).is_some_and(|c| is_word_character(c) || is_extender(c)) {
                best = Some(end);
            }
        }
        at = end + 1;
    }
    best
}

/// A character of the name before the `@`. Host names are made of these too.
const fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

const fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

/// A character of a handle or hashtag.
fn is_name_character(c: char) -> bool {
    c == '_' || is_word_character(c) || is_extender(c)
}

fn is_word_character(c: char) -> bool {
    is_letter(c) || is_digit(c)
}
