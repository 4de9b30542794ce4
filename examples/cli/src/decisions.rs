//! `limpide fix --decisions`: what people decided on the review page, carried out.
//!
//! Law: exactly what was accepted or edited is written, on the text it was decided on; nothing is judged again. A document
//! comes out with all that was decided on its articles, or not at all.

use std::borrow::Cow;
use std::path::Path;

use limpide::document::Article;
use limpide::report::decisions::Decisions;
use limpide::{Document, Edit, Error, ErrorKind, Rewrite};

use crate::page::named;
use crate::stop::Stop;

/// Reads the file of decisions.
pub(crate) fn read(path: &Path) -> Result<Decisions, Stop> {
    let name = path.display();
    let json = std::fs::read_to_string(path).map_err(|error| Stop::Because(format!("{name}: {error}")))?;
    Decisions::read(&json).map_err(|error| error.in_file(name.to_string()).into())
}

/// What the decisions change in a document, in order, and how many were carried out. `place` names an article that has no
/// name of its own.
pub(crate) fn rewrites(
    decisions: &Decisions,
    document: &Document<'_>,
    place: &str,
) -> Result<(Vec<Rewrite>, usize), Error> {
    let (mut rewrites, mut count) = (Vec::new(), 0);
    for article in document.articles() {
        for edit in decisions.edits(&named(article.id(), place), article.text().as_bytes())? {
            rewrites.extend(written(&article, edit)?);
            count += 1;
        }
    }
    // The text need not have the order of the document: an attribute is read behind the sentence it stands in.
    rewrites.sort_by_key(|rewrite| rewrite.span);
    if let Some([first, _]) = rewrites.windows(2).find(|pair| matches!(pair, [a, b] if b.span.start < a.span.end)) {
        return Err(refuse(format!(
            "two decisions change the same bytes, {} to {}; reject one of them on the review page",
            first.span.start, first.span.end
        )));
    }
    Ok((rewrites, count))
}

/// A document with these rewrites carried out.
pub(crate) fn apply<'d>(bytes: &'d [u8], rewrites: &[Rewrite]) -> Cow<'d, [u8]> {
    if rewrites.is_empty() {
        return Cow::Borrowed(bytes);
    }
    let mut output = Vec::with_capacity(bytes.len());
    let mut done = 0;
    for Rewrite { span, bytes: new } in rewrites {
        output.extend_from_slice(bytes.get(done..span.start).unwrap_or_default());
        output.extend_from_slice(new);
        done = span.end;
    }
    output.extend_from_slice(bytes.get(done..).unwrap_or_default());
    Cow::Owned(output)
}

fn written(article: &Article<'_>, edit: Edit<'_>) -> Result<Vec<Rewrite>, Error> {
    let found = edit.span.of(article.text());
    let rewrites = article.rewrites(edit).filter(|rewrites| !rewrites.is_empty() || edit.text == found);
    rewrites.ok_or_else(|| {
        refuse(format!(
            "“{found}” cannot be written as “{}” here: it runs across paragraphs or markup, or the document cannot hold one \
             of the characters; reject or edit it on the review page, and change the file by hand",
            edit.text
        ))
    })
}

fn refuse(message: String) -> Error {
    Error::new(ErrorKind::Input, message)
}
