//! What else could be asked: spelling and grammar checkers, on the same spun articles.
//!
//! They were made for other faults, and the table does not say that they are bad at theirs; it says why a checker is not the
//! answer to this damage. A place is flagged when any complaint touches it, and restored when the first suggestion of such a complaint
//! gives back what stood there. A false alarm is a complaint about an article as it was written.
//!
//! Law: a peer that is missing or speaks in a way not understood is named with the cure, and the others go on. Complaints about typography
//! (apostrophes, no-break spaces) are left out, since nobody would take them for this damage. Each peer is asked through the command
//! it comes with; linking one in was rejected, as the project would then carry it.

mod grammalecte;
mod hunspell;

use core::fmt;

use crate::bed::{Bed, SEEDS};
use crate::grid::Grid;
use crate::score::{Flag, Score};
use crate::sources;
use crate::spin::{Profile, Spun};
use crate::tally::{Places, percent, rate};

/// What the peers made of the fixtures.
#[derive(Clone, Debug, Default)]
pub struct Peers {
    rows: Vec<Row>,
    missing: Vec<String>,
}

#[derive(Clone, Debug)]
struct Row {
    peer: &'static str,
    places: Places,
    alarms: usize,
    words: usize,
}

impl Peers {
    /// Asks every peer that is installed.
    ///
    /// # Errors
    /// When a fixture cannot be read.
    pub fn measure() -> Result<Self, String> {
        let (bed, cleaner) = (Bed::read()?, sources::cleaner(false)?);
        let spun = Profile::ALL.into_iter().flat_map(|profile| bed.spun(profile, SEEDS[0]));
        // Each article with whether it is damaged: a clean one has no gold, but a spun one may have none either.
        let articles: Vec<(Spun, bool)> =
            bed.clean().map(|clean| (clean, false)).chain(spun.map(|spun| (spun, true))).collect();
        let texts: Vec<&str> = articles.iter().map(|(article, _)| article.text.as_str()).collect();
        let all: Vec<Vec<Flag>> = texts.iter().map(|text| Flag::of(&cleaner.check(text))).collect();
        let applied = all.iter().map(|flags| flags.iter().filter(|flag| flag.applied).cloned().collect()).collect();
        let mut peers = Self::default();
        peers.add("limpide, applied", &articles, Ok(applied));
        peers.add("limpide, hints too", &articles, Ok(all));
        peers.add("hunspell", &articles, hunspell::flags(&texts));
        peers.add("grammalecte", &articles, grammalecte::flags(&texts));
        Ok(peers)
    }

    fn add(&mut self, peer: &'static str, articles: &[(Spun, bool)], flags: Result<Vec<Vec<Flag>>, String>) {
        let flags = match flags {
            Ok(flags) => flags,
            Err(why) => return self.missing.push(format!("{peer} was passed over: {why}")),
        };
        let mut row = Row { peer, places: Places::default(), alarms: 0, words: 0 };
        for ((article, is_spun), flags) in articles.iter().zip(&flags) {
            if *is_spun {
                Score::of(article, flags).places.iter().for_each(|outcome| row.places.add(*outcome));
            } else {
                row.alarms += flags.len();
                row.words += article.words;
            }
        }
        self.rows.push(row);
    }
}

impl fmt::Display for Peers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = format!(
            "Fixtures spun by both engines at seed {}: damaged places flagged, and restored by the first suggestion, in per cent;\n\
             the same fixtures as written: false alarms in a thousand words.",
            SEEDS[0]
        );
        let mut grid = Grid::new(title, ["", "places", "flagged", "restored", "clean words", "alarms", "alarms/1000"]);
        for Row { peer, places: all, alarms, words } in &self.rows {
            let share = |part| percent(part, all.places);
            grid.row([
                (*peer).to_string(),
                all.places.to_string(),
                share(all.flagged),
                share(all.first),
                words.to_string(),
                alarms.to_string(),
                rate(*alarms, *words, 1e3, 2),
            ]);
        }
        write!(out, "{grid}")?;
        self.missing.iter().try_for_each(|missing| write!(out, "\n{missing}\n"))
    }
}
