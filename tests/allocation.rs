//! Law 6 by count: a clean article comes back borrowed, and costs no allocation whatever its length.
//!
//! The counter replaces the allocator of this test only, and counts for each thread apart.

#![cfg(feature = "french")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::borrow::Cow;

use allocation_counter::measure;
use support::{articles, french};

/// A fixture in which the scan finds nothing to look at, again and again up to `bytes`.
fn clean_article(bytes: usize) -> String {
    let quiet: Vec<&str> = articles()
        .iter()
        .map(|article| article.text.as_str())
        .filter(|text| french().check(text).verdict.words == 0)
        .collect();
    assert!(quiet.len() >= 3, "{} fixtures without candidates", quiet.len());
    let mut text: String =
        quiet.iter().take(1).cycle().flat_map(|text| [*text, "\n\n"]).take(2 * bytes.div_ceil(2000)).collect();
    text.truncate(text.floor_char_boundary(bytes));
    assert!(text.len() > bytes - 4);
    text
}

#[test]
fn a_clean_article_costs_no_allocation() {
    for bytes in [500, 5_000, 50_000] {
        let text = clean_article(bytes);
        let checked = measure(|| {
            let report = french().check(&text);
            assert!(report.findings.is_empty());
            assert!(matches!(report.apply(), Cow::Borrowed(same) if std::ptr::eq(same, text.as_str())));
        });
        assert_eq!(checked.count_total, 0, "{bytes} bytes: {checked:?}");
        let cleaned = measure(|| assert!(matches!(french().clean(&text), Cow::Borrowed(_))));
        assert_eq!(cleaned.count_total, 0, "{bytes} bytes: {cleaned:?}");
    }
}

#[test]
fn the_tokenizer_costs_no_allocation() {
    for article in articles() {
        let counted = measure(|| assert!(limpide::token::tokens(&article.text).count() > 300));
        assert_eq!(counted.count_total, 0, "{}", article.name);
    }
}

#[test]
fn a_cleaner_is_cheap_to_clone() {
    let cleaner = french();
    assert_eq!(measure(|| drop(cleaner.clone())).count_total, 0);
}
