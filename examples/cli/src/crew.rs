//! Inputs side by side: small files are dealt with at once, on all threads, and their results given in order.
//!
//! Law: what comes out does not depend on the number of threads; what is held is bounded by [`SMALL`] and [`AHEAD`]. A larger file
//! is dealt with by itself when its turn comes, for it keeps all threads busy alone, and standard input too. Rejected: to
//! hand every file out, of which two could be a gigabyte each.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::input::Input;
use crate::packed::is_packed;
use crate::stop::Stop;

/// The most bytes of a small file.
const SMALL: u64 = 64 << 10;
/// How many results may wait for their turn, for each thread.
const AHEAD: usize = 4;

/// Does `work` on each small input, and gives what came of it to `each`, in order and on the thread that calls; `None` for the
/// inputs that it has to deal with itself.
pub(crate) fn in_order<T: Send>(
    inputs: &[Input],
    threads: usize,
    work: impl Fn(&Input) -> T + Sync,
    mut each: impl FnMut(&Input, Option<T>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    if threads < 2 || inputs.len() < 2 {
        return inputs.iter().try_for_each(|input| each(input, None));
    }
    let board = Board { state: Mutex::default(), moved: Condvar::new() };
    let ahead = threads.saturating_mul(AHEAD);
    let small: Vec<bool> = inputs.iter().map(is_small).collect();
    std::thread::scope(|scope| {
        for _ in 0..threads.min(inputs.len()) {
            let hand = || while board.take(inputs, &small, ahead, &work) {};
            // Those that are not to be had leave the work to the others, and to the thread that calls.
            let _ = std::thread::Builder::new().spawn_scoped(scope, hand);
        }
        let done = inputs.iter().zip(&small).enumerate().try_for_each(|(index, (input, small))| {
            let result = if *small { Some(board.result(index, input, &work)) } else { None };
            board.given(index);
            each(input, result)
        });
        board.given(usize::MAX);
        done
    })
}

/// What a panic leaves goes on in the thread that called.
type Outcome<T> = Result<T, Box<dyn Any + Send>>;

struct Board<T> {
    state: Mutex<State<T>>,
    moved: Condvar,
}

struct State<T> {
    /// The first input that nobody has begun.
    next: usize,
    /// The first whose result was not given.
    given: usize,
    done: BTreeMap<usize, Outcome<T>>,
}

impl<T> Default for State<T> {
    fn default() -> Self {
        Self { next: 0, given: 0, done: BTreeMap::new() }
    }
}

impl<T> Board<T> {
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'b>(&self, state: MutexGuard<'b, State<T>>) -> MutexGuard<'b, State<T>> {
        self.moved.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// Deals with the next input; false where there is none.
    fn take(&self, inputs: &[Input], small: &[bool], ahead: usize, work: &impl Fn(&Input) -> T) -> bool {
        let mut state = self.state();
        let (index, input) = loop {
            while small.get(state.next) == Some(&false) {
                state.next += 1;
            }
            let index = state.next;
            let Some(input) = inputs.get(index).filter(|_| state.given < inputs.len()) else { return false };
            if index < state.given.saturating_add(ahead) {
                state.next += 1;
                break (index, input);
            }
            state = self.wait(state);
        };
        drop(state);
        let outcome = catch_unwind(AssertUnwindSafe(|| work(input)));
        self.state().done.insert(index, outcome);
        self.moved.notify_all();
        true
    }

    /// What came of an input: of one that nobody has begun, it is made here.
    fn result(&self, index: usize, input: &Input, work: &impl Fn(&Input) -> T) -> T {
        let mut state = self.state();
        loop {
            if let Some(outcome) = state.done.remove(&index) {
                drop(state);
                return outcome.unwrap_or_else(|panic| {
                    // Nobody waits for what will not come.
                    self.given(usize::MAX);
                    resume_unwind(panic)
                });
            }
            if state.next <= index {
                state.next = index + 1;
                drop(state);
                return work(input);
            }
            state = self.wait(state);
        }
    }

    /// The results up to this one were given.
    fn given(&self, index: usize) {
        self.state().given = index.saturating_add(1);
        self.moved.notify_all();
    }
}

fn is_small(input: &Input) -> bool {
    !is_packed(input.name()) && input.len().is_some_and(|len| len <= SMALL)
}
