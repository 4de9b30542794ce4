//! `limpide serve`: the service.
//!
//! Law: it keeps nothing of what it is sent. What it cannot take on it refuses with an answer that says why and what to do; when
//! it is told to stop, it takes nothing new and finishes what it began. Rejected: a service of its own beside the command, which
//! would read its dictionaries and options in other words.

mod articles;
mod counters;
mod desk;
mod doors;
mod entries;
mod languagetool;
mod lines;
mod listen;
mod options;
mod refusal;
mod review;
mod sent;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use limpide::Cleaner;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

pub(crate) use options::Serve;

use crate::config::Which;
use crate::stop::Stop;
use crate::talk::Talk;
use crate::words::Words;
use desk::Desk;

/// Serves until it is told to stop.
pub(crate) fn run(options: &Serve, settings: &Which, words: Words, talk: &mut Talk) -> Result<bool, Stop> {
    let cleaner = cleaner(options, settings)?;
    let desk = Arc::new(Desk::new(cleaner, options.limits.clone(), options.token.clone(), words.language()));
    if !options.listen.ip().is_loopback() && options.token.is_none() {
        talk.warning("whoever reaches this machine can use the service; give it a token with LIMPIDE_TOKEN or --token");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Stop::Because(format!("cannot start: {error}")))?;
    let done = runtime.block_on(serve(options, settings, &desk, talk));
    // Work that nobody waits for any longer does not keep the program.
    runtime.shutdown_timeout(Duration::from_millis(100));
    done.map(|()| false)
}

/// The cleaner that the options and the file of settings describe now.
fn cleaner(options: &Serve, settings: &Which) -> Result<Cleaner, Stop> {
    options.rules.with(&settings.read()?).cleaner()
}

async fn serve(options: &Serve, settings: &Which, desk: &Arc<Desk>, talk: &mut Talk) -> Result<(), Stop> {
    let listen = options.listen;
    let refused =
        |error: std::io::Error| Stop::Because(format!("cannot listen on {listen}: {error}; choose another --listen"));
    let listener = TcpListener::bind(listen).await.map_err(refused)?;
    let address: SocketAddr = listener.local_addr().map_err(refused)?;
    let mut signals = Signals::new().map_err(|error| Stop::Because(format!("cannot hear signals: {error}")))?;
    let (stop, stopped) = oneshot::channel::<()>();
    let patience = Duration::from_secs(options.limits.timeout);
    let mut serving = tokio::spawn(listen::listen(listener, doors::doors(desk), patience, stopped));
    talk.note(format_args!("listening on http://{address}"));
    while signals.next().await == Signal::Reload {
        match cleaner(options, settings) {
            Ok(cleaner) => {
                desk.replace(cleaner);
                talk.note("settings and the dictionaries were read anew");
            }
            Err(Stop::Because(message)) => {
                talk.warning(format_args!("{message}; settings and the dictionaries stay as they were"))
            }
            Err(Stop::Unheard) => {}
        }
    }
    desk.stop();
    drop(stop);
    talk.note("stopping; what was begun is finished");
    tokio::select! {
        _ = &mut serving => {}
        () = tokio::time::sleep(patience + Duration::from_secs(1)) => talk.warning("some requests were not finished in time"),
        _ = signals.next() => talk.warning("stopped before all requests were finished"),
    }
    Ok(())
}

/// What the service is told from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signal {
    Stop,
    Reload,
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
    hang_up: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
        })
    }

    async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.interrupt.recv() => Signal::Stop,
            _ = self.terminate.recv() => Signal::Stop,
            _ = self.hang_up.recv() => Signal::Reload,
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> Signal {
        let _ = tokio::signal::ctrl_c().await;
        Signal::Stop
    }
}
