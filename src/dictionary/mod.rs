//! The dictionary: which originals an intruder may hide.
//!
//! A dictionary is written as TOML entries ([`toml`]) or as a table of pairs ([`table`]), checked as one [`Source`],
//! compiled ([`compile`]) and then searched as it lies. Law: one form for bundled and user dictionaries, so that
//! whatever holds for one holds for the other. Rejected: rules in Rust, one file each; a linguist could not add a pair.

pub(crate) mod anchor;
pub(crate) mod engine;
pub mod entry;
pub mod filter;
pub mod table;
pub mod telltale;
#[cfg(feature = "toml")]
pub mod toml;

mod choice;
mod compile;
mod pairs;

use fst::raw::{Fst, Node, Output};

pub use choice::Choice;
pub use compile::{compile, compile_with};
pub use entry::{Example, Head, Pair, Place, Source, Tier};

use anchor::Anchor;
use telltale::Side;

use crate::compiled::{Bytes, number, sections};
use crate::error::{Error, ErrorKind};

/// Stands for a class of commonness that is not known.
const NO_CLASS: u8 = u8::MAX;

/// A compiled dictionary. Cheap to clone; bundled data is borrowed from the program.
#[derive(Clone)]
pub struct Dictionary {
    intruders: Fst<Bytes>,
    lists: Bytes,
    classes: Bytes,
    pairs: Bytes,
    originals: Fst<Bytes>,
    starts: Bytes,
    strings: Bytes,
    heads: Bytes,
    anchors: Fst<Bytes>,
    filter: Bytes,
    telltales: Bytes,
}

/// An original of one dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OriginalId(u32);

impl OriginalId {
    pub(crate) fn at(index: usize) -> Self {
        Self(index as u32)
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// An intruder of one dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IntruderId(u32);

impl IntruderId {
    pub(crate) fn at(index: usize) -> Self {
        Self(index as u32)
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

impl Dictionary {
    /// Borrows a compiled dictionary.
    ///
    /// # Errors
    /// When the bytes are damaged or of another version.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, Error> {
        Self::open(bytes.into())
    }

    /// Compiles a dictionary and opens it; `count` says how often a lower-case word stands in clean French text.
    ///
    /// # Errors
    /// A rule of the format that the source breaks.
    pub fn from_source(source: &Source, count: impl Fn(&str) -> u32) -> Result<Self, Error> {
        Self::open(compile(source, count)?.into())
    }

    fn open(bytes: Bytes) -> Result<Self, Error> {
        let [intruders, lists, classes, pairs, originals, starts, strings, heads, anchors, filter, telltales] =
            sections(&bytes, compile::MAGIC)?;
        // A letter tree may panic where its bytes were changed, so its checksum is asked before anything is looked up.
        let fst = |bytes: Bytes| {
            let checked = Fst::new(bytes).and_then(|tree| tree.verify().map(|()| tree));
            checked.map_err(|error| Error::new(ErrorKind::Data, format!("a damaged dictionary: {error}")))
        };
        Ok(Self {
            intruders: fst(intruders)?,
            lists,
            classes,
            pairs,
            originals: fst(originals)?,
            starts,
            strings,
            heads,
            anchors: fst(anchors)?,
            filter,
            telltales,
        })
    }

    /// Number of intruders.
    #[must_use]
    pub fn len(&self) -> usize {
        self.intruders.len()
    }

    /// True when there is no intruder.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How much likelier a run of letters stands in a damaged article than in a clean one, as a natural logarithm, in
    /// whatever case and with or without soft hyphens. `None` for a word that says little, and for every word of French.
    #[must_use]
    pub fn anchor(&self, word: &str) -> Option<f32> {
        self.watch(word).filter(|anchor| anchor.weight > 0.0).map(|anchor| anchor.weight)
    }

    /// What the scan knows of a run of letters, as [`anchor`](Self::anchor) looks it up.
    pub(crate) fn watch(&self, word: &str) -> Option<Anchor> {
        let mut walk = Walk { fst: &self.anchors, node: self.anchors.root(), output: Output::zero() };
        let mut letters = word.chars().filter(|letter| *letter != '\u{ad}').flat_map(char::to_lowercase);
        letters.all(|letter| walk.follow(letter)).then_some(())?;
        walk.value().map(Anchor::unpack)
    }

    /// True when `neighbour` on that side tells that the word with that hash ([`filter::hash`]) may be an intruder.
    pub(crate) fn tells(&self, word: u64, side: Side, neighbour: &[u8]) -> bool {
        telltale::tells(&self.telltales, word, side, neighbour)
    }

    /// All anchors in order, with their weights.
    pub fn anchors(&self) -> impl Iterator<Item = (String, f32)> + '_ {
        let mut stream = self.anchors.stream();
        let all = core::iter::from_fn(move || {
            let (word, packed) = fst::Streamer::next(&mut stream)?;
            Some((String::from_utf8(word.to_vec()).unwrap_or_default(), Anchor::unpack(packed.value()).weight))
        });
        all.filter(|(_, weight)| *weight > 0.0)
    }

    /// A walk over the intruders, letter by letter.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        Walk { fst: &self.intruders, node: self.intruders.root(), output: Output::zero() }
    }

    /// The filter that all anchors pass.
    pub(crate) fn filter(&self) -> &Bytes {
        &self.filter
    }

    /// Number of originals.
    pub(crate) fn originals(&self) -> usize {
        self.originals.len()
    }

    /// The intruder's text, in lower case as a rule.
    pub(crate) fn intruder(&self, id: IntruderId) -> String {
        // Intruders are numbered in the order of the tree.
        let text = self.intruders.get_key(u64::from(id.0));
        text.and_then(|text| String::from_utf8(text).ok()).unwrap_or_default()
    }

    /// How common an intruder is as a word of English, a class from 0 to 6.
    #[must_use]
    pub fn english(&self, intruder: IntruderId) -> Option<u8> {
        let class = self.classes.as_ref().get(intruder.index()).copied();
        class.filter(|class| *class != NO_CLASS)
    }

    /// The originals that an intruder may hide.
    pub fn choices(&self, intruder: IntruderId) -> impl Iterator<Item = Choice> + '_ {
        let at = intruder.0 as usize;
        let lists = self.lists.as_ref();
        let end = (number(lists, at + 1) as usize).min(self.pairs.as_ref().len() / 8);
        (number(lists, at) as usize..end).map(|pair| self.choice(pair))
    }

    fn choice(&self, pair: usize) -> Choice {
        let pairs = self.pairs.as_ref();
        Choice::unpack(OriginalId(number(pairs, 2 * pair)), number(pairs, 2 * pair + 1))
    }

    /// The original's text, in lower case as a rule.
    #[must_use]
    pub fn original(&self, id: OriginalId) -> &str {
        let starts = self.starts.as_ref();
        let range = number(starts, id.0 as usize) as usize..number(starts, id.0 as usize + 1) as usize;
        self.strings.as_ref().get(range).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// The original of that text.
    #[must_use]
    pub fn find_original(&self, text: &str) -> Option<OriginalId> {
        self.originals.get(text).map(|id| OriginalId(id.value() as u32))
    }

    /// How engines were seen to treat an original.
    #[must_use]
    pub fn head(&self, id: OriginalId) -> Head {
        let heads = self.heads.as_ref();
        let at = 3 * id.0 as usize;
        let known = number(heads, at + 2);
        let class = |class: u32| Some(class as u8).filter(|class| *class != NO_CLASS);
        Head {
            replaced: number(heads, at),
            survived: number(heads, at + 1),
            english: class(known & 255),
            recalled: class(known >> 8 & 255),
        }
    }
}

impl core::fmt::Debug for Dictionary {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("Dictionary").field("intruders", &self.len()).finish_non_exhaustive()
    }
}

/// A place in the letter tree of a dictionary's intruders.
#[derive(Clone, Copy)]
pub struct Walk<'d> {
    fst: &'d Fst<Bytes>,
    node: Node<'d>,
    output: Output,
}

impl Walk<'_> {
    /// Follows one lower-case character; `false` when no intruder goes on that way.
    #[must_use]
    pub fn follow(&mut self, character: char) -> bool {
        let mut bytes = [0; 4];
        for byte in character.encode_utf8(&mut bytes).bytes() {
            let Some(way) = self.node.find_input(byte) else { return false };
            let transition = self.node.transition(way);
            self.output = self.output.cat(transition.out);
            self.node = self.fst.node(transition.addr);
        }
        true
    }

    /// The first two bytes of each word that an intruder may go on with behind the blank that was followed last; the second is 0
    /// where the word has none.
    pub(crate) fn further(&self) -> impl Iterator<Item = [u8; 2]> {
        self.node.transitions().flat_map(|first| {
            let node = self.fst.node(first.addr);
            let second: Vec<u8> = node.transitions().map(|second| second.inp).collect();
            let ends = node.is_final().then_some(0);
            let bytes = second.into_iter().map(|byte| if byte == b' ' { 0 } else { byte }).chain(ends);
            bytes.map(move |second| [first.inp, second])
        })
    }

    fn value(&self) -> Option<u64> {
        self.node.is_final().then(|| self.output.cat(self.node.final_output()).value())
    }

    /// The intruder that ends here.
    #[must_use]
    pub fn intruder(&self) -> Option<IntruderId> {
        self.value().map(|value| IntruderId(value as u32))
    }
}

impl core::fmt::Debug for Walk<'_> {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("Walk").field("intruder", &self.intruder()).finish_non_exhaustive()
    }
}
