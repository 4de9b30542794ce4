//! Connections, from when they are accepted until they end.
//!
//! Law: whoever does not say what they want within the time limit is hung up on, between requests as well; who has said it is
//! answered, also when the service stops. Rejected: axum's own loop, which waits for the head of a request without end, so that
//! a few thousand silent connections would use up what the system lets the service open.

use std::pin::pin;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// How long to wait when the system has no connection to give: it is out of something that comes back.
const BREATH: Duration = Duration::from_millis(100);

/// Accepts connections until `stopped`, then answers what was begun.
pub(crate) async fn listen(listener: TcpListener, doors: Router, patience: Duration, stopped: oneshot::Receiver<()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    let open = GracefulShutdown::new();
    let mut stopped = pin!(stopped);
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(_) => {
                    tokio::time::sleep(BREATH).await;
                    continue;
                }
            },
            _ = &mut stopped => break,
        };
        // Answers are written whole: there is nothing to gather them with.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(doors.clone());
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
        // That a client breaks off is its own affair.
        tokio::spawn(async move { drop(connection.await) });
    }
    drop(listener);
    open.shutdown().await;
}
