//! Articles that others damaged, each by a table of its own, written without knowledge of the dictionary.
//!
//! Law: on damage that the dictionary was not made from, most is put right, and hardly any sound word is changed; each article is
//! found damaged, also where only several words together tell. The shares are set just short of what is reached, so that what is
//! lost is seen. Of these articles come two numbers of the judges: `UNKNOWN_BY_CLASS`, and how far an unknown engine is believed on
//! French words.

#![cfg(feature = "french")]
#![allow(missing_docs, clippy::expect_used)]

mod support;

use limpide::Span;
use serde_json::Value;
use support::{french, read};

/// Shares of the damaged places: put right, and changed into something else; and of the sound words: changed.
const PUT_RIGHT: f64 = 0.80;
const CHANGED_WRONGLY: f64 = 0.10;
const SOUND_CHANGED: f64 = 0.0006;

/// A damaged place: where it is, in bytes, and what stood there.
struct Place {
    span: Span,
    original: String,
}

impl Place {
    fn read(place: &Value) -> Option<Self> {
        let number = |key| place.get(key)?.as_u64()?.try_into().ok();
        let span = Span::new(number("start")?, number("end")?);
        Some(Self { span, original: place.get("original")?.as_str()?.to_lowercase() })
    }
}

#[test]
fn most_is_put_right_and_little_else_is_touched() {
    let rows = read("tests/fixtures/tables-of-others.jsonl");
    let (mut places, mut right, mut wrong, mut words, mut harm) = (0, 0, 0, 0, 0);
    for row in rows.lines() {
        let article: Value = serde_json::from_str(row).expect("a record");
        let text = article.get("text").and_then(Value::as_str).expect("a text");
        let gold = article.get("gold").and_then(Value::as_array).expect("what was damaged");
        let gold: Vec<_> = gold.iter().map(|place| Place::read(place).expect("a place")).collect();
        let report = french().check(text);
        assert!(report.verdict.spun, "{:?}: {text}", report.verdict);
        for finding in report.findings.iter().filter(|finding| finding.applied) {
            let touches = |place: &&Place| place.span.start < finding.span.end && finding.span.start < place.span.end;
            let touched: Vec<_> = gold.iter().filter(touches).collect();
            harm += usize::from(touched.is_empty());
            for place in touched {
                let as_it_was = finding.original == place.original;
                right += usize::from(as_it_was);
                wrong += usize::from(!as_it_was);
            }
        }
        places += gold.len();
        words += text.split_whitespace().count();
    }
    let share = |some: usize, all: usize| some as f64 / all as f64;
    assert_eq!(places, 814);
    assert!(share(right, places) >= PUT_RIGHT, "{right} of {places} put right");
    assert!(share(wrong, places) <= CHANGED_WRONGLY, "{wrong} of {places} changed wrongly");
    assert!(share(harm, words) <= SOUND_CHANGED, "{harm} of {words} sound words changed");
}
