//! What holds for every record and every edit; then the records that are refused.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::document::{Article, Document, Options};
use crate::finding::Edit;
use crate::format::Format;
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

fn read<'b>(lines: &'b str, fields: &[&str]) -> Document<'b> {
    let options = Options::default().fields(fields.iter().map(|field| field.parse().unwrap()));
    Document::read(Format::JsonLines, lines.as_bytes(), &options).unwrap()
}

/// The only record of `line`, edited.
fn written<'e>(line: &str, edits: impl IntoIterator<Item = Edit<'e>>) -> String {
    let document = read(line, &["text"]);
    let article = document.articles().next().unwrap();
    let mut output = line.as_bytes().to_vec();
    let rewrites: Vec<_> = edits.into_iter().flat_map(|edit| article.rewrites(edit).unwrap()).collect();
    for rewrite in rewrites.iter().rev() {
        output.splice(rewrite.span.start..rewrite.span.end, rewrite.bytes.iter().copied());
    }
    String::from_utf8(output).unwrap()
}

proptest! {
    #[test]
    fn each_character_is_found_again_and_spelled_as_it_was(
        text in any::<String>(),
        ways in prop::collection::vec(any::<u8>(), 1..8),
    ) {
        let line = format!("{{ \"n\": 1.50e+03 ,\"text\":{} , \"z\\u00e9\":[null]}} ", spelled(&text, &ways));
        let document = read(&line, &["text"]);
        let article = document.articles().next().unwrap();
        prop_assert_eq!(article.text(), &text);
        let ends = boundaries(&text);
        let characters: Vec<_> = ends.windows(2).map(|ends| Span::new(ends[0], ends[1])).collect();
        for span in &characters {
            let raw = article.source(*span).unwrap();
            let decoded: String = serde_json::from_str(&format!("\"{}\"", raw.of(&line))).unwrap();
            prop_assert_eq!(decoded, span.of(&text));
        }
        let value: Value = serde_json::from_str(&line).unwrap();
        let same = written(&line, characters.iter().map(|span| Edit { span: *span, text: span.of(&text) }));
        prop_assert_eq!(serde_json::from_str::<Value>(&same).unwrap(), value);
    }

    #[test]
    fn edits_change_the_field_and_nothing_else(
        text in any::<String>().prop_filter("some text", |text| !text.is_empty()),
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
        let edited = written(&line, edits);
        let value: Value = serde_json::from_str(&edited).unwrap();
        prop_assert_eq!(value["text"].as_str().unwrap(), wanted);
        prop_assert!(edited.starts_with(before) && edited.ends_with(after));
    }

    #[test]
    fn no_line_is_too_odd_to_be_read_or_refused(line in any::<String>(), field in any::<String>()) {
        let fields = [field.parse().unwrap_or_default(), "/a/0/b".parse().unwrap()];
        for fields in [&fields[..1], &fields[..]] {
            let options = Options::default().fields(fields.iter().cloned());
            for line in [line.clone(), format!("{{\"text\":{line}}}"), format!("{{\"text\":\"{line}\"}}"), format!("{{\"text\":\"\\u{line}\"}}")] {
                let document = Document::read(Format::JsonLines, line.as_bytes(), &options).unwrap();
                prop_assert!(document.articles().all(|article| article.text().len() <= line.len() + 2));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        let document = Document::read(Format::JsonLines, &bytes, &Options::default()).unwrap();
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
        prop_assert_eq!(document.articles().len() + document.refused().len(), lines.count());
    }
}

fn edited(line: &str, found: &str, new: &str) -> String {
    let start = read(line, &["text"]).articles().next().unwrap().text().find(found).unwrap();
    written(line, [Edit { span: Span::new(start, start + found.len()), text: new }])
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
fn a_record_shows_by_itself_how_it_is_spelled() {
    let lines = "{\"a\":\"\\u00e0\",\"text\":\"xx\"}\n{\"text\":\"xx\",\"b\":\"à\"}\n";
    let document = read(lines, &["text"]);
    let spelled = |article: Article<'_>| article.rewrites(Edit { span: Span::new(0, 2), text: "é" }).unwrap();
    let spelled: Vec<_> = document.articles().flat_map(spelled).map(|rewrite| rewrite.bytes).collect();
    assert_eq!(spelled, [&b"\\u00e9"[..], "é".as_bytes()]);
}

#[test]
fn fields_of_a_record_are_one_article_in_its_order() {
    let line = r#"{"b":{"c":["x",{"d":"le corps"}]},"a/b":"le titre","none":null,"a":1}"#;
    let text = |fields: &[&str]| read(line, fields).articles().next().map(|article| article.text().to_string());
    assert_eq!(text(&["/a~1b", "/b/c/1/d", "none", "absent"]).unwrap(), "le corps\n\nle titre");
    assert_eq!(text(&["a/b"]).unwrap(), "le titre");
    assert_eq!(text(&["/b/c/0:text", "/b/c/7"]).unwrap(), "x");
    let refused = |fields: &[&str]| read(line, fields).refused()[0].to_string();
    assert_eq!(
        refused(&["none", "/b/d"]),
        "line 1: no field “none”; name the field that holds the article with --field"
    );
    assert_eq!(refused(&["a/b", "/a~1b"]), "line 1: “a/b” and “/a~1b” are the same field; name it once");
    assert_eq!(refused(&["a/b", "/b"]), "line 1: the field “/b” is an object; the article must be a string");
}

#[test]
fn the_id_is_copied_whatever_it_is() {
    let id = |line: &str| read(line, &["text"]).articles().next().unwrap().id().to_string();
    assert_eq!(id(r#"{"id": {"a": [1.0]},"text":""}"#), r#"{"a": [1.0]}"#);
    assert_eq!(id(r#"{"text":""}"#), "null");
    assert_eq!(id("\u{feff}{\"text\":\"\",\"id\":\"\\u00e9\"}\r\n"), r#""\u00e9""#);
    let document = read(r#"{"text":"","id":{"a":[1.0]}}"#, &["text"]);
    assert_eq!(serde_json::to_value(document.articles().next().unwrap().id()).unwrap(), json!({ "a": [1.0] }));
}

#[test]
fn a_record_that_two_readers_understand_differently_is_refused() {
    let refused = |line: &str| {
        let error = read(line, &["text"]).refused()[0].to_string();
        error.strip_prefix("line 1: ").unwrap().to_string()
    };
    assert_eq!(refused("[1]"), "the record is no JSON object; write one {…} a line");
    assert_eq!(refused("7"), "the record is no JSON object; write one {…} a line");
    assert!(refused(r#"{"text":"a""#).starts_with("no valid JSON at column 11: EOF"), "{}", refused(r#"{"text":"a""#));
    assert!(refused(r#"{"text":"a"} {}"#).contains("column 14"), "{}", refused(r#"{"text":"a"} {}"#));
    assert!(refused(r#"{"body":"a"}"#).contains("no field “text”"));
    assert!(refused(r#"{"text":null}"#).contains("is null; the article must be a string"));
    assert!(refused(r#"{"text":"a","text":"b"}"#).contains("given twice"));
    assert!(refused(r#"{"text":"a\ud800b"}"#).contains("half a character, \\ud800"));
    assert!(refused(r#"{"text":"\udc00\ud800"}"#).contains("half a character, \\udc00"));
    assert!(read(r#"{"other":"\ud800","text":"a"}"#, &["text"]).refused().is_empty());
}

#[test]
fn records_beside_a_bad_one_are_read() {
    let document = read("{\"text\":\"un\"}\n\n[1]\r\n{\"text\":\"deux\"}", &["text"]);
    assert_eq!(document.articles().map(|article| article.text()).collect::<Vec<_>>(), ["un", "deux"]);
    assert_eq!(document.refused()[0].line(), Some(3));
}
