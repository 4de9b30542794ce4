//! All places of one intruder, judged together.
//!
//! Law: an engine that replaces a word by an intruder does so throughout the article, so the places share one original;
//! whether each of them is damaged at all is its own question, for *place* may be an intruder here and French there.

use std::collections::BTreeMap;

use crate::article::{Article, Gap};
use crate::contexts::{Neighbour, neighbour};
use crate::decide::Bench;
use crate::decide::channel::{Channel, Engine, Survivors};
use crate::dictionary::{IntruderId, Place as Where, Tier};
use crate::evidence::Score;
use crate::evidence::agreement::{agreement, wanted};
use crate::evidence::elision::elision;
use crate::evidence::foreign::foreign;
use crate::evidence::neighbours::fit;
use crate::finding::EvidenceKind;
use crate::matcher::Candidate;

/// How much of what the neighbours say is believed; the words to the left and to the right often say the same thing.
const COMPANY: f32 = 0.85;
/// What a line made of an intruder between dashes says for boilerplate.
const LINE: f32 = 8.0;

/// The places of one intruder.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) options: Vec<Option_>,
    pub(super) places: Vec<Place>,
    /// The odds that the group is damaged, in a spun article.
    pub(super) odds: f32,
    intruder: Neighbour,
    text: String,
}

/// An original that the intruder may hide.
#[derive(Debug)]
pub(super) struct Option_ {
    pub(super) index: usize,
    pub(super) text: String,
    pub(super) tier: Tier,
    pub(super) place: Where,
    /// What the dictionary says, by engine.
    pub(super) by_engine: Channel,
    /// What the dictionary says, for the engine at hand.
    pub(super) channel: f32,
    /// What the rest of the article says of this original.
    pub(super) discount: f32,
    /// How likely it is among the options.
    pub(super) posterior: f32,
    neighbour: Neighbour,
}

/// One place of the group.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) candidate: usize,
    pub(super) genuine: Score,
    /// Of each option, without what the dictionary and the article say.
    pub(super) scores: Vec<Score>,
    /// How much likelier each option makes this place than a genuine word does.
    pub(super) ratios: Vec<f32>,
}

impl Group {
    pub(super) fn new(
        dictionary: usize,
        intruder: IntruderId,
        places: Vec<usize>,
        article: &Article<'_, '_>,
        candidates: &[Candidate],
        bench: &Bench<'_>,
    ) -> Self {
        let first = places.first().and_then(|first| candidates.get(*first));
        let text = first.map_or_else(String::new, |first| article.text_of(first.from, first.to));
        let mut options = Vec::new();
        if let Some(dictionary) = bench.dictionaries.get(dictionary) {
            for choice in dictionary.choices(intruder) {
                let original = dictionary.original(choice.original).to_string();
                options.push(Option_ {
                    index: options.len(),
                    neighbour: neighbour(&original, article.lexicon),
                    by_engine: Channel::new(&choice, dictionary.head(choice.original)),
                    text: original,
                    tier: choice.tier,
                    place: choice.place,
                    channel: 0.0,
                    discount: 0.0,
                    posterior: 0.0,
                });
            }
        }
        let places = places
            .into_iter()
            .map(|candidate| Place { candidate, genuine: Score::default(), scores: Vec::new(), ratios: Vec::new() })
            .collect();
        Self { intruder: neighbour(&text, article.lexicon), text, options, places, odds: 0.0 }
    }

    /// Gathers the evidence at each place.
    pub(super) fn weigh(
        &mut self,
        article: &Article<'_, '_>,
        candidates: &[Candidate],
        bench: &Bench<'_>,
        mended: &[Option<Neighbour>],
    ) {
        for place in &mut self.places {
            let Some(candidate) = candidates.get(place.candidate) else { continue };
            let around = article.around(candidate.from, candidate.to, mended);
            let wanted = wanted(article, candidate.from, candidate.to);
            let score = |text: &str, word: Neighbour| {
                let fit = fit(bench.contexts, word, &around);
                let mut score = Score::default();
                score.add(EvidenceKind::Frequency, fit.share);
                score.add(EvidenceKind::Neighbours, COMPANY * fit.company);
                score.add(EvidenceKind::Elision, elision(article, candidate.from, text));
                score.add(EvidenceKind::Agreement, agreement(article.lexicon, text, &wanted));
                score
            };
            place.genuine = score(&self.text, self.intruder);
            place.genuine.add(EvidenceKind::Foreign, foreign(article, candidate, candidates));
            let boilerplate = stands_alone(article, candidate);
            place.scores = self.options.iter().map(|option| score(&option.text, option.neighbour)).collect();
            place.ratios = (self.options.iter().zip(&place.scores))
                .map(|(option, score)| match (option.place, boilerplate) {
                    (Where::Prose, _) => (score.sum() - place.genuine.sum()).clamp(-30.0, 30.0).exp(),
                    (Where::Line, true) => LINE.exp(),
                    (Where::Line, false) => 0.0,
                })
                .collect();
        }
    }

    /// Judges the options, given the engine, what survives in the article and what other groups claim.
    pub(super) fn judge(&mut self, engine: &Engine, survivors: &Survivors, claims: &BTreeMap<String, Vec<f32>>) {
        let mut weights = Vec::with_capacity(self.options.len());
        for option in &mut self.options {
            option.channel = engine.channel(&option.by_engine);
            let own = option.posterior * self.odds / (1.0 + self.odds);
            option.discount = engine.discount(&option.text, survivors, own, claims);
            let places = self.places.iter().filter_map(|place| place.ratios.get(option.index));
            let all: f32 = places.map(|ratio| ratio.ln_1p()).sum();
            let weight = option.channel + option.discount + all.min(60.0) + ln_1m_exp(-all);
            weights.push(weight);
        }
        let most = weights.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let total: f32 = weights.iter().map(|weight| (weight - most).exp()).sum();
        for (option, weight) in self.options.iter_mut().zip(&weights) {
            option.posterior = if most.is_finite() { (weight - most).exp() / total } else { 0.0 };
        }
        self.odds = if most.is_finite() { (most + total.ln()).clamp(-60.0, 60.0).exp() } else { 0.0 };
    }

    /// The share of the group's places that are damaged, in a spun article.
    pub(super) fn share_damaged(&self) -> f32 {
        let sum: f32 = self
            .places
            .iter()
            .map(|place| self.options.iter().map(|option| option.posterior * place.damaged(option)).sum::<f32>())
            .sum();
        self.odds / (1.0 + self.odds) * sum / self.places.len().max(1) as f32
    }

    /// The likeliest option.
    pub(super) fn best(&self) -> Option<&Option_> {
        self.options.iter().max_by(|a, b| a.posterior.total_cmp(&b.posterior))
    }
}

/// How surely each original is claimed, by all groups that claim it.
pub(super) fn claims(groups: &[Group]) -> BTreeMap<String, Vec<f32>> {
    let mut claims: BTreeMap<String, Vec<f32>> = BTreeMap::new();
    for group in groups {
        for option in &group.options {
            let sure = option.posterior * group.odds / (1.0 + group.odds);
            if sure > 0.01 {
                claims.entry(option.text.clone()).or_default().push(sure);
            }
        }
    }
    claims
}

/// Notes what damaged places hide, for the judges of their neighbours.
pub(super) fn mend(groups: &[Group], candidates: &[Candidate], mended: &mut [Option<Neighbour>]) {
    for group in groups {
        let Some(best) = group.best() else { continue };
        for place in &group.places {
            let sure = group.odds / (1.0 + group.odds) * place.damaged(best);
            let Some(candidate) = candidates.get(place.candidate) else { continue };
            if let Some(marks) = mended.get_mut(candidate.from..candidate.to) {
                marks.fill((sure > 0.5).then_some(best.neighbour));
            }
        }
    }
}

/// True when the line holds nothing but the candidate between dashes or the like.
fn stands_alone(article: &Article<'_, '_>, candidate: &Candidate) -> bool {
    let is_dash =
        |at: usize| article.mark(at).is_some_and(|mark| mark.text().starts_with(['-', '–', '—', '*', '=', '_', '•']));
    let line_ends = |at: usize| article.mark(at).is_none_or(|mark| mark.gap >= Gap::Line);
    candidate.from.checked_sub(1).is_some_and(|before| is_dash(before) && line_ends(before))
        && is_dash(candidate.to)
        && line_ends(candidate.to + 1)
}

/// `ln(1 - exp(x))` for negative `x`.
fn ln_1m_exp(x: f32) -> f32 {
    if x >= 0.0 { f32::NEG_INFINITY } else { (-x.exp_m1()).ln() }
}
