//! The laws of the spinner: its gold is true, it does what engines do and nothing else, and a seed is all there is.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

use limpide_bench::files::{Article, project};
use limpide_bench::pairs::Pairs;
use limpide_bench::spin::{Profile, Spun, spin, undo};
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};

const SEEDS: [u64; 3] = [0, 1, u64::MAX];

fn fixtures() -> (Vec<Article>, Pairs) {
    let articles = Article::folder(&project("tests/fixtures/articles")).expect("the articles");
    (articles, Pairs::open(&project("tests/fixtures/pairs.tsv")).expect("the pairs"))
}

fn few_pairs() -> Pairs {
    Pairs::read("front\tentrance|forehead\ncar\tautomobile\nen\tin\nparties\tget-togethers|events\n").expect("pairs")
}

fn article(text: &str) -> Article {
    Article { id: "article".into(), text: text.into() }
}

/// Words that no table holds, so that the share to be hit is more than a word or two.
fn filler() -> String {
    " Rien de plus.".repeat(80)
}

/// Every fixture, spun by both engines at every seed.
fn every_spun(mut law: impl FnMut(&Article, &Pairs, Profile, &Spun)) {
    let (articles, pairs) = fixtures();
    for article in &articles {
        for profile in Profile::ALL {
            for seed in SEEDS {
                law(article, &pairs, profile, &spin(article, &pairs, profile, seed));
            }
        }
    }
}

/// The words of a text, cut without the library: letters and digits, with the characters beside them.
fn words(text: &str) -> Vec<(Option<char>, &str, Option<char>)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((text[..from].chars().next_back(), &text[from..at], text[at..].chars().next()));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[test]
fn gold_slices_to_what_was_found_in_order_and_without_overlap() {
    every_spun(|_, _, _, spun| {
        let mut last = 0;
        for gold in &spun.gold {
            assert!(last <= gold.start, "{}: {gold:?}", spun.id);
            assert_eq!(spun.text.get(gold.start..gold.end), Some(gold.found.as_str()), "{}", spun.id);
            last = gold.end;
        }
    });
}

#[test]
fn undoing_the_gold_gives_the_article_back() {
    every_spun(|article, _, _, spun| assert_eq!(undo(spun), article.text, "{}", spun.id));
}

#[test]
fn every_place_is_a_pair_of_the_table_in_the_case_it_had() {
    every_spun(|_, pairs, profile, spun| {
        for gold in &spun.gold {
            let (_, intruders) = pairs.get(&gold.original.to_ascii_lowercase()).expect("an original of the table");
            let tail = |word: &str| word.chars().skip(1).collect::<String>();
            let capital = |word: &str| word.starts_with(char::is_uppercase);
            assert!(!tail(&gold.original).contains(char::is_uppercase), "{gold:?}");
            assert!(intruders.iter().any(|intruder| tail(intruder) == tail(&gold.found)), "{gold:?}");
            assert!(capital(&gold.original) || !capital(&gold.found), "{gold:?}");
            assert!(profile == Profile::Loose || capital(&gold.original) == capital(&gold.found), "{gold:?}");
        }
    });
}

#[test]
fn an_exhaustive_engine_has_one_intruder_for_a_form_and_leaves_none_standing() {
    every_spun(|article, _, profile, spun| {
        if profile == Profile::Loose {
            return;
        }
        let mut held: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut hit: BTreeMap<&str, usize> = BTreeMap::new();
        for gold in &spun.gold {
            held.entry(&gold.original).or_default().insert(&gold.found);
            *hit.entry(&gold.original).or_default() += 1;
        }
        assert!(held.values().all(|intruders| intruders.len() == 1), "{}: {held:?}", spun.id);
        let hyphen = |c: Option<char>| c.is_some_and(|c| "-\u{2010}\u{2011}".contains(c));
        for (form, count) in hit {
            // *aujourd'hui* and *S.Exclusive* are one word or none; all else that is free of hyphens is hit.
            let stands = words(&article.text)
                .into_iter()
                .filter(|(before, word, after)| *word == form && !hyphen(*before) && !hyphen(*after));
            assert_eq!(stands.count(), count, "{}: {form}", spun.id);
        }
    });
}

#[test]
fn a_head_is_hit_in_both_cases_or_not_at_all() {
    let text = format!("Front et front.{}", filler());
    for seed in 0..20 {
        let spun = spin(&article(&text), &few_pairs(), Profile::Exhaustive, seed);
        let originals: Vec<&str> = spun.gold.iter().map(|gold| gold.original.as_str()).collect();
        assert_eq!(originals, ["Front", "front"]);
    }
}

#[test]
fn what_engines_never_hit_stands() {
    let left = [
        "FRONT",
        "FRont",
        "front2",
        "avant-front",
        "front-là",
        "front‑là",
        "-front",
        "https://front.fr/front",
        "front@car.fr",
        "#front",
        "`front`",
        "frônt",
        "fro\u{302}nt",
        "fronts",
        "front\u{301}",
    ];
    for word in left {
        let text = format!("Voici {word} et rien. {word} Car{}", filler());
        for seed in 0..20 {
            let spun = spin(&article(&text), &few_pairs(), Profile::Exhaustive, seed);
            assert_eq!(spun.text, text.replace("Car", "Automobile"));
        }
    }
}

#[test]
fn words_behind_an_elision_and_in_quotation_marks_are_hit() {
    let pairs = Pairs::read("avis\tviews\n").expect("pairs");
    let article = article(&format!("L’avis et « avis ».{}", filler()));
    let spun = spin(&article, &pairs, Profile::Exhaustive, 1);
    assert!(spun.text.starts_with("L’views et « views ». Rien"), "{}", spun.text);
}

#[test]
fn about_three_words_in_a_hundred_are_hit() {
    let (mut words, mut hit) = (BTreeMap::new(), BTreeMap::new());
    every_spun(|_, _, profile, spun| {
        *words.entry(profile).or_insert(0) += spun.words;
        *hit.entry(profile).or_insert(0) += spun.gold.len();
    });
    for profile in Profile::ALL {
        let share = 1000 * hit[&profile] / words[&profile];
        assert!((20..=40).contains(&share), "{profile:?}: {share} in a thousand");
    }
}

#[test]
fn a_loose_engine_leaves_some_and_mixes() {
    let (mut left, mut mixed) = (0, 0);
    every_spun(|article, _, profile, spun| {
        let mut held: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for gold in spun.gold.iter().filter(|_| profile == Profile::Loose) {
            held.entry(gold.original.to_lowercase()).or_default().insert(gold.found.to_lowercase());
        }
        mixed += held.values().filter(|intruders| intruders.len() > 1).count();
        let hit: BTreeSet<&str> = spun.gold.iter().map(|gold| gold.original.as_str()).collect();
        let stands = words(&article.text).into_iter().filter(|(_, word, _)| hit.contains(word)).count();
        left += if profile == Profile::Loose { stands - spun.gold.len() } else { 0 };
    });
    assert!(left > 50 && mixed > 10, "{left} left, {mixed} mixed");
}

#[test]
fn the_same_seed_gives_the_same_damage_and_another_one_other_damage() {
    let (articles, pairs) = fixtures();
    let spin_all = |seed| -> Vec<Spun> {
        articles.iter().map(|article| spin(article, &pairs, Profile::Exhaustive, seed)).collect()
    };
    assert_eq!(spin_all(7), spin_all(7));
    assert_ne!(spin_all(7), spin_all(8));
}

#[test]
fn a_seed_means_the_same_on_every_machine() {
    let text = format!("Le front, car le front en parties. Front ! Car en front.{}", filler());
    let spun = spin(&article(&text), &few_pairs(), Profile::Loose, 42);
    assert!(spun.text.starts_with(SEED_42), "{}", spun.text);
}

const SEED_42: &str = "Le front, car le front in parties. Entrance ! Automobile en entrance. Rien";

#[test]
fn rows_that_break_a_rule_are_refused_with_their_line() {
    for (table, wanted) in [
        ("front\tentrance\ncar", "2: no tab"),
        ("# pairs\nFront\tentrance", "2: “Front” is no original"),
        ("été\tsummer", "1: “été” is no original"),
        ("front\tentrance||x", "1: “” is empty"),
        ("front\tfront", "1: “front” is its own intruder"),
        ("front\tentrance\nfront\tentrance", "2: “entrance” stands twice"),
        ("# nothing", "1: no pair"),
    ] {
        let error = Pairs::read(table).expect_err(table);
        assert!(error.starts_with(wanted), "{error}");
    }
}

proptest! {
    #[test]
    fn any_text_comes_back_when_the_gold_is_undone(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("front".to_string()), Just("Front".into()), Just("car".into()), Just("En".into()), Just("-".into()),
                Just(" ".into()), Just("’".into()), Just("\u{301}".into()), any::<char>().prop_map(String::from),
            ],
            0..60,
        ),
        seed: u64,
    ) {
        let article = article(&(pieces.concat() + &filler()));
        for profile in Profile::ALL {
            let spun = spin(&article, &few_pairs(), profile, seed);
            prop_assert_eq!(undo(&spun), &*article.text);
            for gold in &spun.gold {
                prop_assert_eq!(spun.text.get(gold.start..gold.end), Some(&*gold.found));
            }
        }
    }
}
