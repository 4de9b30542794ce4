//! The pages of the cases, broken at random: a fuzzer without tools. What it found stands in `FOUND`.

use std::time::{Duration, Instant};

use super::folder::cases;
use super::laws::obeys;
use super::support::{Chance, french};
use super::{open, oracle, reckless};

/// Inputs that broke a law once.
const FOUND: [&str; 4] = [
    "<table><tr><td><template><p>Le entrance<td>les applied sciences</table>Le entrance",
    "<p>Un <span translate=no>groupe <select><option>Sud<blockquote><p>a</blockquote><p>Le entrance, les applied sciences.",
    "<svg><title>V<title>iews</title></svg><p>Le entrance tient, les applied sciences aussi.",
    "<div><i lang=en><span><p></div><img alt='le entrance' title='applied sciences'>",
];

/// What is thrown in.
const SCRAPS: [&[u8]; 24] = [
    b"<",
    b">",
    b"</",
    b"<!--",
    b"-->",
    b"&",
    b"&#",
    b";",
    b"\"",
    b"'",
    b"=",
    b"\0",
    b"\xff",
    b"\xc3",
    b"<p>",
    b"</p>",
    b"<b lang=en>",
    b"</b>",
    b"<svg>",
    b"<script>",
    b"<table>",
    b"<title>",
    b"&amp",
    b"\r\n",
];

fn mutated(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(8) {
        let (at, length) = (chance.below(bytes.len() + 1), chance.below(40));
        let end = (at + length).min(bytes.len());
        match chance.below(4) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, SCRAPS[chance.below(SCRAPS.len())].iter().copied())),
            2 => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len());
                let part = other[from..(from + length * 4).min(other.len())].to_vec();
                drop(bytes.splice(at..end, part));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(chance.below(256)).unwrap();
                }
            }
        }
    }
    bytes
}

fn mutate_for(time: Duration, seed: u64) -> usize {
    let seeds: Vec<Vec<u8>> = cases("html").into_iter().map(|case| case.input).collect();
    let (mut chance, began, mut count) = (Chance(seed), Instant::now(), 0);
    while began.elapsed() < time {
        let bytes = mutated(&seeds, &mut chance);
        let outcome = std::panic::catch_unwind(|| {
            obeys(&bytes, french());
            obeys(&bytes, reckless());
        });
        assert!(outcome.is_ok(), "mutation {count} of seed {seed}: {:?}", String::from_utf8_lossy(&bytes));
        count += 1;
    }
    count
}

#[test]
fn what_was_found_obeys() {
    for html in FOUND {
        obeys(html.as_bytes(), reckless());
        let document = open(html.as_bytes());
        let output = String::from_utf8(reckless().check_document(&document).apply().into_owned()).unwrap();
        assert_eq!(oracle::frame(html), oracle::frame(&output));
    }
}

#[test]
fn mutations_obey() {
    assert!(mutate_for(Duration::from_secs(2), 4) > 0);
}

/// `LIMPIDE_FUZZ_SECONDS=300 cargo test --release --test html -- --ignored --nocapture`
#[test]
#[ignore = "long: 20 seconds, or as many as LIMPIDE_FUZZ_SECONDS says"]
fn many_mutations_obey() {
    let seconds = std::env::var("LIMPIDE_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let seed = std::env::var("LIMPIDE_FUZZ_SEED").ok().and_then(|text| text.parse().ok());
    let count = mutate_for(Duration::from_secs(seconds.unwrap_or(20)), seed.unwrap_or(7));
    println!("{count} mutations");
}
