//! Tables for people: a title, then columns as wide as they must be.
//!
//! Law: the first column stands left, the others right; a line carries no blank at its end. A crate for tables was rejected: frames and
//! colours are what it would add, and the output is committed as text.

use core::fmt;

/// Rows of cells below a title.
#[derive(Clone, Debug)]
pub struct Grid {
    title: String,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// A table with its title and the heads of its columns; the first head belongs to the title.
    #[must_use]
    pub fn new<const N: usize>(title: impl Into<String>, heads: [&str; N]) -> Self {
        Self { title: title.into(), rows: vec![heads.map(String::from).to_vec()] }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.to_vec());
    }

    fn width(&self, column: usize) -> usize {
        self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    }
}

impl fmt::Display for Grid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}\n", self.title)?;
        for row in &self.rows {
            let mut line = String::from(" ");
            for (column, cell) in row.iter().enumerate() {
                let width = self.width(column);
                line += &if column == 0 { format!(" {cell:width$}") } else { format!("  {cell:>width$}") };
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
