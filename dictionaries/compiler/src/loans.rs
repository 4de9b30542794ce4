//! English words that French writers use as they are, where texts that were counted hardly hold them: players have *levels* and
//! *builds*, founders *boards* and *growth*, Québec has the *party*.
//!
//! Law: a loan only ever counts for more than it was seen, never for less. Rejected: leaving such words out of the dictionary, for
//! engines write them too (*site* becomes *website*).

use limpide::contexts::{Entry, Owner, word_hash};
use limpide::{Error, ErrorKind};

use crate::sources;

const TABLE: &str = "fr/sources/loans.tsv";
/// How often a loan counts as seen, in places of clean text, if it was seen less.
const SEEN: u32 = 20;

/// Raises the counts of loans.
pub(crate) fn raise(counts: &mut Vec<(Owner, Entry, u32)>) -> Result<(), Error> {
    let table = sources::text(TABLE)?;
    let mut last = "";
    for (i, row) in table.lines().enumerate().filter(|(_, row)| !row.starts_with('#')).skip(1) {
        let refuse = |what: &str| Error::new(ErrorKind::Dictionary, what).in_file(TABLE).at_line(i + 1);
        let (word, _) = row.split_once('\t').ok_or_else(|| refuse("a word and where it is used are needed"))?;
        if word <= last {
            return Err(refuse("not in order of words, or twice; sort the rows"));
        }
        last = word;
        // Of two counts of the same, the higher one is kept.
        counts.push((Owner::Word(word_hash(word)), Entry::All, SEEN));
    }
    Ok(())
}
