//! `limpide check`: findings for people, or as data.

use std::io::Write;
use std::time::Instant;

use limpide::Cleaner;

use crate::article::{Said, Source, Speaker};
use crate::bar::Bar;
use crate::baseline::{self, Baseline, Known, folder_of};
use crate::crew;
use crate::input::Input;
use crate::options::{Check, ReportKind};
use crate::page;
use crate::report::{Printed, Report};
use crate::stop::{Broken, Stop};
use crate::talk::Talk;
use crate::tally::Tally;
use crate::words::{Done, Words};

/// Checks each input; true when something was found.
pub(crate) fn run(options: &Check, words: Words, talk: &mut Talk) -> Result<bool, Stop> {
    let known = options.baseline.as_deref().map(Baseline::read).transpose()?;
    if options.report == ReportKind::Html {
        return page::run(options, known.as_ref(), words, talk);
    }
    let began = Instant::now();
    let cleaner = options.rules.cleaner()?;
    let shown = options.write_baseline.is_none();
    let inputs = options.files.inputs(&options.reading, talk);
    let mut out = talk.output();
    // Which of two equal findings is the known one depends on their order.
    let threads = if known.is_some() { 1 } else { options.working.threads() };
    let job = Job { options, words, cleaner: &cleaner, known: known.as_ref() };
    let mut report = Report::begin(options.report, words, &mut out).map_err(Stop::output)?;
    let (mut all, mut found) = (Tally::default(), Vec::new());
    let work = |input: &Input| {
        let (mut talk, mut kept) = (Talk::apart(), Vec::new());
        let tally = job.check(input, 1, &mut talk, |checked| {
            kept.push(checked);
            Ok(())
        });
        (tally, kept, talk)
    };
    crew::in_order(&inputs, threads, work, |input, done| {
        let errors = talk.errors();
        let mut give = |checked: Checked| {
            found.extend(checked.known);
            report.add(&checked.printed, &mut out)
        };
        let tally = match done {
            Some((tally, kept, said)) => {
                kept.into_iter().try_for_each(&mut give).map_err(Stop::output)?;
                talk.hear(said);
                tally?
            }
            None => job.check(input, threads, talk, give)?,
        };
        let Some(tally) = tally else { return report.broken(input.name()).map_err(Stop::output) };
        if talk.errors() > errors {
            report.broken(input.name()).map_err(Stop::output)?;
        }
        all.join(tally.file());
        let silent = input.is_walked() && tally.applied + tally.doubtful == 0;
        if options.report == ReportKind::Text && shown && !silent && (tally.articles > 0 || talk.errors() == errors) {
            out.flush().map_err(Stop::output)?;
            let nothing_new = known.is_some() && tally.applied + tally.doubtful == 0;
            let said = if nothing_new { words.nothing_new().to_string() } else { words.tally(&tally) };
            // What comes next is of another file.
            let gap = if inputs.len() > 1 && tally.applied + tally.doubtful > 0 { "\n" } else { "" };
            talk.note(format_args!("{}: {said}{gap}", input.name()));
        }
        Ok(())
    })?;
    report.end(!talk.has_errors(), &mut out).and_then(|()| out.flush()).map_err(Stop::output)?;
    talk.show(Bar::none());
    if let Some(path) = &options.write_baseline {
        write_baseline(path, found, talk)?;
    } else if options.report == ReportKind::Text && !options.summary.is_asked() && inputs.iter().any(Input::is_walked) {
        talk.note(words.files(&all));
    }
    if let Some(summary) = options.summary.of(&all, Done::Checked, began.elapsed(), words) {
        talk.note(summary);
    }
    Ok(shown && all.applied + all.doubtful > 0)
}

/// A baseline of half the inputs would speak of the other half as new.
fn write_baseline(path: &std::path::Path, found: Vec<Known>, talk: &mut Talk) -> Result<(), Stop> {
    if talk.has_errors() {
        talk.warning(format_args!("{}: not written; mend what is named above first", path.display()));
        return Ok(());
    }
    let count = baseline::write(path, found)?;
    talk.note(format_args!("{}: {count} findings, of which check --baseline will not speak", path.display()));
    Ok(())
}

struct Job<'a> {
    options: &'a Check,
    words: Words,
    cleaner: &'a Cleaner,
    known: Option<&'a Baseline>,
}

/// What came of a chunk.
#[derive(Default)]
struct Checked {
    /// What to print, article by article.
    printed: Vec<Printed>,
    /// What a baseline holds of it, where one is written.
    known: Vec<Known>,
    tally: Tally,
    said: Said,
}

impl Job<'_> {
    /// Checks an input; `None` where it cannot be opened.
    fn check(
        &self,
        input: &Input,
        threads: usize,
        talk: &mut Talk,
        mut give: impl FnMut(Checked) -> std::io::Result<()>,
    ) -> Result<Option<Tally>, Stop> {
        let Self { options, words, cleaner, known } = *self;
        let (mut tally, mut speaker) = (Tally::default(), Speaker::default());
        let (format, cap) = (options.reading.format_of(input), Some(options.working.cap()));
        let source = Source { input, format, cap, baseline: known };
        let Some((mut chunks, _)) = talk.heard(input.chunks(format, options.reading.options_of(input), cap)) else {
            return Ok(None);
        };
        let folder = options.write_baseline.as_deref().map(folder_of);
        let checked = chunks.in_order(
            threads,
            |chunk| {
                let (mut checked, mut said) = (Checked::default(), Said::default());
                checked.tally.bytes = chunk.bytes().len();
                source.judge(chunk, cleaner, &mut said, |judged| {
                    checked.tally.add(judged);
                    if options.summary.is_asked() {
                        checked.tally.read(judged.report.text);
                    }
                    match &folder {
                        Some(folder) => checked.known.extend(baseline::known(judged.report, input, folder)),
                        None => checked.printed.push(Printed::of(judged, options, words)?),
                    }
                    Ok::<(), std::io::Error>(())
                })?;
                Ok(Checked { said, ..checked })
            },
            |_, checked: std::io::Result<Checked>| {
                let mut checked = checked.map_err(Broken::Output)?;
                tally.join(checked.tally);
                speaker.say(std::mem::take(&mut checked.said), talk);
                give(checked).map_err(Broken::Output)
            },
        );
        match checked {
            Ok(()) => {}
            Err(Broken::Input(error)) => talk.error(input.refused(error)),
            Err(Broken::Output(error)) => return Err(Stop::output(error)),
            Err(Broken::Stop(stop)) => return Err(stop),
        }
        speaker.end(input, talk);
        Ok(Some(tally))
    }
}
