//! From the form in the text to the form in the lexicon: apostrophes, invisible characters, composed accents, case.
//!
//! Law: a form already spelled as the lexicon spells it is borrowed, never copied; that is nearly every word.
//! Normalising whole segments up front was rejected: it would cost a copy and move every position.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// How a form's case was changed before it was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Folding {
    /// Not at all.
    #[default]
    AsIs,
    /// First letter lower-cased: *Car* → *car*.
    FirstLower,
    /// All letters lower-cased: *ÉTAT* → *état*.
    Lower,
    /// All but the first letter lower-cased: *FRANCE* → *France*.
    Title,
}

impl Folding {
    /// The attempts, in order, for a form that holds capitals.
    pub(super) const ATTEMPTS: [Self; 3] = [Self::FirstLower, Self::Lower, Self::Title];

    /// `form` as the lexicon would spell it, with this change of case.
    pub(super) fn apply(self, form: &str) -> String {
        let form = tidy(form).replace('\'', "’");
        self.recase(&form)
    }

    /// `form` with its case changed.
    pub(super) fn recase(self, form: &str) -> String {
        let mut chars = form.chars();
        match (self, chars.next()) {
            (Self::FirstLower, Some(first)) => first.to_lowercase().chain(chars).collect(),
            (Self::Lower, _) => form.to_lowercase(),
            (Self::Title, Some(first)) => first.to_string() + &chars.as_str().to_lowercase(),
            (Self::AsIs, _) | (_, None) => form.to_owned(),
        }
    }
}

/// `form` in composed characters, without soft hyphens and zero-width marks, its hyphens plain.
/// Straight apostrophes stay: [`Lexicon`](super::Lexicon) reads them as ’ while it walks.
pub(super) fn tidy(form: &str) -> Cow<'_, str> {
    if form.is_ascii() || !form.chars().any(is_untidy) {
        return Cow::Borrowed(form);
    }
    let visible = form.chars().filter(|&c| !is_invisible(c));
    Cow::Owned(visible.map(plain).nfc().collect())
}

/// The accented letters that French has for a plain one.
pub(super) fn accented(letter: u8) -> &'static [&'static str] {
    match letter {
        b'a' => &["à", "â"],
        b'c' => &["ç"],
        b'e' => &["é", "è", "ê", "ë"],
        b'i' => &["î", "ï"],
        b'o' => &["ô"],
        b'u' => &["û", "ù", "ü"],
        _ => &[],
    }
}

fn is_untidy(c: char) -> bool {
    is_invisible(c) || plain(c) != c || is_combining(c)
}

/// Soft hyphen, zero-width space, joiners, word joiner, byte-order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// The hyphen or apostrophe the lexicon writes for its typographic kin.
fn plain(c: char) -> char {
    match c {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2BC}' | '\u{2018}' => '’',
        other => other,
    }
}
