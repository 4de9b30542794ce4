//! Any bytes, read as Markdown: `cargo fuzz run -s none markdown fuzz/corpus/markdown tests/cases/markdown`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use limpide::Options;
use limpide::format::Format;
use limpide_fuzz::obeys;

fuzz_target!(|bytes: &[u8]| obeys(Format::Markdown, bytes, &Options::default()));
