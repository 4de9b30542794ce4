//! Any bytes in any encoding: `cargo fuzz run -s none encodings fuzz/corpus/encodings tests/cases/encodings`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use limpide::Options;
use limpide::format::Format;
use limpide_fuzz::obeys;

const NAMES: [&str; 8] =
    ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "utf-16le", "utf-16be", "macintosh", "koi8-r"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    // The first byte chooses the encoding that is given, or none.
    let given = NAMES.get(usize::from(*first) % (2 * NAMES.len()));
    let options = given.iter().fold(Options::default(), |options, name| options.encoding(**name));
    obeys(Format::Text, bytes, &options);
});
