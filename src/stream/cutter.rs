//! Bytes as they come → what is judged at once.
//!
//! Law: where is cut depends on the bytes alone, never on how they arrived, and no more than the cap is held. Rejected: a
//! reader that is asked for lines, which holds a line of any length. How a long text is cut stands in
//! `format/encoding/parts.rs`, for it is no other in a stream than at once.

use std::sync::Arc;

use super::chunk::{Chunk, Room};
use crate::document::Options;
use crate::format::Format;
use crate::format::encoding::Parts;
use crate::span::Span;

/// Takes bytes, and gives chunks.
#[derive(Clone, Debug)]
pub(crate) struct Cutter {
    format: Format,
    options: Arc<Options>,
    cap: usize,
    /// True where nothing is cut: all that comes is one chunk.
    whole: bool,
    /// How a text is cut, and read.
    parts: Parts,
    /// What was taken; what was given away of it, and what was searched for a line's end.
    gathered: Arc<Vec<u8>>,
    given: usize,
    searched: usize,
    /// True while what is too long passes: up to the line's end, or to the end of all.
    passing: bool,
    /// Where the next chunk begins: its byte, and its line from 1.
    start: usize,
    line: usize,
}

impl Cutter {
    pub(crate) fn new(format: Format, options: Options, cap: usize) -> Self {
        Self {
            format,
            parts: Parts::new(options.encoding.as_deref()),
            options: Arc::new(options),
            cap,
            whole: false,
            gathered: Arc::default(),
            given: 0,
            searched: 0,
            passing: false,
            start: 0,
            line: 1,
        }
    }

    /// Text in UTF-8, whatever it begins with.
    pub(crate) fn utf8(cap: usize) -> Self {
        Self { parts: Parts::utf8(), ..Self::new(Format::Text, Options::default(), cap) }
    }

    pub(crate) fn cap(&mut self, bytes: usize) {
        self.cap = bytes;
    }

    pub(crate) fn whole(&mut self) {
        self.whole = true;
    }

    pub(crate) fn push(&mut self, bytes: &[u8]) {
        match Arc::get_mut(&mut self.gathered) {
            Some(gathered) => {
                gathered.drain(..self.given);
                gathered.extend_from_slice(bytes);
            }
            // Chunks of it are on their way.
            None => {
                let left = self.gathered.get(self.given..).unwrap_or_default();
                self.gathered = Arc::new([left, bytes].concat());
            }
        }
        self.searched -= self.given;
        self.given = 0;
    }

    /// The next chunk that needs no more bytes to be known.
    pub(crate) fn next(&mut self) -> Option<Chunk> {
        let left = self.gathered.get(self.given..).unwrap_or_default();
        if left.is_empty() {
            return None;
        }
        if self.by_lines() {
            let seen = self.gathered.get(self.searched..).unwrap_or_default();
            if let Some(end) = memchr::memchr(b'\n', seen) {
                let end = self.searched + end + 1 - self.given;
                return Some(self.give(end, true));
            }
            self.searched = self.gathered.len();
        }
        if self.by_parts() {
            let end = self.parts.end(left)?;
            return Some(self.give(end, false));
        }
        let (all, cap) = (left.len(), self.cap);
        (self.passing || all > cap).then(|| self.give(all, false))
    }

    /// What is left when no more bytes come.
    pub(crate) fn last(&mut self) -> Option<Chunk> {
        let left = self.gathered.len() - self.given;
        (left > 0).then(|| self.give(left, true))
    }

    /// True for what is cut at the end of each line.
    fn by_lines(&self) -> bool {
        self.format == Format::JsonLines && !self.whole
    }

    /// True for what is cut wherever it grows too long.
    fn by_parts(&self) -> bool {
        self.format == Format::Text && !self.whole
    }

    /// Gives the next `len` bytes away; with them a line or all ends where `ends` is true.
    fn give(&mut self, len: usize, ends: bool) -> Chunk {
        let by_parts = self.by_parts();
        let place = Span::new(self.given, self.given + len);
        let bytes = self.gathered.get(place.start..place.end).unwrap_or_default();
        let room = match (self.passing, !by_parts && len > self.cap) {
            (true, _) => Room::PassesOn,
            (false, true) => Room::Passes,
            (false, false) => Room::Fits,
        };
        self.passing = room != Room::Fits && !ends;
        // A text that comes in one piece is read as a document, unless its encoding is known without looking.
        let part = by_parts && (self.start > 0 || !ends || self.parts.are_told());
        let reading = if part { self.parts.read(bytes) } else { None };
        let (start, line) = (self.start, self.line);
        self.given += len;
        self.searched = self.searched.max(self.given);
        self.start += len;
        self.line += match &reading {
            Some(reading) => reading.lines(bytes),
            // A record is cut behind the first end of a line.
            None if self.by_lines() => usize::from(bytes.ends_with(b"\n")),
            None => memchr::memchr_iter(b'\n', bytes).count(),
        };
        Chunk {
            read: Arc::clone(&self.gathered),
            place,
            start,
            line,
            room,
            format: self.format,
            options: Arc::clone(&self.options),
            reading,
        }
    }
}
