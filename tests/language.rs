//! Languages and what they say of articles and figures.

#![allow(missing_docs, clippy::unwrap_used)]

use limpide::Verdict;
use limpide::report::Language;

/// French as it is typed here: with plain spaces.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn a_verdict_is_a_sentence() {
    let verdict = |damaged| {
        let verdict = Verdict { spun: damaged > 2, probability: 0.997, damaged, ..Verdict::default() };
        Language::ALL.map(|language| plain(&language.verdict(&verdict)))
    };
    assert_eq!(
        verdict(17),
        [
            "run through a spinner (99.7% sure), 17 places damaged",
            "passé par un logiciel de réécriture (sûr à 99,7 %), 17 endroits altérés"
        ]
    );
    assert_eq!(
        verdict(2),
        ["2 places damaged, too few to blame a spinner", "2 endroits altérés, trop peu pour conclure à une réécriture"]
    );
    assert_eq!(
        verdict(1),
        ["1 place damaged, too little to blame a spinner", "1 endroit altéré, trop peu pour conclure à une réécriture"]
    );
    assert_eq!(verdict(0), ["no sign of a spinner", "aucune trace de réécriture"]);
}

#[test]
fn shares_are_never_all_or_nothing() {
    let percent = |share| Language::ALL.map(|language| plain(&language.percent(share)));
    assert_eq!(percent(0.0), ["under 1%", "moins de 1 %"]);
    assert_eq!(percent(0.574), ["57%", "57 %"]);
    assert_eq!(percent(0.9951), ["99.5%", "99,5 %"]);
    assert_eq!(percent(1.0), ["over 99.9%", "plus de 99,9 %"]);
}

#[test]
fn a_language_is_known_by_its_code() {
    for language in Language::ALL {
        assert_eq!(language.code().parse::<Language>().unwrap(), language);
    }
    assert_eq!("de".parse::<Language>().unwrap_err().to_string(), "no language “de”; write en or fr");
    assert_eq!(Language::default(), Language::English);
}

#[cfg(feature = "serde")]
#[test]
fn a_language_crosses_borders_as_its_code() {
    assert_eq!(serde_json::to_value(Language::ALL).unwrap(), serde_json::json!(["en", "fr"]));
    assert_eq!(serde_json::from_str::<Language>("\"fr\"").unwrap(), Language::French);
}
