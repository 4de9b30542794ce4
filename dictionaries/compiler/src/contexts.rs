//! The counts of what stands beside the words of the candidate vocabulary: table to compiled form.
//!
//! Law: the compiled form is a function of the tables alone; the texts behind it need not be at hand.

use std::collections::HashMap;

use limpide::contexts::{Kind, compile, word_hash};
use limpide::dictionary::telltale::{Company, Side};
use limpide::{Error, ErrorKind};

use crate::{collocations, loans, sources};

pub(crate) const TABLE: &str = "fr/sources/contexts.tsv.xz";

/// Compiles the table.
pub(crate) fn build() -> Result<Vec<u8>, Error> {
    let table = sources::text(TABLE)?;
    let kinds: HashMap<String, Kind> = Kind::ALL.into_iter().map(|kind| (format!("{kind:?}"), kind)).collect();
    let mut counts = Vec::new();
    for (i, row) in table.lines().enumerate().filter(|(_, row)| !row.starts_with('#')) {
        let refuse = |what: &str| Error::new(ErrorKind::Dictionary, what).in_file(TABLE).at_line(i + 1);
        let mut cells = row.split('\t').collect::<Vec<_>>();
        let count =
            cells.pop().and_then(|cell| cell.parse().ok()).ok_or_else(|| refuse("no count in the last column"))?;
        let kind = kinds.get(cells[0]).ok_or_else(|| refuse("unknown kind in the first column"))?;
        let parts = cells[1..]
            .iter()
            .map(|cell| match cell.strip_prefix('~') {
                Some(class) if !class.is_empty() => {
                    u64::from_str_radix(class, 16).map_err(|_| refuse("a class that is no number"))
                }
                _ => Ok(word_hash(cell)),
            })
            .collect::<Result<Vec<u64>, Error>>()?;
        let (owner, entry) = kind.kept(&parts).ok_or_else(|| refuse("too few columns for this kind, or too many"))?;
        counts.push((owner, entry, count));
    }
    collocations::add(&mut counts)?;
    loans::raise(&mut counts)?;
    Ok(compile(&counts))
}

/// What the table says of the words right beside others.
pub(crate) fn company() -> Result<Company, Error> {
    let table = sources::text(TABLE)?;
    let mut company = Company::default();
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let mut beside = |word: &str, neighbour: &str, right: bool, count: u32| {
            if let Some((side, neighbour)) = Side::of(neighbour, right) {
                company.beside.entry(word.into()).or_default().push((side, neighbour.into(), count));
            }
        };
        let count = |cell: &str| cell.parse().unwrap_or_default();
        match cells[..] {
            ["LeftWord", neighbour, word, seen] => beside(word, neighbour, false, count(seen)),
            ["WordRight", word, neighbour, seen] => beside(word, neighbour, true, count(seen)),
            ["AnyLeft" | "AnyRight", neighbour, seen] => {
                let found = Side::of(neighbour, cells[0] == "AnyRight");
                company.any.extend(found.map(|(side, neighbour)| ((side, neighbour.into()), count(seen))));
            }
            ["Any", all] => company.all = count(all),
            _ => {}
        }
    }
    Ok(company)
}
