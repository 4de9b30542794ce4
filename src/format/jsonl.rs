//! JSON Lines: one object a line, an article in one of its fields.
//!
//! [`Line::read`] finds the field and decodes its string; edits to the decoded text are written back into the line as it
//! lies. Law: key order, the spelling of numbers, escapes and white space outside an edit are the same bytes as before; what
//! an edit brings in is escaped as the field escapes such characters already. Rejected: parsing into a `Value` and printing
//! it, which re-spells the whole record; and guessing at a record that two readers understand differently (a field given
//! twice, half a surrogate pair): it is refused, and the caller passes it through.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::{Error, ErrorKind};
use crate::finding::Edit;
use crate::span::Span;

/// A record of a JSON Lines file, and the article in it.
///
/// ```
/// use limpide::format::jsonl::Line;
/// use limpide::{Edit, Span};
///
/// let line = Line::read(r#"{"id": 7.0, "text": "le entrance \u00e0 l'est"}"#, "text")?;
/// assert_eq!(line.text(), "le entrance à l'est");
/// assert_eq!(line.id().get(), "7.0");
///
/// let edit = Edit { span: Span::new(3, 11), text: "blé" };
/// assert_eq!(line.edited([edit]), r#"{"id": 7.0, "text": "le bl\u00e9 \u00e0 l'est"}"#);
/// # Ok::<(), limpide::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Line<'l> {
    line: &'l str,
    id: &'l RawValue,
    /// The bytes of the line between the quotation marks of the field.
    inner: Span,
    text: Cow<'l, str>,
    escapes: Vec<Escape>,
}

/// One escape of the field's string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Escape {
    character: char,
    /// Its bytes in the decoded text.
    decoded: Span,
    /// Its bytes in the line.
    raw: Span,
}

impl<'l> Line<'l> {
    /// Reads a line, with or without its newline, and decodes the string in `field`.
    ///
    /// # Errors
    /// When the line is no JSON object, or when it does not hold `field` once and as a string; the error says how to mend it.
    pub fn read(line: &'l str, field: &str) -> Result<Self, Error> {
        let object = line.strip_prefix('\u{feff}').unwrap_or(line);
        let mut json = serde_json::Deserializer::from_str(object);
        let found = json
            .deserialize_map(Fields { field })
            .and_then(|found| json.end().map(|()| found))
            .map_err(|error| not_an_object(&error))?;
        let value = match found.values.as_slice() {
            [value] => *value,
            [] => {
                return Err(refuse(format!("no field “{field}”; name the field that holds the article with --field")));
            }
            _ => return Err(refuse(format!("the field “{field}” is given twice; keep one"))),
        };
        let Some(string) = value.get().strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
            let kind = kind_of(value.get());
            return Err(refuse(format!("the field “{field}” is {kind}; the article must be a string")));
        };
        let start = string.as_ptr().addr().saturating_sub(line.as_ptr().addr());
        let (text, escapes) = decode(string, start).map_err(|problem| {
            refuse(format!("the field “{field}” {problem}; write the character whole or as two \\u escapes"))
        })?;
        let inner = Span::new(start, start + string.len());
        Ok(Self { line, id: found.id.unwrap_or(RawValue::NULL), inner, text, escapes })
    }

    /// The record's `id`, whatever JSON it is; `null` where there is none.
    #[must_use]
    pub fn id(&self) -> &'l RawValue {
        self.id
    }

    /// The article: the field's string, decoded.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the line that spell `span` of the decoded text; `None` where it does not lie in the text on character
    /// boundaries.
    #[must_use]
    pub fn raw(&self, span: Span) -> Option<Span> {
        self.text.get(span.start..span.end)?;
        Some(Span::new(self.raw_offset(span.start), self.raw_offset(span.end)))
    }

    /// The line with `edits` made to its article. Edits come in order and without overlap, as
    /// [`Report::edits`](crate::Report::edits) gives them; one that does not fit the text is left out.
    pub fn edited<'e>(&self, edits: impl IntoIterator<Item = Edit<'e>>) -> Cow<'l, str> {
        let mut output = String::new();
        let mut done = 0;
        let style = Style::of(self);
        for edit in edits {
            let Some(raw) = self.raw(edit.span).filter(|raw| raw.start >= done) else { continue };
            output.push_str(Span::new(done, raw.start).of(self.line));
            edit.text.chars().for_each(|character| self.spell(character, style, &mut output));
            done = raw.end;
        }
        if done == 0 {
            return Cow::Borrowed(self.line);
        }
        output.push_str(Span::new(done, self.line.len()).of(self.line));
        Cow::Owned(output)
    }

    fn raw_offset(&self, decoded: usize) -> usize {
        let behind = self.escapes.partition_point(|escape| escape.decoded.end <= decoded);
        match behind.checked_sub(1).and_then(|last| self.escapes.get(last)) {
            Some(escape) => escape.raw.end + (decoded - escape.decoded.end),
            None => self.inner.start + decoded,
        }
    }

    /// Writes a character as the field writes it already, or as its surroundings suggest.
    fn spell(&self, character: char, style: Style, output: &mut String) {
        if let Some(escape) = self.escapes.iter().find(|escape| escape.character == character) {
            return output.push_str(escape.raw.of(self.line));
        }
        match character {
            '"' => output.push_str("\\\""),
            '\\' => output.push_str("\\\\"),
            '\n' => output.push_str("\\n"),
            '\r' => output.push_str("\\r"),
            '\t' => output.push_str("\\t"),
            _ if character < ' ' || (style.ascii && !character.is_ascii()) => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let digits = if style.capitals { format!("{unit:04X}") } else { format!("{unit:04x}") };
                    output.push_str("\\u");
                    output.push_str(&digits);
                }
            }
            _ => output.push(character),
        }
    }
}

/// How a field escapes characters beyond ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    /// They are written as `\u` escapes.
    ascii: bool,
    /// The digits of escapes are capitals.
    capitals: bool,
}

impl Style {
    /// The field's own style; where it holds nothing beyond ASCII, that of the whole line.
    fn of(line: &Line<'_>) -> Self {
        let string = line.inner.of(line.line);
        let raw = !string.is_ascii();
        let escaped = line.escapes.iter().any(|escape| !escape.character.is_ascii());
        let ascii = match (escaped, raw) {
            (_, true) => false,
            (true, false) => true,
            (false, false) => line.line.is_ascii() && line.line.contains("\\u"),
        };
        let digits = line.escapes.iter().map(|escape| escape.raw.of(line.line)).filter(|raw| raw.starts_with("\\u"));
        let capitals = digits.flat_map(|raw| raw.bytes().skip(2)).any(|byte| byte.is_ascii_uppercase());
        Self { ascii, capitals }
    }
}

/// Collects `id` and every value of the field.
struct Fields<'f> {
    field: &'f str,
}

struct Found<'l> {
    id: Option<&'l RawValue>,
    values: Vec<&'l RawValue>,
}

impl<'l> Visitor<'l> for Fields<'_> {
    type Value = Found<'l>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<Found<'l>, A::Error> {
        let mut found = Found { id: None, values: Vec::new() };
        while let Some(key) = map.next_key::<String>()? {
            let value: &'l RawValue = map.next_value()?;
            if key == "id" {
                found.id = Some(value);
            }
            if key == self.field {
                found.values.push(value);
            }
        }
        Ok(found)
    }
}

/// Decodes the inside of a JSON string that starts at byte `start` of its line.
fn decode(string: &str, start: usize) -> Result<(Cow<'_, str>, Vec<Escape>), String> {
    if !string.contains('\\') {
        return Ok((Cow::Borrowed(string), Vec::new()));
    }
    let mut text = String::with_capacity(string.len());
    let mut escapes = Vec::new();
    let mut rest = string;
    while let Some((plain, behind)) = rest.split_once('\\') {
        text.push_str(plain);
        let at = string.len() - behind.len() - 1;
        let (character, length) = escape(behind).ok_or_else(|| {
            let shown: String = behind.chars().take(5).collect();
            format!("holds half a character, \\{shown}")
        })?;
        let decoded = Span::new(text.len(), text.len() + character.len_utf8());
        escapes.push(Escape { character, decoded, raw: Span::new(start + at, start + at + 1 + length) });
        text.push(character);
        rest = behind.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    Ok((Cow::Owned(text), escapes))
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

fn not_an_object(error: &serde_json::Error) -> Error {
    if error.is_data() {
        return refuse("the record is no JSON object; write one {…} a line".into());
    }
    let message = error.to_string();
    let problem = message.split(" at line ").next().unwrap_or_default();
    refuse(format!("no valid JSON at column {}: {problem}; write one {{…}} a line", error.column()))
}

fn kind_of(json: &str) -> &'static str {
    match json.chars().next() {
        Some('{') => "an object",
        Some('[') => "a list",
        Some('n') => "null",
        Some('t' | 'f') => "true or false",
        _ => "a number",
    }
}

fn refuse(message: String) -> Error {
    Error::new(ErrorKind::Input, message)
}
