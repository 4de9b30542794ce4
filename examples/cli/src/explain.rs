//! `limpide explain`: everything that was weighed on one line.

use std::io::{BufWriter, Write};

use limpide::Finding;
use limpide::format::Format;
use limpide::report::Lines;

use crate::article::{Judged, Said, Source, Speaker};
use crate::options::{Explain, Place};
use crate::people::{Detail, people};
use crate::stop::Stop;
use crate::talk::Talk;
use crate::words::Words;

/// Explains the line. Its findings are the answer asked for, not faults reported, so the exit code does not tell of them.
pub(crate) fn run(options: &Explain, words: Words, talk: &mut Talk) -> Result<bool, Stop> {
    let cleaner = options.rules.cleaner()?;
    let Place { input, line } = &options.place;
    let records = options.reading.format_of(input) == Format::JsonLines;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut explained = 0;
    let mut problem = Some(format!("{}:{line}: there is no such line", input.name()));
    let errors = talk.errors();
    let mut show = |judged: &Judged<'_, '_>| {
        let lines = Lines::of(judged.text);
        if records || lines.line(*line).is_some() {
            problem = None;
        }
        let on_line = |finding: &Finding| {
            let first = lines.position(finding.span.start).line;
            (first..=lines.position(finding.span.end).line).contains(line)
        };
        let findings: Vec<_> = judged.shown.iter().filter(|finding| records || on_line(finding)).cloned().collect();
        explained += findings.len();
        people(judged, &findings, Detail::All, words, &mut out).map_err(Stop::output)
    };
    let cap = records.then_some(usize::MAX);
    let source = Source { input, format: options.reading.format_of(input), cap, baseline: None };
    let chunks = talk.heard(input.chunks(source.format, options.reading.options_of(input), cap));
    let mut speaker = Speaker::default();
    for chunk in chunks.into_iter().flat_map(|(chunks, _)| chunks) {
        let Some(chunk) = talk.heard(chunk.map_err(|error| input.refused(error))) else { break };
        if records && chunk.line() < *line {
            continue;
        }
        if records && chunk.line() > *line {
            break;
        }
        let mut said = Said::default();
        source.judge(&chunk, &cleaner, &mut said, &mut show)?;
        speaker.say(said, talk);
    }
    speaker.end(input, talk);
    out.flush().map_err(Stop::output)?;
    match problem {
        Some(problem) if talk.errors() == errors => talk.error(problem),
        None if explained == 0 => talk.note(format_args!("{}:{line}: {}", input.name(), words.nothing_weighed())),
        _ => {}
    }
    Ok(false)
}
