//! The values of a record's fields, found without reading the others.
//!
//! Law: each level that a field leads through is read once more, so time grows with the depth that the user asks for and not
//! with that of the record. A key on the way that is given twice is refused.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::refuse;
use crate::error::Error;
use crate::format::Field;

/// What was found in a record.
pub(super) struct Found<'f, 'b> {
    pub(super) id: Option<&'b RawValue>,
    /// The fields that are there, in the order of the record.
    pub(super) values: Vec<(&'f Field, &'b RawValue)>,
}

/// The fields of a record. One that is missing or null is an error only where no other is there.
pub(super) fn find<'f, 'b>(record: &'b str, fields: &'f [Field]) -> Result<Found<'f, 'b>, Error> {
    let mut wanted: Vec<&str> = fields.iter().filter_map(|field| field.steps().first()).map(String::as_str).collect();
    wanted.push("id");
    let mut json = serde_json::Deserializer::from_str(record);
    let top = json
        .deserialize_map(Level { wanted: &wanted })
        .and_then(|found| json.end().map(|()| found))
        .map_err(|error| not_an_object(&error))?;
    let id = top.iter().rev().find(|(key, _)| key == "id").map(|(_, value)| *value);

    let mut values = Vec::with_capacity(fields.len());
    let mut missing = None;
    for field in fields {
        match value(&top, field)? {
            Some(value) if fields.len() > 1 && value.get() == "null" => missing = missing.or(Some(field)),
            Some(value) => values.push((field, value)),
            None => missing = missing.or(Some(field)),
        }
    }
    if let (Some(field), []) = (missing, values.as_slice()) {
        let name = field.name();
        return Err(refuse(format!("no field “{name}”; name the field that holds the article with --field")));
    }
    values.sort_by_key(|(_, value)| value.get().as_ptr().addr());
    if let Some([(one, _), (other, _)]) =
        values.windows(2).find(|pair| matches!(pair, [(_, a), (_, b)] if std::ptr::eq(a.get(), b.get())))
    {
        return Err(refuse(format!("“{}” and “{}” are the same field; name it once", one.name(), other.name())));
    }
    Ok(Found { id, values })
}

/// What a JSON value is, in words.
pub(super) fn kind_of(json: &str) -> &'static str {
    match json.chars().next() {
        Some('{') => "an object",
        Some('[') => "a list",
        Some('n') => "null",
        Some('t' | 'f') => "true or false",
        _ => "a number",
    }
}

/// A key, borrowed unless it is escaped.
#[derive(serde::Deserialize)]
struct Key<'b>(#[serde(borrow)] Cow<'b, str>);

/// Keys and values of one level, those that were wanted.
type Values<'b> = Vec<(Cow<'b, str>, &'b RawValue)>;

fn value<'b>(top: &Values<'b>, field: &Field) -> Result<Option<&'b RawValue>, Error> {
    let Some((first, deeper)) = field.steps().split_first() else { return Ok(None) };
    let mut found = only(top, first, field)?;
    for step in deeper {
        let Some(outer) = found else { return Ok(None) };
        let wanted = [step.as_str()];
        let level = Level { wanted: &wanted };
        let mut json = serde_json::Deserializer::from_str(outer.get());
        let read = match outer.get().as_bytes().first() {
            Some(b'{') => json.deserialize_map(level),
            Some(b'[') => json.deserialize_seq(level),
            _ => return Ok(None),
        };
        found = only(&read.map_err(|error| not_an_object(&error))?, step, field)?;
    }
    Ok(found)
}

fn only<'b>(values: &Values<'b>, key: &str, field: &Field) -> Result<Option<&'b RawValue>, Error> {
    let mut given = values.iter().filter(|(found, _)| found == key).map(|(_, value)| *value);
    match (given.next(), given.next()) {
        (value, None) => Ok(value),
        _ => Err(refuse(format!("the field “{}” is given twice; keep one", field.name()))),
    }
}

/// Collects the wanted values of an object or a list.
struct Level<'w> {
    wanted: &'w [&'w str],
}

impl<'b> Visitor<'b> for Level<'_> {
    type Value = Values<'b>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'b>>(self, mut map: A) -> Result<Values<'b>, A::Error> {
        let mut found = Vec::new();
        while let Some(key) = map.next_key::<Key<'b>>()? {
            let value: &'b RawValue = map.next_value()?;
            if self.wanted.contains(&key.0.as_ref()) {
                found.push((key.0, value));
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'b>>(self, mut list: A) -> Result<Values<'b>, A::Error> {
        let wanted: Option<usize> = self.wanted.first().and_then(|step| step.parse().ok());
        let mut found = Vec::new();
        let mut index = 0;
        while let Some(value) = list.next_element::<&'b RawValue>()? {
            if wanted == Some(index) {
                found.push((self.wanted.concat().into(), value));
            }
            index += 1;
        }
        Ok(found)
    }
}

fn not_an_object(error: &serde_json::Error) -> Error {
    if error.is_data() {
        return refuse("the record is no JSON object; write one {…} a line".into());
    }
    let message = error.to_string();
    let problem = message.split(" at line ").next().unwrap_or_default();
    refuse(format!("no valid JSON at column {}: {problem}; write one {{…}} a line", error.column()))
}
