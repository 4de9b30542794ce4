//! Bytes in any encoding: read without a panic, and restored byte for byte after a repair.

#![no_main]

use libfuzzer_sys::fuzz_target;
use limpide::format::Format;
use limpide::{Cleaner, Document, Options};

const NAMES: [&str; 8] =
    ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "utf-16le", "utf-16be", "macintosh", "koi8-r"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    // The first byte chooses the encoding that is given, or none.
    let given = NAMES.get(usize::from(*first) % (2 * NAMES.len()));
    let options = given.iter().fold(Options::default(), |options, name| options.encoding(**name));
    let document = Document::read(Format::Text, bytes, &options).expect("text is read in any encoding");
    let report = Cleaner::french().check_document(&document);
    let patch = report.patch().expect("rewrites are in order");
    assert_eq!(patch.undo(&report.apply()).expect("the patch fits"), bytes);
});
