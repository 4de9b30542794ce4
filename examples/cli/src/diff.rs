//! Unified diffs, for people and for `patch`.
//!
//! Law: bytes come out as they are, also those that are no UTF-8. Text gets three lines of context; records get none (their
//! lines are long, and only one is in memory), which `patch` and `git apply --unidiff-zero` take as well.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

/// Prints the differences of one file.
#[derive(Debug)]
pub(crate) struct Differ<'n> {
    name: &'n str,
    begun: bool,
    styled: bool,
}

const HEAD: Style = Style::new().bold();
const HUNK: Style = AnsiColor::Cyan.on_default();
const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const SAME: Style = Style::new();

impl<'n> Differ<'n> {
    /// For the file of that name; coloured if standard output is.
    pub(crate) fn new(name: &'n str) -> Self {
        let styled = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
        Self { name, begun: false, styled }
    }

    /// The differences of two texts.
    pub(crate) fn texts(&mut self, old: &[u8], new: &[u8], out: &mut impl Write) -> io::Result<()> {
        let diff = TextDiff::from_lines(old, new);
        for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
            self.head(out)?;
            self.print(HUNK, hunk.header().to_string().trim_end().as_bytes(), out)?;
            for change in hunk.iter_changes() {
                let (sign, style) = match change.tag() {
                    ChangeTag::Delete => (b'-', OLD),
                    ChangeTag::Insert => (b'+', NEW),
                    ChangeTag::Equal => (b' ', SAME),
                };
                self.row(style, sign, change.value(), out)?;
            }
        }
        Ok(())
    }

    /// The difference of one line of a file, if there is any.
    pub(crate) fn line(&mut self, number: usize, old: &[u8], new: &[u8], out: &mut impl Write) -> io::Result<()> {
        if old == new {
            return Ok(());
        }
        self.head(out)?;
        self.print(HUNK, format!("@@ -{number} +{number} @@").as_bytes(), out)?;
        self.row(OLD, b'-', old, out)?;
        self.row(NEW, b'+', new, out)
    }

    fn head(&mut self, out: &mut impl Write) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            self.print(HEAD, format!("--- {}", self.name).as_bytes(), out)?;
            self.print(HEAD, format!("+++ {}", self.name).as_bytes(), out)?;
        }
        Ok(())
    }

    fn row(&self, style: Style, sign: u8, line: &[u8], out: &mut impl Write) -> io::Result<()> {
        let bare = line.strip_suffix(b"\n");
        self.print(style, &[&[sign], bare.unwrap_or(line)].concat(), out)?;
        if bare.is_none() { writeln!(out, "\\ No newline at end of file") } else { Ok(()) }
    }

    fn print(&self, style: Style, line: &[u8], out: &mut impl Write) -> io::Result<()> {
        if self.styled {
            write!(out, "{style}")?;
        }
        out.write_all(line)?;
        if self.styled {
            write!(out, "{style:#}")?;
        }
        out.write_all(b"\n")
    }
}
