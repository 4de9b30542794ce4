//! What was looked up once and is the same in every article: of words, of originals and of intruders.
//!
//! Law: what is remembered is what would be looked up, so that no answer depends on what was asked before; and memory has
//! an end. The commonest words of a language make most of its texts, so the first to come may stay for good.
//! Rejected: a map behind a lock, for which threads would wait; and tables made beforehand, for which every start would.

mod word;

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::{Arc, OnceLock};

use crate::contexts::{Contexts, boundary};
use crate::decide::Cast;
use crate::dictionary::{Dictionary, Head, IntruderId, OriginalId, Tier, filter};
use crate::evidence::Form;
use crate::evidence::neighbours::{Companion, UNSEEN};
use crate::lexicon::{Lexicon, Word};
use crate::vectors::Vectors;

pub(crate) use word::{Bystander, Known, Spelling};

/// How many words are kept: a few megabytes when every place is taken.
const WORDS: usize = 32_768;
/// How many places of the table a word may have.
const PLACES: usize = 4;
/// How much rarer than a word never seen a phrase of one word more is.
const FURTHER_WORD: f32 = 0.1;

/// How many words an intruder is taken to be a slip for, at most.
pub(crate) const SLIPS: usize = 2;
/// A slip that is less likely than this against the word itself, as a logarithm, is forgotten: even of a careless writer, it would
/// have to fit better than words do.
const LEAST_ODDS: f32 = -6.0;
/// So is one that is less likely than another by more than this: *chosè* beside *chose*.
const LESS_LIKELY: f32 = 4.0;

/// A place for each thing that may be remembered.
type Slots<T> = Box<[OnceLock<T>]>;

/// Where a word is kept, with nothing else in its line of the processor's cache.
#[derive(Debug, Default)]
#[repr(align(64))]
struct Slot(OnceLock<Known>);

#[cfg(target_pointer_width = "64")]
const _: () = assert!(size_of::<Slot>() == 64);

/// The compiled data, and what was looked up in it.
#[derive(Debug)]
pub(crate) struct Memory {
    pub(crate) lexicon: Lexicon,
    pub(crate) contexts: Contexts,
    pub(crate) vectors: Vectors,
    pub(crate) dictionaries: Vec<Dictionary>,
    words: Box<[Slot]>,
    /// Of each dictionary, its originals: as the bundled tiers know them, and as users do.
    originals: Vec<[Slots<Arc<Form>>; 2]>,
    /// Of each dictionary, its intruders.
    intruders: Vec<Slots<Box<Intruder>>>,
    /// The end of a paragraph.
    edge: OnceLock<Companion>,
}

/// An intruder, wherever it stands.
#[derive(Debug)]
pub(crate) struct Intruder {
    pub(crate) form: Form,
    /// True when the lexicon does not know a word of it.
    pub(crate) unknown: bool,
    /// True when the lexicon knows it as a loanword from English.
    pub(crate) loan: bool,
    /// True when it is such a loanword, or among the rarest forms that the lexicon knows.
    pub(crate) obscure: bool,
    /// True when a user says that it is one.
    pub(crate) by_user: bool,
    /// How often it stands in the texts the statistics come from, and the share of them that it makes.
    pub(crate) count: f32,
    pub(crate) share: f32,
    /// Where French does not know it, and no user has named it: the words it may be a slip for.
    pub(crate) slips: Box<[Slip]>,
    /// How engines treat it, where it is an original too.
    pub(crate) head: Option<Head>,
    /// The originals that it may hide, for the judges to fill in.
    pub(crate) cast: OnceLock<Cast>,
}

/// A word of French that a writer may have meant.
#[derive(Debug)]
pub(crate) struct Slip {
    pub(crate) form: Form,
    /// How much likelier than a word that was meant as it stands, as a logarithm.
    pub(crate) odds: f32,
    /// True when it has accents, which the slip leaves out.
    pub(crate) accented: bool,
}

impl Memory {
    pub(crate) fn new(lexicon: Lexicon, contexts: Contexts, vectors: Vectors, dictionaries: Vec<Dictionary>) -> Self {
        Self {
            words: (0..WORDS).map(|_| Slot::default()).collect(),
            originals: dictionaries.iter().map(|one| [empty(one.originals()), empty(one.originals())]).collect(),
            intruders: dictionaries.iter().map(|one| empty(one.len())).collect(),
            edge: OnceLock::new(),
            lexicon,
            contexts,
            vectors,
            dictionaries,
        }
    }

    /// What is known of a word; `None` where it is not kept, and [`know`](Self::know) must be asked.
    pub(crate) fn word(&self, text: &str) -> Option<&Known> {
        if text.len() > word::LONGEST {
            return None;
        }
        let first = (filter::hash(text.as_bytes()) >> 40) as usize;
        for place in first..first + PLACES {
            let known = self.words.get(place % WORDS)?.0.get_or_init(|| self.know(text));
            if known.is(text) {
                return Some(known);
            }
        }
        None
    }

    /// What is known of a word, looked up.
    pub(crate) fn know(&self, text: &str) -> Known {
        Known::new(text, self)
    }

    /// An original of a dictionary, as a pair of that tier knows it.
    pub(crate) fn original(&self, dictionary: usize, original: OriginalId, tier: Tier) -> Option<&Arc<Form>> {
        let by_user = usize::from(tier == Tier::User);
        let slot = self.originals.get(dictionary)?.get(by_user)?.get(original.index())?;
        let dictionary = self.dictionaries.get(dictionary)?;
        let read = || {
            let text = dictionary.original(original);
            Arc::new(Form::new(text, self.floor(tier, text), self))
        };
        Some(slot.get_or_init(read))
    }

    /// An intruder of a dictionary.
    pub(crate) fn intruder(&self, dictionary: usize, intruder: IntruderId) -> Option<&Intruder> {
        let slot = self.intruders.get(dictionary)?.get(intruder.index())?;
        Some(slot.get_or_init(|| Box::new(self.read(dictionary, intruder))))
    }

    fn read(&self, dictionary: usize, intruder: IntruderId) -> Intruder {
        let dictionary = self.dictionaries.get(dictionary);
        let text = dictionary.map(|dictionary| dictionary.intruder(intruder)).unwrap_or_default();
        let tiers = || dictionary.into_iter().flat_map(|dictionary| dictionary.choices(intruder)).map(|one| one.tier);
        let floor = self.floor(tiers().next().unwrap_or(Tier::Authored), &text);
        // Each further word makes a phrase that French was never seen to use rarer still.
        let floor = floor * FURTHER_WORD.powi(text.matches(' ').count() as i32);
        let mut form = Form::new(&text, floor, self);
        form.english = form.english.or_else(|| dictionary.and_then(|dictionary| dictionary.english(intruder)));
        form.accented = self.lexicon.accented(&text).map(|word| share_by_rank(&word).ln());
        let unknown = text.split(' ').any(|word| self.lexicon.find(word).is_none());
        let by_user = tiers().any(|tier| tier == Tier::User);
        let slips = if unknown && !by_user { self.slips(&form) } else { Box::default() };
        let known = self.lexicon.find(&text);
        let loan = known.is_some_and(|word| word.anglicism());
        Intruder {
            unknown,
            loan,
            obscure: loan || known.is_some_and(|word| word.frequency() == 0),
            by_user,
            slips,
            count: self.contexts.word_count(&text),
            share: self.contexts.share(form.own.word()),
            head: form.found.map(|found| found.head),
            form,
            cast: OnceLock::new(),
        }
    }

    /// The likeliest words that an intruder may be a slip for.
    fn slips(&self, intruder: &Form) -> Box<[Slip]> {
        let mut meant: BTreeMap<String, f32> = BTreeMap::new();
        self.lexicon.meant(&intruder.text, |text, word, slip| {
            let odds = slip + share_by_rank(&word).ln() - intruder.own.share();
            if odds > LEAST_ODDS {
                let known = meant.entry(text.to_string()).or_insert(odds);
                *known = known.max(odds);
            }
        });
        let mut meant: Vec<_> = meant.into_iter().collect();
        meant.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        meant.truncate(SLIPS);
        let likeliest = meant.first().map_or(0.0, |(_, odds)| *odds);
        meant.retain(|(_, odds)| *odds >= likeliest - LESS_LIKELY);
        let slip = |(text, odds): (String, f32)| Slip {
            form: Form::new(&text, UNSEEN, self),
            odds,
            accented: !text.is_ascii(),
        };
        meant.into_iter().map(slip).collect()
    }

    /// The original of that text, in the first of the dictionaries that has it.
    pub(crate) fn find(&self, text: &str) -> Option<Found> {
        self.dictionaries.iter().enumerate().find_map(|(index, dictionary)| {
            let original = dictionary.find_original(text)?;
            Some(Found { number: self.number(index, original.index())?, head: dictionary.head(original) })
        })
    }

    /// What a [`number`](Self::number) stands for: which of the dictionaries, and what it is there.
    fn numbered(&self, number: NonZeroU32) -> (usize, usize) {
        let (all, number) = (self.dictionaries.len().max(1), number.get() as usize - 1);
        (number % all, number / all)
    }

    /// A number for the intruder or the original that is the one of that index in a dictionary.
    fn number(&self, dictionary: usize, index: usize) -> Option<NonZeroU32> {
        let number = index.checked_mul(self.dictionaries.len())? + dictionary + 1;
        NonZeroU32::new(u32::try_from(number).ok()?)
    }

    /// The end of a paragraph, as a neighbour.
    pub(crate) fn edge(&self) -> &Companion {
        self.edge.get_or_init(|| Companion::new(&self.contexts, &self.vectors, boundary()))
    }

    /// The count that a word of a user's dictionary has at the least. Those of the bundled one were all counted.
    fn floor(&self, tier: Tier, word: &str) -> f32 {
        match self.lexicon.find(word) {
            Some(known) if tier == Tier::User && self.contexts.word_count(word) == 0.0 => 11e6 * share_by_rank(&known),
            _ => UNSEEN,
        }
    }
}

/// An original that was found by its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// Its number over all dictionaries: originals of one text are one, that of the first dictionary that has it.
    pub(crate) number: NonZeroU32,
    /// How engines treat it.
    pub(crate) head: Head,
}

/// The share of all text that a word makes by Zipf's law, from its rank in the lexicon: the most frequent makes some 6 %.
fn share_by_rank(word: &Word<'_>) -> f32 {
    0.06 / (16.0 - f32::from(word.frequency())).exp2()
}

fn empty<T>(len: usize) -> Slots<T> {
    (0..len).map(|_| OnceLock::new()).collect()
}
