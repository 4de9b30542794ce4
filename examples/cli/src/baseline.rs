//! What is known already: a file of findings that `check` does not speak of again.
//!
//! Law: a finding is known again by its file, the name of its article, what was found and the words around it, wherever its line
//! has moved; as often as it was there. The file is sorted, a finding a line, and files are named from the folder it lies in, so
//! that it can be kept with the articles. Rejected: line numbers, which the next sentence moves; and hashes, which nobody can read.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use limpide::document::{ArticleReport, Id};
use serde::{Deserialize, Serialize};

use crate::article::around;
use crate::input::Input;
use crate::stop::Stop;

/// The version that is written and read.
const VERSION: u32 = 1;

/// Findings that are known, and how often each is still to come.
#[derive(Debug)]
pub(crate) struct Baseline {
    folder: PathBuf,
    left: Mutex<BTreeMap<Known, usize>>,
}

/// A finding as it is known again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Known {
    file: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    article: String,
    before: String,
    found: String,
    after: String,
}

#[derive(Serialize, Deserialize)]
struct Row {
    #[serde(flatten)]
    known: Known,
    #[serde(default = "once", skip_serializing_if = "is_once")]
    count: usize,
}

#[derive(Deserialize)]
struct Contents {
    version: u32,
    findings: Vec<Row>,
}

impl Baseline {
    /// Reads a file that [`write`] wrote.
    pub(crate) fn read(path: &Path) -> Result<Self, Stop> {
        let name = path.display();
        let text = fs::read_to_string(path).map_err(|error| {
            Stop::Because(format!("{name}: {error}; write a baseline first, with --write-baseline {name}"))
        })?;
        let contents: Contents = serde_json::from_str(&text).map_err(|error| {
            Stop::Because(format!(
                "{name}:{}: no baseline ({error}); write it anew with --write-baseline",
                error.line()
            ))
        })?;
        if contents.version != VERSION {
            let version = contents.version;
            return Err(Stop::Because(format!(
                "{name}: a baseline of version {version}, which another version of limpide reads; write it anew with --write-baseline"
            )));
        }
        let mut left = BTreeMap::new();
        for Row { known, count } in contents.findings {
            *left.entry(known).or_default() += count;
        }
        Ok(Self { folder: folder_of(path), left: Mutex::new(left) })
    }

    /// Takes the known findings out of a report.
    pub(crate) fn sift(&self, report: &mut ArticleReport<'_>, input: &Input) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known(report, input, &self.folder).into_iter().map(|known| match left.entry(known) {
            Entry::Vacant(_) => false,
            Entry::Occupied(entry) if *entry.get() < 2 => entry.remove() > 0,
            Entry::Occupied(mut entry) => {
                *entry.get_mut() -= 1;
                true
            }
        });
        let known: Vec<bool> = known.collect();
        let is_new = |index: usize| known.get(index) == Some(&false);
        let mut index = 0..;
        report.findings.retain(|_| index.next().is_some_and(is_new));
        let mut index = 0..;
        report.places.retain(|_| index.next().is_some_and(is_new));
    }
}

/// The findings of an article, as they are known again from a file in `folder`.
pub(crate) fn known(report: &ArticleReport<'_>, input: &Input, folder: &Path) -> Vec<Known> {
    let file = named(input, folder);
    let article = match report.id {
        Id::None => String::new(),
        id => Some(id.to_string()).filter(|id| id != "null").unwrap_or_default(),
    };
    let findings = report.findings.iter().zip(&report.places);
    let known = findings.map(|(finding, span)| {
        let [before, after] = around(report.text, *span);
        Known { file: file.clone(), article: article.clone(), before, found: finding.found.clone(), after }
    });
    known.collect()
}

/// Writes these findings to a file, as a whole or not at all.
pub(crate) fn write(path: &Path, findings: Vec<Known>) -> Result<usize, Stop> {
    let mut counts: BTreeMap<Known, usize> = BTreeMap::new();
    let all = findings.len();
    for known in findings {
        *counts.entry(known).or_default() += 1;
    }
    let written = || {
        let mut file = tempfile::Builder::new().prefix(".limpide-").tempfile_in(folder_of(path))?;
        #[cfg(unix)]
        {
            // A temporary file is its owner's alone; a baseline is for all who read the articles.
            let mode = |_| std::os::unix::fs::PermissionsExt::from_mode(0o644);
            file.as_file().set_permissions(fs::metadata(path).map(|old| old.permissions()).unwrap_or_else(mode))?;
        }
        write!(file, "{{\n\"version\": {VERSION},\n\"findings\": [")?;
        for (index, (known, count)) in counts.into_iter().enumerate() {
            let row = serde_json::to_string(&Row { known, count })?;
            write!(file, "{}\n{row}", if index == 0 { "" } else { "," })?;
        }
        writeln!(file, "\n]\n}}")?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok::<_, std::io::Error>(())
    };
    let name = path.display();
    written().map_err(|error| Stop::Because(format!("{name}: cannot be written: {error}"))).map(|()| all)
}

/// The folder that a file lies in, or is to lie in.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    full(folder)
}

/// A path from the root, by which two ways to name a file are one.
pub(crate) fn full(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_path_buf())
}

/// The name of an input, from the folder of the baseline where it lies in there.
fn named(input: &Input, folder: &Path) -> String {
    let Some(path) = input.path() else { return input.name().to_string() };
    let full = full(path);
    full.strip_prefix(folder).unwrap_or(&full).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

fn once() -> usize {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref)] // As serde calls it.
fn is_once(count: &usize) -> bool {
    *count == 1
}
