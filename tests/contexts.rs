//! The counts: what was put into a row is found there, whatever its size, and hardly anything else is.

#![allow(missing_docs, clippy::unwrap_used)]

use limpide::contexts::{Beside, Contexts, Entry, Kind, Owner, compile};

/// A hash as keys are.
fn key(number: u64) -> u32 {
    Beside::Left.key([number])
}

#[test]
fn what_was_counted_is_found_and_hardly_anything_else() {
    // From one key to more than fingerprints have bits for.
    for size in [0, 1, 2, 15, 16, 17, 230, 500, 5_000, 50_000] {
        let owner = Owner::Word(size);
        let counts: Vec<_> = (1..=size).map(|one| (owner, Entry::Beside(key(one)), 1 + (one % 60) as u32)).collect();
        let contexts = Contexts::from_vec(compile(&counts)).unwrap();
        let row = contexts.row(owner);
        let wrong = (1..=size).filter(|one| row.count(key(*one)) != 1.0 + (one % 60) as f32).count();
        assert!(wrong as u64 * 200 <= size, "{wrong} of {size} are not found");
        let others = 20_000;
        let found = (1..=others).filter(|one| row.count(key(size + one)) != 0.0).count();
        assert!(found * 500 < others as usize, "{found} keys of no count are found among {size}");
    }
}

#[test]
fn large_counts_are_known_within_three_percent() {
    let counts: Vec<u32> = (0..21).flat_map(|power| [(1 << power), (1 << power) * 5 / 4]).collect();
    let rows: Vec<_> =
        counts.iter().map(|count| (Owner::Word(1), Entry::Beside(key((*count).into())), *count)).collect();
    let row = Contexts::from_vec(compile(&rows)).unwrap().row(Owner::Word(1));
    for count in counts {
        let found = row.count(key(count.into()));
        let exact = if count < 64 { count as f32 } else { found };
        assert_eq!(found, exact);
        assert!((found / count as f32 - 1.0).abs() < 0.03, "{found} for {count}");
    }
}

#[test]
fn each_owner_has_its_own_row() {
    let owners = || (0..2_000).flat_map(|one| [Owner::Word(one), Owner::Class(one)]).chain([Owner::Anything]);
    let mut counts = Vec::new();
    for (owner, number) in owners().zip(1..) {
        counts.push((owner, Entry::All, number));
        counts.push((owner, Entry::Capital, 1));
        // Two rows in three have no keys.
        if number % 3 == 0 {
            counts.push((owner, Entry::Beside(key(7)), number));
        }
    }
    let contexts = Contexts::from_vec(compile(&counts)).unwrap();
    for (owner, number) in owners().zip(1_u32..) {
        let row = contexts.row(owner);
        let near = |count: f32| (count / number as f32 - 1.0).abs() < 0.03;
        assert!(near(row.all()) && row.capital() == 1.0, "{owner:?}");
        assert!(if number % 3 == 0 { near(row.count(key(7))) } else { row.count(key(7)) == 0.0 }, "{owner:?}");
    }
    assert_eq!(contexts.row(Owner::Word(2_000)).all(), 0.0);
}

#[test]
fn a_count_is_kept_in_the_row_of_its_owner() {
    let (word, owner) = (Owner::Word(7), |kind: Kind, parts: &[u64]| kind.kept(parts));
    assert_eq!(owner(Kind::LeftWordRight, &[1, 7, 2]), Some((word, Entry::Beside(Beside::LeftRight.key([1, 2])))));
    assert_eq!(owner(Kind::WordRight, &[7, 2]), Some((word, Entry::Beside(Beside::Right.key([2])))));
    assert_eq!(owner(Kind::ClassLeftLeftClass, &[1, 2, 7]).map(|(owner, _)| owner), Some(Owner::Class(7)));
    assert_eq!(owner(Kind::AnyLeft, &[1]), Some((Owner::Anything, Entry::Beside(Beside::Left.key([1])))));
    assert_eq!(owner(Kind::Word, &[7]), Some((word, Entry::All)));
    for (kind, parts) in [(Kind::WordRight, [7].as_slice()), (Kind::LeftWord, &[1, 7, 2]), (Kind::LeftLeftWord, &[])] {
        assert_eq!(kind.kept(parts), None, "{kind:?}");
    }
}

#[test]
fn nothing_is_counted_where_there_is_nothing() {
    let nothing = Contexts::empty();
    assert_eq!((nothing.row(Owner::Anything).count(key(1)), nothing.word_count("front")), (0.0, 0.0));
}

#[test]
fn damaged_counts_are_refused_or_harmless() {
    let mut counts = vec![(Owner::Anything, Entry::All, 900)];
    for word in 0..20 {
        counts.push((Owner::Word(word), Entry::All, 12));
        counts.extend((0..word).map(|one| (Owner::Word(word), Entry::Beside(key(one)), 1 + (one * one) as u32)));
    }
    let bytes = compile(&counts);
    let look = |contexts: &Contexts| {
        for word in 0..20 {
            let row = contexts.row(Owner::Word(word));
            assert!((0..40).all(|one| row.count(key(one)).is_finite()) && row.all().is_finite());
        }
    };
    let (mut refused, mut cut_short) = (0, 0);
    for at in 0..bytes.len() {
        for bits in [0x01, 0x55, 0x80, 0xff] {
            let mut damaged = bytes.clone();
            damaged[at] ^= bits;
            match Contexts::from_vec(damaged) {
                Ok(contexts) => look(&contexts),
                Err(_) => refused += 1,
            }
        }
        let cut = bytes[..at].to_vec();
        match Contexts::from_vec(cut.clone()) {
            // The padding at the end says nothing, and without a table of sections there are none.
            Ok(contexts) => look(&contexts),
            Err(_) => cut_short += 1,
        }
        for fill in [0x00, 0xff] {
            let mut damaged = cut.clone();
            damaged.resize(bytes.len(), fill);
            if let Ok(contexts) = Contexts::from_vec(damaged) {
                look(&contexts);
            }
        }
    }
    assert!(cut_short + 20 > bytes.len(), "{cut_short} of {}", bytes.len());
    assert!(refused > 50, "{refused}");
}
