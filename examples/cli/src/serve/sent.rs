//! What is sent to `/v1`: one text, or several articles, as JSON.
//!
//! Law: a key that is not known is an error, so that a slip of the pen does not pass for a wish that was heard. An article is a text
//! of the format, or, where `fields` are named, the record itself, which holds it in these fields.

use std::borrow::Cow;

use limpide::format::{Field, Format};
use limpide::report::Language;
use limpide::{Document, Options};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::desk::{Deadline, Desk};
use super::refusal::Refusal;

/// What is asked.
#[derive(Debug)]
pub(crate) struct Asked<'b> {
    articles: Vec<Sent<'b>>,
    options: Options,
    /// Only one text was sent, not a list.
    pub(crate) alone: bool,
    /// The language to explain findings in, where that is asked.
    pub(crate) language: Option<Language>,
    /// Whether all that was weighed is asked.
    pub(crate) explain: bool,
}

/// What was sent as one article.
#[derive(Debug)]
struct Sent<'b> {
    id: Option<&'b RawValue>,
    bytes: Cow<'b, [u8]>,
    shape: Shape,
}

/// How an article was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// As a text of some format.
    Text(Format),
    /// As a record, which is JSON.
    Record,
}

/// An article that was read, with the `id` it was sent with.
pub(crate) struct Received<'d> {
    pub(crate) id: Option<&'d RawValue>,
    pub(crate) shape: Shape,
    pub(crate) document: Document<'d>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body<'b> {
    text: Option<String>,
    #[serde(borrow)]
    articles: Option<Vec<&'b RawValue>>,
    #[serde(default)]
    format: FormatName,
    fields: Option<Vec<String>>,
    lang: Option<String>,
    #[serde(default)]
    explain: bool,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum FormatName {
    #[default]
    Text,
    Html,
    Markdown,
    Xml,
    Jsonl,
}

impl FormatName {
    fn format(self) -> Format {
        match self {
            Self::Text => Format::Text,
            Self::Html => Format::Html,
            Self::Markdown => Format::Markdown,
            Self::Xml => Format::Xml,
            Self::Jsonl => Format::JsonLines,
        }
    }
}

/// An article that is sent as a text.
#[derive(Debug, Deserialize)]
struct Named<'b> {
    #[serde(borrow)]
    id: Option<&'b RawValue>,
    text: String,
}

/// What is asked of a record beside its article.
#[derive(Debug, Deserialize)]
struct Label<'b> {
    #[serde(borrow)]
    id: Option<&'b RawValue>,
}

impl<'b> Asked<'b> {
    /// Reads a request.
    pub(crate) fn read(bytes: &'b [u8], desk: &Desk) -> Result<Self, Refusal> {
        let body: Body<'b> = serde_json::from_slice(bytes).map_err(|error| {
            Refusal::bad(format!("the request cannot be read: {error}; send {{\"text\": \"…\"}} as JSON"))
        })?;
        let language = body.lang.map(|code| code.parse()).transpose();
        let language = language.map_err(|error: limpide::Error| Refusal::bad(error.to_string()))?;
        let format = body.format.format();
        let options = options(format, body.fields.as_deref())?;
        let records = body.fields.is_some() && format != Format::JsonLines;
        let alone = body.text.is_some();
        let articles = match (body.text, body.articles) {
            (Some(_), None) if records => {
                return Err(Refusal::bad("“fields” are those of records; send “articles”, or “format”: “jsonl”"));
            }
            (Some(text), None) => vec![Sent::text(None, text, format)],
            (None, Some(articles)) => {
                let most = desk.limits.max_articles;
                if articles.len() > most {
                    return Err(Refusal::too_much(format!(
                        "{} articles where at most {most} are taken; send fewer at once, or stream them to /v1/stream",
                        articles.len()
                    )));
                }
                let read = |(index, article)| {
                    if records { Ok(Sent::record(article)) } else { Sent::named(index, article, format) }
                };
                articles.into_iter().enumerate().map(read).collect::<Result<_, _>>()?
            }
            _ => return Err(Refusal::bad("send either “text”, a string, or “articles”, a list of {“id”, “text”}")),
        };
        Ok(Self { articles, options, alone, language, explain: body.explain })
    }

    /// Hands over the articles in order: as they were read, or with why they cannot be. With one alone, that refuses the request.
    pub(crate) fn each(
        &self,
        deadline: Deadline,
        mut each: impl FnMut(Result<Received<'_>, (Option<&RawValue>, String)>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        for Sent { id, bytes, shape } in &self.articles {
            deadline.check()?;
            let format = match shape {
                Shape::Text(format) => *format,
                Shape::Record => Format::JsonLines,
            };
            match Document::read(format, bytes, &self.options) {
                Ok(document) => each(Ok(Received { id: *id, shape: *shape, document }))?,
                Err(error) if self.alone => return Err(Refusal::bad(error.to_string())),
                Err(error) => each(Err((*id, error.to_string())))?,
            }
        }
        Ok(())
    }
}

impl<'b> Sent<'b> {
    fn text(id: Option<&'b RawValue>, text: String, format: Format) -> Self {
        Self { id, bytes: text.into_bytes().into(), shape: Shape::Text(format) }
    }

    fn named(index: usize, article: &'b RawValue, format: Format) -> Result<Self, Refusal> {
        let named: Named<'b> = serde_json::from_str(article.get()).map_err(|error| {
            Refusal::bad(format!(
                "articles[{index}] cannot be read: {error}; send {{\"id\": …, \"text\": \"…\"}}, or name its “fields”"
            ))
        })?;
        Ok(Self::text(named.id, named.text, format))
    }

    fn record(article: &'b RawValue) -> Self {
        // A line end in JSON is a blank between its parts; a record is one line.
        let line = article.get().as_bytes();
        let bytes = if line.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
            line.iter().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { *byte }).collect::<Vec<_>>().into()
        } else {
            line.into()
        };
        let id = serde_json::from_str(article.get()).ok().and_then(|label: Label<'b>| label.id);
        Self { id, bytes, shape: Shape::Record }
    }
}

/// How articles are read. A string of JSON is UTF-8, whatever a page in it declares.
pub(crate) fn options(format: Format, fields: Option<&[String]>) -> Result<Options, Refusal> {
    let options = Options::default().encoding("utf-8");
    let Some(fields) = fields else { return Ok(options) };
    let inner = match format {
        Format::Html => ":html",
        Format::Markdown => ":markdown",
        Format::Xml => {
            return Err(Refusal::bad("a field cannot hold a feed; send each feed as the “text” of an article"));
        }
        _ => "",
    };
    let field = |name: &String| {
        let field: Field = name.parse()?;
        // The format of the request is that of fields which name none.
        let says = field.name().len() < name.len();
        if says || inner.is_empty() { Ok(field) } else { format!("{name}{inner}").parse() }
    };
    let fields: Vec<Field> = fields
        .iter()
        .map(field)
        .collect::<Result<_, limpide::Error>>()
        .map_err(|error| Refusal::bad(format!("“fields”: {error}")))?;
    if fields.is_empty() {
        return Err(Refusal::bad("“fields” names no field; name one, or leave it out"));
    }
    Ok(options.fields(fields))
}
