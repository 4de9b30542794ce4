//! The laws of the house, held for any bytes, for French-ish strings, and for every fixture clean and damaged.
//!
//! Each law is one function over a text and a cleaner, so that a new kind of text is held to all of them by one call.

#![cfg(feature = "french")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/pace.rs"]
mod pace;
mod support;
#[path = "support/tries.rs"]
mod tries;

use std::borrow::Cow;
use std::sync::OnceLock;
use std::time::Duration;

use limpide::{Cleaner, Finding, Report, Span, Summary};
use proptest::prelude::*;

use pace::in_proportion;
use support::{Chance, Engine, every_fixture, expectant, french, independent_pairs, observed_pairs, sentences, spin};
use tries::tries;

/// A cleaner that speaks of every candidate and applies all it can: many edits, side by side.
fn reckless() -> &'static Cleaner {
    static CLEANER: OnceLock<Cleaner> = OnceLock::new();
    CLEANER.get_or_init(|| Cleaner::builder().expect_damaged(0.99).hint_from(0.0).apply_from(0.0).build().unwrap())
}

// Laws 1, 3 and 6: findings in order, spans that slice, output that is the input with exactly the reported edits.

fn output_is_input_with_the_edits<'t>(text: &'t str, cleaner: &Cleaner) -> Report<'t> {
    let report = cleaner.check(text);
    assert_eq!(report.text, text);
    findings_are_sound(text.as_bytes(), &report.findings);
    let output = report.apply();
    assert_eq!(output.as_bytes(), edited(text.as_bytes(), &report.findings), "{text:?}");
    assert_eq!(reversed(output.as_bytes(), &report.findings), text.as_bytes(), "{text:?}");
    assert_eq!(cleaner.clean(text), output);
    assert_eq!(matches!(output, Cow::Borrowed(_)), report.edits().next().is_none(), "{text:?}");
    if let Cow::Borrowed(same) = output {
        assert!(std::ptr::eq(same, text), "borrowed from somewhere else");
    }
    let verdict = report.verdict;
    assert!((0.0..=1.0).contains(&verdict.probability), "{verdict:?}");
    assert!(report.findings.len() <= verdict.candidates && verdict.damaged <= verdict.candidates, "{verdict:?}");
    report
}

fn findings_are_sound(input: &[u8], findings: &[Finding]) {
    let (mut last, mut done) = (0, 0);
    for finding in findings {
        let Span { start, end } = finding.span;
        assert!(start < end && end <= input.len(), "{finding:?}");
        assert_eq!(&input[start..end], finding.found.as_bytes(), "{finding:?}");
        assert!(last <= start, "out of order: {finding:?}");
        last = start;
        let mut likely = f32::INFINITY;
        for repair in &finding.repairs {
            // Up to rounding: shares of a whole are summed and divided in single precision.
            assert!(repair.probability <= likely && (-1e-6..=1.0 + 1e-6).contains(&repair.probability), "{finding:?}");
            assert_ne!(repair.text, finding.found);
            likely = repair.probability;
        }
        // Nobody is shown what is hopeless, but for the second, which explains the first.
        assert!(finding.repairs.iter().skip(2).all(|repair| repair.probability >= 1e-4), "{finding:?}");
        assert_eq!(Some(finding.confidence), finding.repairs.first().map(|repair| repair.probability));
        assert!(finding.confidence <= finding.damage + 1e-6 && finding.damage <= 1.0 + 1e-4, "{finding:?}");
        assert!(finding.evidence.iter().all(|one| one.weight.is_finite() && one.over_next.is_finite()), "{finding:?}");
        if finding.applied {
            assert!(done <= start, "overlaps: {finding:?}");
            done = end;
        }
    }
}

/// The input with the applied findings replaced, written down once more.
fn edited(input: &[u8], findings: &[Finding]) -> Vec<u8> {
    let mut output = input.to_vec();
    for finding in findings.iter().rev().filter(|finding| finding.applied) {
        output.splice(finding.span.start..finding.span.end, finding.repairs[0].text.bytes());
    }
    output
}

/// The output with the applied findings put back.
fn reversed(output: &[u8], findings: &[Finding]) -> Vec<u8> {
    let mut input = output.to_vec();
    // Edits are undone from the first on, so what stands before a place already has its old length.
    for finding in findings.iter().filter(|finding| finding.applied) {
        let start = finding.span.start;
        input.splice(start..start + finding.repairs[0].text.len(), finding.found.bytes());
    }
    input
}

// Law 4: the stream gives what the one-shot gives, however the input is cut.

fn streamed<'b>(cleaner: &Cleaner, pieces: impl Iterator<Item = &'b [u8]>) -> (Vec<u8>, Summary) {
    let mut output = Vec::new();
    let mut stream = cleaner.stream(&mut output);
    pieces.for_each(|piece| stream.write(piece).unwrap());
    let summary = stream.finish().unwrap();
    (output, summary)
}

fn random_pieces(bytes: &[u8], seed: u64) -> impl Iterator<Item = &[u8]> {
    let (mut chance, mut rest) = (Chance(seed), bytes);
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let piece;
        (piece, rest) = rest.split_at(chance.below(rest.len().min(40) + 1));
        Some(piece)
    })
}

fn stream_is_one_shot(text: &str, cleaner: &Cleaner, seed: u64) {
    let report = cleaner.check(text);
    let bytes = text.as_bytes();
    let held = |(output, summary): (Vec<u8>, Summary)| {
        assert_eq!(output, report.apply().as_bytes(), "{text:?}");
        assert_eq!(summary.findings, report.findings, "{text:?}");
        assert_eq!((summary.verdict, summary.bytes), (report.verdict, text.len()), "{text:?}");
        assert_eq!(summary.invalid, [], "{text:?}");
    };
    match seed % 6 {
        0 => held(streamed(cleaner, std::iter::once(bytes))),
        random @ 1..=2 => held(streamed(cleaner, random_pieces(bytes, seed ^ random))),
        _ => held(streamed(cleaner, bytes.chunks([1, 2, 3, 7, 64][seed as usize % 5]))),
    }
}

// Law 5: cleaning twice is cleaning once.

#[track_caller]
fn twice_is_once(text: &str, cleaner: &Cleaner) {
    let left = left_over(text, cleaner);
    assert_eq!(left, None, "cleaning this twice is not cleaning it once: {text:?}");
}

/// What the second cleaning changes, if it changes anything.
fn left_over(text: &str, cleaner: &Cleaner) -> Option<String> {
    let once = cleaner.clean(text);
    let again = cleaner.check(&once);
    let edits: Vec<_> = again.edits().map(|edit| format!("{} -> {}", edit.span.of(&once), edit.text)).collect();
    (!edits.is_empty()).then(|| edits.join(", "))
}

// Law 8: same input, same output.

fn same_again(text: &str, cleaner: &Cleaner) {
    assert_eq!(cleaner.check(text), cleaner.check(text));
}

fn all_laws(text: &str, seed: u64) {
    output_is_input_with_the_edits(text, french());
    output_is_input_with_the_edits(text, reckless());
    stream_is_one_shot(text, french(), seed);
    stream_is_one_shot(text, expectant(), seed + 1);
    same_again(text, expectant());
}

#[test]
fn every_fixture_obeys() {
    for (seed, article) in (0..).zip(every_fixture()) {
        let report = output_is_input_with_the_edits(&article.text, french());
        if report.verdict.candidates == 0 {
            assert!(matches!(report.apply(), Cow::Borrowed(_)), "{}", article.name);
        }
        output_is_input_with_the_edits(&article.text, reckless());
        stream_is_one_shot(&article.text, french(), seed);
        twice_is_once(&article.text, french());
    }
}

#[test]
fn damage_is_there_to_be_repaired() {
    let repaired = |pairs, engine| {
        let articles = support::articles().iter().zip(0..);
        articles
            .filter(|(article, seed)| {
                french().check(&spin(&article.text, pairs, engine, *seed).text).edits().count() > 2
            })
            .count()
    };
    // Not a measure of quality: it shows that the laws above are held on texts in which something is repaired.
    assert!(repaired(independent_pairs(), Engine::Exhaustive) > 30);
    assert!(repaired(observed_pairs(), Engine::Exhaustive) > 30);
    assert!(repaired(independent_pairs(), Engine::Loose) > 20);
}

#[test]
fn a_stream_may_be_cut_anywhere() {
    let text = "L’usine coupée :\u{a0}le entrance ukrainien, les events politiques et la 👩‍👩‍👧 famille e\u{301}tait la, \
                avec des applied sciences sturdy et l’affect américaine.";
    let report = expectant().check(text);
    assert!(report.edits().count() > 1, "{report:?}");
    for cut in 0..=text.len() {
        let (before, after) = text.as_bytes().split_at(cut);
        let (output, summary) = streamed(expectant(), [before, after].into_iter());
        assert_eq!((output.as_slice(), &summary.findings), (report.apply().as_bytes(), &report.findings), "{cut}");
    }
}

#[test]
fn threads_agree() {
    let articles: Vec<_> = every_fixture().into_iter().step_by(7).collect();
    let alone: Vec<Report<'_>> = articles.iter().map(|article| french().check(&article.text)).collect();
    std::thread::scope(|scope| {
        for turn in 0..4 {
            let (articles, alone, cleaner) = (&articles, &alone, french().clone());
            scope.spawn(move || {
                for at in (0..articles.len()).map(|at| (at + turn * 11) % articles.len()) {
                    assert_eq!(cleaner.check(&articles[at].text), alone[at]);
                }
            });
        }
    });
}

// Bytes that are no UTF-8 pass through, and are reported with their places.

fn bytes_pass(bytes: &[u8], cleaner: &Cleaner, seed: u64) {
    let (output, summary) = streamed(cleaner, std::iter::once(bytes));
    findings_are_sound(bytes, &summary.findings);
    assert_eq!(output, edited(bytes, &summary.findings));
    assert_eq!(reversed(&output, &summary.findings), bytes);
    assert_eq!(summary.invalid, invalid(bytes));
    for finding in &summary.findings {
        assert!(!summary.invalid.iter().any(|bad| bad.overlaps(finding.span)), "{finding:?}");
    }
    assert_eq!(streamed(cleaner, bytes.chunks(1 + seed as usize % 7)), (output.clone(), summary.clone()));
    assert_eq!(streamed(cleaner, random_pieces(bytes, seed)), (output, summary));
}

/// The bytes that are no UTF-8, found one error after the other.
fn invalid(bytes: &[u8]) -> Vec<Span> {
    let (mut spans, mut at) = (Vec::new(), 0);
    while let Err(error) = std::str::from_utf8(&bytes[at..]) {
        let start = at + error.valid_up_to();
        let end = error.error_len().map_or(bytes.len(), |len| start + len);
        spans.push(Span::new(start, end));
        at = end;
    }
    spans
}

#[test]
fn invalid_bytes_are_reported_where_they_stand() {
    let text = b"l\xe9 entrance ukrainien et les lignes de entrance \xff\xfe\xc3(\xe2\x82\xe2\x82";
    let (output, summary) = streamed(french(), std::iter::once(&text[..]));
    let bad: Vec<_> = summary.invalid.iter().map(|span| (span.start, span.end)).collect();
    assert_eq!(bad, [(1, 2), (48, 49), (49, 50), (50, 51), (52, 54), (54, 56)]);
    assert!(output.ends_with(b"\xff\xfe\xc3(\xe2\x82\xe2\x82") && output.starts_with(b"l\xe9 "));
}

// Random texts.

const TRICKY: [&str; 58] = [
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\t",
    "\u{a0}",
    "\u{202f}",
    "\u{feff}",
    "\u{200b}",
    "\u{ad}",
    "\u{200d}",
    "\u{2060}",
    "e\u{301}te\u{301}",
    "en\u{ad}trance",
    "ap\u{ad}plied sciences",
    "entr\u{200d}ance",
    "\u{301}",
    "’",
    "'",
    "ʼ",
    "«\u{a0}",
    "\u{a0}»",
    "“",
    "”",
    "\"",
    "‘",
    "—",
    "– Commercial –",
    "-",
    "\u{2010}",
    "\u{2011}",
    "entrance-",
    "-entrance",
    "👩‍👩‍👧",
    "🇫🇷",
    "❤️",
    "!",
    "…",
    "?!",
    ":",
    ";",
    "https://exemple.fr/entrance",
    "@events",
    "#views",
    "`boards`",
    "ENTRANCE",
    "eNtrance",
    "l'",
    "L’",
    "d’",
    "le",
    "de",
    "du",
    "the",
    "1\u{202f}000",
];

fn piece() -> impl Strategy<Value = String> {
    let intruders: Vec<String> = observed_pairs().values().flatten().cloned().collect();
    let originals: Vec<String> = observed_pairs().keys().cloned().collect();
    let capital = |word: String| word[..1].to_uppercase() + &word[1..];
    prop_oneof![
        4 => prop::sample::select(sentences()),
        6 => prop::sample::select(intruders.clone()),
        1 => prop::sample::select(intruders).prop_map(capital),
        2 => prop::sample::select(originals),
        6 => prop::sample::select(&TRICKY[..]).prop_map(Into::into),
        1 => any::<String>(),
        1 => "\\PC{0,12}",
    ]
}

/// Sentences, intruders and oddities in a row, mostly with a space between them.
fn frenchish() -> impl Strategy<Value = String> {
    let joint = prop_oneof![8 => Just(" "), 2 => Just(""), 1 => Just("\n"), 1 => Just("\n\n"), 1 => Just("\u{a0}")];
    prop::collection::vec((piece(), joint), 0..24)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, joint)| [piece, joint.into()]).collect())
}

proptest! {
    #![proptest_config(tries(192))]

    #[test]
    fn any_string_obeys(text: String, seed: u64) {
        all_laws(&text, seed % 1000);
        twice_is_once(&text, french());
    }

    #[test]
    fn frenchish_strings_obey(text in frenchish(), seed: u64) {
        all_laws(&text, seed % 1000);
    }

    #[test]
    fn any_bytes_obey(bytes: Vec<u8>, seed: u64) {
        bytes_pass(&bytes, french(), seed);
    }

    #[test]
    fn broken_french_obeys(text in frenchish(), holes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6), seed: u64) {
        let mut bytes = text.into_bytes();
        for (hole, byte) in holes {
            if !bytes.is_empty() {
                let at = hole.index(bytes.len());
                bytes[at] = byte;
            }
        }
        bytes_pass(&bytes, french(), seed);
        bytes_pass(&bytes, reckless(), seed);
    }
}

proptest! {
    #![proptest_config(tries(48))]

    #[test]
    fn damaged_articles_obey(at in any::<prop::sample::Index>(), seed in 0_u64..1_000_000, loose: bool, observed: bool) {
        let article = at.get(support::articles());
        let pairs = if observed { observed_pairs() } else { independent_pairs() };
        let spun = spin(&article.text, pairs, if loose { Engine::Loose } else { Engine::Exhaustive }, seed);
        output_is_input_with_the_edits(&spun.text, french());
        stream_is_one_shot(&spun.text, french(), seed);
    }
}

// Law 5, where it was broken once: with the sure damage mended, the article was judged anew with fewer sure places, and a
// word that had been left alone beside them was mended in its turn.

#[test]
fn cleaning_twice_is_cleaning_once_on_known_inputs() {
    let short = [
        "en\u{ad}trance\nBraveness adverse\nOn croyait l'affaire pliée. problem La course n’a pourtant pas été une partie de plaisir. ",
        "Funds Plusieurs riverains, venus en nombre, ont manifesté leur inquiétude. primary\u{a0}\u{ad} La couleur arrive par touches, \
         comme un sign dans le brouillard : une doublure rouge, un gant vert, un foulard jaune aperçu le temps d'un pas.   ",
        "State of affairs en\u{ad}trance Pour trancher, il faudra analyser la makeup de l’atmosphère. «\u{a0}On nous avait parlé d’un \
         hiver sur le parking, soupire Josiane Peyrot, fromagère. ",
    ];
    let fixtures = [
        ("40-psycho-dire-non.txt", Engine::Exhaustive, 0), // utilization -> utilisation
        ("42-cours-du-soir.txt", Engine::Loose, 1),        // group -> association
        ("22-conseils-electromenager.txt", Engine::Exhaustive, 5), // word -> note
        ("10-agriculture-lentilles.txt", Engine::Loose, 3), // euro -> euros
        ("11-startup-capteurs.txt", Engine::Exhaustive, 3), // agreement -> concurrence, ways -> routes
    ];
    let spun = fixtures.map(|(name, engine, seed)| {
        let article = support::articles().iter().find(|article| article.name == name).unwrap();
        spin(&article.text, independent_pairs(), engine, seed).text
    });
    let left: Vec<_> =
        short.into_iter().chain(spun.iter().map(String::as_str)).filter_map(|text| left_over(text, french())).collect();
    assert!(left.is_empty(), "{left:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..tries(500) })]

    #[test]
    fn cleaning_twice_is_cleaning_once(text in frenchish()) {
        twice_is_once(&text, french());
    }

    #[test]
    fn cleaning_twice_is_cleaning_once_in_articles(at in any::<prop::sample::Index>(), seed in 0_u64..1_000_000, loose: bool, observed: bool) {
        let article = at.get(support::articles());
        let pairs = if observed { observed_pairs() } else { independent_pairs() };
        let spun = spin(&article.text, pairs, if loose { Engine::Loose } else { Engine::Exhaustive }, seed);
        twice_is_once(&spun.text, french());
    }
}

// Time: in proportion to the article, whatever it holds.

#[test]
fn long_articles_take_time_in_proportion() {
    // Thousands of places in one paragraph, within a quotation that never closes, and without.
    for opening in ["", "« "] {
        let article = |times: usize| {
            let line = "le entrance est sturdy et le entrance recule ";
            format!("Le entrance ukrainien tient, sur la ligne de entrance. {opening}{}", line.repeat(times))
        };
        in_proportion("8 times as long", 24, Duration::ZERO, [500, 4000].map(article), |text| {
            assert!(!french().check(text).findings.is_empty());
        });
    }
}
