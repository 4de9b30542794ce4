//! The laws, on any bytes and on what looks like HTML; and that html5ever sees what we see.

use limpide::format::Format;
use limpide::{Cleaner, Document, Options, Span};
use proptest::prelude::*;

use super::folder::{Case, cases};
use super::oracle;
use super::support::{french, sentences};
use super::tries::tries;
use super::{open, reckless};

/// Reported is applied and every other byte is the same; places slice; the page differs in its prose alone, and reads back
/// as the text with the edits.
pub(crate) fn obeys(bytes: &[u8], cleaner: &Cleaner) {
    let document = open(bytes);
    let report = cleaner.check_document(&document);
    let output = report.apply();
    let (mut wanted, mut filled, mut done) = (Vec::new(), Vec::new(), 0);
    for rewrite in report.rewrites() {
        assert!(done <= rewrite.span.start, "out of order: {rewrite:?}");
        let kept = &bytes[done..rewrite.span.start];
        wanted.extend([kept, &rewrite.bytes].concat());
        // Formatting that waits for text goes on no earlier than at the next one, if that is emptied.
        filled.extend([kept, if rewrite.bytes.is_empty() { b"." } else { &rewrite.bytes }].concat());
        done = rewrite.span.end;
    }
    wanted.extend_from_slice(&bytes[done..]);
    filled.extend_from_slice(&bytes[done..]);
    assert_eq!(*output, wanted);
    let mut last = 0;
    for (finding, place) in report.articles.iter().flat_map(|article| article.findings.iter().zip(&article.places)) {
        assert!(last <= finding.span.start && !finding.span.is_empty() && finding.span.end <= bytes.len());
        assert_eq!(place.of(report.articles[0].text), finding.found);
        last = finding.span.start;
    }
    places_are_found_again(&document);
    let (Ok(before), Ok(after)) = (std::str::from_utf8(bytes), std::str::from_utf8(&output)) else { return };
    // The other parser does not know that a page in XML may close any element at once.
    if before != after && !before.trim_start().starts_with("<?xml") {
        assert_eq!(oracle::tags(before), oracle::tags(std::str::from_utf8(&filled).unwrap()), "{before}\n{after}");
        let again = open(after.as_bytes());
        let text = again.articles().next().unwrap().text();
        let repaired = report.articles[0].clone().in_text();
        assert_eq!(oracle::bare(text), oracle::bare(&repaired.apply()), "{before}\n{after}");
    }
}

/// Every character of the text is found again in the page, on its own bytes or on those of its unit.
fn places_are_found_again(document: &Document<'_>) {
    let article = document.articles().next().unwrap();
    for (at, character) in article.text().char_indices().take(2000) {
        match article.source(Span::new(at, at + character.len_utf8())) {
            // Bytes that are no UTF-8 stand in no layer.
            None => {
                assert!(character == '\n' || !document.invalid().is_empty(), "only the end of a paragraph has no bytes")
            }
            Some(source) => {
                let bytes = &document.bytes()[source.start..source.end];
                let own = bytes == character.encode_utf8(&mut [0; 4]).as_bytes();
                let blank = character == ' ' && bytes.iter().all(u8::is_ascii_whitespace);
                assert!(
                    own || blank
                        || matches!(bytes[0], b'&' | b'<')
                        || !document.invalid().is_empty()
                        || document.decoded().is_some(),
                    "{character:?} {bytes:?}"
                );
            }
        }
    }
}

/// What html5ever sees is what we see.
pub(crate) fn reads_as_the_other_parser_does(html: &str) {
    let (text, mut attributes) = oracle::prose(html);
    let bare = Options::default().attributes(false);
    let document = Document::read(Format::Html, html.as_bytes(), &bare).unwrap();
    let own = document.articles().next().unwrap().text();
    assert_eq!(oracle::bare(own), text, "{html}");
    let document = open(html.as_bytes());
    let sorted = |text: &str| {
        let mut characters: Vec<char> = text.chars().collect();
        characters.sort_unstable();
        characters
    };
    attributes.push(text);
    let own = oracle::bare(document.articles().next().unwrap().text());
    assert_eq!(sorted(&own), sorted(&attributes.concat()), "{html}");
}

/// Pieces of pages, broken or not, but for tables, out of which parsers move text.
fn soup() -> impl Strategy<Value = String> {
    const PIECES: [&str; 77] = [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<i lang=en>",
        "</i>",
        "<span>",
        "</span>",
        "<em class=x>",
        "</em>",
        "<a href=x>",
        "</a>",
        "<p lang=en>",
        "<div translate=no>",
        "<b lang=fr>",
        "<ul>",
        "<li>",
        "</ul>",
        "</li>",
        "<li lang=en>",
        "<h2>",
        "</h2>",
        "<h3>",
        "<br>",
        "</br>",
        "<img alt='une vue' title=x>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        "<svg>",
        "</svg>",
        "<textarea>",
        "</textarea>",
        "<sup>1</sup>",
        "<sup>e</sup>",
        "<dl><dt>",
        "<dd lang=en>",
        "</dl>",
        "&eacute;",
        "&nbsp;",
        "&amp",
        "&",
        "<",
        "&#146;",
        "\n",
        " ",
        " le entrance ",
        "applied ",
        "sciences",
        " une imaginative and",
        " prescient ",
        "mot",
        "é",
        "<object>",
        "</object>",
        "<button>",
        "</button>",
        "<nobr>",
        "</nobr>",
        "<u>",
        "</u>",
        "<marquee lang=en>",
        "</marquee>",
        "<noscript>",
        "<kbd>",
        "<x-y>",
        "</x-y>",
        "<blockquote lang=en>",
    ];
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat())
}

/// Damaged and clean sentences with markup thrown in between any two characters.
fn marked_up() -> impl Strategy<Value = String> {
    let pieces = ["<b>", "</b>", "<i>", "</i>", "<p>", "<!-- x -->", "<a title='le entrance'>", "</a>", "\n", "&shy;"];
    let places = prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(pieces.to_vec())), 0..12);
    (prop::collection::vec(any::<prop::sample::Index>(), 1..6), places).prop_map(|(chosen, places)| {
        let mut text: String = chosen.iter().map(|one| format!("{} ", one.get(sentences()))).collect();
        for (place, piece) in places {
            let at = text.floor_char_boundary(place.index(text.len()));
            text.insert_str(at, piece);
        }
        text
    })
}

proptest! {
    #![proptest_config(tries(256))]

    #[test]
    fn any_bytes_obey(bytes: Vec<u8>) {
        obeys(&bytes, reckless());
    }

    #[test]
    fn any_text_obeys(text: String) {
        obeys(text.as_bytes(), reckless());
    }

    #[test]
    fn signs_obey(text in "[<>/!?a-c='\"& ;#x-]{0,60}") {
        obeys(text.as_bytes(), reckless());
        reads_as_the_other_parser_does(&text);
    }

    #[test]
    fn references_are_read_alike(text in "(&#?x?[a-zA-Z0-9]{0,8}[; =<a]?){0,8}") {
        reads_as_the_other_parser_does(&text);
        reads_as_the_other_parser_does(&format!("<img alt=\"{text}\">"));
    }

    #[test]
    fn soup_obeys(text in soup()) {
        obeys(text.as_bytes(), reckless());
        reads_as_the_other_parser_does(&text);
    }

    #[test]
    fn marked_up_sentences_obey(text in marked_up()) {
        obeys(text.as_bytes(), french());
        obeys(text.as_bytes(), reckless());
    }
}

#[test]
fn formatting_around_an_emptied_text_obeys() {
    let html = "<a href=x>applied <b lang=fr></a>sciences";
    obeys(html.as_bytes(), reckless());
    let repaired = reckless().check_document(&open(html.as_bytes())).apply().into_owned();
    assert_eq!(String::from_utf8(repaired).unwrap(), "<a href=x>Technologies<b lang=fr></a>");
}

#[test]
fn pages_are_read_alike() {
    for Case { name, input: bytes, .. } in cases("html") {
        // The other parser does not know that a page in XML may close any element at once.
        if !name.ends_with(".xhtml") {
            let html = String::from_utf8(bytes).unwrap();
            let (text, _) = oracle::prose(&html);
            let bare = Options::default().attributes(false);
            let document = Document::read(Format::Html, html.as_bytes(), &bare).unwrap();
            assert_eq!(oracle::bare(document.articles().next().unwrap().text()), text, "{name}");
        }
    }
}
