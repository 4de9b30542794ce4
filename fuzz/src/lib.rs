//! What every format is held to, whatever the bytes; a fuzz target is a way to choose them.
//!
//! Law: the cleaner that judges here speaks of every candidate and applies all it can, so that as much as possible is written.
//! Rejected: the same checks in each target, which drifted apart; and the usual cleaner, which leaves nearly all inputs as they
//! are and so tries little.

use std::sync::LazyLock;

use limpide::format::Format;
use limpide::token::tokens;
use limpide::{Cleaner, Document, Options, Summary};

static RECKLESS: LazyLock<Cleaner> = LazyLock::new(|| {
    Cleaner::builder().expect_damaged(0.99).hint_from(0.0).apply_from(0.0).build().expect("the bundled data opens")
});
static USUAL: LazyLock<Cleaner> = LazyLock::new(Cleaner::french);

/// All formats.
pub const FORMATS: [Format; 5] = [Format::Text, Format::JsonLines, Format::Html, Format::Markdown, Format::Xml];

/// A document is read without a panic, what comes out is the input with the reported edits, each place lies in it, and the
/// patch takes the edits back.
pub fn obeys(format: Format, bytes: &[u8], options: &Options) {
    let Ok(document) = Document::read(format, bytes, options) else { return };
    let report = RECKLESS.check_document(&document);
    let (mut wanted, mut done) = (Vec::new(), 0);
    for rewrite in report.rewrites() {
        wanted.extend_from_slice(&bytes[done..rewrite.span.start]);
        wanted.extend_from_slice(&rewrite.bytes);
        done = rewrite.span.end;
    }
    wanted.extend_from_slice(&bytes[done..]);
    let output = report.apply();
    assert_eq!(*output, wanted, "the output is the input with the edits");
    for article in &report.articles {
        for (finding, place) in article.findings.iter().zip(&article.places) {
            assert!(!finding.span.is_empty() && finding.span.end <= bytes.len(), "{finding:?}");
            assert_eq!(place.of(article.text), finding.found, "the place slices");
        }
    }
    let patch = report.patch().expect("edits are in order");
    assert_eq!(patch.undo(&output).expect("the patch fits"), bytes, "the patch restores the input");
}

/// A stream gives what it gives of the whole, however it is cut.
pub fn streams(format: Format, bytes: &[u8], cut: usize, cap: usize) {
    let streamed = |cut: usize| -> (Vec<u8>, Summary) {
        let mut output = Vec::new();
        let mut stream = USUAL.stream(&mut output).format(format, Options::default()).cap(cap);
        bytes.chunks(cut.max(1)).for_each(|piece| stream.write(piece).expect("memory takes all"));
        let summary = stream.finish().expect("memory takes all");
        (output, summary)
    };
    let whole = streamed(bytes.len());
    assert_eq!(whole.1.bytes, bytes.len());
    assert!(streamed(cut) == whole, "{format:?}, cut at every {cut} bytes with a cap of {cap}");
}

/// The tokens are the text, and what was cleaned is clean.
pub fn settles(text: &str) {
    assert_eq!(tokens(text).map(|token| token.text).collect::<String>(), text, "tokens joined are the text");
    for cleaner in [&USUAL, &RECKLESS] {
        let report = cleaner.check(text);
        let once = report.apply();
        assert_eq!(cleaner.clean(&once), once, "cleaning twice is cleaning once");
    }
}
