//! All places of one intruder, judged together.
//!
//! Law: an engine that replaces a word by an intruder does so throughout the article, so the places share one original,
//! unless one of them fits another original far better; whether each of them is damaged at all is its own question, for
//! *place* may be an intruder here and French there.

use crate::article::Article;
use crate::decide::channel::Engines;
use crate::decide::contender::{Cast, Claim, Contender};
use crate::decide::echo::{HEARD, note_echoes};
use crate::decide::other::UNLISTED;
use crate::decide::place::{Place, divide};
use crate::decide::{Bench, Scene};
use crate::dictionary::engine::{Habit, PerEngine};
use crate::dictionary::telltale::Side;
use crate::dictionary::{IntruderId, Place as Where, Tier, filter};
use crate::evidence::Form;
use crate::evidence::agreement::{agreement, wanted};
use crate::evidence::neighbours::Companion;
use crate::finding::EvidenceKind;
use crate::matcher::Candidate;
use crate::memory::{Found, Intruder, Slip};

/// What the places of one intruder can say for damage in the article, at most, as a logarithm of odds: where clean French
/// knows the intruder, or where all that looks damaged is quoted, and elsewhere.
const LIMITS: (f32, f32) = (1.5, 8.0);
/// The same where writers of French use the intruder as English: it is often seen, and the lexicon does not know it or knows it as
/// a loan; and where nothing was counted beside it, though it is known. A user who names it an intruder is believed.
const OF_LOAN: f32 = 0.4;
/// The same of a phrase that no engine was seen or remembered to write.
const OF_PHRASE: f32 = 4.0;
/// What a group says that tells of damage by itself: more than a loan may.
const TELLING: f32 = 1.0;
/// How far each engine's tables are believed at a place where a French word stands. The unknown one's are not ours: by tables of
/// others, of the French words that ours made look damaged by six to eight tenths only half were.
const ON_FRENCH: PerEngine = [1.0, 0.5];
/// From here on what a group says beyond its limit counts too, at this rate.
const FIRM: f32 = 5.0;
const BEYOND: f32 = 0.7;
/// How much likelier one story can be than another, at most; and at one place alone.
const BOUND: f32 = 1.142_007_4e26;
const ALONE: f32 = 1.068_647_5e13;
/// How much likelier a slip can be than a genuine word, and slips together than an engine, as a logarithm.
pub(super) const SUREST_SLIP: f32 = 60.0;
/// How much oftener a careless writer slips.
const OFTENER: f32 = 100.0;
/// A word that stands more often in the texts the statistics come from is known to clean French.
const RARE: f32 = 5.0;
/// One that stands so often, or counts as if it did (`loans.rs` of the compiler), is used in it.
const USED: f32 = 20.0;
/// A word that the lexicon knows and that stands so often is common. By 30, where *data* is, two places of a quality set are lost.
const COMMON: f32 = 40.0;

/// The places of one intruder.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) contenders: Vec<Contender<'a>>,
    /// Which of them is the likeliest.
    best: usize,
    pub(super) places: Vec<Place>,
    /// True when the lexicon does not know a word of the intruder.
    pub(super) unknown: bool,
    /// The odds that the group is damaged, in a spun article.
    odds: f32,
    /// The share of its places that are.
    share_damaged: f32,
    /// How the places fit an original that is not listed, as [`Contender::fits`]; `None` where there is none.
    fits_of_other: Option<f32>,
    /// False before it is judged for the first time.
    judged: bool,
    form: &'a Form,
    /// The originals that stand in the article where its intruder is genuine: itself, or words of it.
    within: Vec<Found>,
    /// Their numbers among the originals of the article's groups.
    numbers: Vec<usize>,
    cast: &'a Cast,
    /// How likely the original is one that is not listed.
    unlisted: f32,
    /// How engines treat the intruder itself, where it is an original too.
    habit: Option<Habit>,
    /// How much likelier damage by each engine makes the group than a genuine word does.
    by_engine: PerEngine,
    /// The chance that the intruder stands in the article in its own right too.
    genuine_too: f64,
    /// The words that the intruder may be a slip for.
    meant: &'a [Slip],
    /// What that takes from what the group says for damage in the article, by a careful writer and by a careless one.
    slips: [f32; 2],
    /// How much less likely than in any article a word lacks its accents in this one, as a logarithm.
    accents_kept: f32,
    /// True when all places are in quotations.
    quoted: bool,
    /// The most it can say where it may be English that was meant, in more words than one.
    in_phrase: f32,
    /// The most it can say for damage in the article.
    limit: f32,
    /// True when its intruder is common in French prose, and no user has named it.
    pub(super) common: bool,
}

/// What is said for each engine, by who wrote the article: slips of the pen come in swarms.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ByWriter {
    pub(super) careful: PerEngine,
    pub(super) careless: PerEngine,
}

/// A group of which nothing is known but its intruder.
pub(super) struct Sketch<'a, 'p> {
    dictionary: usize,
    intruder: IntruderId,
    places: &'p [usize],
    known: &'a Intruder,
    /// True when French does not know the intruder, or a user says that it is one.
    pub(super) suspect: bool,
}

impl<'a, 'p> Sketch<'a, 'p> {
    pub(super) fn new(dictionary: usize, intruder: IntruderId, places: &'p [usize], bench: &Bench<'a>) -> Option<Self> {
        let known = bench.memory.intruder(dictionary, intruder)?;
        Some(Self { dictionary, intruder, places, known, suspect: known.unknown || known.by_user })
    }

    /// True when a neighbour tells that the intruder may be one, though French knows it, or what it should agree with does; and of
    /// what French hardly knows.
    pub(super) fn is_told(&self, article: &Article<'_, '_>, candidates: &[Candidate], bench: &Bench<'a>) -> bool {
        let Some(dictionary) = bench.memory.dictionaries.get(self.dictionary) else { return false };
        if self.known.obscure && self.known.count <= RARE {
            return true;
        }
        let one_word =
            self.places.iter().filter_map(|place| candidates.get(*place)).filter(|one| one.to == one.from + 1);
        let mut places = one_word.filter_map(|one| Some((one.from, article.mark(one.from)?)));
        places.any(|(at, mark)| {
            let word = filter::hash(mark.text().as_bytes());
            let beside = [(article.before(at), false), (article.after(at), true)];
            let mut sides = beside.into_iter().filter_map(|(mark, right)| Side::of(mark?.text(), right));
            sides.any(|(side, neighbour)| dictionary.tells(word, side, neighbour.as_bytes()))
                || agreement(self.known.form.nominal, &wanted(article, at, at + 1)) < 0.0
        })
    }

    /// How many places the intruder has, and of how many words more than one each they are; none if a user says that it is one.
    pub(super) fn places_and_further_words(&self, candidates: &[Candidate]) -> (usize, usize) {
        let places = if self.known.by_user { &[] } else { self.places };
        let further = places.iter().filter_map(|place| candidates.get(*place)).map(|one| one.to - one.from - 1);
        (places.len(), further.sum())
    }
}

impl<'a> Group<'a> {
    pub(super) fn new(
        sketch: Sketch<'a, '_>,
        article: &Article<'_, '_>,
        candidates: &[Candidate],
        bench: &Bench<'a>,
    ) -> Self {
        let Sketch { dictionary, intruder, places, known, .. } = sketch;
        let quoted = places.iter().filter_map(|place| candidates.get(*place)).all(|one| article.in_quotation(one.from));
        let first = places.first().and_then(|place| candidates.get(*place));
        let within = first.into_iter().flat_map(|one| one.from..one.to).filter_map(|at| article.original(at)).collect();
        let cast = known.cast.get_or_init(|| Cast::new(dictionary, intruder, bench.memory));
        let contenders = Contender::all(cast);
        let of_prose = contenders.iter().all(|one| one.place == Where::Prose);
        Self {
            habit: known.head.map(Habit::of),
            unknown: known.unknown,
            quoted,
            in_phrase: f32::INFINITY,
            limit: limit(known),
            common: !known.unknown && known.count >= COMMON && !known.by_user && of_prose,
            meant: &known.slips,
            slips: [0.0; 2],
            accents_kept: 0.0,
            // Burst and all: a word that an article is about comes more than once.
            genuine_too: (f64::from(known.share) * 2.0 * article.marks.len() as f64).clamp(1e-4, 1.0),
            best: 0,
            fits_of_other: None,
            judged: false,
            form: &known.form,
            within,
            numbers: Vec::new(),
            cast,
            unlisted: 0.0,
            contenders,
            places: places.iter().map(|place| Place::new(*place)).collect(),
            odds: 0.0,
            share_damaged: 0.0,
            by_engine: [0.0; 2],
        }
    }

    /// Gathers the evidence at each place, and divides the places anew where something has changed.
    pub(super) fn weigh(&mut self, scene: &mut Scene<'_>) {
        let mut changed = false;
        let places = self.places.len();
        for place in &mut self.places {
            changed |= place.weigh(scene, self.form, &self.contenders, self.meant, &self.cast.other, places);
            if self.unknown && self.limit > OF_LOAN && !self.quoted && place.genuine.part(EvidenceKind::Elision) < 0.0 {
                self.limit = LIMITS.1;
            }
        }
        if changed {
            self.accents_kept = scene.manner.accents_kept;
            self.in_phrase = self.limit_of_phrase();
            if places > HEARD && !self.unknown {
                note_echoes(&mut self.places);
            }
            self.divide();
        }
    }

    /// What stands right beside more English says nothing, however well damage explains it, and a phrase that no engine was seen or
    /// remembered to write no more than [`OF_PHRASE`]: it may be meant.
    fn limit_of_phrase(&self) -> f32 {
        let any = |wanted: fn(Tier) -> bool| self.contenders.iter().any(|one| wanted(one.tier));
        if any(|tier| tier == Tier::User) {
            f32::INFINITY
        } else if self.places.iter().all(|place| place.beside_english) {
            0.0
        } else if self.form.text.contains(' ') && !any(|tier| tier != Tier::Authored) {
            OF_PHRASE
        } else {
            f32::INFINITY
        }
    }

    /// Weighs the places in foreign text as English that the engine hit.
    pub(super) fn read_as_english(&mut self, candidates: &[Candidate]) {
        let (intruder, contenders) = (self.form, &self.contenders);
        let mut changed = false;
        for place in &mut self.places {
            changed |= place.read_as_english(candidates, intruder, contenders, self.unknown);
        }
        if changed {
            self.divide();
        }
    }

    /// Divides the places among the contenders.
    fn divide(&mut self) {
        let listed = self.contenders.len();
        // To what a user lists, or what stands for a whole line, there is no other.
        let alone = self.contenders.iter().any(|one| one.tier == Tier::User || one.place == Where::Line);
        let mut fits = |one| divide(&mut self.places, one, self.genuine_too).exp();
        self.contenders.iter_mut().enumerate().for_each(|(at, one)| one.fits = fits(at));
        self.fits_of_other = (listed > 0 && !alone).then(|| fits(listed));
        let odds = |(at, slip): (usize, &Slip)| {
            let fits = self.places.iter().filter_map(|place| place.slips.get(at)).sum::<f32>();
            let kept = if slip.accented { self.accents_kept } else { 0.0 };
            (slip.odds + kept + fits).min(SUREST_SLIP).exp()
        };
        let slips = self.meant.iter().enumerate().map(odds).sum::<f32>();
        self.slips = [1.0, OFTENER].map(|often| (often * slips).ln_1p());
    }

    /// Notes the numbers of the originals that stand in the article where its intruder is genuine.
    pub(super) fn number_within(&mut self, number: impl Fn(Found) -> Option<usize>) {
        self.numbers.clear();
        self.numbers.extend(self.within.iter().filter_map(|found| number(*found)));
    }

    /// Notes which contenders still stand in the article, by their number.
    pub(super) fn meet(&mut self, stand: &[bool]) {
        self.contenders.iter_mut().for_each(|contender| contender.meet(stand));
    }

    /// Judges the contenders, given the engines and what the claims of all groups leave, by the number of the original.
    pub(super) fn judge(&mut self, engines: &Engines, claims: &[Claim]) {
        let trust = if self.unknown { [1.0; 2] } else { ON_FRENCH };
        let (mut by_engine, mut listed) = ([0.0; 2], [0.0; 2]);
        let (mut most, mut total) = (0.0_f32, 0.0);
        for contender in &mut self.contenders {
            let channel =
                contender.hear(engines, trust, claims.get(contender.number as usize).copied().unwrap_or_default());
            let fits = contender.fits * contender.discount;
            for ((sum, listed), channel) in by_engine.iter_mut().zip(&mut listed).zip(channel) {
                *sum += channel * fits;
                *listed += channel;
            }
            contender.weight = contender.channel * fits;
            most = most.max(contender.weight);
            total += contender.weight;
        }
        let listed = [listed[0] * trust[0], listed[1] * trust[1]];
        let other = self.other(engines, listed).min(most * BOUND);
        let all = (total + other).max(f32::MIN_POSITIVE);
        self.best = 0;
        let mut surest = 0.0;
        for (at, contender) in self.contenders.iter_mut().enumerate() {
            contender.posterior = contender.weight / all;
            if contender.posterior >= surest {
                (surest, self.best) = (contender.posterior, at);
            }
        }
        self.unlisted = other / all;
        let spares = self.spares(engines);
        let genuine = engines.shares[0] * spares[0] + engines.shares[1] * spares[1];
        let damage = if total > 0.0 { total.clamp(1.0 / BOUND, BOUND) } else { 0.0 };
        self.odds = damage / genuine;
        self.by_engine = by_engine;
        self.share_damaged = self.share_of_places();
        self.judged = true;
    }

    /// The weight of an original that is not listed, as those of the listed ones. `listed` is how likely each engine puts
    /// the intruder in the place of any of these.
    fn other(&self, engines: &Engines, listed: PerEngine) -> f32 {
        let Some(fits) = self.fits_of_other else { return 0.0 };
        let channel: f32 = (0..2).map(|engine| engines.shares[engine] * UNLISTED[engine] * listed[engine]).sum();
        channel.max(1e-12) * fits
    }

    /// How likely a place of the group hides an original that is not listed, in a spun article.
    fn share_of_other(&self, place: &Place) -> f32 {
        self.damaged() * self.unlisted * place.damaged(self.contenders.len())
    }

    /// Adds to the claims what this group claims of its originals, and how likely its intruder is an original that still stands.
    pub(super) fn claim(&mut self, claims: &mut [Claim]) {
        let damaged = self.damaged();
        for contender in &mut self.contenders {
            let claim = contender.claim(damaged);
            if let Some(all) = claims.get_mut(contender.number as usize) {
                all.left *= claim;
            }
        }
        if !self.judged {
            return;
        }
        let genuine = 1.0 - self.share_damaged().min(1.0);
        for number in &self.numbers {
            if let Some(own) = claims.get_mut(*number) {
                own.stands = own.stands.max(genuine);
            }
        }
    }

    /// How many words engines would have hit that stand here as themselves, to go by how common they are in English.
    pub(super) fn expected(&self) -> f32 {
        self.habit.map_or(0.0, |habit| habit.by_class * (1.0 - self.share_damaged().min(1.0)))
    }

    /// How likely each engine would have left the intruder standing, were it genuine.
    fn spares(&self, engines: &Engines) -> PerEngine {
        self.habit.map_or([1.0; 2], |habit| engines.spares(habit))
    }

    /// What the group says for each engine against none, as a logarithm of odds.
    pub(super) fn says(&self, engines: &Engines) -> ByWriter {
        let spares = self.spares(engines);
        let says = [0, 1].map(|engine| (self.by_engine[engine] + spares[engine]).ln());
        let often = self.often();
        let limit = |says: f32| {
            let says = (says.max(0.0) * often + says.min(0.0)).min(self.in_phrase);
            if self.quoted && !engines.quotations_count {
                return says.min(LIMITS.0);
            }
            says.min(self.limit + BEYOND * (says - FIRM).max(0.0)).min(LIMITS.1)
        };
        // What a slip explains as well says nothing.
        let [careful, careless] = self.slips.map(|slips| says.map(|says| limit(says.min((says - slips).max(0.0)))));
        ByWriter { careful, careless }
    }

    /// True when it looks damaged and says so whoever wrote the article: it is no slip of the pen, and no loan.
    pub(super) fn is_telling(&self, engines: &Engines) -> bool {
        let ByWriter { careful, careless } = self.says(engines);
        let engine = usize::from(engines.says[1] > engines.says[0]);
        self.share_damaged > 0.5 && careful[engine].min(careless[engine]) >= TELLING
    }

    /// How much of what all its places say counts. A loan that stands on and on (*level*, *skill*) is what the article is about: its
    /// places say together what [`HEARD`] of them would.
    fn often(&self) -> f32 {
        if self.limit <= OF_LOAN { (HEARD as f32 / self.places.len() as f32).min(1.0) } else { 1.0 }
    }

    /// True when the group looks damaged, French does not know its intruder, and not all of it is quoted.
    pub(super) fn speaks_for_itself(&self) -> bool {
        self.unknown && !self.quoted && self.by_engine[0].max(self.by_engine[1]) > 1.0
    }

    /// How likely the group is damaged, in a spun article.
    pub(super) fn damaged(&self) -> f32 {
        self.odds / (1.0 + self.odds)
    }

    /// The share of the group's places that are damaged, in a spun article.
    pub(super) fn share_damaged(&self) -> f32 {
        self.share_damaged
    }

    fn share_of_places(&self) -> f32 {
        let damaged = self.damaged();
        if self.places.len() == 1 {
            return damaged;
        }
        let at = |place: &Place| {
            let contenders = self.contenders.iter().enumerate();
            let listed: f32 = contenders.map(|(at, one)| one.posterior * place.damaged(at)).sum();
            damaged * listed + self.share_of_other(place)
        };
        self.places.iter().map(at).sum::<f32>() / self.places.len().max(1) as f32
    }

    /// How likely each contender stood at a place of the group, in a spun article; and, last, an original not listed.
    ///
    /// As a rule the places share one original. Two originals may have the same intruder all the same, so a place that
    /// fits another original far better than the group's, or than a genuine word, is given to that. Takes room to write to.
    pub(super) fn shares(&self, place: &Place, engines: &Engines, mut shares: Vec<f32>) -> Vec<f32> {
        let damaged = self.damaged();
        shares.clear();
        let contenders = || self.contenders.iter().enumerate();
        shares.extend(contenders().map(|(at, one)| damaged * one.posterior * place.damaged(at)));
        shares.push(self.share_of_other(place));
        if self.places.len() > 1 {
            let left = (1.0 - shares.iter().sum::<f32>()).max(0.0);
            let alone = |(at, one): (usize, &Contender<'_>)| {
                let lead = one.channel * one.discount * (place.lead(at) as f32).exp();
                left * engines.mixes() * lead.min(ALONE)
            };
            let others: Vec<f32> = contenders().map(alone).collect();
            let total = 1.0 + others.iter().sum::<f32>();
            for (share, other) in shares.iter_mut().zip(others.into_iter().chain([0.0])) {
                *share = (*share + other) / total;
            }
        }
        shares
    }

    /// The likeliest contender, once the group is judged.
    pub(super) fn best(&self) -> Option<&Contender<'a>> {
        self.contenders.get(self.best)
    }
}

/// The most that an intruder can say for damage in the article, before any of its places is looked at.
fn limit(intruder: &Intruder) -> f32 {
    let as_english = (intruder.unknown || intruder.loan) && intruder.count >= USED;
    if intruder.unknown && intruder.count <= RARE {
        LIMITS.1
    } else if !intruder.by_user && (as_english || intruder.form.own.is_alone()) {
        OF_LOAN
    } else {
        LIMITS.0
    }
}

/// Notes what damaged places hide, for the judges of their neighbours. False when nothing new came to light.
pub(super) fn mend<'a>(groups: &[Group<'a>], candidates: &[Candidate], mended: &mut [Option<&'a Companion>]) -> bool {
    let mut changed = false;
    for group in groups {
        let Some(best) = group.best() else { continue };
        for place in &group.places {
            let sure = group.damaged() * place.damaged(group.best);
            let hidden = (sure > 0.5).then_some(&best.form.companion);
            let Some(candidate) = candidates.get(place.candidate) else { continue };
            for mark in mended.get_mut(candidate.from..candidate.to).unwrap_or_default() {
                changed |= mark.map(|one| one.word) != hidden.map(|one| one.word);
                *mark = hidden;
            }
        }
    }
    changed
}
