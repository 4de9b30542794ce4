//! Articles on several layers.

#![cfg(all(feature = "french", feature = "jsonl"))]

use super::{ArticleView, Document, Options};
use crate::cleaner::Cleaner;
use crate::finding::Edit;
use crate::format::Format;
use crate::format::spelling::Spelling;
use crate::format::view::{Builder, View};
use crate::span::Span;

/// Text of HTML, as far as these tests need it: tags are left out, white space reads as one blank.
fn markup(html: &str) -> View<'_> {
    let mut view = Builder::default();
    view.spelled(Spelling::Markup);
    let mut at = 0;
    while let Some(rest) = html.get(at..).filter(|rest| !rest.is_empty()) {
        let blank = |c: char| c.is_whitespace();
        let end = match rest.as_bytes()[0] {
            b'<' => rest.find('>').unwrap() + 1,
            b'&' => rest.find(';').unwrap() + 1,
            _ if rest.starts_with(blank) => rest.find(|c| !blank(c)).unwrap_or(rest.len()),
            _ => rest.find(|c| blank(c) || "<&".contains(c)).unwrap_or(rest.len()),
        };
        match &rest[..end] {
            tag if tag.starts_with('<') => {}
            "&eacute;" => view.decoded(Span::new(at, at + end), "é"),
            blanks if blanks.starts_with(blank) => view.decoded(Span::new(at, at + end), " "),
            run => view.verbatim(at, run),
        }
        at += end;
    }
    view.finish()
}

/// The document with the article's text on one layer more.
fn over<'b>(mut document: Document<'b>) -> Document<'b> {
    let article = document.articles.remove(0);
    let upper = markup(article.text()).into_owned();
    let ArticleView { id, mut layers } = article;
    layers.push(upper);
    document.articles.push(ArticleView { id, layers });
    document
}

#[test]
fn an_edit_goes_down_layer_by_layer() {
    let line = r#"{"text":"<p>L'arm\u00e9e tient le <b>ent\u0072ance<\/b> d'\u0026eacute; R","x":1}"#;
    let document = over(Document::read(Format::JsonLines, line.as_bytes(), &Options::default()).unwrap());
    let article = document.articles().next().unwrap();
    assert_eq!(article.text(), "L'armée tient le entrance d'é R");
    let at = article.text().find("entrance").unwrap();
    let span = Span::new(at, at + 8);
    assert_eq!(article.source(span).map(|source| source.of(line)), Some(r"ent\u0072ance"));
    let rewrites = article.rewrites(Edit { span, text: "été & « R" }).unwrap();
    let bytes = String::from_utf8(rewrites[0].bytes.clone()).unwrap();
    // HTML first: letters are raw there, but the one that was seen; then JSON, which has nothing raw beyond ASCII.
    assert_eq!((rewrites.len(), bytes.as_str()), (1, r"\u00e9t\u00e9 \u0026amp; \u00ab R"));
}

#[test]
fn text_parts_on_a_layer_are_one_article() {
    let line = r#"{"title":"Un \u00e9t\u00e9","text":"Deux"}"#;
    let options = Options::default().fields(["title", "text"].map(|field| field.parse().unwrap()));
    let mut document = Document::read(Format::JsonLines, line.as_bytes(), &options).unwrap();
    let below = document.articles.remove(0);
    let cut = below.text().find("Deux").unwrap();
    let parts = [(Span::new(0, cut - 2), Format::Text), (Span::new(cut, cut + 4), Format::Text)];
    document.articles.push(below.over(&parts, &Options::default()).unwrap());
    let article = document.articles().next().unwrap();
    assert_eq!(article.text(), "Un été\n\nDeux");
    assert_eq!(article.source(Span::new(3, 8)).map(|source| source.of(line)), Some(r"\u00e9t\u00e9"));
    assert_eq!(article.source(Span::new(8, 10)), None);
    assert_eq!(article.rewrites(Edit { span: Span::new(7, 14), text: "x" }), None);
}

#[test]
fn what_the_document_cannot_take_is_reported_and_not_applied() {
    let bytes = b"D\xc3\xa9j\xc3\xa0, sur les lignes de entrance, le entrance garde ses applied \xff sciences et ses applied sciences.";
    let document = over(Document::read(Format::Text, bytes, &Options::default()).unwrap());
    let report = Cleaner::french().check_document(&document);
    let article = &report.articles[0];
    assert_eq!(article.text.matches("applied sciences").count(), 2, "{}", article.text);
    let applied: Vec<_> = article.findings.iter().map(|finding| (finding.found.as_str(), finding.applied)).collect();
    let sciences = "applied sciences";
    assert_eq!(applied, [("entrance", true), ("entrance", true), (sciences, false), (sciences, true)]);
    let wanted =
        b"D\xc3\xa9j\xc3\xa0, sur les lignes de front, le front garde ses applied \xff sciences et ses technologies.";
    assert_eq!(String::from_utf8_lossy(&report.apply()), String::from_utf8_lossy(wanted));
}
