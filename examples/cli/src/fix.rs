//! `limpide fix`: repaired articles, printed, written in place or shown as a diff or a patch.
//!
//! Law: a document comes out whole or not at all. Printed records that are not in order pass through; a file that holds one is
//! not written to, for half a repair in place would hide the other half.

use std::io::{self, Write};
use std::time::Instant;

use limpide::format::Format;
use limpide::report::Patch;
use limpide::report::decisions::Decisions;
use limpide::stream::{Chunk, Room};
use limpide::{Cleaner, Document, Error, Rewrite};

use crate::article::{Said, Source, Speaker};
use crate::bar::Bar;
use crate::crew;
use crate::decisions;
use crate::diff::Differ;
use crate::input::Input;
use crate::options::Fix;
use crate::packed::Container;
use crate::replace::InPlace;
use crate::stop::{Broken, Stop};
use crate::talk::Talk;
use crate::tally::Tally;
use crate::words::{Done, Words};

/// Repairs each input.
pub(crate) fn run(options: &Fix, words: Words, talk: &mut Talk) -> Result<bool, Stop> {
    let began = Instant::now();
    let cleaner = options.rules.cleaner()?;
    let decisions = options.decisions.as_deref().map(decisions::read).transpose()?;
    let inputs = options.files.inputs(&options.reading, talk);
    let mut out = talk.output();
    if options.patch && inputs.len() > 1 {
        return Err(Stop::Because("a patch is of one file; give --patch with one file at a time".into()));
    }
    let mut all = Tally::default();
    let work = |input: &Input| {
        let (mut talk, mut out) = (Talk::apart(), Vec::new());
        let job = Job::of(options, words, &cleaner, decisions.as_ref(), input);
        (job.run(1, &mut out, &mut talk), out, talk)
    };
    crew::in_order(&inputs, options.working.threads(), work, |input, done| {
        let tally = match done {
            Some((tally, printed, said)) => {
                out.write_all(&printed).map_err(Stop::output)?;
                talk.hear(said);
                tally?
            }
            None => {
                let job = Job::of(options, words, &cleaner, decisions.as_ref(), input);
                job.run(options.working.threads(), &mut out, talk)?
            }
        };
        all.join(tally.file());
        Ok(())
    })?;
    out.flush().map_err(Stop::output)?;
    talk.show(Bar::none());
    if let Some(summary) = options.summary.of(&all, Done::Repaired, began.elapsed(), words) {
        talk.note(summary);
    }
    Ok(false)
}

struct Job<'a> {
    options: &'a Fix,
    words: Words,
    cleaner: &'a Cleaner,
    decisions: Option<&'a Decisions>,
    source: Source<'a>,
}

/// What came of a chunk.
struct Mended {
    bytes: Bytes,
    tally: Tally,
    /// Where one is asked for.
    patch: Option<Patch>,
    said: Said,
}

/// What comes out for a chunk.
enum Bytes {
    Same,
    Repaired(Vec<u8>),
    /// It is a document that could not be dealt with.
    None,
}

impl<'a> Job<'a> {
    fn of(
        options: &'a Fix,
        words: Words,
        cleaner: &'a Cleaner,
        decisions: Option<&'a Decisions>,
        input: &'a Input,
    ) -> Self {
        let format = options.reading.format_of(input);
        let records = format == Format::JsonLines;
        // A patch is of a file; a diff and decisions are of a record or a document, which a part of a text is not.
        let parted = records || format == Format::Text;
        let whole = parted && options.patch || format == Format::Text && (options.diff || decisions.is_some());
        let cap = (!whole).then(|| options.working.cap());
        Self { options, words, cleaner, decisions, source: Source { input, format, cap, baseline: None } }
    }

    fn run(&self, threads: usize, out: &mut impl Write, talk: &mut Talk) -> Result<Tally, Stop> {
        let Source { input, format, cap, .. } = self.source;
        let mut tally = Tally::default();
        if self.options.write && input.path().is_none() {
            talk.error("standard input cannot be written in place; leave --write out, or name files");
            return Ok(tally);
        }
        let chunks = input.chunks(format, self.options.reading.options_of(input), cap);
        let Some((mut chunks, container)) = talk.heard(chunks) else { return Ok(tally) };
        let mut sink = self.sink(container);
        let (mut speaker, before) = (Speaker::default(), talk.errors());
        let done = chunks.in_order(
            threads,
            |chunk| self.mend(chunk),
            |chunk, mended| {
                speaker.say(mended.said, talk);
                tally.join(mended.tally);
                if let Some(patch) = mended.patch.filter(|_| talk.errors() == before || !self.options.write) {
                    // Whoever has no patch would have no way back: it goes out before the file is written.
                    print(&patch, out).map_err(|error| Broken::Stop(Stop::output(error)))?;
                }
                sink.take(&chunk, mended.bytes, out)
            },
        );
        speaker.end(input, talk);
        match done {
            Ok(()) => self.end(sink, tally.applied, before, talk),
            Err(Broken::Input(error)) => talk.error(input.refused(error)),
            Err(Broken::Output(error)) => self.say_written(Err(error), 0, talk),
            Err(Broken::Stop(stop)) => return Err(stop),
        }
        Ok(tally)
    }

    /// Where the output goes.
    fn sink(&self, container: Container) -> Sink<'_> {
        match self.source.input.path().filter(|_| self.options.write) {
            Some(path) => {
                let backup = self.options.backup.as_deref();
                Sink::File(Box::new(InPlace::of(path, container).backup(backup)))
            }
            None if self.options.patch => Sink::Patch,
            None if self.options.diff => Sink::Diff(Differ::new(self.source.input.name()), self.source.format),
            None => Sink::Print,
        }
    }

    /// Puts a file in its place, where it is in order and something was repaired.
    fn end(&self, sink: Sink<'_>, repairs: usize, errors_before: usize, talk: &mut Talk) {
        let Sink::File(contents) = sink else { return };
        if talk.errors() > errors_before {
            let name = self.source.input.name();
            talk.warning(format_args!("{name}: left as it was; mend or remove what is named above, then repair it"));
        } else if repairs > 0 {
            self.say_written(contents.commit(), repairs, talk);
        }
    }

    /// Repairs a chunk.
    fn mend(&self, chunk: &Chunk) -> Mended {
        let mut said = Said::default();
        let mut tally = Tally { bytes: chunk.bytes().len(), ..Tally::default() };
        let mended = match self.source.document(chunk, &mut said) {
            Some(document) => self.mended(chunk, &document, &mut tally),
            // What is too long passes through, and so does a record that cannot be read.
            None if self.passes(chunk) => Ok((Bytes::Same, None)),
            None => Ok((Bytes::None, None)),
        };
        let (bytes, patch) = mended.unwrap_or_else(|error| {
            said.errors.push(self.source.placed(error, chunk));
            (if self.source.format == Format::JsonLines { Bytes::Same } else { Bytes::None }, None)
        });
        Mended { bytes, tally, patch, said }
    }

    fn passes(&self, chunk: &Chunk) -> bool {
        self.source.cap.is_some() && (chunk.room() != Room::Fits || self.source.format == Format::JsonLines)
    }

    /// Repairs a document: as it was decided, or else as it is judged.
    fn mended(
        &self,
        chunk: &Chunk,
        document: &Document<'_>,
        tally: &mut Tally,
    ) -> Result<(Bytes, Option<Patch>), Error> {
        let rewrites = match self.decisions {
            Some(decisions) => {
                let (rewrites, repairs) = decisions::rewrites(decisions, document, &self.source.place(chunk))?;
                (tally.applied, tally.articles) = (repairs, document.articles().len());
                rewrites
            }
            None => {
                let articles = self.cleaner.check_document(document).articles;
                for article in &articles {
                    let applied = article.edits().count();
                    tally.article(&article.verdict, applied, article.findings.len() - applied);
                }
                articles.into_iter().flat_map(|article| article.rewrites).collect::<Vec<Rewrite>>()
            }
        };
        if self.options.summary.is_asked() {
            document.articles().for_each(|article| tally.read(article.text()));
        }
        let patch = self.options.patch.then(|| Patch::new(document.bytes(), &rewrites)).transpose()?;
        let bytes = match rewrites.is_empty() {
            true => Bytes::Same,
            false => Bytes::Repaired(decisions::apply(document.bytes(), &rewrites).into_owned()),
        };
        Ok((bytes, patch))
    }

    fn say_written(&self, written: io::Result<()>, repairs: usize, talk: &mut Talk) {
        let name = self.source.input.name();
        match written {
            Ok(()) => talk.note(format_args!("{name}: {}", self.words.repairs(repairs))),
            Err(error) => talk.error(format_args!("{name}: left as it was, cannot be written: {error}")),
        }
    }
}

fn print(patch: &Patch, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, patch)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// What becomes of the output.
enum Sink<'a> {
    Print,
    Diff(Differ<'a>, Format),
    /// The patch is all that is printed.
    Patch,
    File(Box<InPlace<'a>>),
}

impl Sink<'_> {
    fn take(&mut self, chunk: &Chunk, bytes: Bytes, out: &mut impl Write) -> Result<(), Broken> {
        let bytes = match &bytes {
            Bytes::None => return Ok(()),
            Bytes::Same => chunk.bytes(),
            Bytes::Repaired(bytes) => bytes,
        };
        match self {
            Self::Print => out.write_all(bytes),
            Self::Diff(differ, Format::JsonLines) => differ.line(chunk.line(), chunk.bytes(), bytes, out),
            Self::Diff(differ, _) => differ.texts(chunk.bytes(), bytes, out),
            Self::Patch => Ok(()),
            Self::File(contents) => return contents.take(bytes).map_err(Broken::Output),
        }
        .map_err(|error| Broken::Stop(Stop::output(error)))
    }
}
