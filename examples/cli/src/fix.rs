//! `limpide fix`: repaired articles, printed, written in place or shown as a diff or a patch.
//!
//! Law: an input comes out whole or not at all. Printed records that are not in order pass through; a file that holds one is
//! not written to, for half a repair in place would hide the other half.

use std::borrow::Cow;
use std::io::{BufWriter, Write};

use limpide::format::Format;
use limpide::report::Patch;
use limpide::report::decisions::Decisions;
use limpide::{Cleaner, Document, Error, Options, Rewrite};

use crate::article::document;
use crate::decisions;
use crate::diff::Differ;
use crate::input::{Input, InputLines};
use crate::options::Fix;
use crate::packed::Packer;
use crate::replace::{Replacement, replace};
use crate::stop::Stop;
use crate::talk::Talk;
use crate::words::Words;

/// Repairs each input.
pub(crate) fn run(options: &Fix, words: Words, talk: &mut Talk) -> Result<bool, Stop> {
    let cleaner = options.rules.cleaner()?;
    let decisions = options.decisions.as_deref().map(decisions::read).transpose()?;
    let reading = options.reading.options();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let inputs = options.files.inputs();
    if options.patch && inputs.len() > 1 {
        return Err(Stop::Because("a patch is of one file; give --patch with one file at a time".into()));
    }
    for input in inputs {
        let format = options.reading.format_of(&input);
        let decisions = decisions.as_ref();
        let job = Job { options, reading: &reading, format, words, cleaner: &cleaner, decisions, input: &input };
        let lines = format == Format::JsonLines && !options.patch;
        match (input.path(), lines) {
            (None, _) if options.write => {
                talk.error("standard input cannot be written in place; leave --write out, or name files")
            }
            (Some(path), true) if options.write => job.write_lines(path, talk)?,
            (_, true) => job.print_lines(&mut out, talk)?,
            (_, false) => job.whole(&mut out, talk)?,
        }
    }
    out.flush().map_err(Stop::output)?;
    Ok(false)
}

struct Job<'a> {
    options: &'a Fix,
    reading: &'a Options,
    format: Format,
    words: Words,
    cleaner: &'a Cleaner,
    decisions: Option<&'a Decisions>,
    input: &'a Input,
}

/// A document, repaired; the edits, and how many repairs they come to.
struct Mended<'d> {
    bytes: Cow<'d, [u8]>,
    rewrites: Vec<Rewrite>,
    repairs: usize,
}

/// A line, repaired; and how many repairs that took.
type Repaired<'l> = (Cow<'l, [u8]>, usize);

impl Job<'_> {
    fn whole(&self, out: &mut impl Write, talk: &mut Talk) -> Result<(), Stop> {
        let Some((bytes, container)) = talk.heard(self.input.read()) else { return Ok(()) };
        let Some(document) = document(self.format, &bytes, self.input, self.reading, talk) else { return Ok(()) };
        let mended = match self.mended(&document, self.input.name()) {
            Ok(mended) => mended,
            Err(error) => {
                talk.error(error.in_file(self.input.name()));
                return Ok(());
            }
        };
        let Mended { bytes: repaired, rewrites, repairs } = mended;
        let written = self.input.path().filter(|_| self.options.write);
        if written.is_some() && !document.refused().is_empty() {
            self.say_left(talk);
            return Ok(());
        }
        if self.options.patch {
            // Whoever has no patch would have no way back: it goes out before the file is written.
            let patch = Patch::new(&bytes, &rewrites)?;
            serde_json::to_writer(&mut *out, &patch).map_err(|error| Stop::output(error.into()))?;
            out.write_all(b"\n").and_then(|()| out.flush()).map_err(Stop::output)?;
        }
        match written {
            Some(path) if repairs > 0 => {
                self.say_written(replace(path, container, &repaired), repairs, talk);
                Ok(())
            }
            Some(_) => Ok(()),
            None if self.options.patch => Ok(()),
            None if self.options.diff => {
                Differ::new(self.input.name()).texts(&bytes, &repaired, out).map_err(Stop::output)
            }
            None => out.write_all(&repaired).map_err(Stop::output),
        }
    }

    fn print_lines(&self, out: &mut impl Write, talk: &mut Talk) -> Result<(), Stop> {
        let mut differ = Differ::new(self.input.name());
        let Some(mut lines) = talk.heard(self.input.lines()) else { return Ok(()) };
        let done = self.each_line(&mut lines, talk, |number, line, (repaired, _)| {
            if self.options.diff { differ.line(number, line, &repaired, out) } else { out.write_all(&repaired) }
        });
        done.map_err(Stop::output)?;
        Ok(())
    }

    fn write_lines(&self, path: &std::path::Path, talk: &mut Talk) -> Result<(), Stop> {
        let Some(mut lines) = talk.heard(self.input.lines()) else { return Ok(()) };
        let container = lines.container().clone();
        let mut packer = match Replacement::of(path).and_then(|replacement| Packer::new(container, replacement)) {
            Ok(packer) => packer,
            Err(error) => {
                self.say_written(Err(error), 0, talk);
                return Ok(());
            }
        };
        let before = talk.errors();
        let mut repairs = 0;
        let done = self.each_line(&mut lines, talk, |_, _, (repaired, count)| {
            repairs += count;
            packer.write_all(&repaired)
        });
        match done {
            Err(error) => self.say_written(Err(error), 0, talk),
            Ok(()) if talk.errors() > before => self.say_left(talk),
            Ok(()) if repairs > 0 => {
                self.say_written(packer.finish().and_then(Replacement::commit), repairs, talk);
            }
            Ok(()) => {}
        }
        Ok(())
    }

    /// Repairs line by line. Errors of the input are said; an error of `each`, which takes the output, ends it.
    fn each_line(
        &self,
        lines: &mut InputLines<'_>,
        talk: &mut Talk,
        mut each: impl FnMut(usize, &[u8], Repaired<'_>) -> std::io::Result<()>,
    ) -> std::io::Result<()> {
        while let Some((number, line)) = talk.heard(lines.next()).flatten() {
            let repaired = self.repaired(number, line).unwrap_or_else(|error| {
                talk.error(error.in_file(self.input.name()).at_line(number));
                (Cow::Borrowed(line), 0)
            });
            each(number, line, repaired)?;
        }
        Ok(())
    }

    fn repaired<'l>(&self, number: usize, line: &'l [u8]) -> Result<Repaired<'l>, Error> {
        let document = Document::read(self.format, line, self.reading)?;
        if let Some(error) = document.refused().first() {
            return Err(error.clone());
        }
        let Mended { bytes, repairs, .. } = self.mended(&document, &format!("{}:{number}", self.input.name()))?;
        let repaired = match bytes {
            Cow::Borrowed(_) => Cow::Borrowed(line),
            Cow::Owned(repaired) => Cow::Owned(repaired),
        };
        Ok((repaired, repairs))
    }

    /// Repairs a document: as it was decided, or else as it is judged. `place` is where people look for it.
    fn mended<'d>(&self, document: &'d Document<'_>, place: &str) -> Result<Mended<'d>, Error> {
        if let Some(decisions) = self.decisions {
            let (rewrites, repairs) = decisions::rewrites(decisions, document, place)?;
            return Ok(Mended { bytes: decisions::apply(document.bytes(), &rewrites), rewrites, repairs });
        }
        let report = self.cleaner.check_document(document);
        let (bytes, repairs) = (report.apply(), report.articles.iter().map(|article| article.edits().count()).sum());
        let rewrites = report.articles.into_iter().flat_map(|article| article.rewrites).collect();
        Ok(Mended { bytes, rewrites, repairs })
    }

    fn say_left(&self, talk: &Talk) {
        talk.warning(format_args!(
            "{}: left as it was; mend or remove what is named above, then repair it",
            self.input.name()
        ));
    }

    fn say_written(&self, written: std::io::Result<()>, repairs: usize, talk: &mut Talk) {
        let name = self.input.name();
        match written {
            Ok(()) => talk.note(format_args!("{name}: {}", self.words.repairs(repairs))),
            Err(error) => talk.error(format_args!("{name}: left as it was, cannot be written: {error}")),
        }
    }
}
