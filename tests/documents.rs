//! Documents of every format: what is reported of them, in their own bytes, and what is written back.
//!
//! Each law is one function over a document, so that a new format is held to all of them by one line in `formats`.

#![cfg(all(
    feature = "encodings",
    feature = "french",
    feature = "html",
    feature = "jsonl",
    feature = "markdown",
    feature = "xml"
))]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/pace.rs"]
mod pace;
mod support;
#[path = "support/tries.rs"]
mod tries;

use std::borrow::Cow;
use std::sync::OnceLock;
use std::time::Duration;

use limpide::document::Id;
use limpide::format::{Field, Format};
use limpide::{Cleaner, Document, Options, Span};
use proptest::prelude::*;
use serde_json::{Value, json};

use pace::in_proportion;
use support::{Chance, Engine, articles, french, independent_pairs, observed_pairs, spin};
use tries::tries;

const DAMAGED: &str = "Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires et à une imaginative and prescient commune.";
const REPAIRED: &str =
    "Sur les lignes de front, le front résiste grâce aux technologies militaires et à une vision commune.";

/// A cleaner that speaks of every candidate and applies all it can.
fn reckless() -> &'static Cleaner {
    static CLEANER: OnceLock<Cleaner> = OnceLock::new();
    CLEANER.get_or_init(|| Cleaner::builder().expect_damaged(0.99).hint_from(0.0).apply_from(0.0).build().unwrap())
}

fn fields(names: &[&str]) -> Options {
    Options::default().fields(names.iter().map(|name| name.parse::<Field>().unwrap()))
}

/// An article in every format.
fn formats(text: &str) -> Vec<(Format, Vec<u8>, Options)> {
    let record = json!({ "n": 1.5, "text": text, "z": [text] }).to_string();
    let ascii = text.chars().fold(String::new(), |line, character| match character {
        '"' | '\\' => line + "\\" + &character.to_string(),
        ' '..='~' => line + &character.to_string(),
        _ => character.encode_utf16(&mut [0; 2]).iter().fold(line, |line, unit| line + &format!("\\u{unit:04X}")),
    });
    let escaped = format!("{{\"x\":null}}\r\n\n{{ \"a\" : {{\"b\":[7,\"{ascii}\"]}}, \"id\":3}}");
    // In Markdown all signs are entities; there is none for a NUL.
    let markdown = text.chars().fold(String::new(), |line, character| match character {
        ' ' if line.ends_with(char::is_alphanumeric) => line + " ",
        _ if character.is_alphanumeric() => line + &character.to_string(),
        _ => line + &format!("&#{};", u32::from(character)),
    });
    // A paragraph does not end with a blank.
    let markdown = match markdown.strip_suffix(' ') {
        Some(line) => format!("{line}&#32;"),
        None => markdown,
    };
    let markdown = if text.contains('\0') {
        Vec::new()
    } else {
        vec![(Format::Markdown, markdown.into_bytes(), Options::default())]
    };
    let (latin, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
    let latin = (!lossy).then(|| (Format::Text, latin.into_owned(), Options::default().encoding("windows-1252")));
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut formats = vec![
        (Format::Text, text.as_bytes().to_vec(), Options::default()),
        (Format::Text, ["\u{feff}", text].concat().into_bytes(), Options::default()),
        (Format::Text, [b"\xfe\xff", &wide[..]].concat(), Options::default()),
        (Format::Text, wide, Options::default().encoding("utf-16be")),
        (Format::JsonLines, record.into_bytes(), Options::default()),
        (Format::JsonLines, escaped.into_bytes(), fields(&["/a/b/1"])),
        (Format::Html, html(text).into_bytes(), Options::default()),
        (Format::Xml, feed(&text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")), Options::default()),
        (Format::Xml, feed(&format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))), Options::default()),
    ];
    formats.extend(latin);
    formats.extend(markdown);
    formats
}

/// A page that reads as `text`: white space that browsers would not show stands in references.
fn html(text: &str) -> String {
    let mut page = String::from("<title></title><p>");
    let mut blank = true;
    for (at, character) in text.char_indices() {
        let lone = character == ' ' && !blank && at + 1 < text.len();
        match character {
            '&' => page += "&amp;",
            '<' => page += "&lt;",
            ' ' if lone => page.push(' '),
            ' ' | '\t' | '\n' | '\x0c' | '\r' => page += &format!("&#{};", u32::from(character)),
            _ => page.push(character),
        }
        blank = lone;
    }
    page + "</p><script>entrance</script>"
}

/// A feed with one entry, whose text is kept as it is.
fn feed(text: &str) -> Vec<u8> {
    format!("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>\n<entry><id>x</id><content xml:space='preserve'>{text}</content></entry></feed>").into_bytes()
}

/// Reported is applied, every other byte is the same, and each place slices.
fn output_is_input_with_the_rewrites(document: &Document<'_>, cleaner: &Cleaner) -> Vec<u8> {
    let input = document.bytes();
    let report = cleaner.check_document(document);
    let output = report.apply();
    assert_eq!(matches!(output, Cow::Borrowed(_)), report.rewrites().next().is_none());
    let (mut wanted, mut done) = (Vec::new(), 0);
    for rewrite in report.rewrites() {
        wanted.extend_from_slice(&input[done..rewrite.span.start]);
        wanted.extend_from_slice(&rewrite.bytes);
        done = rewrite.span.end;
    }
    wanted.extend_from_slice(&input[done..]);
    assert_eq!(*output, wanted);
    for article in &report.articles {
        assert_eq!(article.findings.len(), article.places.len());
        for (finding, place) in article.findings.iter().zip(&article.places) {
            assert!(!finding.span.is_empty() && finding.span.end <= input.len(), "{finding:?}");
            assert_eq!(place.of(article.text), finding.found);
            let written = article.rewrites.iter().any(|rewrite| rewrite.span.overlaps(finding.span));
            assert!(written || !finding.applied, "{finding:?}");
        }
    }
    output.into_owned()
}

/// Every character of the text is found again in the document, between characters of it.
fn places_are_found_again(document: &Document<'_>) {
    // Bytes in another encoding may happen to be UTF-8 too (“Âꬑ” in UTF-16 is), of other characters.
    let is_utf8 = document.encoding().name == "UTF-8";
    let whole = std::str::from_utf8(document.bytes()).ok().filter(|_| is_utf8);
    for article in document.articles() {
        let text = article.text();
        let mut last = Span::default();
        for (at, character) in text.char_indices() {
            let Some(source) = article.source(Span::new(at, at + character.len_utf8())) else {
                // Bytes that are no UTF-8 end a paragraph too, which HTML reads as a blank.
                let hole = character == ' ' && !document.invalid().is_empty();
                assert!(character == '\n' || hole, "only the end of a paragraph has no bytes");
                continue;
            };
            // Characters of one unit share its bytes.
            assert!((last.end <= source.start && !source.is_empty()) || last == source, "{source:?}");
            if let Some(decoded) = document.decoded() {
                // A format may read it as another character: a run of white space as one blank.
                assert!(!document.place(source).unwrap().of(decoded).is_empty());
            }
            assert!(whole.is_none_or(|whole| whole.get(source.start..source.end).is_some()));
            last = source;
        }
        assert_eq!(article.source(Span::new(0, text.len() + 1)), None);
    }
}

fn texts_of(document: &Document<'_>) -> Vec<String> {
    document.articles().map(|article| article.text().to_string()).collect()
}

/// The laws, and that the text which is read back is the one that a text on its own becomes.
fn every_format_repairs_alike(text: &str, cleaner: &Cleaner) {
    let alone = cleaner.check(text);
    for (format, bytes, options) in formats(text) {
        let document = Document::read(format, &bytes, &options).unwrap();
        assert_eq!(texts_of(&document), [text]);
        places_are_found_again(&document);
        let output = output_is_input_with_the_rewrites(&document, cleaner);
        let again = Document::read(format, &output, &options).unwrap();
        assert_eq!(texts_of(&again), [alone.apply()], "{format:?}");
        let report = cleaner.check_article(document.articles().next().unwrap());
        assert_eq!(report.in_text(), alone, "{format:?}");
    }
}

#[test]
fn the_same_damage_is_repaired_alike_in_every_format() {
    every_format_repairs_alike(DAMAGED, french());
    assert_eq!(french().clean(DAMAGED), REPAIRED);
    for (article, seed) in articles().iter().step_by(5).zip(0..) {
        every_format_repairs_alike(&article.text, french());
        every_format_repairs_alike(&spin(&article.text, observed_pairs(), Engine::Exhaustive, seed).text, french());
    }
}

#[test]
fn a_repair_is_spelled_as_the_record_is() {
    let options = Options::default();
    let line = r#"{ "n" :1.50e3,"text":"Sur les lignes de entrance\u00A0; le entrance tient \u00E0 sa imaginative and prescient.\/", "x":[ ]}"#;
    let document = Document::read(Format::JsonLines, line.as_bytes(), &options).unwrap();
    let report = french().check_document(&document);
    assert_eq!(
        String::from_utf8_lossy(&report.apply()),
        r#"{ "n" :1.50e3,"text":"Sur les lignes de front\u00A0; le front tient \u00E0 sa vision.\/", "x":[ ]}"#
    );
    let found: Vec<_> = report.articles[0].findings.iter().map(|finding| finding.span.of(line)).collect();
    assert_eq!(found, ["entrance", "entrance", "imaginative and prescient"]);
}

#[test]
fn title_and_body_decide_together() {
    // Alone it is too little to act on; the title is repaired because the body is damaged.
    let title = "Pour le second, rien ne bouge";
    assert_eq!(french().clean(title), title);
    let both = json!({ "id": "x", "body": DAMAGED, "title": title }).to_string();
    let options = fields(&["title", "body"]);
    let document = Document::read(Format::JsonLines, both.as_bytes(), &options).unwrap();
    assert_eq!(document.articles().len(), 1);
    let report = french().check_document(&document);
    let repaired: Value = serde_json::from_slice(&report.apply()).unwrap();
    assert_eq!(repaired, json!({ "id": "x", "body": REPAIRED, "title": "Pour le moment, rien ne bouge" }));
    // In the order of the record, parted by the end of a paragraph.
    assert_eq!(report.articles[0].text, format!("{DAMAGED}\n\n{title}"));
    assert_eq!(report.articles[0].id, &Id::Json("\"x\"".into()));
}

#[test]
fn a_format_that_no_field_can_hold_is_an_error_that_says_what_to_do() {
    let error = "body:xml".parse::<Field>().unwrap_err().to_string();
    assert_eq!(error, "fields that hold xml cannot be read yet; leave “:xml” out to have the field read as plain text");
}

#[test]
fn bytes_that_are_no_utf8_end_a_word_and_pass_through() {
    let bytes = [DAMAGED.as_bytes(), b" le \xe9entrance et l\xe9 entrance"].concat();
    let document = Document::read(Format::Text, &bytes, &Options::default()).unwrap();
    places_are_found_again(&document);
    let report = french().check_document(&document);
    let output = report.apply();
    assert!(output.ends_with(b" le \xe9front et l\xe9 front"), "{}", String::from_utf8_lossy(&output));
    assert_eq!(document.invalid().iter().map(|span| span.len()).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn many_records_take_time_in_proportion() {
    let record = json!({ "text": DAMAGED }).to_string();
    let records = [50, 400].map(|times| (times, format!("{record}\n").repeat(times)));
    in_proportion("8 times as many", 24, Duration::ZERO, records, |(times, lines)| {
        let document = Document::read(Format::JsonLines, lines.as_bytes(), &Options::default()).unwrap();
        assert_eq!(french().check_document(&document).rewrites().count(), 4 * times);
    });
}

proptest! {
    #![proptest_config(tries(64))]

    #[test]
    fn any_string_is_an_article_in_any_format(text in any::<String>().prop_filter("some text", |text| !text.is_empty())) {
        every_format_repairs_alike(&text, french());
        every_format_repairs_alike(&text, reckless());
    }

    #[test]
    fn damaged_articles_are_repaired_alike(at in any::<prop::sample::Index>(), seed in 0_u64..1_000_000, loose: bool) {
        let engine = if loose { Engine::Loose } else { Engine::Exhaustive };
        every_format_repairs_alike(&spin(&at.get(articles()).text, independent_pairs(), engine, seed).text, french());
    }

    #[test]
    fn any_bytes_are_a_document(bytes: Vec<u8>) {
        for format in [Format::Text, Format::JsonLines, Format::Html, Format::Markdown, Format::Xml] {
            if let Ok(document) = Document::read(format, &bytes, &Options::default()) {
                places_are_found_again(&document);
                output_is_input_with_the_rewrites(&document, reckless());
            }
        }
    }

    #[test]
    fn broken_documents_obey(at in any::<prop::sample::Index>(), seed: u64) {
        let mut chance = Chance(seed);
        let spun = spin(&at.get(articles()).text, observed_pairs(), Engine::Exhaustive, seed % 1000).text;
        for (format, mut bytes, options) in formats(&spun) {
            for _ in 0..chance.below(6) {
                let at = chance.below(bytes.len());
                bytes[at] = b"\\\"\n\xff\xc3{u"[chance.below(7)];
            }
            if let Ok(document) = Document::read(format, &bytes, &options) {
                places_are_found_again(&document);
                output_is_input_with_the_rewrites(&document, reckless());
            }
        }
    }
}
