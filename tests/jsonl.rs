//! JSON Lines as archives and agencies keep them.

#![cfg(all(feature = "french", feature = "html", feature = "jsonl", feature = "markdown"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;
mod support;

use limpide::format::{Field, Format};
use limpide::{Document, Options};
use serde_json::Value;

use folder::{Case, cases};
use support::french;

/// The fields that hold the article, where it is not `text`.
const FIELDS: [(&str, &[&str]); 6] = [
    ("02-titre-et-corps", &["title", "body"]),
    ("03-corps-html", &["body:html"]),
    ("04-corps-markdown", &["body:md"]),
    ("05-pointeur", &["/content/0/body", "/content/1/body"]),
    ("12-html-echappe", &["body:html"]),
    ("13-titre-chapeau-corps", &["title", "lead", "body:html"]),
];

fn options(case: &Case) -> Options {
    let own = FIELDS.iter().find(|(name, _)| case.name.strip_suffix(".jsonl") == Some(name));
    own.map_or_else(Options::default, |(_, fields)| {
        Options::default().fields(fields.iter().map(|field| field.parse::<Field>().unwrap()))
    })
}

#[test]
fn newsroom_records_come_out_right() {
    let cases = cases("jsonl");
    assert!(cases.len() >= 12);
    for case in &cases {
        case.holds_with(Format::JsonLines, &options(case), french());
    }
}

/// Another reader of JSON finds the same records before and after, but for the text of those fields.
#[test]
fn only_the_fields_that_were_named_change() {
    for case in cases("jsonl") {
        let options = options(&case);
        let document = Document::read(Format::JsonLines, &case.input, &options).unwrap();
        let output = french().check_document(&document).apply().into_owned();
        let lines = |bytes: &[u8]| -> Vec<Vec<u8>> { bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect() };
        let (before, after) = (lines(&case.input), lines(&output));
        assert_eq!(before.len(), after.len(), "{}", case.name);
        let value = |line: &[u8]| -> Option<Value> {
            let mut value: Value = serde_json::from_slice(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)).ok()?;
            for field in &options.fields {
                let pointer =
                    if field.name().starts_with('/') { field.name().into() } else { format!("/{}", field.name()) };
                value.pointer_mut(&pointer).map(Value::take);
            }
            Some(value)
        };
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(value(before), value(after), "{}", case.name);
            assert!(value(before).is_some() || before == after, "{}", case.name);
        }
    }
}
