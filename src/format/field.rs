//! Which fields of a record hold its article.
//!
//! Law: a field is named as users write it, `title` or, for what lies deeper, `/content/0/body` (a JSON Pointer), with the
//! format of what it holds behind a colon, `body:html`. What stands behind a colon and is no format belongs to the name
//! (`dc:title`).

use std::str::FromStr;

use super::Format;
use crate::error::{Error, ErrorKind};

/// A field of a record, and the format of what it holds.
///
/// ```
/// use limpide::format::{Field, Format};
///
/// let field: Field = "/content/0/body:text".parse()?;
/// assert_eq!((field.name(), field.format()), ("/content/0/body", Format::Text));
/// assert_eq!("dc:title".parse::<Field>()?.name(), "dc:title");
/// # Ok::<(), limpide::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    name: String,
    steps: Vec<String>,
    format: Format,
}

impl Field {
    /// The field of that name at the top of the record, which holds plain text. Colons and slashes belong to the name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: name.into(), steps: vec![name.into()], format: Format::Text }
    }

    /// The name, or the JSON Pointer, as it was given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The format of what it holds.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The keys that lead to it, from the top of the record.
    #[cfg(feature = "jsonl")]
    pub(crate) fn steps(&self) -> &[String] {
        &self.steps
    }
}

impl Default for Field {
    fn default() -> Self {
        Self::named("text")
    }
}

impl FromStr for Field {
    type Err = Error;

    /// Reads `name`, `/json/pointer`, or either with `:format` behind it.
    fn from_str(text: &str) -> Result<Self, Error> {
        let (name, format) = match text.rsplit_once(':').map(|(name, format)| (name, inner(format))) {
            Some((name, Some(format))) => (name, format?),
            _ => (text, Format::Text),
        };
        let steps = match name.strip_prefix('/') {
            Some(pointer) => pointer.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect(),
            None => vec![name.to_string()],
        };
        Ok(Self { name: name.into(), steps, format })
    }
}

/// The format that a field may hold by this name; `None` where it is no name of a format, an error where it cannot be read.
pub(super) fn inner(name: &str) -> Option<Result<Format, Error>> {
    match name {
        "text" => Some(Ok(Format::Text)),
        "html" if cfg!(feature = "html") => Some(Ok(Format::Html)),
        "md" | "markdown" if cfg!(feature = "markdown") => Some(Ok(Format::Markdown)),
        "html" | "md" | "markdown" | "xml" => Some(Err(Error::new(
            ErrorKind::Input,
            format!(
                "fields that hold {name} cannot be read yet; leave “:{name}” out to have the field read as plain text"
            ),
        ))),
        _ => None,
    }
}
