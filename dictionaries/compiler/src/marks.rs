//! Marks that the rows of `French.lex` do not carry: loanwords from English, and corrected elision.
//!
//! Law: `French.lex` marks nearly every word that refuses elision; `h-aspire.tsv` has the last word, for the names and
//! interjections it leaves out. Counting elisions in a corpus alone was rejected: it knows a few hundred words.

use std::collections::{BTreeMap, BTreeSet};

use limpide::{Error, ErrorKind};

use crate::lexicon::lines;

/// The lemmas that `FRANCAIS.dic` marks as loanwords from English: one word a line, its inflection behind a slash,
/// its marks behind tabs.
pub(crate) fn anglicisms(dictionary: &str) -> BTreeSet<&str> {
    let marked = dictionary.lines().filter(|line| line.split('\t').any(|mark| mark == "et:angl"));
    marked.filter_map(|line| line.split(['\t', '/']).next()).collect()
}

/// The corrections of `h-aspire.tsv`: whether a word refuses elision, by form or lemma.
pub(crate) struct Corrections<'s>(BTreeMap<&'s str, bool>);

impl<'s> Corrections<'s> {
    /// Reads lines of word, tab, and `aspirated`, `mute` or `wavers`; sorted, without doubles.
    pub(crate) fn read(corrections: &'s str) -> Result<Self, Error> {
        let mut words = BTreeMap::new();
        for (number, line) in lines(corrections) {
            let wrong = |cure: &str| Error::new(ErrorKind::Dictionary, cure).at_line(number);
            let (word, class) = line.split_once('\t').ok_or_else(|| wrong("write the word, a tab, its class"))?;
            let refuses = match class {
                "aspirated" => true,
                // Taken as eliding, *la hyène* and *l’hyène* alike pass for French.
                "mute" | "wavers" => false,
                _ => return Err(wrong("the class is “aspirated”, “mute” or “wavers”").of_entry(word)),
            };
            if words.last_key_value().is_some_and(|(last, _)| *last >= word) {
                return Err(wrong("sort the lines by byte, each word once").of_entry(word));
            }
            words.insert(word, refuses);
        }
        Ok(Self(words))
    }

    /// The correction for `form`, else for one of its `lemmas`.
    pub(crate) fn of(&self, form: &str, lemmas: &BTreeSet<&str>) -> Option<bool> {
        let by_lemma = || lemmas.iter().find_map(|lemma| self.0.get(lemma));
        self.0.get(form).or_else(by_lemma).copied()
    }

    /// The corrected words.
    pub(crate) fn words(&self) -> impl Iterator<Item = &'s str> + '_ {
        self.0.keys().copied()
    }
}
