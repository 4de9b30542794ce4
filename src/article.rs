//! An article as the judges see it: its words and signs in order, without the space between them.
//!
//! Law: every mark knows its bytes in the text, and nothing is copied out of it.
//! Made only when the scan has found something; a clean article never comes here.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::dictionary::IntruderId;
use crate::evidence::neighbours::Companion;
use crate::lexicon::Lexicon;
use crate::memory::{Bystander, Found, Known, Memory};
use crate::span::Span;
use crate::token::{Token, TokenKind, tokens};
use crate::vectors::REACH;

/// What stands between a mark and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    None,
    Blank,
    Line,
    Paragraph,
}

impl Gap {
    /// The gap with one more run of blanks or of newlines in it.
    fn widened(self, space: &str) -> Self {
        let count = |end: u8| space.bytes().filter(|byte| *byte == end).count();
        let lines = if space.starts_with(['\n', '\r']) { count(b'\n').max(count(b'\r')) } else { 0 };
        match (self, lines) {
            (Self::None, 0) => Self::Blank,
            (known, 0) => known,
            (Self::None | Self::Blank, 1) => Self::Line,
            _ => Self::Paragraph,
        }
    }
}

/// A word, number, sign or opaque run; everything but space.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark<'t> {
    /// The token.
    pub(crate) token: Token<'t>,
    /// What stands before it.
    pub(crate) gap: Gap,
}

impl<'t> Mark<'t> {
    pub(crate) fn text(&self) -> &'t str {
        self.token.text
    }

    pub(crate) fn is_word(&self) -> bool {
        self.token.kind == TokenKind::Word
    }
}

/// The marks of an article.
pub(crate) struct Article<'t, 'l> {
    pub(crate) marks: Vec<Mark<'t>>,
    text: &'t str,
    /// Of each mark, whether a quotation of its paragraph is open before it.
    quoted: Vec<bool>,
    apostrophe: OnceCell<char>,
    /// Of each mark, what is known of it.
    known: Vec<Where<'l>>,
    /// Where the notable marks are ([`Article::notable`]).
    notable: Vec<usize>,
    rare: &'l Rare,
    memory: &'l Memory,
}

/// Where to find what is known of a mark: in memory, or among the article's rare words.
#[derive(Clone, Copy, Debug)]
enum Where<'l> {
    Kept(&'l Known),
    Rare(usize),
}

impl<'t, 'l> Article<'t, 'l> {
    pub(crate) fn new(text: &'t str, memory: &'l Memory, rare: &'l mut Rare) -> Self {
        // As many as French has, or nearly.
        let mut marks = Vec::with_capacity(text.len() / 5);
        let mut gap = Gap::Paragraph;
        for token in tokens(text) {
            if token.kind == TokenKind::Space {
                gap = gap.widened(token.text);
            } else {
                marks.push(Mark { token, gap });
                gap = Gap::None;
            }
        }
        let quoted = quotations(&marks);
        let mut known = Vec::with_capacity(marks.len());
        let mut notable = Vec::with_capacity(marks.len() / 2);
        for (at, mark) in marks.iter().enumerate() {
            let (place, is_notable) = match memory.word(mark.text()) {
                Some(known) => (Where::Kept(known), known.is_notable()),
                None => {
                    let number = rare.number(mark.text(), memory);
                    (Where::Rare(number), rare.known.get(number).is_some_and(Known::is_notable))
                }
            };
            known.push(place);
            if is_notable {
                notable.push(at);
            }
        }
        Self { marks, text, quoted, apostrophe: OnceCell::new(), known, notable, rare, memory }
    }

    /// Number of words.
    pub(crate) fn words(&self) -> usize {
        self.marks.iter().filter(|mark| mark.is_word()).count()
    }

    pub(crate) fn mark(&self, at: usize) -> Option<&Mark<'t>> {
        self.marks.get(at)
    }

    /// The mark before `at`, unless a paragraph ends between them.
    pub(crate) fn before(&self, at: usize) -> Option<&Mark<'t>> {
        let here = self.marks.get(at)?;
        if here.gap == Gap::Paragraph { None } else { self.marks.get(at.checked_sub(1)?) }
    }

    /// The mark after `at`, unless a paragraph ends between them.
    pub(crate) fn after(&self, at: usize) -> Option<&Mark<'t>> {
        self.marks.get(at + 1).filter(|next| next.gap != Gap::Paragraph)
    }

    /// True when the mark at `at` stands between quotation marks that open in its paragraph. Straight ones do not tell
    /// which way they face, and counting them goes wrong with the first that is missing; they are passed over.
    pub(crate) fn in_quotation(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or_default()
    }

    /// What is known of the mark at `at`.
    pub(crate) fn known(&self, at: usize) -> Option<&'l Known> {
        match self.known.get(at)? {
            Where::Kept(known) => Some(known),
            Where::Rare(number) => self.rare.known.get(*number),
        }
    }

    /// The marks that are originals, or of which the spelling tells how the article is written. Noted while what is known of
    /// each is at hand.
    pub(crate) fn notable(&self) -> impl Iterator<Item = (usize, &Mark<'t>)> {
        self.notable.iter().filter_map(|at| Some((*at, self.marks.get(*at)?)))
    }

    /// What the mark at `at` is beside a place.
    pub(crate) fn bystander(&self, at: usize) -> Option<&'l Bystander> {
        Some(self.known(at)?.bystander(self.mark(at)?.text(), self.memory))
    }

    /// The intruder that the mark at `at` is by itself, and the first dictionary that knows it.
    pub(crate) fn intruder(&self, at: usize) -> Option<(usize, IntruderId)> {
        self.known(at)?.intruder(self.memory)
    }

    /// The original that the mark at `at` is, written as engines hit it.
    pub(crate) fn original(&self, at: usize) -> Option<Found> {
        self.known(at)?.original(self.memory)
    }

    pub(crate) fn lexicon(&self) -> &'l Lexicon {
        &self.memory.lexicon
    }

    /// True when the mark at `at` opens a sentence, a line or a quotation.
    pub(crate) fn opens(&self, at: usize) -> bool {
        self.marks.get(at).is_none_or(|mark| mark.gap >= Gap::Line)
            || self.before(at).is_none_or(|before| {
                before.token.kind == TokenKind::Punctuation
                    && before
                        .text()
                        .starts_with(['.', '!', '?', '…', ':', '«', '“', '"', '–', '—', '•', '-', '*', '(', ';'])
            })
    }

    /// The span of the marks `from..to`.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        let start = self.marks.get(from).map_or(0, |mark| mark.token.start);
        let end = to.checked_sub(1).and_then(|last| self.marks.get(last)).map_or(start, |mark| mark.token.span().end);
        Span::new(start, end)
    }

    /// The marks `from..to` in lower case, one space between words.
    pub(crate) fn text_of(&self, from: usize, to: usize) -> String {
        match self.marks.get(from..to).unwrap_or_default() {
            [one] => one.text().to_lowercase(),
            marks => marks.iter().map(|mark| mark.text().to_lowercase()).collect::<Vec<_>>().join(" "),
        }
    }

    /// Bytes of text.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// The apostrophe that the article uses most, straight or curly.
    pub(crate) fn apostrophe(&self) -> char {
        *self.apostrophe.get_or_init(|| {
            let count = |sign: char| self.marks.iter().filter(|mark| mark.text().ends_with(sign)).count();
            if count('\'') > count('’') { '\'' } else { '’' }
        })
    }

    /// The text of a span, as it was given.
    pub(crate) fn text_at(&self, span: Span) -> &'t str {
        span.of(self.text)
    }

    /// The words around the marks `from..to`, each where its number among the places around stands
    /// ([`Vectors::gates`](crate::vectors::Vectors)), seen through `mended`; the end of a paragraph is the last on its side.
    pub(crate) fn surroundings<'a>(
        &'a self,
        from: usize,
        to: usize,
        mended: &[Option<&'a Companion>],
    ) -> [Option<&'a Companion>; 2 * REACH] {
        let mut around = [None; 2 * REACH];
        let (left, right) = around.split_at_mut(REACH);
        let edge = self.memory.edge();
        let mut at = from;
        for place in left.iter_mut().rev() {
            if self.before(at).is_none() {
                *place = Some(edge);
                break;
            }
            at -= 1;
            *place = self.companion(at, mended);
        }
        let mut at = to.saturating_sub(1);
        for place in right {
            if self.after(at).is_none() {
                *place = Some(edge);
                break;
            }
            at += 1;
            *place = self.companion(at, mended);
        }
        around
    }

    fn companion<'a>(&'a self, index: usize, mended: &[Option<&'a Companion>]) -> Option<&'a Companion> {
        let hidden = mended.get(index).copied().flatten();
        hidden.or_else(|| self.bystander(index).map(|word| &word.companion))
    }

    /// The neighbours of the marks `from..to`, two on each side and the nearest first, seen through `mended`: marks already
    /// known to hide another word.
    pub(crate) fn around<'a>(
        &'a self,
        from: usize,
        to: usize,
        mended: &[Option<&'a Companion>],
    ) -> [[&'a Companion; 2]; 2] {
        let at = |index: Option<usize>| self.companion(index?, mended);
        let left = if self.before(from).is_some() { from.checked_sub(1) } else { None };
        let left_left = left.filter(|left| self.before(*left).is_some()).and_then(|left| left.checked_sub(1));
        let right = Some(to).filter(|_| to > 0 && self.after(to - 1).is_some());
        let right_right = right.filter(|right| self.after(*right).is_some()).map(|right| right + 1);
        let or_end = |found: Option<&'a Companion>| found.unwrap_or_else(|| self.memory.edge());
        [[or_end(at(left)), or_end(at(left_left))], [or_end(at(right)), or_end(at(right_right))]]
    }
}

/// What is known of the words that memory does not keep. Made once for all that is judged of one text.
#[derive(Debug, Default)]
pub(crate) struct Rare {
    numbers: BTreeMap<String, usize>,
    known: Vec<Known>,
}

impl Rare {
    fn number(&mut self, text: &str, memory: &Memory) -> usize {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        self.known.push(memory.know(text));
        self.numbers.insert(text.to_string(), self.known.len() - 1);
        self.known.len() - 1
    }
}

/// Of each mark, whether a quotation is open before it. One walk for all: asked place by place, a long quotation would be
/// walked through again and again.
fn quotations(marks: &[Mark<'_>]) -> Vec<bool> {
    let mut open = false;
    let mut quoted = Vec::with_capacity(marks.len());
    for mark in marks {
        open &= mark.gap != Gap::Paragraph;
        quoted.push(open);
        if mark.token.kind == TokenKind::Punctuation {
            match mark.text() {
                "«" | "“" => open = true,
                "»" | "”" => open = false,
                _ => {}
            }
        }
    }
    quoted
}
