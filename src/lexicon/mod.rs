//! The French word list: is this form French, and how can it be read?
//!
//! Law: a form is found exactly as the source spells it; [`find`](Lexicon::find) forgives what typography does to it
//! (capitals, straight apostrophes, decomposed accents, soft hyphens) and nothing else. An accent is never added or dropped:
//! *experience* is unknown although *expérience* is a word, for that is the damage this crate looks for. Whether accents are
//! all that it lacks, or what else it may be a slip for, is a question of its own (`slip`).
//!
//! The words lie in a finite-state transducer read where it lies: half a million forms in 1.6 MB, opened in 0.6 ms
//! (checking sums is all there is to do), 140 ns a word of running text. A hash map was rejected for its size in memory and the
//! time to fill it, a Bloom filter because a reading is needed.
#![deny(clippy::indexing_slicing)]

mod bits;
mod builder;
mod bytes;
mod fold;
mod layout;
mod reading;
mod slip;

use core::ops::Range;

use fst::Streamer;
use fst::raw::{Fst, Node, Output};

pub use bits::{Genders, Numbers, Persons, VerbForms, VerbTraits};
pub use builder::Builder;
pub use reading::{Pos, Reading};

use crate::error::{Error, ErrorKind};
use bytes::{Bytes, Section};
use fold::Folding;
use layout::{CHECKED_HEADER, HEADER, LAST, MAGIC, READING, Value};

/// French forms and their readings. Cloning copies a few pointers; the data is static or shared.
#[derive(Clone, Default)]
pub struct Lexicon {
    bytes: Bytes,
    sets: Range<usize>,
    readings: Range<usize>,
    suffixes: Range<usize>,
    /// Absent from the empty lexicon.
    words: Option<Fst<Section>>,
}

impl Lexicon {
    /// The lexicon in `bytes`, borrowed as it lies.
    ///
    /// Checksums tell damage, not malice: open what the compiler wrote, not what a stranger sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Data`] when the bytes are no compiled lexicon, of another version, cut short or damaged.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, Error> {
        Self::open(Bytes::Static(bytes))
    }

    /// The lexicon in `bytes`, which it keeps.
    ///
    /// # Errors
    ///
    /// As [`from_bytes`](Self::from_bytes).
    pub fn from_vec(bytes: Vec<u8>) -> Result<Self, Error> {
        Self::open(Bytes::Shared(bytes.into()))
    }

    /// The bundled French lexicon. Should it be damaged, the empty one, which knows nothing and so repairs nothing.
    #[cfg(feature = "french")]
    #[must_use]
    pub fn french() -> Self {
        static FRENCH: std::sync::LazyLock<Lexicon> =
            std::sync::LazyLock::new(|| Lexicon::from_bytes(limpide_fr::LEXICON).unwrap_or_default());
        FRENCH.clone()
    }

    /// The lexicon that knows no word.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// True when the lexicon knows no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of distinct forms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.as_ref().map_or(0, Fst::len)
    }

    /// The form as it is spelled; only straight apostrophes are read as ’.
    #[must_use]
    pub fn lookup(&self, form: &str) -> Option<Word<'_>> {
        self.word(form, Folding::AsIs)
    }

    /// The form as it is spelled, else with its first letter, else with all letters lower-cased, else as a title (*FRANCE*).
    ///
    /// Decomposed accents, soft hyphens, zero-width marks and typographic hyphens are forgiven.
    /// Nothing is allocated for a form in plain lower case.
    #[must_use]
    pub fn find(&self, form: &str) -> Option<Word<'_>> {
        let form = fold::tidy(form);
        if let Some(word) = self.word(&form, Folding::AsIs) {
            return Some(word);
        }
        if !form.chars().any(char::is_uppercase) {
            return None;
        }
        Folding::ATTEMPTS.into_iter().find_map(|folding| self.word(&folding.recase(&form), folding))
    }

    /// True when the form, found as [`find`](Self::find) finds it, refuses elision: *la hauteur*, *le onze*.
    ///
    /// Unknown forms, and words whose use wavers (*hyène*, *hiatus*), answer false.
    #[must_use]
    pub fn aspirated(&self, form: &str) -> bool {
        self.find(form).is_some_and(|word| word.aspirated())
    }

    /// Every form, in byte order, as the lexicon spells it.
    pub fn forms(&self) -> impl Iterator<Item = String> + '_ {
        let mut stream = self.words.as_ref().map(Fst::stream);
        core::iter::from_fn(move || {
            let (form, _) = stream.as_mut()?.next()?;
            Some(String::from_utf8_lossy(form).into_owned())
        })
    }

    fn open(bytes: Bytes) -> Result<Self, Error> {
        let all = bytes.as_ref();
        let header = all.get(..HEADER).filter(|header| header.starts_with(&MAGIC));
        let header = header.ok_or_else(|| damaged("these bytes are no compiled lexicon of this version"))?;
        let [sets, readings, suffixes, words] = sections(header).ok_or_else(|| damaged("the header is damaged"))?;
        if words.end != all.len() {
            return Err(damaged("the lexicon is cut short or has bytes to spare"));
        }
        let checked = [0..CHECKED_HEADER, HEADER..suffixes.end].map(|part| all.get(part).unwrap_or_default());
        if header.get(CHECKED_HEADER..) != Some(layout::checksum(&checked).to_le_bytes().as_slice()) {
            return Err(damaged("the tables do not add up to their checksum"));
        }
        let words = Fst::new(Section { bytes: bytes.clone(), range: words });
        let words = words.map_err(|error| damaged(&format!("the word list cannot be read: {error}")))?;
        words.verify().map_err(|error| damaged(&format!("the word list is damaged: {error}")))?;
        Ok(Self { bytes, sets, readings, suffixes, words: Some(words) })
    }

    fn word(&self, form: &str, folding: Folding) -> Option<Word<'_>> {
        let value = Value::unpack(self.walk(form)?);
        Some(Word { lexicon: self, value, folding })
    }

    /// True when a longer form begins so, in lower case.
    pub(crate) fn goes_on(&self, form: &str) -> bool {
        self.node(&form.to_lowercase()).is_some_and(|(node, _)| !node.is_empty())
    }

    /// What the word list holds for `form`.
    fn walk(&self, form: &str) -> Option<u64> {
        let (node, output) = self.node(form)?;
        node.is_final().then(|| output.cat(node.final_output()).value())
    }

    /// Follows `form` byte by byte, so that an apostrophe can be read as another without a copy.
    fn node(&self, form: &str) -> Option<(Node<'_>, Output)> {
        let words = self.words.as_ref()?;
        let mut node = words.root();
        let mut output = Output::zero();
        for byte in form.as_bytes() {
            let spelled = if *byte == b'\'' { "’".as_bytes() } else { core::slice::from_ref(byte) };
            for &byte in spelled {
                let transition = node.transition(node.find_input(byte)?);
                output = output.cat(transition.out);
                node = words.node(transition.addr);
            }
        }
        Some((node, output))
    }

    fn section(&self, range: &Range<usize>) -> &[u8] {
        self.bytes.as_ref().get(range.clone()).unwrap_or_default()
    }
}

impl core::fmt::Debug for Lexicon {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(out, "Lexicon({} forms)", self.len())
    }
}

/// A form the lexicon knows.
#[derive(Clone, Copy, Debug)]
pub struct Word<'l> {
    lexicon: &'l Lexicon,
    value: Value,
    folding: Folding,
}

impl<'l> Word<'l> {
    /// The ways to read the form, most usual first.
    pub fn readings(&self) -> impl Iterator<Item = Reading<'l>> + use<'l> {
        let (lexicon, folding) = (self.lexicon, self.folding);
        let mut next = Some(self.value.set);
        core::iter::from_fn(move || {
            let (reading, last) = lexicon.reading(next?, folding)?;
            next = if last { None } else { next?.checked_add(1) };
            Some(reading)
        })
    }

    /// Frequency class, 0 (rare) to 15 (most frequent): 16 less the binary logarithm of the form's rank among all forms.
    ///
    /// One class is a factor of two in rank: 15 holds the first 3 forms, 12 reaches to rank 31, 8 to rank 511,
    /// 4 to rank 8,191, 1 to rank 65,535; all rarer forms are in class 0.
    /// The source did not count words with an apostrophe inside: *aujourd’hui* is in class 0 too.
    #[must_use]
    pub const fn frequency(&self) -> u8 {
        self.value.frequency
    }

    /// True when a lemma of the form is marked as a loanword from English: *web*, *week-ends*.
    #[must_use]
    pub const fn anglicism(&self) -> bool {
        self.value.anglicism
    }

    /// True when the form refuses elision: *la hauteur*, *le onze*.
    #[must_use]
    pub const fn aspirated(&self) -> bool {
        self.value.aspirated
    }

    /// True when the form can only be a name.
    #[must_use]
    pub fn proper(&self) -> bool {
        self.is(Pos::is_name) && self.readings().all(|reading| reading.pos.is_name())
    }

    /// True when a reading's part of speech passes `test`.
    pub fn is(&self, test: impl Fn(Pos) -> bool) -> bool {
        self.readings().any(|reading| test(reading.pos))
    }

    /// True when a reading has the part of speech `pos`.
    #[must_use]
    pub fn has(&self, pos: Pos) -> bool {
        self.is(|found| found == pos)
    }
}

impl Lexicon {
    /// The reading at `place` in the sets, and whether it is the last of its set.
    fn reading(&self, place: usize, folding: Folding) -> Option<(Reading<'_>, bool)> {
        let at = place.checked_mul(2)?;
        let &[low, high] = self.section(&self.sets).get(at..at.checked_add(2)?)? else { return None };
        let marked = u16::from_le_bytes([low, high]);
        let start = usize::from(marked & !LAST).checked_mul(READING)?;
        let record = self.section(&self.readings).get(start..start.checked_add(READING)?)?;
        let reading = layout::read_reading(record, self.section(&self.suffixes), folding)?;
        Some((reading, marked & LAST != 0))
    }
}

/// Where the four sections lie, or nothing if the header's lengths overflow.
fn sections(header: &[u8]) -> Option<[Range<usize>; 4]> {
    let mut start = HEADER;
    let mut lengths = header.get(MAGIC.len()..CHECKED_HEADER)?.chunks_exact(4);
    let mut section = || {
        let &[a, b, c, d] = lengths.next()? else { return None };
        let end = start.checked_add(usize::try_from(u32::from_le_bytes([a, b, c, d])).ok()?)?;
        let range = start..end;
        start = end;
        Some(range)
    };
    Some([section()?, section()?, section()?, section()?])
}

fn damaged(what: &str) -> Error {
    let cure = "rebuild it with `cargo run --release -p limpide-compiler -- build`";
    Error::new(ErrorKind::Data, format!("{what}; {cure}")).in_file("lexicon.bin")
}
