//! The counts of what stands beside the words of the candidate vocabulary: text to table, table to compiled form.
//!
//! Law: the table is a function of the texts, the dictionary and the lexicon; the compiled form is a function of the table.
//! The table is what the project keeps: the texts may not be carried, and a person can read in it what was counted.
//! One article in ten (by a hash of its id) is never counted, so that measuring on it stays honest.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Write;

use limpide::contexts::{Kind, Neighbour, Neighbourhood, boundary, compile, neighbour, word_hash};
use limpide::dictionary::{Place, Source, filter};
use limpide::lexicon::Lexicon;
use limpide::token::{TokenKind, tokens};

/// Weight of a count in news and in debates; a kept count is the weighted sum over `UNIT`, rounded down.
const UNIT: u32 = 4;
/// What one occurrence in a news article weighs.
pub const NEWS: u32 = 4;
/// What one occurrence in a debate weighs.
pub const DEBATES: u32 = 1;

/// True for the articles that are never counted.
pub fn held_out(id: &str) -> bool {
    word_hash(id) % 10 == 0
}

/// Counts texts. Keys are hashed in a first pass and spelled out in a second, for memory's sake.
pub struct Counter<'l> {
    lexicon: &'l Lexicon,
    vocabulary: HashSet<u64>,
    neighbours: HashMap<String, Neighbour>,
    counts: HashMap<u64, u32>,
}

/// A word with the text its hashes stand for.
struct Spelled {
    text: String,
    neighbour: Neighbour,
}

impl<'l> Counter<'l> {
    /// A counter for the words of `source`.
    pub fn new(source: &Source, lexicon: &'l Lexicon) -> Self {
        let words = source.pairs.iter().filter(|pair| pair.place == Place::Prose);
        let vocabulary = words
            .flat_map(|pair| [pair.original.as_str(), pair.intruder.as_str()])
            .flat_map(|text| core::iter::once(text).chain(filter::words(text)))
            .map(word_hash)
            .collect();
        Self { lexicon, vocabulary, neighbours: HashMap::new(), counts: HashMap::new() }
    }

    /// First pass: counts a text.
    pub fn count(&mut self, text: &str, weight: u32) {
        let words = self.words(text);
        let counts = &mut self.counts;
        each_place(&words, &self.vocabulary, |word, around, _| {
            for kind in Kind::ALL {
                *counts.entry(kind.at(word, around)).or_default() += weight;
            }
        });
    }

    /// Drops what was seen too seldom to say anything.
    pub fn prune(&mut self) {
        self.counts.retain(|_, count| {
            *count /= UNIT;
            *count > 0
        });
    }

    /// Second pass: writes the rows of a text that were not written before.
    pub fn spell(&mut self, text: &str, rows: &mut BTreeSet<String>) {
        let words = self.words(text);
        let counts = &mut self.counts;
        each_place(&words, &self.vocabulary, |word, around, at| {
            for kind in Kind::ALL {
                let key = kind.at(word, around);
                let Some(&count) = counts.get(&key) else { continue };
                if count >= least(kind) {
                    rows.insert(row(kind, at, &words, count));
                }
                counts.remove(&key);
            }
        });
    }

    fn words(&mut self, text: &str) -> Vec<Spelled> {
        let mut words = vec![end(), end()];
        for token in tokens(text) {
            match token.kind {
                TokenKind::Space if token.text.contains('\n') => words.extend([end(), end()]),
                TokenKind::Space => {}
                _ => {
                    let lexicon = self.lexicon;
                    let known = match self.neighbours.get(token.text) {
                        Some(known) => *known,
                        None => {
                            let made = neighbour(token.text, lexicon);
                            self.neighbours.insert(token.text.to_string(), made);
                            made
                        }
                    };
                    words.push(Spelled { text: normal(token.text), neighbour: known });
                }
            }
        }
        words.extend([end(), end()]);
        words
    }
}

fn end() -> Spelled {
    Spelled { text: "¶".into(), neighbour: boundary() }
}

fn normal(word: &str) -> String {
    word.to_lowercase().replace(['’', 'ʼ'], "'").replace(['\u{ad}', '\u{200c}', '\u{200d}', '\u{2060}', '\t'], "")
}

fn each_place(words: &[Spelled], vocabulary: &HashSet<u64>, mut see: impl FnMut(Neighbour, &Neighbourhood, usize)) {
    for at in 2..words.len().saturating_sub(2) {
        let word = words[at].neighbour;
        if vocabulary.contains(&word.word) {
            let around = Neighbourhood {
                left: [words[at - 1].neighbour, words[at - 2].neighbour],
                right: [words[at + 1].neighbour, words[at + 2].neighbour],
            };
            see(word, &around, at);
        }
    }
}

/// The fewest occurrences worth keeping.
fn least(kind: Kind) -> u32 {
    match kind {
        Kind::Word | Kind::Class | Kind::Any => 1,
        Kind::ClassLeftLeftClass | Kind::ClassLeftClassRight | Kind::ClassClassRightRight => 4,
        Kind::AnyLeft | Kind::AnyRight | Kind::AnyLeftLeft | Kind::AnyRightRight => 3,
        Kind::LeftLeftWord | Kind::WordRightRight | Kind::LeftWordRight => 2,
        _ => 2,
    }
}

fn row(kind: Kind, at: usize, words: &[Spelled], count: u32) -> String {
    // The kind says which neighbours it counts by their hashes; the same places give the texts.
    let around = Neighbourhood {
        left: [place(-1), place(-2)],
        right: [place(1), place(2)],
    };
    let (parts, used) = kind.parts(place(0), &around);
    let mut row = format!("{kind:?}");
    for part in &parts[..used] {
        let (offset, class) = ((part >> 1) as i64 - 8, part & 1 == 1);
        let word = &words[(at as i64 + offset) as usize];
        row.push('\t');
        if class && word.neighbour.class != word.neighbour.word {
            row.push_str(&format!("~{:x}", word.neighbour.class));
        } else {
            row.push_str(&word.text);
        }
    }
    format!("{row}\t{count}")
}

/// A stand-in whose hashes name a place beside the word instead of what stands there.
fn place(offset: i64) -> Neighbour {
    let word = ((offset + 8) as u64) << 1;
    Neighbour { word, class: word | 1 }
}

/// Writes the table.
pub fn write(rows: &BTreeSet<String>, out: &mut impl Write) -> std::io::Result<()> {
    for row in rows {
        writeln!(out, "{row}")?;
    }
    Ok(())
}

/// Compiles the table.
pub fn build(table: &str) -> Result<Vec<u8>, String> {
    let kinds: HashMap<String, Kind> = Kind::ALL.iter().map(|kind| (format!("{kind:?}"), *kind)).collect();
    let mut counts = Vec::new();
    for (i, row) in table.lines().enumerate().filter(|(_, row)| !row.starts_with('#')) {
        let refuse = |what: &str| format!("contexts table, line {}: {what}", i + 1);
        let mut cells = row.split('\t').collect::<Vec<_>>();
        let count = cells.pop().and_then(|cell| cell.parse().ok()).ok_or_else(|| refuse("no count in the last column"))?;
        let kind = kinds.get(cells[0]).ok_or_else(|| refuse("unknown kind in the first column"))?;
        let parts = cells[1..]
            .iter()
            .map(|cell| match cell.strip_prefix('~') {
                Some(class) => u64::from_str_radix(class, 16).map_err(|_| refuse("a class that is no number")),
                None => Ok(word_hash(cell)),
            })
            .collect::<Result<Vec<u64>, String>>()?;
        counts.push((kind.key(&parts), count));
    }
    counts.sort_unstable();
    counts.dedup();
    Ok(compile(&counts))
}
