//! Any bytes, read as HTML: `cargo fuzz run -s none html fuzz/corpus/html tests/cases/html`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use limpide::Options;
use limpide::format::Format;
use limpide_fuzz::obeys;

fuzz_target!(|bytes: &[u8]| obeys(Format::Html, bytes, &Options::default()));
