//! Which vocabulary an element's name is of, by its prefix or the default.
//!
//! Law: a prefix means what the nearest declaration says; the usual prefixes mean the usual thing where none does, for feeds
//! forget them. Looking up is bounded by [`MOST`], whatever a document declares.

/// The most declarations in force at once; real news has a dozen.
const MOST: usize = 64;

/// What a namespace is to news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    /// RSS, Atom, NITF, NewsML, or none: what the document itself is written in.
    Core,
    Xhtml,
    /// The body of an item: `content:encoded`, `excerpt:encoded`.
    Content,
    Media,
    Itunes,
    Dublin,
    Other,
}

/// The declarations in force.
#[derive(Debug, Default)]
pub(super) struct Namespaces<'t> {
    declared: Vec<(&'t str, Namespace)>,
}

impl<'t> Namespaces<'t> {
    /// How many are in force.
    pub(super) fn len(&self) -> usize {
        self.declared.len()
    }

    /// Takes back all but the first `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        self.declared.truncate(len);
    }

    /// Declares what `prefix` means; the empty one is the default. False when there are too many.
    pub(super) fn declare(&mut self, prefix: &'t str, uri: &str, root: bool) -> bool {
        let namespace = match of_uri(uri) {
            // Some outlets call RSS their own; what the root is of by default is what the document is written in.
            Namespace::Other if root && prefix.is_empty() => Namespace::Core,
            known => known,
        };
        self.declared.push((prefix, namespace));
        self.declared.len() <= MOST
    }

    /// The namespace of an element's name, and the name without its prefix.
    pub(super) fn of<'n>(&self, name: &'n str) -> (Namespace, &'n str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let declared = self.declared.iter().rev().find(|(known, _)| *known == prefix);
        (declared.map_or_else(|| of_prefix(prefix), |(_, namespace)| *namespace), local)
    }
}

fn of_uri(uri: &str) -> Namespace {
    match uri.trim().trim_end_matches('/') {
        ""
        | "http://www.w3.org/2005/Atom"
        | "http://purl.org/atom/ns#"
        | "http://purl.org/rss/1.0"
        | "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        | "http://my.netscape.com/rdf/simple/0.9"
        | "http://channel.netscape.com/rdf/simple/0.9"
        | "http://iptc.org/std/nar/2006-10-01" => Namespace::Core,
        "http://www.w3.org/1999/xhtml" => Namespace::Xhtml,
        "http://purl.org/rss/1.0/modules/content" => Namespace::Content,
        "http://search.yahoo.com/mrss" => Namespace::Media,
        "http://purl.org/dc/elements/1.1" | "http://purl.org/dc/terms" => Namespace::Dublin,
        uri if uri.eq_ignore_ascii_case("http://www.itunes.com/dtds/podcast-1.0.dtd") => Namespace::Itunes,
        uri if uri.starts_with("http://iptc.org/std/NITF/") => Namespace::Core,
        uri if uri.starts_with("http://backend.userland.com/") => Namespace::Core,
        uri if uri.starts_with("http://wordpress.org/export/") && uri.ends_with("/excerpt") => Namespace::Content,
        _ => Namespace::Other,
    }
}

fn of_prefix(prefix: &str) -> Namespace {
    match prefix {
        "" | "atom" | "rdf" | "rss" | "nitf" => Namespace::Core,
        "xhtml" => Namespace::Xhtml,
        "content" | "excerpt" => Namespace::Content,
        "media" => Namespace::Media,
        "itunes" => Namespace::Itunes,
        "dc" | "dcterms" => Namespace::Dublin,
        _ => Namespace::Other,
    }
}
