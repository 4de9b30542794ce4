//! Any bytes, read as news in XML: `cargo fuzz run -s none xml fuzz/corpus/xml tests/cases/xml`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use limpide::Options;
use limpide::format::Format;
use limpide_fuzz::obeys;

fuzz_target!(|bytes: &[u8]| obeys(Format::Xml, bytes, &Options::default()));
