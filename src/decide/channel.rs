//! What an engine does: which originals it hits, and what it puts in their place.
//!
//! Law: nothing is assumed of an engine that the article does not bear out. What was observed of engines is believed as
//! far as the article's own intruders are explained by it; that words never survive, as far as none is seen to survive.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::Article;
use crate::decide::group::Group;
use crate::dictionary::{Choice, Head, Tier};
use crate::matcher::Candidate;
use crate::verdict::Profile;

/// How likely an engine offers the intruder of each rank first; from the ranks of 1,524 observed pairs.
const BY_RANK: [f32; 8] = [0.50, 0.19, 0.08, 0.06, 0.06, 0.03, 0.02, 0.015];
/// Share of homographs that an engine nothing is known of has in its table.
const ANY_HEAD: f32 = 0.25;
/// Chance that the engine is the observed one, before the article is read.
const OBSERVED: f32 = 0.5;

/// How likely an engine replaces this original, and by this intruder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Channel {
    /// The engine whose work was observed.
    observed: f32,
    /// An engine nothing is known of.
    other: f32,
}

impl Channel {
    pub(super) fn new(choice: &Choice, head: Head) -> Self {
        let by_rank = BY_RANK.get(usize::from(choice.rank)).copied().unwrap_or(0.01);
        if choice.tier == Tier::User {
            return Self { observed: 0.9, other: 0.9 };
        }
        let (replaced, survived) = (head.replaced as f32, head.survived as f32);
        let is_head = (replaced + 0.25) / (replaced + survived + 1.0);
        let observed = is_head * (f32::from(choice.count) + by_rank) / (replaced + 1.0);
        Self { observed: observed.max(1e-4), other: ANY_HEAD * by_rank }
    }
}

/// The engine at hand, as far as the article shows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Engine {
    /// How likely it is the observed one.
    observed: f32,
    /// How often a replaced word is left standing elsewhere in the article.
    leaves: f32,
}

impl Default for Engine {
    fn default() -> Self {
        Self { observed: OBSERVED, leaves: 0.03 }
    }
}

impl Engine {
    /// Learns from the groups that are surely damaged.
    pub(super) fn learn(&mut self, groups: &[Group], survivors: &Survivors) {
        let (mut observed, mut sure, mut left) = (2.0 * OBSERVED, 2.0, 0.0);
        for group in groups {
            let weight = group.odds / (1.0 + group.odds);
            for option in &group.options {
                let weight = weight * option.posterior;
                let (a, b) =
                    (self.observed * option.by_engine.observed, (1.0 - self.observed) * option.by_engine.other);
                observed += weight * a / (a + b).max(1e-9);
                sure += weight;
                if survivors.has(&option.text) {
                    left += weight;
                }
            }
        }
        self.observed = (observed / sure).clamp(0.02, 0.98);
        self.leaves = (0.1 + left) / (3.0 + sure);
    }

    /// What the dictionary says of an option, as a logarithm.
    pub(super) fn channel(&self, channel: &Channel) -> f32 {
        (self.observed * channel.observed + (1.0 - self.observed) * channel.other).ln()
    }

    /// What the rest of the article says of an original, as a logarithm: it survives, or others claim it.
    pub(super) fn discount(
        &self,
        original: &str,
        survivors: &Survivors,
        own: f32,
        claims: &BTreeMap<String, Vec<f32>>,
    ) -> f32 {
        let stays = if survivors.has(original) { self.leaves.ln() } else { 0.0 };
        let mut mine = own;
        let mut elsewhere = 0.0;
        for claim in claims.get(original).into_iter().flatten() {
            // A group's own claim is among them; it does not speak against itself.
            if (claim - mine).abs() < 1e-6 {
                mine = f32::INFINITY;
            } else {
                elsewhere += (1.0 - claim.min(0.97)).ln();
            }
        }
        stays + elsewhere.max(-4.0)
    }

    /// How the engine works, where the article shows it.
    pub(super) fn profile(&self, groups: &[Group], survivors: &Survivors) -> Profile {
        let sure = groups.iter().filter(|group| group.share_damaged() > 0.8);
        let (mut count, mut left) = (0, 0);
        for best in sure.filter_map(Group::best) {
            count += 1;
            left += usize::from(survivors.has(&best.text));
        }
        match (count, left) {
            (0..=3, _) => Profile::Unknown,
            (_, 0) => Profile::Exhaustive,
            (count, left) if left * 5 >= count => Profile::Loose,
            _ => Profile::Unknown,
        }
    }
}

/// The words that stand in the article outside the candidates, as engines would hit them.
#[derive(Debug)]
pub(super) struct Survivors(BTreeSet<String>);

impl Survivors {
    pub(super) fn of(article: &Article<'_, '_>, candidates: &[Candidate]) -> Self {
        let mut words = BTreeSet::new();
        for (at, mark) in article.marks.iter().enumerate().filter(|(_, mark)| mark.is_word()) {
            let after = candidates.partition_point(|candidate| candidate.to <= at);
            let inside = candidates.get(after).is_some_and(|candidate| candidate.from <= at);
            let engines_hit = mark.text().is_ascii() && !mark.text().chars().skip(1).any(char::is_uppercase);
            if engines_hit && !inside {
                words.insert(mark.text().to_ascii_lowercase());
            }
        }
        Self(words)
    }

    pub(super) fn has(&self, original: &str) -> bool {
        self.0.contains(original)
    }
}
