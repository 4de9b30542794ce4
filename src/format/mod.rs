//! Document formats: where in a file the prose stands, and how a repair is written back into it.
//!
//! Law: a format finds prose and says where it lies; it judges nothing, and every byte outside a repair stays as it was.
//! Rejected: parsing a file into a tree and printing it again, which changes spelling, order and white space that nobody
//! asked to change. How a format is added stands in `DESIGN.md`.

#[cfg(any(feature = "html", feature = "xml"))]
mod blanks;
#[cfg(any(feature = "html", feature = "markdown", feature = "xml"))]
mod directive;
pub(crate) mod encoding;
mod field;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "jsonl")]
pub(crate) mod jsonl;
#[cfg(feature = "markdown")]
mod markdown;
pub(crate) mod plain;
pub(crate) mod spelling;
pub(crate) mod view;
#[cfg(feature = "xml")]
mod xml;

pub use encoding::{Encoding, Known};
pub use field::Field;

use crate::document::{ArticleView, Options};
use crate::error::{Error, ErrorKind};
use view::Builder;

/// The formats of files, as far as they are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One article in plain text.
    #[default]
    Text,
    /// One JSON object a line, each with an article in one or several of its fields.
    JsonLines,
    /// A page or a fragment of HTML, which is one article.
    Html,
    /// One article in Markdown: CommonMark with tables, footnotes, task lists and front matter.
    Markdown,
    /// News in XML: the items of an RSS or Atom feed, NITF, NewsML.
    Xml,
}

impl Format {
    /// The format that a file of this name has: JSON Lines for `.jsonl` and `.ndjson`, HTML for `.html`, `.htm` and
    /// `.xhtml`, Markdown for `.md`, `.markdown`, `.mdown` and `.qmd`, XML for `.xml`, `.rss`, `.atom`, `.nitf`, `.newsml`
    /// and `.rdf`, otherwise text.
    ///
    /// ```
    /// use limpide::format::Format;
    ///
    /// assert_eq!(Format::of_name("dépêches/2024.JSONL"), Format::JsonLines);
    /// assert_eq!(Format::of_name("page.html"), Format::Html);
    /// assert_eq!(Format::of_name("article.md"), Format::Markdown);
    /// assert_eq!(Format::of_name("article.txt"), Format::Text);
    /// ```
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        match name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
            Some("jsonl" | "ndjson") => Self::JsonLines,
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("xml" | "rss" | "atom" | "nitf" | "newsml" | "rdf") => Self::Xml,
            Some("md" | "markdown" | "mdown" | "qmd") => Self::Markdown,
            _ => Self::Text,
        }
    }

    /// True for formats whose files can name the encoding that they are written in.
    pub(crate) fn declares(self) -> bool {
        matches!(self, Self::Html | Self::Xml)
    }
}

/// What was read from a document: its articles, in order, and what is wrong with the parts that could not be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Read<'t> {
    pub(crate) articles: Vec<ArticleView<'t>>,
    pub(crate) refused: Vec<Error>,
}

/// The articles of a document that is text, as its format tells.
pub(crate) fn read<'t>(format: Format, text: &'t str, options: &Options) -> Result<Read<'t>, Error> {
    match format {
        #[cfg(feature = "jsonl")]
        Format::JsonLines => Ok(jsonl::read(text.as_bytes(), options)),
        #[cfg(not(feature = "jsonl"))]
        Format::JsonLines => {
            let _ = options;
            Err(Error::new(ErrorKind::Input, "JSON Lines need the feature “jsonl” of the crate; turn it on"))
        }
        #[cfg(feature = "xml")]
        Format::Xml => xml::read(text, options),
        #[cfg(not(feature = "xml"))]
        Format::Xml => Err(Error::new(ErrorKind::Input, "XML needs the feature “xml” of the crate; turn it on")),
        one_article => {
            let mut view = Builder::default();
            prose(one_article, 0, text, options, &mut view)?;
            Ok(Read { articles: vec![ArticleView::new(view.finish())], refused: Vec::new() })
        }
    }
}

/// Adds the prose of `text`, which begins at byte `at` of the layer below. These are the formats that hold one article, or a
/// part of one: a file, a field of a record, the description in a feed.
pub(crate) fn prose<'t>(
    format: Format,
    at: usize,
    text: &'t str,
    options: &Options,
    view: &mut Builder<'t>,
) -> Result<(), Error> {
    let _ = options; // Some formats have none.
    match format {
        Format::Text => view.verbatim(at, text),
        #[cfg(feature = "html")]
        Format::Html => html::prose(at, text, options, view),
        #[cfg(not(feature = "html"))]
        Format::Html => {
            return Err(Error::new(ErrorKind::Input, "HTML needs the feature “html” of the crate; turn it on"));
        }
        #[cfg(feature = "markdown")]
        Format::Markdown => markdown::prose(at, text, view)?,
        #[cfg(not(feature = "markdown"))]
        Format::Markdown => {
            return Err(Error::new(ErrorKind::Input, "Markdown needs the feature “markdown” of the crate; turn it on"));
        }
        Format::JsonLines => {
            return Err(Error::new(ErrorKind::Input, "a field cannot hold JSON Lines; name the fields inside it"));
        }
        Format::Xml => return Err(Error::new(ErrorKind::Input, "a field cannot hold a feed; read the feed as a file")),
    }
    Ok(())
}
