//! Numbers that look drawn, the same on every machine.
//!
//! Law: whole numbers only, and nothing from the system: no clock, no hash order, no floating point. A seed is all there is.
//!
//! The generator is SplitMix64: add the odd constant `0x9e3779b97f4a7c15` to the state, then mix the state with two
//! multiplications and three shifts. Every seed gives a full period of 2⁶⁴, also seeds that lie side by side. A crate for random
//! numbers was rejected: its streams may change with its version, and with them every figure of the bench.

/// A stream of drawn numbers.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The stream of this seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The stream that belongs to a name under this seed, whatever else is drawn under the same seed and in whatever order.
    #[must_use]
    pub fn named(name: &str, seed: u64) -> Self {
        // FNV-1a.
        let start = 0xcbf2_9ce4_8422_2325_u64;
        let hash = name.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self::new(Self::new(hash ^ Self::new(seed).draw()).draw())
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below `end`; 0 when there is none. The bias towards small numbers is below `end` in 2⁶⁴.
    pub fn below(&mut self, end: u64) -> u64 {
        self.draw().checked_rem(end).unwrap_or(0)
    }

    /// True `times` times in `of`.
    pub fn happens(&mut self, times: u64, of: u64) -> bool {
        self.below(of) < times
    }

    /// The index of one of `weights`, each as likely as its share of their sum; `None` when that is 0.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u64> + Clone) -> Option<usize> {
        let sum: u64 = weights.clone().sum();
        let mut left = self.below(sum);
        weights.into_iter().position(|weight| {
            let here = left < weight;
            left = left.saturating_sub(weight);
            here
        })
    }

    /// Puts `items` in a drawn order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let chosen = self.below(last as u64 + 1) as usize;
            items.swap(last, chosen);
        }
    }
}
