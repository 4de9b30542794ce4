//! The LanguageTool protocol, which editors speak: `/v2/check` and `/v2/languages`.
//!
//! Law: a client that knows the protocol needs no change. Every key is always there, offsets are UTF-16 units of what was sent,
//! errors are plain text, and nothing fails in silence: many a client shows whatever is not 200 as a text without faults.

mod annotated;
mod answer;
mod asked;

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use limpide::Document;
use limpide::format::Format;
use serde_json::{Value, json};

use super::desk::Desk;
use super::refusal::Refusal;
use answer::Answer;
use asked::{Asked, Parameters};

/// `GET /v2/languages`: French, as clients may name it.
pub(crate) async fn languages() -> impl IntoResponse {
    let language = |long: &str| json!({ "name": "French", "code": "fr", "longCode": long });
    let languages: Value = ["fr", "fr-FR", "fr-BE", "fr-CA", "fr-CH"].map(language).into();
    ([(CONTENT_TYPE, "application/json")], languages.to_string())
}

/// `POST /v2/check`, and `GET` for short texts: matches.
pub(crate) async fn check(State(desk): State<Arc<Desk>>, request: Request) -> Result<impl IntoResponse, Refusal> {
    let deadline = desk.deadline();
    let (parts, body) = request.into_parts();
    let bytes = desk.read(body, deadline).await?;
    let parameters = Parameters::read(parts.uri.query().unwrap_or_default(), &bytes)?;
    desk.admit(&parts.headers, parameters.get("apiKey"))?;
    let work = move |desk: &Desk, cleaner: &limpide::Cleaner| {
        let asked = Asked::read(&parameters)?;
        let text = asked.text.plain();
        let document = Document::read(Format::Text, text.as_bytes(), &limpide::Options::default().encoding("utf-8"));
        let document = document.map_err(|error| Refusal::bad(error.to_string()))?;
        let articles = if asked.is_french() { cleaner.check_document(&document).articles } else { Vec::new() };
        articles.iter().for_each(|article| desk.counters.judged(article));
        serde_json::to_vec(&Answer::new(&asked, &articles)).map_err(|_| Refusal::failed())
    };
    Ok(([(CONTENT_TYPE, "application/json")], desk.work(deadline, work).await?))
}
