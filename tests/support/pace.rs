//! Time in proportion: what is eight times as long may take eight times as much and some more, and no 64 times.
//!
//! Law: a reader that takes too long is found out each time, and one that does not is not blamed for what else the machine
//! does: one good measurement of a few acquits. Rejected: one measurement, which fails by chance where others are at work.

use std::time::{Duration, Instant};

/// How often it is measured before it counts.
const ROUNDS: usize = 5;

/// Holds that to `run` the long one takes less than `most` times what the short one takes, or than `floor` if that is more:
/// what takes no time at all cannot be compared.
#[track_caller]
pub(crate) fn in_proportion<T>(name: &str, most: u32, floor: Duration, [short, long]: [T; 2], run: impl Fn(&T)) {
    let timed = |given: &T| {
        let once = || {
            let began = Instant::now();
            run(given);
            began.elapsed()
        };
        once().min(once())
    };
    let mut took = Vec::new();
    let within = (0..ROUNDS).any(|_| {
        let (short, long) = (timed(&short), timed(&long));
        took.push((short, long));
        long < most * short.max(floor)
    });
    assert!(within, "{name}: {took:?}");
}
