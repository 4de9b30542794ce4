//! The texts as numbers of words.
//!
//! Law: words are numbered in the order in which they come, so that the same texts give the same numbers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use limpide::dictionary::{Place, Source};
use limpide::token::{TokenKind, tokens};

use crate::learner::model::Chance;
use crate::texts::{Texts, normal};

/// How many of the commonest words are known as words near by.
const NEAR: usize = 20_000;
/// How much a word in the news counts, where one in a debate counts 1.
const NEWS: u32 = 4;
/// How many places the table has from which words are drawn by how common they are.
const DRAWN: f64 = 1_048_576.0;

/// A word in the texts: its number, and whether it is written with a capital.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    number: u32,
    capital: bool,
}

impl Seen {
    /// True for the end of a paragraph.
    pub(crate) fn is_end(self) -> bool {
        self.number == 0
    }
}

/// The words of some texts, one after the other; an end stands before and after each paragraph.
pub(crate) type Places = Vec<Seen>;

/// The texts, and the words to learn.
pub(crate) struct Corpus {
    pub(crate) news: Places,
    pub(crate) debates: Places,
    /// The words near by, and the words of the candidate vocabulary, each by its own number.
    pub(crate) near_words: Vec<String>,
    pub(crate) words: Vec<String>,
    /// The logarithm of the share that each word of the vocabulary makes of it.
    pub(crate) shares: Vec<f32>,
    /// Of each word of the vocabulary, those that an intruder might hide in its stead, by number.
    pub(crate) rivals: Vec<Vec<usize>>,
    /// Of each word in the texts, its number among those near by and in the vocabulary.
    near: Vec<Option<usize>>,
    word: Vec<Option<usize>>,
    /// Of each word of the vocabulary, its number in the texts.
    numbers: Vec<u32>,
    drawn: Vec<usize>,
}

impl Corpus {
    pub(crate) fn new(texts: &Texts, source: &Source) -> Self {
        let mut spelled = Spelled::default();
        let news: Places = texts.news().flat_map(|text| spelled.places(text, NEWS)).collect();
        let debates: Places = texts.debates().flat_map(|text| spelled.places(text, 1)).collect();
        let mut commonest: Vec<usize> = (1..spelled.words.len()).collect();
        commonest.sort_by_key(|number| std::cmp::Reverse(spelled.counts[*number]));
        commonest.truncate(NEAR);
        commonest.insert(0, 0);
        let mut near = vec![None; spelled.words.len()];
        commonest.iter().enumerate().for_each(|(place, number)| near[*number] = Some(place));
        let near_words = commonest.iter().map(|number| spelled.words[*number].clone()).collect();

        let groups = groups(source);
        let vocabulary: BTreeSet<&str> = groups.values().flatten().copied().collect();
        let known = vocabulary.into_iter().filter_map(|word| Some((word.to_string(), *spelled.numbers.get(word)?)));
        let (words, numbers): (Vec<String>, Vec<u32>) = known.unzip();
        let by_word: HashMap<&str, usize> =
            words.iter().enumerate().map(|(place, word)| (word.as_str(), place)).collect();
        let mut word = vec![None; spelled.words.len()];
        numbers.iter().enumerate().for_each(|(place, number)| word[*number as usize] = Some(place));
        let mut rivals = vec![Vec::new(); words.len()];
        for group in groups.values() {
            let group: Vec<usize> = group.iter().filter_map(|word| by_word.get(word).copied()).collect();
            for one in &group {
                rivals[*one].extend(group.iter().filter(|other| *other != one));
            }
        }
        let mut counts = vec![0.0; words.len()];
        for (places, weight) in [(&news, f64::from(NEWS)), (&debates, 1.0)] {
            let stands = |seen: &Seen| if seen.capital { None } else { word[seen.number as usize] };
            places.iter().filter_map(stands).for_each(|word| counts[word] += weight);
        }
        let all: f64 = counts.iter().sum();
        let shares = counts.iter().map(|count| (count.max(0.5) / all).ln() as f32).collect();
        let drawn = counts.iter().enumerate();
        let drawn =
            drawn.flat_map(|(word, count)| vec![word; (count / all * DRAWN).round().max(1.0) as usize]).collect();
        Self { news, debates, near_words, words, shares, rivals, near, word, numbers, drawn }
    }

    /// The word of the vocabulary that stands at a place, in small letters.
    pub(crate) fn word_at(&self, places: &Places, at: usize) -> Option<usize> {
        places.get(at).filter(|seen| !seen.capital).and_then(|seen| self.word[seen.number as usize])
    }

    /// The number of a word among those near by.
    pub(crate) fn near(&self, seen: Seen) -> Option<usize> {
        self.near[seen.number as usize]
    }

    /// A rival of a word, or the word itself where it has none.
    pub(crate) fn rival(&self, seen: Seen, chance: &mut Chance) -> Seen {
        let rivals = self.word[seen.number as usize].map(|word| self.rivals[word].as_slice()).unwrap_or_default();
        let rival = chance.one_of(rivals).map(|word| self.numbers[*word]);
        Seen { number: rival.unwrap_or(seen.number), ..seen }
    }

    /// A word of the vocabulary, drawn by how common it is.
    pub(crate) fn draw(&self, chance: &mut Chance) -> Option<usize> {
        chance.one_of(&self.drawn).copied()
    }
}

/// Each intruder of one word with the originals that it may hide.
fn groups(source: &Source) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut groups: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for pair in source.pairs.iter().filter(|pair| pair.place == Place::Prose) {
        let group = groups.entry(pair.intruder.as_str()).or_default();
        group.extend([pair.original.as_str(), pair.intruder.as_str()].into_iter().filter(|word| !word.contains(' ')));
    }
    groups
}

/// The words of the texts so far.
struct Spelled {
    words: Vec<String>,
    counts: Vec<u32>,
    numbers: HashMap<String, u32>,
}

impl Default for Spelled {
    fn default() -> Self {
        Self { words: vec!["¶".into()], counts: vec![0], numbers: HashMap::from([("¶".into(), 0)]) }
    }
}

impl Spelled {
    fn places(&mut self, text: &str, weight: u32) -> Places {
        let end = Seen { number: 0, capital: false };
        let mut places = vec![end];
        for token in tokens(text) {
            match token.kind {
                TokenKind::Space if token.text.contains('\n') => {
                    if !places.last().is_some_and(|seen| seen.is_end()) {
                        places.push(end);
                    }
                }
                TokenKind::Space => {}
                _ => {
                    let capital = token.text.starts_with(char::is_uppercase);
                    places.push(Seen { number: self.number(token.text, weight), capital });
                }
            }
        }
        places.push(end);
        places
    }

    fn number(&mut self, word: &str, weight: u32) -> u32 {
        let next = self.words.len() as u32;
        let number = *self.numbers.entry(normal(word)).or_insert_with_key(|word| {
            self.words.push(word.clone());
            self.counts.push(0);
            next
        });
        self.counts[number as usize] += weight;
        number
    }
}
