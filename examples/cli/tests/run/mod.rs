//! Runs the program and keeps files for it.

// A run that cannot be set up is a failed test. No test file needs all of this.
#![allow(dead_code, clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::process::{Child, Command, Stdio};

/// What a run left behind.
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) talk: String,
}

/// Runs the program with nothing on its standard input.
pub(crate) fn limpide<const N: usize>(args: [&str; N]) -> Done {
    with_input(&args, "")
}

/// Runs the program with `input` on its standard input.
pub(crate) fn with_input(args: &[&str], input: &str) -> Done {
    finish(start(args), input)
}

/// Runs the program in a folder.
pub(crate) fn inside(folder: &Folder, args: &[&str]) -> Done {
    inside_of(&folder.path(""), args)
}

/// Runs the program in the folder of that path.
pub(crate) fn inside_of(path: &str, args: &[&str]) -> Done {
    finish(command(args).current_dir(path).spawn().unwrap(), "")
}

/// Runs the program with nobody reading its standard output.
pub(crate) fn unheard(args: &[&str], input: &str) -> Done {
    let mut child = start(args);
    drop(child.stdout.take());
    finish(child, input)
}

/// Runs the program in a locale.
pub(crate) fn in_locale(variables: &[(&str, &str)], args: &[&str], input: &str) -> Done {
    finish(start_with(variables, args), input)
}

/// Runs the program where the system gives no more than so many MiB of addresses, as far as it can be told to; the program
/// and its data take some sixty.
pub(crate) fn within(mebibytes: usize, args: &[&str]) -> Done {
    if cfg!(not(target_os = "linux")) {
        return with_input(args, "");
    }
    let script = format!("ulimit -v {}; exec \"$0\" \"$@\"", mebibytes << 10);
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_limpide")]).args(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    finish(command.spawn().unwrap(), "")
}

fn start(args: &[&str]) -> Child {
    start_with(&[], args)
}

fn start_with(variables: &[(&str, &str)], args: &[&str]) -> Child {
    command(args).envs(variables.iter().copied()).spawn().unwrap()
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_limpide"));
    for variable in ["CLICOLOR_FORCE", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(variable);
    }
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn finish(mut child: Child, input: &str) -> Done {
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_string();
    let feeding = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    Done {
        code: output.status.code().unwrap(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        bytes: output.stdout,
        talk: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder that goes away with the test.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_string()
    }

    pub(crate) fn file(&self, name: &str, contents: &str) -> String {
        let path = self.path(name);
        fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
        fs::write(&path, contents).unwrap();
        path
    }

    /// The names in the folder, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// What changes when a file is written or replaced.
    pub(crate) fn identity(&self, path: &str) -> (std::time::SystemTime, u64) {
        let metadata = fs::metadata(path).unwrap();
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let inode = 0;
        (metadata.modified().unwrap(), inode)
    }
}
