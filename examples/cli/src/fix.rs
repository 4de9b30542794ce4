//! `limpide fix`: repaired articles, printed, written in place or shown as a diff or a patch.
//!
//! Law: a document comes out whole or not at all. Printed records that are not in order pass through; a file that holds one is
//! not written to, for half a repair in place would hide the other half.

use std::io::{self, BufWriter, Write};

use limpide::format::Format;
use limpide::report::Patch;
use limpide::report::decisions::Decisions;
use limpide::stream::{Chunk, Room};
use limpide::{Cleaner, Document, Error, Rewrite};

use crate::article::{Said, Source, Speaker};
use crate::decisions;
use crate::diff::Differ;
use crate::options::Fix;
use crate::packed::Container;
use crate::replace::InPlace;
use crate::stop::{Broken, Stop};
use crate::talk::Talk;
use crate::words::Words;

/// Repairs each input.
pub(crate) fn run(options: &Fix, words: Words, talk: &mut Talk) -> Result<bool, Stop> {
    let cleaner = options.rules.cleaner()?;
    let decisions = options.decisions.as_deref().map(decisions::read).transpose()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let inputs = options.files.inputs();
    if options.patch && inputs.len() > 1 {
        return Err(Stop::Because("a patch is of one file; give --patch with one file at a time".into()));
    }
    for input in inputs {
        if options.write && input.path().is_none() {
            talk.error("standard input cannot be written in place; leave --write out, or name files");
            continue;
        }
        let format = options.reading.format_of(&input);
        let records = format == Format::JsonLines;
        // A patch is of a file; a diff and decisions are of a record or a document, which a part of a text is not.
        let parted = records || format == Format::Text;
        let whole = parted && options.patch || format == Format::Text && (options.diff || decisions.is_some());
        let source = Source { input: &input, format, cap: (!whole).then(|| options.working.cap()) };
        Job { options, words, cleaner: &cleaner, decisions: decisions.as_ref(), source }.run(&mut out, talk)?;
    }
    out.flush().map_err(Stop::output)?;
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
    repairs: usize,
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

impl Job<'_> {
    fn run(&self, out: &mut impl Write, talk: &mut Talk) -> Result<(), Stop> {
        let Source { input, format, cap } = self.source;
        let Some((mut chunks, container)) = talk.heard(input.chunks(format, self.options.reading.options(), cap))
        else {
            return Ok(());
        };
        let mut sink = self.sink(container);
        let (mut speaker, mut repairs, before) = (Speaker::default(), 0, talk.errors());
        let done = chunks.in_order(
            self.options.working.threads(),
            |chunk| self.mend(chunk),
            |chunk, mended| {
                speaker.say(mended.said, talk);
                repairs += mended.repairs;
                if let Some(patch) = mended.patch.filter(|_| talk.errors() == before || !self.options.write) {
                    // Whoever has no patch would have no way back: it goes out before the file is written.
                    print(&patch, out).map_err(|error| Broken::Stop(Stop::output(error)))?;
                }
                sink.take(&chunk, mended.bytes, out)
            },
        );
        speaker.end(input, talk);
        match done {
            Ok(()) => self.end(sink, repairs, before, talk),
            Err(Broken::Input(error)) => talk.error(input.refused(error)),
            Err(Broken::Output(error)) => self.say_written(Err(error), 0, talk),
            Err(Broken::Stop(stop)) => return Err(stop),
        }
        Ok(())
    }

    /// Where the output goes.
    fn sink(&self, container: Container) -> Sink<'_> {
        match self.source.input.path().filter(|_| self.options.write) {
            Some(path) => Sink::File(Box::new(InPlace::of(path, container))),
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
        let mended = match self.source.document(chunk, &mut said) {
            Some(document) => self.mended(chunk, &document),
            // What is too long passes through, and so does a record that cannot be read.
            None if self.passes(chunk) => Ok((Bytes::Same, 0, None)),
            None => Ok((Bytes::None, 0, None)),
        };
        let (bytes, repairs, patch) = mended.unwrap_or_else(|error| {
            said.errors.push(self.source.placed(error, chunk));
            (if self.source.format == Format::JsonLines { Bytes::Same } else { Bytes::None }, 0, None)
        });
        Mended { bytes, repairs, patch, said }
    }

    fn passes(&self, chunk: &Chunk) -> bool {
        self.source.cap.is_some() && (chunk.room() != Room::Fits || self.source.format == Format::JsonLines)
    }

    /// Repairs a document: as it was decided, or else as it is judged.
    fn mended(&self, chunk: &Chunk, document: &Document<'_>) -> Result<(Bytes, usize, Option<Patch>), Error> {
        let (rewrites, repairs) = match self.decisions {
            Some(decisions) => decisions::rewrites(decisions, document, &self.source.place(chunk))?,
            None => {
                let articles = self.cleaner.check_document(document).articles;
                let repairs = articles.iter().map(|article| article.edits().count()).sum();
                (articles.into_iter().flat_map(|article| article.rewrites).collect::<Vec<Rewrite>>(), repairs)
            }
        };
        let patch = self.options.patch.then(|| Patch::new(document.bytes(), &rewrites)).transpose()?;
        let bytes = match rewrites.is_empty() {
            true => Bytes::Same,
            false => Bytes::Repaired(decisions::apply(document.bytes(), &rewrites).into_owned()),
        };
        Ok((bytes, repairs, patch))
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
