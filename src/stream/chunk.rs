//! What of a stream is judged at once, and an iterator over it.
//!
//! Law: the chunks joined are what was read, and each tells where it stands in it. Rejected: an iterator over articles alone,
//! whose caller could not write on what stands between them.

use std::io::{self, Read};
use std::sync::Arc;

use super::cutter::Cutter;
use super::workers;
use crate::document::{Document, Options};
use crate::error::Error;
use crate::format::Format;
use crate::format::encoding::Reading;
use crate::span::Span;

/// Bytes read at once.
pub(crate) const PIECE: usize = 64 * 1024;
/// The usual cap of a record or a document.
pub(crate) const CAP: usize = 4 * 1024 * 1024;

/// What is judged at once: a record with its line, a part of a text, or a document of another format.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// What was read at once, which its neighbours share: small records are not worth a copy each.
    pub(super) read: Arc<Vec<u8>>,
    /// Where it stands in that.
    pub(super) place: Span,
    pub(super) start: usize,
    pub(super) line: usize,
    pub(super) room: Room,
    pub(super) format: Format,
    pub(super) options: Arc<Options>,
    /// How a part of a text is read; a document that is whole tells it itself.
    pub(super) reading: Option<Reading>,
}

/// Whether a chunk is short enough to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Room {
    /// It is.
    Fits,
    /// It is longer than the cap, and is to pass through untouched.
    Passes,
    /// It goes on with what was too long before.
    PassesOn,
}

impl Chunk {
    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.read.get(self.place.start..self.place.end).unwrap_or_default()
    }

    /// Where it begins, in bytes from the first that was read.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// The line that it begins in, from 1; the line of a record.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Whether it is short enough to be judged.
    #[must_use]
    pub fn room(&self) -> Room {
        self.room
    }

    /// The document that it is. Its places are bytes of the chunk.
    ///
    /// # Errors
    /// As [`Document::read`]. What is wrong with a record is told by [`Document::refused`], as of line 1.
    pub fn document(&self) -> Result<Document<'_>, Error> {
        match &self.reading {
            Some(reading) => Document::part(self.bytes(), reading),
            None => Document::read(self.format, self.bytes(), &self.options),
        }
    }
}

/// The chunks of a reader: the records of JSON Lines one by one, a long text in parts, any other document whole.
///
/// ```
/// # #[cfg(all(feature = "french", feature = "jsonl"))] {
/// use limpide::format::Format;
/// use limpide::stream::Chunks;
/// use limpide::{Cleaner, Options};
///
/// let lines = "{\"text\":\"Rien.\"}\n{\"text\":\"Sur les lignes de entrance, le entrance tient.\"}\n";
/// let cleaner = Cleaner::french();
/// for chunk in Chunks::of(lines.as_bytes(), Format::JsonLines, Options::default()) {
///     let chunk = chunk?;
///     let document = chunk.document()?;
///     for article in document.articles() {
///         let report = cleaner.check_article(article);
///         assert_eq!(report.rewrites.len(), if chunk.line() == 2 { 2 } else { 0 });
///     }
/// }
/// # }
/// # Ok::<(), limpide::Error>(())
/// ```
///
/// A feed is one chunk, and its document has an article for each item:
///
/// ```
/// # #[cfg(feature = "xml")] {
/// use limpide::format::Format;
/// use limpide::stream::Chunks;
/// use limpide::Options;
///
/// let feed = "<rss><channel><item><title>Un</title></item><item><title>Deux</title></item></channel></rss>";
/// let chunk = Chunks::of(feed.as_bytes(), Format::Xml, Options::default()).next().unwrap()?;
/// let document = chunk.document()?;
/// assert_eq!(document.articles().map(|article| article.text()).collect::<Vec<_>>(), ["Un", "Deux"]);
/// # }
/// # Ok::<(), limpide::Error>(())
/// ```
#[derive(Debug)]
pub struct Chunks<R> {
    pub(super) cutter: Cutter,
    from: R,
    piece: Vec<u8>,
    /// What is left when the reader ends is the last chunk; otherwise it waits in the cutter.
    ends: bool,
    done: bool,
}

impl<R: Read> Chunks<R> {
    /// The chunks of `from`, which is of that format.
    pub fn of(from: R, format: Format, options: Options) -> Self {
        Self { ends: true, ..Self::over(Cutter::new(format, options, CAP), from) }
    }

    /// Goes on with a cutter, in which what needs more bytes is left.
    pub(super) fn over(cutter: Cutter, from: R) -> Self {
        Self { cutter, from, piece: vec![0; PIECE], ends: false, done: false }
    }

    /// The most bytes of a record, or of a document other than text, that are held in memory; see [`Chunk::room`].
    #[must_use]
    pub fn cap(mut self, bytes: usize) -> Self {
        self.cutter.cap(bytes);
        self
    }

    /// Gives all that is read as one chunk, whatever the format: for what needs a document as a whole, such as a patch.
    #[must_use]
    pub fn whole(mut self) -> Self {
        self.cutter.whole();
        self
    }

    /// Does `work` on each chunk, on as many threads as there are workers, of which the one that calls is one, and gives what
    /// came of it to `each`, in the order of the input and on the thread that calls. The chunks that are held at once come to 1 MiB, of which those
    /// longer than 8 KiB count sixteen times, or are one that is longer. The parts of a long text are all judged on the thread that
    /// calls.
    ///
    /// ```
    /// # #[cfg(all(feature = "french", feature = "jsonl"))] {
    /// use limpide::format::Format;
    /// use limpide::stream::Chunks;
    /// use limpide::{Cleaner, Error, Options};
    ///
    /// let lines = "{\"text\":\"Sur les lignes de entrance, le entrance tient.\"}\n".repeat(100);
    /// let (cleaner, mut output) = (Cleaner::french(), String::new());
    /// let repaired = |chunk: &limpide::stream::Chunk| -> Result<Vec<u8>, Error> {
    ///     Ok(cleaner.check_document(&chunk.document()?).apply().into_owned())
    /// };
    /// Chunks::of(lines.as_bytes(), Format::JsonLines, Options::default()).in_order(2, repaired, |_, repaired| {
    ///     output.push_str(&String::from_utf8_lossy(&repaired?));
    ///     Ok::<(), Error>(())
    /// })?;
    /// assert_eq!(output, lines.replace("entrance", "front"));
    /// # }
    /// # Ok::<(), limpide::Error>(())
    /// ```
    ///
    /// # Errors
    /// The first of `each`, or of the reader once all before it was given.
    pub fn in_order<T: Send, E: From<Error>>(
        &mut self,
        workers: usize,
        work: impl Fn(&Chunk) -> T + Sync,
        each: impl FnMut(Chunk, T) -> Result<(), E>,
    ) -> Result<(), E> {
        workers::in_order(workers, self, work, each)
    }

    /// Takes more bytes; false where there are none.
    fn read(&mut self) -> Result<bool, Error> {
        loop {
            match self.from.read(&mut self.piece) {
                Ok(len) => {
                    self.cutter.push(self.piece.get(..len).unwrap_or_default());
                    return Ok(len > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl<R: Read> Iterator for Chunks<R> {
    type Item = Result<Chunk, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(chunk) = self.cutter.next() {
                return Some(Ok(chunk));
            }
            if self.done {
                return if self.ends { self.cutter.last().map(Ok) } else { None };
            }
            match self.read() {
                Ok(more) => self.done = !more,
                Err(error) => {
                    // What was read before it is no whole document; it is not given.
                    (self.done, self.ends) = (true, false);
                    return Some(Err(error));
                }
            }
        }
    }
}
