//! Law 7: the matcher finds what a naive one finds.
//!
//! The naive matcher reads the source tables as they are written, tries every intruder that starts with the word at hand, and
//! keeps the longest. The library is told to expect damage and to speak of every candidate, so its findings are its matches.

#![cfg(feature = "french")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use limpide::token::{Token, TokenKind, tokens};
use limpide::{Cleaner, Span};
use proptest::prelude::*;

use support::{all_pairs, every_fixture, sentences};

/// Speaks of every candidate.
fn talkative() -> &'static Cleaner {
    static CLEANER: OnceLock<Cleaner> = OnceLock::new();
    CLEANER.get_or_init(|| Cleaner::builder().hint_from(0.0).apply_from(2.0).expect_damaged(0.9).build().unwrap())
}

/// The intruders of the tables as lists of words, by their first word.
fn intruders() -> &'static BTreeMap<String, Vec<Vec<String>>> {
    static INTRUDERS: OnceLock<BTreeMap<String, Vec<Vec<String>>>> = OnceLock::new();
    INTRUDERS.get_or_init(|| {
        let mut by_first: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for intruder in intruders_of_the_sources() {
            let words: Vec<String> = intruder.split(' ').map(Into::into).collect();
            by_first.entry(words[0].clone()).or_default().push(words);
        }
        by_first
    })
}

fn intruders_of_the_sources() -> Vec<String> {
    let mut all: Vec<String> = all_pairs().into_iter().map(|(_, intruder)| intruder).collect();
    for file in std::fs::read_dir(support::path("dictionaries/fr/entries")).unwrap() {
        let entries: toml::Table = std::fs::read_to_string(file.unwrap().path()).unwrap().parse().unwrap();
        for entry in entries["entry"].as_array().unwrap() {
            let listed = entry["intruders"].as_array().unwrap().iter();
            all.extend(listed.map(|intruder| intruder.as_str().unwrap().to_lowercase()));
        }
    }
    all.sort();
    all.dedup();
    all
}

/// The intruders of a text from left to right, the longest first: where they stand, and how the tables write them.
fn naive(text: &str) -> Vec<(Span, String)> {
    let tokens: Vec<Token<'_>> = tokens(text).collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        match naive_at(text, &tokens, at) {
            Some((to, words)) => {
                found.push((Span::new(tokens[at].start, tokens[to - 1].span().end), words));
                at = to;
            }
            None => at += 1,
        }
    }
    found
}

fn naive_at(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(usize, String)> {
    let first = tokens.get(at).filter(|token| is_engine_case(token))?;
    if let Some(before) = at.checked_sub(1).filter(|_| text[..first.start].ends_with(is_hyphen)) {
        // A dash that lacks its space has one before it, or nothing.
        let stands_apart = before.checked_sub(1).is_none_or(|at| tokens[at].kind == TokenKind::Space);
        let is_dash = tokens[before].kind == TokenKind::Punctuation && stands_apart;
        if !is_dash || !first.text.starts_with(char::is_uppercase) {
            return None;
        }
    }
    let matches = intruders().get(&folded(first.text))?.iter();
    let ends = matches.filter_map(|words| {
        let mut to = at + 1;
        for word in &words[1..] {
            to = next_word(tokens, to)?;
            let token = tokens.get(to).filter(|token| is_engine_case(token))?;
            if folded(token.text) != *word {
                return None;
            }
            to += 1;
        }
        let end = tokens[to - 1].span().end;
        (!text[end..].starts_with(is_hyphen)).then(|| (to, words.join(" ")))
    });
    ends.max()
}

/// The token after the space that starts at `at`: blanks, with at most one line end among them.
fn next_word(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let spaces = tokens[at..].iter().take_while(|token| token.kind == TokenKind::Space).count();
    let space: String = tokens[at..at + spaces].iter().map(|token| token.text).collect();
    let line_ends = space.replace("\r\n", "\n").matches(['\n', '\r']).count();
    (spaces > 0 && line_ends < 2).then_some(at + spaces)
}

/// Lower case, or one initial capital with something behind it.
fn is_engine_case(token: &Token<'_>) -> bool {
    let letters: Vec<char> = token.text.chars().filter(|c| c.is_alphabetic()).collect();
    let rest_is_lower = letters.iter().skip(1).all(|c| !c.is_uppercase());
    token.kind == TokenKind::Word && rest_is_lower && (letters.len() > 1 || !letters[0].is_uppercase())
}

/// As the tables would write it.
fn folded(word: &str) -> String {
    let plain = word.replace(['’', 'ʼ'], "'").replace(is_hyphen, "-");
    plain.replace(['\u{ad}', '\u{200c}', '\u{200d}', '\u{2060}'], "").to_lowercase()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Both find the same intruders, to the byte. A finding may start with the word before (*le avis*), never end elsewhere.
#[track_caller]
fn agree(text: &str) {
    let report = talkative().check(text);
    let naive = naive(text);
    let found: Vec<_> = (report.findings.iter().zip(&naive))
        .map(|(finding, (span, _))| {
            // A finding takes the word before along, and the blank that a line end inside it moves to.
            (Span::new(span.start.max(finding.span.start), span.end.min(finding.span.end)), folded(&finding.intruder))
        })
        .collect();
    assert_eq!(report.verdict.candidates, naive.len(), "{text:?}");
    assert_eq!((report.findings.len(), found), (naive.len(), naive), "{text:?}");
}

#[test]
fn both_find_the_same_in_every_fixture() {
    for article in every_fixture() {
        agree(&article.text);
    }
}

#[test]
fn both_find_the_same_at_the_seams() {
    for text in [
        "take a look at",
        "take a look",
        "take a\nlook at",
        "take a\n\nlook at",
        "take  a \u{a0}look\tat",
        "take a \r\n look at",
        "Take A Look At",
        "take a LOOK at",
        "TAKE a look at",
        "take, a look at",
        "take-a look at",
        "take a look at-",
        "-take a look at",
        "entrance",
        "Entrance",
        "ENTRANCE",
        "eNTRANCE",
        "en\u{ad}trance",
        "entrance\u{2011}",
        "l’entrance",
        "l'entrance",
        "l'view",
        "by way of applied sciences",
        "applied applied sciences",
        "applied sciences sciences",
        "be be aware of",
        "– Commercial –",
        "entrance.entrance",
        "entrance/entrance",
        "entrance_entrance",
        "(entrance)",
        "entrance’",
        "entrance's",
        "entrances",
        "2entrance",
        "entrance2",
        "#entrance",
        "@entrance",
        "entrance@exemple.fr",
        "https://entrance.fr entrance",
        "",
        "A",
        "a",
        "high-quality",
        "high\u{2010}quality",
        "High-quality",
        "High-Quality",
        "high- quality",
        "old-fashioned-",
    ] {
        agree(text);
    }
}

#[test]
fn every_intruder_can_be_found() {
    let mut lost = Vec::new();
    for intruder in intruders_of_the_sources() {
        let naive = naive(&intruder);
        if (naive.len() != 1 || naive[0].1 != intruder) && !NEVER_FOUND.contains(&intruder.as_str()) {
            lost.push(intruder);
        }
    }
    assert!(lost.is_empty(), "no text can hold these, as their words are cut otherwise: {lost:?}");
}

/// Intruders of the tables that are never found: they are numbers, and words alone are matched.
const NEVER_FOUND: [&str; 2] = ["2nd", "4"];

fn strings() -> impl Strategy<Value = String> {
    let intruders = intruders_of_the_sources();
    let words: Vec<String> = intruders.iter().flat_map(|intruder| intruder.split(' ')).map(Into::into).collect();
    let capital =
        |word: String| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    let piece = prop_oneof![
        4 => prop::sample::select(intruders),
        4 => prop::sample::select(words.clone()),
        1 => prop::sample::select(words).prop_map(capital),
        1 => "\\PC{0,6}",
        1 => prop::sample::select(vec!["\u{ad}", "l’", "d'", "-", "\u{2011}", "«", ".", "\u{301}", "le", "2"]).prop_map(String::from),
    ];
    let joint = prop::sample::select(vec![" ", " ", " ", " ", "", "\n", "\n\n", "\u{a0}", "  ", "-", "\r\n", " \n "]);
    prop::collection::vec((piece, joint), 0..10)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, joint)| [piece, joint.into()]).collect())
}

proptest! {
    #[test]
    fn both_find_the_same_in_short_strings(text in strings().prop_filter("judged without a look at its language", |text| text.len() < 120)) {
        agree(&text);
    }

    #[test]
    fn both_find_the_same_in_long_strings(before in prop::sample::select(sentences()), text in strings(), after in prop::sample::select(sentences())) {
        let text = format!("{before} {before} {before} {text} {after}");
        // Where the text is surely not French nothing is looked for.
        if talkative().check(&text).verdict.words > 0 {
            agree(&text);
        }
    }
}
