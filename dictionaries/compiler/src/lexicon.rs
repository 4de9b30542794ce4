//! The lexicon: `French.lex`, the loanwords of `FRANCAIS.dic` and the corrections of `h-aspire.tsv`, compiled.
//!
//! Law: every form of `French.lex` is in the result, even one whose tags say nothing we use.

use std::collections::{BTreeMap, BTreeSet};

use limpide::lexicon::Builder;
use limpide::{Error, ErrorKind};

use crate::marks::{Corrections, anglicisms};
use crate::sources;
use crate::tags::Tags;

const LEX: &str = "fr/sources/French.lex.xz";
const DIC: &str = "fr/sources/FRANCAIS.dic.xz";
const ASPIRATED: &str = "fr/sources/h-aspire.tsv";

/// The bytes of `lexicon.bin`.
pub(crate) fn build() -> Result<Vec<u8>, Error> {
    let (lex, dictionary, corrections) = (sources::text(LEX)?, sources::text(DIC)?, sources::text(ASPIRATED)?);
    let anglicisms = anglicisms(&dictionary);
    let corrections = Corrections::read(&corrections).map_err(|error| error.in_file(ASPIRATED))?;

    let mut builder = Builder::new();
    let words = read_rows(&lex, &mut builder).map_err(|error| error.in_file(LEX))?;
    for (form, word) in &words {
        builder.frequency(form, class(rank(form, &words)));
        if !word.lemmas.is_disjoint(&anglicisms) {
            builder.anglicism(form);
        }
        if corrections.of(form, &word.lemmas).unwrap_or(word.refuses_elision && !word.mute) {
            builder.aspirated(form);
        }
    }
    let lemmas: BTreeSet<&str> = words.values().flat_map(|word| word.lemmas.iter().copied()).collect();
    if let Some(stray) = corrections.words().find(|word| !words.contains_key(word) && !lemmas.contains(word)) {
        let cure = "neither form nor lemma of the lexicon; take the line out";
        return Err(Error::new(ErrorKind::Dictionary, cure).in_file(ASPIRATED).of_entry(stray));
    }
    builder.build()
}

/// What all rows of a form say together.
struct Word<'s> {
    /// Place of the form's first row among all forms, from 1.
    rank: usize,
    lemmas: BTreeSet<&'s str>,
    refuses_elision: bool,
    mute: bool,
}

/// Hands every reading to `builder`, and gives the forms.
fn read_rows<'s>(lex: &'s str, builder: &mut Builder) -> Result<BTreeMap<&'s str, Word<'s>>, Error> {
    let mut words: BTreeMap<&str, Word<'_>> = BTreeMap::new();
    for (number, line) in lines(lex) {
        let (form, lemma, tags) = fields(line).map_err(|error| error.at_line(number))?;
        let tags = Tags::parse(tags).map_err(|error| error.at_line(number).of_entry(form))?;
        for reading in tags.readings(form) {
            builder.add(form, lemma, reading)?;
        }
        let rank = words.len() + 1;
        let new = || Word { rank, lemmas: BTreeSet::new(), refuses_elision: false, mute: false };
        let word = words.entry(form).or_insert_with(new);
        word.lemmas.insert(lemma);
        word.refuses_elision |= tags.refuses_elision;
        word.mute |= tags.mute;
    }
    Ok(words)
}

/// Form, lemma and tags of a row of `French.lex`.
fn fields(line: &str) -> Result<(&str, &str, &str), Error> {
    let mut fields = line.split('\t');
    match (fields.next(), fields.next(), fields.next(), fields.next()) {
        (Some(form), Some(lemma), Some(tags), None) => Ok((form, lemma, tags)),
        _ => Err(Error::new(ErrorKind::Dictionary, "write form, lemma and tags, with a tab between them")),
    }
}

/// The lines that hold data, with their numbers, counted from 1.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// The rank of a form. Words were counted cut at their apostrophe, so *qu’* has the rank of *qu*;
/// those that go on behind it (*aujourd’hui*) were not counted, and keep their low rank.
fn rank(form: &str, words: &BTreeMap<&str, Word<'_>>) -> usize {
    let rank = |form: &str| words.get(form).map(|word| word.rank);
    let counted = form.strip_suffix('’').and_then(rank);
    counted.or_else(|| rank(form)).unwrap_or(usize::MAX)
}

/// The frequency class of a rank: 16 less its binary logarithm, between 0 and 15.
/// Two classes more, to tell rare forms from very rare ones, would cost the word list a quarter more bytes.
fn class(rank: usize) -> u8 {
    let logarithm = rank.max(1).ilog2();
    u8::try_from(16_u32.saturating_sub(logarithm).min(15)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use limpide::Lexicon;

    use super::*;

    /// Every row of the source, against what the compiled form says of it.
    #[test]
    fn every_row_of_the_source_is_found() {
        let lexicon = Lexicon::from_vec(sources::read("fr/compiled/lexicon.bin").unwrap()).unwrap();
        let lex = sources::text(LEX).unwrap();
        let mut forms = BTreeSet::new();
        for (number, line) in lines(&lex) {
            let (form, lemma, tags) = fields(line).unwrap();
            let word = lexicon.lookup(form).unwrap_or_else(|| panic!("line {number}: {form} is missing"));
            for expected in Tags::parse(tags).unwrap().readings(form) {
                let found = word.readings().any(|r| r.same_grammar(&expected) && r.lemma(form) == lemma);
                assert!(found, "line {number}: {form} lacks {expected:?} of {lemma}");
            }
            assert!(lexicon.find(form).is_some(), "line {number}: {form} is missing when tidied");
            forms.insert(form);
        }
        assert_eq!(lexicon.len(), forms.len());
        assert!(lexicon.forms().eq(forms));
    }

    #[test]
    fn classes_halve_ranks() {
        assert_eq!([1, 3, 4, 7, 8, 65_535, 65_536, 473_910].map(class), [15, 15, 14, 14, 13, 1, 0, 0]);
    }
}
