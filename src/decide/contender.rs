//! An original that contends for the places of an intruder, and what is known of it before any place is looked at.
//!
//! Law: what follows from the dictionary alone ([`Cast`]) is made once for an intruder and kept in memory; a [`Contender`]
//! adds what an article says.

use std::sync::Arc;

use crate::decide::channel::Engines;
use crate::decide::other::Other;
use crate::dictionary::engine::{Habit, PerEngine, puts};
use crate::dictionary::{Choice, Dictionary, IntruderId, Place, Tier};
use crate::evidence::Form;
use crate::memory::Memory;

/// What the claims of other groups leave of an original at the least: *e* to the power of -4.
const LEAST_LEFT: f32 = 0.018_315_64;

/// The originals that an intruder may hide, as the dictionary knows them.
#[derive(Debug)]
pub(crate) struct Cast {
    rivals: Vec<Rival>,
    pub(super) other: Other,
}

/// An original of a cast.
#[derive(Debug)]
struct Rival {
    form: Arc<Form>,
    tier: Tier,
    place: Place,
    habit: Habit,
    puts: PerEngine,
}

impl Cast {
    pub(super) fn new(dictionary: usize, intruder: IntruderId, memory: &Memory) -> Self {
        let known = memory.dictionaries.get(dictionary);
        let choices = known.into_iter().flat_map(|known| known.choices(intruder).map(move |choice| (known, choice)));
        let rival = |(known, choice): (&Dictionary, Choice)| {
            let head = known.head(choice.original);
            let form = memory.original(dictionary, choice.original, choice.tier)?;
            let Choice { tier, place, .. } = choice;
            Some(Rival { form: Arc::clone(form), tier, place, habit: Habit::of(head), puts: puts(&choice, head) })
        };
        let rivals: Vec<_> = choices.filter_map(rival).collect();
        let forms: Vec<&Form> = rivals.iter().map(|rival| &*rival.form).collect();
        // How likely the intruder hides each of them as a rule, whatever the engine.
        let usual: Vec<f32> = rivals.iter().map(|one| one.puts[0] + one.puts[1]).collect();
        Self { other: Other::of(&forms, &usual, &memory.contexts), rivals }
    }
}
/// How much likelier an original has stood at a place if it stands elsewhere in the article: it is about that.
const BURST: f32 = 4.0;

/// What the groups of an article claim of an original.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    /// What their claims leave of it, as a factor.
    pub(super) left: f32,
    /// How likely it stands in the article as itself, where it looks like an intruder too.
    pub(super) stands: f32,
}

impl Default for Claim {
    fn default() -> Self {
        Self { left: 1.0, stands: 0.0 }
    }
}

/// An original that the intruder of a group may hide. It takes no more room than a line of the processor's cache: all of them are
/// walked through again and again.
#[derive(Debug)]
pub(super) struct Contender<'a> {
    /// The number of its text among the originals of the article's groups.
    pub(super) number: u32,
    pub(super) tier: Tier,
    pub(super) place: Place,
    pub(super) form: &'a Form,
    pub(super) habit: Habit,
    /// What the dictionary says, for the engines at hand: how likely they put the intruder in its place.
    pub(super) channel: f32,
    /// What the rest of the article leaves of this original, as a factor.
    pub(super) discount: f32,
    /// How the places of the group fit it, however they are divided: how much likelier than a genuine word.
    pub(super) fits: f32,
    /// How much it weighs against its rivals, and how likely it is among them.
    pub(super) weight: f32,
    pub(super) posterior: f32,
    puts: PerEngine,
    survives: bool,
    /// How likely it stands elsewhere in the article.
    pub(super) stands: f32,
    /// What this group's claim leaves to the others, as a factor.
    claim: f32,
}

const _: () = assert!(size_of::<Contender<'_>>() <= 64);

impl<'a> Contender<'a> {
    /// All that contend for the places of an intruder.
    pub(super) fn all(cast: &'a Cast) -> Vec<Self> {
        let contender = |rival: &'a Rival| Self {
            number: 0,
            form: &rival.form,
            habit: rival.habit,
            puts: rival.puts,
            tier: rival.tier,
            place: rival.place,
            channel: 1.0,
            discount: 1.0,
            fits: 0.0,
            weight: 0.0,
            posterior: 0.0,
            survives: false,
            stands: 0.0,
            claim: 1.0,
        };
        cast.rivals.iter().map(contender).collect()
    }

    /// Notes whether the original still stands in the article.
    pub(super) fn meet(&mut self, stand: &[bool]) {
        self.survives = stand.get(self.number as usize).copied().unwrap_or_default();
    }

    /// Claims the original for its group, which is `damaged` that likely. Gives what that leaves to the others.
    pub(super) fn claim(&mut self, damaged: f32) -> f32 {
        self.claim = 1.0 - (self.posterior * damaged).min(0.97);
        self.claim
    }

    /// Hears what the engines, believed as far as `trust` says, and the rest of the article say, by what all groups claim of it
    /// together. Gives what each engine says.
    pub(super) fn hear(&mut self, engines: &Engines, trust: PerEngine, all: Claim) -> PerEngine {
        // A user who gives a pair says that the original is hit.
        let by_user = self.tier == Tier::User;
        let hits = if by_user { [1.0; 2] } else { self.habit.hits(engines.thorough_of_all) };
        let trust = if by_user { [1.0; 2] } else { trust };
        let channel = [hits[0] * self.puts[0], hits[1] * self.puts[1]];
        let shares = [engines.shares[0] * trust[0], engines.shares[1] * trust[1]];
        self.channel = (shares[0] * channel[0] + shares[1] * channel[1]).max(1e-9);
        self.stands = if self.survives { 1.0 } else { all.stands };
        let stays = 1.0 - self.stands * (1.0 - (BURST * engines.leaves).min(1.0));
        self.discount = stays * (all.left / self.claim).clamp(LEAST_LEFT, 1.0);
        channel
    }
}
