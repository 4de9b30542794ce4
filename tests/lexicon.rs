//! The lexicon from outside: what it knows, what it must not know, and what bad bytes do to it.

#![cfg(feature = "french")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use limpide::lexicon::{Builder, Genders, Lexicon, Numbers, Persons, Pos, Reading, VerbForms, VerbTraits};
use limpide::{ErrorKind, Word};
use proptest::prelude::*;

fn french() -> Lexicon {
    Lexicon::french()
}

#[track_caller]
fn reading(form: &str, pos: Pos) -> Reading<'static> {
    let lexicon: &'static Lexicon = Box::leak(Box::new(french()));
    let word = lexicon.find(form).unwrap_or_else(|| panic!("{form} is unknown"));
    word.readings().find(|r| r.pos == pos).unwrap_or_else(|| panic!("{form} is no {pos:?}"))
}

fn parts(word: Word<'_>) -> Vec<Pos> {
    word.readings().map(|r| r.pos).collect()
}

#[test]
fn intruders_are_unknown() {
    let lexicon = french();
    for form in ["entrance", "events", "boards", "sturdy", "applied", "experience", "extreme", "Entrance", "VIEWS", ""]
    {
        assert!(lexicon.find(form).is_none(), "{form}");
    }
}

#[test]
fn accents_are_never_added() {
    let lexicon = french();
    for form in ["expérience", "extrême", "événement"] {
        assert!(lexicon.find(form).is_some(), "{form}");
    }
    for form in ["experience", "evenement", "ETAT"] {
        assert!(lexicon.find(form).is_none(), "{form}");
    }
}

#[test]
fn finite_verb() {
    let sont = reading("sont", Pos::Verb);
    assert_eq!(sont.lemma("sont"), "être");
    assert_eq!(sont.form, VerbForms::INDICATIVE_PRESENT);
    assert_eq!(sont.persons, Persons::THIRD_PLURAL);
    assert_eq!(sont.numbers, Numbers::PLURAL);
    assert_eq!(sont.genders, Genders::NONE);
    assert!(sont.traits.contains(VerbTraits::AUXILIARY | VerbTraits::WITH_AVOIR));
    let eut = reading("chante", Pos::Verb);
    assert!(eut.persons.contains(Persons::FIRST_SINGULAR | Persons::THIRD_SINGULAR));
    assert!(eut.form.intersects(VerbForms::FINITE) && eut.traits.contains(VerbTraits::TRANSITIVE));
    assert_eq!(reading("aimè", Pos::Verb).persons, Persons::FIRST_SINGULAR, "aimè-je");
}

#[test]
fn participles_are_verb_and_adjective() {
    for pos in [Pos::Verb, Pos::Adjective] {
        let chantees = reading("chantées", pos);
        assert_eq!((chantees.genders, chantees.numbers), (Genders::FEMININE, Numbers::PLURAL));
        assert_eq!(chantees.lemma("chantées"), "chanter");
        assert_eq!(chantees.form.is_empty(), pos == Pos::Adjective);
        assert!(chantees.persons.is_empty());
    }
    assert!(reading("chanté", Pos::Verb).persons.is_empty());
}

#[test]
fn nouns_and_adjectives() {
    let technologies = reading("technologies", Pos::Noun);
    assert_eq!((technologies.genders, technologies.numbers), (Genders::FEMININE, Numbers::PLURAL));
    assert_eq!(technologies.lemma("technologies"), "technologie");
    let internationaux = reading("internationaux", Pos::Adjective);
    assert_eq!((internationaux.genders, internationaux.numbers), (Genders::MASCULINE, Numbers::PLURAL));
    assert_eq!(internationaux.lemma("internationaux"), "international");
    let durable = reading("durable", Pos::Adjective);
    assert_eq!((durable.genders, durable.numbers), (Genders::BOTH, Numbers::SINGULAR));
    let heureux = reading("heureux", Pos::Adjective);
    assert_eq!((heureux.genders, heureux.numbers), (Genders::MASCULINE, Numbers::BOTH));
    assert!(!technologies.agrees(&internationaux) && durable.agrees(&heureux));
}

#[test]
fn one_form_many_parts() {
    let lexicon = french();
    assert_eq!(parts(lexicon.find("car").unwrap()), [Pos::CoordinatingConjunction, Pos::Noun]);
    assert!(parts(lexicon.find("automobile").unwrap()).contains(&Pos::Noun));
    let du = lexicon.find("du").unwrap();
    assert!(du.has(Pos::Determiner));
    let au = lexicon.find("au").unwrap();
    assert_eq!(parts(au), [Pos::Preposition, Pos::Determiner]);
    assert_eq!(reading("au", Pos::Preposition).genders, Genders::NONE);
    assert_eq!(reading("au", Pos::Determiner).genders, Genders::MASCULINE);
    assert!(lexicon.find("que").unwrap().is(Pos::is_conjunction));
    assert!(lexicon.find("pas").unwrap().has(Pos::Negation));
    assert_eq!(reading("il", Pos::Pronoun).persons, Persons::THIRD_SINGULAR);
    assert_eq!(reading("deux", Pos::Numeral).numbers, Numbers::PLURAL);
}

#[test]
fn names() {
    let lexicon = french();
    for name in ["Paris", "Marie", "Hugo", "FRANCE", "Rhin", "Hongrie"] {
        assert!(lexicon.find(name).unwrap().proper(), "{name}");
    }
    assert!(!lexicon.find("paris").unwrap().proper(), "bets");
    for common in ["table", "ADSL", "Mme", "Hz", "français"] {
        assert!(!lexicon.find(common).unwrap().proper(), "{common}");
    }
}

#[test]
fn loanwords() {
    let lexicon = french();
    for form in ["web", "week-end", "week-ends", "Web"] {
        assert!(lexicon.find(form).unwrap().anglicism(), "{form}");
    }
    assert!(!lexicon.find("front").unwrap().anglicism());
}

#[test]
fn typography_is_forgiven() {
    let lexicon = french();
    for (form, lemma) in [
        ("aujourd'hui", "aujourd’hui"),
        ("aujourd’hui", "aujourd’hui"),
        ("e\u{301}ve\u{301}nement", "événement"),
        ("éVÉNEMENTS", "événement"),
        ("ÉTATS", "état"),
        ("États", "état"),
        ("tech\u{AD}no\u{AD}logies", "technologie"),
        ("week\u{2011}ends", "week-end"),
        ("Sont", "être"),
    ] {
        let word = lexicon.find(form).unwrap_or_else(|| panic!("{form} is unknown"));
        assert_eq!(word.readings().next().unwrap().lemma(form), lemma, "{form}");
    }
    assert!(lexicon.lookup("Sont").is_none() && lexicon.lookup("aujourd'hui").is_some());
}

#[test]
fn a_lemma_asked_of_another_form_is_no_panic() {
    let sont = reading("sont", Pos::Verb);
    for form in ["", "é", "œ", "日本", "a"] {
        let _ = sont.lemma(form);
    }
}

#[test]
fn frequency_falls_with_rank() {
    let lexicon = french();
    let class = |form: &str| lexicon.find(form).unwrap().frequency();
    assert_eq!(class("de"), 15);
    assert_eq!(class("car"), 9);
    assert!(class("sont") > class("technologies"));
    assert!(class("l’") > 9 && class("qu’") > 4, "counted cut at the apostrophe");
    assert_eq!(class("chantassiez"), 0);
}

#[test]
fn elision_refused() {
    let lexicon = french();
    let aspirated = "haine haines hall halte hamac handicap handicapé handicapées hangar harcèlement hardi hardies haricot \
        hasard hausse haut hautes hauteur Havre hérisson héros hiérarchie hockey homard honte hors huit hurler hurlait hutte \
        Hollande Hongrie Hanovre Honduras Hamas Hegel Haut-Rhin hongrois hollandaises hisser hissa haïr hait onze onzième oui \
        yaourt yachts ouistiti Yémen hideusement HAUSSE Honte halal havane";
    for form in aspirated.split_whitespace() {
        assert!(lexicon.find(form).is_some(), "{form} is unknown");
        assert!(lexicon.aspirated(form), "{form}");
    }
    let mute = "heure homme histoire hôtel héroïne héroïque héroïsme herbe habitude hiver humanité huile huissier hier hommes \
        habiter habitait honneur honorable hésiter hôpital Hélène Hérault Himalaya hyène hiatus arbre ouest table entrance";
    for form in mute.split_whitespace() {
        assert!(!lexicon.aspirated(form), "{form}");
    }
}

/// Opening checks sums and no more: far below what a command-line tool may take to start.
#[test]
fn opening_is_fast() {
    let start = std::time::Instant::now();
    let lexicon = Lexicon::from_bytes(limpide_fr::LEXICON).unwrap();
    assert!(lexicon.find("technologies").is_some());
    let taken = start.elapsed();
    assert!(taken.as_millis() < 200, "{taken:?}");
}

#[test]
fn the_empty_lexicon_knows_nothing() {
    let lexicon = Lexicon::empty();
    assert!(lexicon.is_empty() && lexicon.find("de").is_none() && lexicon.forms().next().is_none());
    assert_eq!(Lexicon::from_vec(Builder::new().build().unwrap()).unwrap().len(), 0);
}

fn small() -> Vec<u8> {
    let mut builder = Builder::new();
    builder.add("chevaux", "cheval", Reading::new(Pos::Noun)).unwrap();
    builder.add("car", "car", Reading::new(Pos::CoordinatingConjunction)).unwrap();
    builder.add("car", "car", Reading::new(Pos::Noun)).unwrap();
    builder.add("car", "car", Reading::new(Pos::Noun)).unwrap();
    builder.frequency("car", 12).anglicism("car").aspirated("chevaux");
    builder.build().unwrap()
}

#[test]
fn what_is_built_is_read() {
    let lexicon = Lexicon::from_vec(small()).unwrap();
    assert_eq!(lexicon.forms().collect::<Vec<_>>(), ["car", "chevaux"]);
    let car = lexicon.find("car").unwrap();
    assert_eq!(parts(car), [Pos::CoordinatingConjunction, Pos::Noun]);
    assert!(car.anglicism() && car.frequency() == 12 && !car.aspirated());
    assert_eq!(lexicon.find("CHEVAUX").unwrap().readings().next().unwrap().lemma("CHEVAUX"), "cheval");
}

#[test]
fn a_form_without_reading_is_an_error() {
    assert_eq!(Builder::new().frequency("car", 1).build().unwrap_err().kind(), ErrorKind::Dictionary);
}

/// Every byte of a small lexicon, changed in every bit, and every shorter length.
#[test]
fn damaged_bytes_are_an_error() {
    let whole = small();
    for length in 0..whole.len() {
        assert_eq!(Lexicon::from_vec(whole[..length].to_vec()).unwrap_err().kind(), ErrorKind::Data);
    }
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            let error = Lexicon::from_vec(bytes).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Data, "byte {at} bit {bit}");
            assert!(error.to_string().contains("limpide-compiler -- build"), "{error}");
        }
    }
    let longer = [whole.as_slice(), b"\0"].concat();
    assert!(Lexicon::from_vec(longer).is_err());
}

proptest! {
    #[test]
    fn any_string_is_looked_up_without_panic(form in "\\PC{0,40}") {
        let lexicon = french();
        for word in [lexicon.find(&form), lexicon.lookup(&form)].into_iter().flatten() {
            for reading in word.readings() {
                let _ = reading.lemma(&form);
            }
        }
        let _ = lexicon.aspirated(&form);
    }

    #[test]
    fn any_bytes_are_opened_without_panic(tail in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Lexicon::from_vec(tail.clone());
        let _ = Lexicon::from_vec([b"limplex\x01".as_slice(), &tail].concat());
    }
}
