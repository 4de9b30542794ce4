//! Cuts a segment into tokens: words, numbers, punctuation, spaces, and what must be left alone.
//!
//! Law: the tokens of a segment, joined, are the segment; no token is empty; time is linear in the segment, whatever it
//! holds; and a newline hides what stands on one side of it from the other side.
//!
//! Unicode's own word boundaries (UAX #29) were the choice rejected as they stand: they make one word of `l’affect`, glue
//! U+202F to the word before it and a missed space into `fini.La`. The rules below start from them and are tailored to
//! French; `tests/tokens/` holds the tokenizer against UAX #29 and names every way in which the two may differ.
//! A table of regular expressions was rejected too: with Unicode classes it reads accented text at 0.2 MB/s.
//!
//! ```
//! use limpide::token::{TokenKind, tokens};
//!
//! let words: Vec<&str> = tokens("L’essor de l'affect, dit-elle.")
//!     .filter(|token| token.kind == TokenKind::Word)
//!     .map(|token| token.text)
//!     .collect();
//! assert_eq!(words, ["L’", "essor", "de", "l'", "affect", "dit", "-elle"]);
//! ```
//!
//! # The rules
//!
//! The examples write a bar between tokens:
//!
//! ```
//! # use limpide::token::tokens;
//! fn cut(segment: &str) -> String {
//!     tokens(segment).map(|token| token.text).collect::<Vec<_>>().join("|")
//! }
//! assert_eq!(cut("Rien à dire."), "Rien| |à| |dire|.");
//! ```
//!
//! ## Words
//!
//! Letters of any script, in composed or decomposed form, with the digits that follow them. Soft hyphens, joiners and
//! other invisible characters inside a word stay inside it; anywhere else they stay with the character before them, so that
//! no accent is ever cut from its letter. Letters never part without a sign between them, even in scripts that write no spaces.
//! The middle dot of inclusive spelling joins; the full stop does not, because the space after it is often missing.
//!
//! ```
//! # use limpide::token::tokens;
//! # fn cut(segment: &str) -> String { tokens(segment).map(|token| token.text).collect::<Vec<_>>().join("|") }
//! assert_eq!(cut("e\u{301}te\u{301} tech\u{AD}no"), "e\u{301}te\u{301}| |tech\u{AD}no");
//! assert_eq!(cut("le G20, XIᵉ siècle"), "le| |G20|,| |XIᵉ| |siècle");
//! assert_eq!(cut("étudiant·e·s"), "étudiant·e·s");
//! assert_eq!(cut("fini.La suite"), "fini|.|La| |suite");
//! ```
//!
//! ## Elision
//!
//! An elided word keeps its apostrophe (`'`, `’` or U+02BC) and stands apart from the word it leans on, if that is a
//! word, a number, a quotation or, in careless typing, a blank. At the end of the line or before a closing sign the
//! apostrophe is a quotation mark. Any other apostrophe between letters belongs to the word, and so do those of
//! `quelqu'un`, `presqu'île` and compounds like `chef-d'œuvre`. `O'Brien` is whole since *o* elides nothing.
//!
//! ```
//! # use limpide::token::tokens;
//! # fn cut(segment: &str) -> String { tokens(segment).map(|token| token.text).collect::<Vec<_>>().join("|") }
//! assert_eq!(cut("jusqu’à l’Express"), "jusqu’|à| |l’|Express");
//! assert_eq!(cut("l'« affaire » d'1,5 million"), "l'|«| |affaire| |»| |d'|1,5| |million");
//! assert_eq!(cut("l' affaire du 'plan D'"), "l'| |affaire| |du| |'|plan| |D|'");
//! assert_eq!(cut("quelqu'un d'aujourd'hui"), "quelqu'un| |d'|aujourd'hui");
//! assert_eq!(cut("O'Brien, rock'n'roll"), "O'Brien|,| |rock'n'roll");
//! ```
//!
//! ## Hyphens
//!
//! A compound is one word; French clitics at its end split off with their hyphen and with the *t* that eases the sound.
//! Inside a compound `-en-`, `-la-` and the like are no clitics. A capital clitic counts only after capitals, so that
//! `Kim Jong-Il` keeps his name. A short table in the source lists compounds that only look as if they ended in a clitic.
//!
//! ```
//! # use limpide::token::tokens;
//! # fn cut(segment: &str) -> String { tokens(segment).map(|token| token.text).collect::<Vec<_>>().join("|") }
//! assert_eq!(cut("arc-en-ciel, covid-19"), "arc-en-ciel|,| |covid-19");
//! assert_eq!(cut("qu'a-t-il ? Donne-moi-le"), "qu'|a|-t-il| |?| |Donne|-moi|-le");
//! assert_eq!(cut("ce week-end-là, lui-même"), "ce| |week-end|-là|,| |lui|-même");
//! assert_eq!(cut("un rendez-vous peut-être"), "un| |rendez-vous| |peut-être");
//! ```
//!
//! ## Numbers
//!
//! Digits, with the separators French puts between them: a comma or a full stop before another digit; before exactly
//! three digits also one blank (ordinary, U+00A0, U+202F or thin) or an apostrophe, when the first group has at most
//! three. Letters that follow directly belong to the number; a hyphen or a trailing separator does not.
//!
//! ```
//! # use limpide::token::tokens;
//! # fn cut(segment: &str) -> String { tokens(segment).map(|token| token.text).collect::<Vec<_>>().join("|") }
//! assert_eq!(cut("12\u{202F}000 euros, 1.234.567, 3,4"), "12\u{202F}000| |euros|,| |1.234.567|,| |3,4");
//! assert_eq!(cut("en 2024 300 blessés"), "en| |2024| |300| |blessés");
//! assert_eq!(cut("le 1er à 20h30 ou 20 h 30"), "le| |1er| |à| |20h30| |ou| |20| |h| |30");
//! assert_eq!(cut("12% en 2024-2025"), "12|%| |en| |2024|-|2025");
//! ```
//!
//! ## Spaces
//!
//! A run of newlines is one token and a run of other blanks is another, so a paragraph break can be seen. Blanks include
//! U+00A0, U+202F, the zero-width space U+200B and U+FEFF.
//!
//! ```
//! # use limpide::token::tokens;
//! # fn cut(segment: &str) -> String { tokens(segment).map(|token| token.text).collect::<Vec<_>>().join("|") }
//! assert_eq!(cut("oui\u{202F}! \r\n\r\n Non"), "oui|\u{202F}|!| |\r\n\r\n| |Non");
//! ```
//!
//! ## Opaque text
//!
//! Addresses of pages and of people, handles, hashtags, code in backticks and names out of programs (`Net::Server`,
//! `old_value`) are one token each that nobody looks into, and so are places that a program fills (`%(path)s`,
//! `{{ title }}`), and tags and words with character references, in what was not said to be HTML. The punctuation of the
//! sentence stays outside. A bare domain is taken for one when it ends in a well-known top-level domain, in lower case, that
//! is no everyday French word.
//!
//! ```
//! # use limpide::token::tokens;
//! # fn cut(segment: &str) -> String { tokens(segment).map(|token| token.text).collect::<Vec<_>>().join("|") }
//! assert_eq!(cut("(voir https://exemple.fr/a_(b).)"), "(|voir| |https://exemple.fr/a_(b)|.|)");
//! assert_eq!(cut("exemple.fr/idees, redaction@exemple.fr."), "exemple.fr/idees|,| |redaction@exemple.fr|.");
//! assert_eq!(cut("selon Exemple.com.Depuis"), "selon| |Exemple.com|.|Depuis");
//! assert_eq!(cut("@limpide #Présidentielle2027 `let x = 1;`"), "@limpide| |#Présidentielle2027| |`let x = 1;`");
//! assert_eq!(cut("<p>un d&eacute;file</p>"), "<p>|un| |d&eacute;file|</p>");
//! ```
//!
//! ## Punctuation
//!
//! Every other character is a token of its own, but a run of one of `. - — – * _ = ! ? …` is one token.
//!
//! ```
//! # use limpide::token::tokens;
//! # fn cut(segment: &str) -> String { tokens(segment).map(|token| token.text).collect::<Vec<_>>().join("|") }
//! assert_eq!(cut("Quoi... «!?»"), "Quoi|...| |«|!|?|»");
//! ```

#![deny(clippy::indexing_slicing)]

mod character;
mod clitic;
mod number;
mod opaque;
mod word;

pub(crate) use character::is_apostrophe;

use crate::Span;
use character::{char_at, is_blank, is_digit, is_letter, is_newline, skip_extenders, skip_while, skip_word_characters};
use core::iter::FusedIterator;

/// What a [`Token`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum TokenKind {
    /// A word, an elided word with its apostrophe, or a clitic with its hyphen.
    Word,
    /// A number, with its separators and with the letters that follow it directly.
    Number,
    /// A sign, or a run of one sign.
    Punctuation,
    /// Newlines, or blanks; never both.
    Space,
    /// Text that is no prose: an address, a handle, a hashtag, code, a name out of a program, a tag.
    Opaque,
}

/// A piece of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token<'t> {
    /// What the token is.
    pub kind: TokenKind,
    /// The token as the segment writes it, never empty.
    pub text: &'t str,
    /// Byte offset of the token in the segment.
    pub start: usize,
}

impl Token<'_> {
    /// The place of the token in the segment.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
}

/// The tokens of `segment`, in order, found as they are asked for and without allocation.
///
/// ```
/// use limpide::token::{TokenKind, tokens};
///
/// let mut tokens = tokens("l’affaire");
/// let elided = tokens.next().unwrap();
/// assert_eq!((elided.kind, elided.text), (TokenKind::Word, "l’"));
/// assert_eq!(tokens.next().unwrap().span(), (4..11).into());
/// assert_eq!(tokens.next(), None);
/// ```
#[must_use]
pub const fn tokens(segment: &str) -> Tokens<'_> {
    Tokens { text: segment, at: 0, clitics_end: 0 }
}

/// Iterator over the tokens of a segment; made by [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// Up to here the text is clitics of the compound just given. Remembered, since finding them again from the middle
    /// of a long compound would take quadratic time.
    clitics_end: usize,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    #[inline]
    fn next(&mut self) -> Option<Token<'t>> {
        let start = self.at;
        let (kind, end) = match self.plain() {
            Some(plain) => plain,
            None => self.token(char_at(self.text, start)?),
        };
        self.at = end;
        Some(Token { kind, text: self.text.get(start..end)?, start })
    }
}

impl FusedIterator for Tokens<'_> {}

impl Tokens<'_> {
    /// Kind and end of the token at the cursor where the next two signs already tell: a word before a blank or before what
    /// joins nothing, a single blank, and a comma or a full stop before one. Most tokens are one of these.
    #[inline]
    fn plain(&self) -> Option<(TokenKind, usize)> {
        let (bytes, at) = (self.text.as_bytes(), self.at);
        match bytes.get(at)? {
            b' ' => match bytes.get(at + 1)? {
                b'!'..=b'~' => Some((TokenKind::Space, at + 1)),
                _ => None,
            },
            b',' | b'.' if bytes.get(at + 1)? == &b' ' => Some((TokenKind::Punctuation, at + 1)),
            first @ (b'a'..=b'z' | b'A'..=b'Z' | 0xC3) if at >= self.clitics_end => {
                if *first == 0xC3 && !is_letter(char_at(self.text, at)?) {
                    return None;
                }
                let end = skip_word_characters(self.text, at);
                let ends = match bytes.get(end)? {
                    b' ' | b',' | b';' | b')' | b'\n' => true,
                    // No address goes on so.
                    b'.' => matches!(bytes.get(end + 1)?, b' ' | b'\n'),
                    _ => false,
                };
                ends.then_some((TokenKind::Word, end))
            }
            _ => None,
        }
    }

    /// Kind and end of the token at the cursor, which starts with `first`.
    #[inline(never)]
    fn token(&mut self, first: char) -> (TokenKind, usize) {
        let (text, at) = (self.text, self.at);
        if at < self.clitics_end {
            return (TokenKind::Word, clitic::end(text, at, self.clitics_end));
        }
        if is_letter(first) {
            let word = word::scan(text, at);
            if let Some(end) = opaque::address(text, at, word.clitics_end) {
                return (TokenKind::Opaque, skip_extenders(text, end));
            }
            self.clitics_end = word.clitics_end;
            return (TokenKind::Word, word.end);
        }
        if is_newline(first) {
            return (TokenKind::Space, skip_while(text, at, is_newline));
        }
        if is_blank(first) {
            return (TokenKind::Space, skip_while(text, at, is_blank));
        }
        if is_digit(first) {
            let end = number::scan(text, at);
            return match opaque::address(text, at, end) {
                Some(end) => (TokenKind::Opaque, skip_extenders(text, end)),
                None => (TokenKind::Number, end),
            };
        }
        match opaque::marked(text, at, first) {
            Some(end) => (TokenKind::Opaque, skip_extenders(text, end)),
            None => (TokenKind::Punctuation, skip_extenders(text, punctuation(text, at, first))),
        }
    }
}

/// End of the sign `first`, with the run it starts.
fn punctuation(text: &str, at: usize, first: char) -> usize {
    match first {
        '.' | '-' | '—' | '–' | '*' | '_' | '=' | '!' | '?' | '…' => skip_while(text, at, |c| c == first),
        _ => at + first.len_utf8(),
    }
}
