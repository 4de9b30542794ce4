//! The scan: sound articles end there, damaged ones do not.

#![cfg(feature = "french")]
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use limpide::Cleaner;
use limpide::dictionary::table;
use support::{Engine, articles, french, independent_pairs, spin};

/// True when an article goes on to the judges.
fn goes_on(text: &str) -> bool {
    french().check(text).verdict.words > 0
}

#[test]
fn nearly_all_sound_articles_end_at_the_scan() {
    let judged: Vec<_> =
        articles().iter().filter(|article| goes_on(&article.text)).map(|article| &article.name).collect();
    assert!(judged.len() * 10 <= articles().len(), "{judged:?}");
}

#[test]
fn damaged_articles_go_on() {
    for engine in [Engine::Exhaustive, Engine::Loose] {
        for article in articles() {
            let spun = spin(&article.text, independent_pairs(), engine, 7);
            assert!(spun.places < 3 || goes_on(&spun.text), "{}: {} places", article.name, spun.places);
        }
    }
}

#[test]
fn a_damaged_passage_is_found_in_a_long_sound_text() {
    let sound = "Le conseil municipal a voté le budget de la commune après deux heures de débat. ";
    let damaged =
        "Les soldats tiennent les lignes de entrance, le entrance résiste grâce aux applied sciences militaires. ";
    for times in [10, 100, 1_000] {
        let text = format!("{}\n{damaged}\n{}", sound.repeat(times), sound.repeat(times));
        let repaired = text.replace("entrance", "front").replace("applied sciences", "technologies");
        assert_eq!(french().clean(&text), repaired, "{times}");
    }
}

#[test]
fn two_damaged_words_in_small_letters_are_enough_where_as_many_names_are_not() {
    let sound = "Le conseil municipal a voté le budget de la commune après deux heures de débat. ".repeat(50);
    let damaged = "Le bloodbath de civils a marqué les esprits, et le discussion board a reçu cent messages.";
    let repaired = "Le massacre de civils a marqué les esprits, et le forum a reçu cent messages.";
    assert_eq!(french().clean(&format!("{sound}\n{damaged}")), format!("{sound}\n{repaired}"));
    let names = "Le Discussion Board de Londres a invité le groupe Bloodbath à ses travaux.";
    assert!(!goes_on(&format!("{sound}\n{names}")));
}

#[test]
fn words_of_french_give_damage_away_by_their_neighbours() {
    let sound = "Une randonneuse de 52 ans a été retrouvée saine et sauve dimanche matin au-dessus de Valloris, après une nuit \
        passée dehors par moins quatre degrés. Partie seule samedi vers midi, Hélène Vautrin avait perdu le sentier dans le \
        brouillard.\n\nLa situation a vite inquiété ses proches, sans nouvelles depuis la fin de l’après-midi. Une trentaine de \
        secouristes et deux chiens ont été engagés, car il fallait fouiller un ravin boisé. « Elle a eu le bon réflexe : elle est \
        restée sur place », a raconté au journal local le chef des secours, Bruno Tassigny.";
    let damaged = sound
        .replace("la fin de", "la fins de")
        .replace("car il", "automobile il")
        .replace("journal local", "journal native");
    assert_eq!(french().clean(sound), sound);
    assert_eq!(french().clean(&damaged), sound);
}

#[test]
fn an_intruder_of_a_user_is_enough_by_itself_with_a_capital_too() {
    let pairs = table::read("original\tintruder\nfront\tzorblat\n").unwrap();
    let cleaner = Cleaner::builder().dictionary(pairs).build().unwrap();
    let sound = "Le conseil municipal a voté le budget de la commune après deux heures de débat. ".repeat(100);
    let text = format!("{sound}\nZorblat uni contre la hausse des prix.");
    assert_eq!(cleaner.clean(&text), text.replace("Zorblat", "Front"));
}
