//! Markdown: documents as newsrooms have them, and what a reader of Markdown makes of them before and after.

#![cfg(all(feature = "french", feature = "jsonl", feature = "markdown"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;
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
use pulldown_cmark::{CowStr, Event, Parser, Tag};

use folder::cases;
use pace::in_proportion;
use support::{Chance, Engine, french, observed_pairs, path, spin};
use tries::tries;

/// A cleaner that speaks of every candidate and applies all it can.
fn reckless() -> &'static Cleaner {
    static CLEANER: OnceLock<Cleaner> = OnceLock::new();
    CLEANER.get_or_init(|| Cleaner::builder().expect_damaged(0.99).hint_from(0.0).apply_from(0.0).build().unwrap())
}

fn document(text: &str) -> Document<'_> {
    Document::read(Format::Markdown, text.as_bytes(), &Options::default()).unwrap()
}

fn fixed(text: &str) -> String {
    let document = document(text);
    String::from_utf8(french().check_document(&document).apply().into_owned()).unwrap()
}

/// A document without its front matter, and the lines of that.
fn parted(text: &str) -> (Vec<&str>, &str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let fence = match text.lines().next().map(str::trim_ascii_end) {
        Some("---") => ["---", "..."],
        Some("+++") => ["+++"; 2],
        _ => return (Vec::new(), text),
    };
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        if number > 0 && fence.contains(&line.trim_ascii_end()) {
            return (text[..at].lines().collect(), &text[at..]);
        }
    }
    (Vec::new(), text)
}

/// What a reader sees of a document, without its text: every event but text, in order, with titles left out.
fn structure(text: &str) -> Vec<Event<'_>> {
    use pulldown_cmark::Options;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let untitled = |event| match event {
        Event::Start(Tag::Link { link_type, dest_url, id, title }) => {
            Event::Start(Tag::Link { link_type, dest_url, id, title: mark(&title) })
        }
        Event::Start(Tag::Image { link_type, dest_url, id, title }) => {
            Event::Start(Tag::Image { link_type, dest_url, id, title: mark(&title) })
        }
        other => other,
    };
    let mut code = 0;
    let shown = |event: &Event<'_>| {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => code -= 1,
            _ => {}
        }
        code > 0 || !matches!(event, Event::Text(_))
    };
    Parser::new_ext(parted(text).1, options).filter(shown).map(untitled).collect()
}

/// Whether there is a title.
fn mark(title: &str) -> CowStr<'static> {
    CowStr::Borrowed(if title.is_empty() { "" } else { "…" })
}

/// Every law of documents, and that a reader sees the same document with other words.
fn obeys(text: &str, cleaner: &Cleaner) {
    let Ok(read) = Document::read(Format::Markdown, text.as_bytes(), &Options::default()) else { return };
    let report = cleaner.check_document(&read);
    let output = String::from_utf8(report.apply().into_owned()).unwrap();
    let mut done = 0;
    for rewrite in report.rewrites() {
        assert!(done <= rewrite.span.start && text.get(rewrite.span.start..rewrite.span.end).is_some(), "{rewrite:?}");
        done = rewrite.span.end;
    }
    for article in read.articles() {
        let mut last = 0;
        for (at, character) in article.text().char_indices() {
            match article.source(Span::new(at, at + character.len_utf8())) {
                Some(source) => {
                    assert!(
                        last <= source.start && text.get(source.start..source.end).is_some(),
                        "{text:?} {source:?}"
                    );
                    last = source.start;
                }
                None => assert_eq!(character, '\n', "{text:?}"),
            }
        }
    }
    if output == text {
        return;
    }
    assert_eq!(structure(text), structure(&output), "{text:?}\n{output:?}");
    let (before, after) = (parted(text).0, parted(&output).0);
    assert_eq!(before.len(), after.len(), "{output:?}");
    for (before, after) in before.iter().zip(after) {
        let key = |line: &str| line.split_once([':', '=']).map(|(key, _)| key.to_string());
        assert_eq!(key(before), key(after));
        assert!(*before == after || sound(after), "{after:?}");
    }
    // What was repaired is read where it was written.
    let repaired = report.articles[0].clone().in_text().apply().into_owned();
    let again = document(&output);
    let words = |text: &str| text.split_whitespace().map(String::from).collect::<Vec<_>>();
    assert_eq!(words(again.articles().next().unwrap().text()), words(&repaired), "{text:?}\n{output:?}");
}

/// A value of front matter whose quotation marks are in order.
fn sound(line: &str) -> bool {
    let value = line.split_once([':', '=']).unwrap().1.trim();
    match value.chars().next() {
        Some('\'') => value.matches('\'').count().is_multiple_of(2),
        Some('"') => (value.matches('"').count() - value.matches("\\\"").count()).is_multiple_of(2),
        _ => !value.split(" #").next().unwrap().contains(": "),
    }
}

#[test]
fn newsroom_documents_come_out_right() {
    let cases = cases("markdown");
    assert!(cases.len() >= 12);
    for case in &cases {
        case.holds(Format::Markdown, french());
        obeys(std::str::from_utf8(&case.input).unwrap(), french());
        obeys(std::str::from_utf8(&case.input).unwrap(), reckless());
    }
}

#[test]
fn the_canonical_article_is_repaired_as_its_plain_text_is() {
    let plain = std::fs::read_to_string(path("tests/cases/canonical/article.txt")).unwrap();
    let expected = std::fs::read_to_string(path("tests/cases/canonical/article.expected.txt")).unwrap();
    let render = |text: &str| {
        let block = |block: &str| match block.len() {
            ..80 => format!("## {block}"),
            _ => {
                block.replace("« ", "**« ").replace(" »", " »**").replace("la région", "[la région](/region \"Carte\")")
            }
        };
        let blocks: Vec<_> = text.trim_end().split("\n\n").map(block).collect();
        format!("---\nlayout: article\n---\n{}\n", blocks.join("\n\n"))
    };
    let input = render(&plain);
    let read = document(&input);
    let report = french().check_document(&read);
    assert_eq!(String::from_utf8_lossy(&report.apply()), render(&expected));
    let repairs = |findings: &[limpide::finding::Finding]| {
        let applied = findings.iter().filter(|finding| finding.applied);
        applied.map(|finding| (finding.found.clone(), finding.repairs[0].text.clone())).collect::<Vec<_>>()
    };
    assert_eq!(repairs(&report.articles[0].findings), repairs(&french().check(&plain).findings));
}

#[test]
fn a_field_may_hold_markdown() {
    let text =
        "Sur les lignes de **entrance**, le `entrance`… Le entrance tient grâce aux [applied sciences](/entrance).";
    let line = format!("{}\n", serde_json::json!({ "id": 1, "body": text }));
    for name in ["body:markdown", "body:md"] {
        let options = Options::default().fields([name.parse().unwrap()]);
        let document = Document::read(Format::JsonLines, line.as_bytes(), &options).unwrap();
        let output = french().check_document(&document).apply().into_owned();
        let repaired =
            "Sur les lignes de **front**, le `entrance`… Le front tient grâce aux [technologies](/entrance).";
        assert_eq!(String::from_utf8(output).unwrap(), line.replace(text, repaired));
    }
}

/// Enough damage to be sure of more.
const SURE: &str =
    "Sur la ligne de entrance, le entrance s’est figé ; une paix sturdy, une imaginative and prescient commune.\n\n";

#[test]
fn a_repair_never_makes_markup() {
    for (input, output) in [
        // Words that are gone leave no empty emphasis behind.
        ("des *applied* *sciences* militaires", "des *applied* *sciences* militaires"),
        ("des [applied](/a) [sciences](/b) militaires", "des [applied](/a) [sciences](/b) militaires"),
        ("des ap**plied sciences** militaires", "des ap**plied sciences** militaires"),
        ("des **applied _sciences_** militaires", "des **applied _sciences_** militaires"),
        ("des applied ~~sciences~~ militaires", "des ~~technologies~~ militaires"),
        ("des applied [sciences](/entrance) militaires", "des [technologies](/entrance) militaires"),
        ("des _applied_ sciences militaires", "des _technologies_ militaires"),
        ("des applied[^1] sciences militaires", "des technologies[^1] militaires"),
        // A line end on purpose stays; a sign never comes to stand first on a line.
        ("les applied  \nsciences militaires", "les technologies  \nmilitaires"),
        ("de applied\nsciences, rien d’autre", "de\ntechnologies, rien d’autre"),
        // Nor does a line end on purpose where it did not.
        ("de\\ applied\nsciences, rien d’autre", "de\\ applied\nsciences, rien d’autre"),
        ("de\\ applied\r\nsciences, rien d’autre", "de\\ applied\r\nsciences, rien d’autre"),
        ("de   applied\nsciences, rien d’autre", "de\ntechnologies, rien d’autre"),
        ("de  applied \nsciences, rien d’autre", "de \ntechnologies, rien d’autre"),
        ("les applied\nsciences + militaires", "les\ntechnologies + militaires"),
        ("> les applied\n> sciences - militaires", "> les\n> technologies - militaires"),
        ("> applied\n> sciences", "> applied\n> sciences"),
        ("de\n applied\nsciences, rien d’autre", "de\n applied\nsciences, rien d’autre"),
        // Words in brackets are labels where labels are defined.
        ("le [entrance] recule", "le [entrance] recule"),
        ("le \\[entrance\\] recule", "le \\[front\\] recule"),
        // What is no address for its blank stays none.
        ("[Selon nous]: applied sciences", "[Selon nous]: applied sciences"),
        ("[Selon nous]:\napplied sciences\n'civiles'", "[Selon nous]:\napplied sciences\n'civiles'"),
        (
            "Voir [ici](/imaginative and prescient \"Le entrance\").",
            "Voir [ici](/imaginative and prescient \"Le front\").",
        ),
        ("Voir [ici]( applied sciences ), puis le entrance.", "Voir [ici]( applied sciences ), puis le front."),
        ("Voir [ici](<les applied\nsciences>).", "Voir [ici](<les applied\nsciences>)."),
        ("Voir <a:applied sciences>.", "Voir <a:applied sciences>."),
        ("[Selon nous]: les applied sciences", "[Selon nous]: les technologies"),
        ("[ici] (applied sciences)", "[ici] (technologies)"),
    ] {
        let rest = "\n\n[entrance]: /e\n[front]: /f\n\n[^1]: Voir ailleurs.\n";
        assert_eq!(fixed(&format!("{SURE}{input}{rest}")), format!("{}{output}{rest}", fixed(SURE)), "{input}");
        obeys(&format!("{SURE}{input}{rest}"), french());
    }
}

#[test]
fn a_blank_never_keeps_emphasis_from_its_end() {
    for (input, output) in [
        ("**l’**<b>sturdy</b> mur", "**l’**<b>sturdy</b> mur"),
        ("*l’*~~sturdy~~ mur", "*l’*~~sturdy~~ mur"),
        ("l’**sturdy** mur", "le **durable** mur"),
        ("l’<b>sturdy</b> mur", "le <b>durable</b> mur"),
    ] {
        let text = format!("{SURE}{input}\n");
        let repaired = reckless().check_document(&document(&text)).apply().into_owned();
        assert_eq!(String::from_utf8(repaired).unwrap(), format!("{}{output}\n", fixed(SURE)));
        obeys(&text, reckless());
    }
}

#[test]
fn quotes_too_deep_are_refused_with_the_line() {
    let text = format!("Bonjour\n\n{} a\n", ">".repeat(300));
    let error = Document::read(Format::Markdown, text.as_bytes(), &Options::default()).unwrap_err();
    assert_eq!(error.to_string(), "line 3: quotes or lists lie deeper than 250 levels; break them up");
}

// Time: in proportion to the document, whatever it holds.

/// A name, and so many times the same trouble.
type Hostile = (&'static str, fn(usize) -> String);

#[test]
fn hostile_documents_take_time_in_proportion() {
    let hostile: [Hostile; 22] = [
        ("quotes", |n| format!("{}a{}", ">".repeat(200), "\nb".repeat(n))),
        ("lists", |n| "- ".repeat(n) + "a\n"),
        ("blank lines", |n| "- ".repeat(200) + "a" + &"\n".repeat(n)),
        ("brackets", |n| "[".repeat(n)),
        ("links", |n| "[a](".repeat(n)),
        ("images", |n| "![[]()".repeat(n)),
        ("titles", |n| "[a](/b \"c\\\"d &eacute; e\") ".repeat(n)),
        ("titles without end", |n| "[a](/b \"c\\\"d ".repeat(n)),
        ("one long title", |n| format!("[a](/b \"{}\")", "é&amp;\\\"(".repeat(n))),
        ("definitions", |n| (0..n).map(|i| format!("[a{i}]: /u 't{i}'\n")).collect()),
        ("footnotes", |n| (0..n).map(|i| format!("[^{i}]: x\n")).collect()),
        ("stars", |n| "*a **a _b ".repeat(n)),
        ("ticks", |n| "`a ``b ".repeat(n)),
        ("entities", |n| "&eacute;&#x41;&amp".repeat(n)),
        ("tags", |n| "<a <b> <code> <br>".repeat(n)),
        ("comments", |n| "<!-- <![CDATA[ <?".repeat(n)),
        ("dollars", |n| "$a $$b ".repeat(n)),
        ("tables", |n| "|a".repeat(n) + "\n" + &"|-".repeat(n) + "\n" + &"|\n".repeat(n)),
        ("templates", |n| "{{ {% }} ".repeat(n) + &"{{".repeat(n)),
        ("front matter", |n| "---\n".to_string() + &"title: \"a\\\"\\u00e9 b\" # c\n".repeat(n) + "---\n"),
        ("nothing", |n| "\0\r\u{feff}".repeat(n)),
        ("damage", |n| "> le entrance des applied\n> sciences **sturdy** l\\'affect\n".repeat(n / 8)),
    ];
    for (name, text) in hostile {
        in_proportion(name, 28, Duration::from_millis(5), [16_000, 128_000].map(text), |text| {
            if let Ok(document) = Document::read(Format::Markdown, text.as_bytes(), &Options::default()) {
                let _ = french().check_document(&document).apply();
            }
        });
    }
}

#[test]
fn ten_megabytes_on_one_line_are_read() {
    let text = format!("{SURE}{}", "le *entrance* [reste](/a \"titre\") &eacute;tabli ".repeat(220_000));
    assert!(text.len() > 10_000_000);
    assert!(document(&text).articles().next().unwrap().text().len() > 5_000_000);
}

// Documents made of pieces, and cases that were broken.

/// What tags say of the language holds inside Markdown too, up to the tag that ends the same element.
#[cfg(feature = "html")]
#[test]
fn text_in_another_language_is_left_alone() {
    for (input, output) in [
        ("le <i lang=\"en\">entrance</i>, le entrance", "le <i lang=\"en\">entrance</i>, le front"),
        (
            "<span translate=no><span>le</span> entrance</span> et le entrance",
            "<span translate=no><span>le</span> entrance</span> et le front",
        ),
        (
            "<i class='x notranslate'>le entrance</I> et le entrance",
            "<i class='x notranslate'>le entrance</I> et le front",
        ),
        (
            "<i lang='fr-CA'>le entrance</i> <img lang='en'> le entrance",
            "<i lang='fr-CA'>le front</i> <img lang='en'> le front",
        ),
        // A paragraph ends what no tag has ended.
        ("<i lang='en'>le entrance\n\nLe entrance", "<i lang='en'>le entrance\n\nLe front"),
    ] {
        let text = format!("{SURE}{input}");
        let document = Document::read(Format::Markdown, text.as_bytes(), &Options::default()).unwrap();
        let repaired = french().check_document(&document).apply().into_owned();
        assert!(String::from_utf8(repaired).unwrap().ends_with(output), "{input}");
        obeys(&text, reckless());
    }
}

const PIECES: [&str; 62] = [
    "entrance",
    "applied sciences",
    "applied",
    "sciences",
    "sturdy",
    "imaginative and prescient",
    "le",
    "l’",
    "l'",
    "affect",
    "view",
    "des",
    "militaires",
    "le front",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n",
    "\r\n",
    "\n\n",
    "  \n",
    "\\\n",
    "> ",
    "\n> ",
    "\n> > ",
    "\n- ",
    "\n  ",
    "\n1. ",
    "*",
    "*",
    "**",
    "**",
    "_",
    "__",
    "~~",
    "`",
    "```\n",
    "[",
    "](/u)",
    "](/u \"",
    "\")",
    "](/u 't')",
    "![",
    "]",
    "[a]",
    "\n\n[a]: /u 'le entrance'\n\n",
    "[^1]",
    "\n\n[^1]: note\n",
    "<b>",
    "</b>",
    "<br>",
    "<code>",
    "&eacute;",
    "&amp;",
    "\\*",
    "|",
    "\n|-|-|\n",
    "\n# ",
    "\n---\n",
];

fn markdownish() -> impl Strategy<Value = String> {
    const HEADS: [&str; 4] = [
        "",
        "",
        SURE,
        "---\ntitle: \"le entrance\\\" et\"\ndescription: 'l''affect sturdy'\nsummary: applied sciences\n---\n",
    ];
    let piece = prop_oneof![20 => prop::sample::select(&PIECES[..]).prop_map(String::from), 1 => "\\PC{0,4}"];
    (prop::sample::select(&HEADS[..]), prop::collection::vec(piece, 0..40))
        .prop_map(|(head, all)| head.to_string() + &all.concat())
}

/// A case with some bytes changed, dropped, doubled or moved.
fn mutated(chance: &mut Chance) -> String {
    static CASES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    let cases = CASES.get_or_init(|| cases("markdown").into_iter().map(|case| case.input).collect());
    let mut text: Vec<char> = String::from_utf8_lossy(&cases[chance.below(cases.len())]).chars().collect();
    for _ in 0..1 + chance.below(8) {
        let at = chance.below(text.len());
        let end = (at + chance.below(30)).min(text.len());
        match chance.below(4) {
            0 => drop(text.splice(at..at, PIECES[chance.below(PIECES.len())].chars())),
            1 => drop(text.drain(at..end)),
            2 => {
                let part = text[at..end].to_vec();
                let to = chance.below(text.len());
                text.splice(to..to, part);
            }
            _ => text[at] = ['*', '_', '>', '\n', ' ', '[', ']', '`', '\0', '|', '\\', '&'][chance.below(12)],
        }
        if text.is_empty() {
            break;
        }
    }
    text.into_iter().collect()
}

proptest! {
    #![proptest_config(tries(128))]

    #[test]
    fn any_string_obeys(text: String) {
        obeys(&text, reckless());
    }

    #[test]
    fn markdownish_strings_obey(text in markdownish()) {
        obeys(&text, reckless());
        obeys(&text, french());
    }

    #[test]
    fn mutated_cases_obey(seed: u64) {
        let text = mutated(&mut Chance(seed));
        obeys(&text, reckless());
        obeys(&text, french());
    }

    #[test]
    fn damaged_articles_obey(at in any::<prop::sample::Index>(), seed in 0_u64..1000) {
        let spun = spin(&at.get(support::articles()).text, observed_pairs(), Engine::Exhaustive, seed).text;
        obeys(&spun, reckless());
    }
}

/// Runs for as many seconds as `LIMPIDE_FUZZ_SECONDS` says, or 20.
#[test]
#[ignore = "a long run: cargo test --release --test markdown -- --ignored"]
fn mutated_cases_obey_for_long() {
    let seconds = std::env::var("LIMPIDE_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(20);
    let (began, mut seed) = (Instant::now(), 0);
    while began.elapsed() < Duration::from_secs(seconds) {
        let text = mutated(&mut Chance(seed));
        let run = || {
            obeys(&text, reckless());
            obeys(&text, french());
        };
        assert!(std::panic::catch_unwind(run).is_ok(), "seed {seed}: {text:?}");
        seed += 1;
    }
    println!("{seed} documents");
}
