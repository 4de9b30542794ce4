//! A row: all counts of one word, of one class, or of anything, by their neighbours.
//!
//! A row is packed in the file and spread out when it is first asked for. Law: a look-up in it touches one cache line, as a
//! rule, and reports a count that was never kept once in a thousand times. Rejected: one table for all rows, in which each
//! look-up waits for memory, and keys kept whole, which are four times as large.
//!
//! Packed: a byte for the exponent of the counts, then, of each key in the order of their fingerprints, the difference to
//! the one before (Rice code, 10 bits as they are) and the code of its count less one (exponential Golomb code).

use super::code::{Reader, Writer, decode, encode};

/// Fingerprints for each key of a row, in bits; a key that was not kept has that of one that was, once in as many times.
const RANGE: u32 = 10;
/// Slots for each key of a row, in bits.
const ROOM: u32 = 1;
/// Marks a slot that is not empty.
const FULL: u16 = 1 << 15;
/// The largest exponent of counts.
const STEEPEST: u32 = 6;

/// All counts of one word, of one class, or of anything.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// How often it was counted, and how often with a capital inside a sentence.
    all: f32,
    capital: f32,
    /// From how many slots on a look-up may begin.
    homes: u32,
    /// Of each slot the low bits of a fingerprint with [`FULL`]; 0 where it is empty.
    prints: Box<[u16]>,
    /// Of each slot the code of its count, apart, since most look-ups find none.
    codes: Box<[u8]>,
}

impl Row {
    /// How often it was counted, whatever stood beside it.
    #[must_use]
    pub fn all(&self) -> f32 {
        self.all
    }

    /// How often it was counted with a capital that no start of a sentence explains.
    #[must_use]
    pub fn capital(&self) -> f32 {
        self.capital
    }

    /// True when no key has a count.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.homes == 0
    }

    /// The count kept under a key, 0 where there is none; above 63 within 3 %.
    #[must_use]
    #[inline]
    pub fn count(&self, key: u32) -> f32 {
        let print = print(key, self.homes);
        let from = home(print);
        for (at, found) in self.prints.get(from..).unwrap_or_default().iter().enumerate() {
            if *found == print as u16 | FULL {
                return self.codes.get(from + at).map_or(0.0, |code| decode(*code));
            }
            if *found == 0 {
                break;
            }
        }
        0.0
    }

    /// Spreads a packed row of `len` keys. What is damaged gives other counts, or none.
    pub(super) fn spread(all: f32, capital: f32, len: usize, packed: &[u8]) -> Self {
        // No key takes fewer bits than this.
        if len == 0 || len.saturating_mul(RANGE as usize + 2) > 8 * packed.len() {
            return Self { all, capital, ..Self::default() };
        }
        let homes = len << ROOM;
        let (mut prints, mut codes) = (vec![0; homes + 2], vec![0; homes + 2]);
        let mut reader = Reader::new(packed);
        let steep = reader.bits(8).min(STEEPEST.into()) as u32;
        let (mut print, mut free) = (0, 0);
        for _ in 0..len {
            let Some((further, code)) = entry(&mut reader, steep) else { break };
            print += further;
            let at = home(print).max(free);
            if at > homes + len {
                break;
            }
            if at >= prints.len() {
                prints.resize(at + 1, 0);
                codes.resize(at + 1, 0);
            }
            if let (Some(slot), Some(of_slot)) = (prints.get_mut(at), codes.get_mut(at)) {
                (*slot, *of_slot) = (print as u16 | FULL, code);
            }
            free = at + 1;
        }
        Self { homes: homes as u32, prints: prints.into(), codes: codes.into(), all, capital }
    }
}

/// Packs counts by key. Where keys share a fingerprint, the largest count is found.
pub(super) fn pack(counts: &[(u32, u32)]) -> Vec<u8> {
    let homes = (counts.len() << ROOM) as u32;
    let mut entries: Vec<(u64, u8)> = counts.iter().map(|(key, count)| (print(*key, homes), encode(*count))).collect();
    entries.sort_unstable_by_key(|(print, code)| (*print, core::cmp::Reverse(*code)));
    let bits = |steep: u32| entries.iter().map(|(_, code)| 2 * width(*code, steep) - steep).sum::<u32>();
    let steep = (0..=STEEPEST).min_by_key(|steep| bits(*steep)).unwrap_or_default();
    let mut writer = Writer::default();
    writer.bits(steep.into(), 8);
    let mut before = 0;
    for (print, code) in &entries {
        let further = print - before;
        writer.zeros(further >> RANGE);
        writer.bits(further, RANGE);
        let width = width(*code, steep);
        writer.zeros((width - steep).into());
        writer.bits((u64::from(*code) - 1) + (1 << steep), width);
        before = *print;
    }
    writer.finish()
}

/// How many bits of a code are written as they are.
fn width(code: u8, steep: u32) -> u32 {
    (u32::from(code) - 1 + (1 << steep)).ilog2()
}

fn entry(reader: &mut Reader<'_>, steep: u32) -> Option<(u64, u8)> {
    let further = reader.zeros()? << RANGE | reader.bits(RANGE);
    let width = reader.zeros()? as u32 + steep;
    if width > 8 {
        return None;
    }
    let code = (1 << width | reader.bits(width)) - (1 << steep) + 1;
    Some((further, u8::try_from(code).ok()?))
}

/// The fingerprint of a key in a row with that many homes.
#[inline]
fn print(key: u32, homes: u32) -> u64 {
    (u64::from(key) * (u64::from(homes) << (RANGE - ROOM))) >> 32
}

/// The first slot in which a fingerprint may be.
#[inline]
fn home(print: u64) -> usize {
    (print >> (RANGE - ROOM)) as usize
}
