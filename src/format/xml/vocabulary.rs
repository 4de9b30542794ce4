//! What the elements of each vocabulary are: which begin an article, which hold prose, which part it.
//!
//! Law: an element is read only where its vocabulary calls it prose. In prose, an element that is not known to stand inside a
//! line parts what is before it from what is behind: two words are never glued together.

use super::attributes::Attributes;
use super::namespaces::Namespace;
use super::piece::Kind;

/// The vocabulary that names are read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// None yet: what news is wrapped in.
    Unknown,
    /// RSS 0.9 to 2.0, and RSS 1.0, which is RDF.
    Rss,
    Atom,
    Nitf,
    /// NewsML-G2, and NewsML 1.
    NewsMl,
    /// Pages inside NewsML.
    Xhtml,
}

/// What an element outside of prose is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing by itself.
    Container,
    /// An article.
    Item,
    /// Its text names the article.
    Id,
    /// An attribute of it names the article.
    Named,
    Prose(Kind),
    /// Nothing in it is read.
    Skipped,
}

/// What an element inside of prose is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Inline,
    Block,
    Skipped,
}

impl Vocabulary {
    /// The vocabulary inside an element.
    pub(super) fn inside(self, local: &str) -> Self {
        match (self, local) {
            (Self::Unknown, "rss" | "RDF") => Self::Rss,
            (Self::Unknown, "feed" | "entry") => Self::Atom,
            (Self::Unknown, "newsMessage" | "newsItem" | "packageItem" | "NewsML") => Self::NewsMl,
            (Self::Unknown | Self::NewsMl, "nitf") => Self::Nitf,
            (Self::NewsMl, "html") => Self::Xhtml,
            (known, _) => known,
        }
    }

    /// What an element of this vocabulary is, outside of prose.
    pub(super) fn role(self, namespace: Namespace, local: &str, attributes: &Attributes<'_>) -> Role {
        use Namespace::{Content, Core, Dublin, Itunes, Media, Xhtml};
        match (self, namespace, local) {
            (Self::Rss, Core, "item") | (Self::Atom, Core, "entry") => Role::Item,
            (Self::Nitf, Core, "nitf") => Role::Item,
            (Self::NewsMl, Core, "newsItem" | "packageItem" | "NewsItem") => Role::Item,
            (Self::Rss, Core, "guid") | (Self::Atom, Core, "id") | (Self::NewsMl, Core, "PublicIdentifier") => Role::Id,
            (Self::Nitf, Core, "doc-id") => Role::Named,
            // The feed that an entry was taken from speaks of itself.
            (Self::Atom, Core, "source") => Role::Skipped,

            (Self::Rss | Self::Atom, Content, "encoded") => Role::Prose(Kind::Html),
            (Self::Rss | Self::Atom, Itunes, "title" | "subtitle" | "summary") => Role::Prose(Kind::Html),
            (Self::Rss | Self::Atom, Dublin, "title" | "description" | "abstract") => Role::Prose(Kind::Html),
            (Self::Rss | Self::Atom, Media, "title" | "description" | "text") => typed(attributes, Kind::Html),
            (Self::Rss | Self::Atom, Xhtml, "body" | "div") => Role::Prose(Kind::Text),
            (Self::Rss, Core, "title" | "description") => Role::Prose(Kind::Html),
            (Self::Rss, Core, "summary" | "content") => typed(attributes, Kind::Html),
            (Self::Atom, Core, "title" | "subtitle" | "tagline" | "summary" | "content") => {
                typed(attributes, Kind::Text)
            }

            (Self::Nitf, Core, "title" | "hedline" | "abstract" | "note" | "body.content" | "tagline") => {
                Role::Prose(Kind::Text)
            }
            (Self::NewsMl, Core, "title" | "headline" | "description") => Role::Prose(Kind::Text),
            (Self::NewsMl, Core, "HeadLine" | "SubHeadLine" | "CaptionLine" | "DataContent") => Role::Prose(Kind::Text),
            (Self::NewsMl, Core, "inlineData") => typed(attributes, Kind::Text),
            (Self::Xhtml, Core | Xhtml, "title" | "body") => Role::Prose(Kind::Text),
            _ if place(local) == Place::Skipped => Role::Skipped,
            _ => Role::Container,
        }
    }
}

/// What an element inside of prose is, by its name.
pub(super) fn place(local: &str) -> Place {
    match local {
        // HTML.
        "a" | "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "data" | "del" | "dfn" | "em" | "font"
        | "i" | "ins" | "label" | "mark" | "q" | "ruby" | "rb" | "s" | "small" | "span" | "strike" | "strong"
        | "sub" | "sup" | "time" | "tt" | "u" | "wbr" => Place::Inline,
        // NITF and NewsML.
        "chron" | "city" | "classifier" | "copyrite" | "copyrite.holder" | "copyrite.year" | "country" | "event"
        | "frac" | "frac-num" | "frac-den" | "frac-sep" | "function" | "inline" | "lang" | "location" | "money"
        | "name.family" | "name.given" | "num" | "object.title" | "org" | "person" | "pronounce" | "region"
        | "state" | "sublocation" => Place::Inline,
        // Code, what is no text, what has a text of its own for machines.
        "code" | "kbd" | "math" | "noscript" | "object" | "iframe" | "pre" | "rp" | "rt" | "samp" | "script"
        | "select" | "style" | "svg" | "template" | "textarea" | "var" => Place::Skipped,
        // Names of people and places, addresses.
        "byline" | "credit" | "dateline" | "distributor" | "media-metadata" | "media-object" | "media-producer"
        | "media-reference" | "postaddr" | "virtloc" => Place::Skipped,
        _ => Place::Block,
    }
}

/// Prose as its attributes say; by default of kind `untold`.
fn typed(attributes: &Attributes<'_>, untold: Kind) -> Role {
    let kind = attributes.kind.unwrap_or_default().trim().to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    match (kind, attributes.mode) {
        (_, Some("base64")) => Role::Skipped,
        ("", _) => Role::Prose(untold),
        ("html" | "text/html", _) => Role::Prose(Kind::Html),
        ("text" | "plain" | "text/plain" | "xhtml" | "application/xhtml+xml", _) => Role::Prose(Kind::Text),
        _ => Role::Skipped,
    }
}
