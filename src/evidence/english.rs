//! Evidence from English: engines also hit what stood there in English, in titles, names and quotations.
//!
//! Law: where the text around a place looks foreign, French neighbours say nothing of the original; how common the words are
//! in English does, and how common they are as names. It chooses and confirms in an article that is damaged elsewhere, and
//! never speaks for damage in one that may be sound, where English is meant.
//! Rejected: to leave foreign text alone altogether. An engine does not, and one damaged place in a hundred stood in it.

use crate::evidence::Form;

/// The share of English text that a word of each class makes, as a logarithm, hardly English ones first: by Zipf's law a tenth
/// of one by its rank, at the middle of the ranks of its class (dictionaries/README.md).
const SHARES: [f32; 7] = [-15.0, -13.7, -12.7, -11.7, -10.8, -9.8, -8.2];
/// The classes taken for an original and for an intruder of unknown class, so that what is not known says little for damage;
/// and that of an intruder of several words of which one is unknown.
const ORIGINAL: usize = 2;
const INTRUDER: usize = 5;
const PHRASE: usize = 2;
/// In a hundred words some one belongs to a foreign name: what makes shares of names in French text shares of foreign text.
const NAMES: f32 = 4.6;
/// How much likelier engines leave a word of foreign text alone than a French one: it stands in links, headings and quotations.
const LEFT_ALONE: f32 = 1.2;

/// How much likelier `original` makes a place in foreign text than a genuine `intruder` does, as a logarithm. `foreign` is how
/// much speaks for the text being foreign, `capital` that it is written as names are.
pub(crate) fn english(original: &Form, intruder: &Form, foreign: f32, capital: bool) -> f32 {
    let genuine = share(intruder);
    let genuine = if capital { genuine.max(intruder.own.share_of_capital() + NAMES) } else { genuine };
    let lead = share_of_class(original.english.map_or(ORIGINAL, usize::from)) - genuine;
    // What is left when the text is not foreign after all says nothing.
    lead - LEFT_ALONE + (-(-foreign).exp()).ln_1p()
}

/// The share of English text that an intruder makes, as a logarithm.
pub(super) fn share(intruder: &Form) -> f32 {
    let unknown = if intruder.text.contains(' ') { PHRASE } else { INTRUDER };
    share_of_class(intruder.english.map_or(unknown, usize::from))
}

fn share_of_class(class: usize) -> f32 {
    SHARES.get(class).copied().unwrap_or_default()
}
