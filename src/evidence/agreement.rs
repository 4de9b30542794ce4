//! Evidence from gender and number: *une experience particulière* wants a feminine singular.
//!
//! Law: a word is held only against words that can agree with nothing else, and a form that fits both genders fits.
//! What stands right beside the place is also known to the neighbours' classes; this looks further: past adjectives to the
//! determiner, to the adjective or participle behind the word, and past a copula to its attribute. An adjective that the
//! lexicon does not know speaks by its ending.

use crate::article::Article;
use crate::lexicon::{Genders, Lexicon, Numbers, Pos, Reading, VerbForms, Word};

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
pub(crate) fn wanted(article: &Article<'_, '_>, from: usize, to: usize) -> [Option<(Wanted, f32)>; 2] {
    let before = determiner(article, from).map(|wanted| (wanted, CLASH));
    let behind = adjective(article, to).or_else(|| attribute(article, to));
    [before, behind]
}

impl Wanted {
    /// One bit for each gender in each number.
    fn forms(self) -> u8 {
        let in_numbers = if self.numbers.intersects(Numbers::SINGULAR) { 0b0101 } else { 0 }
            | if self.numbers.intersects(Numbers::PLURAL) { 0b1010 } else { 0 };
        let in_genders = if self.genders.intersects(Genders::MASCULINE) { 0b0011 } else { 0 }
            | if self.genders.intersects(Genders::FEMININE) { 0b1100 } else { 0 };
        in_numbers & in_genders
    }
}

/// The genders and numbers that a word has as a noun, adjective or participle, as [`Wanted::forms`]; `None` where it is none
/// of these.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Nominal(Option<u8>);

impl Nominal {
    pub(crate) fn new(lexicon: &Lexicon, word: &str) -> Self {
        let readings = lexicon.find(word).into_iter().flat_map(|found| found.readings());
        let forms = readings
            .filter(is_nominal)
            .map(|reading| Wanted { genders: reading.genders, numbers: reading.numbers }.forms());
        Self(forms.reduce(|all, forms| all | forms))
    }
}

/// The score of a word that has these genders and numbers under what the place asks.
pub(crate) fn agreement(nominal: Nominal, wanted: &[Option<(Wanted, f32)>]) -> f32 {
    let Some(forms) = nominal.0 else { return 0.0 };
    wanted.iter().flatten().filter(|(wanted, _)| forms & wanted.forms() == 0).map(|(_, clash)| clash).sum()
}

/// True for a noun or adjective that is feminine, by its first reading as one.
pub(crate) fn is_feminine(lexicon: &Lexicon, word: &str) -> bool {
    let mut readings = lexicon.find(word).into_iter().flat_map(|found| found.readings());
    readings
        .find(|reading| matches!(reading.pos, Pos::Noun | Pos::Adjective))
        .is_some_and(|noun| noun.genders == Genders::FEMININE)
}

fn is_nominal(reading: &Reading<'_>) -> bool {
    matches!(reading.pos, Pos::Noun | Pos::Adjective)
        || reading.pos == Pos::Verb && reading.form.intersects(VerbForms::PAST_PARTICIPLE)
}

/// What a word asks of a noun beside it, wherever it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Asks {
    /// As a determiner.
    determiner: Option<Wanted>,
    /// As an adjective or participle, if it is nothing else, with what it takes from a word that clashes.
    adjective: Option<(Wanted, f32)>,
    /// True when it can stand between a determiner and its noun.
    between: bool,
    /// True when it is an adverb and nothing else.
    adverb: bool,
    /// True when an attribute may follow it.
    copula: bool,
}

impl Asks {
    pub(crate) fn new(text: &str, word: Option<Word<'_>>) -> Self {
        let copula = COPULAS.contains(&text) || text == "étaient" || text == "seraient";
        let Some(word) = word else {
            let adjective = by_ending(text).map(|wanted| (wanted, CLASH_UNKNOWN));
            return Self { adjective, copula, ..Self::default() };
        };
        Self {
            determiner: determined(&word),
            adjective: qualified(&word).map(|wanted| (wanted, CLASH)),
            between: word.is(|pos| matches!(pos, Pos::Adjective | Pos::Numeral)),
            adverb: word.readings().all(|reading| reading.pos == Pos::Adverb),
            copula,
        }
    }
}

fn determined(word: &Word<'_>) -> Option<Wanted> {
    let readings = word.readings().filter(|reading| reading.pos == Pos::Determiner && !reading.genders.is_empty());
    readings.fold(None, |wanted, reading| Some(joined(wanted.unwrap_or(NOTHING), &reading)))
}

fn qualified(word: &Word<'_>) -> Option<Wanted> {
    word.readings().try_fold(NOTHING, |wanted, reading| {
        let participle = reading.pos == Pos::Verb && is_nominal(&reading);
        (reading.pos == Pos::Adjective || participle).then(|| joined(wanted, &reading))
    })
}

const NOTHING: Wanted = Wanted { genders: Genders::NONE, numbers: Numbers::NONE };

fn joined(wanted: Wanted, reading: &Reading<'_>) -> Wanted {
    Wanted { genders: wanted.genders | reading.genders, numbers: wanted.numbers | reading.numbers }
}

fn determiner(article: &Article<'_, '_>, from: usize) -> Option<Wanted> {
    let mut at = from;
    for _ in 0..REACH {
        article.before(at)?;
        at = at.checked_sub(1)?;
        let asks = article.bystander(at)?.asks;
        if asks.determiner.is_some() || !asks.between {
            return asks.determiner;
        }
    }
    None
}

/// What the word at `at` asks, if it is an adjective or participle and nothing else.
fn adjective(article: &Article<'_, '_>, at: usize) -> Option<(Wanted, f32)> {
    article.after(at.checked_sub(1)?)?;
    article.bystander(at)?.asks.adjective
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
    article.after(to.checked_sub(1)?)?;
    if !article.bystander(to)?.asks.copula {
        return None;
    }
    let at = (to + 1..to + 3).find(|at| !article.bystander(*at).is_some_and(|word| word.asks.adverb))?;
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
