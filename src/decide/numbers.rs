//! Numbers for the originals of an article, those that its groups contend with.
//!
//! Law: what groups claim of an original is looked up by its number, again and again; what is known of it in memory is looked
//! up once. Rejected: all originals of the article sorted, each then searched for: four times the work.

use crate::decide::channel::Survivors;
use crate::decide::group::Group;
use crate::memory::Found;

/// Numbers the originals, those of one text alike, and has each group learn which of its own still stand in the article.
/// Gives their count.
pub(super) fn number(groups: &mut [Group<'_>], survivors: &Survivors) -> usize {
    let mut numbers = Numbers::with_room_for(groups.iter().map(|group| group.contenders.len()).sum());
    for contender in groups.iter_mut().flat_map(|group| &mut group.contenders) {
        contender.number = numbers.number(contender.form.found);
    }
    let mut stand = vec![false; numbers.count as usize];
    for found in survivors.originals() {
        if let Some(stands) = numbers.find(found).and_then(|number| stand.get_mut(number)) {
            *stands = true;
        }
    }
    for group in groups {
        group.number_within(|original| numbers.find(&original));
        group.meet(&stand);
    }
    stand.len()
}

/// A table of what has a number: each stands at the slot that its number in memory leads to, or behind it.
struct Numbers {
    /// The number in memory, 0 for an original that memory does not know, and the number here.
    slots: Vec<Option<(u32, u32)>>,
    count: u32,
}

impl Numbers {
    /// A table that is never more than half full.
    fn with_room_for(originals: usize) -> Self {
        Self { slots: vec![None; (2 * originals + 1).next_power_of_two()], count: 0 }
    }

    /// The number of an original, a new one if it has none.
    fn number(&mut self, original: Option<Found>) -> u32 {
        let key = original.map_or(0, |found| found.number.get());
        let mut at = self.slot(key);
        while let Some(slot) = self.slots.get_mut(at) {
            match slot {
                Some((own, number)) if *own == key => return *number,
                Some(_) => at = self.after(at),
                None => {
                    *slot = Some((key, self.count));
                    self.count += 1;
                    break;
                }
            }
        }
        self.count.saturating_sub(1)
    }

    /// The number of an original that has one.
    fn find(&self, original: &Found) -> Option<usize> {
        let key = original.number.get();
        let mut at = self.slot(key);
        loop {
            match (*self.slots.get(at)?)? {
                (own, number) if own == key => return Some(number as usize),
                _ => at = self.after(at),
            }
        }
    }

    fn slot(&self, key: u32) -> usize {
        // By Knuth: what lies close together is scattered by the golden ratio.
        (key.wrapping_mul(0x9e37_79b9) >> 7) as usize & (self.slots.len() - 1)
    }

    fn after(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }
}
