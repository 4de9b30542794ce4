//! `limpide dictionary`: lists, sheets, trials, and dictionaries made by it.

#![allow(clippy::unwrap_used)]

mod run;

use std::fs;

use limpide::report::decisions::fingerprint;
use run::{Folder, inside, limpide, with_input};
use serde_json::json;

const ENTRIES: &str = "\
# House dictionary of the Courrier de Port-Sablon.

# Seen in May.
[[entry]]
original = \"mission\" # not missions
intruders = [\"quest assignment\"]
fix = [
  # from the first page
  [\"Ils ont achevé leur quest assignment.\", \"Ils ont achevé leur mission.\"],
]

[[entry]]
original = \"vote\"
intruders = [\"poll box\"]
fix = [[\"Le poll box aura lieu dimanche.\", \"Le vote aura lieu dimanche.\"]]
# The end.
";

/// The parts of a text, added at one place.
fn with(text: &str, before: &str, added: &str) -> String {
    let (head, tail) = text.split_once(before).unwrap();
    format!("{head}{added}{before}{tail}")
}

// list

#[test]
fn the_bundled_pairs_are_listed_as_a_table_that_is_taken_as_it_is() {
    let done = limpide(["dictionary", "list"]);
    assert_eq!((done.code, done.talk.as_str()), (0, ""));
    let rows: Vec<&str> = done.out.lines().collect();
    assert_eq!(rows[0], "original\tintruder\ttier\trank\tcount");
    assert!(rows.len() > 40_000, "{}", rows.len());
    let front: Vec<&&str> = rows.iter().filter(|row| row.starts_with("front\tentrance\t")).collect();
    assert!(front.len() == 3 && front[2].starts_with("front\tentrance\tobserved\t0\t"), "{front:?}");
    let folder = Folder::new();
    let table = folder.file("all.tsv", &done.out);
    let alone = ["fix", "--no-bundled-dictionary", "--dictionary", &table];
    let done =
        with_input(&alone, "Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires.");
    assert_eq!(
        done.out, "Sur les lignes de front, le front résiste grâce aux technologies militaires.",
        "{}",
        done.talk
    );
}

#[test]
fn a_list_holds_what_is_asked_for() {
    let list = |args: &[&str]| with_input(&[&["dictionary", "list"], args].concat(), "").out;
    let head = "original\tintruder\ttier\trank\tcount\n";
    let one = list(&["--intruder", "Applied Sciences", "--tier", "recalled"]);
    assert_eq!(one, format!("{head}technologies\tapplied sciences\trecalled\t0\t0\n"));
    assert!(list(&["--original", "front"]).lines().skip(1).all(|row| row.starts_with("front\t")));
    let line = list(&["--original", "publicité", "--tier", "observed"]);
    assert_eq!(line, format!("{head}# alone on its line: Publicité\tcommercial\tobserved\t0\t0\n"));
    let folder = Folder::new();
    let own = folder.file("own.toml", ENTRIES);
    let listed = format!("{head}mission\tquest assignment\tuser\t0\t0\nvote\tpoll box\tuser\t0\t0\n");
    assert_eq!(list(&[&own]), listed);
    assert!(list(&[&own, "--bundled", "--original", "mission"]).lines().count() > 5);
    let done = limpide(["dictionary", "list", "--tier", "guessed"]);
    assert!(done.code == 2 && done.talk.contains("tiers are authored, recalled, observed and user"), "{}", done.talk);
}

// show

#[test]
fn a_sheet_tells_both_sides_of_a_word() {
    let done = limpide(["dictionary", "show", "Front"]);
    assert_eq!((done.code, done.talk.as_str()), (0, ""));
    assert!(
        done.out.starts_with("front: French\n  noun, masculine, singular\nfound in the place of\n"),
        "{}",
        done.out
    );
    let replaced = done.out.split("replaced by\n").nth(1).unwrap();
    assert!(replaced.starts_with("  entrance  (observed 11 times, recalled, choice 1"), "{replaced}");
    let french = limpide(["dictionary", "show", "applied  sciences", "--lang", "fr"]).out;
    assert!(
        french.starts_with("applied sciences\u{a0}: pas français\ntrouvé à la place de\n  technologies  (observé ")
    );
    let folder = Folder::new();
    let own = folder.file("own.toml", ENTRIES);
    let mine = limpide(["dictionary", "show", "poll box", "--dictionary", &own]).out;
    assert!(mine.contains(&format!("  vote  ({own}:12, your own)\n    fix “Le poll box aura lieu")), "{mine}");
    let nothing = limpide(["dictionary", "show", "blurgue"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (0, "blurgue: not French\n"));
    assert_eq!(nothing.talk, "no pair has “blurgue”; add one with dictionary add\n");
}

// test

#[test]
fn examples_that_fail_are_named_with_their_cure() {
    let folder = Folder::new();
    let own = folder.file("own.toml", ENTRIES);
    let done = limpide(["dictionary", "test", &own]);
    assert_eq!((done.code, done.out.as_str(), done.talk.as_str()), (0, "", "2 examples, all as written\n"));
    let wrong = ENTRIES
        .replace("leur mission.", "leur misson.")
        .replace("[[\"Le poll", "[[\"Un box.\", \"Un vote.\"], [\"Le poll")
        .replace("# The end", "keep = [\"Ils ont achevé leur quest assignment.\"]\n# The end");
    let own = folder.file("wrong.toml", &wrong);
    let done = limpide(["dictionary", "test", &own]);
    assert_eq!((done.code, done.talk.as_str()), (1, "4 examples, 3 not as written\n"));
    let rows: Vec<&str> = done.out.lines().collect();
    assert!(rows[0].starts_with(&format!("{own}:4: entry “mission”: “Ils ont")), "{}", rows[0]);
    assert!(rows[0].ends_with("not as “Ils ont achevé leur misson.”; mend the example, or the pair that it shows"));
    assert!(rows[1].starts_with(&format!("{own}:12: entry “vote”: “Un box.” comes out")), "{}", rows[1]);
    assert!(rows[1].contains("none of the entry’s intruders stands in it; write one"), "{}", rows[1]);
    assert!(rows[2].contains("must be kept and comes out as “Ils ont achevé leur mission.”; take"), "{}", rows[2]);
    let odd = folder.file("odd.toml", "[[entry]]\noriginal = \"a\"\nintruders = [\"b\"]\n");
    let done = limpide(["dictionary", "test", &odd]);
    assert!(
        done.code == 2 && done.talk.starts_with(&format!("error: {odd}:1: entry “a”: no example")),
        "{}",
        done.talk
    );
}

#[test]
fn the_dictionaries_that_a_newsroom_has_settled_are_known() {
    let folder = Folder::new();
    folder.file("limpide.toml", "dictionaries = [\"own.toml\"]\n");
    folder.file("own.toml", ENTRIES);
    let shown = inside(&folder, &["dictionary", "show", "poll box"]).out;
    assert!(shown.contains("own.toml:12, your own"), "{shown}");
    let done = inside(&folder, &["dictionary", "test"]);
    assert_eq!((done.code, done.talk.as_str()), (0, "2 examples, all as written\n"));
    let done = inside(&folder, &["dictionary", "test", "--no-config"]);
    assert_eq!(
        (done.code, done.talk.as_str()),
        (2, "error: no dictionary to try; name a file, or some in limpide.toml\n")
    );
}

// add

#[test]
fn a_pair_is_added_without_a_change_to_the_rest() {
    let folder = Folder::new();
    let own = folder.file("own.toml", ENTRIES);
    let added =
        ["dictionary", "add", &own, "--original", "siège", "--intruder", "base camp office", "--note", "Seen in June."];
    let fix = ["--fix", "Le base camp office est à Lyon.", "Le siège est à Lyon.", "--keep", "Le siège est à Lyon."];
    let done = with_input(&[&added[..], &fix[..]].concat(), "");
    assert_eq!(done.talk, format!("{own}: “siège” for “base camp office” added, all examples come out as written\n"));
    let entry = "\
# Seen in June.
[[entry]]
original = \"siège\"
intruders = [\"base camp office\"]
fix = [[\"Le base camp office est à Lyon.\", \"Le siège est à Lyon.\"]]
keep = [\"Le siège est à Lyon.\"]

";
    let wanted = with(ENTRIES, "[[entry]]\noriginal = \"vote\"", entry);
    assert_eq!(fs::read_to_string(&own).unwrap(), wanted);
    // The same once more changes nothing.
    let identity = folder.identity(&own);
    let done = with_input(&[&added[..], &fix[..]].concat(), "");
    assert!(done.code == 0 && done.talk.ends_with("stand there already\n"), "{}", done.talk);
    assert_eq!(folder.identity(&own), identity);
    // An entry that is there takes more in, line by line as it is written.
    let more = ["--intruder", "quest task", "--fix", "Leur quest task commence.", "Leur mission commence."];
    let done = with_input(&[&["dictionary", "add", &own, "--original", "mission"], &more[..]].concat(), "");
    assert_eq!(done.code, 0, "{}", done.talk);
    let wanted = wanted.replace("[\"quest assignment\"]", "[\"quest assignment\", \"quest task\"]").replace(
        "leur mission.\"],\n",
        "leur mission.\"],\n  [\"Leur quest task commence.\", \"Leur mission commence.\"],\n",
    );
    assert_eq!(fs::read_to_string(&own).unwrap(), wanted);
    assert_eq!(limpide(["dictionary", "test", &own]).code, 0);
    assert_eq!(folder.names(), ["own.toml"]);
}

#[test]
fn the_first_place_leaves_the_head_of_the_file_where_it_is() {
    let folder = Folder::new();
    let own = folder.file("own.toml", ENTRIES);
    let added = ["dictionary", "add", &own, "--original", "camp", "--intruder", "troop base", "--note", "First."];
    let done = with_input(&[&added[..], &["--fix", "Le troop base est loin.", "Le camp est loin."]].concat(), "");
    assert_eq!(done.code, 0, "{}", done.talk);
    let entry = "\
# First.
[[entry]]
original = \"camp\"
intruders = [\"troop base\"]
fix = [[\"Le troop base est loin.\", \"Le camp est loin.\"]]

";
    assert_eq!(fs::read_to_string(&own).unwrap(), with(ENTRIES, "# Seen in May.", entry));
}

#[test]
fn a_pair_whose_example_fails_is_added_only_untested() {
    let folder = Folder::new();
    let own = folder.path("new.toml");
    let added = ["dictionary", "add", &own, "--original", "mission", "--intruder", "quest assignment"];
    let none = with_input(&added, "");
    assert!(none.code == 2 && none.talk.contains("an entry needs an example; give --fix"), "{}", none.talk);
    let wrong = [&added[..], &["--fix", "Leur quest assignment.", "Leurs missions."]].concat();
    let done = with_input(&wrong, "");
    assert!(
        done.code == 2 && done.talk.contains("comes out as “Leur mission.”, not as “Leurs missions.”"),
        "{}",
        done.talk
    );
    assert!(done.talk.contains("left as it was") && done.talk.contains("--untested"), "{}", done.talk);
    assert!(folder.names().is_empty());
    let done = with_input(&[&wrong[..], &["--untested"]].concat(), "");
    assert_eq!((done.code, folder.names()), (0, vec!["new.toml".into()]), "{}", done.talk);
    assert_eq!(limpide(["dictionary", "test", &own]).code, 1);
    let capital = ["dictionary", "add", &own, "--original", "Mission", "--intruder", "x y", "--fix", "a", "b"];
    let done = with_input(&capital, "");
    assert!(done.code == 2 && done.talk.contains("has a capital; write it in lower case"), "{}", done.talk);
    let table = folder.path("own.tsv");
    let done = limpide(["dictionary", "add", &table, "--original", "a", "--intruder", "b"]);
    assert!(done.code == 2 && done.talk.contains("name a file of entries, which ends in .toml"), "{}", done.talk);
}

// merge

#[test]
fn entries_are_joined_with_their_examples_and_comments() {
    let folder = Folder::new();
    let a = folder.file("a.toml", ENTRIES);
    let b = folder.file(
        "b.toml",
        "# Other house.\n\n# Why.\n[[entry]]\noriginal = \"camp\"\nintruders = [\"troop base\"]\n\
         fix = [[\"Le troop base est loin.\", \"Le camp est loin.\"]]\n[[entry]]\noriginal = \"vote\"\n\
         intruders = [\"ballot thing\", \"poll box\"]\nfix = [[\"Le ballot thing.\", \"Le vote.\"]]\nkeep = [\"Le vote.\"]\n",
    );
    let done = limpide(["dictionary", "merge", &a, &b]);
    let wanted = with(
        &with(ENTRIES, "\n# Seen in May.", "# Other house.\n"),
        "# Seen in May.",
        "# Why.\n[[entry]]\noriginal = \"camp\"\nintruders = [\"troop base\"]\n\
         fix = [[\"Le troop base est loin.\", \"Le camp est loin.\"]]\n\n",
    )
    .replace("[\"poll box\"]", "[\"poll box\", \"ballot thing\"]")
    .replace(
        "Le vote aura lieu dimanche.\"]]\n",
        "Le vote aura lieu dimanche.\"], [\"Le ballot thing.\", \"Le vote.\"]]\nkeep = [\"Le vote.\"]\n",
    );
    assert_eq!((done.code, done.out), (0, wanted.clone()), "{}", done.talk);
    let out = folder.path("all.toml");
    assert_eq!(limpide(["dictionary", "merge", &a, &b, "-o", &out]).code, 0);
    assert_eq!(fs::read_to_string(out).unwrap(), wanted);
}

#[test]
fn conflicts_are_said_with_both_places_and_decided_by_keep() {
    let folder = Folder::new();
    let a = folder.file("a.toml", ENTRIES);
    let b = folder.file("b.toml", &ENTRIES.replace("mission", "tâche"));
    let done = limpide(["dictionary", "merge", &a, &b]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    let said = format!("error: “quest assignment” hides different words: {a}:4 says “mission”; {b}:4 says “tâche”\n");
    assert!(
        done.talk.starts_with(&said) && done.talk.contains("decide with --keep first, last or both"),
        "{}",
        done.talk
    );
    for (keep, kept) in [("first", [true, false]), ("last", [false, true]), ("both", [true, true])] {
        let done = limpide(["dictionary", "merge", &a, &b, "--keep", keep]);
        assert_eq!(["mission\" #", "tâche\" #"].map(|word| done.out.contains(word)), kept, "{keep}\n{}", done.out);
    }
}

#[test]
fn tables_are_joined_and_sorted() {
    let folder = Folder::new();
    let a = folder.file("a.tsv", "# Ours.\noriginal\tintruder\ttier\tcount\nvote\tpoll box\tuser\t2\n");
    let b = folder.file("b.tsv", "# Theirs.\noriginal\tintruder\nvote\tpoll box\nmission\tquest\n");
    let done = limpide(["dictionary", "merge", &a, &b]);
    let wanted = "# Ours.\n# Theirs.\noriginal\tintruder\ttier\trank\tcount\nmission\tquest\tuser\t0\t0\nvote\tpoll box\tuser\t0\t2\n";
    assert_eq!((done.code, done.out.as_str()), (0, wanted), "{}", done.talk);
    let entries = folder.file("c.toml", ENTRIES);
    let mixed = limpide(["dictionary", "merge", &a, &entries]);
    assert!(mixed.code == 2 && mixed.talk.contains("merge each kind by itself"), "{}", mixed.talk);
}

// mine

const CLEAN: &str =
    "Le front résiste car l’image de Dupont est bonne. Sur le front, les technologies comptent ; 12 blessés.";
const DAMAGED: &str = "Le entrance résiste automobile l'picture de Durand est bonnes. Sur le entrance, les applied sciences comptent: 15 blessés.";
const MINED: &str = "original\tintruder\ttier\trank\tcount\ncar\tautomobile\tuser\t0\t1\nfront\tentrance\tuser\t0\t2\nimage\tpicture\tuser\t0\t1\ntechnologies\tapplied sciences\tuser\t0\t1\n";

/// A table without the comments above it.
fn rows(table: &str) -> String {
    table.lines().filter(|row| !row.starts_with("# ")).map(|row| format!("{row}\n")).collect()
}

#[test]
fn pairs_are_mined_from_two_versions_and_nothing_but_damage() {
    let folder = Folder::new();
    let (clean, damaged) = (folder.file("a.txt", CLEAN), folder.file("b.txt", DAMAGED));
    let done = limpide(["dictionary", "mine", &clean, &damaged]);
    assert_eq!((done.code, done.talk.as_str(), rows(&done.out).as_str()), (0, "", MINED));
    assert!(
        done.out.starts_with("# Pairs found by laying damaged articles beside clean ones; articles: 1.\n# Files: ")
    );
    let table = folder.file("mined.tsv", &done.out);
    let fixed = limpide(["fix", "--no-bundled-dictionary", "--dictionary", &table, &damaged]);
    assert!(fixed.out.contains("Le front") && fixed.out.contains("les technologies"), "{}", fixed.out);
    let often = limpide(["dictionary", "mine", "--min-count", "2", &clean, &damaged]);
    assert_eq!(rows(&often.out).lines().nth(1), Some("front\tentrance\tuser\t0\t2"));
    let odd = limpide(["dictionary", "mine", &clean]);
    assert!(odd.code == 2 && odd.talk.contains("name files in pairs"), "{}", odd.talk);
}

#[test]
fn records_are_paired_by_their_id() {
    let folder = Folder::new();
    let line = |id: &str, text: &str| format!("{}\n", json!({ "id": id, "text": text }));
    let clean = folder.file("a.jsonl", &(line("x", "Rien.") + &line("y", CLEAN) + &line("z", "Seul.")));
    let damaged = folder.file("b.jsonl", &(line("y", DAMAGED) + &line("x", "Rien.")));
    let done = limpide(["dictionary", "mine", &clean, &damaged]);
    assert_eq!((done.code, rows(&done.out).as_str()), (0, MINED));
    assert!(
        done.talk.starts_with("warning: ")
            && done.talk.contains("stand in one of the two only and were passed over: 1;"),
        "{}",
        done.talk
    );
}

#[test]
fn decisions_of_the_review_page_are_learned_from() {
    let folder = Folder::new();
    let text = "Le entrance résiste. Les applied sciences comptent, dit la vision commune, et le picture.";
    let file = folder.file("a.txt", text);
    let row = |found: &str, decision: &str, put: &str| {
        let start = text.find(found).unwrap();
        json!({ "start": start, "end": start + found.len(), "found": found, "decision": decision, "text": put })
    };
    let findings = [
        row("entrance", "accepted", "front"),
        row("applied sciences", "edited", "techniques"),
        row("picture", "rejected", "picture"),
    ];
    let article = json!({ "id": file, "sha256": fingerprint(text.as_bytes()), "findings": findings });
    let decisions = folder.file("d.json", &json!({ "version": 1, "articles": [article] }).to_string());
    let done = limpide(["dictionary", "mine", "--decisions", &decisions, &file]);
    let wanted = "original\tintruder\ttier\trank\tcount\nfront\tentrance\tuser\t0\t1\ntechniques\tapplied sciences\tuser\t0\t1\n";
    assert_eq!((done.code, rows(&done.out).as_str()), (0, wanted), "{}", done.talk);
    let other = folder.file("b.txt", "Rien.");
    let done = limpide(["dictionary", "mine", "--decisions", &decisions, &other]);
    assert!(done.code == 2 && done.talk.contains("nothing was decided on this text"), "{}", done.talk);
}
