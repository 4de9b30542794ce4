//! `/v1/check` and `/v1/clean`: articles as JSON.
//!
//! Law: what is found is told as `check --report json` tells it; spans are bytes of what was sent, in UTF-8. What is wrong with one
//! of several articles stands in its place, and the others are dealt with. Rejected: an answer of its own shape, which whoever
//! moves from the command to the service would have to learn.

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use limpide::document::{ArticleReport, Id};
use limpide::format::Format;
use limpide::report::{Language, Record};
use limpide::{Cleaner, Finding};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::desk::{Deadline, Desk};
use super::refusal::Refusal;
use super::sent::{Asked, Received, Shape};

/// `POST /v1/check`: a list of what was found, article by article.
pub(crate) async fn check(State(desk): State<Arc<Desk>>, request: Request) -> Result<impl IntoResponse, Refusal> {
    answer(desk, request, |asked, desk, cleaner, deadline| {
        let mut told = Vec::new();
        asked.each(deadline, |received| match received {
            Ok(received) => found(&received, asked, desk, cleaner, &mut told),
            Err((id, error)) => add(&mut told, &Failed { id, error }),
        })?;
        json(&told)
    })
    .await
}

/// `POST /v1/clean`: the texts, repaired, and the edits that were made.
pub(crate) async fn clean(State(desk): State<Arc<Desk>>, request: Request) -> Result<impl IntoResponse, Refusal> {
    answer(desk, request, |asked, desk, cleaner, deadline| {
        let mut cleaned = Vec::new();
        asked.each(deadline, |received| match received {
            Ok(received) => repaired(&received, asked, desk, cleaner, &mut cleaned),
            Err((id, error)) => add(&mut cleaned, &Failed { id, error }),
        })?;
        match cleaned.first() {
            Some(only) if asked.alone => json(only),
            _ => json(&cleaned),
        }
    })
    .await
}

/// Reads the request, has the work done and sends what comes out.
async fn answer(
    desk: Arc<Desk>,
    request: Request,
    work: impl FnOnce(&Asked<'_>, &Desk, &Cleaner, Deadline) -> Result<Vec<u8>, Refusal> + Send + 'static,
) -> Result<impl IntoResponse, Refusal> {
    let deadline = desk.deadline();
    let (parts, body) = request.into_parts();
    desk.admit(&parts.headers, None)?;
    let bytes = desk.read(body, deadline).await?;
    let work = move |desk: &Desk, cleaner: &Cleaner| work(&Asked::read(&bytes, desk)?, desk, cleaner, deadline);
    Ok(([(CONTENT_TYPE, "application/json")], desk.work(deadline, work).await?))
}

/// What names an article: what its document says, else what it was sent with.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
enum Name<'a> {
    Own(&'a Id<'a>),
    Sent(Option<&'a RawValue>),
}

/// A record of `check --report json` and, where a language is named, its findings in words.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    record: Record<'a, Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanations: Option<Vec<Explanation>>,
}

#[derive(Serialize)]
struct Explanation {
    message: String,
    reason: String,
}

/// What could not be read.
#[derive(Serialize)]
struct Failed<'a> {
    id: Option<&'a RawValue>,
    error: String,
}

#[derive(Serialize)]
struct Cleaned<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Option<&'a RawValue>>,
    #[serde(flatten)]
    output: Output<'a>,
    edits: Vec<Change<'a>>,
    /// What of it could not be read, and stands as it was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<String>,
}

/// What was sent, repaired.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Output<'a> {
    Text(Cow<'a, str>),
    Record(&'a RawValue),
}

/// An edit: of the text, or of the article that a record holds.
#[derive(Serialize)]
struct Change<'a> {
    start: usize,
    end: usize,
    text: Cow<'a, str>,
}

fn found(
    received: &Received<'_>,
    asked: &Asked<'_>,
    desk: &Desk,
    cleaner: &Cleaner,
    told: &mut Vec<Box<RawValue>>,
) -> Result<(), Refusal> {
    let Received { id, shape, document } = received;
    for report in cleaner.check_document(document).articles {
        desk.counters.judged(&report);
        let name = match (report.id, shape) {
            (own @ Id::Text(_), _) | (own, Shape::Text(Format::JsonLines)) => Name::Own(own),
            _ => Name::Sent(*id),
        };
        // A record tells of the article in it, as in JSON Lines; everything else of what was sent.
        let in_record = matches!(shape, Shape::Record | Shape::Text(Format::JsonLines));
        let own = in_record.then(|| report.clone().in_text().findings);
        let findings = own.as_ref().unwrap_or(&report.findings);
        let record = if asked.explain { Record::explained } else { Record::new };
        let record = record(name, findings, &report.verdict);
        let explanations = asked.language.map(|language| explained(findings, &report, language));
        add(told, &Told { record, explanations })?;
    }
    document.refused().iter().try_for_each(|error| add(told, &Failed { id: *id, error: said(error, *shape) }))
}

fn explained(findings: &[Finding], report: &ArticleReport<'_>, language: Language) -> Vec<Explanation> {
    let explanation = |finding: &Finding| Explanation {
        message: language.message(finding),
        reason: language.reason(finding, &report.verdict),
    };
    findings.iter().map(explanation).collect()
}

fn repaired(
    received: &Received<'_>,
    asked: &Asked<'_>,
    desk: &Desk,
    cleaner: &Cleaner,
    cleaned: &mut Vec<Box<RawValue>>,
) -> Result<(), Refusal> {
    let Received { id, shape, document } = received;
    let report = cleaner.check_document(document);
    report.articles.iter().for_each(|article| desk.counters.judged(article));
    let bytes = report.apply();
    // What was sent is UTF-8, and so are the repairs.
    let text = String::from_utf8_lossy(&bytes);
    let errors = document.refused().iter().map(|error| said(error, *shape)).collect();
    let id = (!asked.alone).then_some(*id);
    if *shape == Shape::Record {
        let edits = report.articles.iter().flat_map(ArticleReport::edits);
        let edits = edits.map(|edit| Change { start: edit.span.start, end: edit.span.end, text: edit.text.into() });
        let record = serde_json::from_str(&text).map_err(|_| Refusal::failed())?;
        return add(cleaned, &Cleaned { id, output: Output::Record(record), edits: edits.collect(), errors });
    }
    let edits = report.rewrites().map(|edit| Change {
        start: edit.span.start,
        end: edit.span.end,
        text: String::from_utf8_lossy(&edit.bytes),
    });
    add(cleaned, &Cleaned { id, output: Output::Text(text), edits: edits.collect(), errors })
}

/// An error about a record that was sent on its own has no line.
fn said(error: &limpide::Error, shape: Shape) -> String {
    let message = error.to_string();
    let bare = error
        .line()
        .filter(|_| shape == Shape::Record)
        .and_then(|line| message.strip_prefix(&format!("line {line}: ")));
    bare.unwrap_or(&message).to_string()
}

fn add(list: &mut Vec<Box<RawValue>>, item: &impl Serialize) -> Result<(), Refusal> {
    list.push(to_raw_value(item).map_err(|_| Refusal::failed())?);
    Ok(())
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(value).map_err(|_| Refusal::failed())
}
