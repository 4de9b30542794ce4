//! What holds whatever the format: tokens joined are the text, cleaning twice is cleaning once, and a stream may be cut
//! anywhere. `cargo fuzz run -s none laws fuzz/corpus/laws tests/cases/text`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use limpide_fuzz::{FORMATS, settles, streams};

fuzz_target!(|bytes: &[u8]| {
    let [format, cut, cap, bytes @ ..] = bytes else { return };
    let format = FORMATS[usize::from(*format) % FORMATS.len()];
    // A small cap, or one that is not reached.
    let cap = if cap % 2 == 0 { 1 << 20 } else { usize::from(*cap) };
    streams(format, bytes, usize::from(*cut), cap);
    settles(&String::from_utf8_lossy(bytes));
});
