//! Each case is a page, what must become of it, and what must be found in it: `tests/cases/html/NAME.EXT`,
//! `NAME.expected.EXT`, `NAME.findings.json`.

use limpide::format::Format;
use limpide::{Document, Options};

use serde_json::{Value, json};

use super::folder::{Case, cases};
use super::open;
use super::oracle;
use super::support::{french, read};

#[test]
fn every_page_comes_out_as_it_should() {
    let cases = cases("html");
    assert!(cases.len() >= 15);
    for case in cases {
        case.holds(Format::Html, french());
        // Another parser sees the same page but for its prose. It does not know that a page in XML may close any element at once.
        let (before, after) = (std::str::from_utf8(&case.input).unwrap(), std::str::from_utf8(&case.expected).unwrap());
        if !case.name.ends_with(".xhtml") {
            assert_eq!(oracle::frame(before), oracle::frame(after), "{}", case.name);
        }
    }
}

#[test]
fn attributes_are_left_alone_where_that_is_asked() {
    let options = Options::default().attributes(false);
    for Case { name, input, .. } in cases("html") {
        let document = Document::read(Format::Html, &input, &options).unwrap();
        let output = french().check_document(&document).apply().into_owned();
        let (before, after) = (std::str::from_utf8(&input).unwrap(), std::str::from_utf8(&output).unwrap());
        assert_eq!(oracle::attributes(before), oracle::attributes(after), "{name}");
    }
}

/// What is found in the article, and what is put there, in order.
fn repairs(format: Format, bytes: &[u8], options: &Options) -> Vec<(String, String)> {
    let document = Document::read(format, bytes, options).unwrap();
    let report = french().check_document(&document);
    let findings = report.articles.iter().flat_map(|article| &article.findings).filter(|finding| finding.applied);
    findings.map(|finding| (finding.found.clone(), finding.repairs[0].text.clone())).collect()
}

/// Words with a tag around each, so that every match runs across some.
fn tagged(paragraph: &str) -> String {
    let words = paragraph.split(' ').zip(["b", "i", "span", "a"].into_iter().cycle());
    words.map(|(word, tag)| format!("<{tag}>{word}</{tag}>")).collect::<Vec<_>>().join("\n ")
}

fn entities(paragraph: &str) -> String {
    let names = [('é', "eacute"), ('è', "egrave"), ('à', "agrave"), ('’', "rsquo"), ('\u{a0}', "nbsp"), ('«', "laquo")];
    let spelled = |c: char| match names.iter().find(|(known, _)| *known == c) {
        Some((_, name)) => format!("&{name};"),
        None if c.is_ascii() => c.to_string(),
        None => format!("&#{};", u32::from(c)),
    };
    paragraph.chars().map(spelled).collect()
}

#[test]
fn one_article_is_repaired_alike_however_it_is_marked_up() {
    let given = read("tests/cases/canonical/article.txt");
    let wanted = french().clean(&given).into_owned();
    let plain = repairs(Format::Text, given.as_bytes(), &Options::default());
    assert!(plain.len() >= 12, "{plain:?}");
    let page = |text: &str, spell: &dyn Fn(&str) -> String| {
        let paragraphs = text.split("\n\n").map(|one| format!("<p>{}\n", spell(one.trim_end())));
        format!("<!DOCTYPE html><html lang=fr><body>{}</body></html>", paragraphs.collect::<String>())
    };
    for spell in [&str::to_string as &dyn Fn(&str) -> String, &tagged, &entities] {
        let html = page(&given, spell);
        assert_eq!(repairs(Format::Html, html.as_bytes(), &Options::default()), plain, "{html}");
    }
    for spell in [&str::to_string as &dyn Fn(&str) -> String, &entities] {
        let html = page(&given, spell);
        let document = open(html.as_bytes());
        let output = french().check_document(&document).apply().into_owned();
        assert_eq!(String::from_utf8(output).unwrap(), page(&wanted, spell));
    }
}

#[cfg(feature = "jsonl")]
#[test]
fn a_field_of_a_record_holds_a_page() {
    let given = read("tests/cases/canonical/article.txt");
    let plain = repairs(Format::Text, given.as_bytes(), &Options::default());
    let body: String = given.split("\n\n").map(|one| format!("<p>{}</p>\n", entities(one.trim_end()))).collect();
    let line = json!({ "id": 4, "body": body, "title": "entrance" }).to_string();
    let options = Options::default().fields(["body:html".parse().unwrap()]);
    assert_eq!(repairs(Format::JsonLines, line.as_bytes(), &options), plain);
    let document = Document::read(Format::JsonLines, line.as_bytes(), &options).unwrap();
    let output = french().check_document(&document).apply().into_owned();
    let record: Value = serde_json::from_slice(&output).unwrap();
    let wanted = french().clean(&given).into_owned();
    let wanted: String = wanted.split("\n\n").map(|one| format!("<p>{}</p>\n", entities(one.trim_end()))).collect();
    assert_eq!(record, json!({ "id": 4, "body": wanted, "title": "entrance" }));
}
