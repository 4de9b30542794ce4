//! The words of a text against those of a loop over its characters; and words that are watched for their neighbours.

use proptest::prelude::*;

use super::Scan;
use super::words::words;
use crate::dictionary::filter::{LONGEST, SHORTEST, Sieve, hash};
use crate::dictionary::telltale::{Company, Side};
use crate::dictionary::{Dictionary, compile_with, table};
use crate::span::Span;

/// A filter that everything passes.
static ALL: [u8; 1 << 15] = [0xff; 1 << 15];

fn fast(text: &str) -> Vec<(Span, u64)> {
    let mut found = Vec::new();
    let enough = words(text.as_bytes(), Sieve::new(&ALL).unwrap(), |span, hash| {
        found.push((span, hash));
        false
    });
    assert!(!enough);
    found
}

fn naive(text: &str) -> Vec<(Span, u64)> {
    let is_letter = |letter: char| letter.is_alphabetic() || ['\u{ad}', '×', '÷'].contains(&letter);
    let mut found = Vec::new();
    let mut start = 0;
    for run in text.split_inclusive(|letter| !is_letter(letter)) {
        let word = run.trim_end_matches(|letter| !is_letter(letter));
        if (SHORTEST..=LONGEST).contains(&word.len()) {
            found.push((Span::new(start, start + word.len()), hash(word.as_bytes())));
        }
        start += run.len();
    }
    found
}

#[test]
fn words_are_found_across_blocks() {
    for before in 0..140 {
        for word in
            ["entrance", "events", "dépendance", "œuvres", "ad\u{ad}ver\u{ad}tising", "straße", "слово", "bûche×2"]
        {
            for after in ["", " ", "’", "\u{a0}", "é", "😀 et la suite", &" – des mots".repeat(20)] {
                let text = format!(
                    "{}{word}{after}",
                    "x".repeat(before % 7) + &"–".repeat(before / 3) + &" l’".repeat(before % 3)
                );
                assert_eq!(fast(&text), naive(&text), "{text:?}");
            }
        }
    }
}

#[test]
fn a_word_longer_than_a_block_is_none() {
    for long in [64, 65, 127, 128, 129, 1000] {
        let text = format!("un {} entrance", "a".repeat(long));
        assert_eq!(fast(&text), naive(&text), "{long}");
    }
}

#[test]
fn only_what_passes_the_sieve_is_given_and_what_is_hyphenated() {
    let none = [0; 1 << 15];
    let mut found = Vec::new();
    let text = "des applied sci\u{ad}ences et des events";
    words(text.as_bytes(), Sieve::new(&none).unwrap(), |span, _| {
        found.push(span.of(text));
        false
    });
    assert_eq!(found, ["sci\u{ad}ences"]);
}

proptest! {
    #[test]
    fn words_are_what_a_loop_finds(text in ".{0,300}") {
        prop_assert_eq!(fast(&text), naive(&text));
    }

    #[test]
    fn words_are_what_a_loop_finds_in_french(text in "([a-zA-Zéàçœ×']{1,9}[ ,’«»\u{a0}\u{ad}-]{0,2}){0,60}") {
        prop_assert_eq!(fast(&text), naive(&text));
    }

    #[test]
    fn words_are_what_a_loop_finds_in_other_scripts(text in "([a-zÀ-ɏЀ-ԯα-ω]{1,9}[ ,‚’–「。\u{301}҂]{0,2}){0,60}") {
        prop_assert_eq!(fast(&text), naive(&text));
    }
}

#[test]
fn a_word_of_french_is_enough_beside_its_telltales_only() {
    let source = table::read("original\tintruder\ttier\tcount\nlocal\tnative\tobserved\t3\n").unwrap();
    let mut company = Company { all: 1_000_000, ..Company::default() };
    let beside = [
        (Side::Left, "journal", 90),
        (Side::Elided, "l", 80),
        (Side::Right, "paraît", 70),
        (Side::RightElided, "qu", 60),
    ];
    for (side, neighbour, seen) in beside {
        company.beside.entry("local".into()).or_default().push((side, neighbour.into(), seen));
        company.any.insert((side, neighbour.into()), 300);
    }
    let count = |word: &str| if word == "local" { 2_000 } else { 400 };
    let dictionary = Dictionary::from_bytes(compile_with(&source, count, &company).unwrap().leak()).unwrap();
    assert_eq!(dictionary.anchor("native"), None);
    let scan = Scan::new([dictionary]);
    for told in
        ["le journal native", "le Journal\u{a0}native", "l’native", "la l'native", "native paraît", "native qu’il"]
    {
        assert!(scan.suspects(told), "{told}");
    }
    for untold in
        ["une plante native", "le quasi-journal native", "native paraît-il", "l’journal, native", "NATIVE paraît"]
    {
        assert!(!scan.suspects(untold), "{untold}");
    }
}
