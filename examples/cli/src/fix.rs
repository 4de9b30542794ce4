//! `limpide fix`: repaired articles, printed, written in place or shown as a diff.
//!
//! Law: an input comes out whole or not at all. Printed records that are not in order pass through; a file that holds one is
//! not written to, for half a repair in place would hide the other half.

use std::borrow::Cow;
use std::io::{BufWriter, Write};

use limpide::format::Format;
use limpide::report::decisions::Decisions;
use limpide::{Cleaner, Error};

use crate::article::{record, warn_of_invalid};
use crate::decisions;
use crate::diff::Differ;
use crate::input::Input;
use crate::options::Fix;
use crate::replace::Replacement;
use crate::stop::Stop;
use crate::talk::Talk;
use crate::words::Words;

/// Repairs each input.
pub(crate) fn run(options: &Fix, words: Words, talk: &mut Talk) -> Result<bool, Stop> {
    let cleaner = options.rules.cleaner()?;
    let decisions = options.decisions.as_deref().map(decisions::read).transpose()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for input in options.files.inputs() {
        let job = Job { options, words, cleaner: &cleaner, decisions: decisions.as_ref(), input: &input };
        let lines = options.reading.format_of(&input) == Format::JsonLines;
        match (input.path(), lines) {
            (None, _) if options.write => {
                talk.error("standard input cannot be written in place; leave --write out, or name files")
            }
            (Some(path), true) if options.write => job.write_lines(path, talk)?,
            (_, true) => job.print_lines(&mut out, talk)?,
            (_, false) => job.text(&mut out, talk)?,
        }
    }
    out.flush().map_err(Stop::output)?;
    Ok(false)
}

struct Job<'a> {
    options: &'a Fix,
    words: Words,
    cleaner: &'a Cleaner,
    decisions: Option<&'a Decisions>,
    input: &'a Input,
}

/// A text or a line, repaired; and how many repairs that took.
type Repaired<'l> = (Cow<'l, [u8]>, usize);

impl Job<'_> {
    fn text(&self, out: &mut impl Write, talk: &mut Talk) -> Result<(), Stop> {
        let Some(bytes) = talk.heard(self.input.read()) else { return Ok(()) };
        let (repaired, repairs) = match self.decisions {
            None => self.judged(&bytes, talk)?,
            Some(decisions) => match decisions::text(decisions, self.input.name(), &bytes) {
                Ok(done) => done,
                Err(error) => {
                    talk.error(error.in_file(self.input.name()));
                    return Ok(());
                }
            },
        };
        match self.input.path().filter(|_| self.options.write) {
            Some(path) if repairs > 0 => {
                let written = Replacement::of(path).and_then(|mut replacement| {
                    replacement.write_all(&repaired)?;
                    replacement.commit()
                });
                self.say_written(written, repairs, talk);
                Ok(())
            }
            Some(_) => Ok(()),
            None if self.options.diff => {
                Differ::new(self.input.name()).texts(&bytes, &repaired, out).map_err(Stop::output)
            }
            None => out.write_all(&repaired).map_err(Stop::output),
        }
    }

    fn judged<'b>(&self, bytes: &'b [u8], talk: &Talk) -> Result<Repaired<'b>, Error> {
        let mut repaired = Vec::with_capacity(bytes.len());
        let mut stream = self.cleaner.stream(&mut repaired);
        stream.write(bytes)?;
        let summary = stream.finish()?;
        warn_of_invalid(self.input, bytes, &summary.invalid, talk);
        let repairs = summary.findings.iter().filter(|finding| finding.applied).count();
        Ok((Cow::Owned(repaired), repairs))
    }

    fn print_lines(&self, out: &mut impl Write, talk: &mut Talk) -> Result<(), Stop> {
        let mut differ = Differ::new(self.input.name());
        let done = self.each_line(talk, |number, line, (repaired, _)| {
            if self.options.diff { differ.line(number, line, &repaired, out) } else { out.write_all(&repaired) }
        });
        done.map_err(Stop::output)?;
        Ok(())
    }

    fn write_lines(&self, path: &std::path::Path, talk: &mut Talk) -> Result<(), Stop> {
        let mut replacement = match Replacement::of(path) {
            Ok(replacement) => replacement,
            Err(error) => {
                self.say_written(Err(error), 0, talk);
                return Ok(());
            }
        };
        let before = talk.errors();
        let mut repairs = 0;
        let done = self.each_line(talk, |_, _, (repaired, count)| {
            repairs += count;
            replacement.write_all(&repaired)
        });
        match done {
            Err(error) => self.say_written(Err(error), 0, talk),
            Ok(()) if talk.errors() > before => talk.warning(format_args!(
                "{}: left as it was; mend or remove what is named above, then repair it",
                self.input.name()
            )),
            Ok(()) if repairs > 0 => self.say_written(replacement.commit(), repairs, talk),
            Ok(()) => {}
        }
        Ok(())
    }

    /// Repairs line by line. Errors of the input are said; an error of `each`, which takes the output, ends it.
    fn each_line(
        &self,
        talk: &mut Talk,
        mut each: impl FnMut(usize, &[u8], Repaired<'_>) -> std::io::Result<()>,
    ) -> std::io::Result<()> {
        let Some(mut lines) = talk.heard(self.input.lines()) else { return Ok(()) };
        while let Some((number, line)) = talk.heard(lines.next()).flatten() {
            let repaired = self.repaired(line).unwrap_or_else(|error| {
                talk.error(error.in_file(self.input.name()).at_line(number));
                (Cow::Borrowed(line), 0)
            });
            each(number, line, repaired)?;
        }
        Ok(())
    }

    fn repaired<'l>(&self, line: &'l [u8]) -> Result<Repaired<'l>, Error> {
        let Some(record) = record(line, &self.options.reading.field)? else { return Ok((Cow::Borrowed(line), 0)) };
        let (repaired, repairs) = match self.decisions {
            Some(decisions) => decisions::record(decisions, &record)?,
            None => {
                let report = self.cleaner.check(record.text());
                (record.edited(report.edits()), report.edits().count())
            }
        };
        let repaired = match repaired {
            Cow::Borrowed(same) => Cow::Borrowed(same.as_bytes()),
            Cow::Owned(repaired) => Cow::Owned(repaired.into_bytes()),
        };
        Ok((repaired, repairs))
    }

    fn say_written(&self, written: std::io::Result<()>, repairs: usize, talk: &mut Talk) {
        let name = self.input.name();
        match written {
            Ok(()) => talk.note(format_args!("{name}: {}", self.words.repairs(repairs))),
            Err(error) => talk.error(format_args!("{name}: left as it was, cannot be written: {error}")),
        }
    }
}
