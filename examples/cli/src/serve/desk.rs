//! What all requests share: the cleaner, who may ask, how much is taken on, and the hands that do the work.
//!
//! Law: judging never runs where requests are read and answered. It has as many hands as the machine has cores, however many
//! ask; who waits too long for one is told so. Rejected: a thread for each request, of which a hundred would share two cores
//! and all be late.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use futures_util::StreamExt;
use limpide::Cleaner;
use limpide::report::Language;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

use super::counters::Counters;
use super::options::Limits;
use super::refusal::Refusal;
use crate::talk::Talk;

/// What all requests share.
pub(crate) struct Desk {
    cleaner: RwLock<Cleaner>,
    pub(crate) limits: Limits,
    /// The language of the people who keep the service.
    pub(crate) language: Language,
    pub(crate) counters: Counters,
    pub(crate) talk: Talk,
    token: Option<String>,
    seats: Arc<Semaphore>,
    hands: Arc<Semaphore>,
    stopping: AtomicBool,
}

/// When a request must be answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    at: Instant,
    seconds: u64,
}

impl Deadline {
    /// Refuses to go on when it has passed.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        if Instant::now() < self.at { Ok(()) } else { Err(Refusal::late(self.seconds)) }
    }
}

/// What is read of a body that is too large, so that the client comes to hear why it is refused: this many times the limit.
const DRAINED: usize = 16;

impl Desk {
    pub(crate) fn new(cleaner: Cleaner, limits: Limits, token: Option<String>, language: Language) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            cleaner: RwLock::new(cleaner),
            language,
            counters: Counters::new(),
            talk: Talk::new(),
            token,
            seats: Arc::new(Semaphore::new(limits.max_requests as usize)),
            hands: Arc::new(Semaphore::new(cores)),
            stopping: AtomicBool::new(false),
            limits,
        }
    }

    /// The cleaner, as it is at this moment.
    pub(crate) fn cleaner(&self) -> Cleaner {
        self.cleaner.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Requests that begin from now on get this cleaner.
    pub(crate) fn replace(&self, cleaner: Cleaner) {
        *self.cleaner.write().unwrap_or_else(PoisonError::into_inner) = cleaner;
    }

    /// From now on, those who ask are told that the service stops.
    pub(crate) fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// A seat for a request until it is answered in full.
    pub(crate) fn seat(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        self.seats.clone().try_acquire_owned().map_err(|_| Refusal::busy())
    }

    /// Lets those in who show the token, in the header or as `key`.
    pub(crate) fn admit(&self, headers: &HeaderMap, key: Option<&str>) -> Result<(), Refusal> {
        let Some(token) = &self.token else { return Ok(()) };
        let bearer = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        });
        let known = bearer.into_iter().chain(key).any(|shown| same(shown, token));
        if known { Ok(()) } else { Err(Refusal::stranger()) }
    }

    /// True when whoever asks must show a token.
    pub(crate) fn asks_for_token(&self) -> bool {
        self.token.is_some()
    }

    /// When a request that begins now must be answered.
    pub(crate) fn deadline(&self) -> Deadline {
        let seconds = self.limits.timeout;
        Deadline { at: Instant::now() + Duration::from_secs(seconds), seconds }
    }

    /// All of a request's body.
    pub(crate) async fn read(&self, body: Body, deadline: Deadline) -> Result<Vec<u8>, Refusal> {
        let most = self.limits.max_body as usize;
        let mut pieces = body.into_data_stream();
        let (mut bytes, mut len) = (Vec::new(), 0_usize);
        let reading = async {
            while let Some(piece) = pieces.next().await {
                let piece = piece.map_err(|_| Refusal::bad("the request broke off; send it again, whole"))?;
                len = len.saturating_add(piece.len());
                match len {
                    _ if len <= most => bytes.extend_from_slice(&piece),
                    _ if len > most.saturating_mul(DRAINED) => break,
                    _ => bytes = Vec::new(),
                }
            }
            if len <= most {
                return Ok(());
            }
            Err(Refusal::too_much(format!(
                "the request has more than {most} bytes; send fewer articles at once, stream them to /v1/stream, or start \
                 the service with a larger --max-body"
            )))
        };
        timeout_at(deadline.at, reading).await.unwrap_or_else(|_| Err(Refusal::slow(deadline.seconds)))?;
        Ok(bytes)
    }

    /// Has the work done by a free hand. Who goes away meanwhile leaves the hand busy until it is done.
    pub(crate) async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        deadline: Deadline,
        work: impl FnOnce(&Self, &Cleaner) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let late = |_| Refusal::late(deadline.seconds);
        let hand = timeout_at(deadline.at, self.hands.clone().acquire_owned()).await.map_err(late)?;
        let hand = hand.map_err(|_| Refusal::stopping())?;
        let desk = Arc::clone(self);
        let working = tokio::task::spawn_blocking(move || {
            let _hand = hand;
            work(&desk, &desk.cleaner())
        });
        timeout_at(deadline.at, working).await.map_err(late)?.unwrap_or_else(|_| Err(Refusal::failed()))
    }
}

/// Compares without telling by the time it takes how much was right.
fn same(shown: &str, token: &str) -> bool {
    shown.len() == token.len() && shown.bytes().zip(token.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}
