//! Folders, globs, backups, summaries: many files at once.

#![allow(clippy::unwrap_used)]

mod run;

use std::fs;

use run::{Folder, inside, with_input};
use serde_json::{Value, json};

const DAMAGED: &str = "Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires et à une imaginative and prescient commune.\n";
const REPAIRED: &str =
    "Sur les lignes de front, le front résiste grâce aux technologies militaires et à une vision commune.\n";

#[test]
fn a_folder_is_walked_in_order_past_what_is_hidden_ignored_or_of_no_known_format() {
    let folder = Folder::new();
    for name in
        ["b.txt", "a/z.md", "a/y.html", "c.jsonl", ".secret/x.txt", "old/x.txt", "a/skip.md", "photo.jpg", "note.orig"]
    {
        let text = if name == "c.jsonl" { json!({ "text": DAMAGED }).to_string() } else { DAMAGED.into() };
        folder.file(name, &text);
    }
    folder.file(".gitignore", "old/\n");
    folder.file(".ignore", "skip.md\n");
    for from in [".", "./"] {
        let done = inside(&folder, &["check", "--report=jsonl", from]);
        let ids = done.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone());
        assert_eq!(ids.collect::<Vec<_>>(), [json!("a/y.html"), json!("a/z.md"), json!("b.txt"), Value::Null]);
    }
    let done = inside(&folder, &["fix", "--write", "."]);
    assert_eq!(done.talk, "a/y.html: 4 repairs\na/z.md: 4 repairs\nb.txt: 4 repairs\nc.jsonl: 4 repairs\n");
    assert_eq!(fs::read_to_string(folder.path("a/z.md")).unwrap(), REPAIRED);
    assert_eq!(fs::read_to_string(folder.path("old/x.txt")).unwrap(), DAMAGED);
    let clean = inside(&folder, &["check", "."]);
    assert_eq!((clean.code, clean.talk.as_str()), (0, "4 files, all clean\n"));
}

#[test]
fn a_file_that_is_named_is_read_whatever_it_is_called() {
    let folder = Folder::new();
    folder.file(".hidden.bak", DAMAGED);
    assert_eq!(inside(&folder, &["fix", ".hidden.bak"]).out, REPAIRED);
}

#[test]
fn a_glob_that_the_shell_left_stands_for_files() {
    let folder = Folder::new();
    for name in ["a.txt", "x/b.txt", "x/y/c.txt", "x/d.body"] {
        folder.file(name, DAMAGED);
    }
    let ids = |glob: &str| {
        let done = inside(&folder, &["check", "--report=jsonl", glob]);
        let ids = done.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].to_string());
        ids.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids("*.txt"), "\"a.txt\"");
    assert_eq!(ids("./x/*"), "\"./x/b.txt\" \"./x/d.body\"".replace("./", ""));
    assert_eq!(ids("**/*.txt"), "\"a.txt\" \"x/b.txt\" \"x/y/c.txt\"");
    assert_eq!(ids("x/{b,q}.*"), "\"x/b.txt\"");
    let none = inside(&folder, &["check", "*.html"]);
    assert_eq!((none.code, none.talk.as_str()), (2, "error: *.html: no file fits this glob; mend it, or name files\n"));
}

#[test]
fn a_folder_without_articles_is_said() {
    let folder = Folder::new();
    folder.file("x/photo.jpg", "");
    let done = inside(&folder, &["check", "x"]);
    assert!(
        done.code == 0 && done.talk.starts_with("warning: x: no file in it has a name that is read"),
        "{}",
        done.talk
    );
}

#[test]
fn many_files_come_in_order_on_any_number_of_threads() {
    let folder = Folder::new();
    for index in 0..60 {
        let text =
            if index % 3 == 0 { DAMAGED.replace("lignes", &format!("lignes {index}")) } else { "Rien.\n".into() };
        folder.file(&format!("{index:02}.txt"), &text);
    }
    // One that is dealt with by itself, in the middle.
    folder.file("30.txt", &format!("{DAMAGED}\n").repeat(2000));
    for args in [&["check", "."][..], &["check", "--report=sarif", "."], &["fix", "."], &["fix", "--diff", "."]] {
        let run = |threads: &str| inside(&folder, &[args, &["--threads", threads]].concat());
        let (one, four) = (run("1"), run("4"));
        assert!(
            one.out == four.out && one.talk == four.talk && one.code == four.code,
            "{args:?}\n{}\n{}",
            one.talk,
            four.talk
        );
        assert!(one.out.contains("front"));
    }
}

#[test]
fn a_summary_counts_what_was_done() {
    let folder = Folder::new();
    folder.file("a.txt", DAMAGED);
    folder.file("b.txt", "Rien à dire.\n");
    let done = inside(&folder, &["check", "--report=jsonl", "--summary", "a.txt", "b.txt"]);
    let (first, second) = done.talk.split_once('\n').unwrap();
    assert_eq!(first, "2 files, 2 articles, 1 run through a spinner; 4 to repair, 0 doubtful");
    assert!(second.starts_with("23 words, 147 B in ") && second.contains(" articles/s, "), "{second}");
    let done = inside(&folder, &["--lang=fr", "fix", "--summary", "a.txt", "b.txt"]);
    assert!(
        done.talk.starts_with(
            "2 fichiers, 2 articles, dont 1 passé par un logiciel de réécriture\u{202f}; 4 corrections, 0 douteux"
        ),
        "{}",
        done.talk
    );
    assert_eq!(done.out, format!("{REPAIRED}Rien à dire.\n"));
    let done = inside(&folder, &["fix", "--write", "--summary=json", "a.txt", "b.txt"]);
    let summary: Value = serde_json::from_str(done.talk.lines().last().unwrap()).unwrap();
    let bytes = DAMAGED.len() + "Rien à dire.\n".len();
    for (key, value) in
        [("files", 2), ("articles", 2), ("spun", 1), ("repairs", 4), ("doubtful", 0), ("words", 23), ("bytes", bytes)]
    {
        assert_eq!(summary[key], value, "{key}");
    }
    assert!(summary["seconds"].is_number());
}

#[test]
fn a_backup_keeps_the_file_as_it_was() {
    let folder = Folder::new();
    folder.file("a.txt", DAMAGED);
    folder.file("b.txt", "Rien.\n");
    let done = inside(&folder, &["fix", "--write", "--backup", "a.txt", "b.txt"]);
    assert_eq!(done.code, 0, "{}", done.talk);
    assert_eq!(folder.names(), ["a.txt", "a.txt.orig", "b.txt"]);
    assert_eq!(fs::read_to_string(folder.path("a.txt.orig")).unwrap(), DAMAGED);
    assert_eq!(fs::read_to_string(folder.path("a.txt")).unwrap(), REPAIRED);
    folder.file("a.txt", DAMAGED);
    inside(&folder, &["fix", "--write", "--backup=~", "a.txt"]);
    assert_eq!(fs::read_to_string(folder.path("a.txt~")).unwrap(), DAMAGED);
    let alone = inside(&folder, &["fix", "--backup", "a.txt"]);
    assert!(alone.code == 2 && alone.talk.contains("--write"), "{}", alone.talk);
    let odd = inside(&folder, &["fix", "--write", "--backup=/x", "a.txt"]);
    assert!(odd.code == 2 && odd.talk.contains("write an ending such as .orig"), "{}", odd.talk);
}

#[cfg(unix)]
#[test]
fn a_backup_stands_beside_the_file_that_a_link_names_and_keeps_its_mode() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new();
    let file = folder.file("real/a.txt", DAMAGED);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, folder.path("link.txt")).unwrap();
    inside(&folder, &["fix", "--write", "--backup", "link.txt"]);
    let backup = fs::metadata(folder.path("real/a.txt.orig")).unwrap();
    assert_eq!(backup.permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(folder.path("link.txt")).unwrap().is_symlink());
}

#[test]
fn no_bar_is_drawn_where_nobody_watches() {
    let done = with_input(&["check", "--format=text"], &DAMAGED.repeat(3000));
    assert!(!done.talk.contains(['\r', '\u{1b}']), "{:?}", done.talk);
}

#[test]
fn shells_and_man_read_what_the_options_are() {
    let folder = Folder::new();
    for (shell, sign) in [("bash", "complete -F"), ("zsh", "#compdef limpide"), ("fish", "complete -c limpide")] {
        let done = inside(&folder, &["completions", shell]);
        assert!(
            done.code == 0 && done.out.contains(sign) && done.out.contains("write-baseline"),
            "{shell}: {}",
            done.talk
        );
    }
    let page = inside(&folder, &["man"]);
    assert!(page.out.contains(".TH limpide 1") && page.out.contains("check"), "{}", page.out);
    let page = inside(&folder, &["man", "fix"]);
    assert!(page.out.contains("limpide\\-fix") && page.out.contains("\\-\\-backup"), "{}", page.out);
    let none = inside(&folder, &["man", "mend"]);
    assert!(none.code == 2 && none.talk.contains("no command “mend”; write one of fix, unfix, check"), "{}", none.talk);
}
