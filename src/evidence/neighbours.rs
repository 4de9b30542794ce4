//! Evidence from the words beside a place: which of the words that may have stood here keeps such company.
//!
//! Law: only counts speak; a word never seen with these neighbours is judged by its class, and by nothing where that is unknown too.
//!
//! Each count `c` of a word with its neighbours is held against the count `e` to be expected if they had nothing to do with
//! each other. The rate between the two starts from what the coarser level says (classes, then one word, then two) and moves
//! to `c / e` as evidence gathers: the mean of a gamma prior on a Poisson rate. Rejected: interpolated n-gram
//! probabilities, which punish a rare word for every neighbour it was not seen with.

use std::sync::Arc;

use crate::contexts::{Beside, Contexts, Neighbour, Neighbourhood, Owner, Row};
use crate::evidence::surroundings::Weights;
use crate::vectors::Vectors;

/// How strongly a coarser level holds, in occurrences. These numbers and the shares below were chosen where 37,000 places of clean
/// news that was not counted, given the originals of a random intruder to choose from, came out likeliest; and, where that was
/// flat, where most was put right and least spoiled in 1,400 articles damaged by simulation (“Counts” in DESIGN.md).
const HOLD_CLASS: f32 = 2.0;
const HOLD_CLASSES: f32 = 5.0;
const HOLD_LEXICAL: f32 = 1.0;
const HOLD_WORD: f32 = 0.6;
const HOLD_WORDS: f32 = 1.2;
const HOLD_BOTH: f32 = 1.5;
/// How much of what each side says is believed, for they often say the same thing; of what both say together, see [`together`].
const SIDES: f32 = 0.75;
/// How much of what the counts say is believed, beside the surroundings (`surroundings.rs`).
const COUNTED: f32 = 0.85;
/// The count that a word gets which clean text was never seen to hold.
pub(crate) const UNSEEN: f32 = 0.2;

/// A word's own counts: they are the same at every place.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    word: Neighbour,
    count: f32,
    /// What it makes of all that was counted.
    part: f32,
    /// The logarithm of the share of all text that it makes, and of that which it makes with a capital inside a sentence.
    share: f32,
    share_of_capital: f32,
    class: OfClass,
    /// The counts of the word with its neighbours.
    row: Row,
}

/// The counts of a class, taken to stand as often as a word of it at the least.
#[derive(Clone, Debug)]
pub(crate) struct OfClass {
    class: u64,
    count: f32,
    /// What it makes of all that was counted.
    part: f32,
    row: Arc<Row>,
}

impl OfClass {
    fn new(contexts: &Contexts, class: u64, word: f32) -> Self {
        let row = contexts.class(class);
        let count = row.all().max(word);
        Self { class, count, part: count / contexts.all(), row }
    }

    /// The counts of a class, for a word of it of which nothing else is known.
    pub(crate) fn of_any(contexts: &Contexts, class: u64) -> Self {
        Self::new(contexts, class, UNSEEN)
    }
}

impl Own {
    /// The counts of a word, taken to stand `floor` times at the least.
    pub(crate) fn new(contexts: &Contexts, word: Neighbour, floor: f32) -> Self {
        let row = contexts.row(Owner::Word(word.word));
        let count = row.all().max(floor);
        let capital = row.capital().max(floor.min(UNSEEN));
        Self {
            word,
            count,
            part: count / contexts.all(),
            share: contexts.share_of(count).ln(),
            share_of_capital: contexts.share_of(capital).ln(),
            class: OfClass::new(contexts, word.class, count),
            row,
        }
    }

    /// The logarithm of the share of all text that it makes.
    pub(crate) fn share(&self) -> f32 {
        self.share
    }

    /// The logarithm of the share of all text that it makes with a capital inside a sentence.
    pub(crate) fn share_of_capital(&self) -> f32 {
        self.share_of_capital
    }

    /// True when no neighbour of the word was counted.
    pub(crate) fn is_alone(&self) -> bool {
        self.row.is_empty()
    }

    /// The word.
    pub(crate) fn word(&self) -> Neighbour {
        self.word
    }
}

/// A word beside a place, and what is the same of it at every place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Companion {
    pub(crate) word: Neighbour,
    left: Adjacent,
    right: Adjacent,
    /// What it adds to the surroundings of a place.
    pub(crate) weights: Option<Weights>,
}

/// A word on one side of a place: how often anything counted has it there, and its class; and the keys of both.
#[derive(Clone, Copy, Debug)]
struct Adjacent {
    word: f32,
    class: f32,
    key: u32,
    class_key: u32,
}

impl Companion {
    pub(crate) fn new(contexts: &Contexts, vectors: &Vectors, word: Neighbour) -> Self {
        let anything = contexts.anything();
        let adjacent = |one: Beside, class: Beside| {
            let (key, class_key) = (one.key([word.word]), class.key([word.class]));
            Adjacent { word: anything.count(key), class: anything.count(class_key), key, class_key }
        };
        Self {
            word,
            left: adjacent(Beside::Left, Beside::ClassLeft),
            right: adjacent(Beside::Right, Beside::ClassRight),
            weights: vectors.near(word.word).map(Weights::from),
        }
    }
}

/// The counts of the neighbours of a place: they are the same for every word that may have stood there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Company {
    /// What a word that was never seen makes of all that was counted.
    unseen: f32,
    left: Flank,
    right: Flank,
    /// The keys of the neighbours between which the place lies, and of their classes.
    both_key: u32,
    both_classes_key: u32,
}

/// The neighbours on one side: how often anything counted stands beside the two, and their classes; and the keys of both.
#[derive(Clone, Copy, Debug)]
struct Flank {
    nearest: Adjacent,
    words: f32,
    classes: f32,
    words_key: u32,
    classes_key: u32,
}

impl Company {
    pub(crate) fn new(contexts: &Contexts, beside: &[[&Companion; 2]; 2]) -> Self {
        let anything = contexts.anything();
        let flank = |nearest: Adjacent, words_key: u32, classes_key: u32| {
            let (words, classes) = (anything.count(words_key), anything.count(classes_key));
            Flank { nearest, words, classes, words_key, classes_key }
        };
        let [[left, _], [right, _]] = beside;
        let Neighbourhood { left: [l, ll], right: [r, rr] } = neighbourhood(beside);
        let [left_words, left_classes] =
            [Beside::LeftLeft.key([ll.word, l.word]), Beside::ClassLeftLeft.key([ll.class, l.class])];
        let [right_words, right_classes] =
            [Beside::RightRight.key([r.word, rr.word]), Beside::ClassRightRight.key([r.class, rr.class])];
        Self {
            unseen: UNSEEN / contexts.all(),
            left: flank(left.left, left_words, left_classes),
            right: flank(right.right, right_words, right_classes),
            both_key: Beside::LeftRight.key([l.word, r.word]),
            both_classes_key: Beside::ClassLeftRight.key([l.class, r.class]),
        }
    }
}

/// The words themselves of those beside a place.
pub(crate) fn neighbourhood(beside: &[[&Companion; 2]; 2]) -> Neighbourhood {
    let [left, right] = beside.map(|side| side.map(|one| one.word));
    Neighbourhood { left, right }
}

/// How a word fits a place, as natural logarithms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fit {
    /// Of the share of all text that the word makes.
    pub(crate) share: f32,
    /// Of how much likelier its neighbours make it.
    pub(crate) company: f32,
}

/// What a place says of classes of words, each asked for once: words that may have stood there often share theirs.
#[derive(Debug, Default)]
pub(crate) struct Classes(Vec<ByClass>);

/// What a class and its count say of a word at a place, whatever the word.
#[derive(Clone, Copy, Debug)]
struct ByClass {
    class: u64,
    count: f32,
    left: ClassBeside,
    right: ClassBeside,
    /// The rate from which that of a word between both its neighbours starts, and what is believed of it where the word was never
    /// seen between them.
    both: f32,
    together: f32,
}

/// How a class stands beside its neighbours' classes on one side.
#[derive(Clone, Copy, Debug)]
struct ClassBeside {
    /// How often it does.
    seen: f32,
    /// How much oftener than by chance.
    rate: f32,
    /// What the second class on that side makes of the rate of a word.
    carried: f32,
}

impl Classes {
    /// Makes room for another place.
    pub(crate) fn forget(&mut self) {
        self.0.clear();
    }

    fn of(&mut self, own: &OfClass, company: &Company) -> ByClass {
        let known = self.0.iter().find(|known| known.class == own.class && known.count == own.count);
        if let Some(known) = known {
            return *known;
        }
        let row = &own.row;
        let expected = |beside: f32| beside * own.part;
        let side = |flank: &Flank| {
            let seen = row.count(flank.nearest.class_key);
            let rate_of_one = rate(seen, expected(flank.nearest.class), 1.0, HOLD_CLASS);
            let seen_with_two = count_if(row, flank.classes.min(seen), flank.classes_key);
            let rate_of_two = rate(seen_with_two, expected(flank.classes), rate_of_one, HOLD_CLASSES);
            ClassBeside { seen, rate: rate_of_one, carried: carried(rate_of_two / rate_of_one) }
        };
        let (left, right) = (side(&company.left), side(&company.right));
        let both = count_if(row, left.seen.min(right.seen), company.both_classes_key);
        let both = carried_of_both(rate(both, left.seen * right.seen / own.count, 1.0, HOLD_CLASS));
        let known = ByClass { class: own.class, count: own.count, left, right, both, together: together(both) };
        self.0.push(known);
        known
    }
}

/// What a second class on one side carries over to the words: the rate to the power of 0.75. Square roots are quicker than powers.
fn carried(rate: f32) -> f32 {
    let root = rate.sqrt();
    root * root.sqrt()
}

/// What the classes on both sides carry over together: the rate to the power of 0.3125.
fn carried_of_both(rate: f32) -> f32 {
    let fourth = rate.sqrt().sqrt();
    fourth * fourth.sqrt().sqrt()
}

/// How much of what both sides say together is believed: the rate to the power of 0.6875.
fn together(rate: f32) -> f32 {
    let root = rate.sqrt();
    let fourth = root.sqrt();
    root * fourth.sqrt() * fourth.sqrt().sqrt()
}

/// What was not seen with one neighbour was not seen with two, nor was the word where its class was not.
fn count_if(row: &Row, seen: f32, key: u32) -> f32 {
    if seen > 0.0 { row.count(key) } else { 0.0 }
}

/// How a word fits among its neighbours.
///
/// With `capital`, its share is that of its uses with a capital inside a sentence: as a name, most of them.
pub(crate) fn fit(own: &Own, company: &Company, classes: &mut Classes, capital: bool) -> Fit {
    let known = classes.of(&own.class, company);
    let (left, word_left) = side(own, &known.left, &company.left);
    let (right, word_right) = side(own, &known.right, &company.right);
    let both = if word_left.min(word_right) > 0.0 {
        let seen = own.row.count(company.both_key);
        together(rate(seen, word_left * word_right / own.count, known.both, HOLD_BOTH))
    } else {
        known.together
    };
    let share = if capital { own.share_of_capital } else { own.share };
    Fit { share, company: COUNTED * SIDES * (left * right * both).ln() }
}

/// How much likelier its neighbours make a word of that class of which nothing else is known, as a logarithm.
pub(crate) fn fit_of_class(own: &OfClass, company: &Company, classes: &mut Classes) -> f32 {
    let known = classes.of(own, company);
    let expected = |beside: f32| beside * company.unseen;
    let side = |class: &ClassBeside, flank: &Flank| {
        let lexical = rate(0.0, expected(flank.nearest.class), class.rate, HOLD_LEXICAL) * class.carried;
        let one = rate(0.0, expected(flank.nearest.word), lexical, HOLD_WORD);
        rate(0.0, expected(flank.words), one, HOLD_WORDS)
    };
    let sides = side(&known.left, &company.left) * side(&known.right, &company.right);
    COUNTED * SIDES * (sides * known.together).ln()
}

/// How much likelier the neighbours on one side make a word, and how often it was seen with the nearer.
#[inline]
fn side(own: &Own, class: &ClassBeside, flank: &Flank) -> (f32, f32) {
    let expected = |beside: f32| beside * own.part;
    let by_class = count_if(&own.row, class.seen, flank.nearest.class_key);
    let lexical = rate(by_class, expected(flank.nearest.class), class.rate, HOLD_LEXICAL) * class.carried;
    let words = count_if(&own.row, by_class, flank.nearest.key);
    let one = rate(words, expected(flank.nearest.word), lexical, HOLD_WORD);
    let two = count_if(&own.row, words, flank.words_key);
    (rate(two, expected(flank.words), one, HOLD_WORDS), words)
}

/// The rate at which `seen` exceeds `expected`, drawn towards `from` as by `hold` occurrences.
fn rate(seen: f32, expected: f32, from: f32, hold: f32) -> f32 {
    // The prior is `hold` occurrences where `hold / from` are expected; multiplied out, so that there is one division.
    let from = from.max(1e-4);
    (hold + seen) * from / (hold + expected * from)
}
