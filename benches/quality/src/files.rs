//! Reading files, and where those of the project lie.
//!
//! Law: an error names the file.

use std::path::{Path, PathBuf};

/// A file or folder of the project, named from its root.
#[must_use]
pub fn project(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)
}

/// The text of a file.
///
/// # Errors
/// When there is no such file or it is no UTF-8.
pub fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// An article as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its name: that of its file without the ending.
    pub id: String,
    /// Its text.
    pub text: String,
}

impl Article {
    /// The article in a file.
    ///
    /// # Errors
    /// As [`read`].
    pub fn open(path: &Path) -> Result<Self, String> {
        let id = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { id, text: read(path)? })
    }

    /// The articles of a folder, in order of their names.
    ///
    /// # Errors
    /// When the folder or a file of it cannot be read, or holds none.
    pub fn folder(folder: &Path) -> Result<Vec<Self>, String> {
        let refuse = |error| format!("{}: {error}", folder.display());
        let entries: Result<Vec<_>, _> = std::fs::read_dir(folder).map_err(refuse)?.collect();
        let mut paths: Vec<PathBuf> = entries.map_err(refuse)?.into_iter().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
        paths.sort();
        if paths.is_empty() {
            return Err(format!("{}: no article; put files that end in .txt there", folder.display()));
        }
        paths.iter().map(|path| Self::open(path)).collect()
    }
}

/// Words as the bench counts them: runs of letters and digits, so that *l’avis* is two.
#[must_use]
pub fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|run| !run.is_empty()).count()
}
