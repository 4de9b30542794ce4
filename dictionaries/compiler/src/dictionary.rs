//! The bundled dictionary: tables and entries to compiled form.
//!
//! Law: every file below `sources/` that is a table of pairs, heads or classes, and every file of entries, belongs to it.

use limpide::Error;
use limpide::contexts::Contexts;
use limpide::dictionary::{Source, Tier, compile_with, table, toml};

use crate::{contexts, sources};

const TABLES: [&str; 6] = [
    "fr/sources/authored.tsv",
    "fr/sources/recalled.tsv",
    "fr/sources/observed.tsv",
    "fr/sources/heads.tsv",
    "fr/sources/english.tsv",
    "fr/sources/english-intruders.tsv",
];
const ENTRIES: &str = "fr/entries";

/// What the dictionary's files say.
pub(crate) fn source() -> Result<Source, Error> {
    let mut source = Source::default();
    for name in TABLES {
        source.merge(table::read(&sources::text(name)?).map_err(|error| error.in_file(name))?);
    }
    for name in sources::files(ENTRIES, "toml")? {
        source.merge(toml::read(&sources::text(&name)?, Tier::Observed).map_err(|error| error.in_file(&name))?);
    }
    Ok(source)
}

/// Compiles the dictionary.
pub(crate) fn build() -> Result<Vec<u8>, Error> {
    let counts = Contexts::from_vec(contexts::build()?)?;
    compile_with(&source()?, |word| counts.word_count(word) as u32, &contexts::company()?)
}
