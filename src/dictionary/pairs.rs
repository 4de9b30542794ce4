//! The pairs of a compiled dictionary, as a table would name them.
//!
//! Law: a pair stands once for each tier that knows it, so that what is listed can be loaded as a table; intruders in order,
//! and their originals in order. Rejected: the joined form in which pairs are searched; who reads a list would ask what was
//! joined.

use fst::Streamer;

use crate::dictionary::{Choice, Dictionary, IntruderId, Pair, Tier};

impl Dictionary {
    /// The bundled French dictionary.
    ///
    /// # Errors
    /// When the bundled data is damaged.
    #[cfg(feature = "french")]
    pub fn french() -> Result<Self, crate::Error> {
        Self::from_bytes(limpide_fr::DICTIONARY)
    }

    /// All pairs, once for each tier that knows them: by intruder, then by original. Their line is 0, for they stand in no file.
    ///
    /// ```
    /// # #[cfg(feature = "french")] {
    /// use limpide::dictionary::{Dictionary, Tier};
    ///
    /// let dictionary = Dictionary::french()?;
    /// let hidden: Vec<_> = dictionary.pairs().filter(|pair| pair.intruder == "applied sciences").collect();
    /// assert!(hidden.iter().any(|pair| pair.original == "technologies" && pair.tier == Tier::Observed && pair.count > 0));
    /// # }
    /// # Ok::<(), limpide::Error>(())
    /// ```
    pub fn pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        let mut stream = self.intruders.stream();
        let intruders = core::iter::from_fn(move || {
            let (text, id) = stream.next()?;
            Some((String::from_utf8_lossy(text).into_owned(), IntruderId(id.value() as u32)))
        });
        intruders.flat_map(|(intruder, id)| self.pairs_of(&intruder, id).collect::<Vec<_>>())
    }

    fn pairs_of<'d>(&'d self, intruder: &'d str, id: IntruderId) -> impl Iterator<Item = Pair> + 'd {
        self.choices(id).flat_map(move |choice| {
            let original = self.original(choice.original);
            tiers(&choice).into_iter().flatten().map(move |(tier, rank, count)| Pair {
                original: original.to_string(),
                intruder: intruder.to_string(),
                tier,
                rank,
                count,
                place: choice.place,
                line: 0,
            })
        })
    }
}

/// What each tier says: its name, the rank and the count.
fn tiers(choice: &Choice) -> [Option<(Tier, u8, u16)>; 3] {
    let own = if choice.tier == Tier::User { Tier::User } else { Tier::Authored };
    let observed = choice.count > 0 || choice.tier == Tier::Observed;
    [
        choice.authored.map(|rank| (own, rank, 0)),
        choice.recalled.map(|rank| (Tier::Recalled, rank, 0)),
        observed.then_some((Tier::Observed, 0, choice.count)),
    ]
}
