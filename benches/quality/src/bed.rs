//! The articles that are measured on: those of the fixtures, as written, and spun at fixed seeds.
//!
//! Law: the pairs they are spun with were written independently of the dictionary, so that a figure tells of pairs nobody tuned for.

use crate::files::{self, Article};
use crate::pairs::Pairs;
use crate::spin::{Profile, Spun, spin};

/// The seeds of a run.
pub const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];

/// Articles, and the table they are spun with.
#[derive(Clone, Debug)]
pub struct Bed {
    articles: Vec<Article>,
    pairs: Pairs,
}

impl Bed {
    /// Reads the fixtures.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn read() -> Result<Self, String> {
        Ok(Self {
            articles: Article::folder(&files::project("tests/fixtures/articles"))?,
            pairs: Pairs::open(&files::project("tests/fixtures/pairs.tsv"))?,
        })
    }

    /// The articles as they were written.
    pub fn clean(&self) -> impl Iterator<Item = Spun> {
        self.articles.iter().map(|article| Spun {
            id: article.id.clone(),
            text: article.text.clone(),
            words: files::words(&article.text),
            gold: Vec::new(),
        })
    }

    /// The articles, spun once.
    pub fn spun(&self, profile: Profile, seed: u64) -> impl Iterator<Item = Spun> {
        self.articles.iter().map(move |article| spin(article, &self.pairs, profile, seed))
    }

    /// The articles, spun at each of the [`SEEDS`].
    pub fn spun_at_all_seeds(&self, profile: Profile) -> impl Iterator<Item = Spun> {
        SEEDS.into_iter().flat_map(move |seed| self.spun(profile, seed))
    }
}
