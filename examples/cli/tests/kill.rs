//! `limpide fix --write`, killed while it writes.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod run;

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use run::{Folder, with_input};

const OLD: &str = "Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires.\n";
const NEW: &str = "Sur les lignes de front, le front résiste grâce aux technologies militaires.\n";
const FILES: usize = 1000;
const KILLS: u32 = 5;

/// How many files of a killed program lie half written.
fn temporary(folder: &Folder) -> usize {
    folder.names().iter().filter(|name| name.starts_with(".limpide-")).count()
}

#[test]
fn every_file_is_whole_old_or_new_though_the_program_is_killed() {
    let folder = Folder::new();
    let names: Vec<String> = (0..FILES).map(|number| format!("{number:04}.txt")).collect();
    let paths: Vec<String> = names.iter().map(|name| folder.file(name, OLD)).collect();
    let count = |text: &str| paths.iter().filter(|path| fs::read_to_string(path).unwrap() == text).count();
    let (mut figures, mut left) = (Vec::new(), 0);
    for kill in 1..=KILLS {
        let mut command = Command::new(env!("CARGO_BIN_EXE_limpide"));
        let mut child =
            command.args(["fix", "--write"]).args(&paths).stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Files are taken in order: once so many are new, the program is amid the next.
        let until = FILES * kill as usize / (KILLS as usize + 1) + 7 * kill as usize;
        let began = Instant::now();
        while fs::read_to_string(&paths[until]).unwrap() == OLD {
            assert!(began.elapsed() < Duration::from_secs(120), "it does not come to file {until}");
            std::thread::sleep(Duration::from_millis(1));
        }
        // And while the next stands half written, if the disk is slow enough for that to be seen.
        while temporary(&folder) == left && began.elapsed() < Duration::from_secs(120) {}
        child.kill().unwrap();
        child.wait().unwrap();
        let (old, new) = (count(OLD), count(NEW));
        assert_eq!(old + new, FILES, "a file is neither old nor new");
        // What is left of a file that was being written is hidden, and not named like an article.
        left = temporary(&folder);
        let others = folder.names().into_iter().filter(|name| !name.starts_with(".limpide-") || name.ends_with(".txt"));
        assert_eq!(others.collect::<Vec<_>>(), names);
        figures.push(format!("{new} new, {old} old, {left} half written"));
    }
    println!("{FILES} files, killed {KILLS} times: {}", figures.join("; "));
    let rest: Vec<&str> = ["fix", "--write"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    assert_eq!(with_input(&rest, "").code, 0);
    assert_eq!(count(NEW), FILES);
}
