//! `limpide check --report`: what is printed of each article, and what stands around all of them.
//!
//! Law: an article is printed by whoever judges it, on whatever thread; what comes before, between and behind articles is added in
//! their order. No report holds more than the article at hand.

mod github;
mod junit;
mod sarif;

use std::io::{self, Write};

use limpide::report::Record;

use crate::article::{Id, Judged};
use crate::options::{Check, ReportKind};
use crate::people::{Detail, people};
use crate::words::Words;

/// What is printed of an article.
pub(crate) struct Printed {
    bytes: Vec<u8>,
    /// How many findings that tells of.
    findings: usize,
}

impl Printed {
    /// Prints an article.
    pub(crate) fn of(judged: &Judged<'_, '_>, options: &Check, words: Words) -> io::Result<Self> {
        let mut bytes = Vec::new();
        match options.report {
            ReportKind::Text => {
                let detail = if options.explain { Detail::All } else { Detail::Main };
                people(judged, judged.shown, detail, words, &mut bytes)?;
            }
            ReportKind::Json | ReportKind::Jsonl => {
                let record = if options.explain { Record::<Id<'_>>::explained } else { Record::new };
                serde_json::to_writer(&mut bytes, &record(judged.id, judged.findings, judged.verdict))?;
            }
            ReportKind::Sarif => sarif::article(judged, words, &mut bytes)?,
            ReportKind::Github => github::article(judged, words, &mut bytes)?,
            ReportKind::Junit => junit::article(judged, words, &mut bytes)?,
            ReportKind::Html => {} // It is a page of its own.
        }
        Ok(Self { bytes, findings: judged.findings.len() })
    }
}

/// A report that is being written.
pub(crate) struct Report {
    kind: ReportKind,
    words: Words,
    count: usize,
    /// JUnit tells first how much comes.
    suite: Option<junit::Suite>,
}

impl Report {
    pub(crate) fn begin(kind: ReportKind, words: Words, out: &mut impl Write) -> io::Result<Self> {
        match kind {
            ReportKind::Json => out.write_all(b"[")?,
            ReportKind::Sarif => sarif::head(words, out)?,
            _ => {}
        }
        let suite = (kind == ReportKind::Junit).then(junit::Suite::new);
        Ok(Self { kind, words, count: 0, suite })
    }

    pub(crate) fn add(&mut self, printed: &[Printed], out: &mut impl Write) -> io::Result<()> {
        for Printed { bytes, findings } in printed.iter().filter(|printed| !printed.bytes.is_empty()) {
            match (self.kind, &mut self.suite) {
                (_, Some(suite)) => {
                    suite.add(bytes, *findings)?;
                    continue;
                }
                (ReportKind::Json | ReportKind::Sarif, _) => {
                    out.write_all(if self.count == 0 { b"\n" } else { b",\n" })?
                }
                _ => {}
            }
            self.count += 1;
            out.write_all(bytes)?;
            if self.kind == ReportKind::Jsonl {
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    /// An input that could not be dealt with in full.
    pub(crate) fn broken(&mut self, file: &str) -> io::Result<()> {
        self.suite.as_mut().map_or(Ok(()), |suite| suite.broken(file, self.words))
    }

    /// Ends the report; `whole` where all inputs could be dealt with.
    pub(crate) fn end(self, whole: bool, out: &mut impl Write) -> io::Result<()> {
        match (self.kind, self.suite) {
            (_, Some(suite)) => suite.end(out),
            (ReportKind::Json, _) => out.write_all(b"\n]\n"),
            (ReportKind::Sarif, _) => sarif::tail(whole, out),
            _ => Ok(()),
        }
    }
}
