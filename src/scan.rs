//! The clean path: says of an article, from its bytes alone, that nothing in it can be damage.
//!
//! Law: no allocation, one look at each word. What passes is judged; what does not is clean, whatever a judge would have said,
//! so the scan may only be blind where a judge would hardly act: where anchors, and words of French beside
//! their telltales, do not outweigh the usual doubt.
//! Rejected: looking for every intruder, which nearly every clean article holds in its French sense; and going on at the
//! first word that clean French never uses, which one clean article in two holds, too.

mod words;

use crate::compiled::Bytes;
use crate::dictionary::Dictionary;
use crate::dictionary::anchor::{Anchor, SURE};
use crate::dictionary::filter::{self, Sieve};
use crate::dictionary::telltale::Side;
use crate::span::Span;
use crate::token::is_apostrophe;

use words::words;

/// What anchors that stand together must weigh for an article to be looked at, and how much more for each of its first
/// kilobytes: damage has an anchor in each, or nearly.
const ENOUGH: f32 = 1.0;
const BY_KILOBYTE: f32 = 0.7;
/// Kilobytes of an article of a newspaper. In a longer text some of it may be damaged and the rest not, so that it needs more
/// only because there are more places for genuine words to stand together by chance: by the logarithm of its length.
const USUAL: f32 = 5.0;
/// What each byte takes from the weight of the anchors before it: where damage is, it is dense.
const BY_BYTE: f32 = 1.0 / 2048.0;
/// What is added to the weight of an anchor that begins with a vowel behind a word that cannot stand before one.
const UNELIDED: f32 = 3.0;
/// Such words, small: the commonest of those that `evidence/elision.rs` weighs, a stage behind this one.
const ELIDING: [&str; 9] = ["ce", "de", "je", "la", "le", "ne", "que", "se", "te"];
/// How much of its weight an anchor with a capital has: in clean texts most are names and titles, in damaged ones few.
const OF_CAPITAL: f32 = 0.4;
/// How much of its weight an anchor has that has stood there before: the article may be about it, damaged or not.
const OF_REPEATED: f32 = 0.3;
/// What a word weighs at the least that has a telltale.
const TELLTALE: f32 = 2.0;
/// What may stand between a word and a telltale.
const BLANKS: [char; 2] = [' ', '\u{a0}'];
/// How many of the last anchors are remembered.
const REMEMBERED: usize = 8;

/// Finds the anchors of dictionaries in texts. Cheap to clone, and shared freely between threads.
///
/// ```
/// # #[cfg(feature = "french")] {
/// use limpide::dictionary::{Dictionary, table};
/// use limpide::scan::Scan;
///
/// let pairs = table::read("original\tintruder\nfront\tentrance\n")?;
/// let scan = Scan::new([Dictionary::from_source(&pairs, |_| 0)?]);
/// let text = "Le Entrance s’est figé.";
/// assert_eq!(scan.anchors(text).iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["Entrance"]);
/// # }
/// # Ok::<(), limpide::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scan {
    dictionaries: Vec<Dictionary>,
    /// The filters of all dictionaries in one.
    filter: Bytes,
}

impl Scan {
    /// A scan for the anchors of all these dictionaries.
    #[must_use]
    pub fn new(dictionaries: impl IntoIterator<Item = Dictionary>) -> Self {
        let dictionaries: Vec<Dictionary> = dictionaries.into_iter().collect();
        let filter = match dictionaries.as_slice() {
            [only] => only.filter().clone(),
            many => filter::union(many.iter().map(Dictionary::filter)).into(),
        };
        Self { dictionaries, filter }
    }

    /// The dictionaries whose anchors are looked for.
    #[must_use]
    pub fn dictionaries(&self) -> &[Dictionary] {
        &self.dictionaries
    }

    /// The places of all anchors in a text, in bytes and in order.
    #[must_use]
    pub fn anchors(&self, text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        self.look(text, |span, _, anchor| {
            if anchor.weight > 0.0 {
                spans.push(span);
            }
            false
        });
        spans
    }

    /// How many words of a text its filter lets through, anchors or not, which then have to be looked up. What it costs to pass a
    /// clean text hangs on that.
    #[must_use]
    pub fn survivors(&self, text: &str) -> usize {
        let mut survivors = 0;
        if let Some(sieve) = Sieve::new(self.filter.as_ref()) {
            words(text.as_bytes(), sieve, |_, _| {
                survivors += 1;
                false
            });
        }
        survivors
    }

    /// True when the anchors of an article, and the telltales of words that are watched, say that it may be damaged.
    pub(crate) fn suspects(&self, text: &str) -> bool {
        let kilobytes = text.len() as f32 / 1024.0;
        let enough = ENOUGH + BY_KILOBYTE * (kilobytes.min(USUAL) + (kilobytes / USUAL).max(1.0).ln());
        let mut last = [0; REMEMBERED];
        let (mut oldest, mut told, mut end) = (0, 0.0_f32, 0);
        self.look(text, |span, hash, anchor| {
            let telltale = anchor.watched && self.is_told(text, span, hash);
            let weight = anchor.weight.max(if telltale { TELLTALE } else { 0.0 });
            if weight == 0.0 {
                return false;
            }
            told = (told - BY_BYTE * (span.start - end) as f32).max(0.0);
            end = span.end;
            if last.contains(&hash) {
                told += OF_REPEATED * weight;
                return told >= enough;
            }
            if let Some(place) = last.get_mut(oldest) {
                *place = hash;
            }
            oldest = (oldest + 1) % REMEMBERED;
            told += weight + if is_unelided(text, span) { UNELIDED } else { 0.0 };
            told >= enough
        })
    }

    /// True when a word right beside this one, which has that hash, tells that it may be an intruder.
    #[inline(never)]
    fn is_told(&self, text: &str, word: Span, hash: u64) -> bool {
        let (before, behind) = (text.get(..word.start).unwrap_or_default(), text.get(word.end..).unwrap_or_default());
        let beside = [neighbour_before(before), neighbour_behind(behind)];
        beside.into_iter().flatten().any(|(side, neighbour)| {
            self.dictionaries.iter().any(|dictionary| dictionary.tells(hash, side, neighbour.as_bytes()))
        })
    }

    /// Gives each anchor and each word that is watched to `found`, with its hash, until that says that it has enough; tells whether
    /// it did.
    fn look(&self, text: &str, mut found: impl FnMut(Span, u64, Anchor) -> bool) -> bool {
        let Some(sieve) = Sieve::new(self.filter.as_ref()) else { return false };
        words(text.as_bytes(), sieve, |span, hash| {
            weigh(span.of(text), &self.dictionaries).is_some_and(|anchor| found(span, hash, anchor))
        })
    }
}

/// What a word weighs as an anchor, and whether it is watched; nothing in capitals, which engines leave alone.
// Not copied into the search for each kind of processor.
#[inline(never)]
fn weigh(word: &str, dictionaries: &[Dictionary]) -> Option<Anchor> {
    if word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let capital = word.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase());
    let mut known = dictionaries.iter().filter_map(|dictionary| dictionary.watch(word));
    let first = known.next()?;
    let all =
        known.fold(first, |all, one| Anchor { weight: all.weight.max(one.weight), watched: all.watched | one.watched });
    let of_capital = if capital && all.weight < SURE { OF_CAPITAL } else { 1.0 };
    Some(Anchor { weight: of_capital * all.weight, watched: all.watched && !capital })
}

/// The word before a place, if one stands right there.
fn neighbour_before(text: &str) -> Option<(Side, &str)> {
    let elided = text.strip_suffix(is_apostrophe);
    let rest = elided.or_else(|| text.strip_suffix(BLANKS))?;
    let start = rest.char_indices().rev().take_while(|(_, letter)| letter.is_alphabetic()).last()?.0;
    let (before, word) = rest.split_at_checked(start)?;
    let whole = !before.ends_with('-') && !before.ends_with(is_apostrophe);
    whole.then_some((if elided.is_some() { Side::Elided } else { Side::Left }, word))
}

/// The word behind a place, if one stands right there.
fn neighbour_behind(text: &str) -> Option<(Side, &str)> {
    let rest = text.strip_prefix(BLANKS)?;
    let end = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
    let (word, behind) = rest.split_at_checked(end)?;
    let side = if behind.starts_with(is_apostrophe) { Side::RightElided } else { Side::Right };
    (!word.is_empty() && !behind.starts_with('-')).then_some((side, word))
}

/// True for *le entrance*, where French writes *l’*.
fn is_unelided(text: &str, word: Span) -> bool {
    let vowel = text.as_bytes().get(word.start).is_some_and(|first| b"aeiou".contains(&first.to_ascii_lowercase()));
    let before = text.get(..word.start).filter(|_| vowel).and_then(neighbour_before);
    before.is_some_and(|(side, before)| {
        side == Side::Left && ELIDING.iter().any(|eliding| before.eq_ignore_ascii_case(eliding))
    })
}

#[cfg(test)]
mod tests;
