//! `cargo +nightly fuzz run xml ../tests/cases/xml`: whatever the bytes, the output is the input with the reported edits.

#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use limpide::format::Format;
use limpide::{Cleaner, Document, Options};

fuzz_target!(|bytes: &[u8]| {
    static CLEANER: OnceLock<Cleaner> = OnceLock::new();
    let cleaner = CLEANER.get_or_init(Cleaner::french);
    let Ok(document) = Document::read(Format::Xml, bytes, &Options::default()) else { return };
    let report = cleaner.check_document(&document);
    let (mut wanted, mut done) = (Vec::new(), 0);
    for rewrite in report.rewrites() {
        wanted.extend_from_slice(&bytes[done..rewrite.span.start]);
        wanted.extend_from_slice(&rewrite.bytes);
        done = rewrite.span.end;
    }
    wanted.extend_from_slice(&bytes[done..]);
    assert_eq!(*report.apply(), wanted);
});
