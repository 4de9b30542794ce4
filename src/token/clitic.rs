//! The pronouns and adverbs that lean on the word before them: `dit-elle`, `a-t-il`, `celui-ci`.
//!
//! Law: a clitic is given with its hyphen, and only at the end of a compound.
//! Splitting compounds at every hyphen was rejected: `arc-en-ciel` and `rendez-vous` are words of the lexicon.

#![deny(clippy::indexing_slicing)]

use super::character::{char_at, is_hyphen, reads, reads_one_of};

/// How many clitics a word can bear, as in `donne-le-moi` and `celles-là-mêmes`, with one to spare.
const MAX_CLITICS: usize = 3;

/// The clitics, without their hyphen and without accents: `la` stands for `là` too.
const CLITICS: [&str; 33] = [
    "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "moi", "toi", "lui", "leur", "le", "la",
    "les", "y", "en", "ci", "meme", "memes", // pronouns and adverbs
    "m'en", "t'en", "l'en", "m'y", "t'y", "l'y", // elided before another clitic: va-t'en
    "t'il", "t'elle", "t'on", "t'ils", "t'elles", // a common misspelling of -t-il
];

/// The clitics that a *t* may precede: `a-t-il`, `va-t-en`.
const AFTER_T: [&str; 6] = ["il", "elle", "on", "ils", "elles", "en"];

/// Compounds that end like a clitic and have none.
const WHOLE: [&str; 26] = [
    // Nouns made of a phrase.
    "rendez-vous",
    "garde-a-vous",
    "en-dira-t-on",
    "ote-toi-de-la",
    "chez-moi",
    "chez-toi",
    "chez-lui",
    "chez-elle",
    "chez-nous",
    "chez-vous",
    // Cries and songs.
    "ah-la-la",
    "o-la-la",
    "oh-la-la",
    "ouh-la-la",
    "tra-la-la",
    "la-la",
    // Names.
    "jong-il",
    "shangri-la",
    // English words met in French news.
    "add-on",
    "bolt-on",
    "carry-on",
    "hands-on",
    "head-on",
    "knock-on",
    "roll-on",
    "slip-on",
];

/// Length of the hyphenated `compound` without the clitics at its end.
pub(super) fn host_length(compound: &str) -> usize {
    let mut host = compound;
    for _ in 0..MAX_CLITICS {
        match split_clitic(host) {
            Some(shorter) if !reads_one_of(host, &WHOLE) => host = shorter,
            _ => break,
        }
    }
    let clitics = compound.get(host.len()..).unwrap_or_default();
    if case_fits(host, clitics) { host.len() } else { compound.len() }
}

/// End of the clitic at `start`, of those that end at `clitics_end`.
pub(super) fn end(text: &str, start: usize, clitics_end: usize) -> usize {
    let part_end = |at: usize| {
        let from = at + char_at(text, at).map_or(0, char::len_utf8);
        let length = text.get(from..clitics_end).and_then(|rest| rest.find(is_hyphen));
        (from, length.map_or(clitics_end, |length| from + length))
    };
    let (from, end) = part_end(start);
    match text.get(from..end) {
        Some(t) if end < clitics_end && reads(t, "t") => part_end(end).1,
        _ => end,
    }
}

/// `host` without the clitic it ends with, if it does.
fn split_clitic(host: &str) -> Option<&str> {
    let (before, clitic) = host.rsplit_once(is_hyphen)?;
    if !reads_one_of(clitic, &CLITICS) {
        return None;
    }
    match before.rsplit_once(is_hyphen) {
        Some((before_t, t)) if reads(t, "t") && reads_one_of(clitic, &AFTER_T) => Some(before_t),
        _ => Some(before),
    }
}

/// Clitics in capitals fit a word in capitals (`DIT-ELLE`); after other words they are part of a name (`Jong-Il`,
/// `Maréchal-Le`), and after a single letter part of a label (`X-Y`).
fn case_fits(host: &str, clitics: &str) -> bool {
    if !clitics.contains(char::is_uppercase) {
        return true;
    }
    let has_t = clitics.chars().nth(1) == Some('T');
    let is_label = !has_t && host.chars().nth(1).is_none();
    let ends_upper = host.chars().rfind(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    ends_upper && !is_label && !clitics.contains(char::is_lowercase)
}
