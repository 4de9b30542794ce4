//! A clock that lets several things run in turns.
//!
//! Law: each turn runs all of them once, over all texts, so that what slows the machine slows all alike.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Turns at the least, and how long they go on.
const TURNS: usize = 9;
const LONG: Duration = Duration::from_millis(1500);

/// Something to run over a text; its number keeps the work from being left out.
type Thing<'a> = Box<dyn Fn(&str) -> usize + 'a>;

/// Things to run over texts.
pub(super) struct Clock<'a> {
    texts: &'a [String],
    things: Vec<Thing<'a>>,
}

/// What a thing took over all texts: the middle one of its times.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timed {
    bytes: usize,
    seconds: f64,
}

impl<'a> Clock<'a> {
    pub(super) fn new(texts: &'a [String]) -> Self {
        Self { texts, things: Vec::new() }
    }

    pub(super) fn add(&mut self, thing: impl Fn(&str) -> usize + 'a) {
        self.things.push(Box::new(thing));
    }

    /// Runs what was added, in turns; as many as are asked for, in their order.
    pub(super) fn run<const N: usize>(&self) -> [Timed; N] {
        let bytes = self.texts.iter().map(String::len).sum();
        let mut times: Vec<Vec<f64>> = vec![Vec::new(); self.things.len()];
        let began = Instant::now();
        for turn in 0.. {
            let long = began.elapsed() > LONG * self.things.len() as u32;
            if turn >= TURNS && long || began.elapsed() > 8 * LONG {
                break;
            }
            for (thing, times) in self.things.iter().zip(&mut times) {
                let began = Instant::now();
                for text in self.texts {
                    black_box(thing(black_box(text)));
                }
                times.push(began.elapsed().as_secs_f64());
            }
        }
        core::array::from_fn(|at| {
            let mut times = times.get(at).cloned().unwrap_or_default();
            times.sort_by(f64::total_cmp);
            Timed { bytes, seconds: times.get(times.len() / 2).copied().unwrap_or(f64::INFINITY) }
        })
    }
}

impl Timed {
    pub(super) fn seconds(self) -> f64 {
        self.seconds
    }

    /// Bytes a second.
    pub(super) fn bytes_a_second(self) -> f64 {
        self.bytes as f64 / self.seconds
    }

    /// MB a second, for a table.
    pub(super) fn rate(self) -> String {
        let rate = self.bytes_a_second() / 1e6;
        if rate < 10.0 { format!("{rate:.1}") } else { format!("{rate:.0}") }
    }

    /// How many times as fast as another.
    pub(super) fn against(self, other: Self) -> String {
        format!("{:.2}", other.seconds / self.seconds)
    }
}
