//! Document formats: where in a file the prose stands, and how a repair is written back into it.
//!
//! Law: a format finds prose and gives positions back; it judges nothing, and every byte outside a repair stays as it was.
//! Rejected: parsing a file into a tree and printing it again, which changes spelling, order and white space that nobody
//! asked to change.

#[cfg(feature = "jsonl")]
pub mod jsonl;

/// The formats of files, as far as they are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One article in plain text.
    #[default]
    Text,
    /// One JSON object a line, each with an article in one of its fields.
    JsonLines,
}

impl Format {
    /// The format that a file of this name has: JSON Lines for `.jsonl` and `.ndjson`, otherwise text.
    ///
    /// ```
    /// use limpide::format::Format;
    ///
    /// assert_eq!(Format::of_name("dépêches/2024.JSONL"), Format::JsonLines);
    /// assert_eq!(Format::of_name("article.txt"), Format::Text);
    /// ```
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        match name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
            Some("jsonl" | "ndjson") => Self::JsonLines,
            _ => Self::Text,
        }
    }
}
