//! The small sets a reading is made of: genders, numbers, verb forms, persons, verb traits.
//!
//! Law: an empty set says the question does not arise (an adverb has no gender), a full one that the form answers to
//! everything (*épicène*, *invariable*). Agreement is therefore one test: do the two sets share a member?
//! An `Option<Gender>` per reading was rejected because *épicène* and *no gender* would both have been `None`.

/// Declares a set of named members, kept as the bits of one integer.
macro_rules! bit_set {
    ($(#[$doc:meta])* $name:ident: $bits:ty { $($(#[$member_doc:meta])* $member:ident = $value:expr,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name($bits);

        impl $name {
            /// No member at all: the question does not arise.
            pub const NONE: Self = Self(0);
            $($(#[$member_doc])* pub const $member: Self = Self($value);)+

            /// The set whose members are the bits set in `bits`; unknown bits are dropped.
            #[must_use]
            pub const fn from_bits(bits: $bits) -> Self {
                Self(bits & (0 $(| $value)+))
            }

            /// The members as bits, in the order of the constants.
            #[must_use]
            pub const fn bits(self) -> $bits {
                self.0
            }

            /// True when the set has no member.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// True when every member of `other` is in the set.
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            /// True when both sets share a member.
            #[must_use]
            pub const fn intersects(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            /// The members of either set.
            #[must_use]
            pub const fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// The members both sets have.
            #[must_use]
            pub const fn intersection(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }
        }

        impl core::ops::BitOr for $name {
            type Output = Self;
            fn bitor(self, other: Self) -> Self {
                self.union(other)
            }
        }

        impl core::ops::BitOrAssign for $name {
            fn bitor_assign(&mut self, other: Self) {
                *self = self.union(other);
            }
        }
    };
}

bit_set! {
    /// The genders a form can have.
    Genders: u8 {
        /// *le*, *beau*.
        MASCULINE = 1,
        /// *la*, *belle*.
        FEMININE = 1 << 1,
        /// *Épicène*: one form for both genders (*durable*, *les*).
        BOTH = 0b11,
    }
}

bit_set! {
    /// The numbers a form can have. Finite verbs have them too, from their persons.
    Numbers: u8 {
        /// *le*, *cheval*, *chante*.
        SINGULAR = 1,
        /// *les*, *chevaux*, *chantent*.
        PLURAL = 1 << 1,
        /// *Invariable*: one form for both numbers (*prix*, *heureux*).
        BOTH = 0b11,
    }
}

bit_set! {
    /// The moods and tenses of a verb form; one form can be several (*finit*: present and past).
    VerbForms: u16 {
        /// *chanter*.
        INFINITIVE = 1,
        /// *chantant*.
        PRESENT_PARTICIPLE = 1 << 1,
        /// *chanté*, *chantées*; the reading carries gender and number.
        PAST_PARTICIPLE = 1 << 2,
        /// *il chante*.
        INDICATIVE_PRESENT = 1 << 3,
        /// *il chantait*.
        INDICATIVE_IMPERFECT = 1 << 4,
        /// *il chanta*, the *passé simple*.
        INDICATIVE_PAST = 1 << 5,
        /// *il chantera*.
        INDICATIVE_FUTURE = 1 << 6,
        /// *qu'il finisse*.
        SUBJUNCTIVE_PRESENT = 1 << 7,
        /// *qu'il chantât*.
        SUBJUNCTIVE_IMPERFECT = 1 << 8,
        /// *il chanterait*.
        CONDITIONAL = 1 << 9,
        /// *chantons !*
        IMPERATIVE = 1 << 10,
        /// Every form that has persons, so that it can be the verb of a clause.
        FINITE = 0b111_1111_1000,
    }
}

bit_set! {
    /// The grammatical persons of a verb form or personal pronoun.
    Persons: u8 {
        /// *je*.
        FIRST_SINGULAR = 1,
        /// *tu*.
        SECOND_SINGULAR = 1 << 1,
        /// *il*, *elle*, *on*.
        THIRD_SINGULAR = 1 << 2,
        /// *nous*.
        FIRST_PLURAL = 1 << 3,
        /// *vous*.
        SECOND_PLURAL = 1 << 4,
        /// *ils*, *elles*.
        THIRD_PLURAL = 1 << 5,
        /// The three persons of the singular.
        SINGULAR = 0b00_0111,
        /// The three persons of the plural.
        PLURAL = 0b11_1000,
    }
}

impl Persons {
    /// The numbers these persons have.
    #[must_use]
    pub const fn numbers(self) -> Numbers {
        let singular = if self.intersects(Self::SINGULAR) { Numbers::SINGULAR } else { Numbers::NONE };
        let plural = if self.intersects(Self::PLURAL) { Numbers::PLURAL } else { Numbers::NONE };
        singular.union(plural)
    }
}

bit_set! {
    /// How a verb is built, in all its forms.
    VerbTraits: u8 {
        /// *être* and *avoir*.
        AUXILIARY = 1,
        /// Stands without object: *il arrive*.
        INTRANSITIVE = 1 << 1,
        /// Takes a direct object: *il voit la mer*.
        TRANSITIVE = 1 << 2,
        /// Takes an object behind a preposition: *il parle de la mer*.
        INDIRECT = 1 << 3,
        /// Can take *se*: *il se lave*.
        PRONOMINAL = 1 << 4,
        /// Has *il* for empty subject: *il pleut*.
        IMPERSONAL = 1 << 5,
        /// Builds its compound tenses with *être*.
        WITH_ETRE = 1 << 6,
        /// Builds its compound tenses with *avoir*.
        WITH_AVOIR = 1 << 7,
    }
}
