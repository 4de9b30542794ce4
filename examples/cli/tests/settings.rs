//! `limpide.toml`, and the baseline: what a newsroom keeps with its articles.

#![allow(clippy::unwrap_used)]

mod run;

use std::fs;

use run::{Folder, inside};
use serde_json::{Value, json};

const DAMAGED: &str = "Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires et à une imaginative and prescient commune.\n";
const REPAIRED: &str =
    "Sur les lignes de front, le front résiste grâce aux technologies militaires et à une vision commune.\n";

#[test]
fn settings_are_found_above_and_options_count_for_more() {
    let folder = Folder::new();
    folder.file("limpide.toml", "lang = \"fr\"\napply_from = 1\nallow = [\"applied sciences\"]\n");
    folder.file("desk/a.txt", DAMAGED);
    let run = |args: &[&str]| inside(&folder, args);
    // The working folder counts, not the file's.
    let done = run(&["check", "desk/a.txt"]);
    assert!(
        done.out.contains("doute\u{a0}: «\u{a0}entrance\u{a0}»") && !done.out.contains("«\u{a0}applied sciences"),
        "{}",
        done.out
    );
    let done = run(&["check", "--lang=en", "--apply-from=0.3", "desk/a.txt"]);
    assert!(done.out.contains("damage: “entrance”"), "{}", done.out);
    let kept = REPAIRED.replace("technologies", "applied sciences");
    assert_eq!(run(&["fix", "--apply-from=0.3", "desk/a.txt"]).out, kept);
    assert_eq!(
        run(&["fix", "--apply-from=0.3", "--allow=entrance", "desk/a.txt"]).out,
        kept.replace("front", "entrance")
    );
    assert_eq!(run(&["fix", "--no-config", "desk/a.txt"]).out, REPAIRED);
    // From a folder below, unless a repository begins between.
    let below = |args: &[&str]| run::inside_of(&folder.path("desk"), args);
    assert_eq!(below(&["fix", "a.txt"]).out, DAMAGED);
    fs::create_dir(folder.path("desk/.git")).unwrap();
    assert_eq!(below(&["fix", "a.txt"]).out, REPAIRED);
    assert_eq!(below(&["fix", "--config=../limpide.toml", "a.txt"]).out, DAMAGED);
    let none = run(&["fix", "--config", "none.toml", "desk/a.txt"]);
    assert!(none.code == 2 && none.talk.contains("none.toml: No such file"), "{}", none.talk);
}

#[test]
fn formats_go_by_name_and_dictionaries_lie_beside_the_file() {
    let folder = Folder::new();
    folder.file("words/own.tsv", "original\tintruder\nfront\tzorgle\n");
    folder.file(
        "limpide.toml",
        "expect_damaged = 0.9\ndictionaries = [\"words/own.tsv\"]\n\n\
         [[formats]]\nglob = \"*.body\"\nformat = \"markdown\"\n\n\
         [[formats]]\nglob = \"wire/**\"\nformat = \"jsonl\"\nfields = [\"title\", \"/content/body\"]\n\n\
         [[formats]]\nglob = \"*.lat\"\nencoding = \"windows-1252\"\n",
    );
    folder.file("x/a.body", "Le `zorgle` : le zorgle avance, le zorgle recule devant le zorgle.\n");
    folder.file("wire/b.dat", &format!("{}\n", json!({ "title": "T", "content": { "body": DAMAGED } })));
    fs::write(folder.path("c.lat"), b"L'\xe9t\xe9, le zorgle avance, le zorgle recule devant le zorgle.\n").unwrap();
    let markdown = inside(&folder, &["fix", "x/a.body"]);
    assert_eq!(markdown.out, "Le `zorgle` : le front avance, le front recule devant le front.\n", "{}", markdown.talk);
    let records = inside(&folder, &["fix", "wire/b.dat"]);
    assert_eq!(
        records.out,
        format!("{}\n", json!({ "title": "T", "content": { "body": REPAIRED } })),
        "{}",
        records.talk
    );
    let latin = inside(&folder, &["fix", "c.lat"]);
    assert_eq!(
        (&latin.bytes[..], latin.talk.as_str()),
        (&b"L'\xe9t\xe9, le front avance, le front recule devant le front.\n"[..], "")
    );
    assert_eq!(inside(&folder, &["fix", "--format=jsonl", "x/a.body"]).code, 2);
    // From elsewhere, the same file says the same.
    let from_below = run::inside_of(&folder.path("x"), &["fix", "../x/a.body"]);
    assert_eq!(from_below.out, markdown.out);
    // A folder is walked for them, too.
    let walked = inside(&folder, &["check", "--summary=json", "."]);
    assert_eq!(
        serde_json::from_str::<Value>(walked.talk.lines().last().unwrap()).unwrap()["files"],
        3,
        "{}",
        walked.talk
    );
}

#[test]
fn what_is_not_known_is_refused_with_its_line_and_the_cure() {
    let folder = Folder::new();
    folder.file("a.txt", DAMAGED);
    for (contents, said) in [
        ("\napply_form = 0.5\n", ":2: unknown key `apply_form`, known are one of `apply_from`, `hint_from`"),
        ("lang = \"fr\"\nhint_from = 3\n", ":2: write a number from 0 to 1, such as 0.5"),
        ("hint_from = \"much\"\n", ":1: write a number from 0 to 1, such as 0.5"),
        ("lang = \"de\"\n", ":1: write one of “en”, “fr”, “auto”"),
        (
            "\n\n[[formats]]\nglob = \"*.x\"\nformat = \"word\"\n",
            ":5: write one of “text”, “jsonl”, “html”, “xml”, “markdown”",
        ),
        ("[[formats]]\nglob = \"[x\"\n", ":2: “[x” is no glob: "),
        ("[[formats]]\nglob = \"*.x\"\nencoding = \"klingon\"\n", ":3: "),
        ("[[formats]]\nglob = \"*.x\"\nfields = [\"a:xml\"]\n", ":3: "),
        ("[[formats]]\nformat = \"text\"\n", ":1: missing field `glob`"),
        ("allow = \n", ":1: "),
    ] {
        let path = folder.file("limpide.toml", contents);
        let done = inside(&folder, &["fix", "a.txt"]);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{contents}");
        let said = format!("limpide.toml{said}");
        assert!(done.talk.contains(&said), "{contents}: {} lacks {said}", done.talk);
        assert_eq!(done.talk.lines().count(), 1, "{}", done.talk);
        // It must not keep anyone from reading the manual.
        assert_eq!(inside(&folder, &["man"]).code, 0);
        fs::remove_file(path).unwrap();
    }
    folder.file("limpide.toml", "dictionaries = [\"none.tsv\"]\n");
    let done = inside(&folder, &["fix", "a.txt"]);
    assert!(done.code == 2 && done.talk.contains("none.tsv: No such file"), "{}", done.talk);
}

#[test]
fn a_baseline_keeps_known_findings_quiet() {
    let folder = Folder::new();
    folder.file("a.txt", DAMAGED);
    folder.file("b.jsonl", &format!("{}\n", json!({ "id": 7, "text": DAMAGED })));
    let written = inside(&folder, &["check", "--write-baseline", "known.json", "a.txt", "b.jsonl"]);
    assert_eq!((written.code, written.out.as_str()), (0, ""), "{}", written.talk);
    assert_eq!(written.talk, "known.json: 8 findings, of which check --baseline will not speak\n");
    let first = fs::read_to_string(folder.path("known.json")).unwrap();
    let rows: Value = serde_json::from_str(&first).unwrap();
    assert_eq!(rows["findings"].as_array().unwrap().len(), 8);
    assert!(
        first.contains("{\"file\":\"b.jsonl\",\"article\":\"7\",\"before\":\"les lignes de\",\"found\":"),
        "{first}"
    );
    // It is the same whatever the order, the folder and the threads.
    inside(&folder, &["check", "--threads=1", "--write-baseline", "known.json", "./b.jsonl", &folder.path("a.txt")]);
    assert_eq!(fs::read_to_string(folder.path("known.json")).unwrap(), first);

    let quiet = inside(&folder, &["check", "--baseline", "known.json", "a.txt", "b.jsonl"]);
    assert_eq!((quiet.code, quiet.out.as_str()), (0, ""), "{}", quiet.talk);
    // Lines move, a new article comes, and one finding comes twice where one is known.
    folder.file("a.txt", &format!("Titre\n\nChapeau.\n\n{DAMAGED}"));
    assert_eq!(inside(&folder, &["check", "--baseline", "known.json", "a.txt"]).code, 0);
    folder.file("a.txt", &format!("{DAMAGED}\n{DAMAGED}"));
    folder.file("c.txt", DAMAGED);
    let report = inside(&folder, &["check", "--report=json", "--baseline", "known.json", "a.txt", "b.jsonl", "c.txt"]);
    let articles: Vec<Value> = serde_json::from_str(&report.out).unwrap();
    let counts: Vec<_> = articles.iter().map(|article| article["findings"].as_array().unwrap().len()).collect();
    assert_eq!((report.code, counts), (1, vec![4, 0, 4]));
    let second = articles[0]["findings"][0]["start"].as_u64().unwrap() as usize;
    assert!(second > DAMAGED.len());
    let page = inside(&folder, &["check", "--report=html", "--baseline", "known.json", "b.jsonl"]);
    assert_eq!(page.code, 0);
}

#[test]
fn a_baseline_is_whole_or_not_written() {
    let folder = Folder::new();
    folder.file("a.txt", DAMAGED);
    let done = inside(&folder, &["check", "--write-baseline", "known.json", "a.txt", "none.txt"]);
    assert!(done.code == 2 && done.talk.contains("known.json: not written; mend what is named above"), "{}", done.talk);
    assert_eq!(folder.names(), ["a.txt"]);
    let missing = inside(&folder, &["check", "--baseline", "known.json", "a.txt"]);
    assert!(
        missing.code == 2 && missing.talk.contains("write a baseline first, with --write-baseline known.json"),
        "{}",
        missing.talk
    );
    folder.file("known.json", "{\n\"version\": 1,\n\"findings\": [{}]}\n");
    let odd = inside(&folder, &["check", "--baseline", "known.json", "a.txt"]);
    assert!(odd.code == 2 && odd.talk.contains("known.json:3: no baseline (missing field"), "{}", odd.talk);
    folder.file("known.json", "{\"version\": 2, \"findings\": []}\n");
    let later = inside(&folder, &["check", "--baseline", "known.json", "a.txt"]);
    assert!(later.code == 2 && later.talk.contains("a baseline of version 2"), "{}", later.talk);
}
