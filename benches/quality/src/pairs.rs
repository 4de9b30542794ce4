//! The table a spinner works from: French words, and what is put in their place.
//!
//! Law: a row is read whole or refused with its file and line. Two spellings of a row are read: `original⇥first|second|third`, the
//! likeliest first, and `original⇥intruder…` with one pair a row, further columns left aside. The dictionary's own reader was
//! rejected: what measures it must not fail along with it, and an engine's table obeys other rules (its originals have no accent).

use std::collections::BTreeMap;
use std::path::Path;

use crate::files;

/// Originals, and their intruders by rank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(BTreeMap<String, Vec<String>>);

impl Pairs {
    /// The table in a file.
    ///
    /// # Errors
    /// When the file cannot be read, and at the first row that breaks a rule.
    pub fn open(path: &Path) -> Result<Self, String> {
        Self::read(&files::read(path)?).map_err(|error| format!("{}:{error}", path.display()))
    }

    /// The table in a text.
    ///
    /// # Errors
    /// The first row that breaks a rule: its line, a colon, and what to change.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut pairs = Self::default();
        for (row, line) in text.lines().zip(1..) {
            if row.is_empty() || row.starts_with('#') || row.starts_with("original\tintruder") {
                continue;
            }
            pairs.row(row).map_err(|error| format!("{line}: {error}"))?;
        }
        if pairs.0.is_empty() {
            return Err("1: no pair; write one a line, original, tab, intruder".into());
        }
        Ok(pairs)
    }

    /// The intruders of a word in lower case, the likeliest first; never empty.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<(&str, &[String])> {
        self.0.get_key_value(word).map(|(original, intruders)| (original.as_str(), intruders.as_slice()))
    }

    /// Every original with its intruders, in order of the originals.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(original, intruders)| (original.as_str(), intruders.as_slice()))
    }

    fn row(&mut self, row: &str) -> Result<(), String> {
        let mut cells = row.split('\t');
        let (Some(original), Some(intruders)) = (cells.next(), cells.next()) else {
            return Err("no tab; write the original, a tab, then its intruder".into());
        };
        if original.is_empty() || !original.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Err(format!("“{original}” is no original; an engine hits words of small letters without accent"));
        }
        let known = self.0.entry(original.to_string()).or_default();
        for intruder in intruders.split('|') {
            if intruder.is_empty() || intruder.trim() != intruder {
                return Err(format!("“{intruder}” is empty or has a stray blank; write words with single blanks"));
            }
            if intruder == original {
                return Err(format!("“{original}” is its own intruder; remove it"));
            }
            if known.iter().any(|other| other == intruder) {
                return Err(format!("“{intruder}” stands twice for “{original}”; keep one"));
            }
            known.push(intruder.to_string());
        }
        Ok(())
    }
}
