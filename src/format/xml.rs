//! News in XML: RSS, Atom, NITF and NewsML, each item an article.
//!
//! Law: only text between tags is read, and of it only what the vocabulary calls prose; tags, attributes, comments, processing
//! instructions and declarations are never named by an edit. Nothing is expanded: an entity that the document itself defines
//! ends a paragraph. Where the XML breaks off, the articles before it are read, and the rest passes through. Time is linear, and
//! depth is bounded. Rejected: a format for each vocabulary, for files do not say by their name which they hold, and NewsML
//! holds NITF; and reading on behind an error, for no two readers agree on where the next item begins.

mod attributes;
mod entity;
mod namespaces;
mod piece;
mod vocabulary;
mod walk;

use super::{Format, Read, field};
use crate::document::{ArticleView, Id, Options};
use crate::error::{Error, ErrorKind};
use piece::{Kind, Prose};

/// The articles of a document.
pub(crate) fn read<'t>(text: &'t str, options: &Options) -> Result<Read<'t>, Error> {
    walk::Walk::new(text, options).read()
}

/// An article that was walked through, and the first byte of what had to be left out: HTML, where that is not read.
fn article<'t>(
    prose: Prose<'t>,
    id: Option<String>,
    options: &Options,
) -> Result<(ArticleView<'t>, Option<usize>), Error> {
    let (view, parts) = prose.finish();
    let mut left_out = None;
    let mut layered = Vec::new();
    for (span, kind) in parts {
        let format = match kind {
            Kind::Text => Some(Format::Text),
            Kind::Html => inner(span.of(view.text())),
        };
        match format {
            Some(format) => layered.push((span, format)),
            None => left_out = left_out.or(view.source(span).map(|source| source.start)),
        }
    }
    let flat = left_out.is_none() && layered.iter().all(|(_, format)| *format == Format::Text);
    let article = ArticleView::new(view).named(id.map_or(Id::None, |id| Id::Text(id.into())));
    Ok((if flat { article } else { article.over(&layered, options)? }, left_out))
}

/// The format of what an element holds as escaped HTML; `None` where it cannot be read. A description may hold what a field
/// of a record may.
fn inner(text: &str) -> Option<Format> {
    let plain = !text.contains('<') && !entity::is_in(text);
    match field::inner("html") {
        Some(Ok(html)) => Some(html),
        _ if plain => Some(Format::Text),
        _ => None,
    }
}

fn refuse(message: String) -> Error {
    Error::new(ErrorKind::Input, message)
}
