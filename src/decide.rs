//! Candidates and evidence to judgements, for the article as a whole.
//!
//! A noisy channel (see “The model” in DESIGN.md): at each place, the chance that an original stood there and that an engine put the
//! intruder in its stead, against the chance that the intruder is genuine. All places of one intruder are judged
//! together; how damaged the article is sets the prior; originals that still stand in the article, or that another
//! intruder hides more surely, are discounted as far as the article itself bears the rule out.
//!
//! Law: the order of candidates does not matter; the same article gives the same judgement.
//! Rejected: a rule per word (*replace always*), which is wrong in every clean article; and a classifier per place, which
//! cannot know that the same intruder three lines below settles the matter.

mod channel;
mod contender;
mod echo;
mod group;
mod numbers;
mod other;
mod place;

use crate::article::Article;
use crate::dictionary::Tier;
use crate::evidence::foreign::Foreign;
use crate::evidence::manner::Manner;
use crate::evidence::neighbours::{Classes, Companion};
use crate::evidence::{Form, Score};
use crate::finding::EvidenceKind;
use crate::matcher::Candidate;
use crate::memory::Memory;
use crate::verdict::{Profile, Verdict};

use channel::{Engines, Survivors};
use contender::{Claim, Contender};
use group::{Group, Sketch};
use numbers::number;

pub(crate) use contender::Cast;

/// What one of the words judged first must say for damage, or none of the article is looked at further.
const SUSPICION: f32 = 0.05;
/// From so many words on, a text of which two words in five are intruders that French does not know is no French article that an
/// engine has hit ([`is_english`]): those hit one word in thirty, or in ten.
const PROSE: usize = 60;
/// How much a doubt of damage adds to the confidence that a repair asks for ([`Judged::asks`]): of a word that French knows, and of
/// others. These were chosen for harm: by 1 in the place of 1.4, one more damaged word in 260 is put right, and a fifth more of the
/// sound ones are changed.
const DOUBT_OF_FRENCH: f32 = 1.4;
const DOUBT: f32 = 0.5;
/// From so many different words on that tell of damage by themselves, it is that much likelier, as a logarithm of odds: an engine
/// leaves several, where a text of another trade has one or two that news keeps in other company.
const SEVERAL: (usize, f32) = (3, 0.85);
/// Groups of which none moves further have settled.
const SETTLED: f32 = 0.01;
/// What is less likely to have stood at a place is not spoken of, but for the next after the likeliest.
const LEAST_LIKELY: f32 = 1e-4;
/// Nothing is surer than this.
const SUREST: f32 = 0.9999;
/// How many times judgement goes round: neighbours that are damaged themselves are known better each time.
const ROUNDS: usize = 3;
/// How many times in each round the groups hear what others claim, and the engines what the groups say. By 2 in all rounds, or 3 or
/// 6, as many damaged places of 17,968 are put right, or two more.
const TURNS: [usize; ROUNDS] = [2, 1, 1];

/// What the judges work with.
pub(crate) struct Bench<'a> {
    pub(crate) memory: &'a Memory,
    /// The share of articles that are expected to be damaged, as a logarithm of odds.
    pub(crate) prior: f32,
    /// How sure damage must be at a place to be spoken of.
    pub(crate) hint: f32,
}

/// An article before its judges: what they look at, and what they have learnt so far.
struct Scene<'a> {
    article: &'a Article<'a, 'a>,
    candidates: &'a [Candidate],
    bench: &'a Bench<'a>,
    foreign: Foreign<'a>,
    manner: Manner,
    /// The word that each mark was found to hide.
    mended: Vec<Option<&'a Companion>>,
    /// Of the place that is weighed: what classes say, and how much its surroundings call for each word.
    classes: Classes,
    calls: Vec<f32>,
}

/// A candidate, judged.
#[derive(Clone, Debug)]
pub(crate) struct Judged<'a> {
    pub(crate) candidate: Candidate,
    /// How sure it is that the place is damaged.
    pub(crate) damage: f32,
    /// The originals, the likeliest first.
    pub(crate) originals: Vec<Original<'a>>,
    /// What was weighed for leaving the text alone.
    pub(crate) genuine: Score,
    /// True when every word of the intruder is French.
    pub(crate) french: bool,
}

impl Judged<'_> {
    /// The confidence it takes to repair this place, where `usual` is enough at one that is surely damaged: to change a
    /// genuine word spoils good French, to mend a damaged one wrongly leaves it as it was.
    pub(crate) fn asks(&self, usual: f32) -> f32 {
        let doubt = (1.0 - self.damage).max(0.0);
        usual + doubt * if self.french { DOUBT_OF_FRENCH } else { DOUBT }
    }
}

/// An original at a judged place.
#[derive(Clone, Debug)]
pub(crate) struct Original<'a> {
    pub(crate) form: &'a Form,
    pub(crate) tier: Tier,
    /// How likely it stood here, damage included.
    pub(crate) probability: f32,
    pub(crate) score: Score,
}

/// Judges all candidates of an article, and gives those that are worth speaking of.
pub(crate) fn decide<'a>(
    article: &Article<'_, '_>,
    candidates: &[Candidate],
    bench: &Bench<'a>,
) -> (Vec<Judged<'a>>, Verdict) {
    let words = article.words();
    let looks_sound = || (Vec::new(), Verdict { words, candidates: candidates.len(), ..Verdict::default() });
    let places = by_intruder(candidates);
    let [suspects, others] = gather(&places, candidates, bench);
    if words >= PROSE && is_english(words, &suspects, candidates) {
        return looks_sound();
    }
    let foreign = Foreign::new(article, candidates);
    let mended = vec![None; article.marks.len()];
    let manner = Manner::of(article, candidates, suspects.len());
    let (told, others): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|sketch| sketch.is_told(article, candidates, bench));
    let mut scene =
        Scene { article, candidates, bench, foreign, manner, mended, classes: Classes::default(), calls: Vec::new() };
    let mut engines = Engines::default();
    let group = |sketch| Group::new(sketch, article, candidates, bench);
    let mut groups: Vec<_> = suspects.into_iter().chain(told).map(group).collect();
    if bench.prior <= 0.0 {
        // The words that French does not know, and those with a telltale, are judged first, and alone: where they are genuine, so
        // are all others.
        for group in &mut groups {
            group.weigh(&mut scene);
            group.judge(&engines, &[]);
        }
        if groups.iter().all(|group| group.says(&engines).careful.iter().all(|says| *says < SUSPICION)) {
            return looks_sound();
        }
    }
    let survivors = Survivors::of(article, candidates);
    groups.extend(others.into_iter().map(group));
    let mut claims = vec![Claim::default(); number(&mut groups, &survivors)];
    for turns in TURNS {
        for group in &mut groups {
            group.weigh(&mut scene);
        }
        for _ in 0..turns {
            judge(&mut groups, &engines, &mut claims);
            engines.learn(&groups, &survivors);
        }
        if !group::mend(&groups, candidates, &mut scene.mended) {
            break;
        }
    }
    if bench.prior + engines.speak() > 0.0 {
        // How damaged the article is was decided in French; what is English in it says no more than what stood there.
        groups.iter_mut().for_each(|group| group.read_as_english(candidates));
        for _ in 0..ROUNDS {
            if judge(&mut groups, &engines, &mut claims) < SETTLED {
                break;
            }
        }
    }
    let verdict = verdict(words, candidates, &groups, &engines, bench.prior);
    let judged = sentence(candidates, &groups, &engines, &verdict, bench.hint);
    (judged, verdict)
}

/// Has each group claim its originals, and judges them all by what the others claim. Gives how far the one moved
/// that moved most.
fn judge(groups: &mut [Group<'_>], engines: &Engines, claims: &mut [Claim]) -> f32 {
    claims.fill(Claim::default());
    groups.iter_mut().for_each(|group| group.claim(claims));
    let moved = groups.iter_mut().map(|group| {
        let before = group.damaged();
        group.judge(engines, claims);
        (group.damaged() - before).abs()
    });
    moved.fold(0.0, f32::max)
}

/// The numbers of the candidates, those of one intruder together.
fn by_intruder(candidates: &[Candidate]) -> Vec<usize> {
    let keys =
        candidates.iter().enumerate().map(|(place, candidate)| (candidate.dictionary, candidate.intruder, place));
    let mut keys: Vec<_> = keys.collect();
    keys.sort_unstable();
    keys.into_iter().map(|(.., place)| place).collect()
}

/// The intruders that French does not know or a user has named, and the others; given their places, those of one together.
fn gather<'a, 'p>(places: &'p [usize], candidates: &[Candidate], bench: &Bench<'a>) -> [Vec<Sketch<'a, 'p>>; 2] {
    let intruder = |place: &usize| candidates.get(*place).map(|candidate| (candidate.dictionary, candidate.intruder));
    let sketches = places.chunk_by(|one, next| intruder(one) == intruder(next)).filter_map(|places| {
        let (dictionary, intruder) = places.first().and_then(intruder)?;
        Sketch::new(dictionary, intruder, places, bench)
    });
    let (suspects, others) = sketches.partition(|sketch| sketch.suspect);
    [suspects, others]
}

/// True when two words in five of those that would have stood in the article were hit.
fn is_english(words: usize, suspects: &[Sketch<'_, '_>], candidates: &[Candidate]) -> bool {
    let of_each = suspects.iter().map(|suspect| suspect.places_and_further_words(candidates));
    let (places, further) = of_each.fold((0, 0), |(places, words), own| (places + own.0, words + own.1));
    5 * places > 2 * words.saturating_sub(further)
}

fn verdict(words: usize, candidates: &[Candidate], groups: &[Group<'_>], engines: &Engines, prior: f32) -> Verdict {
    let telling = groups.iter().filter(|group| group.is_telling(engines)).count();
    let logit = prior + engines.speak() + if telling >= SEVERAL.0 { SEVERAL.1 } else { 0.0 };
    let damaged: f32 = groups.iter().map(|group| group.share_damaged() * group.places.len() as f32).sum();
    let damaged = if logit > 0.0 { damaged.round() as usize } else { 0 };
    Verdict {
        spun: logit > 0.0 && damaged >= 3,
        probability: logistic(logit).min(SUREST),
        profile: if logit > 0.0 { engines.profile(groups) } else { Profile::Unknown },
        words,
        candidates: candidates.len(),
        damaged,
    }
}

fn sentence<'a>(
    candidates: &[Candidate],
    groups: &[Group<'a>],
    engines: &Engines,
    verdict: &Verdict,
    hint: f32,
) -> Vec<Judged<'a>> {
    let mut judged: Vec<Judged<'a>> = Vec::new();
    let mut shares = Vec::new();
    for group in groups {
        for place in &group.places {
            let Some(candidate) = candidates.get(place.candidate) else { continue };
            shares = group.shares(place, engines, shares);
            let damage = verdict.probability * shares.iter().sum::<f32>();
            if damage < hint {
                continue;
            }
            let likely = group.contenders.iter().zip(&place.weighed).zip(&shares);
            let mut likely: Vec<_> = likely.map(|(one, share)| (verdict.probability * share, one)).collect();
            let text = |(contender, _): &(&Contender<'a>, _)| &contender.form.text;
            likely.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| text(one).cmp(text(other))));
            let spoken_of = likely.iter().take_while(|(probability, _)| *probability >= LEAST_LIKELY).count().max(2);
            let article = logit(verdict.probability);
            let originals = likely.into_iter().take(spoken_of).map(|(probability, (contender, weighed))| {
                let mut score = weighed.score;
                score.add(EvidenceKind::Dictionary, contender.channel.ln());
                score.add(EvidenceKind::Consistency, contender.discount.ln());
                score.add(EvidenceKind::Article, article);
                Original { form: contender.form, tier: contender.tier, probability, score }
            });
            let originals = originals.collect();
            judged.push(Judged {
                candidate: *candidate,
                damage,
                originals,
                genuine: place.genuine,
                french: !group.unknown,
            });
        }
    }
    judged.sort_by_key(|judged| judged.candidate.from);
    judged
}

fn logistic(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

fn logit(probability: f32) -> f32 {
    let bounded = probability.clamp(1e-6, 1.0 - 1e-6);
    (bounded / (1.0 - bounded)).ln()
}
