//! The options of `limpide explain`.

use std::path::Path;

use clap::Args;

use super::{Reading, Rules};
use crate::input::Input;

/// Show everything that was weighed on one line, also for places too doubtful to be reported.
#[derive(Debug, Args)]
#[command(mut_arg("hint_from", |hint_from| hint_from.default_value("0").help(HINT_FROM).long_help(HINT_FROM)))]
pub(crate) struct Explain {
    /// The file and the line, counted from 1; in JSON Lines, the record on that line.
    #[arg(value_name = "FILE:LINE", value_parser = Place::parse)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) rules: Rules,
}

const HINT_FROM: &str = "Explain from this sureness of damage on, 0 to 1";

/// A line of a file.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) input: Input,
    pub(crate) line: usize,
}

impl Place {
    fn parse(text: &str) -> Result<Self, String> {
        let place = text.rsplit_once(':').and_then(|(file, line)| {
            let line = line.parse().ok().filter(|line| *line > 0)?;
            Some(Self { input: Input::named(Path::new(file)), line })
        });
        place.ok_or_else(|| "write a file, a colon and a line, such as article.txt:12".into())
    }
}
