//! From the review page back into files: `check --report html` and `fix --decisions`.

#![allow(clippy::unwrap_used)]

mod run;

use std::fs;

use limpide::report::decisions::fingerprint;
use run::{Folder, limpide, with_input};
use serde_json::{Value, json};

const DAMAGED: &str = "Été. Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires et à une imaginative and prescient commune.\r\n";

/// Decisions on a text, as the page writes them.
fn reviewed(id: &str, text: &str, rows: &[(usize, &str, &str, &str)]) -> Value {
    let row = |&(nth, found, decision, put): &(usize, &str, &str, &str)| {
        let (start, _) = text.match_indices(found).nth(nth).unwrap();
        json!({ "start": start, "end": start + found.len(), "found": found, "decision": decision, "text": put })
    };
    json!({ "id": id, "sha256": fingerprint(text.as_bytes()), "findings": rows.iter().map(row).collect::<Vec<_>>() })
}

fn decisions(folder: &Folder, articles: &[Value]) -> String {
    folder.file("decisions.json", &json!({ "version": 1, "articles": articles }).to_string())
}

const ROWS: [(usize, &str, &str, &str); 3] = [
    (1, "entrance", "accepted", "front"),
    (0, "applied sciences", "edited", "sciences & techniques"),
    (0, "imaginative and prescient", "rejected", "imaginative and prescient"),
];

/// What these decisions make of the text: the first place was left open.
fn decided() -> String {
    DAMAGED.replace("le entrance", "le front").replace("applied sciences", "sciences & techniques")
}

#[test]
fn the_page_holds_every_article_and_tells_whether_something_was_found() {
    let folder = Folder::new();
    let (a, b) = (folder.file("a.txt", DAMAGED), folder.file("b.txt", "Rien à dire.\n"));
    let lines = folder
        .file("c.jsonl", &format!("{}\n{}\n", json!({ "id": "x7", "text": DAMAGED }), json!({ "text": "Rien." })));
    let done = limpide(["check", "--report", "html", "--lang", "fr", &a, &b, &lines]);
    assert_eq!((done.code, done.talk.as_str()), (1, ""));
    assert!(done.out.starts_with("<!doctype html>\n<html lang=\"fr\">") && done.out.ends_with("</html>\n"));
    let data = done.out.split("class=\"article\">").skip(1).map(|part| part.split("</script").next().unwrap());
    let ids: Vec<String> =
        data.map(|data| serde_json::from_str::<Value>(data).unwrap()["id"].as_str().unwrap().to_string()).collect();
    assert_eq!(ids, [a, b.clone(), "x7".into(), format!("{lines}:2")]);
    assert_eq!(limpide(["check", "--report", "html", &b]).code, 0);
}

#[test]
fn fix_carries_out_what_was_decided_and_nothing_else() {
    let folder = Folder::new();
    let file = folder.file("a.txt", DAMAGED);
    let decisions = decisions(&folder, &[reviewed(&file, DAMAGED, &ROWS)]);
    let done = limpide(["fix", "--decisions", &decisions, &file]);
    assert_eq!((done.code, done.out, done.talk.as_str()), (0, decided(), ""));
    let piped = with_input(&["fix", "--decisions", &decisions], DAMAGED);
    assert_eq!((piped.code, piped.out), (0, decided()));
    let diff = limpide(["fix", "--diff", "--decisions", &decisions, &file]);
    assert!(diff.out.contains("+Été. Sur les lignes de entrance, le front"), "{}", diff.out);
    let written = limpide(["fix", "--write", "--decisions", &decisions, &file]);
    assert_eq!((written.code, written.talk), (0, format!("{file}: 2 repairs\n")));
    assert_eq!(fs::read_to_string(&file).unwrap(), decided());
}

#[test]
fn decisions_on_records_keep_every_other_byte() {
    let folder = Folder::new();
    let line = |text: &str| format!("{{ \"n\": 1.0,\"text\":{}, \"id\": 7.0 }}\n", json!(text));
    let other = "{\"text\":\"Le entrance.\"}\n";
    let file = folder.file("a.jsonl", &(line(DAMAGED) + other));
    let decisions = decisions(&folder, &[reviewed("7.0", DAMAGED, &ROWS), reviewed("", "Le entrance.", &[])]);
    let done = limpide(["fix", "--decisions", &decisions, &file]);
    assert_eq!((done.code, done.out, done.talk.as_str()), (0, line(&decided()) + other, ""));
}

#[test]
fn a_text_that_was_not_reviewed_is_left_as_it_is() {
    let folder = Folder::new();
    let changed = DAMAGED.replace("Été", "Hiver");
    let file = folder.file("a.txt", &changed);
    let decisions = decisions(&folder, &[reviewed(&file, DAMAGED, &ROWS)]);
    let done = limpide(["fix", "--write", "--decisions", &decisions, &file]);
    let said =
        format!("error: {file}: the text is not the one that was reviewed; take that text, or make a new review page");
    assert!(done.code == 2 && done.talk.starts_with(&said), "{}", done.talk);
    assert_eq!(fs::read_to_string(&file).unwrap(), changed);
    let lines = folder.file("a.jsonl", &format!("{}\n", json!({ "text": changed })));
    let done = limpide(["fix", "--decisions", &decisions, &lines]);
    assert!(done.talk.starts_with(&format!("error: {lines}:1: nothing was decided on this text")), "{}", done.talk);
    assert_eq!((done.code, done.out), (2, fs::read_to_string(&lines).unwrap()));
}

#[test]
fn files_that_hold_no_decisions_are_named() {
    let folder = Folder::new();
    let odd = folder.file("odd.json", "{\"version\": 1,\n\"articles\": [{}]}");
    let done = with_input(&["fix", "--decisions", &odd], DAMAGED);
    let said = format!(
        "error: {odd}:2: no file of decisions: missing field `id`; take the one that the review page downloads\n"
    );
    assert_eq!((done.code, done.out.as_str(), done.talk), (2, "", said));
    let missing = with_input(&["fix", "--decisions", &folder.path("none.json")], DAMAGED);
    assert!(missing.code == 2 && missing.talk.contains("none.json: No such file"), "{}", missing.talk);
}

#[test]
fn bytes_that_are_no_utf8_stay() {
    let folder = Folder::new();
    let text = b"\xe9 Le entrance.";
    let file = folder.path("a.txt");
    fs::write(&file, text).unwrap();
    let row = json!({ "start": 5, "end": 13, "found": "entrance", "decision": "accepted", "text": "front" });
    let decisions = decisions(&folder, &[json!({ "id": "a", "sha256": fingerprint(text), "findings": [row] })]);
    let done = limpide(["fix", "--decisions", &decisions, &file]);
    assert_eq!((done.code, done.bytes.as_slice()), (0, &b"\xe9 Le front."[..]));
}
