//! Turns what dictionary files say into the form that is searched.
//!
//! Law: the same source gives the same bytes, in whatever order its files were read.
//! Bundled and user dictionaries go through this one function; the bundled one is only done beforehand.

use std::collections::{BTreeMap, BTreeSet};

use fst::MapBuilder;

use crate::compiled::join;
use crate::dictionary::anchor::{self, Anchor, Hidden};
use crate::dictionary::entry::Source;
use crate::dictionary::telltale::{self, Company};
use crate::dictionary::{Choice, NO_CLASS, OriginalId, filter};
use crate::error::{Error, ErrorKind};

pub(super) const MAGIC: &[u8; 8] = b"LMPDDIC8";

/// The class of the commonest words of English.
const COMMONEST: u8 = 6;

/// Compiles `source`; `count` says how often a lower-case word stands in clean French text.
///
/// # Errors
/// A rule of the format that the source breaks.
pub fn compile(source: &Source, count: impl Fn(&str) -> u32) -> Result<Vec<u8>, Error> {
    compile_with(source, count, &Company::default())
}

/// The same, with what stands beside words in clean French: words that French uses are then watched for their telltales.
///
/// # Errors
/// As [`compile`].
pub fn compile_with(source: &Source, count: impl Fn(&str) -> u32, company: &Company) -> Result<Vec<u8>, Error> {
    source.check()?;
    let names: BTreeSet<&str> = source.pairs.iter().map(|pair| pair.original.as_str()).collect();
    let ids: BTreeMap<&str, u32> = names.iter().zip(0..).map(|(name, id)| (*name, id)).collect();

    let mut by_intruder: BTreeMap<String, BTreeMap<u32, Choice>> = BTreeMap::new();
    for pair in &source.pairs {
        let Some(&id) = ids.get(pair.original.as_str()) else { continue };
        let choices = by_intruder.entry(pair.intruder.to_lowercase()).or_default();
        choices.entry(id).or_insert_with(|| Choice::unknown(OriginalId(id), pair)).learn(pair);
    }

    let classes = by_intruder.keys().map(|intruder| english(intruder, source).unwrap_or(NO_CLASS)).collect();
    let mut lists = vec![0_u32];
    let mut pairs = Vec::new();
    for choices in by_intruder.values() {
        pairs.extend(choices.values().flat_map(|choice| [choice.original.0, choice.pack()]));
        lists.push((pairs.len() / 2) as u32);
    }
    let head = |name: &str| source.heads.get(name).copied().unwrap_or_default();
    let names_in_order: Vec<&str> = names.iter().copied().collect();
    let hidden = |choice: &Choice| {
        let name = names_in_order.get(choice.original.index()).copied().unwrap_or_default();
        (name, Hidden { choice: *choice, head: head(name), count: count(name) })
    };
    let intruders = by_intruder
        .iter()
        .map(|(text, choices)| (text.as_str(), choices.values().map(|choice| hidden(choice).1).collect()));
    let weights = anchor::weigh(intruders, &count);
    let telltales = by_intruder.iter().map(|(intruder, choices)| {
        (intruder.as_str(), telltale::of(intruder, choices.values().map(hidden), company, &count))
    });
    let telltales: BTreeMap<&str, _> = telltales.filter(|(_, telltales)| !telltales.is_empty()).collect();
    let watched: BTreeSet<&str> = weights.keys().chain(telltales.keys()).copied().collect();
    let anchors: BTreeMap<&str, u64> = watched
        .into_iter()
        .map(|word| (word, Anchor::pack(weights.get(word).copied().unwrap_or_default(), telltales.contains_key(word))))
        .collect();
    let told =
        telltales.iter().flat_map(|(word, told)| told.iter().map(|(side, neighbour)| (*word, *side, *neighbour)));
    let heads = names.iter().flat_map(|name| {
        let head = head(name);
        let class = |class: Option<u8>| u32::from(class.unwrap_or(NO_CLASS));
        [head.replaced, head.survived, class(head.english) | class(head.recalled) << 8]
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
            classes,
            little(pairs),
            numbered(names.iter().copied())?,
            little(starts),
            strings.into_bytes(),
            little(heads),
            map(anchors.iter().map(|(word, weight)| (*word, *weight)))?,
            filter::build(anchors.keys().copied()),
            telltale::pack(told),
        ],
    ))
}

/// How common an intruder is as English. One of several words is as common as its rarest, and a class less for each further
/// word that is not among the commonest: *the front* as *front*, *court docket* less than *docket*.
fn english(intruder: &str, source: &Source) -> Option<u8> {
    let class = |word: &str| {
        let head = || source.heads.get(word).and_then(|head| head.english);
        source.english.get(word).copied().or_else(head)
    };
    let classes: Option<Vec<u8>> = intruder.split(' ').map(class).collect();
    let classes = classes?;
    let further = classes.iter().filter(|class| **class < COMMONEST).count().saturating_sub(1);
    classes.iter().min().map(|rarest| rarest.saturating_sub(further as u8))
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
