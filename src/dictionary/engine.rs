//! What engines do: which homographs they hit, and what they put in their place.
//!
//! Two are told apart: the one whose work was observed, and one of which little is known: it is taken to hit common English
//! words first, though not as strictly as the observed one does, and to offer what the tables rank first. Law: shares of what
//! was seen, never a list made to fit. Rejected: one table for every engine; another than the observed one would be misjudged
//! with confidence.

use crate::dictionary::{Choice, Head, Tier};

/// How likely the observed engine puts an authored intruder of each rank, by what is recalled of the pair: nothing, or its
/// rank there. Shares of 1,555 observed places; `dictionaries/README.md` says how they are drawn.
const NOT_RECALLED: [f32; 7] = [0.15, 0.04, 0.02, 0.012, 0.008, 0.005, 0.003];
const RECALLED: [[f32; 2]; 4] = [[0.8, 0.6], [0.45, 0.35], [0.25, 0.15], [0.03, 0.03]];
/// How likely an unknown engine puts the intruder of each rank.
const BY_RANK: [f32; 8] = [0.50, 0.19, 0.08, 0.06, 0.06, 0.03, 0.02, 0.015];
/// Share of the homographs that the observed engine hits, by how surely they are recalled to be hit; from 1,386 homographs in
/// 200 damaged articles, drawn in from the ends.
const BY_RECALL: [f32; 4] = [0.02, 0.07, 0.35, 0.85];
/// Share of the homographs of each class of commonness in English that it hits, hardly English ones first; from the same.
const BY_CLASS: [f32; 7] = [0.003, 0.003, 0.01, 0.04, 0.12, 0.4, 0.62];
/// The same of an unknown engine; from 938 homographs in 21 articles that were damaged by as many tables, each drawn up for its
/// article by who knew none of these, drawn in from the ends.
const UNKNOWN_BY_CLASS: [f32; 7] = [0.003, 0.01, 0.06, 0.16, 0.3, 0.55, 0.6];
/// The same for a word of unknown class.
const ANY_CLASS: f32 = 0.1;
/// How firmly the class is held against what was seen of the word itself, in occurrences.
const CLASS_HOLDS: f32 = 1.0;

/// A value for each engine: the observed one, and an unknown one.
pub(crate) type PerEngine = [f32; 2];

/// How engines treat an original, wherever it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Habit {
    /// How likely the observed engine hits it.
    observed: f32,
    /// Share of the words as common in English that an unknown engine hits.
    pub(crate) by_class: f32,
}

impl Habit {
    pub(crate) fn of(head: Head) -> Self {
        let share = |by_class: &[f32]| {
            head.english.and_then(|class| by_class.get(usize::from(class)).copied()).unwrap_or(ANY_CLASS)
        };
        let as_common = share(&BY_CLASS);
        let (replaced, survived) = (head.replaced as f32, head.survived as f32);
        let recall = head.recalled.and_then(|class| BY_RECALL.get(usize::from(class)).copied());
        let unseen = recall.unwrap_or(as_common).min(4.0 * as_common);
        let observed = (replaced + CLASS_HOLDS * unseen) / (replaced + survived + CLASS_HOLDS);
        Self { observed, by_class: share(&UNKNOWN_BY_CLASS) }
    }

    /// How likely each engine hits it. `thorough` is the unknown engine's.
    pub(crate) fn hits(self, thorough: f32) -> PerEngine {
        [self.observed, (thorough * self.by_class).min(0.95)]
    }
}

/// How likely each engine, when it hits the original of a pair, puts this intruder in its place.
pub(crate) fn puts(choice: &Choice, head: Head) -> PerEngine {
    if choice.tier == Tier::User {
        return [1.0, 1.0];
    }
    let rank = usize::from(choice.authored.unwrap_or(u8::MAX));
    let by_rank = BY_RANK.get(rank).copied().unwrap_or(0.01);
    let at_first = usize::from(choice.authored != Some(0));
    let unseen = match choice.recalled {
        None => NOT_RECALLED.get(rank).copied().unwrap_or(0.002),
        Some(rank) => RECALLED.get(usize::from(rank)).map_or(0.03, |by_authored| by_authored[at_first]),
    };
    [(f32::from(choice.count) + unseen) / (head.replaced as f32 + 1.0), by_rank.max(0.5 * unseen)]
}
