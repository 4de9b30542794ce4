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
/// How often it is spelled as English or haste would have it, as a logarithm: *traffic*, *affair*, *journalists*, *independent*.
const LIKELY: f32 = -5.7;
/// How much less often it has two such slips, as a logarithm: who writes *apartment* has one spelling in mind, not two slips.
const SECOND: f32 = -1.0;
/// A form that has two is at least so long, in bytes: of short ones too much can be made.
const LONG: usize = 7;
/// How often any other of its letters is wrong, missing or too many, as a logarithm.
const UNLIKELY: f32 = -8.0;
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

/// What English writes where French has something else.
const SPELLED: [(&str, &str); 13] = [
    ("al", "el"),
    ("ary", "aire"),
    ("c", "que"),
    ("ch", "c"),
    ("ct", "x"),
    ("er", "re"),
    ("k", "que"),
    ("or", "eur"),
    ("ory", "oire"),
    ("ous", "eux"),
    ("ve", "f"),
    ("y", "ie"),
    ("y", "é"),
];

/// The beginning of a word, and how far it has used up a form.
struct Half<'l> {
    node: Node<'l>,
    output: Output,
    spelled: Vec<u8>,
    /// How many letters of the form are used up.
    at: usize,
    /// Whether an accent was put on.
    accents: bool,
    /// How likely the slips in it are, if there are any.
    slip: Option<f32>,
    /// How many more it may have.
    more: u8,
}

impl Lexicon {
    /// The commonest of the words that are spelled like this one, in plain lower-case letters, but for accents that it lacks:
    /// *expérience* for *experience*.
    pub(crate) fn accented(&self, form: &str) -> Option<Word<'_>> {
        let mut best: Option<Word<'_>> = None;
        self.meant_but(form, false, |_, word, _| {
            if best.as_ref().is_none_or(|best| best.frequency() < word.frequency()) {
                best = Some(word);
            }
        });
        best
    }

    /// Gives the words that may have been meant by this one, in plain lower-case letters, each with how likely it comes out so, as a
    /// logarithm.
    pub(crate) fn meant(&self, form: &str, found: impl FnMut(&str, Word<'_>, f32)) {
        self.meant_but(form, true, found);
    }

    /// Gives all words that `form` becomes with accents and, with `letters`, one wrong letter at the most behind the first, or two
    /// where haste or English has them wrong.
    fn meant_but<'l>(&'l self, form: &str, letters: bool, mut found: impl FnMut(&str, Word<'l>, f32)) {
        let Some(words) = self.words.as_ref() else { return };
        let form = form.as_bytes();
        let more = if !letters { 0 } else { 1 + u8::from(form.len() >= LONG) };
        let (node, output) = (words.root(), Output::zero());
        let mut open = vec![Half { node, output, spelled: Vec::new(), at: 0, accents: false, slip: None, more }];
        while let Some(half) = open.pop() {
            let rest = form.get(half.at..).unwrap_or_default();
            let letter = rest.first().copied();
            if let Some(value) = half.value().filter(|_| letter.is_none()) {
                let word = Word { lexicon: self, value, folding: Folding::AsIs };
                found(&String::from_utf8_lossy(&half.spelled), word, half.slip.unwrap_or(BARE));
            }
            let next = |spelled: &[u8], passed, accents, slip| half.then(words, spelled, passed, accents, slip);
            if let Some(letter) = letter {
                open.extend(next(&[letter], 1, false, None));
                open.extend(fold::accented(letter).iter().filter_map(|one| next(one.as_bytes(), 1, true, None)));
                if rest.starts_with(b"oe") {
                    open.extend(next("œ".as_bytes(), 2, true, None));
                }
            }
            let Some(before) = half.at.checked_sub(1).and_then(|before| form.get(before)) else { continue };
            if half.more == 0 {
                continue;
            }
            // A second slip is none but a likely one.
            let (likely, any) = half.slip.map_or((LIKELY, Some(UNLIKELY)), |slip| (slip + SECOND, None));
            let how = |is_likely: bool| if is_likely { Some(likely) } else { any };
            let mut slipped = |spelled: &[u8], passed, slip: Option<f32>| {
                open.extend(slip.and_then(|slip| next(spelled, passed, false, Some(slip))));
            };
            for (english, french) in SPELLED {
                if rest.starts_with(english.as_bytes()) {
                    slipped(french.as_bytes(), english.len(), Some(likely));
                }
            }
            if let Some(letter) = letter {
                let silent = matches!(rest, b"e" | b"es");
                slipped(&[], 1, how(letter == *before || silent));
            }
            for other in half.node.transitions().map(|one| one.inp).filter(u8::is_ascii_lowercase) {
                let doubled = other == *before || Some(other) == letter;
                let silent = other == b'e' && (matches!(rest, b"" | b"s") || rest.starts_with(b"ment"));
                slipped(&[other], 0, how(doubled || silent));
                if let Some(letter) = letter.filter(|letter| *letter != other) {
                    let confused = CONFUSED.iter().any(|(one, others)| *one == letter && others.contains(&other));
                    slipped(&[other], 1, how(confused));
                }
            }
        }
    }
}

impl<'l> Half<'l> {
    /// What the word is, if it is one, spelled otherwise than the form.
    fn value(&self) -> Option<Value> {
        let other = self.accents || self.slip.is_some();
        let whole = other && self.node.is_final();
        whole.then(|| Value::unpack(self.output.cat(self.node.final_output()).value()))
    }

    /// It with so many bytes more, where words go on so, when so many letters of the form are `passed`.
    fn then(
        &self,
        words: &'l Fst<Section>,
        spelled: &[u8],
        passed: usize,
        accents: bool,
        slip: Option<f32>,
    ) -> Option<Self> {
        let (mut node, mut output) = (self.node, self.output);
        for byte in spelled {
            let transition = node.transition(node.find_input(*byte)?);
            (node, output) = (words.node(transition.addr), output.cat(transition.out));
        }
        let spelled = [&self.spelled, spelled].concat();
        Some(Self {
            node,
            output,
            spelled,
            at: self.at + passed,
            accents: self.accents || accents,
            slip: slip.or(self.slip),
            more: if slip == Some(UNLIKELY) { 0 } else { self.more.saturating_sub(slip.is_some().into()) },
        })
    }
}
