//! Which files are read: those named, those in folders, and those that globs stand for.
//!
//! Law: what is named is read, whatever it is called. Of a folder only files are read that hold articles by their name, and
//! none that is hidden or that an ignore file leaves out; in the order of their names, so that results do not depend on
//! the disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use globset::GlobBuilder;
use ignore::WalkBuilder;

use super::Reading;
use crate::bar::Bar;
use crate::baseline::full;
use crate::input::Input;
use crate::talk::Talk;

#[derive(Debug, Args)]
pub(crate) struct Files {
    /// Files to read; `-`, or none, is standard input. Of a folder, all files are read whose names tell their format (see
    /// --format), .txt, and those that limpide.toml speaks of; hidden ones and those that .gitignore or .ignore names are
    /// left out. A glob that the shell has left as it is (“**/*.html”) stands for the files it fits.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Files {
    /// What they come to. A folder or a glob without files is said.
    pub(crate) fn inputs(&self, reading: &Reading, talk: &mut Talk) -> Vec<Input> {
        let mut inputs = Vec::new();
        for path in &self.files {
            let before = inputs.len();
            match () {
                () if path.as_os_str() == "-" => inputs.push(Input::standard()),
                () if path.is_dir() => {
                    inputs.extend(walk(path, talk).filter(|path| reading.wants(path)).map(|path| Input::walked(&path)));
                    if inputs.len() == before {
                        let name = path.display();
                        talk.warning(format_args!(
                            "{name}: no file in it has a name that is read; name files, or a glob"
                        ));
                    }
                }
                () if !path.exists() && is_glob(path) => {
                    inputs.extend(fitting(path, talk).iter().map(|path| Input::walked(path)));
                    if inputs.len() == before {
                        talk.error(format_args!("{}: no file fits this glob; mend it, or name files", path.display()));
                    }
                }
                () => inputs.push(Input::named(path)),
            }
        }
        // What is named, and lies in a folder that is named too, is read where it is named.
        if inputs.iter().any(Input::is_walked) {
            let named = inputs.iter().filter(|input| !input.is_walked()).filter_map(Input::path);
            let mut seen: BTreeSet<PathBuf> = named.map(full).collect();
            inputs.retain(|input| !input.is_walked() || input.path().is_some_and(|path| seen.insert(full(path))));
        }
        if self.files.is_empty() {
            inputs.push(Input::standard());
        }
        let bytes = inputs.iter().map(Input::len).sum();
        let bar = Bar::of(bytes);
        inputs.iter_mut().for_each(|input| input.moves(bar.clone()));
        talk.show(bar);
        inputs
    }
}

/// The files below a folder that are not left out, in order.
fn walk<'a>(folder: &Path, talk: &'a mut Talk) -> impl Iterator<Item = PathBuf> + use<'a> {
    let mut builder = WalkBuilder::new(folder);
    let walk = builder.require_git(false).sort_by_file_path(Path::cmp).build();
    walk.filter_map(|entry| {
        let entry = talk.heard(entry.map_err(|error| error.to_string()))?;
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let path = entry.into_path();
        is_file.then(|| path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path))
    })
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The files that a glob fits, whatever they are called.
fn fitting(glob: &Path, talk: &mut Talk) -> Vec<PathBuf> {
    let text = glob.to_string_lossy();
    let matcher = GlobBuilder::new(text.strip_prefix("./").unwrap_or(&text)).literal_separator(true).build();
    let Some(matcher) = talk.heard(matcher.map_err(|error| error.to_string())) else { return Vec::new() };
    let matcher = matcher.compile_matcher();
    let plain: PathBuf = glob.iter().take_while(|part| !is_glob(Path::new(part))).collect();
    let folder = if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain };
    if !folder.is_dir() {
        return Vec::new();
    }
    walk(&folder, talk).filter(|path| matcher.is_match(path)).collect()
}
