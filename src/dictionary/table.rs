//! Reads pairs and head counts from tables: one row a line, columns separated by a tab, named by the first row.
//!
//! Law: a row is read whole or refused with its line. Comments start with `#`. Known columns of a table of pairs are
//! `original`, `intruder`, `tier`, `rank` and `count`; only the first two must be there. A table of heads has
//! `original`, and `replaced` and `survived`, or `english`; one of intruders as English words, `intruder` and `english`.

use crate::dictionary::entry::{Head, Pair, Place, Source, Tier};
use crate::error::{Error, ErrorKind};

/// Reads a table of pairs or of heads, told apart by its columns.
///
/// # Errors
/// The first row that breaks a rule of the format, with its line and the cure.
pub fn read(text: &str) -> Result<Source, Error> {
    let mut source = Source::default();
    let mut columns: Option<Vec<&str>> = None;
    for (i, row) in text.lines().enumerate() {
        let line = i + 1;
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = row.split('\t').collect();
        let Some(names) = &columns else {
            check_columns(&cells).map_err(|error| error.at_line(line))?;
            columns = Some(cells);
            continue;
        };
        if cells.len() != names.len() {
            let message =
                format!("{} cells where the first row names {}; separate them with one tab", cells.len(), names.len());
            return Err(refuse(message).at_line(line));
        }
        let row = Row { names, cells: &cells };
        let original = row.get("original");
        let entry = original.or_else(|| row.get("intruder")).unwrap_or_default();
        let read = match original {
            None => read_class(&row, &mut source),
            Some(_) if names.contains(&"intruder") => read_pair(&row, line, &mut source),
            Some(_) => read_head(&row, &mut source),
        };
        read.map_err(|error| error.at_line(line).of_entry(entry))?;
    }
    Ok(source)
}

struct Row<'a> {
    names: &'a [&'a str],
    cells: &'a [&'a str],
}

impl<'a> Row<'a> {
    fn get(&self, column: &str) -> Option<&'a str> {
        let at = self.names.iter().position(|name| *name == column)?;
        self.cells.get(at).copied()
    }

    fn number<N: TryFrom<u32> + Default>(&self, column: &str) -> Result<N, Error> {
        let Some(cell) = self.get(column) else { return Ok(N::default()) };
        cell.parse::<u32>()
            .ok()
            .and_then(|number| N::try_from(number).ok())
            .ok_or_else(|| refuse(format!("“{cell}” is no {column}; write a whole number that is not too large")))
    }

    /// A class from 0 to `most`, where the table has that column.
    fn class(&self, column: &str, most: u8) -> Result<Option<u8>, Error> {
        match self.get(column).map(|_| self.number(column)).transpose()? {
            Some(class) if class > most => {
                Err(refuse(format!("no class of “{column}” beyond {most}; see dictionaries/README.md")))
            }
            class => Ok(class),
        }
    }
}

fn check_columns(names: &[&str]) -> Result<(), Error> {
    const KNOWN: [&str; 9] =
        ["original", "intruder", "tier", "rank", "count", "replaced", "survived", "english", "recalled"];
    if let Some(odd) = names.iter().find(|name| !KNOWN.contains(name)) {
        return Err(refuse(format!("unknown column “{odd}”; the first row names columns among {}", KNOWN.join(", "))));
    }
    let has = |name: &str| names.contains(&name);
    let of_original = has("original") && ["intruder", "replaced", "english"].into_iter().any(has);
    let of_intruder = has("intruder") && has("english");
    if !of_original && !of_intruder {
        return Err(refuse("no columns “original” and “intruder”; name the columns in the first row".to_string()));
    }
    Ok(())
}

fn read_pair(row: &Row<'_>, line: usize, source: &mut Source) -> Result<(), Error> {
    let tier = match row.get("tier") {
        None => Tier::User,
        Some(name) => Tier::named(name)
            .ok_or_else(|| refuse(format!("unknown tier “{name}”; tiers are authored, recalled, observed and user")))?,
    };
    source.pairs.push(Pair {
        original: row.get("original").unwrap_or_default().to_string(),
        intruder: row.get("intruder").unwrap_or_default().to_string(),
        tier,
        rank: row.number("rank")?,
        count: row.number("count")?,
        place: Place::Prose,
        line,
    });
    Ok(())
}

fn read_head(row: &Row<'_>, source: &mut Source) -> Result<(), Error> {
    let (english, recalled) = (row.class("english", 6)?, row.class("recalled", 3)?);
    let head = Head { replaced: row.number("replaced")?, survived: row.number("survived")?, english, recalled };
    source.heads.insert(row.get("original").unwrap_or_default().to_string(), head);
    Ok(())
}

fn read_class(row: &Row<'_>, source: &mut Source) -> Result<(), Error> {
    let class = row.class("english", 6)?;
    source.english.extend(class.map(|class| (row.get("intruder").unwrap_or_default().to_string(), class)));
    Ok(())
}

fn refuse(message: String) -> Error {
    Error::new(ErrorKind::Dictionary, message)
}
