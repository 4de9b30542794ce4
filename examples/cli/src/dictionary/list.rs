//! `limpide dictionary list`: pairs, one a line.
//!
//! Law: what is printed is a table that `--dictionary` takes. What a table cannot say stands in it as a comment.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use limpide::dictionary::{Dictionary, Pair, Place, Tier};

use super::File;
use crate::stop::Stop;

/// Print pairs of original and intruder, one a line, as a table.
///
/// Without a file, those of the bundled dictionary. Columns are separated by a tab; the first row names them. A pair stands
/// once for each tier that knows it.
#[derive(Debug, Args)]
pub(super) struct List {
    /// Dictionaries to list; none lists the bundled one.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// List the bundled dictionary too.
    #[arg(long, requires = "files")]
    bundled: bool,
    #[command(flatten)]
    wanted: Wanted,
}

/// Which pairs.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Wanted {
    /// Only pairs of this tier: authored, recalled, observed or user.
    #[arg(long, value_name = "TIER", value_parser = tier)]
    pub(crate) tier: Option<Tier>,
    /// Only pairs of this French word, in the very form it had.
    #[arg(long, value_name = "WORD")]
    pub(crate) original: Option<String>,
    /// Only pairs of this intruder; several words with single blanks between them.
    #[arg(long, value_name = "WORD")]
    pub(crate) intruder: Option<String>,
}

/// The tier of that name.
pub(crate) fn tier(name: &str) -> Result<Tier, String> {
    Tier::named(name).ok_or_else(|| format!("no tier “{name}”; tiers are authored, recalled, observed and user"))
}

impl Wanted {
    /// True for a pair that is asked for.
    pub(crate) fn takes(&self, pair: &Pair) -> bool {
        let same = |wanted: &Option<String>, word: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted.trim().to_lowercase() == word.to_lowercase())
        };
        self.tier.is_none_or(|tier| tier == pair.tier)
            && same(&self.original, &pair.original)
            && same(&self.intruder, &pair.intruder)
    }
}

pub(super) fn run(options: &List) -> Result<bool, Stop> {
    let files = File::read_all(&options.files)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let own = files.iter().flat_map(|file| &file.source.pairs).filter(|pair| options.wanted.takes(pair)).cloned();
    let mut pairs: Vec<Pair> = own.collect();
    if options.bundled || files.is_empty() {
        pairs.extend(Dictionary::french()?.pairs().filter(|pair| options.wanted.takes(pair)));
    }
    table(&pairs, &mut out).and_then(|()| out.flush()).map_err(Stop::output)?;
    Ok(false)
}

/// Writes a table of pairs.
pub(super) fn table(pairs: &[Pair], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "original\tintruder\ttier\trank\tcount")?;
    for Pair { original, intruder, tier, rank, count, place, .. } in pairs {
        let mark = if *place == Place::Line { "# alone on its line: " } else { "" };
        writeln!(out, "{mark}{original}\t{intruder}\t{}\t{rank}\t{count}", tier.name())?;
    }
    Ok(())
}
