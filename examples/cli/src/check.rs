//! `limpide check`: findings for people, or as data.

use std::io::{BufWriter, Write};

use limpide::report::Record;

use crate::article::{Id, Judged, Said, Source, Speaker};
use crate::options::{Check, ReportKind};
use crate::page;
use crate::people::{Detail, Tally, people};
use crate::stop::{Broken, Stop};
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
    let mut records = Records { array: options.report == ReportKind::Json, count: 0 };
    records.begin(&mut out).map_err(Stop::output)?;
    for input in options.files.inputs() {
        let (mut tally, mut speaker, errors) = (Tally::default(), Speaker::default(), talk.errors());
        let (format, cap) = (options.reading.format_of(&input), Some(options.working.cap()));
        let source = Source { input: &input, format, cap };
        let Some((mut chunks, _)) = talk.heard(input.chunks(format, options.reading.options(), cap)) else { continue };
        let checked = chunks.in_order(
            options.working.threads(),
            |chunk| {
                let mut checked = Checked::default();
                let (mut tally, mut said) = (Tally::default(), Said::default());
                let done = source.judge(chunk, &cleaner, &mut said, |judged| {
                    tally.add(judged);
                    checked.add(judged, options, words)
                });
                done.map(|()| Checked { tally, said, ..checked })
            },
            |_, checked| {
                let checked = checked.map_err(Broken::Output)?;
                tally.join(checked.tally);
                speaker.say(checked.said, talk);
                records.add(&checked.printed, options.report, &mut out).map_err(Broken::Output)
            },
        );
        match checked {
            Ok(()) => {}
            Err(Broken::Input(error)) => talk.error(input.refused(error)),
            Err(Broken::Output(error)) => return Err(Stop::output(error)),
            Err(Broken::Stop(stop)) => return Err(stop),
        }
        speaker.end(&input, talk);
        found |= tally.applied + tally.doubtful > 0;
        if options.report == ReportKind::Text && (tally.articles > 0 || talk.errors() == errors) {
            out.flush().map_err(Stop::output)?;
            talk.note(format_args!("{}: {}", input.name(), words.tally(&tally)));
        }
    }
    records.end(&mut out).and_then(|()| out.flush()).map_err(Stop::output)?;
    Ok(found)
}

/// What came of a chunk.
#[derive(Default)]
struct Checked {
    /// What to print, article by article.
    printed: Vec<Vec<u8>>,
    tally: Tally,
    said: Said,
}

impl Checked {
    fn add(&mut self, judged: &Judged<'_>, options: &Check, words: Words) -> std::io::Result<()> {
        let mut printed = Vec::new();
        if options.report == ReportKind::Text {
            let detail = if options.explain { Detail::All } else { Detail::Main };
            people(judged, judged.shown, detail, words, &mut printed)?;
        } else {
            let record = if options.explain { Record::<Id<'_>>::explained } else { Record::new };
            serde_json::to_writer(&mut printed, &record(judged.id, judged.findings, judged.verdict))?;
        }
        self.printed.push(printed);
        Ok(())
    }
}

/// What is printed, in order; records as JSON, one object an article.
struct Records {
    array: bool,
    count: usize,
}

impl Records {
    fn begin(&self, out: &mut impl Write) -> std::io::Result<()> {
        if self.array { out.write_all(b"[") } else { Ok(()) }
    }

    fn add(&mut self, printed: &[Vec<u8>], kind: ReportKind, out: &mut impl Write) -> std::io::Result<()> {
        for article in printed {
            if self.array {
                out.write_all(if self.count == 0 { b"\n" } else { b",\n" })?;
            }
            self.count += 1;
            out.write_all(article)?;
            if kind == ReportKind::Jsonl {
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    fn end(&self, out: &mut impl Write) -> std::io::Result<()> {
        if self.array { out.write_all(b"\n]\n") } else { Ok(()) }
    }
}
