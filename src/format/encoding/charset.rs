//! Encodings other than UTF-8: which one it is, reading it and writing it.
//!
//! Law: encoding what was decoded gives the same bytes, or they were not covered. What an encoding cannot hold is refused.
//! By the rule of browsers, `iso-8859-1` is read as Windows-1252; but whoever goes by that name cannot read the bytes
//! 0x80–0x9F (*œ* is 0x9C), so they are not written where the name says Latin-1, nor where Windows-1252 was guessed
//! and the document shows none of them. Rejected: encodings of several bytes a character other than UTF-16, in which no
//! French is written; their documents are refused.

use encoding_rs::{Encoding as Table, UTF_8, UTF_16BE, UTF_16LE};

use super::declared::declared;
use super::{Code, Decoded, Encoding, Known, UTF8, UTF8_MARK, utf8_from};
use crate::error::{Error, ErrorKind};
use crate::format::spelling::Spelling;
use crate::format::view::{Builder, View};
use crate::span::Span;

/// An encoding in which characters are units of one size, or as UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset {
    Utf16Le,
    Utf16Be,
    /// One byte a character, and ASCII as it is.
    Bytes(&'static Table),
    /// The same, but 0x80–0x9F are not written.
    Latin(&'static Table),
    /// ASCII so far, of a text whose encoding what follows will tell.
    Ascii,
}

/// Bytes of text in one piece of a view: to find a place, as many characters are counted.
const RUN: usize = 1024;

/// See [`super::decode`].
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    declares: bool,
    given: Option<&str>,
) -> Result<(Decoded<'b>, Encoding), Error> {
    let (code, start, encoding) = find(bytes, declares, given)?;
    Ok((code.read(bytes, start), encoding))
}

/// The encoding, where the text in it begins, and how that is known.
pub(super) fn find(bytes: &[u8], declares: bool, given: Option<&str>) -> Result<(Code, usize, Encoding), Error> {
    let wanted = given.map(wanted).transpose()?;
    if let Some((code, start)) = by_mark(bytes) {
        let name = code.name();
        let other = given.filter(|_| wanted.is_some_and(|wanted| wanted.name() != name));
        let doubt = other.map(|given| format!("it begins with the mark of {name}, so it was not read as {given}"));
        return Ok((code, start, Encoding::new(name, Known::Bom).with_doubt(doubt)));
    }
    Ok(match wanted {
        Some(code) => (code, 0, code.encoding(Known::Given)),
        None => {
            let (code, encoding) = unmarked(bytes, declares);
            (code, 0, encoding)
        }
    })
}

/// The encoding of bytes of which nobody says it but they themselves.
pub(super) fn unmarked(bytes: &[u8], declares: bool) -> (Code, Encoding) {
    let whole = simdutf8::basic::from_utf8(bytes);
    let mut doubt = None;
    if let Some(name) = declared(bytes).filter(|_| declares) {
        match believed(bytes, name, whole.is_ok()) {
            Ok(code) => return (code, code.encoding(Known::Declared)),
            Err(why) => doubt = Some(format!("it declares “{name}”, {why}")),
        }
    }
    let guessed = if whole.is_err() { guess(bytes) } else { None };
    match guessed {
        Some(charset) => (Code::Charset(charset), charset.encoding(Known::Guessed).with_doubt(doubt)),
        None => (Code::Utf8, Encoding::utf8().with_doubt(doubt)),
    }
}

/// The encoding that a mark names, and how long the mark is.
pub(super) fn by_mark(bytes: &[u8]) -> Option<(Code, usize)> {
    match bytes {
        [0xff, 0xfe, ..] => Some((Code::Charset(Charset::Utf16Le), 2)),
        [0xfe, 0xff, ..] => Some((Code::Charset(Charset::Utf16Be), 2)),
        _ => bytes.starts_with(UTF8_MARK).then_some((Code::Utf8, UTF8_MARK.len())),
    }
}

/// The encoding of that name.
pub(super) fn wanted(name: &str) -> Result<Code, Error> {
    named(name).map_err(|why| refuse(name, &why))
}

/// What a name means, or why it cannot be read.
fn named(name: &str) -> Result<Code, String> {
    let table = Table::for_label(name.as_bytes()).ok_or("which is the name of no encoding that is known")?;
    let narrow = || {
        // windows-1252, cp1252 and x-cp1252 mean what they say; latin1 and its other names do not mean 0x80–0x9F.
        let digits = table.name().strip_prefix("windows-");
        digits.is_some_and(|digits| !name.trim().ends_with(digits))
    };
    match table {
        table if table == UTF_8 => Ok(Code::Utf8),
        table if table == UTF_16LE => Ok(Code::Charset(Charset::Utf16Le)),
        table if table == UTF_16BE => Ok(Code::Charset(Charset::Utf16Be)),
        table if !table.is_single_byte() || table == encoding_rs::X_USER_DEFINED => {
            Err(format!("and {} cannot be read", table.name()))
        }
        table if narrow() => Ok(Code::Charset(Charset::Latin(table))),
        table => Ok(Code::Charset(Charset::Bytes(table))),
    }
}

fn refuse(name: &str, why: &str) -> Error {
    Error::new(
        ErrorKind::Input,
        format!(
            "the encoding given is “{name}”, {why}; give a name such as utf-8, windows-1252, iso-8859-15 or utf-16le, or \
             convert the file to UTF-8"
        ),
    )
}

/// What a document declares, where that can be true.
fn believed(bytes: &[u8], name: &str, is_utf8: bool) -> Result<Code, String> {
    let charset = match named(name)? {
        Code::Utf8 if is_utf8 => return Ok(Code::Utf8),
        Code::Utf8 => return Err("but its bytes are no UTF-8".into()),
        Code::Charset(charset) => charset,
    };
    match charset {
        Charset::Utf16Le | Charset::Utf16Be if !bytes.iter().take(4).any(|byte| *byte == 0) => {
            Err("but its bytes are not".into())
        }
        Charset::Utf16Le | Charset::Utf16Be => Ok(Code::Charset(charset)),
        Charset::Ascii => Ok(Code::Charset(charset)),
        Charset::Bytes(_) | Charset::Latin(_) if is_utf8 && !bytes.is_ascii() => Err("but its bytes are UTF-8".into()),
        Charset::Bytes(table) | Charset::Latin(table) => {
            let upper = Upper::of(table);
            match bytes.iter().position(|byte| upper.read(*byte).is_none()) {
                Some(at) => Err(format!("which has no character for byte {at}")),
                None => Ok(Code::Charset(charset)),
            }
        }
    }
}

/// The likeliest encoding of a French text that is not UTF-8 throughout; `None` where it is UTF-8 but for a few bytes, or no text.
fn guess(bytes: &[u8]) -> Option<Charset> {
    let (mut characters, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if characters > bad || bytes.contains(&0) {
        return None;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let table = detector.guess(Some(b"fr"), chardetng::Utf8Detection::Deny);
    if !table.is_single_byte() {
        return None;
    }
    let upper = Upper::of(table);
    let sound = bytes.iter().all(|byte| upper.read(*byte).is_some());
    let shows = bytes.iter().any(|byte| (0x80..0xa0).contains(byte));
    sound.then_some(if shows { Charset::Bytes(table) } else { Charset::Latin(table) })
}

impl Code {
    fn name(self) -> &'static str {
        match self {
            Self::Utf8 => UTF8,
            Self::Charset(charset) => charset.name(),
        }
    }

    pub(super) fn encoding(self, known: Known) -> Encoding {
        match self {
            Self::Utf8 => Encoding::new(UTF8, known),
            Self::Charset(charset) => charset.encoding(known),
        }
    }

    /// The text behind one that is ASCII, where nothing but ASCII is written; and that one.
    pub(super) fn read_behind<'b>(self, ascii: &'b str, bytes: &'b [u8]) -> Decoded<'b> {
        let mut view = Builder::default();
        view.spelled(Spelling::Coded(Charset::Ascii));
        view.verbatim(0, ascii);
        view.spelled(Spelling::Verbatim);
        match self {
            Self::Utf8 => utf8_from(view, bytes, ascii.len()),
            Self::Charset(charset) => charset.layer(view, bytes, ascii.len()),
        }
    }
}

impl Charset {
    /// The name, as standards write it.
    fn name(self) -> &'static str {
        match self {
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Bytes(table) | Self::Latin(table) => table.name(),
            Self::Ascii => UTF8,
        }
    }

    /// True where a unit is more than a byte.
    pub(super) fn is_wide(self) -> bool {
        matches!(self, Self::Utf16Le | Self::Utf16Be)
    }

    /// A unit of two bytes.
    pub(super) fn unit(self, pair: [u8; 2]) -> u16 {
        if self == Self::Utf16Le { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    }

    fn encoding(self, known: Known) -> Encoding {
        match self {
            // That is what the document says it is, and as far as it is written.
            Self::Latin(table) if table == encoding_rs::WINDOWS_1252 && known != Known::Guessed => {
                Encoding::new("ISO-8859-1", known)
            }
            _ => Encoding::new(self.name(), known),
        }
    }

    /// The text from byte `start` on, behind what the view has already.
    pub(super) fn layer<'b>(self, view: Builder<'b>, bytes: &'b [u8], start: usize) -> Decoded<'b> {
        let mut layer = Layer::new(view, self, start);
        let bytes = bytes.get(start..).unwrap_or_default();
        let ascii = std::str::from_utf8(bytes).ok().filter(|text| text.is_ascii());
        match (self, ascii) {
            (Self::Bytes(_) | Self::Latin(_) | Self::Ascii, Some(text)) => layer.view.verbatim(start, text),
            (Self::Bytes(table) | Self::Latin(table), None) => {
                let upper = Upper::of(table);
                bytes.iter().for_each(|byte| layer.add(1, upper.read(*byte)));
            }
            (Self::Ascii, None) => {
                bytes.iter().for_each(|byte| layer.add(1, byte.is_ascii().then_some(char::from(*byte))));
            }
            (Self::Utf16Le | Self::Utf16Be, _) => {
                let (pairs, odd) = bytes.as_chunks::<2>();
                for unit in char::decode_utf16(pairs.iter().map(|pair| self.unit(*pair))) {
                    layer.add(unit.as_ref().map_or(2, |character| 2 * character.len_utf16()), unit.ok());
                }
                odd.iter().for_each(|_| layer.add(1, None));
            }
        }
        let (view, invalid) = layer.finish();
        Decoded::Layer(view, invalid)
    }

    /// The text in this encoding; `None` where it cannot hold it.
    pub(crate) fn encode(self, text: &str) -> Option<Vec<u8>> {
        let (table, narrow) = match self {
            Self::Utf16Le => return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Bytes(table) => (table, false),
            Self::Latin(table) => (table, true),
            Self::Ascii => return text.is_ascii().then(|| text.into()),
        };
        let (bytes, _, lossy) = table.encode(text);
        let unheard = narrow && bytes.iter().any(|byte| (0x80..0xa0).contains(byte));
        (!lossy && !unheard).then(|| bytes.into_owned())
    }

    /// The bytes that spell a text in it.
    pub(crate) fn size(self, text: &str) -> usize {
        match self {
            Self::Utf16Le | Self::Utf16Be => 2 * text.chars().map(char::len_utf16).sum::<usize>(),
            Self::Bytes(_) | Self::Latin(_) | Self::Ascii => text.chars().count(),
        }
    }
}

/// The characters beyond ASCII of an encoding of one byte a character.
struct Upper([Option<char>; 128]);

impl Upper {
    fn of(table: &'static Table) -> Self {
        let mut upper = [None; 128];
        for (slot, byte) in upper.iter_mut().zip(0x80_u8..=0xff) {
            let text = table.decode_without_bom_handling_and_without_replacement(std::slice::from_ref(&byte));
            // Control characters stand where the encoding has none.
            *slot = text.and_then(|text| text.chars().next()).filter(|character| !character.is_control());
        }
        Self(upper)
    }

    fn read(&self, byte: u8) -> Option<char> {
        match byte.checked_sub(0x80) {
            None => Some(char::from(byte)),
            Some(upper) => self.0.get(usize::from(upper)).copied().flatten(),
        }
    }
}

/// A view in the making, run by run.
struct Layer<'b> {
    view: Builder<'b>,
    invalid: Vec<Span>,
    run: String,
    /// Where the run begins and ends.
    place: Span,
}

impl<'b> Layer<'b> {
    fn new(mut view: Builder<'b>, charset: Charset, start: usize) -> Self {
        view.spelled(Spelling::Coded(charset));
        Self { view, invalid: Vec::new(), run: String::with_capacity(RUN + 4), place: Span::new(start, start) }
    }

    /// The next `size` bytes, and the character that they are.
    fn add(&mut self, size: usize, character: Option<char>) {
        let end = self.place.end + size;
        match character {
            Some(character) => {
                self.run.push(character);
                self.place.end = end;
                if self.run.len() >= RUN {
                    self.flush();
                }
            }
            None => {
                self.flush();
                self.view.paragraph();
                match self.invalid.last_mut().filter(|last| last.end == end - size) {
                    Some(last) => last.end = end,
                    None => self.invalid.push(Span::new(end - size, end)),
                }
                self.place = Span::new(end, end);
            }
        }
    }

    fn flush(&mut self) {
        self.view.coded(self.place, &self.run);
        self.run.clear();
        self.place.start = self.place.end;
    }

    fn finish(mut self) -> (View<'b>, Vec<Span>) {
        self.flush();
        (self.view.finish(), self.invalid)
    }
}
