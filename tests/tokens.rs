//! The tokenizer: a table of cases, its laws on any text, and its differences from UAX #29, each under its name.

#[path = "support/tries.rs"]
mod tries;

use limpide::token::{Token, TokenKind, tokens};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use unicode_segmentation::UnicodeSegmentation;

use tries::tries;

/// One letter a token for its kind (Word, Number, Punctuation, Space, Opaque); then the text, a bar between tokens.
#[rustfmt::skip]
const CASES: &[(&str, &str)] = &[
    // Words.
    ("", ""),
    ("WSWSWP", "Rien| |à| |dire|."),
    ("W", "été"),
    ("W", "e\u{301}te\u{301}"),
    ("WSW", "c\u{327}a| |œuvre"),
    ("W", "tech\u{AD}no\u{200D}lo\u{200C}gie\u{2060}s"),
    ("WSW", "Łódź| |Αθήνα"),
    ("WSW", "Москва| |習近平"),
    ("W", "नमस्ते"),
    ("WPWPW", "fini|.|La|:|suite"),
    ("WPWPWP", "U|.|S|.|A|."),
    ("WSW", "étudiant·e·s| |tou·te·s"),
    ("W", "étudiant-e-s"),
    ("PWP", "_|mot|_"),
    ("WPW", "snake|_|case"),
    ("WSWSW", "XIᵉ| |nº| |m²"),
    ("WSWSW", "XIe| |G20| |iPhone6"),
    // An accent or joiner never leaves what it stands on; one that stands on nothing stands alone.
    ("PW", "\u{301}|a"),
    ("SPW", " |\u{AD}|mot"),
    ("PP", "!\u{301}\u{301}|!"),
    ("WSPP", "cœur| |❤\u{FE0F}|!"),
    // Elision.
    ("WW", "l’|affect"),
    ("WW", "l'|affect"),
    ("WW", "l\u{2BC}|affect"),
    ("WWSWW", "L’|Express| |D'|Artagnan"),
    ("WWSWWSWW", "j’|ai| |m’|as| |t’|es"),
    ("WWSWWSWW", "s’|il| |n’|y| |C’|est"),
    ("WWSWW", "ç’|a| |Ç'|eût"),
    ("WW", "c\u{327}’|a"),
    ("WWSWWSWW", "Jusqu’|à| |lorsqu'|elle| |PUISQU’|IL"),
    ("WWSWWSWW", "quoiqu’|il| |presqu’|amis| |quelqu’|autre"),
    ("WWW", "j'|n'|ai"),
    ("WWSWW", "l’\u{AD}|affaire| |s\u{AD}’|il"),
    ("WPSWSP", "l'|«| |affaire| |»"),
    ("WPWP", "l'|\"|affaire|\""),
    ("WPPWPP", "l'|'|'|affaire|'|'"),
    ("WPWP", "d’|*|amour|*"),
    ("WNSW", "l'|1,5| |million"),
    ("WSWSWSW", "l'| |affaire| |d’|\u{A0}|autres"),
    ("WPSW", "l|'|\n|affaire"),
    ("WP", "l|'"),
    ("WPP", "l|’|»"),
    ("PWSWPP", "'|plan| |D|'|,"),
    ("PWPSW", "'|C|'| |est"),
    ("PWPP", "'|mot|'|."),
    ("PWPSWSPW", "‘|mot|’| |et| |‘|la"),
    ("WSWW", "quelqu'un| |qu'|une"),
    ("WSW", "Quelqu’une| |presqu'île"),
    ("WWP", "presqu'|îlot|."),
    ("WSWW", "aujourd'hui| |d’|aujourd’hui"),
    ("WSWSW", "prud'homme| |prud’hommes| |prud'homal"),
    ("WSWSW", "O'Brien| |rock'n'roll| |entr'ouvert"),
    ("WWSW", "s’|entr’aider| |grand’mère"),
    ("WSW", "chef-d’œuvre| |main-d'œuvre"),
    ("WW", "c'|est-à-dire"),
    ("WSW", "don't| |it’s"),
    // Compounds.
    ("WSW", "arc-en-ciel| |nord-coréens"),
    ("WSW", "week\u{2011}end| |porte\u{2010}à\u{2010}faux"),
    ("WSWSW", "covid-19| |mi-2023| |A-320"),
    ("WSW", "vis-à-vis| |va-et-vient"),
    ("WSW", "là-bas| |Aix-en-Provence"),
    ("WSW", "va-t-en-guerre| |as-tu-vu"),
    ("WPSWSW", "moyen|-| |et| |long-courrier"),
    ("WPW", "deux|--|trois"),
    ("WPW", "Paris|–|Nice"),
    ("PWSPW", "-|il| |-|même"),
    ("W", "sous-\u{AD}traitant"),
    // Clitics.
    ("WW", "dit|-elle"),
    ("WW", "a|-t-il"),
    ("WW", "a|\u{2011}t\u{2011}elle"),
    ("WWW", "qu’|a|-t-on"),
    ("WWW", "donne|-moi|-le"),
    ("WWWSWW", "allez|-vous|-en| |allons|-y"),
    ("WWSWW", "va|-t’en| |va|-t-en"),
    ("WWSWW", "celui|-ci| |celles|-là"),
    ("WWSWW", "Lui|-même| |eux|-mêmes"),
    ("WWSWW", "week-end|-là| |puis|-je"),
    ("WWWSW", "n'|est|-ce| |pas"),
    ("WWSWW", "vois|-tu| |sont|-ils"),
    ("WWSWW", "parle|-lui| |dis|-leur"),
    ("WWSWW", "DIT|-ELLE| |A|-T-IL"),
    ("WWSWW", "la\u{300}|-me\u{302}me| |cela|-même"),
    ("WSW", "rendez-vous| |Rendez-vous"),
    ("WWSWW", "rendez-vous|-là| |week-end|-ci"),
    ("WSW", "peut-être| |garde-à-vous"),
    ("WWSW", "qu'|en-dira-t-on| |Tra-la-la"),
    ("WSWSWSW", "Jong-il| |Jong-Il| |X-Y| |RTL-Le"),
    // Numbers.
    ("NSNSN", "12\u{A0}000| |12\u{202F}000\u{202F}000|\t|1\u{2009}200,50"),
    ("NSW", "12 000| |euros"),
    ("NSNSW", "2024| |300| |blessés"),
    ("NSNSN", "12| |0000| |1 234 567"),
    ("NSNSNSNSN", "01| |42| |33| |44| |55"),
    ("NPSN", "3,4|,| |5"),
    ("NSNP", "1.234.567| |3.4|."),
    ("NPW", "3|.|La"),
    ("NSNPN", "1'000| |5|'|30"),
    ("NPSNSP", "12|%| |12| |%"),
    ("NSNSNSN", "1er| |2e| |3ème| |4x4"),
    ("NSNSWSN", "20h30| |20| |h| |30"),
    ("NPN", "2024|-|2025"),
    ("NPNPN", "12|/|03|/|2024"),
    ("NPN", "20|:|30"),
    ("PN", "-|5"),
    ("NSNP", "½| |10²|°"),
    ("NPW", "1990|'|s"),
    // Spaces.
    ("WSPSW", "oui|\u{202F}|!| \t|Non"),
    ("WSW", "a|\r\n\r\n|b"),
    ("SSSSS", " |\n| \u{A0}|\r\n|\t"),
    ("WSWSW", "a|\u{200B}|b|\u{FEFF}|c"),
    ("WSW", "a|\u{2003}\u{3000}|b"),
    // Opaque text.
    ("O", "https://exemple.fr/a-b?c=d&e=%20#f"),
    ("PWSOPP", "(|voir| |http://exemple.fr/a_(b)|.|)"),
    ("OP", "HTTPS://Exemple.FR|?"),
    ("OPSW", "www.exemple.fr|,| |puis"),
    ("WPSW", "www|.| |fin"),
    ("WPPPP", "http|:|/|/|."),
    ("OPSO", "lemonde.fr/idees|,| |radio-canada.ca"),
    ("WO", "d’|exemple.gouv.fr"),
    ("OPWSW", "exemple.fr|.|La| |suite"),
    ("WPWSW", "fini|.|ainsi| |dit"),
    ("OSO", "Exemple.fr| |BFM.tv"),
    ("WPW", "Exemple|.|Fr"),
    ("WPWPWSW", "fini|.|Exemple|.|fr| |dit"),
    ("OPSOP", "https://exemple.fr/wiki/É|…| |exemple.fr/a|►"),
    ("WPW", "exemple|.|frs"),
    ("O", "20minutes.fr"),
    ("OP", "redaction@exemple.fr|."),
    ("OPW", "jean-pierre.o+x@mail.exemple.com|.|La"),
    ("WPW", "moi|@|toi"),
    ("OPSO", "@limpide_fr|,| |@Élysée"),
    ("OSO", "#Présidentielle2027| |#e\u{301}te\u{301}"),
    ("PNSPSP", "#|1| |#| |@"),
    ("OSW", "`let x = 1;`| |fin"),
    ("WPWSWSWPW", "l|`|affaire| |et| |d|`|autres"),
    ("PWSPW", "`|a|\n|`|b"),
    // Punctuation.
    ("WPSPPPP", "Quoi|...| |«|!|?|»"),
    ("PPPP", "—|–|--|**"),
    ("PPP", "!!!|??|……"),
    ("PPPP", "(|(|\"|\""),
    ("PPPP", "&|€|$|\u{1F600}"),
];

#[test]
fn cases() {
    for (kinds, cut) in CASES {
        let segment = cut.replace('|', "");
        let found: Vec<Token> = tokens(&segment).collect();
        let found_cut = found.iter().map(|token| token.text).collect::<Vec<_>>().join("|");
        let found_kinds: String = found.iter().map(|token| letter(token.kind)).collect();
        assert_eq!((found_kinds.as_str(), found_cut.as_str()), (*kinds, *cut), "in {segment:?}");
    }
}

#[test]
fn a_bar_is_punctuation() {
    let found: Vec<(TokenKind, &str)> = tokens("a|b").map(|token| (token.kind, token.text)).collect();
    assert_eq!(found, [(TokenKind::Word, "a"), (TokenKind::Punctuation, "|"), (TokenKind::Word, "b")]);
}

#[test]
fn code_is_bounded() {
    let short = format!("`{}`", "a".repeat(199));
    let long = format!("`{}`", "a".repeat(200));
    assert_eq!(tokens(&short).count(), 1);
    assert_eq!(tokens(&long).count(), 3);
}

/// What would take minutes if any of it took quadratic time.
#[test]
fn hostile_segments_take_linear_time() {
    let pieces = [
        "a",
        "é",
        "e\u{301}",
        "\u{301}",
        "\u{AD}",
        "習",
        "\u{1F468}\u{200D}",
        "'",
        "l'",
        "a'",
        "a’\u{AD}",
        "-",
        "a-",
        "-il",
        "a-t-il-",
        "donne-moi-le-",
        "rendez-vous-",
        "1",
        "1 ",
        "123 456 ",
        "1,",
        "1.234.",
        "1-a.",
        "a.",
        "a.fr.",
        "a-a.",
        "a@",
        "a@b",
        "a@b.",
        "a_",
        "a+",
        "%a",
        ".",
        "@",
        "@a",
        "#",
        "#1",
        "`",
        "`a",
        "`a\n",
        "http://",
        "http://(",
        "www.",
        "http:",
        "http://a),",
        " ",
        "\n",
        "\r\n ",
        "\u{200B}",
        "«",
        "a·",
        "qu'",
        "quelqu'un",
        "_",
        "٣",
        "ा",
    ];
    for piece in pieces {
        let segment = piece.repeat((2 << 20) / piece.len());
        for (head, tail) in [("", ""), ("a", "!"), ("http://x", ",")] {
            let segment = format!("{head}{segment}{tail}");
            let start = Instant::now();
            assert_eq!(tokens(&segment).map(|token| token.text.len()).sum::<usize>(), segment.len());
            assert!(start.elapsed() < Duration::from_secs(5), "{piece:?} repeated takes {:?}", start.elapsed());
        }
    }
    // Halves that can only be told apart at the far end.
    for (first, second) in [("(", ")"), ("a", ","), ("\u{AD}", "-"), ("-il", "X"), ("123 ", "4")] {
        let n = 1 << 19;
        let segment = format!("http://x{}{}", first.repeat(n), second.repeat(n));
        let start = Instant::now();
        assert!(tokens(&segment).count() > 0);
        assert!(start.elapsed() < Duration::from_secs(5), "{first:?} then {second:?} takes {:?}", start.elapsed());
    }
}

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
                TokenKind::Opaque => !text.chars().any(blank) || text.starts_with('`') && !text.chars().any(newline),
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
    } else if beside(|c| !word_character(c) && unicode_joins_letters(c)) {
        Some("a rare sign that joins letters joins nothing")
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

fn unicode_joins_letters(c: char) -> bool {
    format!("a{c}").split_word_bounds().count() == 1 || format!("a{c}a").split_word_bounds().count() == 1
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

fn letter(kind: TokenKind) -> char {
    match kind {
        TokenKind::Word => 'W',
        TokenKind::Number => 'N',
        TokenKind::Punctuation => 'P',
        TokenKind::Space => 'S',
        TokenKind::Opaque => 'O',
    }
}
