//! The table of vectors: what was put into it is found as it was, and damaged tables are refused or read as far as they go.

#![allow(missing_docs, clippy::unwrap_used)]

use limpide::vectors::{LARGEST, REACH, Vector, Vectors, WIDTH, compile};

/// A hash as those of words are.
fn word(number: u64) -> u64 {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn vector(seed: usize) -> Vector {
    let numbers = std::array::from_fn(|at| ((seed * 31 + at * 7) % 15) as i8 - LARGEST);
    Vector { scale: (seed % 256) as u8, bias: (seed % 200) as i8, numbers }
}

fn compiled(size: usize) -> Vec<u8> {
    let rows: Vec<(u64, Vector)> = (1..=size).map(|seed| (word(seed as u64), vector(seed))).collect();
    let (near, words) = rows.split_at(size / 2);
    compile(&[[0.5; WIDTH]; 2 * REACH], near, words)
}

#[test]
fn each_word_is_found_in_its_role_and_no_other() {
    for size in [0, 1, 2, 3, 100, 3_001] {
        let vectors = Vectors::from_vec(compiled(size)).unwrap();
        for seed in 1..=size {
            let (near, stands) = (vectors.near(word(seed as u64)), vectors.word(word(seed as u64)));
            let wanted = Some(vector(seed));
            assert_eq!(
                (near, stands),
                if seed <= size / 2 { (wanted, None) } else { (None, wanted) },
                "{seed} of {size}"
            );
        }
        assert_eq!((vectors.near(word(0)), vectors.word(word(size as u64 + 1))), (None, None));
    }
}

#[test]
fn a_scale_is_no_less_than_asked_and_hardly_more() {
    for scale in [0.001_f32, 0.02, 0.3, 1.0, 2.5] {
        let kept = Vector::scale(Vector::code(scale));
        assert!(kept >= scale * 0.999 && kept < scale * 1.07, "{scale} is kept as {kept}");
    }
}

#[test]
fn damaged_tables_are_refused_or_read_without_panic() {
    let whole = compiled(20);
    assert!(Vectors::from_vec(whole.get(..whole.len() / 2).unwrap().to_vec()).is_err());
    assert!(Vectors::from_vec(Vec::new()).is_err());
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        if let Ok(vectors) = Vectors::from_vec(bytes) {
            let found =
                (0..30).filter(|seed| vectors.near(word(*seed)).or(vectors.word(word(*seed))).is_some()).count();
            assert!(found <= 20, "more is found than was put in");
        }
    }
}

#[test]
fn nothing_is_known_where_there_is_nothing() {
    assert_eq!(Vectors::empty().word(word(1)), None);
}
