//! Learns what the words around a place call for: texts to vectors.
//!
//! Each word of the candidate vocabulary gets a vector, and so does each of the commonest words as one that stands near, and each
//! place near a word a weight for each number. All start at random and are moved, place by place, so that the word that stood
//! there is called for more than words drawn by chance (negative sampling after Mikolov and others, 2013, whose scores come to
//! how much likelier the surroundings make a word), and more than its rivals, the words that an engine's intruder might hide in
//! its stead: between those the judges choose. Now and then a word near by is passed over, or one of its rivals put in its place,
//! for in damaged articles the words around are damaged too.
//!
//! Law: the table is a function of the texts, the dictionary and the numbers below.
//! Rejected: classes of words beside the words near by, which changed nothing that was measured; 30,000 words for 20,000, which
//! gave little for half as many bytes more.

mod corpus;
mod model;

use std::io::Write;

use limpide::Error;
use limpide::vectors::REACH;

use crate::dictionary;
use crate::learner::corpus::{Corpus, Places};
use crate::learner::model::{Chance, Model, Near};
use crate::texts::Texts;

/// How often the texts are gone through.
const ROUNDS: usize = 12;
/// How far a number is moved at first; by the last round, a twentieth of that.
const STEP: f32 = 0.17;
const LAST: f32 = 0.05;
/// The share of debates that is learnt from: what is near in genre tells more.
const DEBATES: f32 = 0.33;
/// How often a word near by is passed over, and how often a rival takes its place.
const PASSED_OVER: f32 = 0.25;
const DAMAGED: f32 = 0.05;

/// Learns from the texts in the files and prints the table. See [`Texts::read`] for the files.
pub(crate) fn run(files: &[String]) -> Result<(), Error> {
    let corpus = Corpus::new(&Texts::read(files)?, &dictionary::source()?);
    let mut chance = Chance::default();
    let mut model = Model::new(&corpus, &mut chance);
    let mut near = Vec::with_capacity(2 * REACH);
    for round in 0..ROUNDS {
        let step = STEP * (1.0 - (1.0 - LAST) * round as f32 / (ROUNDS - 1) as f32);
        for (places, share) in [(&corpus.news, 1.0), (&corpus.debates, DEBATES)] {
            for at in 0..places.len() {
                let Some(word) = corpus.word_at(places, at).filter(|_| share == 1.0 || chance.share() < share) else {
                    continue;
                };
                surroundings(&corpus, places, at, &mut chance, &mut near);
                model.learn(&corpus, word, &near, step, &mut chance);
            }
        }
        eprintln!("round {} of {ROUNDS} done", round + 1);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for row in model.rows(&corpus) {
        writeln!(out, "{row}")?;
    }
    Ok(out.flush()?)
}

/// The words near a place, up to the end of its paragraph on each side, that too.
fn surroundings(corpus: &Corpus, places: &Places, at: usize, chance: &mut Chance, near: &mut Vec<Near>) {
    near.clear();
    let left = (1..=REACH).map(|back| (REACH - back, at.checked_sub(back)));
    let right = (1..=REACH).map(|ahead| (REACH + ahead - 1, Some(at + ahead)));
    for side in [left.collect::<Vec<_>>(), right.collect()] {
        for (slot, at) in side {
            let Some(found) = at.and_then(|at| places.get(at).copied()) else { break };
            let passed_over = chance.share() < PASSED_OVER;
            let seen = if chance.share() < DAMAGED { corpus.rival(found, chance) } else { found };
            near.extend(corpus.near(seen).filter(|_| !passed_over).map(|word| Near { slot, word }));
            if found.is_end() {
                break;
            }
        }
    }
}
