//! Reads entries from TOML: an original, its intruders, and the examples that are its tests.
//!
//! Law: an entry without an example is refused, so that every entry can be tested; so is a field nobody knows.

use serde::Deserialize;
use toml::Spanned;

use crate::dictionary::entry::{Example, Pair, Place, Source, Tier};
use crate::error::{Error, ErrorKind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    entry: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    original: String,
    intruders: Vec<String>,
    #[serde(default)]
    place: Place,
    #[serde(default)]
    fix: Vec<(String, String)>,
    #[serde(default)]
    keep: Vec<String>,
}

/// Reads the entries of one file; their pairs get `tier`.
///
/// # Errors
/// The first entry that breaks a rule of the format, with its line and the cure.
pub fn read(text: &str, tier: Tier) -> Result<Source, Error> {
    let file: File = ::toml::from_str(text).map_err(|error| {
        let refused = Error::new(ErrorKind::Dictionary, error.message().to_string());
        match error.span() {
            Some(span) => refused.at_line(line_of(text, span.start)),
            None => refused,
        }
    })?;
    let mut source = Source::default();
    for spanned in file.entry {
        let line = line_of(text, spanned.span().start);
        let entry = spanned.into_inner();
        if entry.fix.is_empty() {
            let message = "no example; add fix = [[\"damaged text\", \"repaired text\"]]";
            return Err(Error::new(ErrorKind::Dictionary, message).at_line(line).of_entry(entry.original));
        }
        for (rank, intruder) in entry.intruders.into_iter().enumerate() {
            source.pairs.push(Pair {
                original: entry.original.clone(),
                intruder,
                tier,
                rank: rank.min(255) as u8,
                count: 0,
                place: entry.place,
                line,
            });
        }
        source.examples.extend(entry.fix.into_iter().map(|(given, wanted)| Example { given, wanted, line }));
        source.examples.extend(entry.keep.into_iter().map(|kept| Example { wanted: kept.clone(), given: kept, line }));
    }
    Ok(source)
}

fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
}
