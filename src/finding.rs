//! What was found at a place, how it may be mended, and why.
//!
//! Law: a finding says everything that was weighed; nothing about it has to be computed again to explain it.

use crate::dictionary::Tier;
use crate::span::Span;

/// A place where an intruder was judged to stand.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Finding {
    /// The bytes of the input that a repair replaces.
    pub span: Span,
    /// The text of the span.
    pub found: String,
    /// Ways to mend it, the likeliest first; never empty. What is less likely than one in ten thousand is left out, but for the
    /// second.
    pub repairs: Vec<Repair>,
    /// How sure it is that the first repair is right, from 0 to 1.
    pub confidence: f32,
    /// How sure it is that the text is damaged here, whatever stood there, from 0 to 1.
    pub damage: f32,
    /// True when the first repair is applied: the confidence reaches the threshold and what the place lacks in sureness of
    /// damage besides (half of it where French does not know the word), no surer finding overlaps, the document can take it,
    /// and the judgement of the article settles.
    pub applied: bool,
    /// The dictionary entry behind the first repair, as *original ← intruder*.
    pub entry: String,
    /// The French word behind the first repair, as the dictionary has it: in lower case.
    pub original: String,
    /// The word or words that stand in its place, as the dictionary has them: in lower case, one space between words.
    pub intruder: String,
    /// True when the French lexicon knows every word of the intruder; then a doubt of the damage counts in full.
    pub french: bool,
    /// The word before the intruder, as it stands in the text, where elision or contraction was weighed.
    pub before: Option<String>,
    /// Where that entry is known from.
    pub tier: Tier,
    /// What spoke for the first repair and against it, the weightiest first.
    pub evidence: Vec<Evidence>,
}

impl Finding {
    /// The edit that applies the first repair.
    #[must_use]
    pub fn edit(&self) -> Option<Edit<'_>> {
        self.repairs.first().map(|repair| Edit { span: self.span, text: &repair.text })
    }

    /// What a reader sees change: the text of the span and the first repair, without the words at their head that they share.
    #[must_use]
    pub fn change(&self) -> (&str, &str) {
        let (found, repair) = (self.found.as_str(), self.repairs.first().map_or("", |repair| &repair.text));
        let same = found.char_indices().zip(repair.chars()).take_while(|((_, a), b)| a == b);
        let ends =
            same.filter(|((_, c), _)| matches!(c, ' ' | '\u{a0}' | '\'' | '’')).map(|((at, c), _)| at + c.len_utf8());
        let shared = ends.last().unwrap_or_default();
        (found.get(shared..).unwrap_or(found), repair.get(shared..).unwrap_or(repair))
    }
}

/// One way to mend a finding.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Repair {
    /// What the span should read.
    pub text: String,
    /// The original behind it, as the dictionary has it.
    pub original: String,
    /// How likely its original stood here, from 0 to 1; with the chance that nothing is damaged, those of all repairs sum
    /// to at most 1.
    pub probability: f32,
}

/// One span replaced by one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Edit<'f> {
    /// The bytes of the input to replace.
    pub span: Span,
    /// What to put in their place.
    pub text: &'f str,
}

/// One edit of a document, as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Rewrite {
    /// The bytes of the document to replace.
    pub span: Span,
    /// What stands in their place, spelled and encoded as the document is.
    pub bytes: Vec<u8>,
}

/// One reason for or against a repair.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Evidence {
    /// What kind of reason.
    pub kind: EvidenceKind,
    /// How much it speaks for the repair rather than for leaving the text alone, in natural logarithms of odds; negative against it.
    pub weight: f32,
    /// How much it speaks for the repair rather than for the next likely one; 0 when there is no other.
    pub over_next: f32,
}

/// The kinds of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum EvidenceKind {
    /// How common the words are in French.
    Frequency,
    /// The words beside the place.
    Neighbours,
    /// Elision and contraction: *le entrance*, *l'view*.
    Elision,
    /// Gender and number.
    Agreement,
    /// How an engine is known to treat the pair.
    Dictionary,
    /// Quotations, foreign runs, names and titles.
    Foreign,
    /// How common the words are in English, where English stood before the engine came.
    English,
    /// The original stands untouched in the article, or another intruder hides it.
    Consistency,
    /// How damaged the article is as a whole.
    Article,
}

impl EvidenceKind {
    /// Every kind, in the order they are weighed.
    pub const ALL: [Self; 9] = [
        Self::Frequency,
        Self::Neighbours,
        Self::Elision,
        Self::Agreement,
        Self::Dictionary,
        Self::Foreign,
        Self::English,
        Self::Consistency,
        Self::Article,
    ];

    /// A short name, as reports print it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Frequency => "frequency",
            Self::Neighbours => "neighbours",
            Self::Elision => "elision",
            Self::Agreement => "agreement",
            Self::Dictionary => "dictionary",
            Self::Foreign => "foreign",
            Self::English => "english",
            Self::Consistency => "consistency",
            Self::Article => "article",
        }
    }
}
