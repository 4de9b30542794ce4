//! `limpide dictionary`: look into dictionaries, and make one's own.
//!
//! Law: what these commands print or write can be given to `--dictionary` as it is, and a file of entries that they change keeps its
//! comments and its order. Rejected: a store of pairs of the program's own, which nobody could read, review or keep under
//! version control.

mod add;
mod align;
mod entries;
mod list;
mod merge;
mod mine;
mod show;
mod trial;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use limpide::dictionary::Source;

use crate::config::Config;
use crate::options::read_dictionary;
use crate::stop::Stop;
use crate::talk::Talk;
use crate::words::Words;

#[cfg(feature = "serve")]
pub(crate) use list::{Wanted, tier};

/// Look into dictionaries, and make your own: list, show, test, add, merge, mine.
///
/// A dictionary is a file of entries with examples (.toml) or a table of pairs (any other name); `--dictionary FILE` of the other
/// commands takes both.
#[derive(Debug, Args)]
pub(crate) struct Dictionary {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    List(list::List),
    Show(show::Show),
    Test(trial::Test),
    Add(add::Add),
    Merge(merge::Merge),
    Mine(mine::Mine),
}

/// Does what is asked.
pub(crate) fn run(options: &Dictionary, config: &Config, words: Words, talk: &mut Talk) -> Result<bool, Stop> {
    match &options.action {
        Action::List(options) => list::run(options),
        Action::Show(options) => show::run(options, config, words, talk),
        Action::Test(options) => trial::run(options, config, talk),
        Action::Add(options) => add::run(options, talk),
        Action::Merge(options) => merge::run(options, talk),
        Action::Mine(options) => mine::run(options, talk),
    }
}

/// A dictionary file as it was read.
struct File {
    name: String,
    source: Source,
}

impl File {
    fn read(path: &Path) -> Result<Self, Stop> {
        let name = path.display().to_string();
        let source = read_dictionary(path).map_err(|error| error.in_file(&name))?;
        Ok(Self { name, source })
    }

    fn read_all(paths: &[PathBuf]) -> Result<Vec<Self>, Stop> {
        paths.iter().map(|path| Self::read(path)).collect()
    }

    /// The original of the entry on that line.
    fn entry_at(&self, line: usize) -> &str {
        self.source.pairs.iter().find(|pair| pair.line == line).map_or("", |pair| &pair.original)
    }
}

/// True for the name of a file of entries.
fn holds_entries(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}
