//! What is said at the end.

use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::tally::Tally;
use crate::words::{Done, Words};

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Summing {
    /// Say at the end, on standard error, how many articles there were, how many were spun, what was found, and how fast it went;
    /// with --summary=json, as one line of JSON.
    #[arg(long, value_enum, value_name = "KIND", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    summary: Option<Kind>,
}

/// For whom a summary is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// For people; words are what stands between blanks, and bytes are counted unpacked.
    Text,
    /// One object: files, articles, spun, repairs, doubtful, words, bytes, seconds.
    Json,
}

impl Summing {
    /// True where one is asked for.
    pub(crate) fn is_asked(self) -> bool {
        self.summary.is_some()
    }

    /// What to say; nothing where nothing is asked for.
    pub(crate) fn of(self, tally: &Tally, done: Done, time: Duration, words: Words) -> Option<String> {
        Some(match self.summary? {
            Kind::Text => words.summary(tally, done, time),
            Kind::Json => tally.json(time),
        })
    }
}
