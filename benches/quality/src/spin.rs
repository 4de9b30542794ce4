//! The spinner: damages an article as engines were seen to do, and says what stood there.
//!
//! What an engine does:
//!
//! - It hits exact forms, all small or with one capital at the head, and gives the intruder that capital too. Words in capitals, words with
//!   a digit or an accent, addresses and the like are never hit, nor is a word that touches a hyphen.
//! - Nothing around the word is adapted, and what was put in is not spun again.
//! - Its table holds some words of a language and not others. So heads are drawn for each article until about 3 % of its words are hit.
//! - **Exhaustive**: every occurrence of a form is hit, always by the same intruder. *Front* and *front* are two forms.
//! - **Loose**: each occurrence is drawn on its own; one in three stays, and of those that had a capital one in four loses it.
//! - The intruder is drawn by rank: the second is half as likely as the first, the third a third as likely.
//!
//! Law: undoing the gold gives the article back, byte for byte; the same article, table, profile and seed give the same damage on
//! every machine. Reading damage back from damaged articles by aligning them was rejected: it guesses, and the gold must not.

use std::collections::BTreeMap;
use std::path::Path;

use limpide::token::{Token, TokenKind, tokens};
use serde::{Deserialize, Serialize};

use crate::chance::Chance;
use crate::files::{self, Article, words};
use crate::pairs::Pairs;

/// How an engine goes about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Every occurrence, always by the same intruder.
    Exhaustive,
    /// Each occurrence drawn on its own; some stay, and some lose their capital.
    Loose,
}

impl Profile {
    /// Both, in the order of the tables.
    pub const ALL: [Self; 2] = [Self::Exhaustive, Self::Loose];

    /// Its name, as on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exhaustive => "exhaustive",
            Self::Loose => "loose",
        }
    }
}

/// A damaged article, as a line of the quality sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spun {
    /// The article's name.
    pub id: String,
    /// The damaged text.
    pub text: String,
    /// Words of the article before it was damaged.
    pub words: usize,
    /// What was done, in order of place.
    pub gold: Vec<Gold>,
}

impl Spun {
    /// The damaged articles of a file, one a line.
    ///
    /// # Errors
    /// When it cannot be read, or at the first line that is no such article.
    pub fn read(path: &Path) -> Result<Vec<Self>, String> {
        let text = files::read(path)?;
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let read =
            |(at, line)| serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", path.display(), at + 1));
        lines.map(read).collect()
    }
}

/// A damaged place. Offsets are bytes of the damaged text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gold {
    /// Where the intruder begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The intruder, as it stands there.
    pub found: String,
    /// The word that stood there.
    pub original: String,
}

/// Words hit, in a hundred.
const HIT: usize = 3;
/// Occurrences that a loose engine leaves standing.
const STAYS: (u64, u64) = (1, 3);
/// Capitals that a loose engine loses.
const LOSES_CAPITAL: (u64, u64) = (1, 4);
/// The weight of the first rank: it is divided without remainder by all ranks up to ten.
const FIRST: u64 = 2520;

/// Damages an article.
#[must_use]
pub fn spin(article: &Article, pairs: &Pairs, profile: Profile, seed: u64) -> Spun {
    let mut chance = Chance::named(&format!("{} {}", profile.name(), article.id), seed);
    let tokens: Vec<Token<'_>> = tokens(&article.text).collect();
    let places: Vec<Option<Place<'_>>> = (0..tokens.len()).map(|at| place(&tokens, at, pairs)).collect();
    let words = words(&article.text);
    let heads = draw_heads(places.iter().flatten(), profile, words, &mut chance);
    let mut spun = Spun { id: article.id.clone(), text: String::new(), words, gold: Vec::new() };
    let mut held: BTreeMap<&str, &str> = BTreeMap::new();
    for (token, place) in tokens.iter().zip(&places) {
        let drawn = (place.as_ref())
            .filter(|place| heads.contains_key(place.head))
            .and_then(|place| draw_intruder(place, profile, &mut held, &mut chance));
        let Some(found) = drawn else {
            spun.text.push_str(token.text);
            continue;
        };
        let start = spun.text.len();
        spun.text.push_str(&found);
        spun.gold.push(Gold { start, end: spun.text.len(), found, original: token.text.to_string() });
    }
    spun
}

/// The text as it was before it was damaged.
#[must_use]
pub fn undo(spun: &Spun) -> String {
    let mut text = spun.text.clone();
    for gold in spun.gold.iter().rev() {
        text.replace_range(gold.start..gold.end, &gold.original);
    }
    text
}

/// A word that the table holds and an engine may hit.
struct Place<'a> {
    form: &'a str,
    head: &'a str,
    intruders: &'a [String],
}

fn place<'a>(tokens: &[Token<'a>], at: usize, pairs: &'a Pairs) -> Option<Place<'a>> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
    let hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    if before.is_some_and(|token| token.text.ends_with(hyphen))
        || tokens.get(at + 1).is_some_and(|token| token.text.starts_with(hyphen))
    {
        return None;
    }
    let (head, intruders) = pairs.get(&token.text.to_ascii_lowercase())?;
    let is_form = token.text == head || token.text.len() > 1 && token.text.get(1..) == head.get(1..);
    is_form.then_some(Place { form: token.text, head, intruders })
}

/// The heads of this engine's table: drawn one by one, and kept while they bring the article nearer to its share of damage.
fn draw_heads<'a>(
    places: impl Iterator<Item = &'a Place<'a>>,
    profile: Profile,
    words: usize,
    chance: &mut Chance,
) -> BTreeMap<&'a str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    places.for_each(|place| *counts.entry(place.head).or_default() += 1);
    let mut drawn: Vec<(&str, usize)> = counts.into_iter().collect();
    chance.shuffle(&mut drawn);
    let mut wanted = words * HIT / 100;
    if profile == Profile::Loose {
        let (stay, of) = (STAYS.0 as usize, STAYS.1 as usize);
        wanted = wanted * of / (of - stay);
    }
    let mut taken = 0_usize;
    drawn.retain(|(_, count)| {
        let nearer = (taken + count).abs_diff(wanted) < taken.abs_diff(wanted);
        taken += if nearer { *count } else { 0 };
        nearer
    });
    drawn.into_iter().collect()
}

/// What is put at a place, in its case; `None` when the word stays.
fn draw_intruder<'a>(
    place: &Place<'a>,
    profile: Profile,
    held: &mut BTreeMap<&'a str, &'a str>,
    chance: &mut Chance,
) -> Option<String> {
    let draw = |chance: &mut Chance| {
        let rank = chance.weighted((1..=place.intruders.len() as u64).map(|rank| FIRST / rank))?;
        place.intruders.get(rank).map(String::as_str)
    };
    let capital = place.form.starts_with(|c: char| c.is_ascii_uppercase());
    match profile {
        Profile::Exhaustive => {
            let intruder = match held.get(place.form) {
                Some(intruder) => intruder,
                None => draw(chance)?,
            };
            held.insert(place.form, intruder);
            Some(in_case(intruder, capital))
        }
        Profile::Loose if chance.happens(STAYS.0, STAYS.1) => None,
        Profile::Loose => {
            let intruder = draw(chance)?;
            let loses = capital && chance.happens(LOSES_CAPITAL.0, LOSES_CAPITAL.1);
            Some(in_case(intruder, capital && !loses))
        }
    }
}

fn in_case(intruder: &str, capital: bool) -> String {
    let mut letters = intruder.chars();
    match letters.next().filter(|_| capital) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => intruder.to_string(),
    }
}
