//! Turns what dictionary files say into the form that is searched.
//!
//! Law: the same source gives the same bytes, in whatever order its files were read.
//! Bundled and user dictionaries go through this one function; the bundled one is only done beforehand.
//!
//! Each intruder is anchored on the word of it that clean French uses least: the scan looks for anchors alone, so their
//! rarity decides how fast a clean article is passed. An intruder whose every word is common French has no anchor
//! and is looked for only where something else was found.

use std::collections::{BTreeMap, BTreeSet};

use fst::MapBuilder;

use crate::compiled::join;
use crate::dictionary::entry::Source;
use crate::dictionary::{Anchor, Choice, NO_CLASS, OriginalId, filter};
use crate::error::{Error, ErrorKind};

pub(super) const MAGIC: &[u8; 8] = b"LMPDDIC5";

/// A word is an anchor that clean French never uses, or seldom, when it stands fewer times than this in the texts the
/// statistics come from (11 M words).
const NEVER: u32 = 20;
const SELDOM: u32 = 60;

/// Compiles `source`; `count` says how often a lower-case word stands in clean French text.
///
/// # Errors
/// A rule of the format that the source breaks.
pub fn compile(source: &Source, count: impl Fn(&str) -> u32) -> Result<Vec<u8>, Error> {
    source.check()?;
    let names: BTreeSet<&str> = source.pairs.iter().map(|pair| pair.original.as_str()).collect();
    let ids: BTreeMap<&str, u32> = names.iter().zip(0..).map(|(name, id)| (*name, id)).collect();

    let mut by_intruder: BTreeMap<String, BTreeMap<u32, Choice>> = BTreeMap::new();
    for pair in &source.pairs {
        let Some(&id) = ids.get(pair.original.as_str()) else { continue };
        let choices = by_intruder.entry(pair.intruder.to_lowercase()).or_default();
        choices.entry(id).or_insert_with(|| Choice::unknown(OriginalId(id), pair)).learn(pair);
    }

    let mut lists = vec![0_u32];
    let mut pairs = Vec::new();
    for choices in by_intruder.values() {
        pairs.extend(choices.values().flat_map(|choice| [choice.original.0, choice.pack()]));
        lists.push((pairs.len() / 2) as u32);
    }
    let anchors: BTreeMap<&str, Anchor> = by_intruder.keys().filter_map(|intruder| anchor(intruder, &count)).collect();
    let heads = names.iter().flat_map(|name| {
        let head = source.heads.get(*name).copied().unwrap_or_default();
        let english = head.english.map_or(NO_CLASS, u32::from);
        [head.replaced, head.survived, english | head.recalled.map_or(NO_CLASS, u32::from) << 8]
    });
    let mut strings = String::new();
    let mut starts = vec![0_u32];
    for name in &names {
        strings.push_str(name);
        starts.push(strings.len() as u32);
    }
    Ok(join(
        MAGIC,
        &[
            numbered(by_intruder.keys().map(String::as_str))?,
            little(lists),
            little(pairs),
            numbered(names.iter().copied())?,
            little(starts),
            strings.into_bytes(),
            little(heads),
            map(anchors.iter().map(|(word, anchor)| (*word, *anchor as u64)))?,
            filter::build(anchors.keys().copied()),
        ],
    ))
}

/// The rarest word of an intruder, where it is rare enough.
fn anchor(intruder: &str, count: impl Fn(&str) -> u32) -> Option<(&str, Anchor)> {
    let (count, word) = filter::words(intruder)
        .map(|word| (count(word), word))
        .min_by_key(|(count, word)| (*count, core::cmp::Reverse(word.len()), *word))?;
    match count {
        0..NEVER => Some((word, Anchor::Never)),
        NEVER..SELDOM => Some((word, Anchor::Seldom)),
        _ => None,
    }
}

fn little(numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
    numbers.into_iter().flat_map(u32::to_le_bytes).collect()
}

fn numbered<'a>(sorted: impl Iterator<Item = &'a str>) -> Result<Vec<u8>, Error> {
    map(sorted.zip(0..))
}

fn map<'a>(sorted: impl Iterator<Item = (&'a str, u64)>) -> Result<Vec<u8>, Error> {
    let mut builder = MapBuilder::memory();
    builder.extend_iter(sorted).map_err(unbuilt)?;
    builder.into_inner().map_err(unbuilt)
}

fn unbuilt(error: fst::Error) -> Error {
    Error::new(ErrorKind::Dictionary, format!("the dictionary could not be compiled: {error}"))
}
