//! Turns what dictionary files say into the form that is searched.
//!
//! Law: the same source gives the same bytes, in whatever order its files were read.
//! Bundled and user dictionaries go through this one function; the bundled one is only done beforehand.
//!
//! Each intruder is anchored on the word of it that clean French uses least: the scan looks for anchors alone, so their
//! rarity decides how fast a clean article is passed. An intruder whose every word is common French has no anchor
//! and is looked for only where something else was found.

use std::collections::{BTreeMap, BTreeSet};

use fst::{MapBuilder, SetBuilder};

use crate::compiled::join;
use crate::dictionary::entry::{Head, Pair, Place, Source, Tier};
use crate::dictionary::filter;
use crate::error::{Error, ErrorKind};

pub(super) const MAGIC: &[u8; 8] = b"LMPDDIC1";

/// An intruder is an anchor when its rarest word stands fewer times than this in the texts the statistics come from (13 M words).
const ANCHOR_BELOW: u32 = 60;

/// Compiles `source`; `count` says how often a lower-case word stands in clean French text.
///
/// # Errors
/// A rule of the format that the source breaks.
pub fn compile(source: &Source, count: impl Fn(&str) -> u32) -> Result<Vec<u8>, Error> {
    source.check()?;
    let names: BTreeSet<&str> = source.pairs.iter().map(|pair| pair.original.as_str()).collect();
    let ids: BTreeMap<&str, u32> = names.iter().zip(0..).map(|(name, id)| (*name, id)).collect();

    let mut by_intruder: BTreeMap<String, BTreeMap<u32, &Pair>> = BTreeMap::new();
    for pair in &source.pairs {
        let Some(&id) = ids.get(pair.original.as_str()) else { continue };
        let known = by_intruder.entry(pair.intruder.to_lowercase()).or_default().entry(id).or_insert(pair);
        if pair.tier > known.tier {
            *known = pair;
        }
    }

    let mut lists = vec![0_u32];
    let mut pairs = Vec::new();
    for choices in by_intruder.values() {
        for (id, pair) in choices {
            // An observed pair keeps the rank that the authored table gives it: both say something of how likely it is.
            let rank = authored_rank(source, pair).unwrap_or(pair.rank);
            pairs.push(*id);
            pairs.push(pack(pair, rank));
        }
        lists.push((pairs.len() / 2) as u32);
    }
    let anchors: BTreeSet<&str> = by_intruder.keys().filter_map(|intruder| anchor(intruder, &count)).collect();
    let heads = names.iter().flat_map(|name| {
        let Head { replaced, survived } = source.heads.get(*name).copied().unwrap_or_default();
        [replaced, survived]
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
            map(by_intruder.keys().map(String::as_str))?,
            little(lists),
            little(pairs),
            map(names.iter().copied())?,
            little(starts),
            strings.into_bytes(),
            little(heads),
            set(anchors.iter().copied())?,
            filter::build(anchors.iter().copied()),
        ],
    ))
}

/// The authored rank of a pair that was also observed. Looked up in a table made once per source.
fn authored_rank(source: &Source, pair: &Pair) -> Option<u8> {
    if pair.tier != Tier::Observed {
        return None;
    }
    source
        .pairs
        .iter()
        .find(|other| {
            other.tier == Tier::Authored && other.original == pair.original && other.intruder == pair.intruder
        })
        .map(|other| other.rank)
}

fn pack(pair: &Pair, rank: u8) -> u32 {
    let tier = match pair.tier {
        Tier::Authored => 0,
        Tier::Observed => 1,
        Tier::User => 2,
    };
    let place = match pair.place {
        Place::Prose => 0,
        Place::Line => 1,
    };
    tier | place << 4 | u32::from(rank) << 8 | u32::from(pair.count) << 16
}

/// The rarest word of an intruder, where it is rare enough.
fn anchor<'a>(intruder: &'a str, count: impl Fn(&str) -> u32) -> Option<&'a str> {
    filter::words(intruder)
        .map(|word| (count(word), word))
        .min_by_key(|(count, word)| (*count, core::cmp::Reverse(word.len()), *word))
        .filter(|(count, _)| *count < ANCHOR_BELOW)
        .map(|(_, word)| word)
}

fn little(numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
    numbers.into_iter().flat_map(u32::to_le_bytes).collect()
}

fn map<'a>(sorted: impl Iterator<Item = &'a str>) -> Result<Vec<u8>, Error> {
    let mut builder = MapBuilder::memory();
    for (index, key) in (0_u64..).zip(sorted) {
        builder.insert(key, index).map_err(unbuilt)?;
    }
    builder.into_inner().map_err(unbuilt)
}

fn set<'a>(sorted: impl Iterator<Item = &'a str>) -> Result<Vec<u8>, Error> {
    let mut builder = SetBuilder::memory();
    builder.extend_iter(sorted).map_err(unbuilt)?;
    builder.into_inner().map_err(unbuilt)
}

fn unbuilt(error: fst::Error) -> Error {
    Error::new(ErrorKind::Dictionary, format!("the dictionary could not be compiled: {error}"))
}
