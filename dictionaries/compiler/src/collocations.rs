//! Collocations: the company that a word keeps, written down by people where texts hold too little of it.
//!
//! Law: a collocation adds to what was counted of its word beside neighbours, and never to how common the word is; all that are told
//! of a word weigh half as much as what was counted of it, or less, but one occurrence each. Rejected: learning the vectors from them too, which changed
//! no more than another start does.

use std::collections::{HashMap, HashSet};

use limpide::contexts::{Entry, Kind, Neighbour, Neighbourhood, Owner, boundary, neighbour};
use limpide::token::{TokenKind, tokens};
use limpide::{Error, ErrorKind, Lexicon};

use crate::{lexicon, sources};

const TABLE: &str = "fr/sources/collocations.tsv";
/// How many occurrences in the texts one collocation is worth at the most.
const WORTH: u32 = 4;
/// What is told by them: the nearest neighbour, two on one side, and the class of the nearest.
const TOLD: [Kind; 6] = [
    Kind::LeftWord,
    Kind::WordRight,
    Kind::LeftLeftWord,
    Kind::WordRightRight,
    Kind::ClassLeftWord,
    Kind::WordClassRight,
];
/// How many letters the ending has by which a form of a word may be longer.
const ENDING: usize = 2;

/// Adds what collocations say to the counts.
pub(crate) fn add(counts: &mut Vec<(Owner, Entry, u32)>) -> Result<(), Error> {
    let counted: HashSet<Owner> =
        counts.iter().filter(|(_, entry, _)| matches!(entry, Entry::Beside(_))).map(|(owner, ..)| *owner).collect();
    let mut places: HashMap<Owner, u32> = HashMap::new();
    let mut told: HashMap<(Owner, Entry), u32> = HashMap::new();
    each_place(|word, around| {
        let owner = Owner::Word(word.word);
        if counted.contains(&owner) {
            *places.entry(owner).or_default() += 1;
            for key in TOLD.into_iter().filter_map(|kind| key(kind, word, around)) {
                *told.entry(key).or_default() += 1;
            }
        }
    })?;
    let common: HashMap<Owner, u32> =
        counts.iter().filter(|(_, entry, _)| *entry == Entry::All).map(|(owner, _, count)| (*owner, *count)).collect();
    let worth = |owner: Owner| {
        let [common, places] = [&common, &places].map(|numbers| numbers.get(&owner).copied().unwrap_or_default());
        (common / (2 * places.max(1))).clamp(1, WORTH)
    };
    for (owner, entry, count) in counts.iter_mut() {
        *count += told.remove(&(*owner, *entry)).unwrap_or_default() * worth(*owner);
    }
    counts.extend(told.into_iter().map(|((owner, entry), times)| (owner, entry, times * worth(owner))));
    Ok(())
}

/// Where the count of a kind is kept for a word at a place; `None` beyond the ends of a collocation, where anything may stand.
fn key(kind: Kind, word: Neighbour, around: &Neighbourhood) -> Option<(Owner, Entry)> {
    let (parts, used) = kind.parts(word, around);
    let parts = parts.get(..used)?;
    let ends = [boundary().word, boundary().class];
    if parts.iter().any(|part| ends.contains(part)) { None } else { kind.kept(parts) }
}

/// Gives each place where a collocation has its word.
fn each_place(mut see: impl FnMut(Neighbour, &Neighbourhood)) -> Result<(), Error> {
    let table = sources::text(TABLE)?;
    let lexicon = Lexicon::from_vec(lexicon::build()?)?;
    let mut last = "";
    for (i, row) in table.lines().enumerate().filter(|(_, row)| !row.starts_with('#')).skip(1) {
        let refuse = |what: &str| Error::new(ErrorKind::Dictionary, what).in_file(TABLE).at_line(i + 1);
        let (word, text) = row.split_once('\t').ok_or_else(|| refuse("a word and a collocation are needed"))?;
        if row <= last {
            return Err(refuse("not in order, or twice; sort the rows"));
        }
        last = row;
        let words: Vec<_> = tokens(text).filter(|token| token.kind != TokenKind::Space).collect();
        let at = |place: Option<usize>| {
            let word = place.and_then(|place| words.get(place));
            word.map_or_else(boundary, |word| neighbour(word.text, &lexicon))
        };
        let mut found = false;
        for place in (0..words.len()).filter(|place| is_form(words[*place].text, word)) {
            found = true;
            let around = Neighbourhood {
                left: [at(place.checked_sub(1)), at(place.checked_sub(2))],
                right: [at(Some(place + 1)), at(Some(place + 2))],
            };
            see(at(Some(place)), &around);
        }
        if !found {
            return Err(refuse("its word does not stand in it; mend the row or remove it"));
        }
    }
    Ok(())
}

/// True for a word, and for one that it becomes by a short ending.
fn is_form(text: &str, word: &str) -> bool {
    let text = text.to_lowercase();
    text.strip_prefix(word).is_some_and(|ending| ending.chars().count() <= ENDING)
}
