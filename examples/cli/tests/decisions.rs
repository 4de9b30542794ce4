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

/// The decisions of whoever accepts all that the page of these files offers.
fn accepted(folder: &Folder, files: &[&str]) -> String {
    let page = with_input(&[&["check", "--report", "html"], files].concat(), "").out;
    let data = page.split("class=\"article\">").skip(1).map(|part| part.split("</script").next().unwrap());
    let articles = data.map(|data| {
        let mut article: Value = serde_json::from_str(data).unwrap();
        for finding in article["findings"].as_array_mut().unwrap() {
            finding["decision"] = "accepted".into();
            finding["text"] = finding["repairs"][0]["text"].clone();
        }
        article
    });
    decisions(folder, &articles.collect::<Vec<_>>())
}

#[test]
fn decisions_are_carried_out_in_every_format() {
    const SPELLED: &str = "Sur les lignes de <b>entrance</b>, le entrance r&#233;siste gr&#226;ce aux applied sciences militaires et à une imaginative and prescient commune.";
    let marked = SPELLED.replace("<b>", "**").replace("</b>", "**").replace("&#233;", "é").replace("&#226;", "â");
    let item = |id: &str| {
        let escaped = SPELLED.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!("<item><guid>{id}</guid><title>Le entrance</title><description>{escaped}</description></item>")
    };
    let repaired = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        for (found, repair) in
            [("entrance", "front"), ("applied sciences", "technologies"), ("imaginative and prescient", "vision")]
        {
            while let Some(at) = bytes.windows(found.len()).position(|window| window == found.as_bytes()) {
                bytes.splice(at..at + found.len(), repair.bytes());
            }
        }
        bytes
    };
    let latin: Vec<u8> = DAMAGED.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    let folder = Folder::new();
    let files = [
        ("a.html", format!("<!doctype html><h1>Été</h1><p>{SPELLED}</p><script>view</script>").into_bytes()),
        ("b.md", format!("# Été\n\n{marked}\n").into_bytes()),
        ("c.rss", format!("<rss><channel>{}{}</channel></rss>", item("u:1"), item("u:2")).into_bytes()),
        ("d.txt", latin),
        ("e.txt", [b"\xef\xbb\xbf", DAMAGED.as_bytes()].concat()),
    ];
    for (name, bytes) in &files {
        fs::write(folder.path(name), bytes).unwrap();
    }
    let paths: Vec<String> = files.iter().map(|(name, _)| folder.path(name)).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let decisions = accepted(&folder, &paths);
    for ((name, bytes), path) in files.iter().zip(&paths) {
        let wanted = repaired(bytes);
        let done = limpide(["fix", "--decisions", &decisions, path]);
        assert_eq!(done.code, 0, "{name}: {}", done.talk);
        assert_eq!(String::from_utf8_lossy(&done.bytes), String::from_utf8_lossy(&wanted), "{name}");
        assert_eq!(done.bytes, wanted, "{name}");
        let patch = limpide(["fix", "--write", "--patch", "--decisions", &decisions, path]);
        assert_eq!(fs::read(path).unwrap(), wanted, "{name}: {}", patch.talk);
        let patch = folder.file("patch", &patch.out);
        assert_eq!(&limpide(["unfix", &patch, path]).bytes, bytes, "{name}");
    }
}

#[test]
fn what_the_document_cannot_hold_is_named_and_nothing_is_written() {
    let folder = Folder::new();
    let (text, bytes) = ("é Le entrance et le entrance.", b"\xe9 Le entrance et le entrance.");
    let file = folder.path("a.txt");
    fs::write(&file, bytes).unwrap();
    let edits = |second| [(0, "entrance", "accepted", "front"), (1, "entrance", "edited", second)];
    let decisions_on = |second| decisions(&folder, &[reviewed(&file, text, &edits(second))]);
    let read = ["fix", "--write", "--encoding", "iso-8859-15", "--decisions"];
    let done = with_input(&[&read[..], &[&decisions_on("中"), &file]].concat(), "");
    let said = format!("error: {file}: “entrance” cannot be written as “中” here: ");
    assert!(done.code == 2 && done.talk.starts_with(&said), "{}", done.talk);
    assert_eq!(fs::read(&file).unwrap(), bytes);
    let done = with_input(&[&read[..], &[&decisions_on("cœur"), &file]].concat(), "");
    assert_eq!((done.code, done.talk), (0, format!("{file}: 2 repairs\n")));
    assert_eq!(fs::read(&file).unwrap(), b"\xe9 Le front et le c\xbdur.");
}
