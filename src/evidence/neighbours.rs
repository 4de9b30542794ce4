//! Evidence from the words beside a place: which of the words that may have stood here keeps such company.
//!
//! Law: only counts speak; a word never seen with these neighbours is judged by its class, and by nothing where that is unknown too.
//!
//! Each count `c` of a word with its neighbours is held against the count `e` to be expected if they had nothing to do with
//! each other. The rate between the two starts from what the coarser level says (classes, then one word, then two) and moves
//! to `c / e` as evidence gathers: the mean of a gamma prior on a Poisson rate. Rejected: interpolated n-gram
//! probabilities, which punish a rare word for every neighbour it was not seen with.

use crate::contexts::{Contexts, Kind, Neighbour, Neighbourhood};

/// How strongly a coarser level holds, in occurrences. These numbers and the shares below are where 37,000 places of clean
/// news that was not counted, given the originals of a random intruder to choose from, came out likeliest.
const HOLD_CLASS: f32 = 2.0;
const HOLD_CLASSES: f32 = 5.0;
const HOLD_LEXICAL: f32 = 2.0;
const HOLD_WORD: f32 = 0.8;
const HOLD_WORDS: f32 = 1.2;
const HOLD_BOTH: f32 = 1.5;
/// How much of what each side says is believed, and of what both say together: they often say the same thing.
const SIDES: f32 = 0.8;
const TOGETHER: f32 = 0.6;
/// How much of what a second class says is carried over to the words.
const CARRIED: f32 = 0.75;
const CARRIED_BOTH: f32 = 0.4;
/// The count that a word gets which clean text was never seen to hold.
pub(crate) const UNSEEN: f32 = 0.2;

/// How a word fits a place, as natural logarithms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fit {
    /// Of the share of all text that the word makes.
    pub(crate) share: f32,
    /// Of how much likelier its neighbours make it.
    pub(crate) company: f32,
}

/// How `word` fits between its neighbours.
///
/// The word is taken to stand `floor` times at the least. With `capital`, its share is that of its uses with a capital inside a sentence: as a name, most of them.
pub(crate) fn fit(contexts: &Contexts, word: Neighbour, around: &Neighbourhood, capital: bool, floor: f32) -> Fit {
    let count = |kind: Kind| contexts.count(kind.at(word, around));
    let all = count(Kind::Any).max(1.0);
    let own = count(Kind::Word).max(floor);
    let class = count(Kind::Class).max(own);
    let expected = |beside: Kind, of: f32| count(beside) * of / all;

    let side = |kinds: &Side| {
        let pair = rate(count(kinds.class_class), expected(kinds.any_class, class), 1.0, HOLD_CLASS);
        let triple = rate(count(kinds.class_triple), expected(kinds.any_class_two, class), pair, HOLD_CLASSES);
        let lexical = rate(count(kinds.class_word), expected(kinds.any_class, own), pair, HOLD_LEXICAL);
        let lexical = lexical * (triple / pair).powf(CARRIED);
        let one = rate(count(kinds.word), expected(kinds.any, own), lexical, HOLD_WORD);
        rate(count(kinds.two), expected(kinds.any_two, own), one, HOLD_WORDS).ln()
    };
    let both = {
        let classes = rate(
            count(Kind::ClassLeftClassRight),
            count(Kind::ClassLeftClass) * count(Kind::ClassClassRight) / class,
            1.0,
            HOLD_CLASS,
        );
        let expected = count(Kind::LeftWord) * count(Kind::WordRight) / own;
        rate(count(Kind::LeftWordRight), expected, classes.powf(CARRIED_BOTH), HOLD_BOTH).ln()
    };
    let used = if capital { count(Kind::Capital).max(UNSEEN) } else { own };
    Fit { share: (used / all).ln(), company: SIDES * (side(&LEFT) + side(&RIGHT) + TOGETHER * both) }
}

/// The kinds that look to one side.
struct Side {
    class_class: Kind,
    any_class: Kind,
    class_triple: Kind,
    any_class_two: Kind,
    class_word: Kind,
    word: Kind,
    any: Kind,
    two: Kind,
    any_two: Kind,
}

const LEFT: Side = Side {
    class_class: Kind::ClassLeftClass,
    any_class: Kind::AnyClassLeft,
    class_triple: Kind::ClassLeftLeftClass,
    any_class_two: Kind::AnyClassLeftLeft,
    class_word: Kind::ClassLeftWord,
    word: Kind::LeftWord,
    any: Kind::AnyLeft,
    two: Kind::LeftLeftWord,
    any_two: Kind::AnyLeftLeft,
};

const RIGHT: Side = Side {
    class_class: Kind::ClassClassRight,
    any_class: Kind::AnyClassRight,
    class_triple: Kind::ClassClassRightRight,
    any_class_two: Kind::AnyClassRightRight,
    class_word: Kind::WordClassRight,
    word: Kind::WordRight,
    any: Kind::AnyRight,
    two: Kind::WordRightRight,
    any_two: Kind::AnyRightRight,
};

/// The rate at which `seen` exceeds `expected`, drawn towards `from` as by `hold` occurrences.
fn rate(seen: f32, expected: f32, from: f32, hold: f32) -> f32 {
    (hold + seen) / (hold / from.max(1e-4) + expected)
}
