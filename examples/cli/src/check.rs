//! `limpide check`: findings for people, or as data.

use std::io::{BufWriter, Write};

use limpide::report::Record;

use crate::article::{Id, Judged, judge};
use crate::options::{Check, ReportKind};
use crate::page;
use crate::people::{Detail, Tally, people};
use crate::stop::Stop;
use crate::talk::Talk;
use crate::words::Words;

/// Checks each input; true when something was found.
pub(crate) fn run(options: &Check, words: Words, talk: &mut Talk) -> Result<bool, Stop> {
    if options.report == ReportKind::Html {
        return page::run(options, words, talk);
    }
    let cleaner = options.rules.cleaner()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut found = false;
    let mut records = Records { array: options.report == ReportKind::Json, explain: options.explain, count: 0 };
    let detail = if options.explain { Detail::All } else { Detail::Main };
    records.begin(&mut out).map_err(Stop::output)?;
    for input in options.files.inputs() {
        let mut tally = Tally::default();
        let errors = talk.errors();
        judge(&input, &options.reading, &cleaner, None, talk, |judged| {
            found |= !judged.findings.is_empty();
            tally.add(judged);
            match options.report {
                ReportKind::Text => people(judged, judged.shown, detail, words, &mut out),
                _ => records.add(judged, &mut out),
            }
            .map_err(Stop::output)
        })?;
        if options.report == ReportKind::Text && (tally.articles > 0 || talk.errors() == errors) {
            out.flush().map_err(Stop::output)?;
            talk.note(format_args!("{}: {}", input.name(), words.tally(&tally)));
        }
    }
    records.end(&mut out).and_then(|()| out.flush()).map_err(Stop::output)?;
    Ok(found)
}

/// Findings as JSON, one object an article.
struct Records {
    array: bool,
    explain: bool,
    count: usize,
}

impl Records {
    fn begin(&self, out: &mut impl Write) -> std::io::Result<()> {
        if self.array { out.write_all(b"[") } else { Ok(()) }
    }

    fn add(&mut self, judged: &Judged<'_>, out: &mut impl Write) -> std::io::Result<()> {
        let record = if self.explain { Record::<Id<'_>>::explained } else { Record::new };
        if self.array {
            out.write_all(if self.count == 0 { b"\n" } else { b",\n" })?;
        }
        self.count += 1;
        serde_json::to_writer(&mut *out, &record(judged.id, judged.findings, judged.verdict))?;
        if self.array { Ok(()) } else { out.write_all(b"\n") }
    }

    fn end(&self, out: &mut impl Write) -> std::io::Result<()> {
        if self.array { out.write_all(b"\n]\n") } else { Ok(()) }
    }
}
