//! How fast an article is passed, repaired and cut into tokens; `memcpy` and the check for UTF-8 are the floor.
//!
//! `cargo bench`; each row is the whole set of fixtures, and its throughput is in bytes of input.

#![allow(missing_docs)]

#[path = "../tests/support/mod.rs"]
mod support;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use limpide::Cleaner;
use limpide::token::tokens;

use support::{Engine, articles, french, independent_pairs, spin};

fn main() {
    divan::main();
}

/// The fixtures in which the scan finds nothing to look at.
fn clean() -> Vec<String> {
    let texts = articles().iter().map(|article| article.text.clone());
    texts.filter(|text| french().check(text).verdict.words == 0).collect()
}

/// All fixtures as written: clean too, but words among them must be looked at.
fn as_written() -> Vec<String> {
    articles().iter().map(|article| article.text.clone()).collect()
}

/// All fixtures, as an exhaustive engine leaves them.
fn damaged() -> Vec<String> {
    (0..)
        .zip(articles())
        .map(|(seed, article)| spin(&article.text, independent_pairs(), Engine::Exhaustive, seed).text)
        .collect()
}

fn over<R>(bencher: Bencher<'_, '_>, texts: Vec<String>, work: impl Fn(&str) -> R + Sync) {
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for text in &texts {
            black_box(work(black_box(text)));
        }
    });
}

#[divan::bench]
fn clean_article(bencher: Bencher<'_, '_>) {
    over(bencher, clean(), |text| french().clean(text).len());
}

#[divan::bench(sample_count = 20)]
fn clean_article_with_candidates(bencher: Bencher<'_, '_>) {
    over(bencher, as_written(), |text| french().clean(text).len());
}

#[divan::bench(sample_count = 20)]
fn damaged_article(bencher: Bencher<'_, '_>) {
    over(bencher, damaged(), |text| french().clean(text).len());
}

#[divan::bench(sample_count = 20)]
fn damaged_article_streamed(bencher: Bencher<'_, '_>) {
    over(bencher, damaged(), |text| {
        let mut stream = french().stream(Vec::new());
        let written = text.as_bytes().chunks(4096).try_for_each(|piece| stream.write(piece));
        written.and_then(|()| stream.finish()).map_or(0, |summary| summary.findings.len())
    });
}

#[divan::bench]
fn tokenizer(bencher: Bencher<'_, '_>) {
    over(bencher, clean(), |text| tokens(text).count());
}

#[divan::bench]
fn floor_utf8(bencher: Bencher<'_, '_>) {
    over(bencher, clean(), |text| std::str::from_utf8(text.as_bytes()).is_ok());
}

#[divan::bench]
fn floor_memcpy(bencher: Bencher<'_, '_>) {
    over(bencher, clean(), |text| text.as_bytes().to_vec());
}

#[divan::bench]
fn start_up() -> Cleaner {
    Cleaner::french()
}
