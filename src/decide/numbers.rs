//! Numbers for the originals of an article, those that its groups contend with.
//!
//! Law: what groups claim of an original is looked up by its number, again and again; what is known of it in memory is looked
//! up once. Rejected: all originals of the article sorted, each then searched for: twice the work.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::decide::channel::Survivors;
use crate::decide::group::Group;
use crate::memory::Found;

/// Numbers the originals, those of one text alike, and has each group learn which of its own still stand in the article.
/// Gives their count.
pub(super) fn number(groups: &mut [Group<'_>], survivors: &Survivors) -> usize {
    // By their number in memory; 0 is that of one that memory does not know.
    let mut numbers: HashMap<u32, u32, BuildHasherDefault<Scattered>> = HashMap::default();
    numbers.reserve(groups.iter().map(|group| group.contenders.len()).sum());
    let key = |found: Option<Found>| found.map_or(0, |found| found.number.get());
    for contender in groups.iter_mut().flat_map(|group| &mut group.contenders) {
        let next = numbers.len() as u32;
        contender.number = *numbers.entry(key(contender.form.found)).or_insert(next);
    }
    let mut stand = vec![false; numbers.len()];
    let number = |found: Found| numbers.get(&found.number.get()).map(|number| *number as usize);
    for found in survivors.originals() {
        if let Some(stands) = number(*found).and_then(|number| stand.get_mut(number)) {
            *stands = true;
        }
    }
    for group in groups {
        group.number_within(number);
        group.meet(&stand);
    }
    stand.len()
}

/// Numbers of memory, scattered by the golden ratio (Knuth): they are ours, so that no stranger can choose them to collide.
#[derive(Default)]
struct Scattered(u64);

impl Hasher for Scattered {
    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
