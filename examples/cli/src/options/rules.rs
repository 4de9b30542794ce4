//! By what articles are judged.

use std::path::{Path, PathBuf};

use clap::Args;
use limpide::dictionary::{Source, Tier, table, toml};
use limpide::{Cleaner, CleanerBuilder, Error, ErrorKind};

use crate::config::Config;
use crate::stop::Stop;

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Judging")]
pub(crate) struct Rules {
    /// Add a dictionary: entries (.toml) or a table of pairs (any other name), to those that limpide.toml names. May be given
    /// several times.
    #[arg(long, value_name = "FILE")]
    dictionary: Vec<PathBuf>,
    /// Use added dictionaries only.
    #[arg(long, requires = "dictionary")]
    no_bundled_dictionary: bool,
    /// Never touch this word or run of words, however it is capitalised. May be given several times.
    #[arg(long, value_name = "WORD")]
    allow: Vec<String>,
    /// Repair from this confidence on, 0 to 1 [default: 0.25].
    ///
    /// How sure it must be that the repair is the right one. At one half it is likelier right than wrong; take 0.9 for text that
    /// nobody reads again. Places below it are reported, and left alone.
    #[arg(long, value_name = "P", value_parser = probability)]
    apply_from: Option<f32>,
    /// Report from this sureness on, 0 to 1 [default: 0.15].
    ///
    /// How sure it must be that the place is damaged, whatever stood there.
    #[arg(long, value_name = "P", value_parser = probability)]
    hint_from: Option<f32>,
    /// The share of articles that you expect to be damaged, 0 to 1 [default: 0.3].
    ///
    /// The higher, the less it takes to call an article damaged. Above 0.5, every word is looked at, also in articles that
    /// show no sure damage; this takes more time.
    #[arg(long, value_name = "SHARE", value_parser = probability)]
    expect_damaged: Option<f32>,
}

pub(crate) fn probability(text: &str) -> Result<f32, String> {
    match text.replace(',', ".").parse::<f32>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err("write a number from 0 to 1, such as 0.5".into()),
    }
}

impl Rules {
    /// The same, with what a file of settings says where they say nothing; words and dictionaries come on top of those of the file.
    pub(crate) fn with(&self, config: &Config) -> Self {
        Self {
            dictionary: config.dictionaries().chain(self.dictionary.iter().cloned()).collect(),
            allow: config.allow.iter().chain(&self.allow).cloned().collect(),
            apply_from: self.apply_from.or(config.apply_from),
            hint_from: self.hint_from.or(config.hint_from),
            expect_damaged: self.expect_damaged.or(config.expect_damaged),
            no_bundled_dictionary: self.no_bundled_dictionary,
        }
    }

    /// The cleaner they describe.
    pub(crate) fn cleaner(&self) -> Result<Cleaner, Stop> {
        let mut sources = Vec::new();
        for path in &self.dictionary {
            let source = read_dictionary(path).map_err(|error| error.in_file(path.display().to_string()))?;
            sources.push(source);
        }
        let mut builder = Cleaner::builder()
            .allow(&self.allow)
            .apply_from(self.apply_from.unwrap_or(CleanerBuilder::APPLY_FROM))
            .hint_from(self.hint_from.unwrap_or(CleanerBuilder::HINT_FROM))
            .expect_damaged(self.expect_damaged.unwrap_or(CleanerBuilder::EXPECT_DAMAGED));
        if self.no_bundled_dictionary {
            builder = builder.without_bundled_dictionary();
        }
        let with = |builder: CleanerBuilder, count: usize| {
            sources.iter().take(count).cloned().fold(builder, CleanerBuilder::dictionary).build()
        };
        with(builder.clone(), sources.len()).map_err(|error| {
            // The dictionaries are sound one by one, so the first that breaks the rules does so beside those before it.
            let culprit = (1..=sources.len()).find(|count| with(builder.clone(), *count).is_err());
            match culprit.and_then(|count| self.dictionary.get(count - 1)) {
                Some(path) => error.in_file(path.display().to_string()).into(),
                None => error.into(),
            }
        })
    }
}

pub(crate) fn read_dictionary(path: &Path) -> Result<Source, Error> {
    let bytes = std::fs::read(path)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes().iter().take(valid).filter(|byte| **byte == b'\n').count();
        Error::new(ErrorKind::Dictionary, "no UTF-8; save the file as UTF-8").at_line(line)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let source = if is_toml { toml::read(text, Tier::User)? } else { table::read(text)? };
    source.check()?;
    Ok(source)
}
