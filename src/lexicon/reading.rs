//! One way to read a form: lemma, part of speech, gender, number, verb form.
//!
//! Law: a form with two parts of speech has two readings, so whoever asks for a noun never has to take a row apart.
//! Keeping the source's tag string was rejected: every caller would have parsed it again, each a little differently.

use super::bits::{Genders, Numbers, Persons, VerbForms, VerbTraits};
use super::fold::Folding;

/// The part of speech of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
#[repr(u8)]
pub enum Pos {
    /// Common noun; titles (*M.*, *docteur*) are nouns.
    Noun = 0,
    /// Adjective, past participles used as such included.
    Adjective = 1,
    /// Any form of a verb.
    Verb = 2,
    /// Adverb, interrogative ones (*comment*) included.
    Adverb = 3,
    /// Preposition; *au* and *du* are preposition and determiner.
    Preposition = 4,
    /// Article, possessive, demonstrative, indefinite or interrogative determiner.
    Determiner = 5,
    /// Pronoun of any kind.
    Pronoun = 6,
    /// *et*, *ou*, *car*.
    CoordinatingConjunction = 7,
    /// *que*, *lorsque*.
    SubordinatingConjunction = 8,
    /// Cardinal in letters, or Roman number.
    Numeral = 9,
    /// *bravo*, *hélas*.
    Interjection = 10,
    /// *Marie*.
    FirstName = 11,
    /// *Hugo*.
    Surname = 12,
    /// Any other name: place, people, firm, work.
    ProperNoun = 13,
    /// *anti*, *franco*: the head of a compound.
    Prefix = 14,
    /// *ne*, *pas*, *jamais*.
    Negation = 15,
    /// Signs, suffixes and the few misspellings the source lists.
    Other = 16,
}

impl Pos {
    const ALL: [Self; 17] = [
        Self::Noun,
        Self::Adjective,
        Self::Verb,
        Self::Adverb,
        Self::Preposition,
        Self::Determiner,
        Self::Pronoun,
        Self::CoordinatingConjunction,
        Self::SubordinatingConjunction,
        Self::Numeral,
        Self::Interjection,
        Self::FirstName,
        Self::Surname,
        Self::ProperNoun,
        Self::Prefix,
        Self::Negation,
        Self::Other,
    ];

    /// The number that stands for this part of speech in the compiled form.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The part of speech of a [`code`](Self::code).
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }

    /// True for first names, surnames and every other name.
    #[must_use]
    pub const fn is_name(self) -> bool {
        matches!(self, Self::FirstName | Self::Surname | Self::ProperNoun)
    }

    /// True for the coordinating and the subordinating conjunction.
    #[must_use]
    pub const fn is_conjunction(self) -> bool {
        matches!(self, Self::CoordinatingConjunction | Self::SubordinatingConjunction)
    }
}

/// One way to read a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Reading<'l> {
    /// Part of speech.
    pub pos: Pos,
    /// Genders; empty where the part of speech has none.
    pub genders: Genders,
    /// Numbers; empty where the part of speech has none.
    pub numbers: Numbers,
    /// Moods and tenses; empty unless a verb.
    pub form: VerbForms,
    /// Persons; empty unless a finite verb or a personal pronoun.
    pub persons: Persons,
    /// How the verb is built; empty unless a verb.
    pub traits: VerbTraits,
    pub(super) rule: LemmaRule<'l>,
}

/// From a form to its lemma: fold the case, drop `cut` bytes at the end, append `suffix`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct LemmaRule<'l> {
    pub(super) cut: u8,
    pub(super) suffix: &'l str,
    pub(super) folding: Folding,
}

impl Reading<'_> {
    /// A reading with this part of speech and nothing else, for [`Builder`](super::Builder).
    #[must_use]
    pub const fn new(pos: Pos) -> Self {
        Self {
            pos,
            genders: Genders::NONE,
            numbers: Numbers::NONE,
            form: VerbForms::NONE,
            persons: Persons::NONE,
            traits: VerbTraits::NONE,
            rule: LemmaRule { cut: 0, suffix: "", folding: Folding::AsIs },
        }
    }

    /// The lemma, given the `form` this reading was found for (as the caller wrote it).
    ///
    /// Handed another form, it returns some other string, or that form unchanged; it never panics.
    #[must_use]
    pub fn lemma(&self, form: &str) -> String {
        let mut lemma = self.rule.folding.apply(form);
        let kept = lemma.len().saturating_sub(usize::from(self.rule.cut));
        if lemma.is_char_boundary(kept) {
            lemma.truncate(kept);
            lemma.push_str(self.rule.suffix);
        }
        lemma
    }

    /// True when both say the same of their forms, whatever the lemmas.
    #[must_use]
    pub fn same_grammar(&self, other: &Reading<'_>) -> bool {
        let grammar = |r: &Reading<'_>| (r.pos, r.genders, r.numbers, r.form, r.persons, r.traits);
        grammar(self) == grammar(other)
    }

    /// True when genders and numbers of both readings can be the same: neither contradicts the other.
    #[must_use]
    pub const fn agrees(&self, other: &Reading<'_>) -> bool {
        let genders = self.genders.is_empty() || other.genders.is_empty() || self.genders.intersects(other.genders);
        let numbers = self.numbers.is_empty() || other.numbers.is_empty() || self.numbers.intersects(other.numbers);
        genders && numbers
    }
}
