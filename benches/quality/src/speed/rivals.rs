//! Other ways to find the words that the scan looks for: whole words, whatever their case, with their places.
//!
//! Law: all of them find the same words at the same places as the scan, in every text they are timed on.
//!
//! | way | how |
//! |---|---|
//! | hash set | `unicode-segmentation`'s words, in lower case, in a `HashSet` |
//! | trie | the same words, letter by letter in a tree of characters |
//! | `aho-corasick` | its DFA, every match, and a look at the characters around it |
//! | `daachorse` | its double-array automaton, the same |
//! | `regex` | one alternation between ASCII word boundaries, with all its features for speed, and the same look |

use std::collections::{BTreeMap, HashMap, HashSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::DoubleArrayAhoCorasick;
use limpide::dictionary::{Dictionary, table};
use limpide::scan::Scan;
use limpide::{Cleaner, Span};
use unicode_segmentation::UnicodeSegmentation;

use crate::grid::Grid;
use crate::speed::clock::Clock;
use crate::speed::plot::Line;
use crate::speed::texts::Texts;

/// The ways, over one dictionary.
pub(super) struct Rivals {
    words: Vec<String>,
    scan: Scan,
    set: HashSet<String>,
    trie: Trie,
    dfa: AhoCorasick,
    daachorse: DoubleArrayAhoCorasick<u32>,
    regex: regex::bytes::Regex,
}

/// A way to find the words of a text.
type Way<'r> = (&'static str, Box<dyn Fn(&str) -> Vec<Span> + 'r>);

impl Rivals {
    /// Over the anchors of the bundled dictionary.
    pub(super) fn new() -> Result<Self, String> {
        let dictionary = Dictionary::from_bytes(limpide_fr::DICTIONARY).map_err(|error| error.to_string())?;
        Self::over(Scan::new([dictionary]))
    }

    fn over(scan: Scan) -> Result<Self, String> {
        let words: Vec<String> =
            scan.dictionaries().iter().flat_map(Dictionary::anchors).map(|(word, _)| word).collect();
        let told = |error: &dyn core::fmt::Display| format!("cannot build a rival: {error}");
        let dfa = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(&words);
        let alternation = format!(r"(?i-u)\b(?:{})\b", words.join("|"));
        Ok(Self {
            set: words.iter().cloned().collect(),
            trie: Trie::new(&words),
            dfa: dfa.map_err(|error| told(&error))?,
            daachorse: DoubleArrayAhoCorasick::new(&words).map_err(|error| told(&error))?,
            regex: regex::bytes::RegexBuilder::new(&alternation)
                .size_limit(1 << 30)
                .build()
                .map_err(|error| told(&error))?,
            words,
            scan,
        })
    }

    fn ways(&self) -> Vec<Way<'_>> {
        vec![
            ("limpide, the scan", Box::new(|text| self.scan.anchors(text))),
            ("unicode words + hash set", Box::new(|text| self.by_set(text))),
            ("unicode words + trie", Box::new(|text| self.by_trie(text))),
            ("daachorse", Box::new(|text| self.by_daachorse(text))),
            ("aho-corasick, DFA", Box::new(|text| self.by_dfa(text))),
            ("regex, ASCII boundaries", Box::new(|text| self.by_regex(text))),
        ]
    }

    /// Refuses where two ways do not find the same.
    pub(super) fn agree(&self, texts: &[String]) -> Result<(), String> {
        let ways = self.ways();
        let Some(((_, own), others)) = ways.split_first() else { return Ok(()) };
        for text in texts {
            let wanted = own(text);
            for (name, way) in others {
                let found = way(text);
                if found != wanted {
                    let odd = found.iter().chain(&wanted).find(|span| !(found.contains(span) && wanted.contains(span)));
                    return Err(format!(
                        "{name} does not find what the scan finds: {:?}",
                        odd.map(|span| span.of(text))
                    ));
                }
            }
        }
        Ok(())
    }

    /// The ways beside each other and beside the whole cleaner.
    pub(super) fn compare(&self, cleaner: &Cleaner, texts: &Texts) -> Grid {
        let title = format!("The same job: {} words, whole, in any case, with their places", self.words.len());
        let mut grid = Grid::new(title, ["way", "clean, MB/s", "1 % damaged, MB/s", "Cleaner::check is faster by"]);
        for (name, way) in self.ways() {
            let mut clock = Clock::new(&texts.prose);
            clock.add(|text| way(text).len());
            clock.add(|text| cleaner.check(text).findings.len());
            let [theirs, own] = clock.run();
            let mut clock = Clock::new(&texts.dirty);
            clock.add(|text| way(text).len());
            let [dirty] = clock.run();
            grid.row([name.into(), theirs.rate(), dirty.rate(), own.against(theirs)]);
        }
        grid
    }

    /// The rate of each way, by the number of words.
    pub(super) fn by_size(&self, texts: &[String]) -> Result<Vec<Line>, String> {
        let mut lines: BTreeMap<&'static str, Vec<(usize, f64)>> = BTreeMap::new();
        for part in [16, 4, 1] {
            let some: Vec<String> = self.words.iter().step_by(part).cloned().collect();
            let rivals = Self::over(scan_for(&some)?)?;
            rivals.agree(texts)?;
            for (name, way) in rivals.ways() {
                let mut clock = Clock::new(texts);
                clock.add(|text| way(text).len());
                let [timed] = clock.run();
                lines.entry(name).or_default().push((some.len(), timed.bytes_a_second() / 1e6));
            }
        }
        Ok(lines.into_iter().map(|(name, points)| Line { name, points }).collect())
    }

    fn by_set(&self, text: &str) -> Vec<Span> {
        let parts = text.unicode_word_indices().flat_map(letters);
        parts.filter(|(_, word)| is_spelled(word) && self.set.contains(&word.to_lowercase())).map(span).collect()
    }

    fn by_trie(&self, text: &str) -> Vec<Span> {
        let parts = text.unicode_word_indices().flat_map(letters);
        parts.filter(|(_, word)| is_spelled(word) && self.trie.holds(word)).map(span).collect()
    }

    fn by_regex(&self, text: &str) -> Vec<Span> {
        let found = self.regex.find_iter(text.as_bytes()).map(|one| Span::new(one.start(), one.end()));
        found.filter(|span| is_whole(text, *span)).collect()
    }

    fn by_dfa(&self, text: &str) -> Vec<Span> {
        let found = self.dfa.find_overlapping_iter(text).map(|one| Span::new(one.start(), one.end()));
        found.filter(|span| is_whole(text, *span)).collect()
    }

    fn by_daachorse(&self, text: &str) -> Vec<Span> {
        let lower = text.to_ascii_lowercase();
        let found = self.daachorse.find_overlapping_iter(&lower).map(|one| Span::new(one.start(), one.end()));
        found.filter(|span| is_whole(text, *span)).collect()
    }
}

/// A scan for these words.
fn scan_for(words: &[String]) -> Result<Scan, String> {
    let pairs: String = words.iter().map(|word| format!("original\t{word}\n")).collect();
    let source =
        table::read(&format!("original\tintruder\n{pairs}")).and_then(|source| Dictionary::from_source(&source, |_| 0));
    Ok(Scan::new([source.map_err(|error| error.to_string())?]))
}

/// The runs of letters of a word as Unicode has it: apostrophes, points and digits divide.
fn letters((at, word): (usize, &str)) -> impl Iterator<Item = (usize, &str)> {
    word.split(|c: char| !c.is_alphabetic())
        .filter(|part| !part.is_empty())
        .map(move |part| (at + part.as_ptr() as usize - word.as_ptr() as usize, part))
}

fn span((at, word): (usize, &str)) -> Span {
    Span::new(at, at + word.len())
}

/// True when no letter stands before or behind the span, and no capital in it but at its head.
fn is_whole(text: &str, span: Span) -> bool {
    if !is_spelled(span.of(text)) {
        return false;
    }
    let before = text.get(..span.start).and_then(|before| before.chars().next_back());
    let behind = text.get(span.end..).and_then(|behind| behind.chars().next());
    !before.is_some_and(char::is_alphabetic) && !behind.is_some_and(char::is_alphabetic)
}

/// True for words that are small, or have one capital at their head.
fn is_spelled(word: &str) -> bool {
    !word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
}

/// A tree of characters.
#[derive(Default)]
struct Trie {
    next: HashMap<char, Trie>,
    ends: bool,
}

impl Trie {
    fn new(words: &[String]) -> Self {
        let mut root = Self::default();
        for word in words {
            let leaf = word.chars().fold(&mut root, |node, letter| node.next.entry(letter).or_default());
            leaf.ends = true;
        }
        root
    }

    fn holds(&self, word: &str) -> bool {
        let mut letters = word.chars().flat_map(char::to_lowercase);
        letters.try_fold(self, |node, letter| node.next.get(&letter)).is_some_and(|node| node.ends)
    }
}
