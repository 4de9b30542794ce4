//! Sound articles as they often reach an archive: without accents, without capitals, cut off, badly typed, broken into lines.
//!
//! Law: wear is not damage. Whatever of this has happened to a sound article, nothing in it is edited. The articles are the
//! sound ones of the fixtures, in as many genres and trades; where chance decides, it is the same in every run. Two kinds of wear
//! are asked of the usual genres only: of a text that is half English, three lines alone may still look damaged.

#![cfg(feature = "french")]
#![allow(missing_docs, clippy::expect_used, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;

use support::{articles, kept, trade};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// All sound articles, each worn in one way.
#[track_caller]
fn kept_when(worn: impl Fn(&str, &mut Chance) -> String) {
    kept_among(usual().chain(trade()), worn);
}

fn usual() -> impl Iterator<Item = String> {
    articles().iter().map(|article| article.text.clone())
}

#[track_caller]
fn kept_among(sound: impl Iterator<Item = String>, worn: impl Fn(&str, &mut Chance) -> String) {
    let mut chance = Chance(7);
    let texts: Vec<String> = sound.map(|text| worn(&text, &mut chance)).collect();
    assert!(texts.len() >= 40);
    kept(&texts.iter().map(String::as_str).collect::<Vec<_>>());
}

struct Chance(u64);

impl Chance {
    /// True in so many of a hundred times.
    fn of_hundred(&mut self, percent: u64) -> bool {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % 100 < percent
    }
}

fn bare(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>().replace('œ', "oe").replace('Œ', "OE")
}

/// The words of a text, each changed; what stands between them stays.
fn words(text: &str, change: impl FnMut(&str) -> String) -> String {
    text.split_inclusive(' ').map(change).collect()
}

#[test]
fn without_accents() {
    kept_when(|text, _| bare(text));
}

#[test]
fn without_its_commonest_accent() {
    kept_when(|text, _| text.replace('é', "e").replace('É', "E"));
}

#[test]
fn without_a_third_of_its_accents() {
    kept_when(|text, chance| {
        text.chars().map(|c| if chance.of_hundred(33) { bare(&c.to_string()) } else { c.into() }).collect()
    });
}

#[test]
fn with_accented_letters_lost() {
    kept_when(|text, _| text.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect());
}

/// French words, and how they are written by who has English in mind.
const AS_ENGLISH: [(&str, &str); 58] = [
    ("acte", "act"),
    ("adresse", "address"),
    ("affaire", "affair"),
    ("agence", "agency"),
    ("agressif", "aggressive"),
    ("appartement", "apartment"),
    ("artiste", "artist"),
    ("bagage", "baggage"),
    ("caractère", "character"),
    ("carotte", "carrot"),
    ("centre", "center"),
    ("chef", "chief"),
    ("classe", "class"),
    ("commun", "common"),
    ("confort", "comfort"),
    ("connexion", "connection"),
    ("danse", "dance"),
    ("défense", "defense"),
    ("développement", "development"),
    ("effet", "effect"),
    ("environnement", "environment"),
    ("exemple", "example"),
    ("exercice", "exercise"),
    ("fait", "fact"),
    ("fonction", "function"),
    ("groupe", "group"),
    ("hasard", "hazard"),
    ("industriel", "industrial"),
    ("indépendant", "independent"),
    ("journaliste", "journalist"),
    ("langage", "language"),
    ("liste", "list"),
    ("mariage", "marriage"),
    ("membre", "member"),
    ("mesures", "measures"),
    ("moderne", "modern"),
    ("musique", "music"),
    ("objet", "object"),
    ("organisation", "organization"),
    ("papier", "paper"),
    ("personne", "person"),
    ("personnel", "personal"),
    ("plaisir", "pleasure"),
    ("plante", "plant"),
    ("prix", "prize"),
    ("produits", "products"),
    ("projet", "project"),
    ("propriété", "property"),
    ("responsable", "responsible"),
    ("reste", "rest"),
    ("signe", "sign"),
    ("succès", "success"),
    ("système", "system"),
    ("tabac", "tobacco"),
    ("texte", "text"),
    ("titre", "title"),
    ("trafic", "traffic"),
    ("utilisation", "utilization"),
];

#[test]
fn misspelled_as_english() {
    let slips: BTreeMap<_, _> = AS_ENGLISH.into_iter().collect();
    kept_when(|text, chance| {
        // Who writes a word so once writes it so always.
        let mut known = BTreeMap::new();
        let mut slip = |word: &str| match slips.get(word) {
            Some(slip) if *known.entry(word.to_string()).or_insert_with(|| chance.of_hundred(20)) => {
                (*slip).to_string()
            }
            _ => word.to_string(),
        };
        text.split_inclusive(|c: char| !c.is_alphabetic())
            .map(|run| {
                let word = run.trim_end_matches(|c: char| !c.is_alphabetic());
                slip(word) + &run[word.len()..]
            })
            .collect()
    });
}

/// Posts of bad spellers: slips come in swarms, and a post is too short for much else to speak.
const MISSPELLED: [&str; 4] = [
    "Bonjour, je cherche un apartment en centre-ville pour ma mère. Elle est agée et elle marche mal, donc il faut un ascenseur. \
     L'address doit être proche des commerces, car le traffic lui fait peur. Elle a deux chats, c'est une affair importante pour \
     elle. Par example, le balcon doit être fermé.",
    "Très déçu par cette enceinte. Le son grésille dès qu'on monte le volume, la connection se coupe toutes les dix minutes et le \
     cable fourni est trop court. Le service après-vente m'a donné une address où personne ne répond. Par example, j'ai appelé trois \
     fois lundi. Pour ce prix, c'est une affair à éviter.",
    "Il ne faut pas compter sur le hazard pour réussir ce gâteau. Prenez par example six carrots et deux œufs. Le four doit être \
     chaud. La pâte doit reposer une heure, c'est une affair de patience. Mon mari, qui est journalist, en emporte au bureau et \
     tout le monde demande la recette ; l'address du blog est en bas.",
    "Mon fils a eu un problème de connection et le technicien a donné une adress fausse. Le traffic est toujours très lent, surtout \
     le soir. Par example, hier, une simple liste de films a mis dix minutes. L'affair n'est pas réglée et le developpement du \
     réseau n'est pas pour demain. Le responsable du personal n'a rien répondu.",
];

#[test]
fn by_a_bad_speller() {
    kept(&MISSPELLED);
}

#[test]
fn without_half_its_silent_last_letters() {
    kept_when(|text, chance| {
        words(text, |word| match word.strip_suffix("e ").or_else(|| word.strip_suffix("s ")) {
            Some(begun) if begun.len() > 2 && chance.of_hundred(50) => format!("{begun} "),
            _ => word.into(),
        })
    });
}

#[test]
fn in_small_letters() {
    kept_when(|text, _| text.to_lowercase());
}

#[test]
fn in_title_case() {
    let capital = |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    kept_when(|text, _| words(text, capital));
}

#[test]
fn without_apostrophes_and_quotation_marks() {
    kept_among(usual(), |text, _| text.replace(['\'', '’'], " ").replace(['«', '»', '“', '”', '"'], ""));
}

#[test]
fn with_letters_that_changed_places() {
    kept_when(|text, chance| {
        words(text, |word| {
            let mut letters: Vec<char> = word.chars().collect();
            if letters.len() > 5 && letters.iter().take(4).all(|c| c.is_alphabetic()) && chance.of_hundred(5) {
                letters.swap(1, 2);
            }
            letters.into_iter().collect()
        })
    });
}

#[test]
fn with_words_broken_at_the_end_of_a_line() {
    kept_when(|text, chance| {
        words(text, |word| {
            let letters: Vec<char> = word.chars().collect();
            let breaks =
                letters.len() > 8 && letters.iter().take(6).all(|c| c.is_alphabetic()) && chance.of_hundred(12);
            let (first, rest) = letters.split_at(if breaks { 4 } else { 0 });
            let sign = if breaks { "-\n" } else { "" };
            first.iter().collect::<String>() + sign + &rest.iter().collect::<String>()
        })
    });
}

#[test]
fn in_utf_8_read_as_windows_1252() {
    kept_when(|text, _| encoding_rs::WINDOWS_1252.decode(text.as_bytes()).0.into_owned());
}

#[test]
fn cut_off_within_a_word() {
    for end in ["", "…", "...", " [...]"] {
        for length in [140, 211, 263, 307, 398, 501] {
            kept_among(usual(), |text, _| text[..text.floor_char_boundary(length)].to_string() + end);
        }
    }
}

#[test]
fn damage_beside_a_cut_is_mended() {
    let text =
        "Les soldats tiennent les lignes de entrance et le entrance ukrainien résiste. Le gouvernement suit l’affair…";
    let mended = support::french().clean(text).into_owned();
    assert_eq!(mended, text.replace("entrance", "front"));
}
