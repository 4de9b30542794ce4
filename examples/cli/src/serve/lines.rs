//! `/v1/stream`: JSON Lines in, JSON Lines out, while they come.
//!
//! Law: records come out in order, each as soon as it is judged, and nothing is read that cannot be written: a client that does not
//! read is not read from. A line that cannot be read, or is longer than the limit, passes through as it is, or with `do=check` is
//! told of in its place. A stream that breaks off is never ended as if it were whole. Rejected: gathering the stream, which would take as
//! much memory as the archive that is sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use futures_util::StreamExt;
use limpide::format::Format;
use limpide::report::Record;
use limpide::{Cleaner, Document, Options};
use serde_json::json;
use tokio::sync::mpsc::{Sender, channel};
use tokio::time::timeout;
use tokio_stream::wrappers::ReceiverStream;

use super::desk::Desk;
use super::refusal::Refusal;
use super::sent::options;

/// `POST /v1/stream?do=clean|check&field=…`.
pub(crate) async fn stream(State(desk): State<Arc<Desk>>, request: Request) -> Result<impl IntoResponse, Refusal> {
    let (parts, body) = request.into_parts();
    desk.admit(&parts.headers, None)?;
    let wish = Arc::new(Wish::read(parts.uri.query().unwrap_or_default())?);
    let (out, written) = channel(1);
    let broken = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&broken);
    tokio::spawn(async move {
        if run(&desk, wish, body.into_data_stream(), out).await.is_err() {
            flag.store(true, Ordering::Release);
        }
    });
    let end = futures_util::stream::once(async move {
        let whole = !broken.load(Ordering::Acquire);
        if whole { Ok(Bytes::new()) } else { Err(std::io::Error::other("the stream broke off")) }
    });
    let pieces = ReceiverStream::new(written).map(Ok).chain(end);
    Ok(([(CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(pieces)))
}

/// What is to be done with each record.
struct Wish {
    check: bool,
    options: Options,
}

impl Wish {
    fn read(query: &str) -> Result<Self, Refusal> {
        let (mut check, mut fields) = (false, Vec::new());
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match (&*name, &*value) {
                ("do", "clean") => check = false,
                ("do", "check") => check = true,
                ("field", field) => fields.push(field.to_string()),
                _ => {
                    return Err(Refusal::bad(format!(
                        "“{name}={value}” says nothing here; write do=clean, do=check or field=NAME"
                    )));
                }
            }
        }
        let fields = (!fields.is_empty()).then_some(fields.as_slice());
        Ok(Self { check, options: options(Format::JsonLines, fields)? })
    }
}

/// The stream cannot go on; the reader is to be told.
struct Broken;

async fn run(desk: &Arc<Desk>, wish: Arc<Wish>, mut pieces: BodyDataStream, out: Sender<Bytes>) -> Result<(), Broken> {
    let patience = Duration::from_secs(desk.limits.timeout);
    let mut lines = Lines { most: desk.limits.max_body as usize, ..Lines::default() };
    loop {
        let piece = match timeout(patience, pieces.next()).await {
            Ok(Some(Ok(piece))) => Some(piece),
            Ok(None) => None,
            // It stands still, or broke off.
            Ok(Some(Err(_))) | Err(_) => return Err(Broken),
        };
        let last = piece.is_none();
        let parts = lines.take(piece);
        if !parts.is_empty() {
            let wish = Arc::clone(&wish);
            let work = move |desk: &Desk, cleaner: &Cleaner| {
                Ok(parts.iter().flat_map(|part| wish.done(part, desk, cleaner)).collect())
            };
            let output: Vec<u8> = desk.work(desk.deadline(), work).await.map_err(|_| Broken)?;
            // Whoever reads is waited for; who has gone, or stands still, is not.
            let sending = timeout(patience, out.send(output.into())).await;
            sending.map_err(|_| Broken)?.map_err(|_| Broken)?;
        }
        if last {
            return Ok(());
        }
    }
}

/// A part of the stream.
enum Part {
    /// A line with its end, and its number from 1.
    Line(usize, Vec<u8>),
    /// What belongs to a line that is too long; its number where it begins.
    Through(Option<usize>, Vec<u8>),
}

/// Cuts pieces into lines, of which one is kept.
#[derive(Default)]
struct Lines {
    kept: Vec<u8>,
    number: usize,
    most: usize,
    passing: bool,
}

impl Lines {
    /// The parts that a piece completes; without a piece, what is left.
    fn take(&mut self, piece: Option<Bytes>) -> Vec<Part> {
        let mut parts = Vec::new();
        for run in piece.iter().flat_map(|piece| piece.split_inclusive(|byte| *byte == b'\n')) {
            let ends = run.ends_with(b"\n");
            if self.passing {
                parts.push(Part::Through(None, run.to_vec()));
                self.passing = !ends;
                continue;
            }
            self.kept.extend_from_slice(run);
            let over = self.kept.len() > self.most;
            if ends || over {
                self.number += 1;
                let line = std::mem::take(&mut self.kept);
                parts.push(if over { Part::Through(Some(self.number), line) } else { Part::Line(self.number, line) });
                self.passing = over && !ends;
            }
        }
        if piece.is_none() && !self.kept.is_empty() {
            self.number += 1;
            parts.push(Part::Line(self.number, std::mem::take(&mut self.kept)));
        }
        parts
    }
}

impl Wish {
    fn done(&self, part: &Part, desk: &Desk, cleaner: &Cleaner) -> Vec<u8> {
        let (number, line) = match part {
            Part::Line(number, line) => (*number, line),
            Part::Through(_, bytes) if !self.check => return bytes.clone(),
            Part::Through(Some(number), _) => {
                let most = desk.limits.max_body;
                return failed(&format!(
                    "line {number}: longer than {most} bytes; start the service with a larger --max-body"
                ));
            }
            Part::Through(None, _) => return Vec::new(),
        };
        let document = match Document::read(Format::JsonLines, line, &self.options) {
            Ok(document) => document,
            Err(error) if self.check => return failed(&error.at_line(number).to_string()),
            Err(_) => return line.clone(),
        };
        let report = cleaner.check_document(&document);
        report.articles.iter().for_each(|article| desk.counters.judged(article));
        if !self.check {
            return report.apply().into_owned();
        }
        let mut output = Vec::new();
        for article in report.articles {
            let id = article.id;
            let own = article.clone().in_text();
            // A vector takes whatever is written to it.
            let _ = serde_json::to_writer(&mut output, &Record::new(id, &own.findings, &own.verdict));
            output.push(b'\n');
        }
        output.extend(document.refused().iter().flat_map(|error| failed(&error.clone().at_line(number).to_string())));
        output
    }
}

fn failed(error: &str) -> Vec<u8> {
    format!("{}\n", json!({ "error": error, "id": null })).into_bytes()
}
