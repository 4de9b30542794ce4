//! What is to be said of a finding, before any language says it.
//!
//! Law: a fact follows from one piece of evidence and what the finding notes; the text is not looked at again.

use super::{MAIN, NOTHING};
use crate::dictionary::Tier;
use crate::finding::{Evidence, EvidenceKind, Finding};
use crate::verdict::Verdict;

/// What a word starts with that cannot follow the one before.
#[derive(Clone, Copy)]
pub(super) enum Sound {
    Vowel,
    Consonant,
    MuteH,
    AspiratedH,
}

impl Sound {
    /// What `word` starts with, known to clash with `before`: whatever ends in a vowel itself clashes with one.
    fn of(word: &str, before: &str) -> Self {
        let open = before.to_lowercase().ends_with(['a', 'e', 'u']);
        match (word.starts_with(['h', 'H']), open) {
            (false, true) => Self::Vowel,
            (false, false) => Self::Consonant,
            (true, true) => Self::MuteH,
            (true, false) => Self::AspiratedH,
        }
    }
}

/// How much more common a word is.
#[derive(Clone, Copy)]
pub(super) enum Degree {
    Some,
    Far,
}

/// From this weight on, a word is called far more common: ten times.
const FAR: f32 = 2.3;

/// What is to be said of an intruder and its original.
pub(super) enum Fact<'f> {
    /// The intruder starts with a sound that the word before it cannot precede.
    Clash(&'f str, Sound),
    /// The intruder cannot follow the word before it.
    Jars,
    /// The original cannot follow the word before it.
    OriginalClashes(Option<&'f str>),
    /// No French word.
    Unknown,
    /// French, but less common than the original; far less, or just so.
    Rarer(Degree),
    /// More common than the original.
    Commoner(Degree),
    /// No French word, but one that the article or its trade may use.
    Written,
    /// The neighbours go with the original.
    CalledFor,
    /// The neighbours are seldom those of the original.
    SeldomBeside,
    /// The intruder does not agree with the words around it.
    Disagrees,
    /// The original does not agree with the words around it.
    OriginalDisagrees,
    /// How often a spinner makes the intruder of the original, as people write it.
    HowOften(f32),
    /// The user says that a spinner makes the intruder of the original.
    Yours,
    /// Nothing around the place is English.
    FrenchAround,
    /// English that may be meant.
    Meant,
    /// English that the spinner hit: the original is likelier there.
    EnglishOriginal,
    /// The original stands nowhere else in the article.
    NowhereElse,
    /// The original stands elsewhere in the article, or hidden.
    Elsewhere,
    /// The article is damaged in so many other places.
    Damaged(usize),
    /// The article looks sound.
    Sound,
    /// Intruder and original are even.
    Even,
    /// Another original is nearly as likely.
    Rival(&'f str),
    /// Several others may have stood there.
    Rivals,
    /// No sign is strong on its own.
    Weak,
}

impl<'f> Fact<'f> {
    /// What a piece of evidence says.
    pub(super) fn of(finding: &'f Finding, evidence: &Evidence, verdict: &Verdict) -> Self {
        let speaks_for = evidence.weight > 0.0;
        let degree = if evidence.weight.abs() >= FAR { Degree::Far } else { Degree::Some };
        let even = evidence.weight.abs() < NOTHING;
        match evidence.kind {
            EvidenceKind::Dictionary if even && finding.tier == Tier::User => Self::Yours,
            EvidenceKind::Dictionary => Self::HowOften(evidence.weight.exp()),
            EvidenceKind::Consistency if even || speaks_for => Self::NowhereElse,
            EvidenceKind::Consistency => Self::Elsewhere,
            EvidenceKind::Article if speaks_for => Self::Damaged(verdict.damaged.saturating_sub(1)),
            EvidenceKind::Article => Self::Sound,
            EvidenceKind::Foreign if even || speaks_for => Self::FrenchAround,
            EvidenceKind::Foreign => Self::Meant,
            _ if even => Self::Even,
            EvidenceKind::English => Self::EnglishOriginal,
            EvidenceKind::Elision if speaks_for => match finding.before.as_deref() {
                Some(before) => Self::Clash(before, Sound::of(&finding.intruder, before)),
                None => Self::Jars,
            },
            EvidenceKind::Elision => Self::OriginalClashes(finding.before.as_deref()),
            EvidenceKind::Frequency if speaks_for && !finding.french => Self::Unknown,
            EvidenceKind::Frequency if speaks_for => Self::Rarer(degree),
            EvidenceKind::Frequency if finding.french => Self::Commoner(degree),
            EvidenceKind::Frequency => Self::Written,
            EvidenceKind::Neighbours if speaks_for => Self::CalledFor,
            EvidenceKind::Neighbours => Self::SeldomBeside,
            EvidenceKind::Agreement if speaks_for => Self::Disagrees,
            EvidenceKind::Agreement => Self::OriginalDisagrees,
        }
    }

    /// What made a place doubtful: another original, where these take more of the sureness than the genuine word does; or
    /// else the weightiest evidence against.
    pub(super) fn of_doubt(finding: &'f Finding, verdict: &Verdict) -> Option<Self> {
        if finding.applied {
            return None;
        }
        let next = finding.repairs.get(1);
        if finding.damage - finding.confidence > 1.0 - finding.damage {
            let near = next.filter(|next| next.probability > 0.5 * finding.confidence);
            return Some(near.map_or(Self::Rivals, |next| Self::Rival(&next.original)));
        }
        let against = |evidence: &&Evidence| evidence.weight <= -MAIN && evidence.kind != EvidenceKind::Dictionary;
        finding.evidence.iter().find(against).map(|evidence| Self::of(finding, evidence, verdict))
    }
}
