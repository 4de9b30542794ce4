//! Any bytes, read as plain text: `cargo fuzz run -s none plain fuzz/corpus/plain tests/cases/text`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use limpide::Options;
use limpide::format::Format;
use limpide_fuzz::obeys;

fuzz_target!(|bytes: &[u8]| obeys(Format::Text, bytes, &Options::default()));
