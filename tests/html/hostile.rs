//! Documents made to hurt: reading takes time in proportion, whatever they hold.

use std::time::{Duration, Instant};

use limpide::format::Format;
use limpide::{Document, Options};

use super::open;
use super::pace::in_proportion;
use super::support::french;

type Make = (&'static str, &'static str, &'static str);

/// What stands in front, what is repeated, what stands behind.
const BOMBS: [Make; 45] = [
    ("", "<div>", ""),
    ("", "<b>", ""),
    ("", "<p><b>", ""),
    ("", "<p><b lang=en>", "x"),
    ("", "<a title=x>", ""),
    ("", "<svg>", ""),
    ("<svg>", "<g>", "</svg>"),
    ("<svg>", "</p><svg>", ""),
    ("", "<x>", "</x>"),
    ("", "</x>", ""),
    ("<i>", "<span></i><i>", ""),
    ("<x><div><span><span><span>", "<span></x>", ""),
    ("", "<li><p>", ""),
    ("", "<table><tr><td>", ""),
    ("<table>", "<tr><td>x", "</table>"),
    ("", "<button>", ""),
    ("", "&amp;", ""),
    ("", "&", ""),
    ("", "&#", ""),
    ("&#", "9", ""),
    ("&", "a", ""),
    ("&amp", "a", ""),
    ("", "&CounterClockwiseContourIntegra", ""),
    ("", "&eacute", ""),
    ("", "<", ""),
    ("", "</", ""),
    ("", "<!", ""),
    ("", "<!--", ""),
    ("<!--", "--", ""),
    ("", "<a b='", ""),
    ("<a ", "b ", ">"),
    ("<a ", "alt=b ", ">x"),
    ("<img alt='", "le  mot ", "'>"),
    ("<img alt='", "le\nmot", ""),
    ("", "<script>", ""),
    ("", "<script><!--", ""),
    ("<script>", "<script </script", ""),
    ("<title>", "</titl", ""),
    ("", "<sup>", ""),
    ("", "<sup><!-- -->", ""),
    ("", "<sup><script><!--</script>", ""),
    ("", "\0", ""),
    ("", " \n", ""),
    ("", "<svg><![CDATA[", ""),
    ("", "<p>a <img alt=b>", ""),
];

fn made((front, again, back): Make, bytes: usize) -> String {
    format!("{front}{}{back}", again.repeat(bytes / again.len()))
}

#[test]
fn hostile_pages_take_time_in_proportion() {
    for bomb in BOMBS {
        let pages = [1 << 15, 1 << 18].map(|bytes| made(bomb, bytes));
        in_proportion(&format!("{bomb:?}"), 24, Duration::from_millis(5), pages, |html| {
            assert_eq!(open(html.as_bytes()).articles().len(), 1);
        });
    }
}

#[test]
fn ten_megabytes_on_one_line_are_read_and_repaired() {
    let damaged = "<p>Sur les lignes de <b>entrance</b>, le entrance tient avec ses applied sciences.</p>";
    let fill = "<p>Il fait beau, dit-elle.</p><img alt='x'>";
    let html = format!("{damaged}{}{damaged}", fill.repeat(10_000_000 / fill.len()));
    let document = open(html.as_bytes());
    assert!(document.articles().next().unwrap().text().len() > 5_000_000);
    for bomb in [("", "<div>", ""), ("", "&", ""), ("<img alt='", "mot ", "'>"), ("", "</x>", "")] {
        let (html, began) = (made(bomb, 10_000_000), Instant::now());
        assert_eq!(open(html.as_bytes()).articles().len(), 1);
        assert!(began.elapsed() < Duration::from_secs(20), "{bomb:?}");
    }
    let page = format!("{damaged}{}{damaged}", fill.repeat(20_000));
    let document = Document::read(Format::Html, page.as_bytes(), &Options::default()).unwrap();
    assert_eq!(french().check_document(&document).rewrites().count(), 6);
}
