//! How text is spelled in a document: escapes, entities, or as it is.
//!
//! Law: what is written reads back as the text that was asked for, and looks like what stands around it: a character that
//! the article escapes is escaped the same way. A text that cannot be written is refused, never written another way.
//! Plain data was chosen over a trait, so that a map of pieces can be copied, compared and stored.

mod markdown;

use std::collections::BTreeMap;

pub(crate) use markdown::Scalar;

#[cfg(feature = "encodings")]
use super::encoding::Charset;

/// How a piece of a document spells its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(dead_code)] // Some are made by some formats only.
pub(crate) enum Spelling {
    /// As it is.
    #[default]
    Verbatim,
    /// Inside a JSON string.
    Json,
    /// Text of HTML or XML.
    Markup,
    /// An attribute of HTML or XML, in this quotation mark; a blank where HTML does without.
    Attribute(char),
    /// As it is, but for the sign that ends a CDATA section.
    Cdata,
    /// Text of Markdown; in a title that this sign ends.
    Markdown(Option<char>),
    /// A value of front matter.
    Front(Scalar),
    /// It is read and never written: what names something, or ends a line on purpose.
    Fixed,
    /// In an encoding that is not UTF-8.
    #[cfg(feature = "encodings")]
    Coded(Charset),
}

/// How an article spells what need not be spelled as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Style {
    /// The first way in which each character was seen escaped.
    known: BTreeMap<char, String>,
    /// Characters beyond ASCII were seen as they are; letters among them.
    raw: (bool, bool),
    /// Characters beyond ASCII were seen escaped; letters among them.
    escaped: (bool, bool),
    /// The article's bytes hold nothing beyond ASCII, but `\u`.
    ascii: bool,
    /// Digits of escapes are capitals.
    capitals: bool,
    /// The kind of entity that letters were seen in first.
    entity: Option<Entity>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entity {
    Named,
    Decimal,
    Hexadecimal,
}

impl Spelling {
    /// True where markup is signs beside words, which read otherwise when the words between them are gone.
    pub(crate) fn is_delicate(self) -> bool {
        matches!(self, Self::Markdown(_))
    }

    /// The parts one after the other, as they are spelled here. The style is asked for only where it matters.
    pub(crate) fn spell<'s>(self, parts: &[&str], style: impl FnOnce() -> &'s Style) -> Option<Vec<u8>> {
        let text = parts.concat();
        let spelled = match self {
            Self::Verbatim => text,
            #[cfg(feature = "encodings")]
            Self::Coded(charset) => return charset.encode(&text),
            Self::Cdata if text.contains(['<', '>', ']']) => return None,
            Self::Cdata => text,
            Self::Json => style().written(&text, Style::json),
            Self::Markup => style().written(&text, |style, character, out| style.markup(character, None, out)),
            Self::Attribute(quote) => {
                style().written(&text, |style, character, out| style.markup(character, Some(quote), out))
            }
            Self::Markdown(end) if markdown::is_words(&text, end) => style().written(&text, Style::markdown),
            Self::Front(scalar) => scalar.written(&text)?,
            Self::Markdown(_) | Self::Fixed => return None,
        };
        Some(spelled.into_bytes())
    }
}

impl Style {
    /// The style of an article of which nothing was seen but its bytes, or not even they.
    pub(crate) fn new(scope: Option<&[u8]>) -> Self {
        let ascii = scope.is_some_and(|bytes| bytes.is_ascii() && memchr::memmem::find(bytes, b"\\u").is_some());
        Self { ascii, ..Self::default() }
    }

    /// Takes note of text that is spelled as it is.
    pub(crate) fn saw_raw(&mut self, text: &str) {
        if !text.is_ascii() {
            self.raw.0 = true;
            self.raw.1 = self.raw.1 || text.chars().any(is_letter);
        }
    }

    /// Takes note of a unit and the bytes that spell it.
    pub(crate) fn saw_unit(&mut self, unit: &str, source: &str) {
        let mut characters = unit.chars();
        let (Some(character), None) = (characters.next(), characters.next()) else { return };
        let digits = match source.as_bytes() {
            [b'\\', b'u', digits @ ..] | [b'&', b'#', b'x' | b'X', digits @ .., b';'] => digits,
            [b'\\', ..] | [b'&', .., b';'] => &[],
            // Blanks that read as one, entities without their end: nothing to copy.
            _ => return,
        };
        self.capitals |= digits.iter().any(u8::is_ascii_uppercase);
        if !character.is_ascii() {
            self.escaped.0 = true;
            self.escaped.1 |= is_letter(character);
        }
        if is_letter(character) && self.entity.is_none() {
            self.entity = match source.as_bytes() {
                [b'&', b'#', b'x' | b'X', ..] => Some(Entity::Hexadecimal),
                [b'&', b'#', ..] => Some(Entity::Decimal),
                [b'&', ..] => Some(Entity::Named),
                _ => None,
            };
        }
        self.known.entry(character).or_insert_with(|| source.to_string());
    }

    fn written(&self, text: &str, spell: impl Fn(&Self, char, &mut String)) -> String {
        let mut output = String::with_capacity(text.len());
        text.chars().for_each(|character| spell(self, character, &mut output));
        output
    }

    /// A character of a JSON string.
    fn json(&self, character: char, output: &mut String) {
        if let Some(escape) = self.known.get(&character) {
            return output.push_str(escape);
        }
        let escaped = match (self.escaped.0, self.raw.0) {
            (_, true) => false,
            (true, false) => true,
            (false, false) => self.ascii,
        };
        match character {
            '"' => output.push_str("\\\""),
            '\\' => output.push_str("\\\\"),
            '\n' => output.push_str("\\n"),
            '\r' => output.push_str("\\r"),
            '\t' => output.push_str("\\t"),
            _ if character < ' ' || (escaped && !character.is_ascii()) => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    output.push_str(&if self.capitals { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") });
                }
            }
            _ => output.push(character),
        }
    }

    /// A character of text, or of an attribute in `quote`.
    fn markup(&self, character: char, quote: Option<char>, output: &mut String) {
        let letters_escaped = self.escaped.1 && !self.raw.1;
        let must = matches!(character, '&' | '<' | '>')
            || Some(character) == quote
            || (quote == Some(' ') && ends_bare(character));
        let may = match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' => false,
            _ if is_letter(character) => letters_escaped,
            _ => true,
        };
        match (self.known.get(&character).filter(|_| may), character) {
            (Some(entity), _) => output.push_str(entity),
            (None, '&') => output.push_str("&amp;"),
            (None, '<') => output.push_str("&lt;"),
            (None, '>') => output.push_str("&gt;"),
            (None, '"') if must => output.push_str("&quot;"),
            (None, _) if must || (letters_escaped && !character.is_ascii()) => self.entity(character, output),
            (None, _) => output.push(character),
        }
    }

    fn entity(&self, character: char, output: &mut String) {
        let code = u32::from(character);
        let name = NAMES.iter().find(|(named, _)| *named == character).map(|(_, name)| name);
        output.push_str(&match (self.entity, name) {
            (Some(Entity::Named), Some(name)) => format!("&{name};"),
            (Some(Entity::Hexadecimal), _) if self.capitals => format!("&#x{code:X};"),
            (Some(Entity::Hexadecimal), _) => format!("&#x{code:x};"),
            _ => format!("&#{code};"),
        });
    }
}

/// True where a value without quotes would end, or seem to have some.
fn ends_bare(character: char) -> bool {
    matches!(character, '"' | '\'' | '=' | '`' | '\t' | '\n' | '\x0c' | '\r')
}

fn is_letter(character: char) -> bool {
    !character.is_ascii() && character.is_alphabetic()
}

/// Names of what French writes beyond ASCII.
pub(super) const NAMES: [(char, &str); 46] = [
    ('à', "agrave"),
    ('â', "acirc"),
    ('ä', "auml"),
    ('æ', "aelig"),
    ('ç', "ccedil"),
    ('é', "eacute"),
    ('è', "egrave"),
    ('ê', "ecirc"),
    ('ë', "euml"),
    ('î', "icirc"),
    ('ï', "iuml"),
    ('ñ', "ntilde"),
    ('ô', "ocirc"),
    ('ö', "ouml"),
    ('œ', "oelig"),
    ('ù', "ugrave"),
    ('û', "ucirc"),
    ('ü', "uuml"),
    ('ÿ', "yuml"),
    ('À', "Agrave"),
    ('Â', "Acirc"),
    ('Ä', "Auml"),
    ('Æ', "AElig"),
    ('Ç', "Ccedil"),
    ('É', "Eacute"),
    ('È', "Egrave"),
    ('Ê', "Ecirc"),
    ('Ë', "Euml"),
    ('Î', "Icirc"),
    ('Ï', "Iuml"),
    ('Ô', "Ocirc"),
    ('Ö', "Ouml"),
    ('Œ', "OElig"),
    ('Ù', "Ugrave"),
    ('Û', "Ucirc"),
    ('Ü', "Uuml"),
    ('Ÿ', "Yuml"),
    ('\u{a0}', "nbsp"),
    ('\u{ad}', "shy"),
    ('«', "laquo"),
    ('»', "raquo"),
    ('‘', "lsquo"),
    ('’', "rsquo"),
    ('–', "ndash"),
    ('—', "mdash"),
    ('…', "hellip"),
];
