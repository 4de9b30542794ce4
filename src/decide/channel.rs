//! Which engine was at work in the article, and how.
//!
//! Two are held against each other and against no engine at all (`dictionary/engine.rs`). Law: nothing is assumed of an
//! engine that the article does not bear out; every homograph that still stands speaks against the engines that would have
//! hit it. Rejected: one engine with a fixed table, by which every other is misjudged, and confidently.

use crate::article::Article;
use crate::decide::group::{ByWriter, Group, SUREST_SLIP};
use crate::dictionary::engine::{Habit, PerEngine};
use crate::matcher::Candidate;
use crate::memory::Found;
use crate::verdict::Profile;

/// How thorough an unknown engine is, as a multiple of the observed one, and how firmly that is held, in words.
const THOROUGH: (f32, f32) = (0.8, 6.0);
/// The share of sound articles whose writer is careless.
const CARELESS: f32 = 0.08;

/// What a word that is common in French says for damage in the article, at most: so much, and so many times what all others say.
/// Texts of other trades than news put it in company that news never keeps (*mettre en location*, *salaire minimal*).
const OF_COMMON: (f32, f32) = (0.8, 2.0);

/// The engines at hand, as far as the article shows them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Engines {
    /// How likely each of them was at work, if any was.
    pub(super) shares: PerEngine,
    /// How much the article speaks for each of them, as a logarithm of odds.
    pub(super) says: PerEngine,
    /// How thorough the unknown engine is, as a multiple of the observed one.
    pub(super) thorough: f32,
    /// The same, by those homographs too that may be intruders and are judged genuine. What an intruder hides goes by this. Whether
    /// any engine was at work does not, or one that leaves nearly all it could hit would fit any text.
    pub(super) thorough_of_all: f32,
    /// How often a replaced word is left standing elsewhere in the article.
    pub(super) leaves: f32,
    /// False when all that looks damaged stands in quotations: the article quotes damage, or people who talk that way.
    pub(super) quotations_count: bool,
}

impl Default for Engines {
    fn default() -> Self {
        let (shares, says, leaves, thorough) = ([0.5, 0.5], [0.0, 0.0], 0.03, THOROUGH.0);
        Self { shares, says, thorough, thorough_of_all: thorough, leaves, quotations_count: true }
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
            left += weight * group.best().map_or(0.0, |best| best.stands);
        }
        self.leaves = (0.1 + left) / (3.0 + sure);
        let of_groups: f32 =
            groups.iter().map(|group| group.damaged() * group.best().map_or(0.0, |best| best.habit.by_class)).sum();
        let thorough = |could: f32| ((THOROUGH.0 * THOROUGH.1 + sure) / (THOROUGH.1 + could)).clamp(0.1, 2.0);
        let could = survivors.expected + of_groups;
        self.thorough = thorough(could);
        self.thorough_of_all = thorough(could + groups.iter().map(Group::expected).sum::<f32>());
        let of_groups = self.hear(groups);
        let mut of_survivors = [0.0; 2];
        survivors.habits.iter().for_each(|habit| add(&mut of_survivors, self.spares(*habit).map(f32::ln)));
        self.says = [of_groups[0] + of_survivors[0], of_groups[1] + of_survivors[1]];
        let lead = (self.says[0] - self.says[1]).clamp(-20.0, 20.0);
        self.shares = [1.0 / (1.0 + (-lead).exp()), 1.0 / (1.0 + lead.exp())];
    }

    /// What the groups say together for each engine, as a logarithm of odds, whoever wrote the article.
    fn hear(&self, groups: &[Group<'_>]) -> PerEngine {
        let all: Vec<_> = groups.iter().map(|group| (group.common, group.says(self))).collect();
        let said = [0, 1].map(|engine| all.iter().map(|(_, says)| says.careful[engine].max(0.0)).sum());
        let mut sums = ByWriter::default();
        for (common, says) in all {
            let says = if common { borne_out(says, said) } else { says };
            add(&mut sums.careful, says.careful);
            add(&mut sums.careless, says.careless);
        }
        let ByWriter { careful, careless } = sums;
        [0, 1].map(|engine| {
            let likelier = (careful[engine] - careless[engine]).min(SUREST_SLIP).exp();
            careful[engine] - (1.0 - CARELESS + CARELESS * likelier).ln()
        })
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
            left += usize::from(best.stands > 0.5);
        }
        match (count, left) {
            (0..=3, _) => Profile::Unknown,
            (_, 0) => Profile::Exhaustive,
            (count, left) if left * 5 >= count => Profile::Loose,
            _ => Profile::Unknown,
        }
    }
}

/// What a common word says beside what all words have `said`.
fn borne_out(says: ByWriter, said: PerEngine) -> ByWriter {
    let others = [0, 1].map(|engine| said[engine] - says.careful[engine].max(0.0));
    let limit = |says: PerEngine| [0, 1].map(|engine| says[engine].min(OF_COMMON.0 + OF_COMMON.1 * others[engine]));
    ByWriter { careful: limit(says.careful), careless: limit(says.careless) }
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
        let mut originals = Vec::with_capacity(article.marks.len() / 4);
        for (at, mark) in article.notable() {
            let Some(found) = article.original(at) else { continue };
            let after = candidates.partition_point(|candidate| candidate.to <= at);
            let inside = candidates.get(after).is_some_and(|candidate| candidate.from <= at);
            if mark.is_word() && !inside {
                originals.push(found);
            }
        }
        originals.sort_unstable_by_key(|found| found.number);
        originals.dedup_by_key(|found| found.number);
        let habits: Vec<_> = originals.iter().map(|found| Habit::of(found.head)).collect();
        Self { originals, expected: habits.iter().map(|habit| habit.by_class).sum(), habits }
    }

    /// The originals, each once.
    pub(super) fn originals(&self) -> &[Found] {
        &self.originals
    }
}
