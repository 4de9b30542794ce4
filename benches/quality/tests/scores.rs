//! What the figures mean: one small article for each.

use limpide_bench::score::{Flag, Outcome, Score};
use limpide_bench::spin::{Gold, Spun};

/// *Le avis du front* was *L’avis…*; two places are damaged: *entrance* (front) and *views* (avis).
fn spun() -> Spun {
    let gold =
        |start, end, found: &str, original: &str| Gold { start, end, found: found.into(), original: original.into() };
    Spun {
        id: "small".into(),
        text: "du entrance, le views et rien".into(),
        words: 6,
        gold: vec![gold(3, 11, "entrance", "front"), gold(16, 21, "views", "regard")],
    }
}

fn flag(start: usize, end: usize, repairs: &[&str], applied: bool) -> Flag {
    let repairs = repairs.iter().map(ToString::to_string).collect();
    Flag { start, end, repairs, applied, confidence: 0.5 }
}

#[test]
fn an_applied_repair_that_gives_the_original_back_is_exact() {
    let score = Score::of(&spun(), &[flag(3, 11, &["front"], true)]);
    let exact = Outcome { flagged: true, first: true, detected: true, exact: true, top3: true };
    assert_eq!(score.places, [exact, Outcome::default()]);
}

#[test]
fn a_repair_that_rewrites_its_neighbour_as_it_was_is_exact() {
    let score = Score::of(&spun(), &[flag(13, 21, &["le regard"], true)]);
    assert!(score.places[1].exact);
    let score = Score::of(&spun(), &[flag(13, 21, &["l’avis"], true)]);
    assert!(score.places[1].detected && !score.places[1].exact);
}

#[test]
fn one_repair_over_two_places_must_put_both_right() {
    let both = Score::of(&spun(), &[flag(3, 21, &["front, le regard"], true)]);
    assert!(both.places.iter().all(|place| place.exact));
    let one = Score::of(&spun(), &[flag(3, 21, &["front, le views"], true)]);
    assert!(one.places.iter().all(|place| place.detected && !place.exact));
}

#[test]
fn an_offer_that_is_not_applied_counts_among_the_first_three_only() {
    let score = Score::of(&spun(), &[flag(3, 11, &["entrée", "avant", "front"], false)]);
    assert_eq!(score.places[0], Outcome { flagged: true, top3: true, ..Outcome::default() });
    let score = Score::of(&spun(), &[flag(3, 11, &["entrée", "avant", "porte", "front"], false)]);
    assert_eq!(score.places[0], Outcome { flagged: true, ..Outcome::default() });
}

#[test]
fn what_touches_no_gold_is_harm_when_applied_and_a_hint_when_not() {
    let score = Score::of(&spun(), &[flag(0, 2, &["de"], true), flag(25, 29, &["tout"], false)]);
    assert_eq!((score.harm, score.hints), (1, 1));
}

#[test]
fn a_flag_is_right_by_its_first_repair_alone() {
    assert!(flag(3, 11, &["front", "entrée"], false).is_right(&spun()));
    assert!(!flag(3, 11, &["entrée", "front"], true).is_right(&spun()));
    assert!(!flag(25, 29, &["rien"], true).is_right(&spun()), "where nothing was damaged, nothing is right");
    assert!(!flag(3, 11, &[], false).is_right(&spun()), "a flag without a repair repairs nothing");
}
