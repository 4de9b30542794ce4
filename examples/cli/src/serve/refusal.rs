//! Why a request is not answered.
//!
//! Law: a refusal says what is wrong and what to do, in plain text; the doors under `/v1` say it as `{"error": …}`.

use axum::extract::Request;
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// A status and a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    message: String,
}

impl Refusal {
    /// The request is not in order.
    pub(crate) fn bad(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, message: message.into() }
    }

    /// Who asks has not shown the token.
    pub(crate) fn stranger() -> Self {
        let message = "this service asks for its token; send it as “Authorization: Bearer TOKEN”";
        Self { status: StatusCode::UNAUTHORIZED, message: message.into() }
    }

    /// There is no such door.
    pub(crate) async fn no_door() -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            message: "there is nothing here; GET /openapi.json tells what there is".into(),
        }
    }

    /// The door is entered otherwise.
    pub(crate) async fn other_method() -> Self {
        let message = "this is asked with another method; GET /openapi.json tells which";
        Self { status: StatusCode::METHOD_NOT_ALLOWED, message: message.into() }
    }

    /// The client takes too long to send its request.
    pub(crate) fn slow(seconds: u64) -> Self {
        Self {
            status: StatusCode::REQUEST_TIMEOUT,
            message: format!("the request did not arrive within {seconds} s; send it again"),
        }
    }

    /// More than is taken on at once.
    pub(crate) fn too_much(message: impl Into<String>) -> Self {
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, message: message.into() }
    }

    /// Everyone is busy.
    pub(crate) fn busy() -> Self {
        Self::unavailable("as many requests as are taken on are being answered; try again in a second")
    }

    /// The work takes too long.
    pub(crate) fn late(seconds: u64) -> Self {
        Self::unavailable(format!(
            "this took longer than {seconds} s; send less at once, or try again when there is less to do"
        ))
    }

    /// The service is about to stop.
    pub(crate) fn stopping() -> Self {
        Self::unavailable("the service is stopping; ask the next one")
    }

    /// We are at fault.
    pub(crate) fn failed() -> Self {
        let message = "the service failed on this request, which is a fault of its own; please report it with the text";
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, message: message.into() }
    }

    fn unavailable(message: impl Into<String>) -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, message: message.into() }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.message.clone()).into_response();
        let headers = response.headers_mut();
        match self.status {
            StatusCode::SERVICE_UNAVAILABLE => drop(headers.insert(RETRY_AFTER, HeaderValue::from_static("1"))),
            StatusCode::UNAUTHORIZED => drop(headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))),
            _ => {}
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Says refusals as JSON where JSON is spoken.
pub(crate) async fn in_json(request: Request, next: Next) -> Response {
    let json = request.uri().path().starts_with("/v1/");
    let mut response = next.run(request).await;
    let Some(refusal) = response.extensions_mut().remove::<Refusal>().filter(|_| json) else { return response };
    let (mut parts, _) = response.into_parts();
    let body = serde_json::json!({ "error": refusal.message }).to_string();
    parts.headers.insert("content-type", HeaderValue::from_static("application/json"));
    parts.headers.remove("content-length");
    Response::from_parts(parts, body.into())
}
