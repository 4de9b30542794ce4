//! The doors of the service, and what happens at each of them.
//!
//! Law: every request is counted and told of in one line on standard error, by door, status and time; never by what was sent. Doors
//! where there is work have seats, and who finds none is told to come back.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::StreamExt;
use tokio::time::Instant;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowHeaders, Any, CorsLayer};

use super::desk::Desk;
use super::refusal::{Refusal, in_json};
use super::{articles, entries, languagetool, lines, review};

/// The whole service.
pub(crate) fn doors(desk: &Arc<Desk>) -> Router {
    let work = Router::new()
        .route("/v1/check", post(articles::check))
        .route("/v1/clean", post(articles::clean))
        .route("/v1/entries", get(entries::entries))
        .route("/v1/stream", post(lines::stream))
        .route("/v2/check", post(languagetool::check).get(languagetool::check))
        .route("/review", post(review::review))
        .route_layer(from_fn_with_state(Arc::clone(desk), seated));
    Router::new()
        .merge(work)
        .route("/", get(review::start))
        .route("/openapi.json", get(openapi))
        .route("/v2/languages", get(languagetool::languages))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .fallback(Refusal::no_door)
        .method_not_allowed_fallback(Refusal::other_method)
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| Refusal::failed().into_response()))
        .layer(from_fn(in_json))
        // Any page may ask: what it gets is what it sent, and a page cannot show a token that it does not know.
        .layer(
            CorsLayer::new()
                .allow_origin(Any)
                .allow_methods(Any)
                .allow_headers(AllowHeaders::mirror_request())
                .expose_headers([RETRY_AFTER])
                .allow_private_network(true),
        )
        .layer(from_fn_with_state(Arc::clone(desk), told))
        .with_state(Arc::clone(desk))
}

async fn ready(State(desk): State<Arc<Desk>>) -> Result<&'static str, Refusal> {
    if desk.is_stopping() { Err(Refusal::stopping()) } else { Ok("ready\n") }
}

async fn openapi() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], include_str!("openapi.json"))
}

async fn metrics(State(desk): State<Arc<Desk>>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], desk.counters.text())
}

/// Gives a request a seat until its answer is sent in full.
async fn seated(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let seat = match desk.seat() {
        Ok(seat) => seat,
        Err(refusal) => return refusal.into_response(),
    };
    desk.counters.open.inc();
    let left = Left(Arc::clone(&desk));
    let mut response = next.run(request).await;
    if let Some(len) = response.body().size_hint().exact() {
        response.headers_mut().insert(CONTENT_LENGTH, len.into());
    }
    response.map(|body| {
        let held = (seat, left);
        Body::from_stream(body.into_data_stream().map(move |piece| {
            let _ = &held;
            piece
        }))
    })
}

/// Counts a request as no longer open when it is dropped.
struct Left(Arc<Desk>);

impl Drop for Left {
    fn drop(&mut self) {
        self.0.counters.open.dec();
    }
}

/// Counts a request and tells of it.
async fn told(State(desk): State<Arc<Desk>>, path: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    // A path that is none of ours may hold anything.
    let door = path.as_ref().map_or("elsewhere", MatchedPath::as_str).to_string();
    let method = request.method().clone();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let (status, took) = (response.status().as_u16(), began.elapsed());
    desk.counters.answered(&door, status, took);
    desk.talk.note(format_args!("{method} {door} {status} {} ms", took.as_millis()));
    response
}
