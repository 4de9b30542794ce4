//! Front matter: the values that readers see, in YAML between `---` and in TOML between `+++`.
//!
//! Law: a repair leaves a value of the same kind under the same key. Only scalars on one line are read, plain or quoted;
//! what runs over several lines, or is written in a way that is not certain, is left alone. Rejected: a parser of YAML,
//! which gives values and not the bytes that spell them.

use crate::format::spelling::{Scalar, Spelling};
use crate::format::view::Builder;
use crate::span::Span;

/// The keys whose values are prose.
const PROSE: [&str; 4] = ["title", "description", "summary", "subtitle"];

/// Adds the prose of the front matter; the byte at which the document's own text begins.
pub(super) fn prose<'t>(at: usize, text: &'t str, view: &mut Builder<'t>) -> usize {
    let mark = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    let mut lines = Lines { text, at: mark };
    let toml = match lines.next().map(|(_, line)| line.trim_ascii_end()) {
        Some("---") => false,
        Some("+++") => true,
        _ => return mark,
    };
    let mut inside = Vec::new();
    for (start, line) in &mut lines {
        match line.trim_ascii_end() {
            "+++" if toml => return values(at, &inside, toml, view, lines.at),
            "---" | "..." if !toml => return values(at, &inside, toml, view, lines.at),
            _ => inside.push((start, line)),
        }
    }
    // It never ends, so it is none.
    mark
}

fn values<'t>(at: usize, lines: &[(usize, &'t str)], toml: bool, view: &mut Builder<'t>, body: usize) -> usize {
    for (index, (start, line)) in lines.iter().enumerate() {
        // A table has titles of its own, and in a text of several lines nothing is a key.
        if toml && (line.starts_with('[') || line.contains("\"\"\"") || line.contains("'''")) {
            break;
        }
        // The value goes on.
        if !toml
            && lines
                .get(index + 1)
                .is_some_and(|(_, next)| next.starts_with([' ', '\t']) && !next.trim_ascii().is_empty())
        {
            continue;
        }
        let Some((key, value)) = line.split_once(if toml { '=' } else { ':' }) else { continue };
        let key = if toml { key.trim_ascii() } else { key };
        let blank = toml || value.starts_with([' ', '\t']);
        if !blank || !PROSE.iter().any(|known| known.eq_ignore_ascii_case(key)) {
            continue;
        }
        let begins = start + (line.len() - value.trim_ascii_start().len());
        if let Some((scalar, parts)) = scalar(value.trim_ascii(), toml) {
            view.paragraph();
            view.spelled(Spelling::Front(scalar));
            for (from, run, unit) in parts {
                let from = at + begins + from;
                match unit {
                    Some(unit) => view.decoded(Span::new(from, from + run.len()), unit.encode_utf8(&mut [0; 4])),
                    None => view.verbatim(from, run),
                }
            }
        }
    }
    view.paragraph();
    body
}

/// Runs as they stand and units, each with its place.
type Parts<'t> = Vec<(usize, &'t str, Option<char>)>;

fn scalar(value: &str, toml: bool) -> Option<(Scalar, Parts<'_>)> {
    let inside = value.get(1..);
    match (value.chars().next()?, toml) {
        ('"', _) => Some((Scalar::Escaped, quoted(inside?, '"', escape)?)),
        ('\'', true) => Some((Scalar::Literal, quoted(inside?, '\'', |_| None)?)),
        ('\'', false) => Some((Scalar::Doubled, quoted(inside?, '\'', doubled)?)),
        (first, false) if first.is_alphanumeric() || matches!(first, '«' | '“' | '…' | '–' | '—') => {
            let end = value.find(" #").unwrap_or(value.len());
            let plain = value.get(..end)?.trim_ascii_end();
            let sure = !plain.contains(": ") && !plain.ends_with(':') && !plain.contains('\t');
            sure.then(|| (Scalar::Plain, vec![(0, plain, None)]))
        }
        _ => None,
    }
}

/// The parts of what stands before the `quote` that ends it, if only blanks or a remark follow.
fn quoted(text: &str, quote: char, unit: impl Fn(&str) -> Option<(usize, char)>) -> Option<Parts<'_>> {
    let mut parts = Vec::new();
    let (mut run, mut at) = (0, 0);
    loop {
        let next = at + text.get(at..)?.find([quote, '\\'])?;
        let rest = text.get(next..)?;
        if let Some((len, character)) = unit(rest) {
            parts.push((1 + run, text.get(run..next)?, None));
            parts.push((1 + next, rest.get(..len)?, Some(character)));
            (run, at) = (next + len, next + len);
        } else if rest.starts_with(quote) {
            parts.push((1 + run, text.get(run..next)?, None));
            let behind = rest.get(1..)?.trim_ascii_start();
            return (behind.is_empty() || behind.starts_with('#')).then_some(parts);
        } else if quote == '"' {
            // An escape that is not known.
            return None;
        } else {
            at = next + 1;
        }
    }
}

fn doubled(text: &str) -> Option<(usize, char)> {
    text.starts_with("''").then_some((2, '\''))
}

/// The escapes that YAML and TOML share, and what they spell; blanks of several lines are none of a title.
fn escape(text: &str) -> Option<(usize, char)> {
    let mut characters = text.chars();
    if characters.next() != Some('\\') {
        return None;
    }
    let digits = match characters.next()? {
        kept @ ('"' | '\\' | '/') => return Some((2, kept)),
        't' => return Some((2, '\t')),
        'u' => 4,
        'U' => 8,
        _ => return None,
    };
    let code = text.get(2..2 + digits).filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    Some((2 + digits, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
}

/// The lines of a text without their ends, with their places.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let line = self.text.get(start..)?.split_inclusive('\n').next()?;
        self.at += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        Some((start, line.strip_suffix('\r').unwrap_or(line)))
    }
}
