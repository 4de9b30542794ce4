//! All places of one intruder, judged together.
//!
//! Law: an engine that replaces a word by an intruder does so throughout the article, so the places share one original;
//! whether each of them is damaged at all is its own question, for *place* may be an intruder here and French there.

use std::collections::BTreeMap;

use crate::article::{Article, Gap};
use crate::contexts::{Neighbour, neighbour};
use crate::decide::Bench;
use crate::decide::channel::{Engines, PerEngine, Survivors, head, hits, puts};
use crate::dictionary::{Head, IntruderId, Place as Where, Tier};
use crate::evidence::Score;
use crate::evidence::agreement::{agreement, wanted};
use crate::evidence::elision::elision;
use crate::evidence::foreign::{foreign, in_quotation};
use crate::evidence::neighbours::{UNSEEN, fit};
use crate::finding::EvidenceKind;
use crate::matcher::{Candidate, Case};

/// What a line made of an intruder between dashes says for boilerplate.
const LINE: f32 = 8.0;

/// What the places of one intruder can say for damage in the article, at most, as a logarithm of odds: where clean French
/// knows the intruder or all of them are in quotations, for people say what they like, and elsewhere.
const LIMITS: (f32, f32) = (1.5, 8.0);
/// From here on what a group says beyond its limit counts too, at this rate.
const FIRM: f32 = 4.0;
const BEYOND: f32 = 0.4;
/// A word that stands more often in the texts the statistics come from is known to clean French.
const RARE: f32 = 5.0;

/// The places of one intruder.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) options: Vec<Option_>,
    pub(super) places: Vec<Place>,
    /// The odds that the group is damaged, in a spun article.
    pub(super) odds: f32,
    intruder: Neighbour,
    pub(super) text: String,
    /// How engines treat the intruder itself, where it is an original too.
    head: Option<Head>,
    /// The count the intruder has at the least.
    floor: f32,
    /// How much likelier damage by each engine makes the group than a genuine word does.
    by_engine: PerEngine,
    /// The chance that the intruder stands in the article in its own right too.
    genuine_too: f64,
    /// True when the lexicon does not know the intruder, and it is not only quoted.
    unknown: bool,
    /// The most it can say for damage in the article.
    limit: f32,
}

/// An original that the intruder may hide.
#[derive(Debug)]
pub(super) struct Option_ {
    pub(super) index: usize,
    pub(super) text: String,
    pub(super) tier: Tier,
    pub(super) place: Where,
    /// What the dictionary says, for the engines at hand, as a logarithm.
    pub(super) channel: f32,
    /// What the rest of the article says of this original.
    pub(super) discount: f32,
    /// How likely it is among the options.
    pub(super) posterior: f32,
    neighbour: Neighbour,
    pub(super) head: Head,
    puts: PerEngine,
    /// The count it has at the least.
    floor: f32,
}

/// One place of the group.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) candidate: usize,
    pub(super) genuine: Score,
    /// Of each option, without what the dictionary and the article say.
    pub(super) scores: Vec<Score>,
    /// How much likelier each option makes this place than a genuine word does, as a logarithm.
    leads: Vec<f32>,
    /// How likely this place is damaged, if the group is and the option is right.
    damaged: Vec<f32>,
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
                    head: dictionary.head(choice.original),
                    puts: puts(&choice, dictionary.head(choice.original)),
                    floor: floor(choice.tier, &original, article, bench),
                    text: original,
                    tier: choice.tier,
                    place: choice.place,
                    channel: 0.0,
                    discount: 0.0,
                    posterior: 0.0,
                });
            }
        }
        let intruder = neighbour(&text, article.lexicon);
        let quoted =
            places.iter().filter_map(|place| candidates.get(*place)).all(|one| in_quotation(article, one.from));
        let unknown = article.lexicon.find(&text).is_none();
        let known = !unknown || bench.contexts.word_count(&text) > RARE;
        let places = places
            .into_iter()
            .map(|candidate| Place {
                candidate,
                genuine: Score::default(),
                scores: Vec::new(),
                leads: Vec::new(),
                damaged: Vec::new(),
            })
            .collect();
        Self {
            head: head(bench.dictionaries, &text),
            floor: floor(options.first().map_or(Tier::Authored, |option| option.tier), &text, article, bench),
            unknown: unknown && !quoted,
            limit: if known || quoted { LIMITS.0 } else { LIMITS.1 },
            intruder,
            text,
            options,
            places,
            odds: 0.0,
            by_engine: [0.0; 2],
            genuine_too: genuine_too(article, bench, intruder),
        }
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
            let capital = candidate.case != Case::Lower && !article.opens(candidate.from);
            let score = |text: &str, word: Neighbour, floor: f32| {
                let fit = fit(bench.contexts, word, &around, capital, floor);
                let mut score = Score::default();
                score.add(EvidenceKind::Frequency, fit.share);
                score.add(EvidenceKind::Neighbours, fit.company);
                score.add(EvidenceKind::Elision, elision(article, candidate.from, text));
                score.add(EvidenceKind::Agreement, agreement(article.lexicon, text, &wanted));
                score
            };
            place.genuine = score(&self.text, self.intruder, self.floor);
            place.genuine.add(EvidenceKind::Foreign, foreign(article, candidate, candidates));
            if self.unknown && place.genuine.part(EvidenceKind::Elision) < 0.0 {
                self.limit = LIMITS.1;
            }
            let boilerplate = stands_alone(article, candidate);
            place.scores =
                self.options.iter().map(|option| score(&option.text, option.neighbour, option.floor)).collect();
            place.leads = (self.options.iter().zip(&place.scores))
                .map(|(option, score)| match (option.place, boilerplate) {
                    (Where::Prose, _) => (score.sum() - place.genuine.sum()).clamp(-30.0, 30.0),
                    (Where::Line, true) => LINE,
                    (Where::Line, false) => f32::NEG_INFINITY,
                })
                .collect();
            place.damaged = vec![0.0; self.options.len()];
        }
    }

    /// Judges the options, given the engines, what survives in the article and what other groups claim.
    pub(super) fn judge(&mut self, engines: &Engines, survivors: &Survivors, claims: &BTreeMap<String, Vec<f32>>) {
        let damaged = self.damaged();
        let mut by_engine = [0.0; 2];
        let mut weights = Vec::with_capacity(self.options.len());
        for option in &mut self.options {
            // A user who gives a pair says that the original is hit.
            let hits = if option.tier == Tier::User { [1.0; 2] } else { hits(option.head, engines.thorough) };
            let channel = [0, 1].map(|engine| hits[engine] * option.puts[engine]);
            option.channel = (engines.shares[0] * channel[0] + engines.shares[1] * channel[1]).max(1e-9).ln();
            option.discount = engines.discount(&option.text, survivors, option.posterior * damaged, claims);
            let fits = divide(&mut self.places, option.index, self.genuine_too) + option.discount;
            for (sum, channel) in by_engine.iter_mut().zip(channel) {
                *sum += channel * fits.exp();
            }
            weights.push(option.channel + fits);
        }
        let most = weights.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let total: f32 = weights.iter().map(|weight| (weight - most).exp()).sum();
        for (option, weight) in self.options.iter_mut().zip(&weights) {
            option.posterior = if most.is_finite() { (weight - most).exp() / total } else { 0.0 };
        }
        let spares = self.spares(engines);
        let genuine = engines.shares[0] * spares[0] + engines.shares[1] * spares[1];
        let damage = if most.is_finite() { (most + total.ln()).clamp(-60.0, 60.0).exp() } else { 0.0 };
        self.odds = damage / genuine;
        self.by_engine = by_engine;
    }

    /// How likely each engine would have left the intruder standing, were it genuine.
    fn spares(&self, engines: &Engines) -> PerEngine {
        self.head.map_or([1.0; 2], |head| engines.spares(head))
    }

    /// What the group says for an engine, as a logarithm of odds.
    pub(super) fn says(&self, engine: usize, engines: &Engines) -> f32 {
        {
            let says = (self.by_engine[engine] + self.spares(engines)[engine]).ln();
            let limit = self.limit + BEYOND * (says - FIRM).max(0.0);
            says.min(limit).min(LIMITS.1)
        }
    }

    /// How likely the group is damaged, in a spun article.
    pub(super) fn damaged(&self) -> f32 {
        self.odds / (1.0 + self.odds)
    }

    /// The share of the group's places that are damaged, in a spun article.
    pub(super) fn share_damaged(&self) -> f32 {
        let sum: f32 = self
            .places
            .iter()
            .map(|place| self.options.iter().map(|option| option.posterior * place.damaged(option.index)).sum::<f32>())
            .sum();
        self.damaged() * sum / self.places.len().max(1) as f32
    }

    /// How likely each option stood at a place of the group, in a spun article.
    ///
    /// As a rule the places share one original. Two originals may have the same intruder all the same, so a place that
    /// fits another original far better than the group's, or than a genuine word, is given to that.
    pub(super) fn shares(&self, place: &Place, engines: &Engines) -> Vec<f32> {
        let damaged = self.damaged();
        let mut shares: Vec<f32> =
            self.options.iter().map(|option| damaged * option.posterior * place.damaged(option.index)).collect();
        if self.places.len() > 1 {
            let left = (1.0 - shares.iter().sum::<f32>()).max(0.0);
            let alone = |option: &Option_| {
                let lead = option.channel + option.discount + place.lead(option.index) as f32;
                left * engines.mixes() * lead.min(30.0).exp()
            };
            let others: Vec<f32> = self.options.iter().map(alone).collect();
            let total = 1.0 + others.iter().sum::<f32>();
            for (share, other) in shares.iter_mut().zip(others) {
                *share = (*share + other) / total;
            }
        }
        shares
    }

    /// The likeliest option.
    pub(super) fn best(&self) -> Option<&Option_> {
        self.options.iter().max_by(|a, b| a.posterior.total_cmp(&b.posterior))
    }
}

/// How much likelier an option makes the places than genuine words do, as a logarithm, whatever the way it divides them:
/// all of them damaged, or some and some genuine. Notes at each place how likely it is damaged, if any is.
///
/// That the intruder stands in the article in its own right too is a coincidence, of chance `genuine_too`.
fn divide(places: &mut [Place], option: usize, genuine_too: f64) -> f32 {
    // A word that has come once comes again, genuine or not: what makes it rare speaks once, not at every place.
    let rarity = places.iter().map(|place| place.rarity(option)).sum::<f64>() / places.len().max(1) as f64;
    let log = |place: &Place| place.lead(option) - place.rarity(option);
    let product: f64 = places.iter().map(log).sum();
    // A coin decides at each place, where some are genuine.
    let coins = -(places.len() as f64) * core::f64::consts::LN_2;
    let either: f64 = places.iter().map(|place| log(place).exp().ln_1p()).sum();
    let all = product.exp();
    let some = genuine_too * ((either + coins).exp() - (product + coins).exp() - coins.exp()).max(0.0);
    let total = all + some;
    for place in places.iter_mut() {
        let lead = log(place);
        let others = either - lead.exp().ln_1p();
        let with_it = genuine_too * ((others + lead + coins).exp() - (product + coins).exp()).max(0.0);
        let damaged = if total > 0.0 { ((all + with_it) / total).min(1.0) } else { 0.0 };
        if let Some(share) = place.damaged.get_mut(option) {
            *share = damaged as f32;
        }
    }
    ((total.ln() + rarity) as f32).clamp(-60.0, 60.0)
}

impl Place {
    /// How likely this place is damaged, if its group is and the option is right.
    pub(super) fn damaged(&self, option: usize) -> f32 {
        self.damaged.get(option).copied().unwrap_or_default()
    }

    /// How much likelier an option makes this place than a genuine word does, as a logarithm.
    fn lead(&self, option: usize) -> f64 {
        self.leads.get(option).copied().unwrap_or(f32::NEG_INFINITY).into()
    }

    /// How much commoner an option is than the intruder, as a logarithm.
    fn rarity(&self, option: usize) -> f64 {
        let share = |score: &Score| score.part(EvidenceKind::Frequency);
        self.scores.get(option).map_or(0.0, |score| (share(score) - share(&self.genuine)).into())
    }
}

/// How surely each original is claimed, by all groups that claim it.
pub(super) fn claims(groups: &[Group]) -> BTreeMap<String, Vec<f32>> {
    let mut claims: BTreeMap<String, Vec<f32>> = BTreeMap::new();
    for group in groups {
        for option in &group.options {
            let sure = option.posterior * group.damaged();
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
            let sure = group.damaged() * place.damaged(best.index);
            let Some(candidate) = candidates.get(place.candidate) else { continue };
            if let Some(marks) = mended.get_mut(candidate.from..candidate.to) {
                marks.fill((sure > 0.5).then_some(best.neighbour));
            }
        }
    }
}

/// The chance that a word stands in an article of this length, burst and all.
fn genuine_too(article: &Article<'_, '_>, bench: &Bench<'_>, word: Neighbour) -> f64 {
    let share = bench.contexts.share(word);
    (f64::from(share) * 2.0 * article.marks.len() as f64).clamp(1e-4, 1.0)
}

/// The count that a word of a user's dictionary has at the least. Those of the bundled one were all counted.
fn floor(tier: Tier, word: &str, article: &Article<'_, '_>, bench: &Bench<'_>) -> f32 {
    match article.lexicon.find(word) {
        Some(known) if tier == Tier::User && bench.contexts.word_count(word) == 0.0 => {
            // By Zipf's law, from its rank in the lexicon: the most frequent of 11 million words makes some 6 % of them.
            11e6 * 0.06 / (16.0 - f32::from(known.frequency())).exp2()
        }
        _ => UNSEEN,
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
