//! Comments that take a passage out: nothing is found in it, and none of its bytes change, in every format that has comments.

#![cfg(all(feature = "french", feature = "html", feature = "jsonl", feature = "markdown", feature = "xml"))]
#![allow(missing_docs, clippy::unwrap_used)]

use std::sync::OnceLock;

use limpide::dictionary::table;
use limpide::format::{Field, Format};
use limpide::{Cleaner, Document, Options};
use serde_json::json;

/// Damage, which is repaired wherever it is prose.
const D: &str = "Le zorgle avance, le zorgle tient.";
const R: &str = "Le front avance, le front tient.";
/// The same, where it must stay.
const K: &str = "Ici le zorgle recule, le zorgle cède.";

/// A cleaner that knows one word, and is sure of it.
fn cleaner() -> &'static Cleaner {
    static CLEANER: OnceLock<Cleaner> = OnceLock::new();
    CLEANER.get_or_init(|| {
        let own = table::read("original\tintruder\nfront\tzorgle\n").unwrap();
        Cleaner::builder().dictionary(own).without_bundled_dictionary().expect_damaged(0.9).build().unwrap()
    })
}

/// Cleans a document in which `{D}` is to be repaired and `{K}` to be kept, and holds it to the law.
fn holds(format: Format, options: &Options, template: &str) {
    let given = template.replace("{D}", D).replace("{K}", K);
    let wanted = template.replace("{D}", R).replace("{K}", K);
    let document = Document::read(format, given.as_bytes(), options).unwrap();
    let report = cleaner().check_document(&document);
    let output = String::from_utf8(report.apply().into_owned()).unwrap();
    assert_eq!(output, wanted, "{format:?}");
    let kept: Vec<_> = given.match_indices(K).map(|(at, _)| at..at + K.len()).collect();
    for finding in report.articles.iter().flat_map(|article| &article.findings) {
        let inside = kept.iter().any(|kept| finding.span.start < kept.end && kept.start < finding.span.end);
        assert!(!inside, "{format:?}: {given}: {finding:?}");
    }
    // Without the comments, all of it would be repaired: the test can fail.
    let bare = ["ignore", "disable", "enable"]
        .iter()
        .fold(given.clone(), |text, word| text.replace(&format!("limpide-{word}"), "xx"));
    let document = Document::read(format, bare.as_bytes(), options).unwrap();
    let report = cleaner().check_document(&document);
    assert!(!String::from_utf8_lossy(&report.apply()).contains("le zorgle cède"), "{format:?}: {bare}");
}

fn html(template: &str) {
    holds(Format::Html, &Options::default(), template);
    // The same page in a record, and in a feed in both ways to hold one.
    let text = serde_json::to_string(template).unwrap();
    let field: Field = "body:html".parse().unwrap();
    holds(Format::JsonLines, &Options::default().fields([field]), &format!("{{\"body\":{text}}}\n"));
    let feed = |body: &str| format!("<rss><channel><item><description>{body}</description></item></channel></rss>");
    holds(Format::Xml, &Options::default(), &feed(&format!("<![CDATA[{template}]]>")));
    let escaped = template.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    holds(Format::Xml, &Options::default(), &feed(&escaped));
}

#[test]
fn html_ignores_the_next_element_with_all_in_it() {
    html("<p>{D}</p><!-- limpide-ignore --><p title=\"{K}\">{K} <b>{K}</b></p><p>{D}</p>");
    html("<p>{D}</p>\n<!--limpide-ignore-->\n<div><p>{K}<p translate=yes>{K}</div>\n<p>{D}</p>");
    html("<p>{D} <!-- limpide-ignore --><b>{K}</b> {D}</p>");
    html("<p>{D}</p><!-- limpide-ignore --><img alt=\"{K}\"><img alt=\"{D}\">");
    // What ends where browsers end it.
    html("<ul><!-- limpide-ignore --><li>{K}<li>{D}</ul>");
    // A comment is read behind an end tag, too.
    html("<div><p>{D}</p><!-- limpide-ignore --></div><p>{K}</p><p>{D}</p>");
}

#[test]
fn html_ignores_text_up_to_the_next_tag() {
    html("<p><!-- limpide-ignore --> {K} &amp; {K} <!-- note --> {K} <b>{D}</b> {D}</p>");
    html("{D}<br><!-- limpide-ignore -->{K}<br>{D}");
}

#[test]
fn html_is_off_from_disable_to_enable() {
    html("<p>{D}</p><!-- limpide-disable --><p title=\"{K}\">{K}</p><h2>{K}</h2><!-- limpide-enable --><p>{D}</p>");
    html("<p>{D} <!-- limpide-disable -->{K}</p><p>{K}<!-- limpide-enable --> {D}</p>");
    html("<p>{D}</p><!--\n limpide-disable\t-->{K}<p>{K}");
    holds(
        Format::Html,
        &Options::default(),
        "<!-- limpide-disable --><title>{K}</title><!-- limpide-enable --><p>{D}</p>",
    );
}

#[test]
fn other_comments_say_nothing() {
    for comment in [
        "<!-- limpide ignore -->",
        "<!-- limpide-ignore: nom propre -->",
        "<!-- LIMPIDE-IGNORE -->",
        "<!limpide-ignore>",
    ] {
        let given = format!("<p>{D}</p>{comment}<p>{D}</p>");
        let document = Document::read(Format::Html, given.as_bytes(), &Options::default()).unwrap();
        let output = cleaner().check_document(&document).apply().into_owned();
        assert_eq!(String::from_utf8(output).unwrap(), given.replace(D, R));
    }
    // What is no comment of the page is none of ours.
    holds(
        Format::Html,
        &Options::default(),
        "<p>{D}</p><!-- limpide-ignore --><p>{K}</p><script>'<!-- limpide-disable -->'</script><p>{D}</p>",
    );
}

#[test]
fn a_field_ends_what_is_disabled() {
    let options = Options::default().fields(["a:html".parse().unwrap(), "b:html".parse().unwrap()]);
    let text = |html: &str| serde_json::to_string(html).unwrap();
    let line = format!("{{\"a\":{},\"b\":{}}}", text("{D}<!-- limpide-disable -->{K}"), text("<p>{D}</p>"));
    holds(Format::JsonLines, &options, &line);
    // Plain text has no comments.
    let plain = json!({ "text": format!("<!-- limpide-disable --> {D}") }).to_string();
    let document = Document::read(Format::JsonLines, plain.as_bytes(), &Options::default()).unwrap();
    assert!(String::from_utf8_lossy(&cleaner().check_document(&document).apply()).contains(R));
}

#[test]
fn markdown_ignores_the_next_block() {
    let markdown = |template: &str| holds(Format::Markdown, &Options::default(), template);
    markdown("{D}\n\n<!-- limpide-ignore -->\n{K}\n{K}\n\n{D}\n");
    markdown("<!-- limpide-ignore -->\n# {K}\n\n{D}\n");
    markdown("<!-- limpide-ignore -->\n\n> {K}\n>\n> - {K}\n\n{D}\n");
    markdown("<!-- limpide-ignore -->\n\n- {K}\n- {K}\n\n{D}\n");
    markdown("- {D}\n\n  <!-- limpide-ignore -->\n\n  {K}\n\n- {D}\n");
    markdown("<!-- limpide-ignore -->\n\n| a |\n|---|\n| {K} |\n\n{D}\n");
    markdown("<!-- limpide-ignore -->\n\n[{K}](x \"{K}\") ![{K}](y)\n\n{D}\n");
}

#[test]
fn markdown_ignores_the_rest_of_a_paragraph() {
    let markdown = |template: &str| holds(Format::Markdown, &Options::default(), template);
    markdown("{D} <!-- limpide-ignore --> {K} *{K}*\n{K}\n\n{D}\n");
    markdown("- {D} <!-- limpide-ignore --> {K}\n- {D}\n");
}

#[test]
fn markdown_is_off_from_disable_to_enable() {
    let markdown = |template: &str| holds(Format::Markdown, &Options::default(), template);
    markdown("{D}\n\n<!-- limpide-disable -->\n\n# {K}\n\n- {K}\n\n{K}\n\n<!-- limpide-enable -->\n\n{D}\n");
    markdown("{D} <!-- limpide-disable --> {K} [{K}](u \"{K}\") <!-- limpide-enable --> {D}\n");
    markdown("{D}\n\n<!-- limpide-disable -->\n\n{K}\n\n[a]: u \"{K}\"\n\n[a]\n");
    markdown("[x <!-- limpide-disable --> {K}](u \"{K}\")\n\n<!-- limpide-enable -->\n\n{D}\n");
}

#[test]
fn xml_ignores_the_next_element_or_text() {
    let feed = |body: &str| format!("<rss><channel>{body}</channel></rss>");
    let xml = |body: &str| holds(Format::Xml, &Options::default(), &feed(body));
    xml(
        "<item><title>{D}</title><!-- limpide-ignore --><description>{K}</description></item><item><title>{D}</title></item>",
    );
    xml(
        "<!-- limpide-ignore --><item><title>{K}</title><description>{K}</description></item><item><title>{D}</title></item>",
    );
    xml(
        "<item><title><!-- limpide-ignore -->{K} &amp; {K} <![CDATA[{K}]]></title><description>{D}</description></item>",
    );
    let nitf = "<nitf><body><body.content><p>{D}</p><!-- limpide-ignore --><p>{K} <em>{K}</em></p><p>{D} <!-- limpide-ignore --><em>{K}</em> {D}</p></body.content></body></nitf>";
    holds(Format::Xml, &Options::default(), nitf);
}

#[test]
fn xml_is_off_from_disable_to_enable_and_articles_keep_their_names() {
    let feed = "<rss><channel><item><title>{D}</title></item><!-- limpide-disable --><item><guid>g2</guid><title>{K}</title></item><item><guid>g3</guid><description>{K}</description></item><!-- limpide-enable --><item><guid>g4</guid><title>{D}</title></item></channel></rss>";
    holds(Format::Xml, &Options::default(), feed);
    let document = Document::read(Format::Xml, feed.as_bytes(), &Options::default()).unwrap();
    let ids: Vec<_> = document.articles().map(|article| article.id().to_string()).collect();
    assert_eq!(ids, ["", "g2", "g3", "g4"]);
}

#[test]
fn what_stands_around_a_passage_is_no_sentence() {
    for (format, text) in [
        (Format::Html, "<p>les applied <!-- limpide-disable -->x<!-- limpide-enable --> sciences</p>"),
        (Format::Html, "<p>les applied <!-- limpide-ignore --><i>x</i> sciences</p>"),
        (Format::Markdown, "les applied <!-- limpide-disable --> x <!-- limpide-enable --> sciences"),
        (
            Format::Xml,
            "<rss><item><title>les applied <!-- limpide-disable -->x<!-- limpide-enable --> sciences</title></item></rss>",
        ),
    ] {
        let document = Document::read(format, text.as_bytes(), &Options::default()).unwrap();
        let texts: Vec<_> = document.articles().map(|article| article.text().to_string()).collect();
        assert_eq!(texts.len(), 1);
        let parts: Vec<_> = texts.iter().flat_map(|text| text.split("\n\n")).map(str::trim).collect();
        assert_eq!(parts, ["les applied", "sciences"], "{format:?}");
    }
}
