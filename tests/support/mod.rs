//! What the laws, the traps and the benches share: the fixtures, the tables of pairs, and a small spinner that damages articles.
//!
//! The spinner knows nothing of the library but its tokenizer; it does what engines were seen to do (exact forms in lower case or
//! with one capital, nothing that touches a hyphen, nothing around the word adapted), so that damage can be made at any seed.

#![allow(dead_code, missing_docs, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use limpide::Cleaner;
use limpide::token::{Token, TokenKind, tokens};

/// An article of the fixtures.
pub(crate) struct Article {
    pub(crate) name: String,
    pub(crate) text: String,
}

pub(crate) fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

pub(crate) fn read(below: &str) -> String {
    std::fs::read_to_string(path(below)).unwrap_or_else(|error| panic!("{below}: {error}"))
}

/// The clean articles, in order of their names.
pub(crate) fn articles() -> &'static [Article] {
    static ARTICLES: OnceLock<Vec<Article>> = OnceLock::new();
    ARTICLES.get_or_init(|| {
        let folder = std::fs::read_dir(path("tests/fixtures/articles")).expect("the fixtures");
        let mut names: Vec<String> =
            folder.map(|file| file.expect("a file").file_name().into_string().expect("UTF-8")).collect();
        names.sort();
        let article = |name: String| Article { text: read(&format!("tests/fixtures/articles/{name}")), name };
        names.into_iter().map(article).collect()
    })
}

/// The cleaner with the usual settings, opened once.
pub(crate) fn french() -> &'static Cleaner {
    static CLEANER: OnceLock<Cleaner> = OnceLock::new();
    CLEANER.get_or_init(Cleaner::french)
}

/// Nothing is applied to any of these.
#[track_caller]
pub(crate) fn kept(texts: &[&str]) {
    let mut touched = Vec::new();
    for text in texts {
        let report = french().check(text);
        touched.extend(report.edits().map(|edit| format!("{} -> {} in: {text}", edit.span.of(text), edit.text)));
    }
    assert!(touched.is_empty(), "{touched:#?}");
}

/// The sound articles in trade French.
pub(crate) fn trade() -> Vec<String> {
    bodies("tests/fixtures/trade.jsonl")
}

/// The sentences and notes of `fixtures/misleading.jsonl`.
pub(crate) fn misleading() -> Vec<String> {
    bodies("tests/fixtures/misleading.jsonl")
}

/// The articles of `fixtures/phrases.jsonl`.
pub(crate) fn phrases() -> Vec<String> {
    bodies("tests/fixtures/phrases.jsonl")
}

/// The texts of `fixtures/uncommon.jsonl`.
pub(crate) fn uncommon() -> Vec<String> {
    bodies("tests/fixtures/uncommon.jsonl")
}

fn bodies(path: &str) -> Vec<String> {
    let rows = read(path);
    let body = |row| Some(serde_json::from_str::<serde_json::Value>(row).ok()?.get("body")?.as_str()?.to_string());
    rows.lines().map(|row| body(row).expect("a record with a body")).collect()
}

/// The cleaner told that articles are damaged.
pub(crate) fn expectant() -> &'static Cleaner {
    static CLEANER: OnceLock<Cleaner> = OnceLock::new();
    CLEANER.get_or_init(|| Cleaner::builder().expect_damaged(0.9).build().expect("the bundled data"))
}

/// The originals of a table and what an engine puts in their place, the likeliest first.
pub(crate) type Pairs = BTreeMap<String, Vec<String>>;

/// Pairs written for the tests, independently of the dictionary.
pub(crate) fn independent_pairs() -> &'static Pairs {
    static PAIRS: OnceLock<Pairs> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let table = read("tests/fixtures/pairs.tsv");
        let rows = table.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split_once('\t'));
        rows.map(|(original, intruders)| (original.into(), intruders.split('|').map(Into::into).collect())).collect()
    })
}

/// Pairs seen in damaged articles.
pub(crate) fn observed_pairs() -> &'static Pairs {
    static PAIRS: OnceLock<Pairs> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let mut pairs = Pairs::new();
        for (original, intruder) in rows("dictionaries/fr/sources/observed.tsv") {
            pairs.entry(original).or_default().push(intruder);
        }
        pairs
    })
}

/// The source tables of the dictionary whose first row starts so.
pub(crate) fn tables(columns: &str) -> Vec<String> {
    let folder = std::fs::read_dir(path("dictionaries/fr/sources")).expect("the sources");
    let names = folder.map(|file| file.expect("a file").file_name().into_string().expect("UTF-8"));
    let mut tables: Vec<String> =
        names.filter(|name| name.ends_with(".tsv")).map(|name| format!("dictionaries/fr/sources/{name}")).collect();
    tables.retain(|table| {
        read(table).lines().find(|row| !row.starts_with('#')).is_some_and(|row| row.starts_with(columns))
    });
    tables.sort();
    tables
}

/// Every pair of the source tables, original first.
pub(crate) fn all_pairs() -> Vec<(String, String)> {
    tables("original\tintruder").iter().flat_map(|table| rows(table)).collect()
}

/// The first two cells of each row of a source table.
pub(crate) fn rows(below: &str) -> Vec<(String, String)> {
    let table = read(below);
    // The first row names the columns; *original* is a word of the table too.
    let rows = table.lines().filter(|row| !row.starts_with('#')).skip(1);
    let cells = rows.map(|row| row.split('\t').collect::<Vec<_>>());
    cells.map(|cells| (cells[0].to_string(), cells[1].to_string())).collect()
}

/// How an engine goes about it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Engine {
    /// Every occurrence of a word it holds, always by the same intruder.
    Exhaustive,
    /// Each occurrence on its own, half of them, case lost at times.
    Loose,
}

/// A damaged text.
#[derive(Clone, Debug)]
pub(crate) struct Spun {
    pub(crate) text: String,
    /// How many words were replaced.
    pub(crate) places: usize,
}

/// Spins `text`. The same seed gives the same damage.
pub(crate) fn spin(text: &str, pairs: &Pairs, engine: Engine, seed: u64) -> Spun {
    let mut chance = Chance(seed);
    let tokens: Vec<Token<'_>> = tokens(text).collect();
    let mut chosen: BTreeMap<&str, &str> = BTreeMap::new();
    let mut spun = Spun { text: String::with_capacity(text.len() + 256), places: 0 };
    for (at, token) in tokens.iter().enumerate() {
        let touches = |other: Option<&Token<'_>>| other.is_some_and(|other| other.text.contains('-'));
        let free = !touches(at.checked_sub(1).and_then(|before| tokens.get(before))) && !touches(tokens.get(at + 1));
        let lower = token.text.to_ascii_lowercase();
        let plain = token.text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase()) && token.text.len() > 1;
        let entry = Some(token)
            .filter(|token| token.kind == TokenKind::Word && plain && free)
            .and_then(|_| pairs.get_key_value(lower.as_str()));
        let Some((original, intruders)) = entry else {
            spun.text.push_str(token.text);
            continue;
        };
        let draw = intruders[chance.below(intruders.len() * 2) % intruders.len()].as_str();
        let (hit, intruder) = match engine {
            Engine::Exhaustive => (true, *chosen.entry(original).or_insert(draw)),
            Engine::Loose => (chance.below(2) == 0, draw),
        };
        if !hit {
            spun.text.push_str(token.text);
            continue;
        }
        let keeps_case = matches!(engine, Engine::Exhaustive) || chance.below(4) > 0;
        let (head, tail) = intruder.split_at(1);
        if token.text.starts_with(|c: char| c.is_ascii_uppercase()) && keeps_case {
            spun.text.push_str(&head.to_ascii_uppercase());
        } else {
            spun.text.push_str(head);
        }
        spun.text.push_str(tail);
        spun.places += 1;
    }
    spun
}

/// Numbers that look drawn and are not (SplitMix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % end as u64) as usize
    }
}

/// Every fixture: clean, and damaged by two tables and two kinds of engine, one seed each.
pub(crate) fn every_fixture() -> Vec<Article> {
    let mut all = Vec::new();
    for (seed, article) in (0_u64..).zip(articles()) {
        all.push(Article { name: article.name.clone(), text: article.text.clone() });
        let tables = [("independent", independent_pairs()), ("observed", observed_pairs())];
        for (table, pairs) in tables {
            for engine in [Engine::Exhaustive, Engine::Loose] {
                let spun = spin(&article.text, pairs, engine, seed);
                all.push(Article { name: format!("{}, {table} {engine:?} {seed}", article.name), text: spun.text });
            }
        }
    }
    all
}

/// Sentences of the fixtures, clean and damaged.
pub(crate) fn sentences() -> &'static [String] {
    static SENTENCES: OnceLock<Vec<String>> = OnceLock::new();
    SENTENCES.get_or_init(|| {
        let all = every_fixture();
        let ends = |text: &str| text.split_inclusive(['.', '!', '?', '\n']).map(|s| s.trim().to_string()).collect();
        let sentences = all.iter().flat_map(|article| -> Vec<String> { ends(&article.text) });
        sentences.filter(|sentence| sentence.len() > 20).collect()
    })
}
