//! Inputs that are long: judged on several threads, in bounded memory, and what is over the cap.

// A run that cannot be set up is a failed test.
#![allow(clippy::unwrap_used)]

mod run;

use std::fs;

use run::{Folder, limpide, with_input};
use serde_json::{Value, json};

const DAMAGED: &str = "Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires et à une imaginative and prescient commune.\n";
const REPAIRED: &str =
    "Sur les lignes de front, le front résiste grâce aux technologies militaires et à une vision commune.\n";

/// How many a text of several parts has.
const PARAGRAPHS: usize = 1500;

/// Records, some damaged and some that are none, and a text of several parts.
fn inputs(folder: &Folder) -> [String; 2] {
    let record = |number: usize| match number % 7 {
        0 => json!({ "id": number, "text": DAMAGED }).to_string(),
        3 => format!("{{\"id\": {number}}}"),
        _ => json!({ "text": "Rien à dire de la ville. ".repeat(number % 40) }).to_string(),
    };
    let lines: String = (0..300).map(|number| record(number) + "\n").collect();
    let text: String =
        (0..PARAGRAPHS).map(|number| format!("{} le {number}.\n\n{DAMAGED}", "Rien à dire ".repeat(5))).collect();
    assert!(text.len() > 2 * 128 * 1024);
    [folder.file("a.jsonl", &lines), folder.file("a.txt", &text)]
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = Folder::new();
    for file in inputs(&folder) {
        for args in [
            &["fix"][..],
            &["fix", "--diff"],
            &["check"],
            &["check", "--explain"],
            &["check", "--report", "jsonl"],
            &["check", "--report", "json"],
        ] {
            let on = |threads: &str| with_input(&[args, &[&file, "--threads", threads, "--lang", "en"]].concat(), "");
            let alone = on("1");
            assert!(alone.out.contains("front"), "{args:?}");
            let done = on("5");
            assert_eq!(done.code, alone.code, "{args:?}");
            assert!(done.bytes == alone.bytes && done.talk == alone.talk, "{args:?}");
        }
    }
    let refused = limpide(["fix", "--threads", "0"]);
    assert!(refused.code == 2 && refused.talk.contains("--threads"), "{}", refused.talk);
}

#[test]
fn a_long_text_is_repaired_part_by_part_and_its_places_are_those_of_the_file() {
    let folder = Folder::new();
    let [_, file] = inputs(&folder);
    let text = fs::read_to_string(&file).unwrap();
    let wanted = text.replace(DAMAGED, REPAIRED);
    assert!(limpide(["fix", &file]).out == wanted);
    let checked = limpide(["check", "--report", "jsonl", &file]);
    let mut found = 0;
    for line in checked.out.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        for finding in record["findings"].as_array().unwrap() {
            let place = |key: &str| usize::try_from(finding[key].as_u64().unwrap()).unwrap();
            assert_eq!(&text[place("start")..place("end")], finding["found"].as_str().unwrap());
            found += 1;
        }
    }
    assert_eq!(found, 4 * PARAGRAPHS);
    // People are told the line.
    let line = 1 + text[..text.rfind("entrance").unwrap()].matches('\n').count();
    assert!(limpide(["check", &file]).out.contains(&format!("a.txt:{line}:")));
    let done = limpide(["fix", "--write", "--lang", "en", &file]);
    assert_eq!((done.code, done.talk), (0, format!("{file}: {} repairs\n", 4 * PARAGRAPHS)));
    assert!(fs::read_to_string(&file).unwrap() == wanted);
    assert_eq!(folder.names(), ["a.jsonl", "a.txt"]);
}

#[test]
fn what_is_over_the_cap_passes_through_and_is_said() {
    let folder = Folder::new();
    let record = |text: &str| format!("{}\n", json!({ "text": text }));
    let long = record(&(DAMAGED.repeat(20) + &"Rien à dire de la ville. ".repeat(45_000)));
    let lines = [record(DAMAGED), long.clone(), record(DAMAGED)].concat();
    let file = folder.file("a.jsonl", &lines);
    let repaired = record(REPAIRED);
    let done = limpide(["fix", "--cap", "1", &file]);
    assert_eq!(done.code, 2);
    assert!(done.out == [&repaired[..], &long, &repaired].concat());
    let start = record(DAMAGED).len();
    let said =
        format!("{file}:2: longer than 1 MiB from byte {start} on, left as it is; raise --cap to have it judged");
    assert!(done.talk.contains(&said), "{}", done.talk);
    assert_eq!(done.talk.lines().count(), 1);
    let done = limpide(["fix", &file]);
    assert!(done.code == 0 && done.out == lines.replace(DAMAGED.trim_end(), REPAIRED.trim_end()), "{}", done.talk);
    // Half a repair in place would hide the other half.
    assert_eq!(limpide(["fix", "--write", "--cap", "1", &file]).code, 2);
    assert!(fs::read_to_string(&file).unwrap() == lines);
    let page = folder.file("a.html", &format!("<p>{}", DAMAGED.repeat(8000)));
    let done = limpide(["fix", "--cap", "1", &page]);
    assert!(done.code == 2 && done.out == fs::read_to_string(&page).unwrap());
    assert!(done.talk.contains("a.html: longer than 1 MiB from byte 0 on"), "{}", done.talk);
    assert_eq!(limpide(["check", "--cap", "1", "--report", "jsonl", &page]).code, 2);
    // Nothing shows a change of a document that is not made.
    let item = format!("<item><title>Brève</title><description>{}</description></item>\n", DAMAGED.repeat(20));
    let feed = folder.file("a.xml", &format!("<rss><channel>\n{}</channel></rss>\n", item.repeat(400)));
    for args in
        [&["fix"][..], &["fix", "--diff"], &["fix", "--patch"], &["fix", "--write"], &["check", "--report", "html"]]
    {
        let done = with_input(&[args, &["--lang", "en", "--cap", "1", &feed]].concat(), "");
        assert!(
            done.code == 2 && done.talk.contains("a.xml: longer than 1 MiB from byte 0 on"),
            "{args:?}: {}",
            done.talk
        );
        assert!(!done.out.contains("front"), "{args:?}");
    }
    assert!(limpide(["fix", "--diff", &feed]).out.contains("front"));
}

/// In too little memory to hold the input beside the program: records, a text, and a page and a record that are longer than the cap.
#[test]
fn memory_does_not_grow_with_the_input() {
    let folder = Folder::new();
    let lines = format!("{}\n", json!({ "text": "Rien à dire de la ville. ".repeat(50) })).repeat(60_000);
    assert!(lines.len() > 70 << 20);
    let blanks = " ".repeat(lines.len());
    let item = format!("<item><title>Brève</title><description>{}</description></item>\n", DAMAGED.repeat(20));
    let feed = format!("<rss><channel>\n{}</channel></rss>\n", item.repeat((70 << 20) / item.len()));
    for (name, input) in
        [("a.jsonl", &lines), ("b.txt", &blanks), ("c.html", &blanks), ("d.jsonl", &blanks), ("e.xml", &feed)]
    {
        let done = run::within(120, &["fix", "--threads", "1", &folder.file(name, input)]);
        assert!(done.out == *input, "{name}: {}", done.talk);
    }
}
