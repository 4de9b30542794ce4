//! The table of counts: what was put into it is found, whatever its size, and hardly anything else is.

#![allow(missing_docs, clippy::unwrap_used)]

use limpide::contexts::{Contexts, compile};

/// A hash as keys are.
fn key(number: u64) -> u64 {
    let mut mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ mixed >> 31
}

#[test]
fn what_was_counted_is_found_and_hardly_anything_else() {
    // From one slot to many parts of the sieve; the last slots of a full table go on in the first.
    for size in [0, 1, 2, 15, 16, 17, 230, 231, 500, 5_000] {
        let counts: Vec<(u64, u32)> = (1..=size).map(|number| (key(number), 1 + (number % 60) as u32)).collect();
        let contexts = Contexts::from_vec(compile(&counts)).unwrap();
        let wrong = counts.iter().filter(|(key, count)| contexts.count(*key) != *count as f32).count();
        // A fingerprint has 16 bits, and some fifty of them are looked at.
        assert!(wrong as u64 * 200 <= size, "{wrong} of {size} are not found");
        let others = 20_000;
        let found = (1..=others).filter(|number| contexts.count(key(size + number)) != 0.0).count();
        assert!(found * 200 < others as usize, "{found} keys of no count are found among {size}");
    }
}

#[test]
fn keys_beside_each_other_are_told_apart() {
    // All want the last slot, and go on in the first ones.
    let counts: Vec<(u64, u32)> = (1..=40).map(|number| (u64::MAX << 16 | number, number as u32)).collect();
    let contexts = Contexts::from_vec(compile(&counts)).unwrap();
    for (key, count) in counts {
        assert_eq!(contexts.count(key), count as f32, "{key:x}");
    }
    assert_eq!(contexts.count(u64::MAX << 16 | 41), 0.0);
}

#[test]
fn nothing_is_counted_where_there_is_nothing() {
    assert_eq!(Contexts::empty().count(key(1)), 0.0);
}
