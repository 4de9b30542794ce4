//! What an engine does: which originals it hits, and what it puts in their place.
//!
//! Two engines are held against each other and against no engine at all: the one whose work was observed, and one of which
//! little is known: it is taken to hit common English words first, as the observed one does, and to offer what the tables rank
//! first; how thorough it is, the article shows. Law: nothing is assumed of an
//! engine that the article does not bear out; every homograph that still stands speaks against the engines that would have hit it.

use crate::article::Article;
use crate::decide::group::Group;
use crate::dictionary::{Choice, Head, Tier};
use crate::evidence::Form;
use crate::matcher::Candidate;
use crate::memory::Found;
use crate::verdict::Profile;

/// How likely the observed engine puts an authored intruder of each rank, by what is recalled of the pair: nothing, or its
/// rank there. Shares of 1,555 observed places; `dictionaries/README.md` says how they are drawn.
const NOT_RECALLED: [f32; 7] = [0.15, 0.04, 0.02, 0.012, 0.008, 0.005, 0.003];
const RECALLED: [[f32; 2]; 4] = [[0.8, 0.6], [0.45, 0.35], [0.25, 0.15], [0.03, 0.03]];
/// How likely an unknown engine puts the intruder of each rank.
const BY_RANK: [f32; 8] = [0.50, 0.19, 0.08, 0.06, 0.06, 0.03, 0.02, 0.015];
/// Share of the homographs that the observed engine hits, by how surely they are recalled to be hit; from 1,386 homographs in
/// 200 damaged articles, drawn in from the ends.
const BY_RECALL: [f32; 4] = [0.02, 0.07, 0.35, 0.85];
/// Share of the homographs of each class of commonness in English that are hit, hardly English ones first; from the same.
const BY_CLASS: [f32; 7] = [0.003, 0.003, 0.01, 0.04, 0.12, 0.4, 0.62];
/// The same for a word of unknown class.
const ANY_CLASS: f32 = 0.1;
/// How firmly the class is held against what was seen of the word itself, in occurrences.
const CLASS_HOLDS: f32 = 1.0;
/// How thorough an unknown engine is, as a multiple of the observed one, and how firmly that is held, in words.
const THOROUGH: (f32, f32) = (0.8, 6.0);

/// A value for each engine: the observed one, and an unknown one.
pub(super) type PerEngine = [f32; 2];

/// How engines treat an original, wherever it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habit {
    /// How likely the observed engine hits it.
    observed: f32,
    /// Share of the words as common in English that are hit.
    by_class: f32,
}

impl Habit {
    pub(super) fn of(head: Head) -> Self {
        let by_class = head.english.and_then(|class| BY_CLASS.get(usize::from(class)).copied()).unwrap_or(ANY_CLASS);
        let (replaced, survived) = (head.replaced as f32, head.survived as f32);
        let recall = head.recalled.and_then(|class| BY_RECALL.get(usize::from(class)).copied());
        let unseen = recall.unwrap_or(by_class).min(4.0 * by_class);
        Self { observed: (replaced + CLASS_HOLDS * unseen) / (replaced + survived + CLASS_HOLDS), by_class }
    }

    /// How likely each engine hits it. `thorough` is the unknown engine's.
    pub(super) fn hits(self, thorough: f32) -> PerEngine {
        [self.observed, (thorough * self.by_class).min(0.95)]
    }
}

/// How likely each engine, when it hits the original of a pair, puts this intruder in its place.
pub(super) fn puts(choice: &Choice, head: Head) -> PerEngine {
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

/// The engines at hand, as far as the article shows them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Engines {
    /// How likely each of them was at work, if any was.
    pub(super) shares: PerEngine,
    /// How much the article speaks for each of them, as a logarithm of odds.
    pub(super) says: PerEngine,
    /// How thorough the unknown engine is, as a multiple of the observed one.
    pub(super) thorough: f32,
    /// How often a replaced word is left standing elsewhere in the article.
    pub(super) leaves: f32,
    /// False when all that looks damaged stands in quotations: the article quotes damage, or people who talk that way.
    pub(super) quotations_count: bool,
}

impl Default for Engines {
    fn default() -> Self {
        Self { shares: [0.5, 0.5], says: [0.0, 0.0], thorough: THOROUGH.0, leaves: 0.03, quotations_count: true }
    }
}

impl Engines {
    /// Learns from the judged groups and from what survives.
    pub(super) fn learn(&mut self, groups: &[Group<'_>], survivors: &Survivors) {
        self.quotations_count = groups.iter().any(Group::speaks_for_itself);
        let (mut sure, mut left) = (0.0, 0.0);
        for group in groups {
            let weight = group.damaged();
            sure += weight;
            left += weight * group.best().map_or(0.0, |best| f32::from(u8::from(best.survives)));
        }
        self.leaves = (0.1 + left) / (3.0 + sure);
        let of_groups: f32 =
            groups.iter().map(|group| group.damaged() * group.best().map_or(0.0, |best| best.habit.by_class)).sum();
        let expected = survivors.expected;
        self.thorough = ((THOROUGH.0 * THOROUGH.1 + sure) / (THOROUGH.1 + expected + of_groups)).clamp(0.1, 2.0);
        let (mut of_groups, mut of_survivors) = ([0.0; 2], [0.0; 2]);
        groups.iter().for_each(|group| add(&mut of_groups, group.says(self)));
        survivors.habits.iter().for_each(|habit| add(&mut of_survivors, self.spares(*habit).map(f32::ln)));
        self.says = [of_groups[0] + of_survivors[0], of_groups[1] + of_survivors[1]];
        let lead = (self.says[0] - self.says[1]).clamp(-20.0, 20.0);
        self.shares = [1.0 / (1.0 + (-lead).exp()), 1.0 / (1.0 + lead.exp())];
    }

    /// How likely each engine leaves a homograph where it stands.
    pub(super) fn spares(&self, habit: Habit) -> PerEngine {
        habit.hits(self.thorough).map(|hit| 1.0 - hit.min(0.98) * (1.0 - self.leaves))
    }

    /// How likely one intruder hides two originals in the article.
    pub(super) fn mixes(&self) -> f32 {
        0.02 + self.leaves
    }

    /// How much the article speaks for damage, as a logarithm of odds.
    pub(super) fn speak(&self) -> f32 {
        let most = self.says[0].max(self.says[1]);
        most + self.says.iter().map(|says| 0.5 * (says - most).exp()).sum::<f32>().ln()
    }

    /// How the engine works, where the article shows it.
    pub(super) fn profile(&self, groups: &[Group<'_>]) -> Profile {
        let sure = groups.iter().filter(|group| group.share_damaged() > 0.8);
        let (mut count, mut left) = (0, 0);
        for best in sure.filter_map(Group::best) {
            count += 1;
            left += usize::from(best.survives);
        }
        match (count, left) {
            (0..=3, _) => Profile::Unknown,
            (_, 0) => Profile::Exhaustive,
            (count, left) if left * 5 >= count => Profile::Loose,
            _ => Profile::Unknown,
        }
    }
}

fn add(sums: &mut PerEngine, says: PerEngine) {
    sums.iter_mut().zip(says).for_each(|(sum, says)| *sum += says);
}

/// The originals that stand in the article outside the candidates, written as engines would hit them. In order, each once.
#[derive(Debug)]
pub(super) struct Survivors {
    originals: Vec<Found>,
    habits: Vec<Habit>,
    /// How many of them engines would have hit, to go by how common they are in English.
    expected: f32,
}

impl Survivors {
    pub(super) fn of(article: &Article<'_, '_>, candidates: &[Candidate]) -> Self {
        let mut originals = Vec::new();
        for (at, mark) in article.marks.iter().enumerate() {
            let Some(found) = article.known(at).and_then(|known| known.original) else { continue };
            let after = candidates.partition_point(|candidate| candidate.to <= at);
            let inside = candidates.get(after).is_some_and(|candidate| candidate.from <= at);
            if mark.is_word() && !inside {
                originals.push(found);
            }
        }
        originals.sort_unstable_by_key(|found| found.at);
        originals.dedup_by_key(|found| found.at);
        let habits: Vec<_> = originals.iter().map(|found| Habit::of(found.head)).collect();
        Self { originals, expected: habits.iter().map(|habit| habit.by_class).sum(), habits }
    }

    pub(super) fn has(&self, original: &Form) -> bool {
        original.found.is_some_and(|found| self.originals.binary_search_by_key(&found.at, |one| one.at).is_ok())
    }
}
