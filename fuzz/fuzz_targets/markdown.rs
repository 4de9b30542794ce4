//! Any bytes, read as Markdown: no panic, and the output is the input with the reported edits.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use limpide::format::Format;
use limpide::{Cleaner, Document, Options};

static RECKLESS: LazyLock<Cleaner> = LazyLock::new(|| {
    Cleaner::builder().expect_damaged(0.99).hint_from(0.0).apply_from(0.0).build().expect("the bundled data")
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = Document::read(Format::Markdown, bytes, &Options::default()) else { return };
    let report = RECKLESS.check_document(&document);
    let (mut wanted, mut done) = (Vec::new(), 0);
    for rewrite in report.rewrites() {
        wanted.extend_from_slice(&bytes[done..rewrite.span.start]);
        wanted.extend_from_slice(&rewrite.bytes);
        done = rewrite.span.end;
    }
    wanted.extend_from_slice(&bytes[done..]);
    assert_eq!(*report.apply(), wanted);
});
