//! The numbers that are learnt, and how they are moved.
//!
//! Law: one thread, one order, one seed. Each number is moved by its slope over the root of all its squared slopes so far (AdaGrad,
//! Duchi and others, 2011), so that rare words learn from the little they are seen.

use limpide::vectors::{LARGEST, REACH, Vector, WIDTH};

use crate::learner::corpus::Corpus;

/// How many words drawn by chance, and how many rivals, each word is held against.
const DRAWN: usize = 8;
const RIVALS: usize = 8;
/// How much slower the weights of the places are moved.
const GATES: f32 = 0.1;
/// The squared slopes that a number starts with.
const START: f32 = 1e-3;
/// The widest that numbers lie apart at first.
const APART: f32 = 0.2;

type Row = [f32; WIDTH];

/// A word near by, and its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near {
    pub(crate) slot: usize,
    pub(crate) word: usize,
}

/// Numbers in a row of chance, the same in every run.
#[derive(Debug)]
pub(crate) struct Chance(u64);

impl Default for Chance {
    fn default() -> Self {
        Self(7)
    }
}

impl Chance {
    fn next(&mut self) -> usize {
        // The multiplier and the increment are those of Knuth's MMIX.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize
    }

    /// From 0 up to 1.
    pub(crate) fn share(&mut self) -> f32 {
        self.next() as f32 / (1_u64 << 31) as f32
    }

    /// One of these, if there is one.
    pub(crate) fn one_of<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.next() % of.len().max(1))
    }
}

/// Rows, each with its squared slopes.
struct Rows(Vec<(Row, Row)>);

impl Rows {
    fn new(len: usize, chance: &mut Chance) -> Self {
        let row = |chance: &mut Chance| std::array::from_fn(|_| (chance.share() - 0.5) * APART);
        Self((0..len).map(|_| (row(chance), [START; WIDTH])).collect())
    }

    fn row(&self, at: usize) -> &Row {
        &self.0[at].0
    }

    fn step(&mut self, at: usize, slopes: &Row, step: f32) {
        let (row, squares) = &mut self.0[at];
        for ((number, square), slope) in row.iter_mut().zip(squares).zip(slopes) {
            *square += slope * slope;
            *number -= step * slope / square.sqrt();
        }
    }
}

/// All that is learnt.
pub(crate) struct Model {
    gates: Rows,
    near: Rows,
    words: Rows,
    /// Of each word, its bias and the squared slopes of that.
    biases: Vec<(f32, f32)>,
}

impl Model {
    pub(crate) fn new(corpus: &Corpus, chance: &mut Chance) -> Self {
        let near = Rows::new(corpus.near_words.len(), chance);
        let words = Rows::new(corpus.words.len(), chance);
        let mut gates = Rows::new(2 * REACH, chance);
        for (slot, (row, _)) in gates.0.iter_mut().enumerate() {
            let distance = if slot < REACH { REACH - slot } else { slot - REACH + 1 };
            *row = [1.0 / (distance as f32).sqrt(); WIDTH];
        }
        Self { gates, near, words, biases: vec![(0.0, START); corpus.words.len()] }
    }

    /// Learns that `word` stood among the words `near`.
    pub(crate) fn learn(&mut self, corpus: &Corpus, word: usize, near: &[Near], step: f32, chance: &mut Chance) {
        let sum = self.sum(near);
        let mut slopes = self.held_against_chance(corpus, word, &sum, chance);
        slopes.extend(self.held_against_rivals(corpus, word, &sum, chance));
        let mut back = [0.0; WIDTH];
        for (word, slope) in slopes {
            let row = self.words.row(word);
            back.iter_mut().zip(row).for_each(|(back, number)| *back += slope * number);
            self.words.step(word, &sum.map(|sum| slope * sum), step);
            let (bias, squares) = &mut self.biases[word];
            *squares += slope * slope;
            *bias -= step * slope / squares.sqrt();
        }
        for Near { slot, word } in near {
            let (gate, row) = (self.gates.row(*slot), self.near.row(*word));
            let of_row = std::array::from_fn(|at| back[at] * gate[at]);
            let of_gate = std::array::from_fn(|at| back[at] * row[at]);
            self.near.step(*word, &of_row, step);
            self.gates.step(*slot, &of_gate, step * GATES);
        }
    }

    fn sum(&self, near: &[Near]) -> Row {
        let mut sum = [0.0; WIDTH];
        for Near { slot, word } in near {
            let weighed = self.gates.row(*slot).iter().zip(self.near.row(*word));
            sum.iter_mut().zip(weighed).for_each(|(sum, (gate, number))| *sum += gate * number);
        }
        sum
    }

    fn score(&self, word: usize, sum: &Row) -> f32 {
        self.words.row(word).iter().zip(sum).map(|(number, sum)| number * sum).sum::<f32>() + self.biases[word].0
    }

    /// The slopes where the word is told from words drawn by chance, each with its word.
    fn held_against_chance(&self, corpus: &Corpus, word: usize, sum: &Row, chance: &mut Chance) -> Vec<(usize, f32)> {
        let real = |word| 1.0 / (1.0 + DRAWN as f32 * (-self.score(word, sum)).exp());
        let mut slopes = vec![(word, real(word) - 1.0)];
        let drawn = (0..DRAWN).filter_map(|_| corpus.draw(chance)).filter(|drawn| *drawn != word);
        slopes.extend(drawn.map(|drawn| (drawn, real(drawn))));
        slopes
    }

    /// The slopes where the word is told from its rivals, all weighed by how common they are.
    fn held_against_rivals(&self, corpus: &Corpus, word: usize, sum: &Row, chance: &mut Chance) -> Vec<(usize, f32)> {
        let mut rivals = vec![word];
        for _ in 0..RIVALS {
            rivals.extend(chance.one_of(&corpus.rivals[word]).filter(|rival| !rivals.contains(rival)).copied());
        }
        let scores: Vec<f32> = rivals.iter().map(|word| corpus.shares[*word] + self.score(*word, sum)).collect();
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let total: f32 = scores.iter().map(|score| (score - most).exp()).sum();
        let likely = scores.iter().map(|score| (score - most).exp() / total);
        rivals
            .iter()
            .zip(likely)
            .map(|(rival, likely)| (*rival, if *rival == word { likely - 1.0 } else { likely }))
            .collect()
    }

    /// The table, in order.
    pub(crate) fn rows(&self, corpus: &Corpus) -> Vec<String> {
        let gates = (0..2 * REACH).map(|slot| format!("gate\t{slot:02}\t{}", spelled(self.gates.row(slot), 4)));
        let near = corpus.near_words.iter().enumerate();
        let near = near.map(|(at, word)| format!("near\t{word}\t{}", packed(self.near.row(at), 0.0)));
        let words = corpus.words.iter().enumerate();
        let words = words.map(|(at, word)| format!("word\t{word}\t{}", packed(self.words.row(at), self.biases[at].0)));
        let mut rows: Vec<String> = gates.chain(near).chain(words).collect();
        rows.sort();
        rows
    }
}

fn spelled(row: &Row, digits: usize) -> String {
    row.iter().map(|number| format!("{number:.digits$}")).collect::<Vec<_>>().join(" ")
}

/// The scale, the bias and the numbers, as they are kept.
fn packed(row: &Row, bias: f32) -> String {
    let largest = row.iter().fold(1e-9_f32, |most, number| most.max(number.abs()));
    let scale = Vector::code(largest / f32::from(LARGEST));
    let unit = Vector::scale(scale);
    format!("{scale}\t{}\t{}", (bias * Vector::BIAS).round(), spelled(&row.map(|number| number / unit), 0))
}
