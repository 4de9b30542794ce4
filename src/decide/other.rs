//! The original that the dictionary does not list.
//!
//! Law: it takes from the others where they fit badly, and speaks for nothing: neither for damage, nor for a repair.
//! Rejected: to leave it out, which makes the least bad of the listed originals sure wherever damage is.

use crate::contexts::Contexts;
use crate::evidence::neighbours::{Classes, Company, OfClass, fit_of_class};
use crate::evidence::{Form, Score};
use crate::finding::EvidenceKind;

/// How likely an intruder of each engine hides an original that is not listed, against one that is.
pub(super) const UNLISTED: [f32; 2] = [0.004, 0.08];
/// Nouns, as classes of words: masculine and feminine, singular and plural; they make this share of what is not listed.
const NOUNS: [u64; 4] = [1, 2, 4, 8];
const ANY_NOUN: f32 = 0.3;

/// What is not listed, as far as the listed originals let it guess.
#[derive(Debug)]
pub(super) struct Other {
    /// The classes it may be of, each with its share.
    classes: Vec<(OfClass, f32)>,
    /// The logarithm of the share of all text that one word of it makes, and of that which it makes with a capital: the mean of what
    /// the listed originals make.
    share: f32,
    share_of_capital: f32,
}

impl Other {
    /// Of the listed originals, given how likely the intruder hides each of them as a rule.
    pub(super) fn of(listed: &[&Form], usual: &[f32], contexts: &Contexts) -> Self {
        let total: f32 = usual.iter().sum();
        let shares: Vec<f32> = usual.iter().map(|usual| usual / total.max(1e-9)).collect();
        let mut by_class: Vec<(u64, f32)> = Vec::new();
        let nouns = NOUNS.map(|class| (class, ANY_NOUN / NOUNS.len() as f32));
        let listed_classes =
            listed.iter().zip(&shares).map(|(form, share)| (form.own.word().class, share * (1.0 - ANY_NOUN)));
        for (class, share) in listed_classes.chain(nouns) {
            match by_class.iter_mut().find(|(known, _)| *known == class) {
                Some((_, sum)) => *sum += share,
                None => by_class.push((class, share)),
            }
        }
        let classes = by_class.into_iter().map(|(class, share)| (OfClass::of_any(contexts, class), share)).collect();
        let mean = |of: fn(&Form) -> f32| {
            let parts = listed.iter().zip(&shares).map(|(form, share)| share * of(form).exp());
            parts.sum::<f32>().max(1e-12).ln()
        };
        let (share, share_of_capital) = (mean(|form| form.own.share()), mean(|form| form.own.share_of_capital()));
        Self { classes, share, share_of_capital }
    }

    /// How it fits a place, where a `capital` stands or does not; what is English beside it says as much for it as `phrase`.
    pub(super) fn score(&self, company: &Company, classes: &mut Classes, capital: bool, phrase: f32) -> Score {
        let by_class = |(own, share): &(OfClass, f32)| share * fit_of_class(own, company, classes).exp();
        let company: f32 = self.classes.iter().map(by_class).sum();
        let mut score = Score::default();
        score.add(EvidenceKind::Frequency, if capital { self.share_of_capital } else { self.share });
        score.add(EvidenceKind::Neighbours, company.max(1e-9).ln());
        score.add(EvidenceKind::Foreign, phrase);
        score
    }
}
