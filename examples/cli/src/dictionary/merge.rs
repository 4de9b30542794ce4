//! `limpide dictionary merge`: one dictionary of several.
//!
//! Law: nothing is decided unasked. Where two files give one intruder to different originals, both places are said, and nothing
//! comes out before the user has chosen.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use limpide::dictionary::{Pair, Tier, toml};

use super::entries::Entries;
use super::list::table;
use super::{File, add::create, holds_entries};
use crate::packed::Container;
use crate::replace::replace;
use crate::stop::Stop;
use crate::talk::Talk;

/// Make one dictionary of several: files of entries (.toml), or tables.
///
/// Pairs that stand in several are joined: their examples are gathered, their counts added up. Where files give the same intruder
/// to different originals, nothing is printed and exit code 2 says where, unless --keep decides.
#[derive(Debug, Args)]
pub(super) struct Merge {
    /// The dictionaries, all of one kind; the order counts for --keep.
    #[arg(value_name = "FILE", required = true, num_args = 2..)]
    files: Vec<PathBuf>,
    /// Where to write it; printed if not given. An existing file is replaced.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Which originals of an intruder to keep where files differ.
    #[arg(long, value_enum, value_name = "WHICH")]
    keep: Option<Keep>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Keep {
    /// Those of the first file that has the intruder.
    First,
    /// Those of the last file that has it.
    Last,
    /// All of them.
    Both,
}

pub(super) fn run(options: &Merge, talk: &mut Talk) -> Result<bool, Stop> {
    let files = File::read_all(&options.files)?;
    let entries = options.files.iter().filter(|path| holds_entries(path)).count();
    if entries > 0 && entries < files.len() {
        return Err(Stop::Because(
            "entries (.toml) and tables are not merged, for a table holds no examples; merge each kind by itself, --dictionary \
             may be given twice"
                .into(),
        ));
    }
    if let Some(file) = files.iter().find(|file| !file.source.heads.is_empty()) {
        return Err(Stop::Because(format!("{}: a table of heads; only tables of pairs are merged", file.name)));
    }
    let conflicts = conflicts(&files);
    if options.keep.is_none() && !conflicts.is_empty() {
        conflicts.iter().for_each(|conflict| talk.error(conflict.said(&files)));
        return Err(Stop::Because(
            "nothing was merged; decide with --keep first, last or both, or mend the files named above".into(),
        ));
    }
    // What each file does not get to say.
    let silent = |at: usize| conflicts.iter().filter(move |conflict| conflict.silences(at, options.keep));
    let text = match entries {
        0 => {
            let kept = |at: usize, pair: &Pair| !silent(at).any(|one| one.intruder == pair.intruder.to_lowercase());
            tables(options, &files, kept)?
        }
        _ => {
            let silent = |at: usize| silent(at).map(|conflict| conflict.intruder.as_str()).collect();
            merged(options, silent)?
        }
    };
    match &options.output {
        None => io::stdout().lock().write_all(text.as_bytes()).map_err(Stop::output)?,
        Some(path) => {
            let known = path.exists();
            let written =
                if known { replace(path, Container::None, text.as_bytes()) } else { create(path, text.as_bytes()) };
            written.map_err(|error| Stop::Because(format!("{}: cannot be written: {error}", path.display())))?;
        }
    }
    Ok(false)
}

/// An intruder that files give to different originals: of each file that has it, the originals and the first line.
struct Conflict {
    intruder: String,
    sides: Vec<(usize, BTreeSet<String>, usize)>,
}

fn conflicts(files: &[File]) -> Vec<Conflict> {
    let mut by_intruder: BTreeMap<String, BTreeMap<usize, (BTreeSet<String>, usize)>> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        for pair in &file.source.pairs {
            let side = by_intruder.entry(pair.intruder.to_lowercase()).or_default().entry(at);
            let (originals, _) = side.or_insert((BTreeSet::new(), pair.line));
            originals.insert(pair.original.clone());
        }
    }
    let conflict = by_intruder.into_iter().map(|(intruder, sides)| Conflict {
        intruder,
        sides: sides.into_iter().map(|(at, (originals, line))| (at, originals, line)).collect(),
    });
    conflict.filter(|one| one.sides.windows(2).any(|pair| matches!(pair, [a, b] if a.1 != b.1))).collect()
}

impl Conflict {
    fn said(&self, files: &[File]) -> String {
        let side = |(at, originals, line): &(usize, BTreeSet<String>, usize)| {
            let name = files.get(*at).map_or("", |file| &file.name);
            let originals: Vec<String> = originals.iter().map(|original| format!("“{original}”")).collect();
            format!("{name}:{line} says {}", originals.join(", "))
        };
        let sides: Vec<String> = self.sides.iter().map(side).collect();
        format!("“{}” hides different words: {}", self.intruder, sides.join("; "))
    }

    /// True where that file does not get to say what the intruder hides.
    fn silences(&self, at: usize, keep: Option<Keep>) -> bool {
        let speaks = match keep {
            Some(Keep::First) => self.sides.first(),
            Some(Keep::Last) => self.sides.last(),
            Some(Keep::Both) | None => return false,
        };
        speaks.is_some_and(|(speaker, ..)| *speaker != at)
    }
}

/// The pairs of all tables, sorted, below the comments at their heads.
fn tables(options: &Merge, files: &[File], kept: impl Fn(usize, &Pair) -> bool) -> Result<String, Stop> {
    let mut joined: BTreeMap<(String, String, Tier), Pair> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        for pair in file.source.pairs.iter().filter(|pair| kept(at, pair)) {
            let key = (pair.original.clone(), pair.intruder.clone(), pair.tier);
            match joined.get_mut(&key) {
                Some(known) => {
                    known.count = known.count.saturating_add(pair.count);
                    known.rank = known.rank.min(pair.rank);
                }
                None => drop(joined.insert(key, pair.clone())),
            }
        }
    }
    let mut text = String::new();
    for path in &options.files {
        let own = read(path)?;
        for line in own.lines().take_while(|line| line.is_empty() || line.starts_with('#')) {
            if !line.is_empty() && !text.lines().any(|known| known == line) {
                text += &format!("{line}\n");
            }
        }
    }
    let mut out = text.into_bytes();
    let pairs: Vec<Pair> = joined.into_values().collect();
    table(&pairs, &mut out).map_err(Stop::output)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// The first file of entries, with what the others say.
fn merged<'c>(options: &Merge, silent: impl Fn(usize) -> Vec<&'c str>) -> Result<String, Stop> {
    let mut all: Option<Entries> = None;
    for (at, path) in options.files.iter().enumerate() {
        let placed = |error: limpide::Error| Stop::from(error.in_file(path.display().to_string()));
        let mut own = Entries::of(&read(path)?).map_err(placed)?;
        silent(at).into_iter().for_each(|intruder| own.remove(intruder));
        match &mut all {
            None => all = Some(own),
            Some(all) => {
                all.add_head(own.head().trim_end());
                for entry in own.entries() {
                    all.add(&entry).map_err(placed)?;
                }
            }
        }
    }
    let text = all.map(|all| all.text()).unwrap_or_default();
    // An entry may have lost the only examples it had.
    let sound = toml::read(&text, Tier::User).and_then(|source| source.check());
    sound.map_err(|error| Stop::from(error.in_file("what would be merged")))?;
    Ok(text)
}

fn read(path: &PathBuf) -> Result<String, Stop> {
    let text = fs::read_to_string(path).map_err(|error| Stop::Because(format!("{}: {error}", path.display())))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text))
}
