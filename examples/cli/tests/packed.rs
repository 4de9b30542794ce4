//! Compressed files, other encodings and patches, through the program as users run it.

// A run that cannot be set up is a failed test.
#![allow(clippy::unwrap_used)]

mod run;

use std::fs;
use std::io::{Read, Write};

use flate2::read::MultiGzDecoder;
use flate2::{Compression, GzBuilder};
use run::{Folder, limpide};
use serde_json::Value;

const DAMAGED: &str = "Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires et à une imaginative and prescient commune.\n";
const REPAIRED: &str =
    "Sur les lignes de front, le front résiste grâce aux technologies militaires et à une vision commune.\n";

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder =
        GzBuilder::new().filename("depeche.txt").mtime(1_700_000_000).write(Vec::new(), Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn gunzip(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    MultiGzDecoder::new(bytes).read_to_end(&mut text).unwrap();
    text
}

fn zstandard(text: &[u8]) -> Vec<u8> {
    zstd::encode_all(text, 3).unwrap()
}

/// A file with these bytes.
fn put(folder: &Folder, name: &str, bytes: &[u8]) -> String {
    let path = folder.path(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn record(text: &str) -> String {
    format!("{{ \"n\":1.50, \"text\":{} }}\r\n", Value::from(text.trim_end()))
}

#[test]
fn packed_files_are_read_by_name_and_by_magic() {
    let folder = Folder::new();
    for (name, bytes) in [
        ("a.txt.gz", gzip(DAMAGED.as_bytes())),
        ("a.txt.zst", zstandard(DAMAGED.as_bytes())),
        ("no-ending", gzip(DAMAGED.as_bytes())),
        ("several.gz", [gzip(&DAMAGED.as_bytes()[..20]), gzip(&DAMAGED.as_bytes()[20..])].concat()),
        ("frames.zst", [zstandard(&DAMAGED.as_bytes()[..20]), zstandard(&DAMAGED.as_bytes()[20..])].concat()),
    ] {
        let file = put(&folder, name, &bytes);
        let done = limpide(["fix", &file]);
        assert_eq!((done.code, done.out.as_str(), done.talk.as_str()), (0, REPAIRED, ""), "{name}");
        assert_eq!(limpide(["check", "--report", "jsonl", &file]).out.matches("\"applied\":true").count(), 4, "{name}");
    }
    let lines = [record("Rien."), record(DAMAGED)].concat();
    let wanted = [record("Rien."), record(REPAIRED)].concat();
    for (name, bytes) in [("a.jsonl.gz", gzip(lines.as_bytes())), ("a.ndjson.zst", zstandard(lines.as_bytes()))] {
        let done = limpide(["fix", &put(&folder, name, &bytes)]);
        assert_eq!((done.code, done.out.as_str(), done.talk.as_str()), (0, wanted.as_str(), ""), "{name}");
    }
}

#[test]
fn write_packs_as_it_was_packed() {
    let folder = Folder::new();
    let lines = [record(DAMAGED), record("Rien.")].concat();
    let wanted = [record(REPAIRED), record("Rien.")].concat();
    for (name, input, output) in [("a.txt.gz", DAMAGED, REPAIRED), ("a.jsonl.gz", &lines, &wanted)] {
        let file = put(&folder, name, &gzip(input.as_bytes()));
        let done = limpide(["fix", "--write", &file]);
        assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.talk);
        let bytes = fs::read(&file).unwrap();
        assert_eq!(String::from_utf8(gunzip(&bytes)).unwrap(), output);
        let decoder = MultiGzDecoder::new(&bytes[..]);
        let header = decoder.header().unwrap();
        assert_eq!((header.filename(), header.mtime()), (Some(&b"depeche.txt"[..]), 1_700_000_000));
    }
    for (name, input, output) in [("b.txt.zst", DAMAGED, REPAIRED), ("b.jsonl.zst", &lines, &wanted)] {
        let file = put(&folder, name, &zstandard(input.as_bytes()));
        assert_eq!(limpide(["fix", "--write", &file]).code, 0);
        assert_eq!(zstd::decode_all(&fs::read(&file).unwrap()[..]).unwrap(), output.as_bytes());
    }
    assert_eq!(folder.names(), ["a.jsonl.gz", "a.txt.gz", "b.jsonl.zst", "b.txt.zst"]);
    // What has nothing to repair keeps every byte, also of its container.
    let same = put(&folder, "c.txt.gz", &gzip(b"Rien.\n"));
    let before = folder.identity(&same);
    limpide(["fix", "--write", &same]);
    assert_eq!(folder.identity(&same), before);
}

#[test]
fn a_file_that_is_cut_off_is_an_error_and_is_left_as_it_was() {
    let folder = Folder::new();
    let lines = [record(DAMAGED), record(&"Rien à dire. ".repeat(40_000)), record(DAMAGED)].concat();
    for (name, whole) in [
        ("a.txt.gz", gzip(DAMAGED.as_bytes())),
        ("a.txt.zst", zstandard(DAMAGED.as_bytes())),
        ("a.jsonl.gz", gzip(lines.as_bytes())),
        ("a.jsonl.zst", zstandard(lines.as_bytes())),
    ] {
        for cut in [4, 1, whole.len() / 2] {
            let bytes = &whole[..whole.len() - cut];
            let file = put(&folder, name, bytes);
            for args in [&["fix", "--write", &file][..], &["fix", &file], &["check", &file]] {
                let done = run::with_input(args, "");
                assert_eq!(done.code, 2, "{name} {cut}: {}", done.talk);
                assert!(done.talk.contains("is cut off before its end; get it again"), "{}", done.talk);
            }
            assert_eq!(fs::read(&file).unwrap(), bytes);
        }
    }
    let damaged = [&gzip(DAMAGED.as_bytes())[..], b"more"].concat();
    let file = put(&folder, "a.txt.gz", &damaged);
    let done = limpide(["fix", "--write", &file]);
    assert_eq!(done.code, 2, "{}", done.talk);
    assert_eq!(fs::read(&file).unwrap(), damaged);
    let named = put(&folder, "named.gz", DAMAGED.as_bytes());
    let done = limpide(["fix", &named]);
    assert!(done.code == 2 && done.talk.contains("is named like a gzip file and is none"), "{}", done.talk);
    let empty = put(&folder, "empty.zst", b"");
    assert_eq!(limpide(["fix", &empty]).code, 2);
}

/// What a few kilobytes unpack to takes no memory where it is judged in chunks, and is refused where it would.
#[test]
fn a_bomb_takes_no_memory_and_a_long_stream_is_none() {
    let folder = Folder::new();
    let blanks = vec![b' '; 65 << 20];
    for (name, bytes, code) in [("a.txt.gz", gzip(&blanks), 0), ("a.jsonl.zst", zstandard(&blanks), 2)] {
        let file = put(&folder, name, &bytes);
        let done = run::within(120, &["fix", "--threads", "1", &file]);
        assert!(done.code == code && done.bytes == blanks, "{name}: {}", done.talk);
        assert!(code == 0 || done.talk.contains("a.jsonl.zst:1: longer than 4 MiB from byte 0 on"), "{}", done.talk);
        let done = limpide(["fix", "--patch", &file]);
        assert_eq!((done.code, done.bytes.len()), (2, 0), "{}", done.talk);
        assert!(done.talk.contains("unpacks to more than 64 MiB"), "{}", done.talk);
    }
    let done = limpide(["fix", "--diff", &folder.path("a.txt.gz")]);
    assert!(done.code == 2 && done.talk.contains("unpacks to more than 64 MiB"), "{}", done.talk);
    let line = record(&"Rien à dire. ".repeat(100_000));
    let stream = line.repeat(65 * (1 << 20) / line.len() + 1);
    let done = limpide(["check", "--report", "jsonl", &put(&folder, "long.jsonl.zst", &zstandard(stream.as_bytes()))]);
    assert_eq!((done.code, done.talk.as_str()), (0, ""));
    assert_eq!(done.out.lines().count(), stream.lines().count());
}

#[test]
fn a_guessed_encoding_is_said_and_settled() {
    let folder = Folder::new();
    let latin = |text: &str| text.chars().map(|character| u8::try_from(character as u32).unwrap()).collect::<Vec<_>>();
    let file = put(&folder, "a.txt", &latin(DAMAGED));
    let done = limpide(["fix", &file]);
    assert_eq!((done.code, done.bytes), (0, latin(REPAIRED)));
    assert!(done.talk.contains("read as windows-1252, which is a guess"), "{}", done.talk);
    assert!(done.talk.contains("settle it with --encoding"), "{}", done.talk);
    let done = limpide(["fix", "--encoding", "iso-8859-15", &file]);
    assert_eq!((done.code, done.bytes, done.talk.as_str()), (0, latin(REPAIRED), ""));
    let done = limpide(["fix", "--encoding", "klingon", &file]);
    assert!(done.code == 2 && done.talk.contains("give a name such as utf-8, windows-1252"), "{}", done.talk);
    // People read the line as text.
    let done = limpide(["check", "--encoding", "windows-1252", &file]);
    assert!(done.out.contains("le entrance résiste grâce"), "{}", done.out);
    let wide: Vec<u8> =
        "\u{feff}Été.\n\n".encode_utf16().chain(DAMAGED.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let done = limpide(["check", &put(&folder, "w.txt", &wide)]);
    assert!(done.out.contains("w.txt:3:19\n") && done.out.contains("le entrance résiste"), "{}", done.out);
}

#[test]
fn json_lines_are_utf8_and_said_to_be() {
    let folder = Folder::new();
    let line = b"{\"text\":\"L'\xe9t\xe9 sur le entrance.\"}\n";
    let file = put(&folder, "a.jsonl", line);
    let done = limpide(["fix", &file]);
    assert_eq!((done.code, done.bytes.as_slice()), (2, &line[..]));
    assert!(
        done.talk.contains("a.jsonl:1: no UTF-8 from byte 12 of the line on; save the file as UTF-8"),
        "{}",
        done.talk
    );
    let done = limpide(["fix", "--encoding", "latin1", &file]);
    assert!(done.code == 2 && done.talk.contains("JSON Lines are UTF-8 by their standard"), "{}", done.talk);
    assert!(done.talk.contains("iconv -f latin1 -t UTF-8"), "{}", done.talk);
    let marked = format!("\u{feff}{}", record(DAMAGED));
    let done = limpide(["fix", &folder.file("b.jsonl", &marked)]);
    assert_eq!((done.code, done.out), (0, format!("\u{feff}{}", record(REPAIRED))));
}

#[test]
fn a_patch_takes_the_repairs_back() {
    let folder = Folder::new();
    let lines = [record(DAMAGED), record("Rien."), record(DAMAGED)].concat();
    let latin = DAMAGED.chars().map(|character| character as u8).collect::<Vec<_>>();
    for (name, input) in [("a.txt", DAMAGED.as_bytes()), ("a.jsonl", lines.as_bytes()), ("latin.txt", &latin)] {
        let file = put(&folder, name, input);
        let shown = limpide(["fix", "--patch", &file]);
        assert_eq!((shown.code, fs::read(&file).unwrap()), (0, input.to_vec()), "{}", shown.talk);
        let done = limpide(["fix", "--write", "--patch", &file]);
        assert_eq!((done.code, &done.out), (0, &shown.out));
        assert_ne!(fs::read(&file).unwrap(), input);
        let patch = folder.file("patch.json", &done.out);
        assert_eq!(limpide(["unfix", &patch, &file]).bytes, input);
        let done = limpide(["unfix", "--write", &patch, &file]);
        assert_eq!((done.code, done.out.as_str(), done.talk.as_str()), (0, "", ""));
        assert_eq!(fs::read(&file).unwrap(), input);
        let done = limpide(["unfix", "--write", &patch, &file]);
        assert!(done.code == 2 && done.talk.contains("restored already"), "{}", done.talk);
        let other = folder.file("other.txt", REPAIRED.trim_end());
        let done = limpide(["unfix", &patch, &other]);
        assert_eq!((done.code, done.out.as_str()), (2, ""));
        assert!(done.talk.contains("was changed since"), "{}", done.talk);
        let done = limpide(["unfix", &other, &file]);
        assert!(done.code == 2 && done.talk.contains("no patch as “limpide fix --patch” prints it"), "{}", done.talk);
    }
    let packed = put(&folder, "a.txt.gz", &gzip(DAMAGED.as_bytes()));
    let patch = folder.file("patch.json", &limpide(["fix", "--write", "--patch", &packed]).out);
    assert_eq!(gunzip(&fs::read(&packed).unwrap()), REPAIRED.as_bytes());
    assert_eq!(limpide(["unfix", "--write", &patch, &packed]).code, 0);
    assert_eq!(gunzip(&fs::read(&packed).unwrap()), DAMAGED.as_bytes());
    let two = limpide(["fix", "--patch", &packed, &packed]);
    assert!(two.code == 2 && two.talk.contains("one file at a time"), "{}", two.talk);
}

#[test]
fn a_file_with_a_record_out_of_order_is_not_written_with_a_patch_either() {
    let folder = Folder::new();
    let lines = format!("{}{{\"text\":7}}\n", record(DAMAGED));
    let file = folder.file("a.jsonl", &lines);
    let done = limpide(["fix", "--write", "--patch", &file]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.talk.contains("left as it was"), "{}", done.talk);
    assert_eq!(fs::read_to_string(&file).unwrap(), lines);
}
