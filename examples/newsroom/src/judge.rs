//! What becomes of a file.
//!
//! Law: the same file gets the same answer, however often it is asked; only what the disk may mend by itself is tried again.

use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;

use limpide::format::Format;
use limpide::report::Language;
use limpide::report::html::{Article, Page};
use limpide::{Cleaner, Document, Options, Report};

use crate::folders::Claimed;

/// Judges files.
pub(crate) struct Judge {
    cleaner: Cleaner,
    options: Options,
}

/// What a file is.
pub(crate) enum Outcome {
    /// None of its articles is spun; repaired, where something was.
    Sound(Option<Vec<u8>>),
    /// One at least is: the review page of those that are.
    Spun(Vec<u8>),
}

/// Why a file cannot be dealt with.
pub(crate) struct Reason {
    pub(crate) why: String,
    /// Another time it may go well.
    pub(crate) passing: bool,
}

impl Judge {
    pub(crate) fn new(cleaner: Cleaner, options: Options) -> Self {
        Self { cleaner, options }
    }

    pub(crate) fn judge(&self, claimed: &Claimed) -> Result<Outcome, Reason> {
        let name = claimed.name();
        if [".gz", ".zst", ".zip"].iter().any(|ending| name.ends_with(ending)) {
            return Err(lasting("it is compressed; unpack it and put what is in it into in/"));
        }
        if claimed.is_spent() {
            return Err(lasting(
                "the program ended while it dealt with this, as often as it is tried; please report it with the file",
            ));
        }
        let bytes = fs::read(claimed.path()).map_err(|error| match error.kind() {
            ErrorKind::IsADirectory => lasting("it is a folder; put the files in it into in/"),
            _ => Reason { why: format!("cannot be read: {error}"), passing: true },
        })?;
        let document = Document::read(Format::of_name(&name), &bytes, &self.options).map_err(lasting)?;
        if let Some(refused) = document.refused().first() {
            return Err(lasting(refused));
        }
        let report = self.cleaner.check_document(&document);
        if !report.articles.iter().any(|article| article.verdict.spun) {
            return Ok(Outcome::Sound(match report.apply() {
                Cow::Borrowed(_) => None,
                Cow::Owned(repaired) => Some(repaired),
            }));
        }
        let mut page = Page::begin(Vec::new(), Language::French).map_err(lasting)?;
        for (number, article) in report.articles.iter().enumerate().filter(|(_, article)| article.verdict.spun) {
            let own = article.id.to_string();
            let id = if own.is_empty() { format!("{name} {}", number + 1) } else { own };
            let Report { text, findings, verdict, .. } = &article.clone().in_text();
            page.add(&Article { id: &id, text: text.as_bytes(), findings, verdict }).map_err(lasting)?;
        }
        Ok(Outcome::Spun(page.end().map_err(lasting)?))
    }
}

fn lasting(why: impl std::fmt::Display) -> Reason {
    Reason { why: why.to_string(), passing: false }
}
