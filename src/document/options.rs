//! How documents are read.

use crate::format::Field;

/// What a format cannot tell by itself.
///
/// ```
/// use limpide::Options;
///
/// let options = Options::default().fields(["title".parse()?, "/content/body".parse()?]);
/// assert_eq!(options.fields.len(), 2);
/// # Ok::<(), limpide::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The fields of a record that hold its article; `text` if nothing else is said. Several are one article: title and
    /// body are decided together, in the order of the record.
    pub fields: Vec<Field>,
    /// Attributes of HTML that are prose (`alt`, `title`, the description of a page) are read; true if nothing else is said.
    pub attributes: bool,
    /// The encoding of the document (`windows-1252`, `utf-16le`, …), where the caller knows it; it counts for more than
    /// anything but a byte order mark.
    pub encoding: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { fields: vec![Field::default()], attributes: true, encoding: None }
    }
}

impl Options {
    /// Reads these fields of a record.
    #[must_use]
    pub fn fields(mut self, fields: impl IntoIterator<Item = Field>) -> Self {
        self.fields = fields.into_iter().collect();
        self
    }

    /// Reads the attributes of HTML that are prose, or does not.
    #[must_use]
    pub fn attributes(mut self, read: bool) -> Self {
        self.attributes = read;
        self
    }

    /// Reads the document in this encoding, named as web pages name it; a name that is not known is an error of
    /// [`Document::read`](crate::Document::read).
    #[must_use]
    pub fn encoding(mut self, name: impl Into<String>) -> Self {
        self.encoding = Some(name.into());
        self
    }
}
