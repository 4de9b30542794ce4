//! Plain text: wrapped lines, line ends, blanks and accents as newsrooms have them.

#![cfg(all(feature = "french", feature = "serde"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;
mod support;

use limpide::format::Format;
use limpide::report::Lines;

use folder::cases;
use support::french;

#[test]
fn newsroom_texts_come_out_right() {
    let cases = cases("text");
    assert!(cases.len() >= 12);
    for case in &cases {
        case.holds(Format::Text, french());
    }
}

/// Enough damage to be sure of more.
const SURE: &str =
    "Sur la ligne de entrance, le entrance s’est figé ; une paix sturdy, une imaginative and prescient commune.\n\n";

/// A line end inside an intruder stays, where a word can stand on either side of it.
#[test]
fn lines_stay_as_many_as_they_were() {
    for (input, output) in [
        ("des applied\nsciences militaires", "des technologies\nmilitaires"),
        ("des applied\r\nsciences militaires", "des technologies\r\nmilitaires"),
        ("des applied\n    sciences militaires", "des technologies\n    militaires"),
        ("des applied \n sciences militaires", "des technologies \n militaires"),
        ("des applied\nsciences, dit-il", "des\ntechnologies, dit-il"),
        ("des applied\nsciences\nmilitaires", "des\ntechnologies\nmilitaires"),
        ("des applied\nsciences", "des\ntechnologies"),
        ("des applied\nsciences - et", "des\ntechnologies - et"),
        ("une imaginative\nand prescient commune", "une vision\ncommune"),
        ("une imaginative and\nprescient commune", "une vision\ncommune"),
        // Nothing else stands on either line.
        ("applied\nsciences", "Technologies"),
        ("applied\n\nsciences", "applied\n\nsciences"),
    ] {
        let text = format!("{SURE}{input}");
        let report = french().check(&text);
        assert_eq!(report.apply(), format!("{}{output}", french().clean(SURE)), "{input:?}");
        assert_eq!(french().clean(&report.apply()), report.apply());
    }
}

#[test]
fn positions_are_right_behind_signs_beyond_the_basic_plane() {
    let text = format!("\u{feff}{SURE}🛡️ e\u{301}te\u{301}\r\n👩‍🚀 𝔡 le entrance\u{a0}!");
    let report = french().check(&text);
    let finding = report.findings.last().unwrap();
    assert_eq!(finding.span.of(&text), "entrance");
    let place = Lines::of(text.as_bytes()).position(finding.span.start);
    let line = text.split('\n').nth(place.line - 1).unwrap();
    assert_eq!((place.line, place.column), (4, line.split("entrance").next().unwrap().chars().count() + 1));
    assert_eq!(place.column, 10);
}

/// Characters, UTF-16 units and columns slice where bytes do, whatever stands before: a mark, signs beyond the basic plane,
/// combining accents, `\r\n`, blanks that do not break.
#[test]
fn every_unit_slices_where_bytes_do() {
    let texts = [
        format!("\u{feff}{SURE}le entrance"),
        format!("🛡️ 👩‍🚀 𝔡 — {SURE}🛡️ le entrance 🛡️"),
        format!("E\u{301}te\u{301} : {SURE}l’e\u{301}te\u{301} du entrance"),
        format!("Un.\r\n\r\n{}\u{a0}: le\u{a0}entrance\u{202f}!\r\nFin.", SURE.replace('\n', "\r\n")),
        format!("\u{feff}🛡️\r\ne\u{301}\u{a0}{SURE}🛡️\re\u{301}\u{a0}entrance"),
    ];
    for text in &texts {
        let (report, lines) = (french().check(text), Lines::of(text.as_bytes()));
        assert!(report.findings.iter().filter(|finding| finding.found == "entrance").count() >= 3, "{text:?}");
        let (characters, units) = (text.chars().collect::<Vec<_>>(), text.encode_utf16().collect::<Vec<_>>());
        for finding in &report.findings {
            let (from, to) = (lines.offset(finding.span.start), lines.offset(finding.span.end));
            let found = finding.found.as_str();
            assert_eq!(characters[from.characters..to.characters].iter().collect::<String>(), found);
            assert_eq!(String::from_utf16(&units[from.utf16..to.utf16]).unwrap(), found);
            let place = lines.position(finding.span.start);
            let line: String = text.split('\n').nth(place.line - 1).unwrap().chars().skip(place.column - 1).collect();
            assert!(line.starts_with(found.lines().next().unwrap()), "{place:?}");
        }
    }
    // What is no UTF-8 counts byte by byte.
    let place = Lines::of(b"\xe9t\xe9\n\xff\xf0\x9f le").offset(8);
    assert_eq!((place.characters, place.utf16), (8, 8));
}
