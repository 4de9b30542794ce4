//! `limpide dictionary add`: one pair more in a file of entries.
//!
//! Law: the file is replaced as a whole, and only by one whose examples all come out as they are written; who knows better says so
//! with `--untested`.

use std::fs::{self, File as Raw};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use limpide::dictionary::Tier;
use limpide::dictionary::toml;

use super::entries::{Entries, Entry};
use super::trial::tried;
use super::{File, holds_entries};
use crate::packed::Container;
use crate::replace::replace;
use crate::stop::Stop;
use crate::talk::Talk;

/// Add a pair with its examples to a file of entries (.toml), which is created where it is missing.
///
/// Comments and order of the file stay; where its entries are sorted, the new one goes to its place. An entry of the same
/// original takes the pair in. All examples of the file are tried first, over the bundled dictionary.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// The dictionary.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The French word that was there, in the very form it had, in lower case.
    #[arg(long, value_name = "WORD")]
    original: String,
    /// The English words found in its place, in lower case. May be given several times, the likeliest first.
    #[arg(long = "intruder", value_name = "WORD", required = true)]
    intruders: Vec<String>,
    /// An example: a damaged text, and the same text repaired. May be given several times.
    #[arg(long, num_args = 2, value_names = ["DAMAGED", "SOUND"], action = clap::ArgAction::Append)]
    fix: Vec<String>,
    /// A text that must stay as it is. May be given several times; an intruder that is also French needs one.
    #[arg(long, value_name = "TEXT")]
    keep: Vec<String>,
    /// A comment above the entry: where the pair was seen, or why it holds.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Add it though an example fails.
    #[arg(long)]
    untested: bool,
}

pub(super) fn run(options: &Add, talk: &mut Talk) -> Result<bool, Stop> {
    let (path, name) = (&options.file, options.file.display().to_string());
    let because = |why: String| Stop::Because(format!("{name}: {why}"));
    if !holds_entries(path) {
        return Err(because("a table holds no examples; name a file of entries, which ends in .toml".into()));
    }
    let known = path.try_exists().map_err(|error| because(error.to_string()))?;
    // What is wrong with the file as it is, is said first.
    let mut entries = match known {
        true => {
            File::read(path)?;
            let text = fs::read_to_string(path).map_err(|error| because(error.to_string()))?;
            Entries::of(text.strip_prefix('\u{feff}').unwrap_or(&text)).map_err(|error| error.in_file(&name))?
        }
        false => Entries::of("").map_err(|error| error.in_file(&name))?,
    };
    if options.fix.is_empty() && !entries.has(&options.original) {
        return Err(because("an entry needs an example; give --fix \"damaged text\" \"repaired text\"".into()));
    }
    if !entries.add(&options.entry()).map_err(|error| error.in_file(&name))? {
        talk.note(format_args!("{name}: the pair and its examples stand there already"));
        return Ok(false);
    }
    let text = entries.text();
    let source = toml::read(&text, Tier::User).and_then(|source| source.check().map(|()| source));
    let source = source.map_err(|error| error.in_file(&name))?;
    let file = File { name: name.clone(), source };
    let failures = if options.untested { Vec::new() } else { tried(std::slice::from_ref(&file), true)? };
    if !failures.is_empty() {
        failures.iter().for_each(|failure| talk.error(failure));
        return Err(because("left as it was; mend what is named above, or add it all the same with --untested".into()));
    }
    let written = if known { replace(path, Container::None, text.as_bytes()) } else { create(path, text.as_bytes()) };
    written.map_err(|error| because(format!("cannot be written: {error}")))?;
    let tried = if options.untested { "untested" } else { "all examples come out as written" };
    talk.note(format_args!("{name}: “{}” for “{}” added, {tried}", options.original, options.intruders.join("”, “")));
    Ok(false)
}

impl Add {
    fn entry(&self) -> Entry {
        let pair = |pair: &[String]| match pair {
            [given, wanted] => Some([given.clone(), wanted.clone()]),
            _ => None,
        };
        let note = self.note.iter().flat_map(|note| note.lines());
        Entry {
            original: self.original.clone(),
            line_only: false,
            intruders: self.intruders.clone(),
            fix: self.fix.chunks(2).filter_map(pair).collect(),
            keep: self.keep.clone(),
            table: None,
            above: note.map(|line| format!("# {line}\n")).collect(),
        }
    }
}

/// Makes a new file of these contents, whole or not at all.
pub(super) fn create(path: &Path, contents: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".limpide-").tempfile_in(folder)?;
    // A temporary file is its owner's alone; this one is to be an ordinary file.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    file.write_all(contents)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    if let Ok(folder) = Raw::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}
