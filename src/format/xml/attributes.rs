//! What the attributes of an element say of its text: language, type, name.
//!
//! Law: read, never written. Attributes that are broken say nothing.

use std::borrow::Cow;

use quick_xml::events::attributes::Attributes as Raw;

use super::entity::Declared;
use super::namespaces::Namespaces;

/// The attributes that matter, as they are spelled.
#[derive(Debug, Default)]
pub(super) struct Attributes<'t> {
    /// `xml:lang`, `lang`; of the element `lang` of NITF, `iso`.
    pub(super) language: Option<&'t str>,
    pub(super) translate: Option<&'t str>,
    /// `xml:space`.
    pub(super) space: Option<&'t str>,
    /// The media type, or a short name of it: `type` of Atom, `contenttype` of NewsML.
    pub(super) kind: Option<&'t str>,
    /// `mode` of Atom 0.3, `encoding` of NewsML.
    pub(super) mode: Option<&'t str>,
    /// What names an article: `guid` of NewsML, `id-string` of NITF, `about` of RDF.
    pub(super) id: Option<&'t str>,
    /// True when more namespaces were declared than are kept.
    pub(super) too_many: bool,
}

impl<'t> Attributes<'t> {
    /// Those of an element whose tag is `tag`, without its brackets; `name` bytes of it are the name. Namespaces are declared.
    pub(super) fn of(tag: &'t str, name: usize, namespaces: &mut Namespaces<'t>, root: bool) -> Self {
        let mut found = Self::default();
        let mut raw = Raw::new(tag, name);
        let (element, _) = tag.split_at_checked(name).unwrap_or_default();
        // Doubles are of no consequence here, and looking for them is not linear.
        for attribute in raw.with_checks(false).flatten() {
            let Cow::Borrowed(value) = attribute.value else { continue };
            let key = attribute.key.into_inner();
            match key {
                "xml:lang" => found.language = Some(value),
                "lang" => found.language = found.language.or(Some(value)),
                "iso" if element == "lang" => found.language = Some(value),
                "translate" => found.translate = Some(value),
                "xml:space" => found.space = Some(value),
                "type" | "contenttype" => found.kind = Some(value),
                "mode" | "encoding" => found.mode = Some(value),
                "guid" | "id-string" | "rdf:about" | "about" => found.id = Some(value),
                _ => {
                    let prefix = if key == "xmlns" { Some("") } else { key.strip_prefix("xmlns:") };
                    if let Some(prefix) = prefix {
                        found.too_many |= !namespaces.declare(prefix, value, root);
                    }
                }
            }
        }
        found
    }

    /// Whether the text may be French; `None` where nothing is said.
    pub(super) fn french(&self) -> Option<bool> {
        let language = self.language?.split(['-', '_']).next().unwrap_or_default().trim().to_ascii_lowercase();
        Some(matches!(&*language, "" | "fr" | "fra" | "fre" | "und" | "mul" | "zxx"))
    }

    /// Whether the text may be touched; `None` where nothing is said.
    pub(super) fn translated(&self) -> Option<bool> {
        self.translate.map(|translate| !translate.trim().eq_ignore_ascii_case("no"))
    }

    /// Whether white space is text; `None` where nothing is said.
    pub(super) fn preserved(&self) -> Option<bool> {
        self.space.map(|space| space.trim() == "preserve")
    }

    /// The name, decoded.
    pub(super) fn named(&self, declared: &Declared<'_>) -> Option<String> {
        let mut rest = self.id?;
        let mut name = String::new();
        while let Some((plain, behind)) = rest.split_once('&') {
            name.push_str(plain);
            let entity = behind.split_once(';').and_then(|(entity, rest)| Some((declared.character(entity)?, rest)));
            let (character, behind) = entity.unwrap_or(('&', behind));
            name.push(character);
            rest = behind;
        }
        name.push_str(rest);
        Some(name.trim().to_string()).filter(|name| !name.is_empty())
    }
}
