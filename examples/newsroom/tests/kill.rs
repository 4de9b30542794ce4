//! The program, killed again and again while it works.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const SOUND: &str =
    "Le conseil de la commune a voté la rénovation de la salle des fêtes. Les travaux dureront un an.\n";
const SPUN: &str = "Sur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires.\n";
/// One place in a sound article, and what is made of it.
const TOUCHED: &str = "Le conseil a voté la rénovation de la salle des fêtes, une imaginative and prescient commune. Les travaux dureront un an.\n";
const REPAIRED: &str =
    "Le conseil a voté la rénovation de la salle des fêtes, une vision commune. Les travaux dureront un an.\n";
const BROKEN: &str = "<rss><channel><item><title>Le entrance</title></channel></rss>";
/// Nobody but the test is at fault for the kills.
const PATIENT: [&str; 2] = ["--attempts", "60"];

fn newsroom(root: &Path, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsroom"));
    command.arg(root).args(["--settle", "0"]).args(args);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// What lies in a folder, by name.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())).collect()
}

/// Numbers that are the same in every run.
fn lot(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// Asserts that these files came out once, where they belong.
fn all_came_out_once(root: &Path, files: &BTreeMap<String, &str>) {
    let [out, review, failed] = ["out", "review", "failed"].map(|folder| contents(&root.join(folder)));
    let mut wanted = [0; 3];
    for (name, text) in files {
        let places = [&out, &review, &failed].map(|folder| folder.get(name).map(String::as_str));
        let (place, beside) = match *text {
            SPUN => (1, review.get(&format!("{name}.review.html")).map(|page| page.ends_with("</html>\n"))),
            TOUCHED => (0, Some(true)),
            BROKEN => (2, failed.get(&format!("{name}.reason.txt")).map(|reason| reason.ends_with('\n'))),
            _ => (0, Some(true)),
        };
        let mut expected = [None; 3];
        expected[place] = Some(if *text == TOUCHED { REPAIRED } else { text });
        assert_eq!((places, beside), (expected, Some(true)), "{name}");
        wanted[place] += 1;
    }
    let found = [out.len(), review.len(), failed.len()];
    assert_eq!(found, [wanted[0], 2 * wanted[1], 2 * wanted[2]], "something else lies there");
    assert_eq!(contents(&root.join("in")).len(), 0);
    let claimed = fs::read_dir(root.join("work")).unwrap();
    assert!(claimed.map(|folder| fs::read_dir(folder.unwrap().path()).unwrap().count()).all(|left| left == 0));
}

#[test]
fn every_file_comes_out_once_though_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let files: BTreeMap<String, &str> = (0..400_u32)
        .map(|number| match number % 5 {
            0 => (format!("{number}.txt"), SPUN),
            2 => (format!("{number}.txt"), TOUCHED),
            1 if number.is_multiple_of(2) => (format!("{number}.rss"), BROKEN),
            _ => (format!("{number}.txt"), SOUND),
        })
        .collect();
    fs::create_dir(root.join("in")).unwrap();
    for (name, text) in &files {
        // As others should do it: written beside, then renamed.
        fs::write(root.join("in").join(format!("{name}.part")), text).unwrap();
        fs::rename(root.join("in").join(format!("{name}.part")), root.join("in").join(name)).unwrap();
    }
    let (mut state, mut amid, mut kills) = (7, 0, 0);
    let waiting = || fs::read_dir(root.join("in")).unwrap().count();
    while kills < 40 && waiting() > 0 {
        let (before, mut child) = (waiting(), newsroom(root, &PATIENT));
        // Killed soon after the first file was taken, however long the program needs to start.
        while waiting() == before && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(lot(&mut state) % 16));
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        let claimed = fs::read_dir(root.join("work")).into_iter().flatten();
        amid += claimed.map(|folder| fs::read_dir(folder.unwrap().path()).unwrap().count()).sum::<usize>();
    }
    assert!(newsroom(root, &["--once", PATIENT[0], PATIENT[1]]).wait().unwrap().success());
    println!("{} files, {kills} kills, {amid} of them amid a file", files.len());
    assert!(amid > 0, "no kill came amid a file");
    all_came_out_once(root, &files);
}

#[test]
fn a_file_on_which_the_program_dies_is_put_aside_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for (attempt, name) in [("4", "a.txt"), ("5", "b.txt")] {
        fs::create_dir_all(root.join("work").join(attempt)).unwrap();
        fs::write(root.join("work").join(attempt).join(name), SOUND).unwrap();
    }
    fs::write(root.join("work/4/.newsroom-a.txt"), "Le con").unwrap();
    // A folder is passed over, and nothing to wait for.
    fs::create_dir_all(root.join("in/folder")).unwrap();
    assert!(newsroom(root, &["--once"]).wait().unwrap().success());
    assert_eq!(contents(&root.join("out")), BTreeMap::from([("a.txt".into(), SOUND.to_string())]));
    let failed = contents(&root.join("failed"));
    assert!(failed["b.txt"] == SOUND && failed["b.txt.reason.txt"].starts_with("the program ended"), "{failed:?}");
}

#[test]
fn one_program_has_the_folders() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut first = newsroom(root, &[]);
    while !root.join("failed").exists() || !root.join(".lock").exists() {
        std::thread::sleep(Duration::from_millis(10));
    }
    std::thread::sleep(Duration::from_millis(200));
    assert!(!newsroom(root, &["--once"]).wait().unwrap().success());
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(newsroom(root, &["--once"]).wait().unwrap().success());
}

#[test]
fn records_sent_again_after_a_kill_come_out_once() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let line = |number: usize| {
        let text = if number.is_multiple_of(3) { SPUN } else { SOUND };
        format!("{{\"id\": {number}, \"text\": {text:?}}}\n")
    };
    let stream: String = (0..200).map(line).collect();
    let mut state = 11;
    for _ in 0..5 {
        let mut child = newsroom(root, &["--stdin", PATIENT[0], PATIENT[1]]);
        let (mut stdin, stream) = (child.stdin.take().unwrap(), stream.clone());
        let feeding = std::thread::spawn(move || drop(stdin.write_all(stream.as_bytes())));
        std::thread::sleep(Duration::from_millis(40 + lot(&mut state) % 200));
        child.kill().unwrap();
        child.wait().unwrap();
        feeding.join().unwrap();
    }
    let mut child = newsroom(root, &["--stdin", PATIENT[0], PATIENT[1]]);
    child.stdin.take().unwrap().write_all(stream.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    let mut came: Vec<String> = contents(&root.join("out")).into_values().collect();
    came.extend(
        contents(&root.join("review")).into_iter().filter(|(name, _)| name.ends_with(".jsonl")).map(|(_, text)| text),
    );
    let mut wanted: Vec<String> = (0..200).map(line).collect();
    came.sort();
    wanted.sort();
    assert_eq!(came, wanted);
}

#[test]
fn a_file_that_is_still_being_written_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("in")).unwrap();
    let mut slow = fs::File::create(root.join("in/slow.txt")).unwrap();
    fs::write(root.join("in/copy.txt.part"), "Le ent").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsroom"));
    let mut child = command.arg(root).args(["--settle", "2"]).stderr(Stdio::null()).spawn().unwrap();
    for word in SOUND.split_inclusive(' ') {
        slow.write_all(word.as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(200));
        assert!(root.join("in/slow.txt").exists(), "it was taken half written");
    }
    drop(slow);
    let came = root.join("out/slow.txt");
    for _ in 0..100 {
        if came.exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fs::read_to_string(came).unwrap(), SOUND);
    assert_eq!(contents(&root.join("in")).into_keys().collect::<Vec<_>>(), ["copy.txt.part"]);
}
