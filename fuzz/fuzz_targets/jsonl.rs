//! Any bytes, read as JSON Lines with text and HTML in their fields:
//! `cargo fuzz run -s none jsonl fuzz/corpus/jsonl tests/cases/jsonl`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use limpide::Options;
use limpide::format::Format;
use limpide_fuzz::obeys;

fuzz_target!(|bytes: &[u8]| {
    let fields = ["title", "text", "body:html", "/content/0/body"].map(|name| name.parse().expect("a field"));
    for options in [Options::default(), Options::default().fields(fields)] {
        obeys(Format::JsonLines, bytes, &options);
    }
});
