//! How much damage is put right, and what else is touched: the main table, and the same places told apart by kind.
//!
//! Law: clean articles and both engines are always shown together; a share of damage put right says nothing without its harm.

use core::fmt;

use std::path::PathBuf;

use serde::Serialize;

use crate::bed::{Bed, SEEDS};
use crate::grid::Grid;
use crate::kinds::{Kinds, WAYS};
use crate::score::{Flag, Score};
use crate::sources;
use crate::spin::{Profile, Spun};
use crate::tally::{Articles, Places, percent, rate};

/// What a run found.
#[derive(Clone, Debug, Serialize)]
pub struct Quality {
    without_observed: bool,
    /// Those the fixtures are spun at; none where other articles are measured on.
    seeds: Vec<u64>,
    sets: Vec<Set>,
    kinds: Vec<Way>,
}

#[derive(Clone, Debug, Serialize)]
struct Set {
    set: String,
    #[serde(flatten)]
    articles: Articles,
}

#[derive(Clone, Debug, Serialize)]
struct Way {
    way: &'static str,
    rows: Vec<Kind>,
}

#[derive(Clone, Debug, Serialize)]
struct Kind {
    kind: &'static str,
    #[serde(flatten)]
    places: Places,
}

impl Quality {
    /// Measures the cleaner with the usual settings, or one that knows no observed damage.
    ///
    /// # Errors
    /// When a fixture or a source cannot be read.
    pub fn measure(without_observed: bool) -> Result<Self, String> {
        let bed = Bed::read()?;
        let mut quality = Self::empty(without_observed, SEEDS.to_vec());
        quality.add([("clean".into(), bed.clean().collect())])?;
        quality.add(Profile::ALL.map(|profile| (profile.name().into(), bed.spun_at_all_seeds(profile).collect())))?;
        Ok(quality)
    }

    /// The same on damaged articles of one's own, each file a set.
    ///
    /// # Errors
    /// When a file or a source cannot be read.
    pub fn measure_on(files: &[PathBuf], without_observed: bool) -> Result<Self, String> {
        let mut quality = Self::empty(without_observed, Vec::new());
        for file in files {
            let name = file.file_stem().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
            quality.add([(name, Spun::read(file)?)])?;
        }
        Ok(quality)
    }

    fn add(&mut self, sets: impl IntoIterator<Item = (String, Vec<Spun>)>) -> Result<(), String> {
        let (kinds, cleaner) = (Kinds::read()?, sources::cleaner(self.without_observed)?);
        for (set, spun) in sets {
            let mut articles = Articles::default();
            for spun in spun {
                let report = cleaner.check(&spun.text);
                let score = Score::of(&spun, &Flag::of(&report));
                articles.add(&spun, &score, report.verdict.spun);
                for (gold, outcome) in spun.gold.iter().zip(&score.places) {
                    for (way, kind) in self.kinds.iter_mut().zip(kinds.of(gold)) {
                        if let Some(row) = way.rows.get_mut(kind) {
                            row.places.add(*outcome);
                        }
                    }
                }
            }
            self.sets.push(Set { set, articles });
        }
        Ok(())
    }

    fn empty(without_observed: bool, seeds: Vec<u64>) -> Self {
        let row = |kind: &&'static str| Kind { kind, places: Places::default() };
        let ways = WAYS.iter().map(|(way, kinds)| Way { way, rows: kinds.iter().map(row).collect() });
        Self { without_observed, seeds, sets: Vec::new(), kinds: ways.collect() }
    }
}

impl fmt::Display for Quality {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let knowing = if self.without_observed { "nothing of observed damage" } else { "the bundled dictionary" };
        let seeds = self.seeds.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        let articles = match seeds.as_str() {
            "" => "Articles given".to_string(),
            seeds => format!("Fixtures as written, and spun with independent pairs at seeds {seeds}"),
        };
        let title = format!(
            "{articles}; the cleaner knows {knowing}.\n\
             Shares in per cent of damaged places (verdict: of articles), harm and hints in a million words."
        );
        let heads =
            ["", "articles", "words", "places", "exact", "detected", "top3", "wrong", "harm/M", "hints/M", "verdict"];
        let mut grid = Grid::new(title, heads);
        for Set { set, articles: all } in &self.sets {
            let [places, exact, detected, top3, wrong] = shares(&all.places);
            grid.row([
                set.clone(),
                all.articles.to_string(),
                all.words.to_string(),
                places,
                exact,
                detected,
                top3,
                wrong,
                rate(all.harm, all.words, 1e6, 0),
                rate(all.hints, all.words, 1e6, 0),
                percent(all.verdicts, all.articles),
            ]);
        }
        write!(out, "{grid}")?;
        for Way { way, rows } in &self.kinds {
            let mut grid =
                Grid::new(format!("All damage, {way}"), ["", "places", "exact", "detected", "top3", "wrong"]);
            for Kind { kind, places: all } in rows {
                let [places, exact, detected, top3, wrong] = shares(all);
                grid.row([(*kind).to_string(), places, exact, detected, top3, wrong]);
            }
            write!(out, "\n{grid}")?;
        }
        Ok(())
    }
}

fn shares(all: &Places) -> [String; 5] {
    let share = |part| percent(part, all.places);
    [all.places.to_string(), share(all.exact), share(all.detected), share(all.top3), share(all.wrong())]
}
