//! An original that contends for the places of an intruder, and what is known of it before any place is looked at.

use crate::article::Article;
use crate::decide::Bench;
use crate::decide::channel::{Engines, PerEngine, Survivors, hits, puts};
use crate::dictionary::{Choice, Dictionary, Head, Place, Tier};
use crate::evidence::Form;
use crate::evidence::neighbours::UNSEEN;

/// An original that the intruder of a group may hide.
#[derive(Debug)]
pub(super) struct Contender {
    pub(super) index: usize,
    /// The number of its text among the originals of the article's groups.
    pub(super) number: usize,
    pub(super) text: String,
    pub(super) tier: Tier,
    pub(super) place: Place,
    pub(super) form: Form,
    pub(super) head: Head,
    /// What the dictionary says, for the engines at hand, as a logarithm.
    pub(super) channel: f32,
    /// What the rest of the article says of this original, as a logarithm.
    pub(super) discount: f32,
    /// How likely it is among its rivals.
    pub(super) posterior: f32,
    puts: PerEngine,
    survives: bool,
}

impl Contender {
    pub(super) fn new(
        index: usize,
        choice: &Choice,
        dictionary: &Dictionary,
        article: &Article<'_, '_>,
        bench: &Bench<'_>,
    ) -> Self {
        let text = dictionary.original(choice.original).to_string();
        let head = dictionary.head(choice.original);
        Self {
            index,
            number: 0,
            form: Form::new(&text, floor(choice.tier, &text, article, bench), article.lexicon, bench.contexts),
            head,
            puts: puts(choice, head),
            text,
            tier: choice.tier,
            place: choice.place,
            channel: 0.0,
            discount: 0.0,
            posterior: 0.0,
            survives: false,
        }
    }

    /// How likely the intruder hides it as a rule, whatever the engine.
    pub(super) fn usual(&self) -> f32 {
        self.puts[0] + self.puts[1]
    }

    /// Notes whether the original still stands in the article.
    pub(super) fn meet(&mut self, survivors: &Survivors) {
        self.survives = survivors.has(&self.text);
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

/// The count that a word of a user's dictionary has at the least. Those of the bundled one were all counted.
pub(super) fn floor(tier: Tier, word: &str, article: &Article<'_, '_>, bench: &Bench<'_>) -> f32 {
    match article.lexicon.find(word) {
        Some(known) if tier == Tier::User && bench.contexts.word_count(word) == 0.0 => {
            // By Zipf's law, from its rank in the lexicon: the most frequent of 11 million words makes some 6 % of them.
            11e6 * 0.06 / (16.0 - f32::from(known.frequency())).exp2()
        }
        _ => UNSEEN,
    }
}
