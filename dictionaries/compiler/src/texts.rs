//! The texts that statistics come from. The project may not carry them; they are named in `dictionaries/README.md`.
//!
//! Law: one article in ten (by a hash of its id, or of a page that has none) is never looked at, so that measuring on it stays
//! honest; nor is any that a quality set holds.

use std::collections::HashSet;

use limpide::contexts::word_hash;
use limpide::{Error, ErrorKind};

/// Clean French: news, debates, and texts of other trades.
pub(crate) struct Texts {
    news: Vec<String>,
    debates: String,
    trades: String,
}

impl Texts {
    /// Reads the files: the first holds news, one JSON object a line with `id` and `text`; the second debates, one a line; the
    /// third texts of other trades, a page a line; the others articles, by `id`, that are to be left out.
    pub(crate) fn read(files: &[String]) -> Result<Self, Error> {
        let [news, debates, trades, without @ ..] = files else {
            return Err(Error::new(ErrorKind::Input, "files of news, of debates and of other trades are needed"));
        };
        let mut barred = HashSet::new();
        for file in without {
            barred.extend(articles(file)?.into_iter().map(|(id, _)| id));
        }
        let news = articles(news)?.into_iter().filter(|(id, _)| !held_out(id) && !barred.contains(id));
        Ok(Self { news: news.map(|(_, text)| text).collect(), debates: read(debates)?, trades: read(trades)? })
    }

    /// The articles.
    pub(crate) fn news(&self) -> impl Iterator<Item = &str> {
        self.news.iter().map(String::as_str)
    }

    /// The debates.
    pub(crate) fn debates(&self) -> impl Iterator<Item = &str> {
        self.debates.lines()
    }

    /// The pages of other trades.
    pub(crate) fn trades(&self) -> impl Iterator<Item = &str> {
        self.trades.lines().filter(|page| !held_out(page))
    }
}

/// A word as it is counted and learnt: in small letters, with a typewriter's apostrophes, without what is not seen.
pub(crate) fn normal(word: &str) -> String {
    word.to_lowercase().replace(['’', 'ʼ'], "'").replace(['\u{ad}', '\u{200c}', '\u{200d}', '\u{2060}', '\t'], "")
}

/// True for the articles and pages that are never looked at.
fn held_out(id: &str) -> bool {
    word_hash(id).is_multiple_of(10)
}

fn read(file: &str) -> Result<String, Error> {
    std::fs::read_to_string(file).map_err(|error| Error::from(error).in_file(file))
}

fn articles(file: &str) -> Result<Vec<(String, String)>, Error> {
    let rows = read(file)?;
    let articles = rows.lines().enumerate().map(|(i, row)| {
        let object: serde_json::Value = serde_json::from_str(row).unwrap_or_default();
        match (object["id"].as_str(), object["text"].as_str()) {
            (Some(id), Some(text)) => Ok((id.to_string(), text.to_string())),
            _ => Err(Error::new(ErrorKind::Input, "no object with `id` and `text`").in_file(file).at_line(i + 1)),
        }
    });
    articles.collect()
}
