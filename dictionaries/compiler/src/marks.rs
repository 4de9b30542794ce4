//! Marks on whole words: loanwords from English, and words that refuse elision.
//!
//! Law: a word refuses elision when `FRANCAIS.dic` says so of one of its lemmas (`lx:pel`) and of none the contrary (`lx:hm`);
//! `h-aspire.tsv` has the last word, for the names and interjections that the dictionary does not mark.
//! Counting elisions in a corpus alone was rejected: it knows a few hundred words, the dictionary knows all.

use std::collections::{BTreeMap, BTreeSet};

use limpide::{Error, ErrorKind};

use crate::lexicon::lines;

/// The marks, by lemma, and the corrections, by form.
#[derive(Default)]
pub(crate) struct Marks<'s> {
    anglicisms: BTreeSet<&'s str>,
    no_elision: BTreeSet<&'s str>,
    mute: BTreeSet<&'s str>,
    corrections: BTreeMap<&'s str, bool>,
}

impl<'s> Marks<'s> {
    /// Reads the marks of `FRANCAIS.dic`: one word a line, its inflection behind a slash, its marks behind tabs.
    pub(crate) fn read(dictionary: &'s str) -> Self {
        let mut marks = Self::default();
        for line in dictionary.lines() {
            let mut fields = line.split('\t');
            let word = fields.next().unwrap_or_default();
            let word = word.split_once('/').map_or(word, |(word, _)| word);
            for field in fields {
                match field {
                    "et:angl" => marks.anglicisms.insert(word),
                    "lx:pel" => marks.no_elision.insert(word),
                    "lx:hm" => marks.mute.insert(word),
                    _ => continue,
                };
            }
        }
        marks
    }

    /// Reads the corrections of `h-aspire.tsv`: form, tab, `aspirated`, `mute` or `wavers`; sorted, without doubles.
    pub(crate) fn correct(&mut self, corrections: &'s str) -> Result<(), Error> {
        let mut last = "";
        for (number, line) in lines(corrections) {
            let wrong = |cure: &str| Error::new(ErrorKind::Dictionary, cure).at_line(number);
            let (form, class) = line.split_once('\t').ok_or_else(|| wrong("write the form, a tab, its class"))?;
            if form <= last {
                return Err(wrong("sort the lines by byte, each form once").of_entry(form));
            }
            let aspirated = match class {
                "aspirated" => true,
                "mute" | "wavers" => false,
                _ => return Err(wrong("the class is “aspirated”, “mute” or “wavers”").of_entry(form)),
            };
            self.corrections.insert(form, aspirated);
            last = form;
        }
        Ok(())
    }

    /// True when one of `lemmas` is marked as a loanword from English.
    pub(crate) fn anglicism(&self, lemmas: &BTreeSet<&str>) -> bool {
        lemmas.iter().any(|lemma| self.anglicisms.contains(lemma))
    }

    /// True when `form`, of these `lemmas`, refuses elision.
    pub(crate) fn refuses_elision(&self, form: &str, lemmas: &BTreeSet<&str>) -> bool {
        let marked = |words: &BTreeSet<&str>| lemmas.iter().any(|lemma| words.contains(lemma));
        self.corrections.get(form).copied().unwrap_or_else(|| marked(&self.no_elision) && !marked(&self.mute))
    }

    /// The corrected forms.
    pub(crate) fn corrected(&self) -> impl Iterator<Item = &'s str> + '_ {
        self.corrections.keys().copied()
    }
}
