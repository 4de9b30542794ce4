//! Compiled counts as they lie: heaps of rows, by a hash of whose they are.
//!
//! Law: nothing read from here is trusted: what is damaged is another row, or none. Rejected: a table of all owners with the
//! place of each row, which is as large as all counts of a tenth of them.
//!
//! A row begins with four bytes of its owner's hash and the codes of how often that was counted, and how often with a
//! capital; then come the number of its keys and, if there are any, the number of bytes that hold them, and these.

use std::collections::BTreeMap;

use super::code::{decode, encode};
use super::kind::{Entry, Owner};
use super::row::{Row, pack};
use crate::compiled::{Bytes, join, number, sections};
use crate::error::Error;

const MAGIC: &[u8; 8] = b"LMPDCTX4";
/// How many rows a heap has, on average.
const HEAP: usize = 8;

/// Compiled counts as they lie.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    /// Where each heap begins and, last, where all end.
    starts: Bytes,
    rows: Bytes,
}

impl Packed {
    pub(super) fn open(bytes: Bytes) -> Result<Self, Error> {
        let [starts, rows] = sections(&bytes, MAGIC)?;
        Ok(Self { starts, rows })
    }

    pub(super) fn empty() -> Self {
        Self { starts: Bytes::Static(&[]), rows: Bytes::Static(&[]) }
    }

    /// How often an owner was counted.
    pub(super) fn all(&self, owner: Owner) -> f32 {
        self.find(owner).map_or(0.0, |found| decode(found.all))
    }

    /// The row of an owner, spread out; an empty one where it has none.
    pub(super) fn row(&self, owner: Owner) -> Row {
        let Some(found) = self.find(owner) else { return Row::default() };
        Row::spread(decode(found.all), decode(found.capital), found.keys, found.packed)
    }

    fn find(&self, owner: Owner) -> Option<PackedRow<'_>> {
        let (starts, hash) = (self.starts.as_ref(), owner.hash());
        let heap = heap(hash, (starts.len() / 4).checked_sub(1)?);
        let [start, end] = [heap, heap + 1].map(|at| number(starts, at) as usize);
        let mut rest = self.rows.as_ref().get(start..end)?;
        loop {
            let (row, behind) = PackedRow::read(rest)?;
            if row.print == hash as u32 {
                return Some(row);
            }
            rest = behind;
        }
    }
}

/// A row as it lies.
#[derive(Clone, Copy, Debug)]
struct PackedRow<'b> {
    print: u32,
    all: u8,
    capital: u8,
    keys: usize,
    packed: &'b [u8],
}

impl<'b> PackedRow<'b> {
    /// The first of these rows, and the bytes behind it.
    fn read(rows: &'b [u8]) -> Option<(Self, &'b [u8])> {
        let (print, rest) = rows.split_first_chunk()?;
        let ([all, capital], rest) = rest.split_first_chunk()?;
        let (keys, rest) = read_number(rest)?;
        let (bytes, rest) = if keys == 0 { (0, rest) } else { read_number(rest)? };
        let (packed, rest) = rest.split_at_checked(bytes)?;
        Some((Self { print: u32::from_le_bytes(*print), all: *all, capital: *capital, keys, packed }, rest))
    }

    fn write(&self, rows: &mut Vec<u8>) {
        rows.extend(self.print.to_le_bytes());
        rows.extend([self.all, self.capital]);
        write_number(self.keys, rows);
        if self.keys > 0 {
            write_number(self.packed.len(), rows);
            rows.extend(self.packed);
        }
    }
}

/// Compiles counts. Their order does not matter; of two of one entry the larger is kept.
#[must_use]
pub fn compile(counts: &[(Owner, Entry, u32)]) -> Vec<u8> {
    let mut owners: BTreeMap<(u64, Owner), BTreeMap<Entry, u32>> = BTreeMap::new();
    for (owner, entry, count) in counts {
        let kept = owners.entry((owner.hash(), *owner)).or_default().entry(*entry).or_default();
        *kept = (*kept).max(*count);
    }
    let heaps = owners.len().div_ceil(HEAP).max(1);
    let (mut starts, mut rows) = (Vec::new(), Vec::new());
    for ((hash, _), entries) in &owners {
        // Heaps without a row, and that of this one, begin here.
        let heap = heap(*hash, heaps);
        starts.resize(starts.len().max(heap + 1), rows.len() as u32);
        let code = |entry: Entry| entries.get(&entry).map_or(0, |count| encode(*count));
        let beside = |(entry, count): (&Entry, &u32)| match entry {
            Entry::Beside(key) => Some((*key, *count)),
            Entry::All | Entry::Capital => None,
        };
        let beside: Vec<(u32, u32)> = entries.iter().filter_map(beside).collect();
        let packed = pack(&beside);
        let (all, capital) = (code(Entry::All), code(Entry::Capital));
        PackedRow { print: *hash as u32, all, capital, keys: beside.len(), packed: &packed }.write(&mut rows);
    }
    starts.resize(heaps + 1, rows.len() as u32);
    join(MAGIC, &[starts.into_iter().flat_map(u32::to_le_bytes).collect(), rows])
}

/// The heap in which a row lies.
fn heap(hash: u64, heaps: usize) -> usize {
    ((u128::from(hash) * heaps as u128) >> 64) as usize
}

/// Writes a number in groups of seven bits, the lowest first; all bytes but the last have their highest bit set.
fn write_number(mut number: usize, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// A number that was so written, and the bytes behind it.
fn read_number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate().take(4) {
        number |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((number, bytes.get(at + 1..)?));
        }
    }
    None
}
