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
    /// The logarithm of the share of all text that it makes, and of that which it makes with a capital inside a sentence.
    share: f32,
    share_of_capital: f32,
    /// The keys of the word with its neighbours on the right, these apart; and those of its class, beside one and beside two.
    right: Keys,
    class_right: [u64; 2],
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
        let capital = contexts.count(Kind::Capital.key(&[word.word])).max(floor.min(UNSEEN));
        Self {
            word,
            count,
            class: contexts.count(Kind::Class.key(&[word.class])).max(count),
            share: (count / contexts.all()).ln(),
            share_of_capital: (capital / contexts.all()).ln(),
            right: Keys {
                class: Kind::WordClassRight.key(&[word.word]),
                one: Kind::WordRight.key(&[word.word]),
                two: Kind::WordRightRight.key(&[word.word]),
            },
            class_right: [Kind::ClassClassRight, Kind::ClassClassRightRight].map(|kind| kind.key(&[word.class])),
        }
    }

    /// A word of that class of which nothing else is known.
    pub(crate) fn any(contexts: &Contexts, class: u64) -> Self {
        Self::new(contexts, Neighbour { word: 0, class }, UNSEEN)
    }

    /// The logarithm of the share of all text that it makes with a capital inside a sentence.
    pub(crate) fn share_of_capital(&self) -> f32 {
        self.share_of_capital
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
    /// The same of their classes, the word's class apart: of one on the left, of two, and of that between both sides.
    left_classes: [u64; 2],
    both_classes: u64,
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
    pub(crate) fn new(contexts: &Contexts, beside: &[[&Companion; 2]; 2]) -> Self {
        let around = neighbourhood(beside);
        let [[left, _], [right, _]] = beside;
        let nobody = Neighbour { word: 0, class: 0 };
        let count = |kind: Kind| contexts.count(kind.at(nobody, &around));
        let [nearest, next] = around.left;
        Self {
            around,
            all: contexts.all(),
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
            left_classes: [
                Kind::ClassLeftClass.key(&[nearest.class]),
                Kind::ClassLeftLeftClass.key(&[next.class, nearest.class]),
            ],
            both_classes: Kind::ClassLeftClassRight.key(&[nearest.class]),
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
    /// The rate from which that of a word between both its neighbours starts.
    both: f32,
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

    fn of(&mut self, own: &Own, contexts: &Contexts, company: &Company) -> ByClass {
        let known = self.0.iter().find(|known| known.class == own.word.class && known.count == own.class);
        if let Some(known) = known {
            return *known;
        }
        let expected = |beside: f32| beside * own.class / company.all;
        let side = |beside: &Beside, [one, two]: [u64; 2]| {
            let seen = contexts.count(one);
            let rate_of_one = rate(seen, expected(beside.class), 1.0, HOLD_CLASS);
            let seen_with_two = count_if(contexts, beside.classes.min(seen), || two);
            let rate_of_two = rate(seen_with_two, expected(beside.classes), rate_of_one, HOLD_CLASSES);
            ClassBeside { seen, rate: rate_of_one, carried: (rate_of_two / rate_of_one).powf(CARRIED) }
        };
        let (class, [right, next]) = (own.word.class, company.around.right.map(|one| one.class));
        let left = side(&company.left, company.left_classes.map(|key| follow(key, class)));
        let [one, two] = own.class_right.map(|key| follow(key, right));
        let both = || follow(follow(company.both_classes, class), right);
        let right = side(&company.right, [one, follow(two, next)]);
        let both = count_if(contexts, left.seen.min(right.seen), both);
        let both = rate(both, left.seen * right.seen / own.class, 1.0, HOLD_CLASS).powf(CARRIED_BOTH);
        let known = ByClass { class: own.word.class, count: own.class, left, right, both };
        self.0.push(known);
        known
    }
}

/// What was not seen with one neighbour was not seen with two, nor was the word where its class was not.
fn count_if(contexts: &Contexts, seen: f32, key: impl FnOnce() -> u64) -> f32 {
    if seen > 0.0 { contexts.count(key()) } else { 0.0 }
}

/// How a word fits among its neighbours.
///
/// With `capital`, its share is that of its uses with a capital inside a sentence: as a name, most of them.
pub(crate) fn fit(contexts: &Contexts, own: &Own, company: &Company, classes: &mut Classes, capital: bool) -> Fit {
    let known = classes.of(own, contexts, company);
    let (word, around) = (own.word.word, &company.around);
    let (left, word_left) = side(own, company, &known.left, &company.left, |seen, part| {
        count_if(contexts, seen, || match part {
            Part::Class => follow(company.left_keys.class, word),
            Part::One => follow(company.left_keys.one, word),
            Part::Two => follow(company.left_keys.two, word),
        })
    });
    let [right, next] = around.right;
    let (right_says, word_right) = side(own, company, &known.right, &company.right, |seen, part| {
        count_if(contexts, seen, || match part {
            Part::Class => follow(own.right.class, right.class),
            Part::One => follow(own.right.one, right.word),
            Part::Two => follow(follow(own.right.two, right.word), next.word),
        })
    });
    let both = {
        let key = || follow(follow(company.both_key, word), right.word);
        let words = count_if(contexts, word_left.min(word_right), key);
        rate(words, word_left * word_right / own.count, known.both, HOLD_BOTH).ln()
    };
    let share = if capital { own.share_of_capital } else { own.share };
    Fit { share, company: SIDES * (left + right_says + TOGETHER * both) }
}

/// What a word was counted with on one side: the class of its neighbour, the neighbour, both neighbours.
enum Part {
    Class,
    One,
    Two,
}

/// What the neighbours on one side say of a word, as a logarithm, and how often it was seen with the nearer. `count` is
/// asked how often the word was seen with a part of them, given how often it was seen with less.
#[inline]
fn side(
    own: &Own,
    company: &Company,
    class: &ClassBeside,
    beside: &Beside,
    count: impl Fn(f32, Part) -> f32,
) -> (f32, f32) {
    let expected = |beside: f32| beside * own.count / company.all;
    let by_class = count(class.seen, Part::Class);
    let lexical = rate(by_class, expected(beside.class), class.rate, HOLD_LEXICAL) * class.carried;
    let words = count(by_class, Part::One);
    let one = rate(words, expected(beside.word), lexical, HOLD_WORD);
    let two = count(words.min(beside.words), Part::Two);
    (rate(two, expected(beside.words), one, HOLD_WORDS).ln(), words)
}

/// How much likelier the content words near a place make a word there, as a logarithm.
///
/// Only what stands together far more often than by chance was kept, so that silence says nothing.
pub(crate) fn topic(contexts: &Contexts, own: &Own, near: &[&Companion], company: &Company) -> f32 {
    let says = |beside: &&Companion| {
        let both = contexts.count(follow(beside.near_key, own.word.word));
        if both > 0.0 { rate(both, beside.near * own.count / company.all, 1.0, HOLD_NEAR).ln() } else { 0.0 }
    };
    TOPIC * near.iter().map(says).sum::<f32>()
}

/// The rate at which `seen` exceeds `expected`, drawn towards `from` as by `hold` occurrences.
fn rate(seen: f32, expected: f32, from: f32, hold: f32) -> f32 {
    (hold + seen) / (hold / from.max(1e-4) + expected)
}
