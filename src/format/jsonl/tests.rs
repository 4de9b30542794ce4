//! What holds for every record and every edit; then the records that are refused.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::Line;
use crate::finding::Edit;
use crate::span::Span;

/// `text` as JSON, each character spelled in one of the ways JSON allows.
fn spelled(text: &str, ways: &[u8]) -> String {
    let mut raw = String::from("\"");
    for (character, way) in text.chars().zip(ways.iter().cycle()) {
        match (character, way % 3) {
            ('"' | '\\' | '/', 0) => raw.extend(['\\', character]),
            ('\n', 0) => raw.push_str("\\n"),
            ('"' | '\\', _) | ('\0'..' ', _) | (_, 1) => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    raw.push_str(&if way % 2 == 0 { format!("\\u{unit:04x}") } else { format!("\\u{unit:04X}") });
                }
            }
            _ => raw.push(character),
        }
    }
    raw.push('"');
    raw
}

fn boundaries(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

proptest! {
    #[test]
    fn a_line_without_edits_is_the_same_bytes(text in any::<String>(), ways in prop::collection::vec(any::<u8>(), 1..8)) {
        let line = format!("{{ \"n\": 1.50e+03 ,\"text\":{} , \"z\\u00e9\":[null]}} ", spelled(&text, &ways));
        let read = Line::read(&line, "text").unwrap();
        prop_assert_eq!(read.text(), &text);
        prop_assert_eq!(read.edited([]), line.as_str());
        // Replacing each character by itself spells it as it was.
        let ends = boundaries(&text);
        let same: Vec<_> = ends.windows(2).map(|ends| Span::new(ends[0], ends[1])).collect();
        let edits = same.iter().map(|span| Edit { span: *span, text: span.of(&text) });
        let value: Value = serde_json::from_str(&line).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&read.edited(edits)).unwrap(), value);
        for pair in ends.windows(2) {
            let raw = read.raw(Span::new(pair[0], pair[1])).unwrap();
            let decoded: String = serde_json::from_str(&format!("\"{}\"", raw.of(&line))).unwrap();
            prop_assert_eq!(decoded, &text[pair[0]..pair[1]]);
        }
    }

    #[test]
    fn edits_change_the_field_and_nothing_else(
        text in any::<String>(),
        ways in prop::collection::vec(any::<u8>(), 1..8),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<String>()), 0..6),
    ) {
        let before = "{\"n\": 1.50e+03 ,\"text\": ";
        let after = ", \"a\":\"\\u00e9\\/\"}";
        let line = format!("{before}{}{after}", spelled(&text, &ways));
        let ends = boundaries(&text);
        let mut places: Vec<_> = cuts.iter().map(|(index, new)| (ends[index.index(ends.len())], new.as_str())).collect();
        places.sort();
        let mut edits = Vec::new();
        for pair in places.chunks(2) {
            let (start, new) = pair[0];
            let end = pair.last().map_or(start, |last| last.0);
            edits.push(Edit { span: Span::new(start, end), text: new });
        }
        let mut wanted = String::new();
        let mut done = 0;
        for edit in &edits {
            wanted += &text[done..edit.span.start];
            wanted += edit.text;
            done = edit.span.end;
        }
        wanted += &text[done..];
        let edited = Line::read(&line, "text").unwrap().edited(edits).into_owned();
        let value: Value = serde_json::from_str(&edited).unwrap();
        prop_assert_eq!(value["text"].as_str().unwrap(), wanted);
        prop_assert!(edited.starts_with(before) && edited.ends_with(after));
    }

    #[test]
    fn no_line_is_too_odd_to_be_read_or_refused(line in any::<String>(), field in any::<String>()) {
        let _ = Line::read(&line, &field);
        let _ = Line::read(&format!("{{\"text\":{line}}}"), "text");
        let _ = Line::read(&format!("{{\"text\":\"{line}\"}}"), "text");
        let _ = Line::read(&format!("{{\"text\":\"\\u{line}\"}}"), "text");
    }
}

fn edited(line: &str, found: &str, new: &str) -> String {
    let read = Line::read(line, "text").unwrap();
    let start = read.text().find(found).unwrap();
    read.edited([Edit { span: Span::new(start, start + found.len()), text: new }]).into_owned()
}

#[test]
fn what_an_edit_brings_in_is_escaped_as_its_surroundings_are() {
    assert_eq!(edited(r#"{"text":"\u00e0 xx"}"#, "xx", "été"), r#"{"text":"\u00e0 \u00e9t\u00e9"}"#);
    assert_eq!(edited(r#"{"text":"\u00C0 xx"}"#, "xx", "é"), r#"{"text":"\u00C0 \u00E9"}"#);
    assert_eq!(edited(r#"{"text":"à xx"}"#, "xx", "é"), r#"{"text":"à é"}"#);
    assert_eq!(edited(r#"{"t":"\u00e0","text":"xx"}"#, "xx", "é"), r#"{"t":"\u00e0","text":"\u00e9"}"#);
    assert_eq!(edited(r#"{"text":"xx"}"#, "xx", "é"), r#"{"text":"é"}"#);
    assert_eq!(edited(r#"{"text":"l\u0027xx"}"#, "xx", "d'y"), r#"{"text":"l\u0027d\u0027y"}"#);
    assert_eq!(edited(r#"{"text":"\u00e0 xx"}"#, "xx", "\u{1f600}\"\n"), r#"{"text":"\u00e0 \ud83d\ude00\"\n"}"#);
}

#[test]
fn the_id_is_copied_whatever_it_is() {
    let id = |line: &str| Line::read(line, "text").unwrap().id().get().to_string();
    assert_eq!(id(r#"{"id": {"a": [1.0]},"text":""}"#), r#"{"a": [1.0]}"#);
    assert_eq!(id(r#"{"text":""}"#), "null");
    assert_eq!(id("\u{feff}{\"text\":\"\",\"id\":\"\\u00e9\"}\r\n"), r#""\u00e9""#);
    assert_eq!(serde_json::to_value(Line::read(r#"{"text":""}"#, "text").unwrap().id()).unwrap(), json!(null));
}

#[test]
fn a_record_that_two_readers_understand_differently_is_refused() {
    let refused = |line: &str| Line::read(line, "text").unwrap_err().to_string();
    assert_eq!(refused("[1]"), "the record is no JSON object; write one {…} a line");
    assert_eq!(refused("7"), "the record is no JSON object; write one {…} a line");
    assert!(refused(r#"{"text":"a""#).starts_with("no valid JSON at column 11: EOF"), "{}", refused(r#"{"text":"a""#));
    assert!(refused(r#"{"text":"a"} {}"#).contains("column 14"), "{}", refused(r#"{"text":"a"} {}"#));
    assert!(refused(r#"{"body":"a"}"#).contains("no field “text”"));
    assert!(refused(r#"{"text":null}"#).contains("is null; the article must be a string"));
    assert!(refused(r#"{"text":"a","text":"b"}"#).contains("given twice"));
    assert!(refused(r#"{"text":"a\ud800b"}"#).contains("half a character, \\ud800"));
    assert!(refused(r#"{"text":"\udc00\ud800"}"#).contains("half a character, \\udc00"));
    assert!(Line::read(r#"{"other":"\ud800","text":"a"}"#, "text").is_ok());
}
