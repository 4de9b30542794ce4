//! Lines and columns, for people; characters and UTF-16 units, for programs that slice by them.
//!
//! Law: computed only where a text leaves the program; inside it, a place is a [`Span`](crate::Span) of bytes. What is no
//! UTF-8 counts as one for each byte, in every unit. Rejected: to count all units for every place, of which most ask for one.

use std::sync::OnceLock;

/// The lines of a text, which need not be valid UTF-8. They end at `\n`; a `\r` before it belongs to the line end.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    bytes: &'t [u8],
    starts: Vec<usize>,
    /// What stands before each line, counted when it is first asked for.
    before: OnceLock<Vec<Offset>>,
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

/// A place as programs count that do not count bytes: from 0, from the start of the text. A byte order mark, a `\r` and a
/// combining mark each count as the character that they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Offset {
    /// Characters (Unicode scalar values), by which Python slices.
    pub characters: usize,
    /// UTF-16 code units, by which JavaScript, Java and editors slice.
    pub utf16: usize,
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
        Self { bytes, starts: std::iter::once(0).chain(ends).collect(), before: OnceLock::new() }
    }

    /// Where the byte at `offset` stands; the end of the text for what lies behind it.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let (line, before) = self.line_of(offset);
        Position { line, column: 1 + Offset::of(before).characters }
    }

    /// The same place, in characters and UTF-16 units.
    ///
    /// ```
    /// use limpide::report::Lines;
    ///
    /// let text = "🛡️ é\nle entrance";
    /// let place = Lines::of(text.as_bytes()).offset(text.find("entrance").unwrap());
    /// assert_eq!(text.chars().skip(place.characters).collect::<String>(), "entrance");
    /// assert_eq!(text.encode_utf16().skip(place.utf16).collect::<Vec<_>>(), "entrance".encode_utf16().collect::<Vec<_>>());
    /// ```
    #[must_use]
    pub fn offset(&self, offset: usize) -> Offset {
        let (line, within) = self.line_of(offset);
        let before = self.before.get_or_init(|| {
            let lines = self.starts.windows(2).map(|pair| match pair {
                [start, end] => Offset::of(self.bytes.get(*start..*end).unwrap_or_default()),
                _ => Offset::default(),
            });
            let sum = |sum: &mut Offset, line: Offset| {
                *sum = sum.and(line);
                Some(*sum)
            };
            std::iter::once(Offset::default()).chain(lines.scan(Offset::default(), sum)).collect()
        });
        before.get(line - 1).copied().unwrap_or_default().and(Offset::of(within))
    }

    /// The line that a byte stands in, from 1, and the bytes of it that stand before.
    fn line_of(&self, offset: usize) -> (usize, &'t [u8]) {
        let offset = offset.min(self.bytes.len());
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        (line, self.bytes.get(start..offset).unwrap_or_default())
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

impl Offset {
    /// How much `bytes` are.
    fn of(bytes: &[u8]) -> Self {
        let chunks = bytes.utf8_chunks().map(|chunk| {
            let units = |units: usize, character: char| units + character.len_utf16();
            let (valid, invalid) = (chunk.valid(), chunk.invalid().len());
            Self { characters: valid.chars().count() + invalid, utf16: valid.chars().fold(invalid, units) }
        });
        chunks.fold(Self::default(), Self::and)
    }

    /// Both, one behind the other.
    fn and(self, other: Self) -> Self {
        Self { characters: self.characters + other.characters, utf16: self.utf16 + other.utf16 }
    }
}
