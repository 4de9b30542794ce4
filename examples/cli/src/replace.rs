//! A file's new contents, put in its place at once.
//!
//! Law: whoever opens the file sees the old contents or the new ones, whole. They are written to a temporary file in the same
//! folder, with the same permissions, brought to the disk, and then renamed over the old file; a symbolic link stays one.
//! Rejected: writing into the file, which a full disk or a power cut leaves in halves.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::packed::{Container, Packer};

/// Gives a file these contents, packed as they were.
pub(crate) fn replace(path: &Path, container: Container, contents: &[u8]) -> io::Result<()> {
    let mut packer = Packer::new(container, Replacement::of(path)?)?;
    packer.write_all(contents)?;
    packer.finish()?.commit()
}

/// Contents that come piece by piece.
///
/// Nearly all files are small, and most have nothing to repair: nothing is put on the disk before there is more than
/// [`KEPT`], or the end has come.
pub(crate) struct InPlace<'p> {
    path: &'p Path,
    container: Container,
    backup: Option<&'p str>,
    kept: Vec<u8>,
    packer: Option<Packer<Replacement>>,
}

/// The most bytes that are kept in memory.
const KEPT: usize = 1 << 20;

impl<'p> InPlace<'p> {
    /// Contents for an existing file, which is packed like that.
    pub(crate) fn of(path: &'p Path, container: Container) -> Self {
        Self { path, container, backup: None, kept: Vec::new(), packer: None }
    }

    /// Keeps the file as it was, under its name and this ending, where there is one.
    pub(crate) fn backup(self, ending: Option<&'p str>) -> Self {
        Self { backup: ending, ..self }
    }

    /// Takes the next of them.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.packer.is_none() && self.kept.len() + bytes.len() <= KEPT {
            self.kept.extend_from_slice(bytes);
            return Ok(());
        }
        self.packer()?.write_all(bytes)
    }

    /// Puts them in place.
    pub(crate) fn commit(mut self) -> io::Result<()> {
        self.packer()?;
        let Some(packer) = self.packer else { return Ok(()) };
        let replacement = packer.finish()?;
        if let Some(ending) = self.backup {
            replacement.keep(ending)?;
        }
        replacement.commit()
    }

    fn packer(&mut self) -> io::Result<&mut Packer<Replacement>> {
        match &mut self.packer {
            Some(packer) => Ok(packer),
            none => {
                let packer = none.insert(Packer::new(self.container.clone(), Replacement::of(self.path)?)?);
                packer.write_all(&std::mem::take(&mut self.kept))?;
                Ok(packer)
            }
        }
    }
}

/// Contents on their way into a file. Dropped before [`Replacement::commit`], they leave no trace.
#[derive(Debug)]
pub(crate) struct Replacement {
    target: PathBuf,
    folder: PathBuf,
    contents: BufWriter<NamedTempFile>,
}

impl Replacement {
    /// Starts new contents for an existing file.
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        let target = fs::canonicalize(path)?;
        let metadata = fs::metadata(&target)?;
        // A rename would get around write protection, so it is asked for here.
        fs::OpenOptions::new().write(true).open(&target)?;
        let folder = target.parent().unwrap_or(Path::new(".")).to_path_buf();
        let contents = tempfile::Builder::new().prefix(".limpide-").tempfile_in(&folder)?;
        contents.as_file().set_permissions(metadata.permissions())?;
        Ok(Self { target, folder, contents: BufWriter::new(contents) })
    }

    /// Keeps the old contents beside, under another ending. Whoever is stopped in between has both files as they were, or the
    /// backup already.
    fn keep(&self, ending: &str) -> io::Result<()> {
        let mut name = self.target.clone().into_os_string();
        name.push(ending);
        let backup = tempfile::Builder::new().prefix(".limpide-").tempfile_in(&self.folder)?;
        io::copy(&mut File::open(&self.target)?, &mut backup.as_file())?;
        backup.as_file().set_permissions(fs::metadata(&self.target)?.permissions())?;
        backup.as_file().sync_all()?;
        backup.persist(name).map_err(|error| error.error)?;
        Ok(())
    }

    /// Puts the contents in place.
    pub(crate) fn commit(self) -> io::Result<()> {
        let contents = self.contents.into_inner().map_err(io::IntoInnerError::into_error)?;
        contents.as_file().sync_all()?;
        contents.persist(&self.target).map_err(|error| error.error)?;
        // The rename itself reaches the disk with the folder; where a folder cannot be opened, the system sees to it.
        if let Ok(folder) = File::open(&self.folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.contents.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.contents.flush()
    }
}
