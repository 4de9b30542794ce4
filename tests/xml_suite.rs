//! Feeds of real outlets, which feed-rs brings along for its own tests: what we repair in them, it reads as before but for the
//! repaired words.

#![cfg(all(feature = "french", feature = "xml"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use limpide::format::Format;
use limpide::{Document, Options};

use support::french;

const DAMAGED: &str = "Sur les lignes de entrance, le entrance résiste depuis une semaine, et la ville attend que le entrance recule avant la fin de la nuit.";

/// Where cargo keeps the sources of feed-rs.
fn suite() -> PathBuf {
    let told = cargo(&["-vV"]);
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    // Of other platforms' packages, a build fetches none.
    let told = cargo(&["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let package = told["packages"].as_array().unwrap().iter().find(|package| package["name"] == "feed-rs").unwrap();
    Path::new(package["manifest_path"].as_str().unwrap()).with_file_name("fixture")
}

/// What cargo prints.
fn cargo(args: &[&str]) -> String {
    let told = Command::new(env!("CARGO")).args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8(told.stdout).unwrap()
}

/// The feeds in a folder and those below it.
fn feeds(folder: &Path, all: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            feeds(&path, all);
        } else if path.extension().is_some_and(|extension| extension == "xml") {
            all.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
}

/// The feed with French damage for each title; in ASCII, since feeds of all encodings are among them.
fn damaged(feed: &[u8]) -> Vec<u8> {
    let damage = DAMAGED.replace('é', "&#233;");
    let (mut output, mut rest) = (Vec::new(), feed);
    while let Some(end) = rest.windows(8).position(|window| window == b"</title>") {
        let tag = rest[..end].windows(6).rposition(|window| window == b"<title").unwrap();
        let text = tag + rest[tag..].iter().position(|byte| *byte == b'>').unwrap() + 1;
        output.extend_from_slice(&rest[..text]);
        output.extend_from_slice(damage.as_bytes());
        output.extend_from_slice(b"</title>");
        rest = &rest[end + 8..];
    }
    output.extend_from_slice(rest);
    output
}

/// What a reader shows of a feed, line by line: titles, links, authors; `None` where it cannot be read.
fn shown(feed: &[u8]) -> Option<Vec<String>> {
    let feed = feed_rs::parser::parse(feed).ok()?;
    let entry = |entry: &feed_rs::model::Entry| format!("{:?} {:?} {:?}", entry.title, entry.links, entry.authors);
    Some([format!("{:?} {:?}", feed.title, feed.links)].into_iter().chain(feed.entries.iter().map(entry)).collect())
}

#[test]
fn feeds_of_outlets_are_read_as_before_but_for_the_repaired_words() {
    let mut all = Vec::new();
    feeds(&suite(), &mut all);
    let (mut read, mut lines, mut repaired) = (0, 0, 0);
    for (name, feed) in &all {
        let input = damaged(feed);
        let Ok(document) = Document::read(Format::Xml, &input, &Options::default()) else { continue };
        let report = french().check_document(&document);
        let Some(before) = shown(&input) else { continue };
        let after = shown(&report.apply()).unwrap();
        for (after, before) in after.iter().zip(&before) {
            assert!(after == before || *after == before.replace("entrance", "front"), "{name}: {after}");
            repaired += usize::from(after != before);
        }
        assert_eq!(after.len(), before.len(), "{name}");
        lines += before.len();
        read += 1;
    }
    // The others hold more English than French beside the title, or say that they are in another language.
    assert!(read >= 60 && repaired >= 50, "{read} feeds read, {repaired} of {lines} titles repaired");
}
