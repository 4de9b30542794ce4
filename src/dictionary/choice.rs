//! All that a dictionary's tiers know of one pair, joined.
//!
//! Law: packing and unpacking give the same choice; numbers too large for their field are cut to its largest value.

use crate::dictionary::OriginalId;
use crate::dictionary::entry::{Pair, Place, Tier};

/// One original that an intruder may hide, as the dictionary knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The original.
    pub original: OriginalId,
    /// The surest tier that knows the pair.
    pub tier: Tier,
    /// Where the pair holds.
    pub place: Place,
    /// Its rank among the authored intruders of this original; 0 is the likeliest.
    pub authored: Option<u8>,
    /// Its rank among the recalled intruders of this original.
    pub recalled: Option<u8>,
    /// How often the pair was seen.
    pub count: u16,
}

/// The largest ranks that a packed choice holds; the next value stands for none.
const AUTHORED: u32 = 254;
const RECALLED: u32 = 6;

impl Choice {
    /// A choice of which no tier has spoken yet.
    pub(super) fn unknown(original: OriginalId, pair: &Pair) -> Self {
        Self { original, tier: pair.tier, place: pair.place, authored: None, recalled: None, count: 0 }
    }

    /// Adds what a pair says.
    pub(super) fn learn(&mut self, pair: &Pair) {
        if pair.tier > self.tier {
            self.tier = pair.tier;
            self.place = pair.place;
        }
        match pair.tier {
            Tier::Authored | Tier::User => self.authored = Some(pair.rank),
            Tier::Recalled => self.recalled = Some(pair.rank),
            Tier::Observed => self.count = self.count.max(pair.count),
        }
    }

    pub(super) fn pack(&self) -> u32 {
        let tier = match self.tier {
            Tier::Authored => 0,
            Tier::Recalled => 1,
            Tier::Observed => 2,
            Tier::User => 3,
        };
        let place = match self.place {
            Place::Prose => 0,
            Place::Line => 1,
        };
        let rank = |rank: Option<u8>, most: u32| rank.map_or(most + 1, |rank| u32::from(rank).min(most));
        tier | place << 4
            | rank(self.recalled, RECALLED) << 5
            | rank(self.authored, AUTHORED) << 8
            | u32::from(self.count) << 16
    }

    pub(super) fn unpack(original: OriginalId, packed: u32) -> Self {
        let rank = |rank: u32, most: u32| Some(rank).filter(|rank| *rank <= most).map(|rank| rank as u8);
        Self {
            original,
            tier: match packed & 15 {
                0 => Tier::Authored,
                1 => Tier::Recalled,
                2 => Tier::Observed,
                _ => Tier::User,
            },
            place: if packed >> 4 & 1 == 0 { Place::Prose } else { Place::Line },
            recalled: rank(packed >> 5 & 7, RECALLED),
            authored: rank(packed >> 8 & 255, AUTHORED),
            count: (packed >> 16) as u16,
        }
    }
}
