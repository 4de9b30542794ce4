//! The bundled dictionary held to its own examples and rules, and dictionaries of users: over the bundled one, instead of it, and wrong.
//!
//! Every example runs through the whole dictionary, so a new entry cannot break an old one.

#![cfg(all(feature = "french", feature = "toml"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use limpide::dictionary::{self, Dictionary, Source, Tier, table, toml};
use limpide::{Cleaner, CleanerBuilder, Error, ErrorKind};

use support::{Engine, all_pairs, articles, expectant, french, observed_pairs, read, spin, tables};

const ENTRIES: &str = "dictionaries/fr/entries";

fn entries() -> Vec<(String, Source)> {
    let folder = std::fs::read_dir(support::path(ENTRIES)).unwrap();
    let mut files: Vec<String> = folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    let open = |file: String| (toml::read(&read(&format!("{ENTRIES}/{file}")), Tier::Observed).unwrap(), file);
    files.into_iter().map(open).map(|(source, file)| (file, source)).collect()
}

// The bundled dictionary.

#[test]
fn every_example_comes_out_as_written() {
    let mut wrong = Vec::new();
    for (file, source) in entries() {
        for example in source.examples {
            let kept = example.given == example.wanted;
            // What must be mended is an excerpt of a damaged article; what must be kept is kept even there.
            for (setting, cleaner) in [("usual", french()), ("expecting damage", expectant())] {
                let came = cleaner.clean(&example.given);
                if came != example.wanted && (kept || setting != "usual") {
                    wrong.push(format!("{file}:{}, {setting}: {:?} came out as {came:?}", example.line, example.given));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn tables_are_sorted_and_give_no_row_twice() {
    let tables = tables("original\t");
    assert!(tables.len() >= 3, "{tables:?}");
    for name in tables {
        let text = read(&name);
        let mut rows = text.lines().filter(|row| !row.starts_with('#')).map(|row| row.split('\t').collect::<Vec<_>>());
        let columns = rows.next().unwrap();
        let of_pairs = columns[1] == "intruder";
        let rank = columns.iter().position(|column| *column == "rank");
        // By original, then by rank where there is one, else by intruder.
        let key = |row: &[&str]| {
            let rank: u32 = rank.map_or(0, |at| row[at].parse().unwrap());
            (row[0].to_string(), rank, if of_pairs { row[1].to_string() } else { String::new() })
        };
        let rows: Vec<Vec<&str>> = rows.collect();
        for pair in rows.windows(2) {
            assert!(key(&pair[0]) < key(&pair[1]), "{name}: {:?} before {:?}", pair[0], pair[1]);
        }
        let mut once = BTreeSet::new();
        for row in rows.iter().filter(|_| of_pairs) {
            assert!(once.insert((row[0], row[1])), "{name} gives {row:?} twice");
        }
    }
}

#[test]
fn all_sources_together_obey_the_format() {
    let mut all = Source::default();
    for name in tables("original\t") {
        all.merge(table::read(&read(&name)).unwrap());
    }
    let pairs: BTreeSet<(String, String)> = all_pairs().into_iter().collect();
    for (file, source) in entries() {
        for pair in &source.pairs {
            assert!(!pairs.contains(&(pair.original.clone(), pair.intruder.clone())), "{file} repeats {pair:?}");
        }
        all.merge(source);
    }
    all.check().unwrap();
}

/// What the tokenizer takes for something else than words would lie in the tables for nothing.
#[test]
fn every_intruder_can_be_found() {
    let intruders: BTreeSet<String> = all_pairs().into_iter().map(|(_, intruder)| intruder).collect();
    let stands = |intruder: &String| expectant().check(&format!("Le mot est « {intruder} » ici.")).verdict.candidates;
    let lost: Vec<_> = intruders.iter().filter(|intruder| stands(intruder) == 0).collect();
    assert!(lost.is_empty(), "{} of {} are never found: {lost:?}", lost.len(), intruders.len());
}

/// *car* was seen as *automobile*, and *automobile* as *car*: repaired text must not turn in such a circle.
#[test]
fn circles_of_observed_pairs_come_to_rest() {
    let pairs = observed_pairs();
    let comes_back = |from: &String| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(word) = next.pop() {
            next.extend(pairs.get(word).into_iter().flatten().filter(|word| seen.insert(*word)));
        }
        seen.contains(from)
    };
    let circle: Vec<&String> = pairs.keys().filter(|word| comes_back(word)).collect();
    assert!(circle.len() > 10, "{circle:?}");
    for (at, word) in circle.iter().enumerate() {
        let article = &articles()[at % articles().len()];
        let damaged = spin(&article.text, pairs, Engine::Exhaustive, at as u64).text;
        let mut text =
            format!("{damaged}\n\nLe {word} et la {word} ont changé. C’est {word} pour tous, {word} on le sait.\n");
        let mut seen = BTreeSet::new();
        loop {
            let cleaned = french().clean(&text).into_owned();
            if cleaned == text {
                break;
            }
            assert!(seen.insert(cleaned.clone()), "{word}: cleaning runs in a circle over {cleaned:?}");
            assert!(seen.len() < 8, "{word}: cleaning does not come to rest");
            text = cleaned;
        }
    }
}

// Dictionaries of users.

const OWN: &str = r#"
[[entry]]
original = "bidule"
intruders = ["gizmo"]
fix = [["Le gizmo est cassé.", "Le bidule est cassé."]]
keep = ["La société Gizmo recrute."]

[[entry]]
original = "gadget"
intruders = ["nifty gizmo"]
fix = [["Le nifty gizmo est cassé.", "Le gadget est cassé."]]

[[entry]]
original = "guichet"
intruders = ["entrance"]
fix = [["Le entrance est fermé.", "Le guichet est fermé."]]
"#;

fn own() -> CleanerBuilder {
    Cleaner::builder().dictionary(toml::read(OWN, Tier::User).unwrap()).expect_damaged(0.9)
}

const TEXT: &str =
    "Le gizmo du entrance est cassé, dit-on, et le nifty gizmo aussi. Les events politiques n’y changent rien.";

#[test]
fn an_own_dictionary_stands_over_the_bundled_one() {
    let report = own().build().unwrap();
    let report = report.check(TEXT);
    let wanted =
        "Le bidule du guichet est cassé, dit-on, et le gadget aussi. Les parties politiques n’y changent rien.";
    assert_eq!(report.apply(), wanted);
    let tiers: BTreeMap<&str, Tier> = report.findings.iter().map(|one| (one.found.as_str(), one.tier)).collect();
    assert_eq!((tiers["gizmo"], tiers["entrance"]), (Tier::User, Tier::User));
    assert_ne!(tiers["events"], Tier::User);
    assert!(report.findings.iter().any(|one| one.entry == "gadget ← nifty gizmo"));
}

#[test]
fn an_own_dictionary_stands_instead_of_the_bundled_one() {
    let cleaner = own().without_bundled_dictionary().build().unwrap();
    let wanted = "Le bidule du guichet est cassé, dit-on, et le gadget aussi. Les events politiques n’y changent rien.";
    assert_eq!(cleaner.clean(TEXT), wanted);
    let nothing = Cleaner::builder().without_bundled_dictionary().expect_damaged(0.9).build().unwrap();
    assert_eq!(nothing.check(TEXT).findings, []);
}

#[test]
fn an_own_table_does_what_own_entries_do() {
    let rows = "# mine\n\noriginal\tintruder\nbidule\tgizmo\ngadget\tnifty gizmo\nguichet\tentrance\n";
    let by_table = Cleaner::builder().dictionary(table::read(rows).unwrap()).expect_damaged(0.9).build().unwrap();
    assert_eq!(by_table.clean(TEXT), own().build().unwrap().clean(TEXT));
    let apart = rows.lines().skip(3).fold(Cleaner::builder(), |builder, row| {
        builder.dictionary(table::read(&format!("original\tintruder\n{row}\n")).unwrap())
    });
    assert_eq!(apart.expect_damaged(0.9).build().unwrap().clean(TEXT), by_table.clean(TEXT));
}

/// French writers use *website*, so that it convicts no article by itself; but who names it an intruder is believed.
#[test]
fn an_own_loan_counts_in_full() {
    let text =
        "Le website de la mairie a changé hier soir. La mairie parle de la situation. Une question reste ouverte.";
    assert_eq!(french().clean(text), text);
    let own = table::read("original\tintruder\nsite\twebsite\n").unwrap();
    let cleaner = Cleaner::builder().dictionary(own).build().unwrap();
    assert_eq!(cleaner.clean(text), text.replace("website", "site"));
}

#[test]
fn own_examples_come_out_as_written() {
    let cleaner = own().build().unwrap();
    for example in toml::read(OWN, Tier::User).unwrap().examples {
        assert_eq!(cleaner.clean(&example.given), example.wanted);
    }
}

// The allow list and the thresholds.

const DAMAGED: &str = "Les soldats tiennent les lignes de entrance, et le entrance ukrainien résiste. Entrance calme, dit-on, mais les \
    applied sciences militaires et les applied sciences civiles changent tout.";

#[test]
fn allowed_words_stay_however_they_are_capitalised() {
    let cleaner = Cleaner::builder().allow(["Entrance", "applied sciences"]).expect_damaged(0.9).build().unwrap();
    assert_eq!(cleaner.check(DAMAGED).findings, []);
    let cleaner = Cleaner::builder().allow(["entrance"]).expect_damaged(0.9).build().unwrap();
    assert_eq!(cleaner.clean(DAMAGED), DAMAGED.replace("applied sciences", "technologies"));
    let cleaner = Cleaner::builder().allow(["applied", "sciences"]).expect_damaged(0.9).build().unwrap();
    assert!(cleaner.clean(DAMAGED).contains("les technologies militaires"), "only the whole run of words is allowed");
}

#[test]
fn thresholds_decide_what_is_applied_and_what_is_said() {
    let builder = || Cleaner::builder().expect_damaged(0.9);
    let usual = builder().build().unwrap();
    let usual = usual.check(DAMAGED);
    assert!(usual.edits().count() >= 4);

    let cautious = builder().apply_from(1.1).build().unwrap();
    let cautious = cautious.check(DAMAGED);
    assert_eq!((cautious.apply().as_ref(), cautious.edits().count()), (DAMAGED, 0));
    let places = |report: &limpide::Report<'_>| report.findings.iter().map(|one| one.span).collect::<Vec<_>>();
    assert_eq!(places(&cautious), places(&usual));
    assert_eq!(cautious.verdict, usual.verdict);

    assert_eq!(builder().hint_from(1.1).build().unwrap().check(DAMAGED).findings, []);
    let talkative = builder().hint_from(0.0).build().unwrap();
    assert_eq!(talkative.check(DAMAGED).findings.len(), usual.verdict.candidates);
    for (apply, hint) in [(0.2, 0.1), (0.5, 0.3), (0.9, 0.5), (0.99, 0.9)] {
        let cleaner = builder().apply_from(apply).hint_from(hint).build().unwrap();
        for article in articles().iter().take(6) {
            let spun = spin(&article.text, observed_pairs(), Engine::Exhaustive, 5).text;
            for finding in cleaner.check(&spun).findings {
                assert!(finding.damage >= hint && (!finding.applied || finding.confidence >= apply), "{finding:?}");
            }
        }
    }
    for share in [-1.0, 0.0, 0.5, 1.0, 2.0] {
        let probability = Cleaner::builder().expect_damaged(share).build().unwrap().check(DAMAGED).verdict.probability;
        assert!((0.0..=1.0).contains(&probability), "{share}: {probability}");
    }
}

// Bad dictionaries: the message says where, which entry, and what to do.

/// Reads, and where that goes well builds.
fn refused(read: Result<Source, Error>) -> Error {
    match read {
        Err(error) => error,
        Ok(source) => Cleaner::builder().dictionary(source).build().map(|_| "accepted").unwrap_err(),
    }
}

#[track_caller]
fn says(error: &Error, source: &str, parts: &[&str]) {
    let message = error.to_string();
    for part in parts {
        assert!(message.contains(part), "{source:?} is refused with {message:?}, which does not say {part:?}");
    }
    assert_eq!(error.kind(), ErrorKind::Dictionary);
}

#[test]
fn bad_entries_are_refused_with_place_and_cure() {
    let cases: [(&str, &[&str]); 14] = [
        ("[[entry]]\noriginal = 'a'\nintruders = ['b']\n", &["line 1:", "entry “a”", "no example", "add fix = [["]),
        (
            "\n# two\n[[entry]]\noriginal = 'a'\nintruders = ['b']\nkeep = ['b']\n",
            &["line 3:", "entry “a”", "no example", "add fix = [["],
        ),
        ("[[entry]\n", &["line 1:"]),
        ("[[entry]]\nintruders = ['b']\nfix = [['b', 'a']]\n", &["line 1:", "missing field `original`"]),
        ("[[entry]]\noriginal = 'a'\nfix = [['b', 'a']]\n", &["line 1:", "missing field `intruders`"]),
        (
            "[[entry]]\noriginal = 'a'\nintruders = ['b']\nfixes = []\n",
            &["line 4:", "unknown field `fixes`", "expected one of", "`fix`", "`keep`"],
        ),
        ("[[entries]]\n", &["line 1:", "unknown field `entries`", "`entry`"]),
        ("[[entry]]\noriginal = 'a'\nintruders = 'b'\n", &["line 3:", "invalid type: string", "sequence"]),
        (
            "[[entry]]\noriginal = 'a'\nintruders = ['b']\nplace = 'title'\n",
            &["line 4:", "unknown variant `title`", "`prose`", "`line`"],
        ),
        (
            "[[entry]]\noriginal = 'a'\nintruders = ['b', 'a']\nfix = [['b', 'a']]\n",
            &["line 1:", "entry “a”", "its own intruder", "remove the pair"],
        ),
        (
            "[[entry]]\noriginal = 'a'\nintruders = ['b', 'b']\nfix = [['b', 'a']]\n",
            &["line 1:", "entry “a”", "“b” is given twice", "keep one"],
        ),
        (
            "[[entry]]\noriginal = 'a'\nintruders = ['Big']\nfix = [['b', 'a']]\n",
            &["line 1:", "entry “a”", "intruder “Big” has a capital", "write it in lower case"],
        ),
        (
            "[[entry]]\noriginal = 'a'\nintruders = ['b  c']\nfix = [['b', 'a']]\n",
            &["line 1:", "entry “a”", "“b  c” is empty or has a stray space", "single spaces"],
        ),
        (
            "[[entry]]\noriginal = 'a'\nintruders = ['2nd half']\nfix = [['b', 'a']]\n",
            &["line 1:", "entry “a”", "“2nd half” has a number", "write the number out"],
        ),
    ];
    for (source, parts) in cases {
        let error = refused(toml::read(source, Tier::User));
        says(&error, source, parts);
        says(&error.in_file("mine.toml"), source, &["mine.toml:"]);
    }
}

#[test]
fn bad_tables_are_refused_with_place_and_cure() {
    let cases: [(&str, &[&str]); 14] = [
        ("a\tb\n", &["line 1:", "unknown column “a”", "original, intruder"]),
        ("original\torigin\na\tb\n", &["line 1:", "unknown column “origin”", "original, intruder"]),
        ("# none\noriginal\ttier\n", &["line 2:", "no columns “original” and “intruder”", "name the columns"]),
        ("intruder\nb\n", &["line 1:", "no columns “original” and “intruder”", "name the columns"]),
        ("original\tintruder\na\n", &["line 2:", "1 cells where the first row names 2", "separate them with one tab"]),
        ("original\tintruder\na b\n", &["line 2:", "separate them with one tab"]),
        ("original\tintruder\na\tb\tc\n", &["line 2:", "3 cells where the first row names 2"]),
        ("original\tintruder\ttier\na\tb\tsure\n", &["line 2:", "entry “a”", "unknown tier “sure”", "authored"]),
        ("original\tintruder\trank\na\tb\tfirst\n", &["line 2:", "entry “a”", "“first” is no rank", "whole number"]),
        ("original\tintruder\trank\n\na\tb\t256\n", &["line 3:", "entry “a”", "“256” is no rank", "not too large"]),
        ("original\tintruder\tcount\na\tb\t-1\n", &["line 2:", "entry “a”", "“-1” is no count"]),
        ("original\treplaced\tsurvived\na\t1\tmany\n", &["line 2:", "entry “a”", "“many” is no survived"]),
        ("original\tintruder\na\tb\na\tc\na\tb\n", &["line 4:", "entry “a”", "“b” is given twice", "keep one"]),
        ("original\tintruder\na\t\n", &["line 2:", "entry “a”", "intruder “” is empty"]),
    ];
    for (source, parts) in cases {
        let error = refused(table::read(source));
        says(&error, source, parts);
        assert!(error.line().is_some());
        says(&error.in_file("mine.tsv"), source, &["mine.tsv:"]);
    }
}

#[test]
fn empty_dictionaries_are_no_fault() {
    for source in [toml::read("", Tier::User), table::read(""), table::read("# nothing\noriginal\tintruder\n")] {
        let cleaner = Cleaner::builder().dictionary(source.unwrap()).build().unwrap();
        assert_eq!(cleaner.clean(TEXT), french().clean(TEXT));
    }
}

// Compiled dictionaries that were damaged.

#[test]
fn a_damaged_dictionary_is_refused_or_harmless() {
    let source = table::read("original\tintruder\nfront\tentrance\ntechnologies\tapplied sciences\n").unwrap();
    let bytes = dictionary::compile(&source, |_| 0).unwrap();
    let open = |bytes: &[u8]| Dictionary::from_bytes(bytes.to_vec().leak());
    let look = |dictionary: &Dictionary| {
        let mut walk = dictionary.walk();
        let found = "applied sciences".chars().all(|letter| walk.follow(letter));
        let choices = walk.intruder().filter(|_| found).map(|intruder| dictionary.choices(intruder));
        let originals = choices.into_iter().flatten().map(|choice| dictionary.original(choice.original).to_string());
        let _ = (dictionary.anchor("applied"), dictionary.find_original("front"));
        originals.collect::<Vec<_>>()
    };
    assert_eq!(look(&open(&bytes).unwrap()), ["technologies"]);
    let mut refused = 0;
    // The filter at the end is bits alone; all that has a form stands before it.
    for at in (0..bytes.len() - 32 * 1024).chain([bytes.len() - 1]) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        match open(&damaged) {
            Ok(dictionary) => drop(look(&dictionary)),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Data);
                refused += 1;
            }
        }
    }
    assert!(refused > 100, "{refused}");
    assert!(open(&bytes[..bytes.len() / 2]).is_err() && open(b"").is_err());
}
