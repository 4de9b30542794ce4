//! Counts what stands beside the words of the candidate vocabulary: texts to table.
//!
//! Law: the table is a function of the texts, the dictionary and the lexicon.
//! The table is what the project keeps: the texts may not be carried, and a person can read in it what was counted.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Write;

use limpide::contexts::{Kind, Neighbour, Neighbourhood, boundary, neighbour, word_hash};
use limpide::dictionary::{Place, Source, filter};
use limpide::token::{TokenKind, tokens};
use limpide::{Error, Lexicon};

use crate::texts::{Texts, normal};
use crate::{dictionary, lexicon};

/// A kept count is the weighted sum over `UNIT`, rounded down.
const UNIT: u32 = 16;
/// What one occurrence in a news article weighs.
const NEWS: u32 = 16;
/// What one occurrence in a debate weighs.
const DEBATES: u32 = 4;
/// What one occurrence in a text of another trade weighs: enough to know what company laws and forms put a word in, too
/// little to make news of it.
const TRADES: u32 = 1;

/// Counts the texts in the files and prints the table.
///
/// See [`Texts::read`] for the files.
pub(crate) fn run(files: &[String]) -> Result<(), Error> {
    let texts = Texts::read(files)?;
    let lexicon = Lexicon::from_vec(lexicon::build()?)?;
    let mut counter = Counter::new(&dictionary::source()?, &lexicon);
    let weighed = |weight: u32| move |text| (text, weight);
    let news_and_debates = || texts.news().map(weighed(NEWS)).chain(texts.debates().map(weighed(DEBATES)));
    let texts = || news_and_debates().chain(texts.trades().map(weighed(TRADES)));
    for (text, weight) in texts() {
        counter.count(text, weight);
    }
    counter.prune();
    let mut rows = BTreeSet::new();
    for (text, _) in texts() {
        counter.spell(text, &mut rows);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for row in &rows {
        writeln!(out, "{row}")?;
    }
    Ok(out.flush()?)
}

/// Counts texts. Keys are hashed in a first pass and spelled out in a second, for memory's sake.
struct Counter<'l> {
    lexicon: &'l Lexicon,
    vocabulary: Vocabulary,
    /// The intruders of several words, by their first; of these only the phrase itself is counted.
    phrases: HashMap<String, Vec<String>>,
    neighbours: HashMap<String, Neighbour>,
    counts: HashMap<u64, u32>,
    written: HashSet<u64>,
}

/// A word with the text its hashes stand for.
struct Spelled {
    text: String,
    /// Has a capital that no sentence's start explains.
    capital: bool,
    neighbour: Neighbour,
}

impl<'l> Counter<'l> {
    /// A counter for the words of `source`.
    fn new(source: &Source, lexicon: &'l Lexicon) -> Self {
        let pairs = || source.pairs.iter().filter(|pair| pair.place == Place::Prose);
        let mut phrases: HashMap<String, Vec<String>> = HashMap::new();
        for phrase in pairs().map(|pair| &pair.intruder).collect::<BTreeSet<_>>() {
            if let Some((first, _)) = phrase.split_once(' ') {
                phrases.entry(first.to_string()).or_default().push(phrase.clone());
            }
        }
        let texts = || pairs().flat_map(|pair| [pair.original.as_str(), pair.intruder.as_str()]);
        let vocabulary = Vocabulary {
            contending: texts().map(word_hash).collect(),
            of_phrases: texts().flat_map(filter::words).map(word_hash).collect(),
        };
        let (neighbours, counts, written) = (HashMap::new(), HashMap::new(), HashSet::new());
        Self { lexicon, vocabulary, phrases, neighbours, counts, written }
    }

    /// First pass: counts a text.
    fn count(&mut self, text: &str, weight: u32) {
        let words = self.words(text);
        let counts = &mut self.counts;
        each_place(&words, &self.vocabulary, |word, around, at| {
            for kind in self.vocabulary.kinds(&words[at]) {
                *counts.entry(kind.at(word, around)).or_default() += weight;
            }
        });
        for phrase in phrases(&words, &self.phrases) {
            *counts.entry(Kind::Word.hash(&[word_hash(phrase)])).or_default() += weight;
        }
    }

    /// Drops what was seen too seldom to say anything.
    fn prune(&mut self) {
        self.counts.retain(|_, count| {
            *count /= UNIT;
            *count > 0
        });
    }

    /// Second pass: writes the rows of a text that were not written before.
    fn spell(&mut self, text: &str, rows: &mut BTreeSet<String>) {
        let words = self.words(text);
        let (counts, written) = (&self.counts, &mut self.written);
        each_place(&words, &self.vocabulary, |word, around, at| {
            for kind in self.vocabulary.kinds(&words[at]) {
                let key = kind.at(word, around);
                let count = counts.get(&key).copied().unwrap_or_default();
                if count < least(kind) || !written.insert(key) {
                    continue;
                }
                rows.insert(row(kind, at, &words, count));
            }
        });
        for phrase in phrases(&words, &self.phrases) {
            let key = Kind::Word.hash(&[word_hash(phrase)]);
            if let Some(count) = counts.get(&key).filter(|_| written.insert(key)) {
                rows.insert(format!("{:?}\t{phrase}\t{count}", Kind::Word));
            }
        }
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
                    let capital = token.text.starts_with(char::is_uppercase) && !opens(words.last());
                    words.push(Spelled { text: normal(token.text), capital, neighbour: known });
                }
            }
        }
        words.extend([end(), end()]);
        words
    }
}

/// The words that are counted.
struct Vocabulary {
    /// Those that may stand at a place, as an original or as an intruder.
    contending: HashSet<u64>,
    /// Those of texts of several words, too: how common they are is asked, their neighbours are not.
    of_phrases: HashSet<u64>,
}

impl Vocabulary {
    fn has(&self, word: Neighbour) -> bool {
        self.contending.contains(&word.word) || self.of_phrases.contains(&word.word)
    }

    /// What is counted of a word.
    fn kinds(&self, word: &Spelled) -> impl Iterator<Item = Kind> + use<> {
        let (contends, capital) = (self.contending.contains(&word.neighbour.word), word.capital);
        Kind::ALL.into_iter().filter(move |kind| match kind {
            Kind::Word => true,
            Kind::Capital => capital,
            _ => contends,
        })
    }
}

fn end() -> Spelled {
    Spelled { text: "¶".into(), capital: false, neighbour: boundary() }
}

/// True when a sentence or quotation may begin after this word.
fn opens(before: Option<&Spelled>) -> bool {
    before.is_none_or(|word| {
        word.text.starts_with(['.', '!', '?', '…', ':', '«', '“', '"', '–', '—', '•', '-', '*', '(', ';', '¶'])
    })
}

fn each_place(words: &[Spelled], vocabulary: &Vocabulary, mut see: impl FnMut(Neighbour, &Neighbourhood, usize)) {
    for at in 2..words.len().saturating_sub(2) {
        let word = words[at].neighbour;
        if vocabulary.has(word) {
            let around = Neighbourhood {
                left: [words[at - 1].neighbour, words[at - 2].neighbour],
                right: [words[at + 1].neighbour, words[at + 2].neighbour],
            };
            see(word, &around, at);
        }
    }
}

/// The phrases that stand among the words.
fn phrases<'p>(words: &[Spelled], phrases: &'p HashMap<String, Vec<String>>) -> Vec<&'p str> {
    let stands = |phrase: &str, at: usize| {
        let rest = words[at..].iter().map(|word| word.text.as_str());
        let mut compared = phrase.split(' ').zip(rest.chain(core::iter::repeat("¶")));
        compared.all(|(one, other)| one == other)
    };
    let known = words.iter().enumerate().filter_map(|(at, word)| Some((at, phrases.get(&word.text)?)));
    known.flat_map(|(at, known)| known.iter().map(String::as_str).filter(move |phrase| stands(phrase, at))).collect()
}

/// The fewest occurrences worth keeping: what is rarer would more than double the table, and changes few judgements.
fn least(kind: Kind) -> u32 {
    match kind {
        Kind::AnyLeft | Kind::AnyRight => 2,
        Kind::LeftLeftWord | Kind::WordRightRight | Kind::LeftWordRight => 2,
        Kind::ClassLeftLeftClass | Kind::ClassLeftClassRight | Kind::ClassClassRightRight => 12,
        Kind::AnyClassLeftLeft | Kind::AnyClassRightRight => 12,
        // What is rarer is not to be expected of any word.
        Kind::AnyLeftLeft | Kind::AnyRightRight => 24,
        _ => 1,
    }
}

fn row(kind: Kind, at: usize, words: &[Spelled], count: u32) -> String {
    // The kind says which neighbours it counts by their hashes; the same places give the texts.
    let around = Neighbourhood { left: [place(-1), place(-2)], right: [place(1), place(2)] };
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
