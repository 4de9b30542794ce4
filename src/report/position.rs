//! Lines and columns, for people.
//!
//! Law: computed only where a text leaves the program; inside it, a place is a [`Span`](crate::Span) of bytes.

/// The lines of a text, which need not be valid UTF-8. They end at `\n`; a `\r` before it belongs to the line end.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    bytes: &'t [u8],
    starts: Vec<usize>,
}

/// A place as people count: from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character of the line; each byte that is no UTF-8 counts as one.
    pub column: usize,
}

impl<'t> Lines<'t> {
    /// Finds the lines of `bytes`.
    ///
    /// ```
    /// use limpide::report::Lines;
    ///
    /// let lines = Lines::of("Été\r\nà l'entrance".as_bytes());
    /// let place = lines.position(12);
    /// assert_eq!((place.line, place.column), (2, 5));
    /// assert_eq!(lines.line(1), Some((0, "Été".as_bytes())));
    /// ```
    #[must_use]
    pub fn of(bytes: &'t [u8]) -> Self {
        let ends = memchr::memchr_iter(b'\n', bytes).map(|end| end + 1);
        Self { bytes, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// Where the byte at `offset` stands; the end of the text for what lies behind it.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.bytes.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let before = self.bytes.get(start..offset).unwrap_or_default();
        let characters = before.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len());
        Position { line, column: 1 + characters.sum::<usize>() }
    }

    /// The bytes of a range; none where it does not lie in the text.
    #[must_use]
    pub fn bytes(&self, range: std::ops::Range<usize>) -> &'t [u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    /// The line of that number without its end, and the byte it starts at.
    #[must_use]
    pub fn line(&self, number: usize) -> Option<(usize, &'t [u8])> {
        let start = *self.starts.get(number.checked_sub(1)?)?;
        let end = self.starts.get(number).copied().unwrap_or(self.bytes.len());
        let line = self.bytes.get(start..end)?;
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        Some((start, line.strip_suffix(b"\r").unwrap_or(line)))
    }
}
