//! Numbers in few bits: the codes of counts, and what rows are written in.
//!
//! Law: whatever the bytes, reading ends where they end.

/// Bits that come one after another, the lowest of a byte first.
#[derive(Debug, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    used: u32,
}

impl Writer {
    /// Writes the low `width` bits of a number.
    pub(super) fn bits(&mut self, number: u64, width: u32) {
        for bit in 0..width {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((number >> bit & 1) as u8) << (self.used % 8);
            }
            self.used += 1;
        }
    }

    /// Writes a number as that many zeros and a one.
    pub(super) fn zeros(&mut self, number: u64) {
        (0..number).for_each(|_| self.bits(0, 1));
        self.bits(1, 1);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads what a [`Writer`] wrote; behind the last byte all bits are 0.
#[derive(Debug)]
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The bits from here on, 56 at the least.
    #[inline]
    fn ahead(&self) -> u64 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let eight = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut eight = [0; 8];
            eight.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            eight
        });
        u64::from_le_bytes(eight) >> (self.at % 8)
    }

    /// The next `width` bits, 32 at the most.
    #[inline]
    pub(super) fn bits(&mut self, width: u32) -> u64 {
        let bits = self.ahead() & ((1 << width.min(32)) - 1);
        self.at += width as usize;
        bits
    }

    /// How many zeros come before the next one; `None` where none comes.
    #[inline]
    pub(super) fn zeros(&mut self) -> Option<u64> {
        let mut zeros = 0;
        loop {
            let run = self.ahead().trailing_zeros().min(56);
            zeros += u64::from(run);
            self.at += run as usize;
            if run < 56 {
                self.at += 1;
                return Some(zeros);
            }
            if self.at >= 8 * self.bytes.len() {
                return None;
            }
        }
    }
}

/// The code of a count in eight bits; never 0, which marks what was not counted.
pub(super) fn encode(count: u32) -> u8 {
    if count < 64 {
        count.max(1) as u8
    } else {
        (64.0 + 12.0 * (f64::from(count) / 64.0).log2()).round().min(255.0) as u8
    }
}

/// The count of a code.
#[inline]
pub(super) fn decode(code: u8) -> f32 {
    COUNTS.get(usize::from(code)).copied().unwrap_or_default()
}

/// 64 times each power of the twelfth root of 2, below twice as much.
const TWELFTHS: [f32; 12] = [
    64.0, 67.80564, 71.83757, 76.10925, 80.63495, 85.42975, 90.50967, 95.89165, 101.59367, 107.63474, 114.03504,
    120.81591,
];

static COUNTS: [f32; 256] = counts();

#[allow(clippy::indexing_slicing, reason = "evaluated when the program is built")]
const fn counts() -> [f32; 256] {
    let mut counts = [0.0; 256];
    let mut code = 0;
    while code < 256 {
        counts[code] =
            if code < 64 { code as f32 } else { TWELFTHS[(code - 64) % 12] * (1_u32 << ((code - 64) / 12)) as f32 };
        code += 1;
    }
    counts
}
