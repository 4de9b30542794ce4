//! Documents in other encodings than UTF-8: cases as newsrooms have them, laws, and hostile bytes.

#![cfg(all(feature = "encodings", feature = "french", feature = "jsonl", feature = "xml"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/pace.rs"]
mod pace;
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use limpide::dictionary::table;
use limpide::format::{Format, Known};
use limpide::{Cleaner, Document, Options, Span};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::json;

use folder::{Case, Place, listed, places};
use pace::in_proportion;
use support::{Chance, french};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)
}

/// What `NN-slug.findings.json` expects.
#[derive(Deserialize)]
struct Expected {
    /// The encoding that the caller gives.
    given: Option<String>,
    encoding: String,
    known: Known,
    findings: Vec<Place>,
}

fn options(given: Option<&str>) -> Options {
    given.iter().fold(Options::default(), |options, name| options.encoding(*name))
}

/// The documents of the folder, with what is expected of them.
fn cases() -> Vec<(Case, Expected)> {
    let cases = folder::cases("encodings");
    assert!(cases.len() >= 12);
    let expected = |case: &Case| serde_json::from_slice(&case.findings).unwrap();
    cases
        .into_iter()
        .map(|case| {
            let said = expected(&case);
            (case, said)
        })
        .collect()
}

#[test]
fn every_case_comes_out_as_it_should() {
    for (case, expected) in cases() {
        let Case { name, input, expected: output, .. } = &case;
        let document = Document::read(Format::of_name(name), input, &options(expected.given.as_deref())).unwrap();
        assert_eq!(document.encoding().name, expected.encoding, "{name}");
        assert_eq!(document.encoding().known, expected.known, "{name}");
        let found = places(&document, french());
        let Expected { given, encoding, known, findings } = expected;
        let anew = || {
            let head = [json!(given), json!(encoding), json!(known)].map(|value| value.to_string());
            let [given, encoding, known] = head;
            let found = listed(&found, "    ", "");
            format!("{{\"given\": {given}, \"encoding\": {encoding}, \"known\": {known}, \"findings\": {found}}}\n")
        };
        if !case.is_written_anew(anew) {
            assert_eq!(found, findings, "{name}");
        }
        assert_eq!(*french().check_document(&document).apply(), *output, "{name}");
    }
}

#[test]
fn the_same_article_is_repaired_alike_in_every_encoding() {
    let text = fs::read_to_string(folder("canonical/article.txt")).unwrap();
    let repaired = fs::read_to_string(folder("canonical/article.expected.txt")).unwrap();
    let words = |places: Vec<Place>| -> Vec<_> {
        places.into_iter().map(|place| (place.found, place.repair, place.applied)).collect()
    };
    let wanted = words(places(&Document::read(Format::Text, text.as_bytes(), &Options::default()).unwrap(), french()));
    assert!(wanted.len() >= 13);
    let wide = |text: &str, to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let one = |table: &'static encoding_rs::Encoding, text: &str| {
        let (bytes, _, lossy) = table.encode(text);
        (!lossy).then(|| bytes.into_owned())
    };
    let render = |text: &str| {
        vec![
            (None, ["\u{feff}", text].concat().into_bytes()),
            (None, wide(&["\u{feff}", text].concat(), u16::to_le_bytes)),
            (Some("utf-16be"), wide(text, u16::to_be_bytes)),
            (None, one(encoding_rs::WINDOWS_1252, text).unwrap()),
            (Some("macintosh"), one(encoding_rs::MACINTOSH, text).unwrap()),
        ]
    };
    for ((given, bytes), (_, output)) in render(&text).into_iter().zip(render(&repaired)) {
        let document = Document::read(Format::Text, &bytes, &options(given)).unwrap();
        assert_eq!(words(places(&document, french())), wanted, "{given:?}");
        assert!(*french().check_document(&document).apply() == *output, "{given:?}");
    }
}

#[test]
fn a_repair_that_the_encoding_cannot_hold_is_reported_and_not_applied() {
    let own = table::read("original\tintruder\nchœur\tchoir\nhiver\twinter\n").unwrap();
    let cleaner = Cleaner::builder().dictionary(own).expect_damaged(0.9).build().unwrap();
    let text = b"Le choir a chant\xe9 tout l'winter, et le choir chantera encore l'winter qui vient.";
    let output = |name: &str| {
        let document = Document::read(Format::Text, text, &options(Some(name))).unwrap();
        let report = cleaner.check_document(&document);
        let applied: Vec<_> = report.articles[0].findings.iter().map(|finding| finding.applied).collect();
        (report.apply().into_owned(), applied)
    };
    let whole = b"Le ch\x9cur a chant\xe9 tout l'hiver, et le ch\x9cur chantera encore l'hiver qui vient.".to_vec();
    assert_eq!(output("windows-1252"), (whole, vec![true; 4]));
    let latin = b"Le choir a chant\xe9 tout l'hiver, et le choir chantera encore l'hiver qui vient.".to_vec();
    assert_eq!(output("iso-8859-1"), (latin, vec![false, true, false, true]));
}

#[test]
fn records_in_latin_1_are_refused_with_the_cure() {
    let line = b"{\"text\":\"L'\xe9t\xe9.\"}\n{\"text\":\"Rien.\"}\n";
    let document = Document::read(Format::JsonLines, line, &Options::default()).unwrap();
    assert_eq!(document.articles().len(), 1);
    let refused = document.refused()[0].to_string();
    assert_eq!(refused, "line 1: no UTF-8 from byte 12 of the line on; save the file as UTF-8");
    let error = Document::read(Format::JsonLines, line, &options(Some("latin1"))).unwrap_err().to_string();
    assert!(error.contains("JSON Lines are UTF-8 by their standard"), "{error}");
    assert!(Document::read(Format::JsonLines, line, &options(Some("utf-8"))).is_ok());
}

/// Bytes that are hard on a reader, as long as asked for.
fn hostile(size: usize) -> Vec<(&'static str, Option<&'static str>, Vec<u8>)> {
    let repeated = |unit: &[u8]| unit.repeat(size / unit.len());
    vec![
        ("one line", None, repeated(b"l'\xe9t\xe9 ")),
        ("holes", Some("windows-1252"), repeated(b"\x81\xe9")),
        ("nothing but holes", Some("windows-1252"), repeated(b"\x81")),
        ("holes in UTF-8", None, repeated(b"\xc3\xa9\xe9\xc3\xa9")),
        ("half surrogates", Some("utf-16le"), repeated(b"\x00\xd8")),
        ("astral", Some("utf-16be"), repeated(b"\xd8\x3d\xde\x00")),
        ("zeros", None, repeated(b"\0")),
        ("zeros in UTF-16", Some("utf-16le"), repeated(b"\0")),
        ("damage", Some("windows-1252"), repeated(b"le entrance r\xe9siste, ")),
    ]
}

#[test]
fn hostile_bytes_take_time_in_proportion() {
    // Little is measured badly on a machine that is busy; what is not in proportion takes minutes.
    let floor = Duration::from_millis(25);
    for ((name, given, short), (_, _, long)) in hostile(1 << 20).into_iter().zip(hostile(10 << 20)) {
        in_proportion(name, 40, floor, [short, long], |bytes| {
            let document = Document::read(Format::Text, bytes, &options(given)).unwrap();
            let article = document.articles().next().unwrap();
            let length = article.text().len();
            for at in (0..length).step_by(length / 1000 + 1).filter(|at| article.text().is_char_boundary(*at)) {
                let place = article.source(Span::new(at, length)).and_then(|source| document.place(source));
                assert!(place.is_none_or(|place| place.end <= length), "{name}");
            }
        });
    }
}

/// Nothing panics, the output is the input with the rewrites, and what was changed is spelled as the rest is.
fn obeys(format: Format, bytes: &[u8], given: Option<&str>) {
    let Ok(document) = Document::read(format, bytes, &options(given)) else { return };
    let report = french().check_document(&document);
    let output = report.apply();
    let (mut done, mut from) = (0, 0);
    for rewrite in report.rewrites() {
        let same = rewrite.span.start - done;
        assert_eq!(bytes[done..rewrite.span.start], output[from..from + same]);
        from += same;
        assert_eq!(output[from..from + rewrite.bytes.len()], rewrite.bytes);
        (done, from) = (rewrite.span.end, from + rewrite.bytes.len());
    }
    assert_eq!(bytes[done..], output[from..]);
    for article in &report.articles {
        for finding in &article.findings {
            assert!(!finding.span.is_empty() && finding.span.end <= bytes.len());
            if let Some(text) = document.decoded() {
                let place = document.place(finding.span).unwrap().of(text);
                // HTML shows a tab as a blank, in a feed too.
                let shown = |text: &str| text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
                let page = matches!(format, Format::Html | Format::Xml);
                let same = place == finding.found || page && shown(place) == shown(&finding.found);
                assert!(same, "{place:?} {:?}", finding.found);
            }
        }
    }
    let name = document.encoding().name.to_ascii_lowercase();
    // What was guessed of the one need not be guessed of the other.
    let given = (format != Format::JsonLines).then_some(name.as_str());
    let again = Document::read(format, &output, &options(given)).unwrap();
    for (article, report) in again.articles().zip(&report.articles) {
        let mut wanted = report.text.to_string();
        for edit in report.edits().collect::<Vec<_>>().into_iter().rev() {
            wanted.replace_range(edit.span.start..edit.span.end, edit.text);
        }
        assert_eq!(article.text(), wanted);
    }
    assert_eq!(again.invalid().len(), document.invalid().len());
}

/// A case with bytes changed, cut out, doubled and put in.
fn mutated(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..1 + chance.below(8) {
        let at = chance.below(bytes.len());
        let end = (at + 1 + chance.below(40)).min(bytes.len());
        match chance.below(5) {
            0 => bytes[at] = u8::try_from(chance.below(256)).unwrap(),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.splice(at..at, bytes[at..end].to_vec()).for_each(drop),
            3 => {
                let pieces: [&[u8]; 8] =
                    [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\0", b"\xc3", b"\xe9", b"\x81", b"\x00\xd8"];
                bytes.splice(at..at, pieces[chance.below(8)].iter().copied()).for_each(drop);
            }
            _ => bytes.swap(at, end - 1),
        }
        if bytes.is_empty() {
            bytes.push(b'x');
        }
    }
    bytes
}

const NAMES: [Option<&str>; 7] = [
    None,
    Some("utf-8"),
    Some("windows-1252"),
    Some("iso-8859-1"),
    Some("iso-8859-15"),
    Some("utf-16le"),
    Some("macintosh"),
];

fn mutations(seed: u64, time: Duration) -> usize {
    let (cases, mut chance, began, mut runs) = (cases(), Chance(seed), Instant::now(), 0);
    while began.elapsed() < time {
        let (Case { name, input, .. }, expected) = &cases[chance.below(cases.len())];
        let bytes = mutated(input, &mut chance);
        let given = if chance.below(3) == 0 { NAMES[chance.below(7)] } else { expected.given.as_deref() };
        obeys(Format::of_name(name), &bytes, given);
        runs += 1;
    }
    runs
}

#[test]
fn mutated_cases_obey() {
    mutations(7, Duration::from_secs(2));
}

/// For the long run: `LIMPIDE_FUZZ_SECONDS=300 cargo test --release --test encodings -- --ignored --nocapture`.
#[test]
#[ignore = "a long run"]
fn mutated_cases_obey_for_long() {
    let variable = |name: &str, usual| std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual);
    let runs = mutations(variable("LIMPIDE_FUZZ_SEED", 1), Duration::from_secs(variable("LIMPIDE_FUZZ_SECONDS", 20)));
    println!("{runs} mutated documents");
}

proptest! {
    #[test]
    fn any_bytes_in_any_encoding_obey(bytes: Vec<u8>, given in prop::sample::select(&NAMES[..])) {
        obeys(Format::Text, &bytes, given);
    }
}

#[cfg(feature = "markdown")]
#[test]
fn markdown_that_speaks_of_a_declaration_makes_none() {
    let text = b"Dans la page, `<meta charset=koi8-r>` est de trop : l'\xe9t\xe9 s'y lit mal.";
    let document = Document::read(Format::Markdown, text, &Options::default()).unwrap();
    assert_eq!((&*document.encoding().name, document.encoding().known), ("windows-1252", Known::Guessed));
}
