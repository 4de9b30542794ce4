//! Chunks judged side by side, and given in order.
//!
//! Law: what comes out does not depend on the number of workers, and what is held in memory does not grow with it: the bytes
//! on their way are bounded, not the chunks. Rejected: a pool of a library, which has no bound in bytes; and batches between
//! which all wait for the slowest.

use std::any::Any;
use std::collections::BTreeMap;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, mpsc};

use super::chunk::{Chunk, Chunks};
use crate::error::Error;

/// Bytes that are handed over at once: small articles are not worth a message each.
const BATCH: usize = 64 * 1024;
/// Bytes that are on their way.
const HELD: usize = 1024 * 1024;
/// How many times its bytes an article counts that is longer than [`SHORT`]: it takes many times as much while it is judged. So
/// parts of a text are judged one after the other, whatever the number of workers; and by the thread that calls, for each
/// other thread would keep as much memory for itself.
const LONG: usize = 16;
/// As long as most articles are.
const SHORT: usize = 8 * 1024;

/// What came of a batch; or the panic that ended it, which goes on in the thread that called.
type Outcome<T> = Result<Vec<(Chunk, T)>, Box<dyn Any + Send>>;

/// See [`Chunks::in_order`].
pub(super) fn in_order<R: Read, T: Send, E: From<Error>>(
    workers: usize,
    chunks: &mut Chunks<R>,
    work: impl Fn(&Chunk) -> T + Sync,
    mut each: impl FnMut(Chunk, T) -> Result<(), E>,
) -> Result<(), E> {
    if workers < 2 {
        return chunks.try_for_each(|chunk| {
            let chunk = chunk?;
            let done = work(&chunk);
            each(chunk, done)
        });
    }
    let (jobs, todo) = mpsc::channel::<(usize, Vec<Chunk>)>();
    let (answers, done) = mpsc::channel::<(usize, Outcome<T>)>();
    let todo = Mutex::new(todo);
    let judged = |batch: Vec<Chunk>| {
        let judged = batch.into_iter().map(|chunk| {
            let done = work(&chunk);
            (chunk, done)
        });
        catch_unwind(AssertUnwindSafe(|| judged.collect::<Vec<_>>()))
    };
    std::thread::scope(|scope| {
        let hire = || {
            let (todo, judged, answers) = (&todo, &judged, answers.clone());
            let worker = move || {
                let next = || todo.lock().ok().and_then(|todo| todo.recv().ok());
                while let Some((number, batch)) = next() {
                    if answers.send((number, judged(batch))).is_err() {
                        return;
                    }
                }
            };
            std::thread::Builder::new().spawn_scoped(scope, worker).map(drop)
        };
        // It goes with this call, whichever way that ends, and then the workers end too.
        let jobs = jobs;
        let mut end = None;
        let (mut hired, mut sent, mut done_with, mut given, mut held) = (0, 0, 0, 0, 0);
        let mut waiting = BTreeMap::new();
        loop {
            while end.is_none() && held < HELD {
                let (batch, more, stop) = next_batch(chunks);
                end = stop;
                let alone = more >= HELD || batch.iter().any(|chunk| chunk.reading.is_some());
                if alone && given == sent {
                    for chunk in batch {
                        let done = work(&chunk);
                        each(chunk, done)?;
                    }
                } else if !batch.is_empty() && jobs.send((sent, batch)).is_ok() {
                    (sent, held) = (sent + 1, held + more);
                    // A thread keeps memory even when it is idle: no more of them than there is work for; where none can be had,
                    // those that are there do it.
                    if hired + 1 < workers.min(sent - done_with) && hire().is_ok() {
                        hired += 1;
                    }
                }
            }
            if given == sent {
                return end.unwrap_or(Ok(())).map_err(E::from);
            }
            // The thread that calls judges too while it waits, or two threads would be one that judges and one that reads, or three.
            let own = || {
                // Let go of before it is judged: the others wait for what is to do too.
                let next = todo.try_lock().ok()?.try_recv();
                next.ok().map(|(number, batch)| (number, judged(batch)))
            };
            let Some((number, outcome)) = done.try_recv().ok().or_else(own).or_else(|| done.recv().ok()) else {
                return Ok(());
            };
            done_with += 1;
            waiting.insert(number, outcome);
            while let Some(outcome) = waiting.remove(&given) {
                given += 1;
                for (chunk, done) in outcome.unwrap_or_else(|panic| resume_unwind(panic)) {
                    held -= size(&chunk);
                    each(chunk, done)?;
                }
            }
        }
    })
}

/// What a chunk counts.
fn size(chunk: &Chunk) -> usize {
    let len = chunk.bytes().len();
    if len > SHORT { LONG * len } else { len }
}

/// The next chunks, what they count, and how the reader ended where it did.
fn next_batch<R: Read>(chunks: &mut Chunks<R>) -> (Vec<Chunk>, usize, Option<Result<(), Error>>) {
    let (mut batch, mut held) = (Vec::new(), 0);
    while held < BATCH {
        match chunks.next() {
            Some(Ok(chunk)) => {
                held += size(&chunk);
                batch.push(chunk);
            }
            Some(Err(error)) => return (batch, held, Some(Err(error))),
            None => return (batch, held, Some(Ok(()))),
        }
    }
    (batch, held, None)
}
