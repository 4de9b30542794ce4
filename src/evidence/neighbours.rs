//! Evidence from the words beside a place: which of the words that may have stood here keeps such company.
//!
//! Law: only counts speak; a word never seen with these neighbours is judged by its class, and by nothing where that is unknown too.
//!
//! Each count `c` of a word with its neighbours is held against the count `e` to be expected if they had nothing to do with
//! each other. The rate between the two starts from what the coarser level says (classes, then one word, then two) and moves
//! to `c / e` as evidence gathers: the mean of a gamma prior on a Poisson rate. Rejected: interpolated n-gram
//! probabilities, which punish a rare word for every neighbour it was not seen with.

use crate::contexts::{Contexts, Kind, Neighbour, Neighbourhood, follow};

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
/// The same for the words near the place, which are believed less.
const HOLD_NEAR: f32 = 4.0;
const TOPIC: f32 = 0.5;
/// The count that a word gets which clean text was never seen to hold.
pub(crate) const UNSEEN: f32 = 0.2;

/// A word's own counts: they are the same at every place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Own {
    word: Neighbour,
    count: f32,
    class: f32,
    capital: f32,
    /// The keys of the word with its neighbours on the right, these apart.
    right: Keys,
}

/// The keys of a word beside a class, beside a word, and beside two.
#[derive(Clone, Copy, Debug)]
struct Keys {
    class: u64,
    one: u64,
    two: u64,
}

impl Own {
    /// The counts of a word, taken to stand `floor` times at the least.
    pub(crate) fn new(contexts: &Contexts, word: Neighbour, floor: f32) -> Self {
        let count = contexts.count(Kind::Word.key(&[word.word])).max(floor);
        Self {
            word,
            count,
            class: contexts.count(Kind::Class.key(&[word.class])).max(count),
            capital: contexts.count(Kind::Capital.key(&[word.word])).max(floor.min(UNSEEN)),
            right: Keys {
                class: Kind::WordClassRight.key(&[word.word]),
                one: Kind::WordRight.key(&[word.word]),
                two: Kind::WordRightRight.key(&[word.word]),
            },
        }
    }

    /// A word of that class of which nothing else is known.
    pub(crate) fn any(contexts: &Contexts, class: u64) -> Self {
        Self::new(contexts, Neighbour { word: 0, class }, UNSEEN)
    }

    /// The word.
    pub(crate) fn word(&self) -> Neighbour {
        self.word
    }
}

/// A word beside a place, and the counts of it that are the same at every place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Companion {
    pub(crate) word: Neighbour,
    /// How often anything counted has it on its left, on its right, and its class.
    left: f32,
    right: f32,
    class_left: f32,
    class_right: f32,
    /// How often anything stands near it; 0 unless it tells what a text is about.
    pub(crate) near: f32,
    /// Under which key, a word apart, it is kept how often that word stands near.
    near_key: u64,
}

impl Companion {
    pub(crate) fn new(contexts: &Contexts, word: Neighbour) -> Self {
        let count = |kind: Kind, part: u64| contexts.count(kind.key(&[part]));
        Self {
            word,
            left: count(Kind::AnyLeft, word.word),
            right: count(Kind::AnyRight, word.word),
            class_left: count(Kind::AnyClassLeft, word.class),
            class_right: count(Kind::AnyClassRight, word.class),
            near_key: Kind::Near.key(&[word.word]),
            near: if word.is_content() { count(Kind::AnyNear, word.word) } else { 0.0 },
        }
    }
}

/// The counts of the neighbours of a place: they are the same for every word that may have stood there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Company {
    around: Neighbourhood,
    all: f32,
    left: Beside,
    right: Beside,
    /// The keys of the neighbours on the left, and of that between both sides, the word apart.
    left_keys: Keys,
    both_key: u64,
}

/// How often anything counted stands beside a neighbour, its class, two of them, and their classes.
#[derive(Clone, Copy, Debug)]
struct Beside {
    word: f32,
    class: f32,
    words: f32,
    classes: f32,
}

impl Company {
    pub(crate) fn new(contexts: &Contexts, beside: &[[Companion; 2]; 2]) -> Self {
        let around = neighbourhood(beside);
        let [[left, _], [right, _]] = beside;
        let nobody = Neighbour { word: 0, class: 0 };
        let count = |kind: Kind| contexts.count(kind.at(nobody, &around));
        let [nearest, next] = around.left;
        Self {
            around,
            all: count(Kind::Any).max(1.0),
            left: Beside {
                word: left.left,
                class: left.class_left,
                words: count(Kind::AnyLeftLeft),
                classes: count(Kind::AnyClassLeftLeft),
            },
            right: Beside {
                word: right.right,
                class: right.class_right,
                words: count(Kind::AnyRightRight),
                classes: count(Kind::AnyClassRightRight),
            },
            left_keys: Keys {
                class: Kind::ClassLeftWord.key(&[nearest.class]),
                one: Kind::LeftWord.key(&[nearest.word]),
                two: Kind::LeftLeftWord.key(&[next.word, nearest.word]),
            },
            both_key: Kind::LeftWordRight.key(&[nearest.word]),
        }
    }

    /// The neighbours.
    pub(crate) fn around(&self) -> &Neighbourhood {
        &self.around
    }
}

/// The words themselves of those beside a place.
pub(crate) fn neighbourhood(beside: &[[Companion; 2]; 2]) -> Neighbourhood {
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
pub(crate) struct Classes(Vec<(u64, ByClass)>);

/// How often a class stands beside its neighbours' classes, beside two of them, and between those of both sides.
#[derive(Clone, Copy, Debug)]
struct ByClass {
    left: [f32; 2],
    right: [f32; 2],
    both: f32,
}

impl Classes {
    fn of(&mut self, word: Neighbour, contexts: &Contexts, company: &Company) -> ByClass {
        if let Some((_, known)) = self.0.iter().find(|(class, _)| *class == word.class) {
            return *known;
        }
        let count_if = |seen: f32, kind: Kind| count_if(contexts, seen, kind.at(word, &company.around));
        let side = |beside: &Beside, one: Kind, two: Kind| {
            let classes = contexts.count(one.at(word, &company.around));
            [classes, count_if(beside.classes.min(classes), two)]
        };
        let left = side(&company.left, Kind::ClassLeftClass, Kind::ClassLeftLeftClass);
        let right = side(&company.right, Kind::ClassClassRight, Kind::ClassClassRightRight);
        let known = ByClass { left, right, both: count_if(left[0].min(right[0]), Kind::ClassLeftClassRight) };
        self.0.push((word.class, known));
        known
    }
}

/// What was not seen with one neighbour was not seen with two, nor was the word where its class was not.
fn count_if(contexts: &Contexts, seen: f32, key: u64) -> f32 {
    if seen > 0.0 { contexts.count(key) } else { 0.0 }
}

/// How a word fits among its neighbours.
///
/// With `capital`, its share is that of its uses with a capital inside a sentence: as a name, most of them.
pub(crate) fn fit(contexts: &Contexts, own: &Own, company: &Company, classes: &mut Classes, capital: bool) -> Fit {
    let known = classes.of(own.word, contexts, company);
    let count_if = |seen: f32, key: u64| count_if(contexts, seen, key);
    let expected = |beside: f32, of: f32| beside * of / company.all;
    let side = |[classes, triples]: [f32; 2], keys: &Keys, beside: &Beside| {
        let pair = rate(classes, expected(beside.class, own.class), 1.0, HOLD_CLASS);
        let triple = rate(triples, expected(beside.classes, own.class), pair, HOLD_CLASSES);
        let by_class = count_if(classes, keys.class);
        let lexical = rate(by_class, expected(beside.class, own.count), pair, HOLD_LEXICAL);
        let lexical = lexical * (triple / pair).powf(CARRIED);
        let words = count_if(by_class, keys.one);
        let one = rate(words, expected(beside.word, own.count), lexical, HOLD_WORD);
        let two = count_if(words.min(beside.words), keys.two);
        (rate(two, expected(beside.words, own.count), one, HOLD_WORDS).ln(), words)
    };
    let (word, [right, next]) = (own.word.word, company.around.right);
    let to_left = |key: u64| follow(key, word);
    let Keys { class, one, two } = company.left_keys;
    let left_keys = Keys { class: to_left(class), one: to_left(one), two: to_left(two) };
    let right_keys = Keys {
        class: follow(own.right.class, right.class),
        one: follow(own.right.one, right.word),
        two: follow(follow(own.right.two, right.word), next.word),
    };
    let (left, word_left) = side(known.left, &left_keys, &company.left);
    let (right_says, word_right) = side(known.right, &right_keys, &company.right);
    let both = {
        let ([class_left, _], [class_right, _]) = (known.left, known.right);
        let classes = rate(known.both, class_left * class_right / own.class, 1.0, HOLD_CLASS);
        let words = count_if(word_left.min(word_right), follow(follow(company.both_key, word), right.word));
        rate(words, word_left * word_right / own.count, classes.powf(CARRIED_BOTH), HOLD_BOTH).ln()
    };
    let used = if capital { own.capital } else { own.count };
    Fit { share: (used / company.all).ln(), company: SIDES * (left + right_says + TOGETHER * both) }
}

/// How much likelier the content words near a place make a word there, as a logarithm.
///
/// Only what stands together far more often than by chance was kept, so that silence says nothing.
pub(crate) fn topic(contexts: &Contexts, own: &Own, near: &[Companion], company: &Company) -> f32 {
    let says = |beside: &Companion| {
        let both = contexts.count(follow(beside.near_key, own.word.word));
        if both > 0.0 { rate(both, beside.near * own.count / company.all, 1.0, HOLD_NEAR).ln() } else { 0.0 }
    };
    TOPIC * near.iter().map(says).sum::<f32>()
}

/// The rate at which `seen` exceeds `expected`, drawn towards `from` as by `hold` occurrences.
fn rate(seen: f32, expected: f32, from: f32, hold: f32) -> f32 {
    (hold + seen) / (hold / from.max(1e-4) + expected)
}
