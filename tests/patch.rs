//! Repairs taken back: whatever the document, byte for byte or not at all.

#![cfg(all(feature = "french", feature = "patch"))]
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use limpide::format::Format;
use limpide::report::Patch;
use limpide::{Document, Options, Rewrite, Span};
use proptest::prelude::*;
use serde_json::{Value, json};

use support::french;

const DAMAGED: &[u8] =
    b"Sur les lignes de entrance, le entrance r\xe9siste gr\xe2ce \xe0 une imaginative and prescient commune.\r\n";
const REPAIRED: &[u8] = b"Sur les lignes de front, le front r\xe9siste gr\xe2ce \xe0 une vision commune.\r\n";

fn patch() -> Patch {
    let document = Document::read(Format::Text, DAMAGED, &Options::default()).unwrap();
    let report = french().check_document(&document);
    assert_eq!(*report.apply(), *REPAIRED);
    report.patch().unwrap()
}

#[test]
fn a_repaired_document_is_restored() {
    let patch = patch();
    assert_eq!(patch.undo(REPAIRED).unwrap(), DAMAGED);
    assert_eq!(patch.redo(DAMAGED).unwrap(), REPAIRED);
    let again: Patch = serde_json::from_str(&serde_json::to_string(&patch).unwrap()).unwrap();
    assert_eq!(again, patch);
}

#[test]
fn a_patch_is_json_that_people_can_read() {
    let patch = serde_json::to_value(patch()).unwrap();
    assert_eq!(patch["version"], json!(1));
    assert_eq!(patch["input"]["bytes"], json!(DAMAGED.len()));
    assert_eq!(patch["edits"][0], json!({ "start": 18, "end": 26, "removed": "entrance", "inserted": "front" }));
    let accent = Patch::new(b"\xe9", &[Rewrite { span: Span::new(0, 1), bytes: b"\xe8".to_vec() }]).unwrap();
    let edits = serde_json::to_value(accent).unwrap()["edits"].clone();
    assert_eq!(
        edits,
        json!([{ "start": 0, "end": 1, "removed": { "base64": "6Q==" }, "inserted": { "base64": "6A==" } }])
    );
    // As sha256sum prints it.
    let empty = Patch::new(b"", []).unwrap();
    assert_eq!(empty.input.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn a_file_that_is_not_the_repaired_one_is_refused_with_the_cure() {
    let patch = patch();
    let error = patch.undo(&[REPAIRED, b" "].concat()).unwrap_err().to_string();
    assert!(error.contains("was changed since") && error.contains("byte for byte"), "{error}");
    let error = patch.undo(DAMAGED).unwrap_err().to_string();
    assert!(error.contains("restored already"), "{error}");
    let error = patch.redo(REPAIRED).unwrap_err().to_string();
    assert!(error.contains("repaired already"), "{error}");
}

#[test]
fn a_damaged_patch_is_refused() {
    let whole = serde_json::to_value(patch()).unwrap();
    let refused = |path: &str, value: Value| {
        let mut damaged = whole.clone();
        *damaged.pointer_mut(path).unwrap() = value;
        let patch: Patch = serde_json::from_value(damaged).unwrap();
        patch.undo(REPAIRED).unwrap_err().to_string()
    };
    for (path, value) in [
        ("/edits/0/start", json!(17)),
        ("/edits/0/start", json!(u64::MAX)),
        ("/edits/0/removed", json!("fronton")),
        ("/edits/0/removed", json!({ "base64": "AAAA" })),
        ("/edits/0/inserted", json!("")),
        ("/edits/1/start", json!(3)),
        ("/edits", json!([])),
        ("/input/sha256", json!("00")),
    ] {
        let error = refused(path, value);
        assert!(error.contains("the patch is damaged"), "{path}: {error}");
    }
    assert!(refused("/version", json!(2)).contains("another version of limpide"));
}

#[test]
fn rewrites_that_cannot_be_carried_out_make_no_patch() {
    let rewrite = |start, end| Rewrite { span: Span::new(start, end), bytes: b"x".to_vec() };
    assert!(Patch::new(b"abc", &[rewrite(1, 4)]).is_err());
    assert!(Patch::new(b"abc", &[rewrite(2, 1)]).is_err());
    assert!(Patch::new(b"abc", &[rewrite(1, 3), rewrite(2, 3)]).is_err());
    assert!(Patch::new(b"abc", &[rewrite(2, 3), rewrite(0, 1)]).is_err());
}

proptest! {
    #[test]
    fn taking_back_is_the_reverse_of_any_edits(
        input: Vec<u8>,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<Vec<u8>>()), 0..6),
    ) {
        let mut ends: Vec<_> = cuts.iter().map(|(at, _)| at.index(input.len() + 1)).collect();
        ends.sort_unstable();
        let rewrites: Vec<_> = ends
            .chunks_exact(2)
            .zip(&cuts)
            .map(|(ends, (_, bytes))| Rewrite { span: Span::new(ends[0], ends[1]), bytes: bytes.clone() })
            .collect();
        let patch = Patch::new(&input, &rewrites).unwrap();
        let patch: Patch = serde_json::from_slice(&serde_json::to_vec(&patch).unwrap()).unwrap();
        let output = patch.redo(&input).unwrap();
        prop_assert_eq!(patch.undo(&output).unwrap(), input);
    }

    #[test]
    fn a_patch_never_gives_other_bytes(output: Vec<u8>, start: usize, end: usize, removed: Vec<u8>, inserted: Vec<u8>) {
        let mut patch = patch();
        patch.edits[0] = serde_json::from_value(json!({ "start": start, "end": end, "removed": "", "inserted": "" })).unwrap();
        (patch.edits[0].removed, patch.edits[0].inserted) = (removed, inserted);
        prop_assert!(patch.undo(REPAIRED).is_err());
        prop_assert!(patch.undo(&output).is_err());
    }
}
