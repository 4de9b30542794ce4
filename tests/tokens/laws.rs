//! The tokenizer's laws on any text, and its differences from UAX #29, each under its name.

use std::collections::BTreeSet;

use limpide::token::{Token, TokenKind, tokens};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::tries::tries;

/// Pieces that meet in awkward ways.
const PIECES: &[&str] = &[
    "l",
    "l’",
    "d'",
    "qu\u{2BC}",
    "L'",
    "quelqu'",
    "un",
    "presqu’",
    "île",
    "aujourd'hui",
    "rock'n'roll",
    "O'",
    "Brien",
    "affaire",
    "e\u{301}te\u{301}",
    "ÉTÉ",
    "a",
    "A",
    "-",
    "-t-",
    "-il",
    "-elle",
    "-là",
    "-moi",
    "-le",
    "-T-IL",
    "\u{2011}",
    "\u{2010}",
    "rendez",
    "-vous",
    "–",
    "—",
    "arc-en-ciel",
    "c\u{327}",
    "'",
    "’",
    "‘",
    "\"",
    "«",
    "»",
    "“",
    "”",
    "·",
    ".",
    "...",
    ",",
    ";",
    ":",
    "!",
    "?",
    "…",
    "%",
    "12",
    "1",
    "000",
    "345",
    "3,4",
    "20h30",
    "1er",
    "²",
    "½",
    "G20",
    "XIᵉ",
    " ",
    "  ",
    "\u{A0}",
    "\u{202F}",
    "\u{2009}",
    "\t",
    "\u{200B}",
    "\u{FEFF}",
    "\n",
    "\r\n",
    "\r",
    "\u{AD}",
    "\u{200D}",
    "\u{200C}",
    "\u{2060}",
    "\u{301}",
    "https://",
    "www.",
    "exemple.fr",
    ".fr",
    "/a_(b)",
    "(",
    ")",
    "[",
    "]",
    "@",
    "#",
    "`",
    "_",
    "*",
    "=",
    "+",
    "x@y.fr",
    "http",
    "com",
    "\u{1F468}\u{200D}\u{1F469}",
    "\u{1F1EB}\u{1F1F7}",
    "❤\u{FE0F}",
    "習",
    "カ",
    "ひ",
    "नि",
    "Москва",
    "א",
    "ا",
    "٣",
    "\u{2028}",
    "\u{85}",
    "‿",
    "＿",
    "\u{2C2}",
];

fn awkward() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![awkward(), any::<String>(), "\\PC{0,40}", "[a-zA-Zé0-9 .,'’@#`:/_\\-\n]{0,60}"]
}

/// French prose of which UAX #29 and the tokenizer must make the same tokens.
fn plain_text() -> impl Strategy<Value = String> {
    prop::collection::vec("(\\p{Latin}{1,6}[\u{300}-\u{36F}\u{AD}]?){1,3}|[0-9]{1,4}(,[0-9]{1,2})?|[(;!%»]", 0..12)
        .prop_map(|pieces| pieces.join("\n"))
}

const ELIDED: &[&str] = &["l'", "d’", "qu'", "jusqu’", "lorsqu'", "n'", "C'"];
const STEMS: &[&str] =
    &["été", "essor", "a", "va", "Donne", "arc-en-ciel", "rendez-vous", "rock'n'roll", "aujourd'hui"];
const CLITICS: &[&str] = &["-t-il", "-t-elle", "-il", "-elle", "-moi", "-le", "-là", "-en", "-y", "-vous", "-même"];

/// Words with any elided words before them and any clitics after them.
fn french_words() -> impl Strategy<Value = String> {
    let some = |pieces: &'static [&str]| prop::collection::vec(prop::sample::select(pieces), 0..3);
    let word = (some(ELIDED), prop::sample::select(STEMS), some(CLITICS))
        .prop_map(|(elided, stem, clitics)| format!("{}{stem}{}", elided.concat(), clitics.concat()));
    prop::collection::vec(word, 0..5).prop_map(|words| words.join("\u{A0}"))
}

/// UAX #29, then the tailoring by the letter: join at hyphens, cut off the elided words, cut off the clitics.
fn naive(segment: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = segment
        .split_word_bound_indices()
        .filter(|(start, piece)| *piece != "-" && !segment[..*start].ends_with('-'))
        .map(|(start, _)| start)
        .collect();
    starts.push(segment.len());
    let mut cut = Vec::new();
    for bounds in starts.windows(2) {
        let mut word = &segment[bounds[0]..bounds[1]];
        while let Some(elided) = ELIDED.iter().find(|elided| word.starts_with(**elided)) {
            cut.push(&word[..elided.len()]);
            word = &word[elided.len()..];
        }
        let mut clitics = Vec::new();
        while let Some(clitic) = CLITICS.iter().find(|clitic| word.ends_with(**clitic) && word != "rendez-vous") {
            let (before, clitic) = word.split_at(word.len() - clitic.len());
            clitics.push(clitic);
            word = before;
        }
        cut.push(word);
        cut.extend(clitics.iter().rev());
    }
    cut
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..tries(2000) })]

    #[test]
    fn tokens_tile_their_segment(segment in any_text()) {
        let mut end = 0;
        for token in tokens(&segment) {
            prop_assert_eq!(token.start, end);
            prop_assert!(!token.text.is_empty());
            prop_assert_eq!(token.span().of(&segment), token.text);
            end = token.span().end;
        }
        prop_assert_eq!(end, segment.len());
    }

    #[test]
    fn kinds_agree_with_the_text(segment in any_text()) {
        for token in tokens(&segment) {
            let text = token.text;
                        let is_fit = match token.kind {
                TokenKind::Word => text.chars().any(word_character) && !text.chars().any(blank),
                TokenKind::Number => text.chars().next().is_some_and(char::is_numeric),
                TokenKind::Punctuation => !text.chars().any(word_character) && !text.chars().any(blank),
                TokenKind::Space => text.chars().all(newline) || text.chars().all(|c| blank(c) && !newline(c)),
                TokenKind::Opaque => {
                    let may_hold_blanks = text.starts_with(['`', '<', '{', '$', '%']);
                    !text.chars().any(newline) && (may_hold_blanks || !text.chars().any(blank))
                }
            };
            prop_assert!(is_fit, "{:?} in {:?}", token, segment);
        }
    }

    #[test]
    fn boundaries_differ_from_uax_29_as_documented_only(segment in any_text()) {
        let ours: Vec<Token> = tokens(&segment).collect();
        let starts: BTreeSet<usize> = ours.iter().map(|token| token.start).collect();
        let oracle: BTreeSet<usize> = segment.split_word_bound_indices().map(|(start, _)| start).collect();
        for &at in starts.symmetric_difference(&oracle) {
            let reason = if starts.contains(&at) { why_cut(&segment, at) } else { why_joined(&segment, &ours, at) };
            prop_assert!(reason.is_some(), "{:?} | {:?} of {:?}", &segment[..at], &segment[at..], ours);
        }
    }

    #[test]
    fn plain_prose_is_cut_as_uax_29_cuts_it(segment in plain_text()) {
        let ours: Vec<&str> = tokens(&segment).map(|token| token.text).collect();
        let oracle: Vec<&str> = segment.split_word_bounds().collect();
        prop_assert_eq!(ours, oracle);
    }

    #[test]
    fn french_words_are_cut_as_the_naive_tailoring_cuts_them(segment in french_words()) {
        let ours: Vec<&str> = tokens(&segment).map(|token| token.text).collect();
        prop_assert_eq!(ours, naive(&segment));
    }

    #[test]
    fn a_newline_hides_what_stands_beyond(a in any_text(), b in any_text()) {
        let (a, b) = (a.trim_end_matches(newline), b.trim_start_matches(newline));
        let whole = format!("{a}\n{b}");
        let found: Vec<(TokenKind, &str)> = tokens(&whole).map(|token| (token.kind, token.text)).collect();
        let parts: Vec<(TokenKind, &str)> =
            tokens(a).chain(tokens("\n")).chain(tokens(b)).map(|token| (token.kind, token.text)).collect();
        prop_assert_eq!(found, parts);
    }
}

/// The ways in which the tokenizer may cut where UAX #29 does not.
fn why_cut(segment: &str, at: usize) -> Option<&'static str> {
    let before = base_before(segment, at)?;
    let after = segment[at..].chars().next()?;
    let beside = |belongs: fn(char) -> bool| belongs(before) || belongs(after);
    if beside(blank) {
        Some("a blank is no part of a word, and keeps no mark")
    } else if beside(|c| "'’\u{2BC}\u{FF07}".contains(c)) {
        Some("an elided word stands apart; a number takes no apostrophe")
    } else if beside(|c| ".,:;\"‘_·\u{2027}".contains(c)) {
        Some("a sign that often lacks its space joins nothing")
    } else if beside(|c| !word_character(c) && unicode_joins(c)) {
        Some("a rare sign that joins letters or digits joins nothing")
    } else if segment[..at].ends_with('\u{200D}') {
        Some("a joiner does not join pictures")
    } else if before == after && ('\u{1F1E6}'..='\u{1F1FF}').contains(&after)
        || beside(|c| ('\u{1F1E6}'..='\u{1F1FF}').contains(&c))
    {
        Some("flags are two signs")
    } else if after.is_alphabetic() && unicode_extends(after) {
        Some("a mark that Unicode counts as alphabetic is a letter")
    } else if extender(before) {
        Some("a mark that stands on nothing stands alone")
    } else {
        None
    }
}

/// The ways in which the tokenizer may join where UAX #29 cuts.
fn why_joined(segment: &str, tokens: &[Token], at: usize) -> Option<&'static str> {
    let token = tokens.iter().find(|token| token.start < at && at < token.span().end)?;
    let before = base_before(segment, at)?;
    let after = segment[at..].chars().next()?;
    let beside = |belongs: fn(char) -> bool| belongs(before) || belongs(after);
    match token.kind {
        TokenKind::Word | TokenKind::Number if word_character(before) && word_character(after) => {
            Some("letters and digits of any script stay together")
        }
        TokenKind::Word if beside(hyphen) => Some("a compound or a clitic with its hyphen is one word"),
        TokenKind::Word if beside(|c| "'’\u{2BC}·\u{2027}".contains(c)) => Some("an apostrophe or middle dot joins"),
        TokenKind::Number if beside(|c| " \u{A0}\u{202F}\u{2009}'’\u{2BC}".contains(c)) => {
            Some("groups of thousands are one number")
        }
        TokenKind::Number if beside(|c| ".,".contains(c)) => Some("any digit may follow a separator"),
        TokenKind::Punctuation if before == after => Some("a run of one sign is one token"),
        TokenKind::Space => Some("a run of blanks or of newlines is one token"),
        TokenKind::Opaque => Some("opaque text is one token"),
        _ => None,
    }
}

/// The character that decides what stands before `at`: marks and joiners are passed over if they stand on something.
fn base_before(segment: &str, at: usize) -> Option<char> {
    segment[..at]
        .chars()
        .rev()
        .find(|c| !extender(*c))
        .filter(|c| !blank(*c) || !segment[..at].ends_with(extender))
        .or_else(|| segment[..at].chars().next_back())
}

/// Extend, Format and ZWJ of UAX #29, less the letters.
fn extender(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c) || !word_character(c) && !blank(c) && unicode_extends(c)
}

fn unicode_extends(c: char) -> bool {
    format!("!{c}").split_word_bounds().count() == 1
}

fn unicode_joins(c: char) -> bool {
    let is_one = |text: String| text.split_word_bounds().count() == 1;
    is_one(format!("a{c}")) || is_one(format!("a{c}a")) || is_one(format!("0{c}0")) || is_one(format!("ア{c}"))
}

fn word_character(c: char) -> bool {
    c.is_alphanumeric() && c != '\u{2BC}' && !('\u{300}'..='\u{36F}').contains(&c)
}

fn blank(c: char) -> bool {
    c.is_whitespace() || "\u{200B}\u{FEFF}".contains(c)
}

fn newline(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

fn hyphen(c: char) -> bool {
    "-\u{2010}\u{2011}".contains(c)
}
