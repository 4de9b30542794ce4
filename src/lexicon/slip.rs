//! Words that a slip of the pen turns into others: *experience* for *expérience*, *traffic* for *trafic*, *affair* for *affaire*.
//!
//! Law: what comes out is a word of the lexicon that is spelled otherwise than the form; how likely the slip is says nothing of
//! how likely the word is. Rejected: any word within an edit or two at one price, which makes *jours* of *hours*.

use fst::raw::{Fst, Node, Output};

use super::bytes::Section;
use super::fold::{self, Folding};
use super::layout::Value;
use super::{Lexicon, Word};

/// How often a word lacks its accents in a text that has them, as a logarithm.
const BARE: f32 = -4.6;
/// How often it is spelled as English or haste would have it, as a logarithm: *traffic*, *affair*, *independent*, *connection*.
const LIKELY: f32 = -6.2;
/// How often any other of its letters is wrong, missing or too many, as a logarithm.
const UNLIKELY: f32 = -9.2;
/// Letters of a form that often stand for others of the word that was meant.
const CONFUSED: [(u8, &[u8]); 10] = [
    (b'a', b"e"),
    (b'c', b"sx"),
    (b'e', b"ai"),
    (b'i', b"aey"),
    (b'm', b"n"),
    (b'n', b"m"),
    (b'o', b"au"),
    (b's', b"cz"),
    (b'y', b"ie"),
    (b'z', b"s"),
];

/// A word that was half spelled by a form.
struct Half<'l> {
    node: Node<'l>,
    output: Output,
    /// Letters of the form that are behind.
    at: usize,
    accents: bool,
    /// How likely the slip in it is, if there is one.
    slip: Option<f32>,
}

impl Lexicon {
    /// The commonest of the words that are spelled like this one, in plain lower-case letters, but for accents that it lacks:
    /// *expérience* for *experience*.
    pub(crate) fn accented(&self, form: &str) -> Option<Word<'_>> {
        let words = self.words.as_ref()?;
        let mut best: Option<Value> = None;
        walk(words, form.as_bytes(), false, |value, _| {
            if best.is_none_or(|best| best.frequency < value.frequency) {
                best = Some(value);
            }
        });
        Some(Word { lexicon: self, value: best?, folding: Folding::AsIs })
    }

    /// The words that may have been meant by this one, in plain lower-case letters, each with how likely it comes out so, as a
    /// logarithm.
    pub(crate) fn meant(&self, form: &str) -> impl Iterator<Item = (Word<'_>, f32)> {
        let mut meant = Vec::new();
        if let Some(words) = self.words.as_ref() {
            walk(words, form.as_bytes(), true, |value, slip| meant.push((value, slip)));
        }
        meant.into_iter().map(|(value, slip)| (Word { lexicon: self, value, folding: Folding::AsIs }, slip))
    }
}

/// Gives all words that `form` becomes with accents and, with `letters`, one wrong letter at the most behind the first.
fn walk(words: &Fst<Section>, form: &[u8], letters: bool, mut found: impl FnMut(Value, f32)) {
    let mut open = vec![Half { node: words.root(), output: Output::zero(), at: 0, accents: false, slip: None }];
    while let Some(half) = open.pop() {
        let Half { node, output, at, accents, slip } = half;
        let follow = |spelled: &[u8]| {
            spelled.iter().try_fold((node, output), |(node, output), byte| {
                let transition = node.transition(node.find_input(*byte)?);
                Some((words.node(transition.addr), output.cat(transition.out)))
            })
        };
        let letter = form.get(at).copied();
        let before = at.checked_sub(1).and_then(|before| form.get(before)).copied();
        if letter.is_none() && node.is_final() && (accents || slip.is_some()) {
            found(Value::unpack(output.cat(node.final_output()).value()), slip.unwrap_or(BARE));
        }
        if let Some(letter) = letter {
            let next = |accents| move |(node, output)| Half { node, output, at: at + 1, accents, slip };
            open.extend(follow(&[letter]).map(next(accents)));
            open.extend(fold::accented(letter).iter().filter_map(|spelled| follow(spelled.as_bytes())).map(next(true)));
            if form.get(at..).is_some_and(|rest| rest.starts_with(b"oe")) {
                let joined = follow("œ".as_bytes());
                open.extend(joined.map(|(node, output)| Half { node, output, at: at + 2, accents: true, slip }));
            }
        }
        if !letters || slip.is_some() || before.is_none() {
            continue;
        }
        let how = |likely: bool| Some(if likely { LIKELY } else { UNLIKELY });
        if let Some(letter) = letter {
            let silent = letter == b'e' && at + 1 == form.len();
            let slip = how(Some(letter) == before || silent);
            open.push(Half { node, output, at: at + 1, accents, slip });
        }
        for transition in node.transitions().filter(|one| one.inp.is_ascii_lowercase()) {
            let (node, output) = (words.node(transition.addr), output.cat(transition.out));
            let doubled = Some(transition.inp) == before || Some(transition.inp) == letter;
            let silent = transition.inp == b'e' && letter.is_none();
            open.push(Half { node, output, at, accents, slip: how(doubled || silent) });
            if let Some(letter) = letter.filter(|letter| *letter != transition.inp) {
                let confused = CONFUSED.iter().any(|(one, others)| *one == letter && others.contains(&transition.inp));
                open.push(Half { node, output, at: at + 1, accents, slip: how(confused) });
            }
        }
    }
}
