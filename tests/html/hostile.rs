//! Documents made to hurt: reading takes time in proportion, whatever they hold.

use std::time::{Duration, Instant};

use limpide::format::Format;
use limpide::{Document, Options};

use super::open;
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

fn timed((front, again, back): Make, bytes: usize) -> Duration {
    let html = format!("{front}{}{back}", again.repeat(bytes / again.len()));
    let once = || {
        let began = Instant::now();
        assert_eq!(open(html.as_bytes()).articles().len(), 1);
        began.elapsed()
    };
    once().min(once()).min(once())
}

#[test]
fn hostile_pages_take_time_in_proportion() {
    for bomb in BOMBS {
        let (short, long) = (timed(bomb, 1 << 15), timed(bomb, 1 << 18));
        // What takes no time at all cannot be compared.
        assert!(
            long < 24 * short.max(Duration::from_millis(5)),
            "{bomb:?}: 8 times as long took {long:?}, not {short:?}"
        );
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
        assert!(timed(bomb, 10_000_000) < Duration::from_secs(20), "{bomb:?}");
    }
    let page = format!("{damaged}{}{damaged}", fill.repeat(20_000));
    let document = Document::read(Format::Html, page.as_bytes(), &Options::default()).unwrap();
    assert_eq!(french().check_document(&document).rewrites().count(), 6);
}
