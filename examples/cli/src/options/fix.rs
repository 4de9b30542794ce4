//! The options of `limpide fix` and `limpide unfix`.

use std::path::PathBuf;

use clap::Args;

use super::{Files, Reading, Rules, Summing, Working};

/// Repair articles and print them; doubtful places are left alone.
///
/// Every byte outside a repair stays as it is: line ends, spelling of JSON, bytes that are no UTF-8. Files compressed with gzip
/// or zstd are read as what is in them, printed unpacked, and with --write written back compressed.
#[derive(Debug, Args)]
pub(crate) struct Fix {
    #[command(flatten)]
    pub(crate) files: Files,
    /// Repair the files in place instead of printing them.
    ///
    /// A file is replaced as a whole or not at all: it is left as it was when there is nothing to repair, and when one of
    /// its records is not in order (the error says which).
    #[arg(long, requires = "files", conflicts_with = "diff")]
    pub(crate) write: bool,
    /// With --write, keep each file that changes as it was, beside it, under its name and this ending; a file that has that name
    /// already is replaced.
    #[arg(long, value_name = "ENDING", num_args = 0..=1, require_equals = true, default_missing_value = ".orig", value_parser = ending, requires = "write")]
    pub(crate) backup: Option<String>,
    /// Print what would change, as a unified diff.
    #[arg(long)]
    pub(crate) diff: bool,
    /// Print a patch instead of the article, by which `unfix` takes the repairs back.
    ///
    /// With --write, the file is repaired as well. A patch is of one file; of a compressed file, it is of what is in it. It
    /// is JSON: the SHA-256 of the document before and after, and each edit with the bytes removed and inserted.
    #[arg(long, conflicts_with = "diff")]
    pub(crate) patch: bool,
    /// Carry out the decisions made on the review page (check --report html), and nothing else.
    ///
    /// They hold for the very text they were made on; another is refused. Give the options for reading that the page was made
    /// with. Nothing is judged, so that the options below for judging say nothing here.
    #[arg(long, value_name = "JSON")]
    pub(crate) decisions: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) summary: Summing,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) rules: Rules,
    #[command(flatten)]
    pub(crate) working: Working,
}

fn ending(text: &str) -> Result<String, &'static str> {
    let plain = !text.is_empty() && !text.contains(['/', '\\']);
    if plain { Ok(text.into()) } else { Err("write an ending such as .orig or ~") }
}

/// Take repairs back: print a file as it was before `fix`, by the patch that `fix --patch` printed.
///
/// A file that was changed since it was repaired is left alone. Of a compressed file, what is in it comes back byte for byte.
#[derive(Debug, Args)]
pub(crate) struct Unfix {
    /// The patch that `fix --patch` printed.
    #[arg(value_name = "PATCH")]
    pub(crate) patch: PathBuf,
    /// The repaired file.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Restore the file in place instead of printing it.
    #[arg(long)]
    pub(crate) write: bool,
}
