//! Finds the words of a text, 64 bytes at a time.
//!
//! ```text
//!   bytes     l e   e n t r a n c e   u k r a i n i e n ,
//!   letters   1 1 0 1 1 1 1 1 1 1 1 0 1 1 1 1 1 1 1 1 1 0
//!   ends      . . 0 . . . . . . . . 1 . . . . . . . . . 1     no letter here, a letter at the four places before it
//! ```
//!
//! A block's letters are one number of 64 bits, a bit a byte, so that all words which are long enough end where five shifted
//! copies of it agree; shorter ones, nearly half of a text, are never seen. Where a word begins, the last zero before it tells.
//! Of each word its hash is made, from two numbers of eight bytes, and only what the sieve lets through is looked at.
//!
//! Law: the words are the runs of letters, soft hyphens, × and ÷, as a loop over the characters finds them (`tests.rs`).
//! Rejected: that loop, which takes several times as long; and a crate for vector code, while what a compiler makes of
//! plain loops takes a quarter of the time.

use crate::dictionary::filter::{LONGEST, SHORTEST, Sieve, hash_of};
use crate::span::Span;

/// Bytes looked at together: as many as a number has bits.
const BLOCK: usize = 64;
/// A block, the block before it, in which its first word may begin, and eight bytes more, to be read at once.
const WINDOW: usize = 2 * BLOCK + 8;
/// Words of a block that are dealt with without asking whether there are so many: asking is guessed wrongly once a block.
const USUAL: usize = 4;

/// Gives the words of [`SHORTEST`] to [`LONGEST`] bytes whose hash the sieve lets through to `found`, with their hash, until
/// it says that it has enough; tells whether it did. Of a word with a soft hyphen the sieve is not asked: it knows words without.
pub(super) fn words(text: &[u8], sieve: Sieve<'_>, mut found: impl FnMut(Span, u64) -> bool) -> bool {
    let mut runs = Runs::default();
    let (blocks, rest) = text.as_chunks::<BLOCK>();
    // The last block ends in blanks, and is one of blanks alone where none is left over, so that every run ends in a block.
    let mut last = [b' '; BLOCK];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    for block in blocks.iter().chain([&last]) {
        let letters = runs.letters(text, block);
        if runs.ends(text, letters, sieve, &mut found) {
            return true;
        }
    }
    false
}

/// What is known of the blocks so far.
#[derive(Default)]
struct Runs {
    /// Where the block begins.
    base: usize,
    /// The letters of the block before.
    before: u64,
    /// The letters that a character of the block before has in this one.
    carried: u64,
    /// Where the run began that goes on into this block, if one does.
    open: usize,
    /// True when there was a soft hyphen.
    soft: bool,
}

impl Runs {
    /// The letters of a block, a bit a byte.
    #[inline]
    fn letters(&mut self, text: &[u8], block: &[u8; BLOCK]) -> u64 {
        let letters = bits(block, |byte| (byte | 0x20).wrapping_sub(b'a') < 26) | core::mem::take(&mut self.carried);
        if block.is_ascii() {
            return letters;
        }
        // À to ÿ are nearly all that French has beyond ASCII. That × and ÷ are among them does no harm.
        let accents = bits(block, |byte| byte == 0xc3);
        let mut letters = letters | accents | accents << 1;
        self.carried = accents >> (BLOCK - 1);
        let mut others = bits(block, |byte| byte >= 0xc0 && byte != 0xc3);
        while others != 0 {
            let at = others.trailing_zeros();
            others &= others - 1;
            let letter = (1 << self.letter(text.get(self.base + at as usize..).unwrap_or_default())) - 1;
            letters |= letter << at;
            self.carried |= letter >> 1 >> (BLOCK as u32 - 1 - at);
        }
        letters
    }

    /// The bytes of the letter or soft hyphen that stands at the start of these; 0 where there is neither.
    #[inline]
    fn letter(&mut self, bytes: &[u8]) -> usize {
        match bytes {
            // Quotation marks and dashes, which are the most of them.
            [0xe2, 0x80, ..] => 0,
            [0xc2, 0xad, ..] => {
                self.soft = true;
                2
            }
            _ => length_of_letter(bytes),
        }
    }

    /// Gives the words that end in a block, and goes on to the next.
    #[inline]
    fn ends(&mut self, text: &[u8], letters: u64, sieve: Sieve<'_>, found: &mut impl FnMut(Span, u64) -> bool) -> bool {
        let mut unsaid = [b' '; WINDOW];
        let window = self.window(text, &mut unsaid);
        // A letter at that many bytes before each.
        let before = |back: usize| letters << back | self.before >> (BLOCK - back);
        let mut ends = (1..=SHORTEST).fold(!letters, |ends, back| ends & before(back));
        let open = (self.open + BLOCK).saturating_sub(self.base);
        let mut enough = false;
        let mut next = |ends: &mut u64| {
            let real = *ends != 0;
            let end = ends.trailing_zeros() as usize % BLOCK;
            *ends &= ends.wrapping_sub(1);
            let gaps = !letters & ((1 << end) - 1);
            let start = if gaps == 0 { open } else { 2 * BLOCK - gaps.leading_zeros() as usize };
            let hash = hash_in(window, start, end);
            if (sieve.passes(hash) || self.soft) && real {
                let start = if gaps == 0 { self.open } else { self.base + start - BLOCK };
                let word = Span::new(start, self.base + end);
                let known = || sieve.passes(hash) || text.get(word.start..word.end).is_some_and(is_hyphenated);
                enough |= word.len() <= LONGEST && known() && found(word, hash);
            }
        };
        (0..USUAL).for_each(|_| next(&mut ends));
        while ends != 0 {
            next(&mut ends);
        }
        if letters != u64::MAX {
            self.open = self.base + BLOCK - (!letters).leading_zeros() as usize;
        }
        self.before = letters;
        self.base += BLOCK;
        enough
    }

    /// The bytes from a block before this one on; blanks stand for those that the text does not have.
    #[inline]
    fn window<'w>(&self, text: &'w [u8], blanks: &'w mut [u8; WINDOW]) -> &'w [u8; WINDOW] {
        let inside = self.base.checked_sub(BLOCK).and_then(|start| text.get(start..)?.first_chunk());
        inside.unwrap_or_else(|| {
            let unsaid = BLOCK.saturating_sub(self.base);
            let said = text.get((self.base + unsaid).saturating_sub(BLOCK)..).unwrap_or_default();
            blanks.iter_mut().skip(unsaid).zip(said).for_each(|(to, from)| *to = *from);
            blanks
        })
    }
}

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
    word.windows(2).any(|pair| pair == [0xc2, 0xad])
}

/// The hash of the word from `start` in the window to `end` in the block.
#[inline]
fn hash_in(window: &[u8; WINDOW], start: usize, end: usize) -> u64 {
    let eight = |at: usize| {
        window.get(at..).and_then(|bytes| bytes.first_chunk()).map_or(0, |eight| u64::from_le_bytes(*eight))
    };
    hash_of(eight(start % (2 * BLOCK)), eight(BLOCK - 8 + end % BLOCK), (BLOCK + end).wrapping_sub(start))
}

/// The bytes of a block of which `is` says yes, a bit a byte. In two loops, so that the first becomes vector code.
#[inline]
fn bits(block: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    /// Moves the lowest bits of eight bytes into one byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let ones: [u8; BLOCK] = block.map(|byte| u8::from(is(byte)));
    let (eights, _) = ones.as_chunks::<8>();
    let gathered = eights.iter().map(|eight| u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56);
    gathered.enumerate().fold(0, |bits, (at, byte)| bits | byte << (8 * at))
}
