//! The built program, run as users run it.

mod run;

use std::fs;

use run::{Folder, limpide};
use serde_json::{Value, json};

const DAMAGED: &str = "Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires et à une imaginative and prescient commune.\n";
const REPAIRED: &str =
    "Sur les lignes de front, le front résiste grâce aux technologies militaires et à une vision commune.\n";

#[test]
fn fix_prints_the_repaired_text() {
    let folder = Folder::new();
    let file = folder.file("a.txt", DAMAGED);
    let done = limpide(["fix", &file]);
    assert_eq!((done.code, done.out.as_str(), done.talk.as_str()), (0, REPAIRED, ""));
    assert_eq!(fs::read_to_string(&file).unwrap(), DAMAGED);
}

#[test]
fn fix_reads_standard_input_and_keeps_line_ends() {
    let given = format!("{}\r\n\r\nFin", DAMAGED.trim_end());
    let wanted = format!("{}\r\n\r\nFin", REPAIRED.trim_end());
    for args in [&["fix"][..], &["fix", "-"]] {
        let done = run::with_input(args, &given);
        assert_eq!((done.code, &done.out), (0, &wanted));
    }
}

#[test]
fn fix_takes_several_files_and_goes_on_after_a_missing_one() {
    let folder = Folder::new();
    let (a, b) = (folder.file("a.txt", DAMAGED), folder.file("b.txt", "Rien à dire.\n"));
    let missing = folder.path("none.txt");
    let done = limpide(["fix", &a, &missing, &folder.path(""), &b]);
    assert_eq!(done.code, 2);
    assert_eq!(done.out, format!("{REPAIRED}Rien à dire.\n"));
    assert!(done.talk.contains(&format!("error: {missing}: No such file")), "{}", done.talk);
    let folder_line = format!("{}:1", folder.path(""));
    assert!(limpide(["explain", &folder_line]).talk.contains("is a folder; name a file in it"));
}

#[test]
fn fix_restores_the_example_article_as_far_as_it_did() {
    let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/../articles");
    let done = limpide(["fix", &format!("{articles}/alliance.txt")]);
    let expected = fs::read_to_string(format!("{articles}/alliance.expected.txt")).unwrap();
    let mut missed = Vec::new();
    for (got, wanted) in done.out.split_whitespace().zip(expected.split_whitespace()) {
        if got != wanted {
            missed.push(format!("{got} for {wanted}"));
        }
    }
    // 17 places are damaged. A number lower than this one is progress: lower it here too.
    assert!(missed.len() <= 2, "{missed:#?}");
    let clean = limpide(["check", &format!("{articles}/alliance.expected.txt")]);
    assert_eq!((clean.code, clean.out.as_str()), (0, ""));
}

#[test]
fn write_replaces_the_file_and_keeps_its_permissions() {
    let folder = Folder::new();
    let file = folder.file("a.txt", DAMAGED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&file, folder.path("link.txt")).unwrap();
        let done = limpide(["fix", "--write", &folder.path("link.txt")]);
        assert_eq!((done.code, done.out.as_str()), (0, ""));
        assert!(done.talk.ends_with("link.txt: 4 repairs\n"), "{}", done.talk);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(folder.path("link.txt")).unwrap().is_symlink());
        fs::remove_file(folder.path("link.txt")).unwrap();
    }
    #[cfg(not(unix))]
    limpide(["fix", "--write", &file]);
    assert_eq!(fs::read_to_string(&file).unwrap(), REPAIRED);
    assert_eq!(folder.names(), ["a.txt"]);
}

#[test]
fn write_leaves_a_file_untouched_that_has_nothing_to_repair() {
    let folder = Folder::new();
    let file = folder.file("a.txt", REPAIRED);
    let lines = folder.file("a.jsonl", "{\"text\":\"Rien.\"}\n");
    let before = [&file, &lines].map(|file| folder.identity(file));
    let done = limpide(["fix", "--write", &file, &lines]);
    assert_eq!((done.code, done.out.as_str(), done.talk.as_str()), (0, "", ""));
    assert_eq!([&file, &lines].map(|file| folder.identity(file)), before);
    assert_eq!(folder.names(), ["a.jsonl", "a.txt"]);
}

#[test]
fn write_asks_for_files() {
    let done = run::with_input(&["fix", "--write", "-"], DAMAGED);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.talk.contains("leave --write out, or name files"), "{}", done.talk);
    assert_eq!(run::with_input(&["fix", "--write"], DAMAGED).code, 2);
}

#[test]
fn diff_shows_what_would_change() {
    let folder = Folder::new();
    let file = folder.file("a.txt", &format!("Un.\n{DAMAGED}Fin"));
    let done = limpide(["fix", "--diff", &file]);
    let wanted = format!(
        "--- {file}\n+++ {file}\n@@ -1,3 +1,3 @@\n Un.\n-{DAMAGED}+{REPAIRED} Fin\n\\ No newline at end of file\n"
    );
    assert_eq!((done.code, done.out), (0, wanted));
    let same = folder.file("b.txt", "Rien.\n");
    assert_eq!(limpide(["fix", "--diff", &same]).out, "");
    let coloured = limpide(["fix", "--diff", "--color", "always", &file]);
    assert!(coloured.out.contains("\u{1b}[32m+Sur les lignes"), "{:?}", coloured.out);
}

#[test]
fn diff_of_records_has_no_context() {
    let folder = Folder::new();
    let (old, new) = (json!({ "text": DAMAGED }).to_string(), json!({ "text": REPAIRED }).to_string());
    let file = folder.file("a.jsonl", &format!("{{\"text\":\"Rien.\"}}\n{old}\n"));
    let done = limpide(["fix", "--diff", &file]);
    assert_eq!(done.out, format!("--- {file}\n+++ {file}\n@@ -2 +2 @@\n-{old}\n+{new}\n"));
}

#[test]
fn check_says_where_what_and_why() {
    let folder = Folder::new();
    let file = folder.file("a.txt", &format!("Été.\n{DAMAGED}"));
    let done = limpide(["check", &file]);
    assert_eq!(done.code, 1);
    assert!(done.out.starts_with("damage: “entrance” stands for “front” ("), "{}", done.out);
    assert!(done.out.contains(&format!("--> {file}:2:19\n")), "{}", done.out);
    assert!(done.out.contains("^^^^^^^^ front\n"), "{}", done.out);
    assert!(done.out.contains("“de” cannot stand before a vowel"), "{}", done.out);
    assert!(done.out.contains("“le” cannot stand before a vowel"), "{}", done.out);
    assert!(done.talk.contains("4 places damaged; 4 to repair, 0 doubtful"), "{}", done.talk);
    let coloured = limpide(["check", "--color=always", &file]);
    assert!(coloured.out.contains('\u{1b}'));
}

#[test]
fn check_exits_with_0_when_nothing_is_found() {
    let done = run::with_input(&["check"], "Le front ukrainien résiste.\n");
    assert_eq!((done.code, done.out.as_str(), done.talk.as_str()), (0, "", "-: clean\n"));
}

#[test]
fn explain_shows_every_weight() {
    let folder = Folder::new();
    let file = folder.file("a.txt", &format!("Été.\n{DAMAGED}"));
    for done in [limpide(["check", "--explain", &file]), limpide(["explain", &format!("{file}:2")])] {
        assert!(done.out.contains("entry front ← entrance"), "{}", done.out);
        assert!(done.out.contains("elision: “le” cannot stand before a vowel\n"), "{}", done.out);
        assert!(done.out.contains("= or: “"), "{}", done.out);
    }
    let other = limpide(["explain", &format!("{file}:1")]);
    assert_eq!((other.code, other.out.as_str()), (0, ""));
    assert!(other.talk.contains("a.txt:1: nothing was weighed"), "{}", other.talk);
    let beyond = limpide(["explain", &format!("{file}:9")]);
    assert_eq!(beyond.code, 2);
    assert!(beyond.talk.contains("a.txt:9: there is no such line"), "{}", beyond.talk);
    assert!(limpide(["explain", &file]).talk.contains("such as article.txt:12"));
}

#[test]
fn a_report_is_one_object_for_each_record() {
    let lines = format!(
        "{}\n\n{}\n{}",
        json!({ "id": { "n": 1.0 }, "text": DAMAGED }),
        json!({ "id": "b", "text": "Rien." }),
        json!({ "text": "Rien." })
    );
    let done = run::with_input(&["check", "--format", "jsonl", "--report", "jsonl"], &lines);
    assert_eq!((done.code, done.talk.as_str()), (1, ""));
    let records: Vec<Value> = done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 3);
    assert_eq!(
        records.iter().map(|record| &record["id"]).collect::<Vec<_>>(),
        [&json!({ "n": 1.0 }), &json!("b"), &Value::Null]
    );
    let finding = &records[0]["findings"][0];
    let (start, end) = (finding["start"].as_u64().unwrap() as usize, finding["end"].as_u64().unwrap() as usize);
    assert_eq!(&DAMAGED[start..end], finding["found"]);
    assert!(finding["repair"].as_str().unwrap().ends_with("front"));
    assert!(finding["alternatives"].is_array() && finding["confidence"].is_number() && finding["entry"].is_string());
    assert_eq!((&finding["applied"], &finding["evidence"]), (&json!(true), &Value::Null));
    assert_eq!((&records[0]["verdict"]["spun"], &records[1]["verdict"]["spun"]), (&json!(true), &json!(false)));

    let array = run::with_input(&["check", "--format=jsonl", "--report=json", "--explain"], &lines);
    let array: Value = serde_json::from_str(&array.out).unwrap();
    assert_eq!(array.as_array().unwrap().len(), 3);
    assert!(array[0]["findings"][0]["evidence"][0]["kind"].is_string());
    assert_eq!(run::with_input(&["check", "--report=json", "--format=jsonl"], "").out, "[\n]\n");
}

#[test]
fn the_report_of_a_text_carries_its_name() {
    let folder = Folder::new();
    let file = folder.file("a.txt", DAMAGED);
    let record: Value = serde_json::from_str(&limpide(["check", "--report=jsonl", &file]).out).unwrap();
    assert_eq!(record["id"], file.as_str());
}

#[test]
fn a_bad_record_passes_through_and_the_others_are_dealt_with() {
    let bad = "{\"text\": 3}\n[1]\n{\"body\":\"a\"}\n{\"text\":\"\\ud800\"}\n";
    let good = json!({ "n": 1, "text": DAMAGED }).to_string();
    let folder = Folder::new();
    let file = folder.file("a.jsonl", &format!("{bad}{good}\n"));

    let fixed = limpide(["fix", &file]);
    assert_eq!(fixed.code, 2);
    assert_eq!(fixed.out, format!("{bad}{}\n", json!({ "n": 1, "text": REPAIRED })));
    for said in [
        ":1: the field “text” is a number; the article must be a string",
        ":2: the record is no JSON object",
        ":3: no field “text”; name the field that holds the article with --field",
        ":4: the field “text” holds half a character, \\ud800",
    ] {
        assert!(fixed.talk.contains(&format!("{file}{said}")), "{}", fixed.talk);
    }

    let written = limpide(["fix", "--write", &file]);
    assert_eq!(written.code, 2);
    assert!(written.talk.contains("left as it was"), "{}", written.talk);
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("{bad}{good}\n"));
    assert_eq!(folder.names(), ["a.jsonl"]);

    let checked = limpide(["check", "--report=jsonl", &file]);
    assert_eq!((checked.code, checked.out.lines().count()), (2, 1));
}

#[test]
fn records_keep_every_byte_outside_a_repair() {
    let line = |text: &str| {
        let text = text.trim_end().replace('à', "\\u00e0").replace('â', "\\u00e2").replace('é', "\\u00E9");
        format!("{{ \"n\" :1.50e3,\"body\":\"{text} \\/ fin\", \"text\":7 }}\r\n")
    };
    let folder = Folder::new();
    let file = folder.file("a.ndjson", &line(DAMAGED));
    let done = limpide(["fix", "--write", "--field", "body", &file]);
    assert_eq!((done.code, fs::read_to_string(&file).unwrap()), (0, line(REPAIRED)), "{}", done.talk);
}

#[test]
fn fields_of_a_record_are_judged_together() {
    // The title alone would be left as it is.
    let title = "Pour le second, rien ne bouge";
    let line = |title: &str, body: &str| json!({ "title": title, "content": [{ "body": body }] }).to_string();
    let fix = |fields: &[&str]| {
        let args = ["fix", "--format=jsonl"].iter().chain(fields).copied().collect::<Vec<_>>();
        run::with_input(&args, &line(title, DAMAGED))
    };
    let both = fix(&["--field", "title", "--field", "/content/0/body"]);
    assert_eq!((both.code, both.out), (0, line("Pour le moment, rien ne bouge", REPAIRED)), "{}", both.talk);
    let xml = fix(&["--field", "title:xml"]);
    assert!(xml.code == 2 && xml.talk.contains("leave “:xml” out"), "{}", xml.talk);
}

#[test]
fn bytes_that_are_no_utf8_pass_through_and_are_named() {
    let folder = Folder::new();
    let file = folder.path("a.txt");
    fs::write(&file, [b"Ligne.\n\xff\xfe ", DAMAGED.as_bytes()].concat()).unwrap();
    let done = limpide(["fix", &file]);
    assert_eq!(done.code, 0);
    assert_eq!(done.bytes, [b"Ligne.\n\xff\xfe ", REPAIRED.as_bytes()].concat());
    assert!(done.talk.contains(&format!("warning: {file}:2: no UTF-8 at byte 7")), "{}", done.talk);
    assert!(limpide(["check", &file]).out.contains("a.txt:2:22\n"));

    let lines = folder.path("a.jsonl");
    fs::write(&lines, b"{\"text\":\"\xff\"}\n").unwrap();
    let done = limpide(["fix", &lines]);
    assert_eq!((done.code, done.bytes.as_slice()), (2, &b"{\"text\":\"\xff\"}\n"[..]));
    assert!(done.talk.contains("a.jsonl:1: no UTF-8 from byte 10 of the line on"), "{}", done.talk);
}

#[test]
fn a_dictionary_of_ones_own_adds_words() {
    let folder = Folder::new();
    let text = folder.file("a.txt", "Le zorgle avance sur le zorgle et le zorgle recule devant le zorgle.\n");
    let table = folder.file("own.tsv", "original\tintruder\nfront\tzorgle\n");
    let entries = folder.file(
        "own.toml",
        "[[entry]]\noriginal = \"front\"\nintruders = [\"zorgle\"]\nfix = [[\"le zorgle\", \"le front\"]]\n",
    );
    assert_eq!(limpide(["fix", &text]).out, fs::read_to_string(&text).unwrap());
    for own in [&table, &entries] {
        let done = limpide(["fix", "--dictionary", own, "--no-bundled-dictionary", "--expect-damaged=0.9", &text]);
        assert_eq!(done.out, "Le front avance sur le front et le front recule devant le front.\n", "{}", done.talk);
    }
}

#[test]
fn a_broken_dictionary_is_named_with_its_line_and_cure() {
    let folder = Folder::new();
    let text = folder.file("a.txt", DAMAGED);
    let cases = [
        (
            "a.tsv",
            "original\tintruder\nfront\tFront line\n",
            ":2: entry “front”: the intruder “Front line” has a capital",
        ),
        ("b.tsv", "original\tintruder\nfront\n", ":2: 1 cells where the first row names 2"),
        ("c.toml", "[[entry]]\noriginal = \"front\"\nintruders = [\"x\"]\n", ":1: entry “front”: no example; add fix"),
        ("d.toml", "[[entry]]\noriginal = \n", ":2: "),
        ("e.tsv", "\u{e9}\tb\n", ":1: unknown column “é”"),
    ];
    for (name, contents, said) in cases {
        let file = folder.file(name, contents);
        let done = limpide(["fix", "--dictionary", &file, &text]);
        assert_eq!((done.code, done.out.as_str()), (2, ""));
        assert!(done.talk.contains(&format!("error: {file}{said}")), "{}", done.talk);
    }
    let (a, b) =
        (folder.file("f.tsv", "original\tintruder\na\tb\n"), folder.file("g.tsv", "original\tintruder\na\tb\n"));
    let done = limpide(["fix", "--dictionary", &a, "--dictionary", &b, &text]);
    assert!(done.talk.contains(&format!("error: {b}:2: entry “a”: the intruder “b” is given twice")), "{}", done.talk);
    let missing = limpide(["fix", "--dictionary", &folder.path("none.tsv"), &text]);
    assert!(missing.talk.contains("none.tsv: No such file"), "{}", missing.talk);
}

#[test]
fn words_and_thresholds_can_be_chosen() {
    let allowed = run::with_input(&["fix", "--allow", "Applied Sciences"], DAMAGED);
    assert_eq!(allowed.out, REPAIRED.replace("technologies", "applied sciences"));
    let careful = run::with_input(&["check", "--apply-from=1", "--hint-from=0.1"], DAMAGED);
    assert!(careful.out.starts_with("doubt: “entrance” may stand for “front”"), "{}", careful.out);
    assert_eq!(careful.code, 1);
    assert_eq!(run::with_input(&["check", "--hint-from=1"], DAMAGED).code, 0);
    let odd = run::with_input(&["check", "--hint-from=7"], DAMAGED);
    assert!(odd.code == 2 && odd.talk.contains("write a number from 0 to 1"), "{}", odd.talk);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let done = run::unheard(&["fix", "--format", "jsonl"], &"{\"text\":\"Rien à dire.\"}\n".repeat(20_000));
    assert_eq!((done.code, done.talk.as_str()), (0, ""));
}
