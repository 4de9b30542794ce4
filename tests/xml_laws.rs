//! What holds of XML whatever it holds: bytes outside repairs are the same, markup is the same, time is in proportion.

#![cfg(all(feature = "french", feature = "xml"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/pace.rs"]
mod pace;
mod support;
#[path = "support/tries.rs"]
mod tries;

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use limpide::format::Format;
use limpide::{Cleaner, Document, Options, Span};
use proptest::prelude::*;

use pace::in_proportion;
use support::{Chance, french, path};
use tries::tries;

/// A cleaner that speaks of every candidate and applies all it can.
fn reckless() -> &'static Cleaner {
    static CLEANER: OnceLock<Cleaner> = OnceLock::new();
    CLEANER.get_or_init(|| Cleaner::builder().expect_damaged(0.99).hint_from(0.0).apply_from(0.0).build().unwrap())
}

/// All laws, of any bytes.
fn obeys(bytes: &[u8], cleaner: &Cleaner) {
    let Ok(document) = Document::read(Format::Xml, bytes, &Options::default()) else { return };
    let report = cleaner.check_document(&document);
    let (mut wanted, mut done) = (Vec::new(), 0);
    for rewrite in report.rewrites() {
        assert!(done <= rewrite.span.start, "articles come in order");
        wanted.extend_from_slice(&bytes[done..rewrite.span.start]);
        wanted.extend_from_slice(&rewrite.bytes);
        let replaced = &bytes[rewrite.span.start..rewrite.span.end];
        // In a CDATA section, the sign may be text of HTML (`<title>1 < 2`), and stays such.
        let signs = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("&lt;", "<").matches('<').count();
        let text = inside_cdata(&bytes[..rewrite.span.start]) && signs(replaced) == signs(&rewrite.bytes);
        assert!(text || !replaced.contains(&b'<') && !rewrite.bytes.contains(&b'<'), "no edit reaches a tag");
        done = rewrite.span.end;
    }
    wanted.extend_from_slice(&bytes[done..]);
    let output = report.apply();
    assert_eq!(*output, wanted);
    for article in document.articles() {
        for (at, character) in article.text().char_indices() {
            match article.source(Span::new(at, at + character.len_utf8())) {
                Some(source) => {
                    // Characters of one unit share its bytes, and an attribute is read after the text it stands in.
                    assert!(source.start < source.end);
                }
                // What parts two texts reads as a blank where HTML stands on top.
                None => assert!(character.is_whitespace()),
            }
        }
    }
    let (Ok(before), Ok(after)) = (std::str::from_utf8(bytes), std::str::from_utf8(&output)) else { return };
    let again = Document::read(Format::Xml, &output, &Options::default()).unwrap();
    assert_eq!(again.articles().len(), document.articles().len());
    // A repair over a line's end takes it away, so the line may be another.
    assert_eq!(again.refused().len(), document.refused().len());
    let options = || roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    if roxmltree::Document::parse_with_options(before, options()).is_ok() {
        roxmltree::Document::parse_with_options(after, options()).unwrap();
    }
}

/// The bytes of all cases, and of what once went wrong.
fn seeds() -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    for folder in ["tests/cases/xml", "tests/cases/xml/found"] {
        let Ok(entries) = std::fs::read_dir(path(folder)) else { continue };
        files.extend(entries.map(|entry| entry.unwrap().path()).filter(|file| {
            let name = file.to_string_lossy();
            file.is_file()
                && !name.ends_with(".json")
                && !name.contains(".expected.")
                && !name.contains("cent-articles")
        }));
    }
    files.sort();
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

/// What documents are made of, and what breaks them.
const TOKENS: [&str; 64] = [
    "<rss>",
    "</rss>",
    "<channel>",
    "</channel>",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<description>",
    "</description>",
    "<guid>",
    "</guid>",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<entry>",
    "</entry>",
    "<content type='html'>",
    "<content type=\"xhtml\">",
    "</content>",
    "<nitf>",
    "</nitf>",
    "<body.content>",
    "</body.content>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br/>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?x",
    "?>",
    "<!DOCTYPE rss [<!ENTITY eacute \"x\">]>",
    "&eacute;",
    "&amp;",
    "&lt;p&gt;",
    "&#233;",
    "&#xE9;",
    "&#0;",
    "&x;",
    "&",
    "<",
    ">",
    "'",
    "\"",
    "\0",
    "\u{feff}",
    "\r\n",
    "\n\n",
    "   ",
    "é",
    "l’",
    "le entrance ",
    "applied sciences ",
    "des applied ",
    "sciences ",
    "imaginative and prescient ",
    "durable",
    "sturdy",
    " xml:space='preserve'",
    "<q lang='en'>",
    "</q>",
    "xmlns:a='b'",
];

fn sequence() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&TOKENS[..]), 0..60).prop_map(|tokens| tokens.concat())
}

/// A document that is in order, of any text and inline markup.
fn ordered() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "le entrance",
        "applied",
        " sciences",
        " ",
        "\n    ",
        "imaginative and ",
        "prescient",
        " sturdy",
        "&#233;",
        "&lt;",
        "&nbsp;",
        "l’",
        "affect",
        "<![CDATA[des applied]]>",
        "<![CDATA[ sciences ]]>",
        "<!-- entrance -->",
        "«",
        "\u{1f600}",
    ]);
    let text = prop::collection::vec(words, 0..12).prop_map(|words| words.concat());
    let tree = text.prop_recursive(4, 40, 6, |inner| {
        let name =
            prop::sample::select(vec!["p", "b", "i", "block", "q xml:lang='en'", "em translate='no'", "pre", "br"]);
        prop::collection::vec((name, inner), 0..6).prop_map(|children| {
            let child = |(tag, inside): &(&str, String)| {
                let name = tag.split(' ').next().unwrap_or_default();
                format!("<{tag}>{inside}</{name}> le entrance ")
            };
            children.iter().map(child).collect()
        })
    });
    (tree.clone(), tree).prop_map(|(one, other)| {
        format!("<nitf><body><body.head><hedline><hl1>{one}</hl1></hedline></body.head><body.content>{other}</body.content></body></nitf>")
    })
}

proptest! {
    #![proptest_config(tries(256))]

    #[test]
    fn any_bytes(bytes: Vec<u8>) {
        obeys(&[b"<rss><title>", bytes.as_slice()].concat(), reckless());
        obeys(&bytes, reckless());
    }

    #[test]
    fn anything_like_news(text in sequence()) {
        obeys(text.as_bytes(), reckless());
    }

    #[test]
    fn news_in_order(text in ordered()) {
        let document = Document::read(Format::Xml, text.as_bytes(), &Options::default()).unwrap();
        prop_assert_eq!(document.refused(), []);
        obeys(text.as_bytes(), reckless());
        obeys(text.as_bytes(), french());
    }
}

/// True where a CDATA section is open behind these bytes.
fn inside_cdata(before: &[u8]) -> bool {
    let before = String::from_utf8_lossy(before);
    before.rfind("<![CDATA[").is_some_and(|start| !before[start..].contains("]]>"))
}

/// Changes bytes of a seed: overwritten, cut out, doubled, or a token put in.
fn mutated(seed: &[u8], others: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(8) {
        let at = chance.below(bytes.len() + 1);
        let to = (at + chance.below(40)).min(bytes.len());
        match chance.below(6) {
            0 if at < bytes.len() => bytes[at] = b"<>&;'\"/ \0\xff]![-?x"[chance.below(16)],
            1 => drop(bytes.drain(at..to)),
            2 => drop(bytes.splice(at..at, bytes[at..to].to_vec())),
            3 => bytes.truncate(at.max(16)),
            4 => {
                let other = &others[chance.below(others.len())];
                let from = chance.below(other.len());
                let end = (from + chance.below(200)).min(other.len());
                drop(bytes.splice(at..to, other[from..end].iter().copied()));
            }
            _ => drop(bytes.splice(at..at, TOKENS[chance.below(TOKENS.len())].bytes())),
        }
    }
    bytes
}

fn mutate_for(time: Duration, seed: u64) -> usize {
    let seeds = seeds();
    let mut chance = Chance(seed);
    let began = Instant::now();
    let mut runs = 0;
    while began.elapsed() < time {
        let bytes = mutated(&seeds[chance.below(seeds.len())], &seeds, &mut chance);
        let cleaner = if chance.below(4) == 0 { reckless() } else { french() };
        let done = std::panic::catch_unwind(|| obeys(&bytes, cleaner));
        if done.is_err() {
            let file = std::env::temp_dir().join("limpide-xml-found");
            std::fs::write(&file, &bytes).unwrap();
            panic!("after {runs} runs; the input lies in {}: keep it in tests/cases/xml/found", file.display());
        }
        runs += 1;
    }
    runs
}

#[test]
fn cases_obey_and_so_does_what_was_found() {
    for seed in seeds() {
        obeys(&seed, french());
        obeys(&seed, reckless());
    }
}

#[test]
fn mutations_obey() {
    assert!(mutate_for(Duration::from_secs(2), 4) > 0);
}

/// `LIMPIDE_FUZZ_SECONDS=300 cargo test --release --test xml_laws -- --ignored --nocapture`
#[test]
#[ignore = "long: 20 seconds, or as many as LIMPIDE_FUZZ_SECONDS says"]
fn many_mutations_obey() {
    let said = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let seconds = said("LIMPIDE_FUZZ_SECONDS").unwrap_or(20);
    println!(
        "{} inputs in {seconds} s",
        mutate_for(Duration::from_secs(seconds), said("LIMPIDE_FUZZ_SEED").unwrap_or(1))
    );
}

#[test]
fn hostile_documents_take_time_in_proportion() {
    type Make = Box<dyn Fn(usize) -> String>;
    let made: Vec<(&str, Make)> = vec![
        ("depth", Box::new(|n| format!("<rss>{}", "<b>".repeat(n)))),
        ("depth inside prose", Box::new(|n| format!("<rss><title>{}", "<b>x".repeat(n)))),
        ("empty elements", Box::new(|n| format!("<rss><title>x{}</title></rss>", "<b/>x".repeat(n)))),
        ("blocks", Box::new(|n| format!("<rss><title>x{}</title></rss>", "<p>x</p>".repeat(n)))),
        ("items", Box::new(|n| format!("<rss>{}</rss>", "<item><title>le entrance</title></item>".repeat(n)))),
        ("an unclosed CDATA", Box::new(|n| format!("<rss><title><![CDATA[{}", "]]x".repeat(n)))),
        ("unclosed comments", Box::new(|n| format!("<rss><title>{}", "<!--".repeat(n)))),
        ("CDATA", Box::new(|n| format!("<rss><title>{}</title></rss>", "<![CDATA[x]]>".repeat(n)))),
        ("an attribute", Box::new(|n| format!("<rss a='{}'><title>x</title></rss>", "x ".repeat(n)))),
        ("an unclosed attribute", Box::new(|n| format!("<rss><item a='{}", "<x ".repeat(n)))),
        ("attributes", Box::new(|n| format!("<rss {}><title>x</title></rss>", "a='1' ".repeat(n)))),
        ("namespaces", Box::new(|n| format!("<rss {}><title>x</title></rss>", "xmlns:a='1' ".repeat(n)))),
        ("entities", Box::new(|n| format!("<rss><title>{}</title></rss>", "&eacute;".repeat(n)))),
        ("unknown entities", Box::new(|n| format!("<rss><title>{}</title></rss>", "&a;x".repeat(n)))),
        ("bare ampersands", Box::new(|n| format!("<rss><title>{}</title></rss>", "& &".repeat(n)))),
        (
            "declared entities",
            Box::new(|n| {
                format!("<!DOCTYPE rss [{}]><rss><title>&b;</title></rss>", "<!ENTITY b \"&b;&b;&b;\">".repeat(n))
            }),
        ),
        ("a declaration that does not end", Box::new(|n| format!("<!DOCTYPE rss [{}", "<!ENTITY b '".repeat(n)))),
        ("NULs", Box::new(|n| format!("<rss><title>{}</title></rss>", "\0 ".repeat(n)))),
        ("white space", Box::new(|n| format!("<nitf><body.content>{}</body.content></nitf>", " \n\t".repeat(n)))),
        ("one line", Box::new(|n| format!("<rss><title>{}</title></rss>", "le mot et la phrase ".repeat(n)))),
        (
            "damage",
            Box::new(|n| {
                format!(
                    "<nitf><body.content>{}</body.content></nitf>",
                    "<p>le <b>entrance</b> &#233;</p>".repeat(n / 20)
                )
            }),
        ),
        (
            "languages",
            Box::new(|n| {
                format!(
                    "<nitf><body.content>{}</body.content></nitf>",
                    "<q lang='en'>x</q><q lang='fr'>y</q>".repeat(n)
                )
            }),
        ),
    ];
    for (what, make) in made {
        in_proportion(what, 24, Duration::from_millis(5), [8_000, 64_000].map(make), |text| {
            if let Ok(document) = Document::read(Format::Xml, text.as_bytes(), &Options::default()) {
                assert!(!french().check_document(&document).apply().is_empty());
            }
        });
    }
}

#[test]
fn ten_megabytes_on_one_line_are_read_at_once() {
    let text =
        format!("<rss><item><title>{}</title></item></rss>", "Le mot reste et la phrase avance. ".repeat(300_000));
    let began = Instant::now();
    let document = Document::read(Format::Xml, text.as_bytes(), &Options::default()).unwrap();
    // The last blank is none to a reader of HTML.
    let read = document.articles().next().unwrap().text().len();
    assert_eq!(read, text.len() - "<rss><item><title> </title></item></rss>".len());
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[test]
fn entities_are_never_expanded() {
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY eacute \"&b;&b;\">]><rss><title>&b;x&eacute;y&a;</title></rss>";
    let document = Document::read(Format::Xml, bomb.as_bytes(), &Options::default()).unwrap();
    assert_eq!(document.articles().next().unwrap().text(), "x\n\ny");
}
