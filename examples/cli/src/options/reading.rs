//! How files are read.

use std::path::Path;

use clap::{Args, ValueEnum};
use limpide::Document;
use limpide::format::{Field, Format};

use crate::config::{ByName, Config};
use crate::input::Input;
use crate::packed::bare;

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    /// What the files hold; told by limpide.toml or guessed from the name if not given (.jsonl and .ndjson are JSON Lines; .html, .htm and .xhtml are
    /// HTML; .md is Markdown; .xml, .rss, .atom, .nitf, .newsml and .rdf are XML; also before .gz or .zst).
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<FormatName>,
    /// The field of a JSON Lines record that holds the article: a name, or for what lies deeper a JSON Pointer such as
    /// /content/body [default: text]. May be given several times; the fields of a record are judged together.
    #[arg(long = "field", value_name = "NAME")]
    fields: Vec<Field>,
    /// Leave the attributes of HTML alone (alt, title, aria-label, the description of a page …); they are repaired if not given.
    #[arg(long)]
    no_attributes: bool,
    /// The encoding of the files, such as windows-1252, iso-8859-15 or utf-16le; known from a byte order mark, what the file
    /// declares, or UTF-8 if not given, and guessed where none of them tells. JSON Lines are UTF-8.
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<String>,
    /// What a file of settings says of names.
    #[arg(skip)]
    by_name: Vec<ByName>,
}

pub(crate) fn encoding(name: &str) -> Result<String, limpide::Error> {
    Document::read(Format::Text, b"", &limpide::Options::default().encoding(name)).map(|_| name.to_string())
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FormatName {
    /// One article a file.
    Text,
    /// One JSON object a line, read and written line by line.
    Jsonl,
    /// A page or a fragment, which is one article.
    Html,
    /// News in XML, an article an item: RSS, Atom, NITF, NewsML.
    Xml,
    /// One article in Markdown a file.
    Markdown,
}

impl Reading {
    /// The same, with what a file of settings says of names.
    pub(crate) fn with(&self, config: &Config) -> Self {
        Self { by_name: config.formats.clone(), ..self.clone() }
    }

    /// What the format of an input cannot tell by itself.
    pub(crate) fn options_of(&self, input: &Input) -> limpide::Options {
        let said = self.said_of(input);
        let fields = if self.fields.is_empty() { said.map_or(&[][..], |said| &said.fields) } else { &self.fields };
        let encoding = self.encoding.as_ref().or_else(|| said.and_then(|said| said.encoding.as_ref()));
        let mut options = limpide::Options::default().attributes(!self.no_attributes);
        if !fields.is_empty() {
            options = options.fields(fields.iter().cloned());
        }
        encoding.into_iter().fold(options, limpide::Options::encoding)
    }

    pub(crate) fn format_of(&self, input: &Input) -> Format {
        match self.format.or_else(|| self.said_of(input)?.format) {
            Some(FormatName::Text) => Format::Text,
            Some(FormatName::Jsonl) => Format::JsonLines,
            Some(FormatName::Html) => Format::Html,
            Some(FormatName::Xml) => Format::Xml,
            Some(FormatName::Markdown) => Format::Markdown,
            None => Format::of_name(input.bare_name()),
        }
    }

    /// True of a file that a folder is walked for: one whose name tells a format, or that the file of settings speaks of.
    pub(crate) fn wants(&self, path: &Path) -> bool {
        let name = path.to_string_lossy();
        let bare = bare(&name);
        let is_text = Path::new(bare).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
        is_text || Format::of_name(bare) != Format::Text || self.by_name.iter().any(|by_name| by_name.names(path))
    }

    /// What the file of settings says of an input: the first that speaks of its name, packed or not.
    fn said_of(&self, input: &Input) -> Option<&ByName> {
        let path = input.path()?;
        let bare = Path::new(input.bare_name());
        self.by_name.iter().find(|by_name| by_name.names(path) || by_name.names(bare))
    }
}
