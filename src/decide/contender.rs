//! An original that contends for the places of an intruder, and what is known of it before any place is looked at.

use crate::decide::Bench;
use crate::decide::channel::{Engines, Survivors};
use crate::dictionary::engine::{PerEngine, hits, puts};
use crate::dictionary::{Choice, Head, Place, Tier};
use crate::evidence::Form;

/// An original that the intruder of a group may hide.
#[derive(Debug)]
pub(super) struct Contender<'a> {
    pub(super) index: usize,
    /// The number of its text among the originals of the article's groups.
    pub(super) number: usize,
    pub(super) text: &'a str,
    pub(super) tier: Tier,
    pub(super) place: Place,
    pub(super) form: &'a Form,
    pub(super) head: Head,
    /// What the dictionary says, for the engines at hand, as a logarithm.
    pub(super) channel: f32,
    /// What the rest of the article says of this original, as a logarithm.
    pub(super) discount: f32,
    /// How likely it is among its rivals.
    pub(super) posterior: f32,
    puts: PerEngine,
    pub(super) survives: bool,
}

impl<'a> Contender<'a> {
    pub(super) fn new(choice: &Choice, dictionary: usize, bench: &Bench<'a>) -> Option<Self> {
        let form = bench.memory.original(dictionary, choice.original, choice.tier)?;
        let dictionary = bench.memory.dictionaries.get(dictionary)?;
        let head = dictionary.head(choice.original);
        Some(Self {
            index: 0,
            number: 0,
            form,
            head,
            puts: puts(choice, head),
            text: dictionary.original(choice.original),
            tier: choice.tier,
            place: choice.place,
            channel: 0.0,
            discount: 0.0,
            posterior: 0.0,
            survives: false,
        })
    }

    /// How likely the intruder hides it as a rule, whatever the engine.
    pub(super) fn usual(&self) -> f32 {
        self.puts[0] + self.puts[1]
    }

    /// Notes whether the original still stands in the article.
    pub(super) fn meet(&mut self, survivors: &Survivors) {
        self.survives = survivors.has(self.form);
    }

    /// Hears what the engines and the rest of the article say. `own` is how surely this group claims the original,
    /// `claimed` what all groups claim of it together. Gives what each engine says.
    pub(super) fn hear(&mut self, engines: &Engines, own: f32, claimed: f32) -> PerEngine {
        // A user who gives a pair says that the original is hit.
        let hits = if self.tier == Tier::User { [1.0; 2] } else { hits(self.head, engines.thorough) };
        let channel = [hits[0] * self.puts[0], hits[1] * self.puts[1]];
        self.channel = (engines.shares[0] * channel[0] + engines.shares[1] * channel[1]).max(1e-9).ln();
        let stays = if self.survives { engines.leaves.ln() } else { 0.0 };
        self.discount = stays + (claimed - claim(own)).clamp(-4.0, 0.0);
        channel
    }
}

/// What a claim of that sureness takes from the others, as a logarithm.
pub(super) fn claim(sure: f32) -> f32 {
    (-sure.min(0.97)).ln_1p()
}
