//! What may be written into Markdown and its front matter.
//!
//! Law: a repair is words. Whatever might be read as markup at some place is refused at every place, since what stands
//! beside it decides, and is not seen from here. Words that are replaced by words leave the markup around them as it was.

use super::Style;

/// How a value of front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code)] // Made by one format only.
pub(crate) enum Scalar {
    /// YAML, without quotation marks.
    Plain,
    /// YAML in single quotation marks, which are doubled inside.
    Doubled,
    /// TOML in single quotation marks, which cannot stand inside.
    Literal,
    /// In double quotation marks, with escapes.
    Escaped,
}

/// Words that YAML does not take for text.
const NO_TEXT: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// True for text that is nothing but words in Markdown, in a title that ends with `end` too.
pub(super) fn is_words(text: &str, end: Option<char>) -> bool {
    let inside = |c: char| is_letter(c) || matches!(c, ' ' | '-' | '\'' | ',' | '.') || is_typography(c);
    let ends = |c: char| is_letter(c) || matches!(c, ' ' | '\'') || is_typography(c);
    let number = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    text.chars().all(|c| inside(c) && Some(c) != end)
        && text.chars().next().is_none_or(is_letter)
        && text.chars().next_back().is_none_or(ends)
        && !number.starts_with('.')
}

impl Scalar {
    /// The text as it is written here.
    pub(super) fn written(self, text: &str) -> Option<String> {
        if text.contains(char::is_control) {
            return None;
        }
        match self {
            Self::Plain => {
                let known = NO_TEXT.iter().any(|word| word.eq_ignore_ascii_case(text));
                (is_words(text, None) && !known).then(|| text.into())
            }
            Self::Doubled => Some(text.replace('\'', "''")),
            Self::Literal => (!text.contains('\'')).then(|| text.into()),
            Self::Escaped => Some(text.replace('\\', "\\\\").replace('"', "\\\"")),
        }
    }
}

impl Style {
    /// A character of Markdown: what is beyond ASCII may be an entity, as in HTML.
    pub(super) fn markdown(&self, character: char, output: &mut String) {
        let entity = self.known.get(&character).is_none_or(|known| known.starts_with('&'));
        if character.is_ascii() || !entity { output.push(character) } else { self.markup(character, None, output) }
    }
}

/// A letter or a digit, with what stays with it: accents, soft hyphens, joiners.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

fn is_typography(c: char) -> bool {
    matches!(c, '’' | 'ʼ' | '·' | '\u{a0}' | '\u{202f}' | '\u{2010}' | '\u{2011}')
}
