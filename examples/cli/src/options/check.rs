//! The options of `limpide check`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Files, Reading, Rules, Summing, Working};

/// Show the damaged places of articles, with repairs and reasons; change nothing.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) files: Files,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t = ReportKind::Text, value_name = "KIND")]
    pub(crate) report: ReportKind,
    /// Show everything that was weighed for each finding, and the repairs that came next.
    #[arg(long)]
    pub(crate) explain: bool,
    /// Speak only of what is not in this file of known findings; the exit code, too, tells of new ones only.
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write what is found to this file, as known from now on, and report nothing.
    ///
    /// A finding is known again by its file, its article, what was found and the words around it, not by its line. The file is
    /// JSON, sorted, a finding a line; keep it with the articles.
    #[arg(long, value_name = "FILE", conflicts_with = "report")]
    pub(crate) write_baseline: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) summary: Summing,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) rules: Rules,
    #[command(flatten)]
    pub(crate) working: Working,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportKind {
    /// For people: the line, the place, the repair and why.
    Text,
    /// One JSON object an article, {"id", "findings", "verdict"}; offsets are bytes of the text or of the decoded field.
    Jsonl,
    /// The same objects as one JSON array.
    Json,
    /// SARIF 2.1.0, for code hosts and editors: places in lines, columns and bytes of the file, repairs as fixes.
    Sarif,
    /// Annotations of GitHub workflows.
    Github,
    /// JUnit, for test servers: a test case an article, which fails where something was found.
    Junit,
    /// One page to open in a browser: decide on each repair, keep the decisions for `fix --decisions`.
    Html,
}
