//! The compiled lexicon, byte by byte: what the reader and the builder must agree on.
//!
//! Law: every number is little-endian, every section's bounds are checked once, every later read is checked again.
//! One archive crate for all was rejected: fixed records need no parser, and a reader can follow them in a hex dump.
//!
//! ```text
//! header    0  8 bytes   "limplex" and the version, one byte
//!           8  4 × u32   lengths in bytes of the four sections, in file order
//!          24  u64       checksum (FNV-1a) of the header before it and of the first three sections
//! sets      u16 each     number of a reading; the top bit marks the last one of a set
//! readings  12 bytes     pos u8 · genders u8 low half, numbers high half · verb forms u16 · persons u8 · traits u8
//!                        · lemma: bytes cut u8, bytes appended u8, their place in suffixes u32
//! suffixes  UTF-8        the endings that lemmas need
//! words     fst          form → set << 6 | aspirated << 5 | anglicism << 4 | frequency class
//! ```

use super::bits::{Genders, Numbers, Persons, VerbForms, VerbTraits};
use super::fold::Folding;
use super::reading::{LemmaRule, Pos, Reading};

pub(super) const MAGIC: [u8; 8] = *b"limplex\x01";
pub(super) const HEADER: usize = 32;
/// The header's bytes before the checksum.
pub(super) const CHECKED_HEADER: usize = 24;
pub(super) const READING: usize = 12;
/// Marks the last reading of a set.
pub(super) const LAST: u16 = 1 << 15;

const FREQUENCY: u64 = 0xF;
const ANGLICISM: u64 = 1 << 4;
const ASPIRATED: u64 = 1 << 5;
const SET_SHIFT: u32 = 6;

/// What the word list keeps for a form, in one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Value {
    /// Place of the first reading of the form's set, counted in readings.
    pub(super) set: usize,
    /// Frequency class, 0 to 15.
    pub(super) frequency: u8,
    pub(super) anglicism: bool,
    pub(super) aspirated: bool,
}

impl Value {
    pub(super) fn pack(self) -> u64 {
        let flag = |on: bool, bit: u64| if on { bit } else { 0 };
        (self.set as u64) << SET_SHIFT
            | flag(self.aspirated, ASPIRATED)
            | flag(self.anglicism, ANGLICISM)
            | u64::from(self.frequency).min(FREQUENCY)
    }

    pub(super) fn unpack(packed: u64) -> Self {
        Self {
            set: usize::try_from(packed >> SET_SHIFT).unwrap_or(usize::MAX),
            frequency: (packed & FREQUENCY) as u8,
            anglicism: packed & ANGLICISM != 0,
            aspirated: packed & ASPIRATED != 0,
        }
    }
}

/// Writes one reading; `suffix` is the place and length of its ending among the suffixes.
pub(super) fn write_reading(reading: &Reading<'_>, suffix: (u32, u8)) -> [u8; READING] {
    let [form0, form1] = reading.form.bits().to_le_bytes();
    let [at0, at1, at2, at3] = suffix.0.to_le_bytes();
    [
        reading.pos.code(),
        reading.genders.bits() | reading.numbers.bits() << 4,
        form0,
        form1,
        reading.persons.bits(),
        reading.traits.bits(),
        reading.rule.cut,
        suffix.1,
        at0,
        at1,
        at2,
        at3,
    ]
}

/// Reads one reading back, or nothing if the record is cut short or points outside the suffixes.
pub(super) fn read_reading<'l>(record: &'l [u8], suffixes: &'l [u8], folding: Folding) -> Option<Reading<'l>> {
    let &[pos, agreement, form0, form1, persons, traits, cut, length, at0, at1, at2, at3] = record else {
        return None;
    };
    let start = usize::try_from(u32::from_le_bytes([at0, at1, at2, at3])).ok()?;
    let suffix = suffixes.get(start..start.checked_add(usize::from(length))?)?;
    Some(Reading {
        pos: Pos::from_code(pos)?,
        genders: Genders::from_bits(agreement & 0xF),
        numbers: Numbers::from_bits(agreement >> 4),
        form: VerbForms::from_bits(u16::from_le_bytes([form0, form1])),
        persons: Persons::from_bits(persons),
        traits: VerbTraits::from_bits(traits),
        rule: LemmaRule { cut, suffix: core::str::from_utf8(suffix).ok()?, folding },
    })
}

/// FNV-1a over all `parts`, in order.
pub(super) fn checksum(parts: &[&[u8]]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.iter());
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
}
