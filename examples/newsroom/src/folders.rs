//! Where files lie, and how they move.
//!
//! Law: a file is in one folder at a time, and moves by one rename. Where its contents change, they do so while it is claimed,
//! by a rename too: judged once more, they would come out the same. One program at a time has the folders.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// The folders of a pipeline.
pub(crate) struct Folders {
    root: PathBuf,
    settle: Duration,
    attempts: u32,
    /// Files that were seen, and since when they have been as they are.
    seen: BTreeMap<OsString, (u64, SystemTime, Instant)>,
    ready: Vec<OsString>,
    /// Held as long as the program lives; the system gives it back however that ends.
    _lock: File,
}

/// A file that was taken on.
pub(crate) struct Claimed {
    name: OsString,
    path: PathBuf,
    attempt: Attempt,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attempt {
    Early,
    Last,
    /// The last one was begun, and the program did not live to end it.
    Spent,
}

impl Claimed {
    pub(crate) fn name(&self) -> String {
        self.name.to_string_lossy().into_owned()
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// True where it is not tried again.
    pub(crate) fn is_last(&self) -> bool {
        self.attempt != Attempt::Early
    }

    /// True where the last attempt did not come to an end.
    pub(crate) fn is_spent(&self) -> bool {
        self.attempt == Attempt::Spent
    }
}

const IN: &str = "in";
const WORK: &str = "work";
const OUT: &str = "out";
const REVIEW: &str = "review";
const FAILED: &str = "failed";

impl Folders {
    /// Makes what is missing, takes the lock and removes what an interrupted run left half written.
    pub(crate) fn open(root: &Path, settle: Duration, attempts: u32) -> Result<Self, String> {
        let at = |path: &Path, error: io::Error| format!("{}: {error}", path.display());
        for name in [IN, WORK, OUT, REVIEW, FAILED] {
            let folder = root.join(name);
            fs::create_dir_all(&folder).map_err(|error| at(&folder, error))?;
        }
        for attempt in 1..=attempts {
            let folder = root.join(WORK).join(attempt.to_string());
            fs::create_dir_all(&folder).map_err(|error| at(&folder, error))?;
        }
        let path = root.join(".lock");
        let lock = File::create(&path).map_err(|error| at(&path, error))?;
        lock.try_lock().map_err(|_| format!("{}: another program has these folders; stop it first", root.display()))?;
        let folders =
            Self { root: root.into(), settle, attempts, seen: BTreeMap::new(), ready: Vec::new(), _lock: lock };
        let claimed = (1..=attempts).map(|attempt| format!("{WORK}/{attempt}"));
        for folder in [IN, OUT, REVIEW, FAILED].map(String::from).into_iter().chain(claimed) {
            let folder = root.join(folder);
            for half in names(&folder).map_err(|error| at(&folder, error))?.filter(|name| is_half(name)) {
                let path = folder.join(half);
                fs::remove_file(&path).map_err(|error| at(&path, error))?;
            }
        }
        Ok(folders)
    }

    /// Takes on a file: first one that was claimed before, then one that came in. Each taking counts as an attempt.
    pub(crate) fn claim(&mut self) -> Result<Option<Claimed>, String> {
        let root = self.root.display().to_string();
        let failed = |error: io::Error| format!("{root}: {error}");
        for attempt in (1..=self.attempts).rev() {
            let folder = self.root.join(WORK).join(attempt.to_string());
            let Some(name) = names(&folder).map_err(failed)?.min() else { continue };
            let path = folder.join(&name);
            if attempt == self.attempts {
                return Ok(Some(Claimed { name, path, attempt: Attempt::Spent }));
            }
            return self.take(&path, &name, attempt + 1).map(Some).map_err(failed);
        }
        if self.ready.is_empty() {
            self.ready = self.steady().map_err(failed)?;
        }
        while let Some(name) = self.ready.pop() {
            let path = self.root.join(IN).join(&name);
            match self.take(&path, &name, 1) {
                Ok(claimed) => return Ok(Some(claimed)),
                // Whoever put it there took it away again.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(format!("{}: {error}", path.display())),
            }
        }
        Ok(None)
    }

    /// True when nothing is left to do.
    pub(crate) fn is_done(&self) -> Result<bool, String> {
        let folders = (1..=self.attempts).map(|attempt| self.root.join(WORK).join(attempt.to_string()));
        for folder in folders.chain([self.root.join(IN)]) {
            let mut left = names(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            if left.any(|name| !is_hidden(&name) && folder.join(&name).is_file()) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Passes a file on: as it is, or with new contents.
    pub(crate) fn pass(&self, claimed: &Claimed, repaired: Option<&[u8]>) -> io::Result<()> {
        if let (Some(bytes), Some(folder)) = (repaired, claimed.path.parent()) {
            write(folder, &claimed.name, bytes)?;
        }
        self.go(claimed, OUT)
    }

    /// Holds a file for review, as it came, with its page.
    pub(crate) fn hold(&self, claimed: &Claimed, page: &[u8]) -> io::Result<()> {
        write(&self.root.join(REVIEW), &with(&claimed.name, ".review.html"), page)?;
        self.go(claimed, REVIEW)
    }

    /// Puts a file aside, as it came, with the reason.
    pub(crate) fn fail(&self, claimed: &Claimed, reason: &str) -> io::Result<()> {
        write(&self.root.join(FAILED), &with(&claimed.name, ".reason.txt"), format!("{reason}\n").as_bytes())?;
        self.go(claimed, FAILED)
    }

    /// Where files are brought in from elsewhere.
    pub(crate) fn inbox(&self) -> Inbox {
        Inbox { root: self.root.clone(), attempts: self.attempts }
    }

    fn take(&self, path: &Path, name: &OsStr, attempt: u32) -> io::Result<Claimed> {
        let claimed = self.root.join(WORK).join(attempt.to_string()).join(name);
        fs::rename(path, &claimed)?;
        let attempt = if attempt == self.attempts { Attempt::Last } else { Attempt::Early };
        Ok(Claimed { name: name.into(), path: claimed, attempt })
    }

    fn go(&self, claimed: &Claimed, folder: &str) -> io::Result<()> {
        let folder = self.root.join(folder);
        fs::rename(&claimed.path, folder.join(&claimed.name))?;
        sync(&folder);
        Ok(())
    }

    /// The files that came in and are written to no longer, the last name first.
    fn steady(&mut self) -> io::Result<Vec<OsString>> {
        let folder = self.root.join(IN);
        let (mut seen, mut ready) = (BTreeMap::new(), Vec::new());
        for name in names(&folder)?.filter(|name| !is_hidden(name)) {
            let Ok(metadata) = fs::metadata(folder.join(&name)) else { continue };
            if !metadata.is_file() {
                continue;
            }
            let now = (metadata.len(), metadata.modified()?);
            let before = self.seen.get(&name).filter(|(len, time, _)| (*len, *time) == now);
            let since = before.map_or_else(Instant::now, |(.., since)| *since);
            if since.elapsed() >= self.settle {
                ready.push(name);
            } else {
                seen.insert(name, (now.0, now.1, since));
            }
        }
        self.seen = seen;
        ready.sort();
        ready.reverse();
        Ok(ready)
    }
}

/// Where files are brought in from elsewhere.
pub(crate) struct Inbox {
    root: PathBuf,
    attempts: u32,
}

impl Inbox {
    /// Puts a file in, unless one of its name is there or was dealt with. True if it was put.
    pub(crate) fn bring(&self, name: &OsStr, bytes: &[u8]) -> io::Result<bool> {
        let attempts = (1..=self.attempts).map(|attempt| format!("{WORK}/{attempt}"));
        // In the order in which files move, so that one that moves meanwhile is met further on.
        let way = [IN.to_string()].into_iter().chain(attempts).chain([OUT, REVIEW, FAILED].map(String::from));
        for folder in way {
            if self.root.join(folder).join(name).try_exists()? {
                return Ok(false);
            }
        }
        write(&self.root.join(IN), name, bytes)?;
        Ok(true)
    }
}

/// Puts a file of these contents in a folder, whole or not at all.
fn write(folder: &Path, name: &OsStr, bytes: &[u8]) -> io::Result<()> {
    let mut half = OsString::from(HALF);
    half.push(name);
    let half = folder.join(half);
    let mut file = File::create(&half)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&half, folder.join(name))?;
    sync(folder);
    Ok(())
}

/// What begins the name of a file that is being written.
const HALF: &str = ".newsroom-";

fn is_half(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(HALF.as_bytes())
}

/// Files that others are still writing, by custom.
fn is_hidden(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.ends_with(b".part") || name.ends_with(b".tmp")
}

fn with(name: &OsStr, ending: &str) -> OsString {
    let mut longer = name.to_os_string();
    longer.push(ending);
    longer
}

fn names(folder: &Path) -> io::Result<impl Iterator<Item = OsString>> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    Ok(entries.into_iter().map(|entry| entry.file_name()))
}

/// A rename reaches the disk with its folder; where a folder cannot be opened, the system sees to it.
fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
