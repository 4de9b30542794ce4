//! What the words around a place call for: table to compiled form.
//!
//! Law: the compiled form is a function of the table alone; the texts behind it need not be at hand.

use std::str::FromStr;

use limpide::contexts::word_hash;
use limpide::vectors::{Vector, compile};
use limpide::{Error, ErrorKind};

use crate::sources;

const TABLE: &str = "fr/sources/vectors.tsv.xz";

/// Compiles the table.
pub(crate) fn build() -> Result<Vec<u8>, Error> {
    let table = sources::text(TABLE)?;
    let (mut gates, mut near, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for (i, row) in table.lines().enumerate().filter(|(_, row)| !row.starts_with("# ")) {
        let refuse = |what: &str| Error::new(ErrorKind::Dictionary, what).in_file(TABLE).at_line(i + 1);
        match row.split('\t').collect::<Vec<_>>().as_slice() {
            ["gate", _, numbers] => gates.push(read(numbers).ok_or_else(|| refuse("a gate without its numbers"))?),
            [kind @ ("near" | "word"), word, scale, bias, numbers] => {
                let vector =
                    || Some(Vector { scale: scale.parse().ok()?, bias: bias.parse().ok()?, numbers: read(numbers)? });
                let vector = vector().ok_or_else(|| refuse("a vector without its numbers"))?;
                if *kind == "near" { &mut near } else { &mut words }.push((word_hash(word), vector));
            }
            _ => return Err(refuse("neither `gate`, `near` nor `word` with its columns")),
        }
    }
    Ok(compile(&gates, &near, &words))
}

fn read<T: FromStr, const N: usize>(numbers: &str) -> Option<[T; N]> {
    let numbers = numbers.split(' ').map(|number| number.parse().ok()).collect::<Option<Vec<T>>>()?;
    numbers.try_into().ok()
}
