//! The lexicon: `French.lex`, the marks of `FRANCAIS.dic` and the corrections of `h-aspire.tsv`, compiled.
//!
//! Law: every form of `French.lex` is in the result, even where a tag says nothing we use. An unknown tag is an error,
//! not a guess: a new version of the source must be read by a person before it is compiled.

use std::collections::{BTreeMap, BTreeSet};

use limpide::lexicon::Builder;
use limpide::{Error, ErrorKind};

use crate::marks::Marks;
use crate::{sources, tags};

const LEX: &str = "fr/sources/French.lex.xz";
const DIC: &str = "fr/sources/FRANCAIS.dic.xz";
const ASPIRATED: &str = "fr/sources/h-aspire.tsv";

/// The bytes of `lexicon.bin`.
pub(crate) fn build() -> Result<Vec<u8>, Error> {
    let lex = sources::text(LEX)?;
    let dictionary = sources::text(DIC)?;
    let corrections = sources::text(ASPIRATED)?;
    let mut marks = Marks::read(&dictionary);
    marks.correct(&corrections).map_err(|error| error.in_file(ASPIRATED))?;

    let mut builder = Builder::new();
    let words = read_rows(&lex, &mut builder).map_err(|error| error.in_file(LEX))?;
    for (form, word) in &words {
        builder.frequency(form, class(rank(form, &words)));
        if marks.anglicism(&word.lemmas) {
            builder.anglicism(form);
        }
        if marks.refuses_elision(form, &word.lemmas) {
            builder.aspirated(form);
        }
    }
    if let Some(stray) = marks.corrected().find(|form| !words.contains_key(form)) {
        let cure = "no form of the lexicon; take the line out";
        return Err(Error::new(ErrorKind::Dictionary, cure).in_file(ASPIRATED).of_entry(stray));
    }
    builder.build()
}

/// What all rows of a form say together.
struct Word<'s> {
    /// Place of the form's first row among all forms, from 1.
    rank: usize,
    lemmas: BTreeSet<&'s str>,
}

/// Hands every reading to `builder`, and gives the forms.
fn read_rows<'s>(lex: &'s str, builder: &mut Builder) -> Result<BTreeMap<&'s str, Word<'s>>, Error> {
    let mut words: BTreeMap<&str, Word<'_>> = BTreeMap::new();
    for (number, line) in lines(lex) {
        let row = Row::parse(line).map_err(|error| error.at_line(number))?;
        for reading in tags::readings(row.tags).map_err(|error| error.at_line(number).of_entry(row.form))? {
            builder.add(row.form, row.lemma, reading)?;
        }
        let next = words.len() + 1;
        words.entry(row.form).or_insert_with(|| Word { rank: next, lemmas: BTreeSet::new() }).lemmas.insert(row.lemma);
    }
    Ok(words)
}

/// The rank of a form. Words were counted cut at their apostrophe, so *aujourd’hui* has the rank of *aujourd*.
fn rank(form: &str, words: &BTreeMap<&str, Word<'_>>) -> usize {
    let own = words.get(form).map_or(usize::MAX, |word| word.rank);
    let head = form.split_once('’').and_then(|(head, _)| words.get(head));
    head.map_or(own, |head| head.rank.min(own))
}

/// The frequency class of a rank: 18 less its binary logarithm, between 0 and 15.
fn class(rank: usize) -> u8 {
    let logarithm = rank.max(1).ilog2();
    u8::try_from(18_u32.saturating_sub(logarithm).min(15)).unwrap_or_default()
}

/// One row of `French.lex`.
pub(crate) struct Row<'s> {
    pub(crate) form: &'s str,
    lemma: &'s str,
    tags: &'s str,
}

impl<'s> Row<'s> {
    pub(crate) fn parse(line: &'s str) -> Result<Self, Error> {
        let mut fields = line.split('\t');
        match (fields.next(), fields.next(), fields.next(), fields.next()) {
            (Some(form), Some(lemma), Some(tags), None) => Ok(Self { form, lemma, tags }),
            _ => Err(Error::new(ErrorKind::Dictionary, "write form, lemma and tags, with a tab between them")),
        }
    }
}

/// The lines that hold data, with their numbers, counted from 1.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}
