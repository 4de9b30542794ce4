//! Evidence from gender and number: *une experience particulière* wants a feminine singular.
//!
//! Law: a word is held only against words that can agree with nothing else, and a form that fits both genders fits.
//! What stands right beside the place is also known to the neighbours' classes; this looks further: past adjectives to the
//! determiner, to the adjective or participle behind the word, and past a copula to its attribute. An adjective that the
//! lexicon does not know speaks by its ending.

use crate::article::Article;
use crate::lexicon::{Genders, Lexicon, Numbers, Pos, Reading, VerbForms};

/// What a clash of gender or of number takes from a word's score.
const CLASH: f32 = -2.5;
/// The same where an adjective that the lexicon does not know asks: the neighbours' classes, which know the others, know
/// nothing of it.
const CLASH_UNKNOWN: f32 = -4.0;
/// How many marks to the left a determiner is looked for.
const REACH: usize = 3;

/// The genders and numbers that a place asks of a noun or adjective, or that a word has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) genders: Genders,
    pub(crate) numbers: Numbers,
}

/// What the determiner before, the adjective behind and the attribute after a copula ask of the word at the marks `from..to`,
/// each with what it takes from a word that clashes.
pub(crate) fn wanted(article: &Article<'_, '_>, from: usize, to: usize) -> Vec<(Wanted, f32)> {
    let before = determiner(article, from).map(|wanted| (wanted, CLASH));
    let behind = adjective(article, to).or_else(|| attribute(article, to));
    before.into_iter().chain(behind).collect()
}

/// The genders and numbers that a word has as a noun, adjective or participle; none where it is none of these.
pub(crate) fn nominal(lexicon: &Lexicon, word: &str) -> Vec<Wanted> {
    let readings = lexicon.find(word).into_iter().flat_map(|found| found.readings());
    let nominal = readings.filter(is_nominal);
    nominal.map(|reading| Wanted { genders: reading.genders, numbers: reading.numbers }).collect()
}

/// The score of a word that has these genders and numbers under what the place asks.
pub(crate) fn agreement(nominal: &[Wanted], wanted: &[(Wanted, f32)]) -> f32 {
    if nominal.is_empty() {
        return 0.0;
    }
    let fits = |wanted: &Wanted| {
        nominal.iter().any(|one| one.genders.intersects(wanted.genders) && one.numbers.intersects(wanted.numbers))
    };
    wanted.iter().filter(|(wanted, _)| !fits(wanted)).map(|(_, clash)| clash).sum()
}

fn is_nominal(reading: &Reading<'_>) -> bool {
    matches!(reading.pos, Pos::Noun | Pos::Adjective)
        || reading.pos == Pos::Verb && reading.form.intersects(VerbForms::PAST_PARTICIPLE)
}

fn determiner(article: &Article<'_, '_>, from: usize) -> Option<Wanted> {
    let mut at = from;
    for _ in 0..REACH {
        article.before(at)?;
        at = at.checked_sub(1)?;
        let word = article.word(at)?;
        let mut wanted: Option<Wanted> = None;
        let mut adjective = false;
        for reading in word.readings() {
            match reading.pos {
                Pos::Determiner if !reading.genders.is_empty() => {
                    let known = wanted.get_or_insert(Wanted { genders: Genders::NONE, numbers: Numbers::NONE });
                    known.genders |= reading.genders;
                    known.numbers |= reading.numbers;
                }
                Pos::Adjective | Pos::Numeral => adjective = true,
                _ => {}
            }
        }
        if wanted.is_some() {
            return wanted;
        }
        if !adjective {
            return None;
        }
    }
    None
}

/// What the word at `at` asks, if it is an adjective or participle and nothing else.
fn adjective(article: &Article<'_, '_>, at: usize) -> Option<(Wanted, f32)> {
    let text = article.after(at.checked_sub(1)?)?.text();
    let Some(word) = article.word(at) else { return by_ending(text).map(|wanted| (wanted, CLASH_UNKNOWN)) };
    let mut wanted = Wanted { genders: Genders::NONE, numbers: Numbers::NONE };
    for reading in word.readings() {
        let participle = reading.pos == Pos::Verb && is_nominal(&reading);
        if reading.pos != Pos::Adjective && !participle {
            return None;
        }
        wanted.genders |= reading.genders;
        wanted.numbers |= reading.numbers;
    }
    Some((wanted, CLASH))
}

/// Forms of *être* and its like that a subject may stand right before; its attribute follows.
const COPULAS: [&str; 20] = [
    "demeure",
    "demeurent",
    "devient",
    "deviennent",
    "est",
    "furent",
    "fut",
    "paraissent",
    "paraît",
    "restait",
    "reste",
    "restent",
    "semblait",
    "semble",
    "semblent",
    "sera",
    "serait",
    "seront",
    "sont",
    "était",
];

/// What an attribute after a copula asks: *notre affect est réelle*.
fn attribute(article: &Article<'_, '_>, to: usize) -> Option<(Wanted, f32)> {
    let copula = article.after(to.checked_sub(1)?)?.text();
    if !COPULAS.contains(&copula) && copula != "étaient" && copula != "seraient" {
        return None;
    }
    let adverb = |at: usize| article.word(at).is_some_and(|word| word.readings().all(|one| one.pos == Pos::Adverb));
    let at = (to + 1..to + 3).find(|at| !adverb(*at))?;
    adjective(article, at)
}

/// What an adjective that the lexicon does not know asks, by its ending: most are made from names of places and people.
pub(crate) fn by_ending(text: &str) -> Option<Wanted> {
    const ENDINGS: [(&str, Genders); 10] = [
        ("enne", Genders::FEMININE),
        ("aise", Genders::FEMININE),
        ("oise", Genders::FEMININE),
        ("aine", Genders::FEMININE),
        ("ive", Genders::FEMININE),
        ("euse", Genders::FEMININE),
        ("ien", Genders::MASCULINE),
        ("ais", Genders::MASCULINE),
        ("ois", Genders::MASCULINE),
        ("ain", Genders::MASCULINE),
    ];
    if text.len() < 6 || !text.starts_with(char::is_lowercase) {
        return None;
    }
    let ends = |text: &str| ENDINGS.iter().find(|(ending, _)| text.ends_with(ending)).map(|(_, genders)| *genders);
    match (ends(text), text.strip_suffix('s').and_then(ends)) {
        (Some(genders), _) if text.ends_with('s') => Some(Wanted { genders, numbers: Numbers::BOTH }),
        (Some(genders), _) => Some(Wanted { genders, numbers: Numbers::SINGULAR }),
        (None, Some(genders)) => Some(Wanted { genders, numbers: Numbers::PLURAL }),
        (None, None) => None,
    }
}
