//! The sources of the bundled dictionary, and cleaners made from them.
//!
//! Law: an error names the file and the line.

use limpide::Cleaner;
use limpide::dictionary::{Source, table};

use crate::files;

/// Pairs seen in damaged articles.
pub const OBSERVED: &str = "observed.tsv";
/// Pairs remembered from rewriting software.
pub const RECALLED: &str = "recalled.tsv";
/// Pairs written down from knowledge of English.
pub const AUTHORED: &str = "authored.tsv";
/// How common originals are as English words.
const ENGLISH: &str = "english.tsv";
/// How common intruders are.
const ENGLISH_INTRUDERS: &str = "english-intruders.tsv";

/// What these tables say.
///
/// # Errors
/// When one cannot be read, or breaks a rule of the format.
pub fn tables(names: &[&str]) -> Result<Source, String> {
    let mut source = Source::default();
    for name in names {
        let path = files::project("dictionaries/fr/sources").join(name);
        let table = table::read(&files::read(&path)?);
        source.merge(table.map_err(|error| error.in_file(path.display().to_string()).to_string())?);
    }
    Ok(source)
}

/// The cleaner with the usual settings; without what damaged articles taught (pairs seen, and how often each word was hit) if so asked.
///
/// # Errors
/// As [`tables`].
pub fn cleaner(without_observed: bool) -> Result<Cleaner, String> {
    if !without_observed {
        return Ok(Cleaner::french());
    }
    let source = tables(&[AUTHORED, RECALLED, ENGLISH, ENGLISH_INTRUDERS])?;
    let cleaner = Cleaner::builder().without_bundled_dictionary().dictionary(source).build();
    cleaner.map_err(|error| error.to_string())
}
