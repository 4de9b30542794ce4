//! HTML: pages as newsrooms have them, laws on anything that looks like HTML, and another parser's word for it.

#![cfg(all(feature = "french", feature = "html"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod cases;
#[path = "../support/folder.rs"]
mod folder;
mod hostile;
mod laws;
mod mutations;
mod oracle;
#[path = "../support/pace.rs"]
mod pace;
mod reading;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/tries.rs"]
mod tries;
mod written;

use std::sync::OnceLock;

use limpide::format::Format;
use limpide::{Cleaner, Document, Options};

/// A cleaner that speaks of every candidate and applies all it can.
fn reckless() -> &'static Cleaner {
    static CLEANER: OnceLock<Cleaner> = OnceLock::new();
    CLEANER.get_or_init(|| Cleaner::builder().expect_damaged(0.99).hint_from(0.0).apply_from(0.0).build().unwrap())
}

fn open(bytes: &[u8]) -> Document<'_> {
    Document::read(Format::Html, bytes, &Options::default()).unwrap()
}

/// The prose of a page; paragraphs are parted by `|`.
fn prose_of(html: &str) -> String {
    let document = open(html.as_bytes());
    let article = document.articles().next().unwrap();
    article.text().replace("\n\n", "|")
}
