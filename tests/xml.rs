//! News in XML as newsrooms have it: each case is a document, what must become of it, and what must be found in it.
//!
//! `tests/cases/xml/NAME.EXT`, `NAME.expected.EXT`, `NAME.findings.json`. Where HTML cannot be read, cases that hold it are
//! passed over; then what is left alone is said.

#![cfg(all(feature = "french", feature = "xml"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;
mod support;

use limpide::document::Id;
use limpide::format::{Field, Format};
use limpide::{Document, Edit, Options, Span};

use folder::Case;
use support::{french, path, read};

fn reads_html() -> bool {
    "body:html".parse::<Field>().is_ok()
}

/// The cases that can be read.
fn cases() -> Vec<Case> {
    let mut cases = folder::cases("xml");
    cases.retain(|case| reads_html() || !case.name.contains("-html"));
    cases
}

fn open(bytes: &[u8]) -> Document<'_> {
    Document::read(Format::Xml, bytes, &Options::default()).unwrap()
}

#[test]
fn every_case_comes_out_as_it_should() {
    let cases = cases();
    assert!(cases.len() >= 17);
    cases.iter().for_each(|case| case.holds(Format::Xml, french()));
}

#[test]
fn trees_before_and_after_differ_in_text_alone() {
    let mut compared = 0;
    for Case { name, input, .. } in cases() {
        let document = open(&input);
        let output = french().check_document(&document).apply().into_owned();
        let (before, after) = (std::str::from_utf8(&input).unwrap(), std::str::from_utf8(&output).unwrap());
        let Some(tree) = tree(before) else { continue };
        assert_eq!(self::tree(after).as_ref(), Some(&tree), "{name}");
        assert_eq!(before.matches("<![CDATA[").count(), after.matches("<![CDATA[").count(), "{name}");
        compared += 1;
    }
    assert!(compared >= 13, "{compared}");
}

/// All but the text of a document; `None` where the other parser cannot read it.
fn tree(text: &str) -> Option<Vec<String>> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(text, options).ok()?;
    let nodes = document.root().descendants().filter(|node| !node.is_text());
    let shape = |node: roxmltree::Node<'_, '_>| {
        let attributes =
            node.attributes().map(|attribute| (attribute.namespace(), attribute.name(), attribute.value()));
        let comment = node.text().filter(|_| node.is_comment());
        format!("{:?} {:?} {:?} {comment:?}", node.tag_name(), attributes.collect::<Vec<_>>(), node.pi())
    };
    Some(nodes.map(shape).collect())
}

#[test]
fn feed_readers_see_the_repaired_words_and_nothing_else_new() {
    let mut read = 0;
    for Case { name, input, expected, .. } in cases() {
        let (Ok(before), Ok(after)) = (feed_rs::parser::parse(&*input), feed_rs::parser::parse(&*expected)) else {
            continue;
        };
        // Nor does it know RSS in a namespace of the outlet's own.
        if before.entries.is_empty() {
            continue;
        }
        let kept = |feed: &feed_rs::model::Feed| {
            let entry = |entry: &feed_rs::model::Entry| format!("{} {:?} {:?}", entry.id, entry.links, entry.published);
            (feed.links.clone(), feed.entries.iter().map(entry).collect::<Vec<_>>())
        };
        assert_eq!(kept(&before), kept(&after), "{name}");
        // One article an item.
        let document = open(&input);
        let items = document.articles().filter(|article| *article.id() != Id::None).count();
        assert_eq!(items, before.entries.len(), "{name}");
        read += 1;
    }
    assert!(read >= 5, "{read}");
}

#[test]
fn the_canonical_article_is_repaired_alike_in_each_vocabulary() {
    let (text, expected) =
        (read("tests/cases/canonical/article.txt"), read("tests/cases/canonical/article.expected.txt"));
    let (text, expected) = (text.trim_end(), expected.trim_end());
    let alone = french().check(text);
    assert_eq!(alone.apply(), expected);
    let wrapped = |text: &str, before: &str, each: [&str; 2], after: &str| {
        let paragraphs = text.split("\n\n").map(|paragraph| format!("{}{paragraph}{}", each[0], each[1]));
        format!("{before}{}{after}", paragraphs.collect::<String>())
    };
    let nitf = "<nitf><body><body.content>";
    let xhtml = "<entry xmlns='http://www.w3.org/2005/Atom' xmlns:x='http://www.w3.org/1999/xhtml'><content type='xhtml'><x:div>";
    let newsml = "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><contentSet><inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body>";
    let vocabularies = [
        (nitf, ["\n  <p>", "</p>"], "\n</body.content></body></nitf>"),
        (xhtml, ["<x:p>\n", "\n</x:p>"], "</x:div></content></entry>"),
        (newsml, ["<div><span>", "</span></div>"], "</body></html></inlineXML></contentSet></newsItem>"),
        ("<entry xmlns='http://www.w3.org/2005/Atom'><summary>", ["", "\n\n"], "</summary></entry>"),
        ("<rss><item>", ["<description><![CDATA[", "]]></description>"], "</item></rss>"),
    ];
    for (before, each, after) in vocabularies {
        let input = wrapped(text, before, each, after);
        let document = open(input.as_bytes());
        assert_eq!(document.articles().len(), 1, "{before}");
        let report = french().check_document(&document);
        let pairs = |findings: &[limpide::Finding]| {
            let pair = |finding: &limpide::Finding| {
                (finding.found.clone(), finding.repairs.first().map(|repair| repair.text.clone()))
            };
            findings.iter().map(pair).collect::<Vec<_>>()
        };
        assert_eq!(pairs(&report.articles[0].findings), pairs(&alone.findings), "{before}");
        assert_eq!(String::from_utf8_lossy(&report.apply()), wrapped(expected, before, each, after), "{before}");
    }
}

#[test]
fn an_article_is_named_as_its_vocabulary_does() {
    let ids = |text: &str| open(text.as_bytes()).articles().map(|article| article.id().to_string()).collect::<Vec<_>>();
    assert_eq!(
        ids(
            "<rss><channel><title>Fil</title><item><guid> a&amp;<![CDATA[b]]> </guid><title>Un</title></item><item><title>Deux</title></item><description>Fin</description></channel></rss>"
        ),
        ["", "a&b", "", ""]
    );
    assert_eq!(
        ids(
            "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:source><a:id>non</a:id></a:source><a:id>oui</a:id></a:entry></a:feed>"
        ),
        ["oui"]
    );
    assert_eq!(ids("<nitf><head><docdata><doc-id id-string='n&#45;1'/></docdata></head></nitf>"), ["n-1"]);
    assert_eq!(
        ids(
            "<newsItem guid='urn:x'><contentSet><inlineXML><nitf><head><docdata><doc-id id-string='n'/></docdata></head></nitf></inlineXML></contentSet></newsItem>"
        ),
        ["urn:x"]
    );
}

#[test]
fn what_breaks_off_is_said_with_its_line_and_passes_through() {
    let refused = |name: &str| {
        let bytes = std::fs::read(path("tests/cases/xml").join(name)).unwrap();
        let document = open(&bytes);
        let [error] = document.refused() else { panic!("{:?}", document.refused()) };
        (document.articles().len(), error.to_string())
    };
    let (articles, error) = refused("12-flux-coupe.rss");
    assert_eq!(articles, 4, "the feed and three items");
    assert_eq!(
        error,
        "line 10: the document breaks off inside <description>; what is before it is read, the rest passes through"
    );
    let (articles, error) = refused("13-balises-croisees.xml");
    assert_eq!(articles, 2);
    assert!(error.starts_with("line 5: no XML that can be read: "), "{error}");
}

#[test]
fn what_is_no_news_is_an_error_that_says_so() {
    let error = |text: &str| Document::read(Format::Xml, text.as_bytes(), &Options::default()).unwrap_err().to_string();
    assert_eq!(error("<svg/>"), "<svg> is none of RSS, Atom, NITF and NewsML; read the file in another format");
    assert!(error(" ").starts_with("no element; write an RSS"));
    assert!(error("<rss").starts_with("line 1: no XML that can be read"));
}

#[test]
fn html_that_cannot_be_read_is_left_alone_and_said_once() {
    let feed = "<rss>\n<item><title>Le entrance</title>\n<description>&lt;p&gt;Le entrance&lt;/p&gt;</description></item><item><description><![CDATA[<p>Le entrance]]></description></item></rss>";
    let document = open(feed.as_bytes());
    if reads_html() {
        assert_eq!(document.refused(), []);
        return;
    }
    assert_eq!(document.articles().map(|article| article.text().to_string()).collect::<Vec<_>>(), ["Le entrance", ""]);
    let [error] = document.refused() else { panic!("{:?}", document.refused()) };
    assert_eq!(error.line(), Some(3));
}

#[test]
fn a_repair_is_spelled_as_its_surroundings_are() {
    // Curly and straight, named and numeric; in CDATA an apostrophe is itself.
    let body = "Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires et à une imaginative and prescient commune.";
    for (apostrophe, open, close) in
        [("&#8217;", "", ""), ("&#x2019;", "", ""), ("’", "<![CDATA[", "]]>"), ("'", "", "")]
    {
        let nitf = |text: &str| {
            format!(
                "<nitf><body><body.content><p>{open}L{apostrophe}armée tient. {text}{close}</p></body.content></body></nitf>"
            )
        };
        let input = format!("{body} Le affect de l{apostrophe}armée aussi.");
        let page = nitf(&input);
        let document = self::open(page.as_bytes());
        let article = document.articles().next().unwrap();
        let own = if apostrophe == "'" { '\'' } else { '’' };
        let start = article.text().find("Le affect").unwrap();
        let text = format!("L{own}impact");
        let edit = Edit { span: Span::new(start, start + "Le affect".len()), text: &text };
        let written: Vec<u8> = article.rewrites(edit).unwrap().into_iter().flat_map(|rewrite| rewrite.bytes).collect();
        assert_eq!(String::from_utf8(written).unwrap(), format!("L{apostrophe}impact"));
    }
}
