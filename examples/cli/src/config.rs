//! `limpide.toml`: what a newsroom settles once.
//!
//! Law: what is given on the command line counts for more than the file. A key or a value that is not known is refused with its
//! file, its line and the cure; nothing is passed over. It is looked for from the working folder up, as far as a folder
//! that holds `.git`. Rejected: environment variables and a file in the home folder beside it, by which two desks get two results
//! from one checkout.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use globset::{GlobBuilder, GlobMatcher};
use limpide::format::Field;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::baseline::{folder_of, full};
use crate::language::Lang;
use crate::options::{FormatName, encoding, probability};
use crate::stop::Stop;

/// The name that is looked for.
const NAME: &str = "limpide.toml";

/// Which file is read.
#[derive(Clone, Debug, Args)]
pub(crate) struct Which {
    /// Read the settings from this file. If not given, from the first limpide.toml in the working folder or above it, as far up
    /// as a folder with .git; options count for more.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Read no file of settings.
    #[arg(long, global = true, conflicts_with = "config")]
    no_config: bool,
}

impl Which {
    /// The settings; none where there is no file.
    pub(crate) fn read(&self) -> Result<Config, Stop> {
        let found = match &self.config {
            _ if self.no_config => None,
            Some(path) => Some(path.clone()),
            None => std::env::current_dir().ok().and_then(|folder| above(&folder)),
        };
        found.map_or_else(|| Ok(Config::default()), |path| Config::read(&path))
    }
}

fn above(from: &Path) -> Option<PathBuf> {
    for folder in from.ancestors() {
        let path = folder.join(NAME);
        if path.is_file() {
            return Some(path);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// What the file says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    #[serde(deserialize_with = "share")]
    pub(crate) apply_from: Option<f32>,
    #[serde(deserialize_with = "share")]
    pub(crate) hint_from: Option<f32>,
    #[serde(deserialize_with = "share")]
    pub(crate) expect_damaged: Option<f32>,
    #[serde(deserialize_with = "lang")]
    pub(crate) lang: Option<Lang>,
    /// As they are written; [`Config::dictionaries`] finds them.
    dictionaries: Vec<PathBuf>,
    pub(crate) allow: Vec<String>,
    pub(crate) formats: Vec<ByName>,
    /// The folder that the file lies in.
    #[serde(skip)]
    folder: PathBuf,
}

/// How files of some names are read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ByName {
    #[serde(deserialize_with = "glob")]
    glob: GlobMatcher,
    #[serde(default, deserialize_with = "format")]
    pub(crate) format: Option<FormatName>,
    #[serde(default, deserialize_with = "fields")]
    pub(crate) fields: Vec<Field>,
    #[serde(default, deserialize_with = "known_encoding")]
    pub(crate) encoding: Option<String>,
    #[serde(skip)]
    folder: PathBuf,
}

impl Config {
    fn read(path: &Path) -> Result<Self, Stop> {
        let name = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| Stop::Because(format!("{name}: {error}")))?;
        let mut config: Self = toml::from_str(&text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
            Stop::Because(format!("{name}:{line}: {}", said(error.message())))
        })?;
        config.folder = folder_of(path);
        config.formats.iter_mut().for_each(|by_name| by_name.folder.clone_from(&config.folder));
        Ok(config)
    }

    /// The dictionaries, found from the folder of the file.
    pub(crate) fn dictionaries(&self) -> impl Iterator<Item = PathBuf> {
        self.dictionaries.iter().map(|path| self.folder.join(path))
    }
}

/// A message on one line, with what to do.
fn said(message: &str) -> String {
    let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
    match message.strip_prefix("unknown field ") {
        Some(rest) => format!("unknown key {}; mend or remove it", rest.replacen(", expected", ", known are", 1)),
        None => message,
    }
}

impl ByName {
    /// True of a file that it speaks of. A glob without a slash is of the name alone; with one, of the path below the folder of
    /// the file of settings.
    pub(crate) fn names(&self, path: &Path) -> bool {
        let full = full(path);
        let below = full.strip_prefix(&self.folder).unwrap_or(&full);
        match self.glob.glob().glob().contains('/') {
            true => self.glob.is_match(below),
            false => below.file_name().is_some_and(|name| self.glob.is_match(name)),
        }
    }
}

fn share<'de, D: Deserializer<'de>>(value: D) -> Result<Option<f32>, D::Error> {
    let number = match toml::Value::deserialize(value)? {
        toml::Value::Float(number) => probability(&number.to_string()),
        toml::Value::Integer(number) => probability(&number.to_string()),
        _ => probability(""),
    };
    number.map(Some).map_err(D::Error::custom)
}

fn lang<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Lang>, D::Error> {
    one_of(value).map(Some)
}

fn format<'de, D: Deserializer<'de>>(value: D) -> Result<Option<FormatName>, D::Error> {
    one_of(value).map(Some)
}

fn one_of<'de, D: Deserializer<'de>, T: ValueEnum>(value: D) -> Result<T, D::Error> {
    let known = |text: &str| T::from_str(text, false).ok();
    toml::Value::deserialize(value)?.as_str().and_then(known).ok_or_else(|| {
        let names =
            T::value_variants().iter().filter_map(|one| Some(format!("“{}”", one.to_possible_value()?.get_name())));
        D::Error::custom(format!("write one of {}", names.collect::<Vec<_>>().join(", ")))
    })
}

fn fields<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<Field>, D::Error> {
    let names = Vec::<String>::deserialize(value)?;
    names.iter().map(|name| name.parse().map_err(D::Error::custom)).collect()
}

fn known_encoding<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    encoding(&String::deserialize(value)?).map(Some).map_err(D::Error::custom)
}

fn glob<'de, D: Deserializer<'de>>(value: D) -> Result<GlobMatcher, D::Error> {
    let text = String::deserialize(value)?;
    let glob = GlobBuilder::new(&text).literal_separator(true).build();
    glob.map(|glob| glob.compile_matcher())
        .map_err(|error| D::Error::custom(format!("“{text}” is no glob: {}; write one such as *.txt", error.kind())))
}
