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
/// Slots of a bucket.
const SLOTS: usize = 4;
/// A one in each of four numbers of 16 bits.
const EACH: u64 = 0x0001_0001_0001_0001;
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
    /// How many homes its fingerprints have: as many as slots, and [`SLOTS`] of them one bucket.
    homes: u32,
    buckets: Box<[Bucket]>,
}

/// Slots that are looked at together, so that few branches wait for memory, in one line of the processor's cache.
#[derive(Clone, Copy, Debug, Default)]
struct Bucket {
    /// Of each slot the low bits of a fingerprint with [`FULL`], 0 where it is empty; the first lowest.
    prints: u64,
    /// Of each slot the code of its count.
    codes: [u8; SLOTS],
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
        let wanted = u64::from(print as u16 | FULL) * EACH;
        let mut at = home(print);
        while let Some(bucket) = self.buckets.get(at) {
            let found = zeros(bucket.prints ^ wanted);
            if found != 0 {
                let slot = (found.trailing_zeros() / u16::BITS) as usize;
                return bucket.codes.get(slot).map_or(0.0, |code| decode(*code));
            }
            if zeros(bucket.prints) != 0 {
                break;
            }
            at += 1;
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
        let mut buckets = vec![Bucket::default(); homes / SLOTS + 1];
        let mut reader = Reader::new(packed);
        let steep = reader.bits(8).min(STEEPEST.into()) as u32;
        let (mut print, mut free) = (0, 0);
        for _ in 0..len {
            let Some((further, code)) = entry(&mut reader, steep) else { break };
            print += further;
            let at = (SLOTS * home(print)).max(free);
            if at > homes + len {
                break;
            }
            if at >= SLOTS * buckets.len() {
                buckets.push(Bucket::default());
            }
            if let Some(bucket) = buckets.get_mut(at / SLOTS) {
                bucket.prints |= u64::from(print as u16 | FULL) << (at % SLOTS * u16::BITS as usize);
                bucket.codes.get_mut(at % SLOTS).into_iter().for_each(|slot| *slot = code);
            }
            free = at + 1;
        }
        Self { homes: homes as u32, buckets: buckets.into(), all, capital }
    }
}

/// Of four numbers of 16 bits in one, the first that is zero, by its highest bit; those behind it may be marked too.
fn zeros(four: u64) -> u64 {
    four.wrapping_sub(EACH) & !four & EACH << 15
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

/// The first bucket in which a fingerprint may be.
#[inline]
fn home(print: u64) -> usize {
    (print >> (RANGE - ROOM)) as usize / SLOTS
}
