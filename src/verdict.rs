//! What an article is as a whole.
//!
//! Law: the verdict is that of the article as it was given. Findings may come from later rounds of judgement too, once
//! their neighbours are repaired; neither is computed from the other.

/// Whether an article was spun, and the counts behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Verdict {
    /// True when the article was run through a spinner rather than struck by a stray word.
    pub spun: bool,
    /// How likely a spinner was at work, from 0 to 1. With fewer than three damaged places the article is not called spun,
    /// however likely that is.
    pub probability: f32,
    /// How the engine worked, as far as the article shows.
    pub profile: Profile,
    /// Words in the article, numbers apart. Not counted, and 0, where the scan found nothing to look at.
    pub words: usize,
    /// Places where an intruder of the dictionary stands.
    pub candidates: usize,
    /// Places judged damaged.
    pub damaged: usize,
}

impl Verdict {
    /// The verdict on two parts of one text, each judged on its own: spun where either is.
    pub(crate) fn and(self, other: Self) -> Self {
        let likelier = if other.probability > self.probability { &other } else { &self };
        Self {
            spun: self.spun || other.spun,
            probability: likelier.probability,
            profile: likelier.profile,
            words: self.words + other.words,
            candidates: self.candidates + other.candidates,
            damaged: self.damaged + other.damaged,
        }
    }
}

/// How an engine works through an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Profile {
    /// The article does not tell.
    #[default]
    Unknown,
    /// Every occurrence of a word is replaced, always by the same intruder.
    Exhaustive,
    /// Each occurrence is drawn on its own and may stay.
    Loose,
}
