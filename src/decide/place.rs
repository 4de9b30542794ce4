//! One place of a group: the evidence there, for each contender and for a genuine word.

use std::iter;

use crate::article::{Article, Gap};
use crate::contexts::Neighbourhood;
use crate::decide::Scene;
use crate::decide::contender::Contender;
use crate::decide::other::Other;
use crate::dictionary::Place as Where;
use crate::evidence::agreement::{agreement, wanted};
use crate::evidence::elision::{elision, ruled_out};
use crate::evidence::english::english;
use crate::evidence::manner::{cut, fitting};
use crate::evidence::neighbours::{Company, fit, neighbourhood};
use crate::evidence::surroundings::{Surroundings, give_back};
use crate::evidence::{Form, Score};
use crate::finding::EvidenceKind;
use crate::matcher::{Candidate, Case};
use crate::memory::{SLIPS, Slip};

/// What a line made of an intruder between dashes says for boilerplate.
const LINE: f32 = 8.0;

/// One place of a group.
#[derive(Debug)]
pub(super) struct Place {
    /// Which of the article's candidates it is.
    pub(super) candidate: usize,
    pub(super) genuine: Score,
    /// Each contender; and, last, an original that is not listed.
    pub(super) weighed: Vec<Weighed>,
    /// How much better than the intruder each word fits that it may be a slip for, as a logarithm.
    pub(super) slips: [f32; SLIPS],
    /// True where it stands right beside more English.
    pub(super) beside_english: bool,
    /// The neighbours it was weighed among.
    pub(super) around: Option<Neighbourhood>,
    /// How much of what it says counts, beside the other places of its group ([`echo`](super::echo)).
    pub(super) counts_for: f32,
}

/// A contender at a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    /// Without what the dictionary and the article say.
    pub(super) score: Score,
    /// Where the pair holds.
    place: Where,
    /// How much likelier it makes this place than a genuine word does, as a logarithm.
    lead: f32,
    /// How much of that is owed to how common it is.
    rarity: f32,
    /// How likely this place is damaged, if the group is and the contender is right.
    damaged: f32,
}

impl Weighed {
    fn new(place: Where, score: Score) -> Self {
        Self { score, place, lead: 0.0, rarity: 0.0, damaged: 0.0 }
    }

    /// Holds it against a genuine word.
    fn lead(&mut self, genuine: &Score, boilerplate: bool) {
        self.lead = match (self.place, boilerplate) {
            (Where::Prose, _) => (self.score.sum() - genuine.sum()).clamp(-30.0, 30.0),
            (Where::Line, true) => LINE,
            (Where::Line, false) => f32::NEG_INFINITY,
        };
        self.rarity = self.score.part(EvidenceKind::Frequency) - genuine.part(EvidenceKind::Frequency);
    }
}

impl Place {
    pub(super) fn new(candidate: usize) -> Self {
        Self {
            candidate,
            genuine: Score::default(),
            weighed: Vec::new(),
            slips: [0.0; SLIPS],
            beside_english: false,
            around: None,
            counts_for: 1.0,
        }
    }

    /// Gathers the evidence, of as many `places` as the group has. False when nothing has changed around the place since the last time.
    pub(super) fn weigh(
        &mut self,
        scene: &mut Scene<'_>,
        intruder: &Form,
        contenders: &[Contender<'_>],
        slips: &[Slip],
        other: &Other,
        places: usize,
    ) -> bool {
        let Scene { article, candidates, bench, foreign, manner, mended, classes, calls } = scene;
        let contexts = &bench.memory.contexts;
        let Some(candidate) = candidates.get(self.candidate) else { return false };
        let beside = article.around(candidate.from, candidate.to, mended);
        let around = neighbourhood(&beside);
        if self.around == Some(around) {
            return false;
        }
        self.around = Some(around);
        let wanted = wanted(article, candidate.from, candidate.to);
        let ruled_out = ruled_out(article, candidate.from);
        let capital = candidate.case != Case::Lower && !article.opens(candidate.from);
        let company = Company::new(contexts, &beside);
        let words = article.surroundings(candidate.from, candidate.to, mended);
        let surroundings = Surroundings::new(&bench.memory.vectors, words.map(|word| word?.weights.as_ref()));
        let rivals = contenders.iter().map(|contender| contender.form).chain(slips.iter().map(|slip| &slip.form));
        let rivals = rivals.map(|form| form.weights.as_ref());
        surroundings.call_for(iter::once(intruder.weights.as_ref()).chain(rivals), calls);
        let Some((own_call, calls)) = calls.split_first() else { return false };
        let Some((calls, of_slips)) = calls.split_at_checked(contenders.len()) else { return false };
        classes.forget();
        let mut score = |form: &Form, call: f32| {
            let fit = fit(&form.own, &company, classes, capital);
            let mut score = Score::default();
            score.add(EvidenceKind::Frequency, fit.share);
            score.add(EvidenceKind::Neighbours, fit.company + call);
            score.add(EvidenceKind::Elision, elision(ruled_out, form.sound));
            score.add(EvidenceKind::Agreement, agreement(form.nominal, &wanted));
            score
        };
        self.genuine = score(intruder, *own_call);
        let meant: [Score; SLIPS] = core::array::from_fn(|at| {
            slips.get(at).zip(of_slips.get(at)).map_or_else(Score::default, |(slip, call)| score(&slip.form, *call))
        });
        let scores = contenders.iter().zip(calls).map(|(one, call)| (one.place, score(one.form, *call)));
        self.weighed.clear();
        self.weighed.reserve_exact(contenders.len() + 1);
        self.weighed.extend(scores.map(|(place, score)| Weighed::new(place, score)));
        let phrase = foreign.phrase(article, candidate);
        self.beside_english = phrase > 0.0;
        let other = other.score(&company, classes, capital, phrase);
        self.weighed.push(Weighed::new(Where::Prose, other));
        let best = self.weighed.iter().map(|one| fitting(&one.score)).fold(f32::NEG_INFINITY, f32::max);
        self.slips = self.fits_of(slips, meant);
        manner.add(&mut self.genuine, intruder, best);
        let cut = cut(article, candidate);
        self.genuine.add(EvidenceKind::Frequency, cut);
        if cut > 0.0 {
            // What was cut off may be the beginning of a contender, and then fits as well as that does.
            let whole =
                contenders.iter().zip(&self.weighed).filter(|(one, _)| one.form.text.starts_with(&*intruder.text));
            let own = fitting(&self.genuine);
            let fits = whole.map(|(_, one)| fitting(&one.score)).fold(own, f32::max);
            self.genuine.add(EvidenceKind::Neighbours, fits - own);
        }
        self.genuine.add(EvidenceKind::Foreign, foreign.score(article, candidate));
        if intruder.weights.is_some() {
            self.genuine.add(EvidenceKind::Neighbours, give_back(*own_call, calls, places));
        }
        let boilerplate = stands_alone(article, candidate);
        self.weighed.iter_mut().for_each(|one| one.lead(&self.genuine, boilerplate));
        true
    }

    /// How much better than the intruder each word fits that was `meant`, if it was. Of one that was never counted it is taken that
    /// it keeps as good company as any rival.
    fn fits_of(&self, slips: &[Slip], meant: [Score; SLIPS]) -> [f32; SLIPS] {
        let neighbours = |score: &Score| score.part(EvidenceKind::Neighbours);
        let own = neighbours(&self.genuine);
        let best = self.weighed.iter().map(|one| neighbours(&one.score)).fold(own, f32::max);
        let mut fits = [0.0; SLIPS];
        for ((fits, slip), mut score) in fits.iter_mut().zip(slips).zip(meant) {
            if slip.form.own.is_alone() {
                score.add(EvidenceKind::Neighbours, best - neighbours(&score));
            }
            *fits = fitting(&score) - fitting(&self.genuine);
        }
        fits
    }

    /// Weighs the place as English that the engine hit, if that is what may have stood there: `unknown` tells that French does
    /// not know the intruder. False when it is not.
    pub(super) fn read_as_english(
        &mut self,
        candidates: &[Candidate],
        intruder: &Form,
        contenders: &[Contender<'_>],
        unknown: bool,
    ) -> bool {
        let foreign = self.genuine.part(EvidenceKind::Foreign);
        let Some(candidate) = candidates.get(self.candidate).filter(|_| foreign > 0.0) else { return false };
        let capital = candidate.case != Case::Lower;
        for (contender, Weighed { score, lead, rarity, .. }) in contenders.iter().zip(&mut self.weighed) {
            if contender.place != Where::Prose {
                continue;
            }
            let says = english(contender.form, intruder, foreign, capital);
            // A word that French knows too stays, unless English speaks for another.
            if says <= 0.0 && !unknown {
                continue;
            }
            // English is all about how common the words are.
            if says > *lead {
                *rarity = says;
            }
            let most = lead.max(says);
            let either = most + ((*lead - most).exp() + (says - most).exp()).ln();
            score.add(EvidenceKind::English, either - *lead);
            *lead = either;
        }
        true
    }

    /// How likely this place is damaged, if its group is and the contender is right.
    pub(super) fn damaged(&self, contender: usize) -> f32 {
        self.weighed.get(contender).map_or(0.0, |one| one.damaged)
    }

    /// How much likelier a contender makes this place than a genuine word does, as a logarithm.
    pub(super) fn lead(&self, contender: usize) -> f64 {
        self.weighed.get(contender).map_or(f32::NEG_INFINITY, |one| one.lead).into()
    }

    /// How much commoner a contender is than the intruder, as a logarithm.
    fn rarity(&self, contender: usize) -> f64 {
        self.weighed.get(contender).map_or(0.0, |one| one.rarity).into()
    }
}

/// How much likelier a contender makes the places than genuine words do, as a logarithm, whatever the way it divides them:
/// all of them damaged, or some and some genuine. Notes at each place how likely it is damaged, if any is.
///
/// That the intruder stands in the article in its own right too is a coincidence, of chance `genuine_too`.
pub(super) fn divide(places: &mut [Place], contender: usize, genuine_too: f64) -> f32 {
    if let [place] = places {
        if let Some(one) = place.weighed.get_mut(contender) {
            one.damaged = 1.0;
        }
        return (place.lead(contender) as f32).clamp(-60.0, 60.0);
    }
    // A word that has come once comes again, genuine or not: what makes it rare speaks once, not at every place.
    let rarity = places.iter().map(|place| place.rarity(contender)).sum::<f64>() / places.len().max(1) as f64;
    let log = |place: &Place| f64::from(place.counts_for) * (place.lead(contender) - place.rarity(contender));
    let product: f64 = places.iter().map(log).sum();
    // A coin decides at each place, where some are genuine.
    let coins = -(places.len() as f64) * core::f64::consts::LN_2;
    // Of each place, that it is damaged or that it is not.
    let eithers: Vec<f64> = places.iter().map(|place| log(place).exp().ln_1p()).collect();
    let either: f64 = eithers.iter().sum();
    let (all, all_by_coins) = (product.exp(), (product + coins).exp());
    let some = genuine_too * ((either + coins).exp() - all_by_coins - coins.exp()).max(0.0);
    let total = all + some;
    for (place, own) in places.iter_mut().zip(eithers) {
        let others = either - own;
        let with_it = genuine_too * ((others + log(place) + coins).exp() - all_by_coins).max(0.0);
        let share = if total > 0.0 { ((all + with_it) / total).min(1.0) } else { 0.0 };
        if let Some(one) = place.weighed.get_mut(contender) {
            one.damaged = share as f32;
        }
    }
    ((total.ln() + rarity) as f32).clamp(-60.0, 60.0)
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
