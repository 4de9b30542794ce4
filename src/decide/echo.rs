//! Places of one word that say the same thing over again.
//!
//! A manual says *table dynamique* or *texte source* on every line, in company that no news keeps. Held against each line in turn, a
//! word that French knows seemed damaged beyond doubt, and convicted the article by itself.
//!
//! Law: places beside the same word say no more together than [`HEARD`] of them would. Rejected: fewer of them, for damage repeats
//! itself too; the square root of how many, which spares the same manuals and loses a few damaged places; a bound on what one French
//! word can say for damage in the article, which loses two to three hundred of 18,000.

use crate::contexts::Neighbourhood;
use crate::decide::place::Place;

/// Of so many places beside the same word each counts in full.
pub(super) const HEARD: usize = 3;

/// Notes how much each of the places counts. Those that were not weighed count in full.
pub(super) fn note_echoes(places: &mut [Place]) {
    let left = Side::of(places, |around| around.left[0].word);
    let right = Side::of(places, |around| around.right[0].word);
    for place in places {
        let same = place.around.as_ref().map_or(0, |around| left.places(around).max(right.places(around)));
        place.counts_for = (HEARD as f32 / same as f32).min(1.0);
    }
}

/// The words on one side of all places.
struct Side {
    word: fn(&Neighbourhood) -> u64,
    /// In order, to count them without holding each place against each.
    words: Vec<u64>,
}

impl Side {
    fn of(places: &[Place], word: fn(&Neighbourhood) -> u64) -> Self {
        let mut words: Vec<u64> = places.iter().filter_map(|place| place.around.as_ref()).map(word).collect();
        words.sort_unstable();
        Self { word, words }
    }

    /// How many places have the same there.
    fn places(&self, around: &Neighbourhood) -> usize {
        let own = (self.word)(around);
        self.words.partition_point(|word| *word <= own) - self.words.partition_point(|word| *word < own)
    }
}
