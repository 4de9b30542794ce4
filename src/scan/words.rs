//! Finds the words of a text, 64 bytes at a time.
//!
//! ```text
//!   bytes     l e   e n t r a n c e   u k r a i n i e n ,
//!   letters   1 1 0 1 1 1 1 1 1 1 1 0 1 1 1 1 1 1 1 1 1 0
//!   begun     . . . 1 . . . . . . . . 1 . . . . . . . . .     three places before the fourth letter of a run
//!   ended     . . . . . . . . . . . 1 . . . . . . . . . 1     no letter here, a letter at the four places before it
//! ```
//!
//! A block's letters are one number of 64 bits, a bit a byte, so that all words which are long enough begin and end where a few
//! shifted copies of it agree; shorter ones, nearly half of a text, are never seen. The places of some thirty blocks are written
//! down, then all their words are hashed, each from two numbers of eight bytes, and then those are looked at that the sieve lets
//! through: three loops that go on for long, so that hardly a branch is guessed wrongly.
//!
//! Law: the words are the runs of letters, soft hyphens, × and ÷, as a loop over the characters finds them (`tests.rs`).
//! Rejected: that loop, which takes several times as long; to hash the words of a block before the next is looked at, for how
//! many there are is guessed wrongly each time; and what a compiler makes of plain loops, which has to do with the oldest
//! processors.

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

use crate::dictionary::filter::{LONGEST, SHORTEST, Sieve, hash_of};
use crate::span::Span;

/// Bytes looked at together: as many as a number has bits.
const BLOCK: usize = 64;
/// Blocks whose words are hashed together.
const BLOCKS: usize = 30;
const PART: usize = BLOCKS * BLOCK;
/// Bytes before a part that are kept at hand, for its first word may begin there: more than the longest word has.
const BEFORE: usize = 2 * BLOCK;
/// A part with what is before it: a power of two, so that a place in it needs no check.
const WINDOW: usize = BEFORE + PART;
/// Bytes behind it, for eight are read at once.
const BEHIND: usize = 8;
/// Room for the words of a part, of which each takes five bytes with what ends it; a power of two as well.
const WORDS: usize = 512;
/// Places that are written at once, whether there are so many or not: asking is guessed wrongly once a block.
const USUAL: usize = 8;

/// Gives the words of [`SHORTEST`] to [`LONGEST`] bytes whose hash the sieve lets through to `found`, with their hash, until
/// it says that it has enough; tells whether it did. Of a word with a soft hyphen the sieve is not asked: it knows words without.
pub(super) fn words(text: &[u8], sieve: Sieve<'_>, mut found: impl FnMut(Span, u64) -> bool) -> bool {
    dispatch!(Level::new(), simd => search(simd, text, sieve, &mut found))
}

// From here on all is inlined into a function for each kind of processor.

#[inline(always)]
fn search<S: Simd>(simd: S, text: &[u8], sieve: Sieve<'_>, found: &mut impl FnMut(Span, u64) -> bool) -> bool {
    let mut runs = Runs::new(text);
    // What is behind the text is blank, so that every run ends.
    let mut left = text.len() / BLOCK + 1;
    while left > 0 {
        runs.part(simd, left.min(BLOCKS));
        let words = runs.sift(sieve);
        if (0..words).any(|word| runs.tell(word, sieve, found)) {
            return true;
        }
        runs.base += PART;
        left = left.saturating_sub(BLOCKS);
    }
    false
}

/// What is known of the blocks so far.
struct Runs<'t> {
    text: &'t [u8],
    /// Where the part begins.
    base: usize,
    /// The part, with bytes before and behind it; blanks stand for those that the text does not have.
    window: [u8; WINDOW + BEHIND],
    /// The letters of the block before.
    before: u64,
    /// The letters that a character of the block before has in this one.
    carried: u64,
    /// Where the words of the part begin and end in the window.
    begun: Places,
    ended: Places,
    /// Where the run began that goes on into the next part, if one does.
    open: Option<u16>,
    /// True when there was a soft hyphen.
    soft: bool,
}

impl<'t> Runs<'t> {
    #[inline(always)]
    fn new(text: &'t [u8]) -> Self {
        let (window, begun, ended) = ([b' '; WINDOW + BEHIND], Places::new(), Places::new());
        Self { text, base: 0, window, before: 0, carried: 0, begun, ended, open: None, soft: false }
    }

    /// Writes down the words of the part, which has so many blocks.
    #[inline(always)]
    fn part<S: Simd>(&mut self, simd: S, blocks: usize) {
        self.fill();
        self.ended.len = 0;
        self.begun.len = usize::from(self.open.is_some());
        self.begun.set(0, self.open.unwrap_or_default());
        for block in 0..blocks {
            let at = BEFORE + block * BLOCK;
            let letters = self.letters(simd, at);
            // A letter at that many bytes before each.
            let before = |back: usize| letters << back | self.before >> (BLOCK - back);
            let long = (1..SHORTEST).fold(letters, |long, back| long & before(back));
            let ended = (1..=SHORTEST).fold(!letters, |ended, back| ended & before(back));
            self.begun.add(long & !before(SHORTEST), at + 1 - SHORTEST);
            self.ended.add(ended, at);
            self.before = letters;
        }
        let goes_on = self.begun.len > self.ended.len;
        self.open = goes_on.then(|| self.begun.get(self.ended.len).saturating_sub(PART as u16));
    }

    /// Copies the part into the window.
    #[inline(always)]
    fn fill(&mut self) {
        let from = self.base.saturating_sub(BEFORE);
        let text = self.text.get(from..).unwrap_or_default();
        let window = self.window.get_mut(from + BEFORE - self.base..).unwrap_or_default();
        let (inside, behind) = window.split_at_mut(text.len().min(window.len()));
        inside.copy_from_slice(text.get(..inside.len()).unwrap_or_default());
        behind.fill(b' ');
    }

    /// The letters of the block that begins at `at` in the window, a bit a byte.
    #[inline(always)]
    fn letters<S: Simd>(&mut self, simd: S, at: usize) -> u64 {
        let block = |at: usize| self.window.get(at..).and_then(|bytes| bytes.first_chunk::<BLOCK>());
        let (Some(bytes), Some(behind)) = (block(at), block(at + 1)) else { return 0 };
        let (bytes, behind) = (u8x64::simd_from(simd, *bytes), u8x64::simd_from(simd, *behind));
        let ascii = ((bytes | 0x20) - b'a').simd_lt(26);
        // À to ſ are nearly all letters that French has beyond ASCII; that × and ÷ are among them does no harm. Then Cyrillic, of
        // which there may be a whole text.
        let leads = (bytes - 0xc3).simd_lt(3) | (bytes - 0xd0).simd_lt(2);
        // Quotation marks, dashes and blanks are nearly all the rest.
        let sign = bytes.simd_eq(0xe2) & behind.simd_eq(0x80);
        let latin = bytes.simd_eq(0xc2) & (behind.simd_eq(0xa0) | behind.simd_eq(0xab) | behind.simd_eq(0xbb));
        let others = (bytes.simd_ge(0xc0) & !(leads | sign | latin)).to_bitmask();
        let accents = leads.to_bitmask();
        let letters = ascii.to_bitmask() | accents | accents << 1 | self.carried;
        self.carried = accents >> (BLOCK - 1);
        if others == 0 { letters } else { letters | self.others(at, others) }
    }

    /// The letters among the characters that begin at these bits of a block, looked at one by one.
    #[inline(never)]
    fn others(&mut self, at: usize, mut others: u64) -> u64 {
        let mut letters = 0;
        while others != 0 {
            let place = others.trailing_zeros();
            others &= others - 1;
            let start = self.base + at - BEFORE + place as usize;
            let bytes = self.text.get(start..).unwrap_or_default();
            let hyphen = bytes.starts_with(&SOFT_HYPHEN);
            self.soft |= hyphen;
            let length = if hyphen { SOFT_HYPHEN.len() } else { length_of_letter(bytes) };
            let letter = (1 << length) - 1;
            letters |= letter << place;
            self.carried |= letter >> 1 >> (BLOCK as u32 - 1 - place);
        }
        letters
    }

    /// Keeps the words that are not too long and that the sieve lets through; all of them, once there was a soft hyphen. Tells
    /// how many.
    #[inline(always)]
    fn sift(&mut self, sieve: Sieve<'_>) -> usize {
        let (all, mut kept) = (self.soft, 0);
        for word in 0..self.ended.len {
            let (start, end) = (self.begun.get(word), self.ended.get(word));
            // Written whether it is kept or not: asking is guessed wrongly each time that one is.
            self.begun.set(kept, start);
            self.ended.set(kept, end);
            let long = usize::from(end) - usize::from(start) > LONGEST;
            kept += usize::from((sieve.passes(self.hash(start, end)) | all) & !long);
        }
        kept
    }

    /// Gives a word that was kept to `found`; tells whether that has enough.
    #[inline(always)]
    fn tell(&self, word: usize, sieve: Sieve<'_>, found: &mut impl FnMut(Span, u64) -> bool) -> bool {
        let (start, end) = (self.begun.get(word), self.ended.get(word));
        let word = Span::new(self.base + usize::from(start) - BEFORE, self.base + usize::from(end) - BEFORE);
        let hash = self.hash(start, end);
        let passes = !self.soft || sieve.passes(hash) || self.text.get(word.start..word.end).is_some_and(is_hyphenated);
        passes && found(word, hash)
    }

    /// The hash of the word at these places.
    #[inline(always)]
    fn hash(&self, start: u16, end: u16) -> u64 {
        let (start, end) = (usize::from(start), usize::from(end));
        let eight = |at: usize| {
            let eight = self.window.get(at % WINDOW..).and_then(|bytes| bytes.first_chunk());
            eight.map_or(0, |eight| u64::from_le_bytes(*eight))
        };
        hash_of(eight(start), eight(end.wrapping_sub(8)), end.wrapping_sub(start))
    }
}

/// Places of the window, in order.
struct Places {
    places: [u16; WORDS],
    len: usize,
}

impl Places {
    #[inline(always)]
    fn new() -> Self {
        Self { places: [0; WORDS], len: 0 }
    }

    /// Adds the places of the bits, counted from `at`.
    #[inline(always)]
    fn add(&mut self, bits: u64, at: usize) {
        let mut left = bits;
        for from in (0..BLOCK).step_by(USUAL) {
            for index in from..from + USUAL {
                // The last bit is set so that there is one.
                let place = (left | 1 << (BLOCK - 1)).trailing_zeros();
                self.set(self.len + index, (at + place as usize) as u16);
                left &= left.wrapping_sub(1);
            }
            if left == 0 {
                break;
            }
        }
        self.len += bits.count_ones() as usize;
    }

    #[inline(always)]
    fn get(&self, index: usize) -> u16 {
        self.places.get(index % WORDS).copied().unwrap_or_default()
    }

    #[inline(always)]
    fn set(&mut self, index: usize, place: u16) {
        if let Some(known) = self.places.get_mut(index % WORDS) {
            *known = place;
        }
    }
}

const SOFT_HYPHEN: [u8; 2] = [0xc2, 0xad];

/// The bytes of the letter that stands at the start of these; 0 where there is none. Law: they begin with a character.
fn length_of_letter(bytes: &[u8]) -> usize {
    let low = |byte: u8| u32::from(byte & 0x3f);
    let (len, code) = match *bytes {
        [a @ 0xc0..0xe0, b, ..] => (2, u32::from(a & 0x1f) << 6 | low(b)),
        [a @ 0xe0..0xf0, b, c, ..] => (3, u32::from(a & 0xf) << 12 | low(b) << 6 | low(c)),
        [a, b, c, d, ..] => (4, u32::from(a & 7) << 18 | low(b) << 12 | low(c) << 6 | low(d)),
        _ => return 0,
    };
    if char::from_u32(code).is_some_and(char::is_alphabetic) { len } else { 0 }
}

/// True when a soft hyphen stands in a word.
fn is_hyphenated(word: &[u8]) -> bool {
    word.windows(2).any(|pair| pair == SOFT_HYPHEN)
}
