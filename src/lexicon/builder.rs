//! Writes the compiled lexicon.
//!
//! Law: the same words give the same bytes, in whatever order they were added; only the readings of one form keep theirs.
//! It stands in this crate, not in the compiler, so that the format has one home and a test can build a lexicon of three words.

use std::collections::BTreeMap;

use super::layout::{self, CHECKED_HEADER, LAST, MAGIC, Value};
use super::reading::{LemmaRule, Reading};
use crate::error::{Error, ErrorKind};

/// Gathers forms with their readings and writes the bytes that [`Lexicon`](super::Lexicon) reads.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    words: BTreeMap<String, Draft>,
}

/// A form on its way into the word list.
#[derive(Clone, Debug, Default)]
struct Draft {
    readings: Vec<(Reading<'static>, String)>,
    value: Value,
}

impl Builder {
    /// A builder without words.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a reading of `form`, most usual first; a reading it already has is not added twice.
    pub fn add(&mut self, form: &str, lemma: &str, reading: Reading<'static>) -> Result<&mut Self, Error> {
        let kept = common_prefix(form, lemma);
        let cut = u8::try_from(form.len() - kept).map_err(|_| too_long(form))?;
        let suffix = lemma.get(kept..).unwrap_or_default().to_owned();
        u8::try_from(suffix.len()).map_err(|_| too_long(form))?;
        let reading = Reading { rule: LemmaRule { cut, ..LemmaRule::default() }, ..reading };
        let draft = self.words.entry(form.to_owned()).or_default();
        if !draft.readings.iter().any(|(known, ending)| *known == reading && *ending == suffix) {
            draft.readings.push((reading, suffix));
        }
        Ok(self)
    }

    /// Says how frequent `form` is: a class from 0 (rare) to 15, as [`Word::frequency`](super::Word::frequency) explains.
    pub fn frequency(&mut self, form: &str, class: u8) -> &mut Self {
        self.value(form).frequency = class.min(15);
        self
    }

    /// Marks `form` as a loanword from English.
    pub fn anglicism(&mut self, form: &str) -> &mut Self {
        self.value(form).anglicism = true;
        self
    }

    /// Marks `form` as refusing elision, like *hauteur* and *onze*.
    pub fn aspirated(&mut self, form: &str) -> &mut Self {
        self.value(form).aspirated = true;
        self
    }

    /// The compiled form of all words added.
    pub fn build(&self) -> Result<Vec<u8>, Error> {
        let tables = Tables::of(self.words.values())?;
        let mut words = fst::raw::Builder::memory();
        for (form, draft) in &self.words {
            let set = tables.place(draft)?;
            words.insert(form, Value { set, ..draft.value }.pack()).map_err(refused)?;
        }
        let words = words.into_inner().map_err(refused)?;
        assemble(&tables, &words)
    }

    fn value(&mut self, form: &str) -> &mut Value {
        &mut self.words.entry(form.to_owned()).or_default().value
    }
}

/// The distinct readings and sets of readings.
struct Tables<'d> {
    sets: Vec<u8>,
    readings: Vec<u8>,
    suffixes: String,
    numbers: BTreeMap<&'d (Reading<'static>, String), u16>,
    places: BTreeMap<Vec<u16>, usize>,
}

impl<'d> Tables<'d> {
    fn of(drafts: impl Iterator<Item = &'d Draft> + Clone) -> Result<Self, Error> {
        let mut tables = Self {
            sets: Vec::new(),
            readings: Vec::new(),
            suffixes: String::new(),
            numbers: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        tables.number_readings(drafts.clone())?;
        tables.place_sets(drafts)?;
        Ok(tables)
    }

    fn number_readings(&mut self, drafts: impl Iterator<Item = &'d Draft>) -> Result<(), Error> {
        let distinct: BTreeMap<_, ()> = drafts.flat_map(|draft| draft.readings.iter().map(|r| (r, ()))).collect();
        let mut endings = BTreeMap::new();
        for (number, reading) in distinct.into_keys().enumerate() {
            let number = u16::try_from(number).ok().filter(|&n| n < LAST).ok_or_else(|| too_many("readings"))?;
            let ending = reading.1.as_str();
            let place = *endings.entry(ending).or_insert_with(|| {
                self.suffixes.push_str(ending);
                self.suffixes.len() - ending.len()
            });
            let place = u32::try_from(place).map_err(|_| too_many("lemma endings"))?;
            let length = u8::try_from(ending.len()).map_err(|_| too_long(ending))?;
            self.readings.extend(layout::write_reading(&reading.0, (place, length)));
            self.numbers.insert(reading, number);
        }
        Ok(())
    }

    /// Frequent sets come first: their places are small numbers, which the word list packs in fewer bytes.
    fn place_sets(&mut self, drafts: impl Iterator<Item = &'d Draft>) -> Result<(), Error> {
        let mut counts: BTreeMap<Vec<u16>, usize> = BTreeMap::new();
        for draft in drafts {
            *counts.entry(self.set(draft)?).or_default() += 1;
        }
        let mut sets: Vec<_> = counts.into_iter().collect();
        sets.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for (set, _) in sets {
            self.places.insert(set.clone(), self.sets.len() / 2);
            let last = set.len().saturating_sub(1);
            for (nth, number) in set.into_iter().enumerate() {
                let mark = if nth == last { LAST } else { 0 };
                self.sets.extend((number | mark).to_le_bytes());
            }
        }
        Ok(())
    }

    fn set(&self, draft: &Draft) -> Result<Vec<u16>, Error> {
        if draft.readings.is_empty() {
            return Err(Error::new(
                ErrorKind::Dictionary,
                "a form has no reading; add one before its frequency or marks",
            ));
        }
        Ok(draft.readings.iter().filter_map(|reading| self.numbers.get(reading).copied()).collect())
    }

    fn place(&self, draft: &Draft) -> Result<usize, Error> {
        self.places.get(&self.set(draft)?).copied().ok_or_else(|| too_many("sets"))
    }
}

fn assemble(tables: &Tables<'_>, words: &[u8]) -> Result<Vec<u8>, Error> {
    let sections = [tables.sets.as_slice(), &tables.readings, tables.suffixes.as_bytes(), words];
    let mut bytes = MAGIC.to_vec();
    for section in sections {
        let length = u32::try_from(section.len()).map_err(|_| too_many("bytes"))?;
        bytes.extend(length.to_le_bytes());
    }
    debug_assert_eq!(bytes.len(), CHECKED_HEADER);
    let [sets, readings, suffixes, _] = sections;
    bytes.extend(layout::checksum(&[&bytes, sets, readings, suffixes]).to_le_bytes());
    for section in sections {
        bytes.extend(section);
    }
    Ok(bytes)
}

/// Length in bytes of what both strings start with, on a character boundary.
fn common_prefix(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum()
}

fn too_long(form: &str) -> Error {
    Error::new(ErrorKind::Dictionary, "the form or its lemma is longer than 255 bytes; leave it out").of_entry(form)
}

fn too_many(what: &str) -> Error {
    Error::new(
        ErrorKind::Dictionary,
        format!("the lexicon holds too many different {what}; widen its field in src/lexicon/layout.rs"),
    )
}

fn refused(error: fst::Error) -> Error {
    Error::new(ErrorKind::Dictionary, format!("the word list could not be written: {error}"))
}
