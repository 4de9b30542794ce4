//! Annotations of GitHub workflows: a line for each finding, which GitHub shows beside the line of the file.
//!
//! Law: text is escaped as GitHub reads it; columns are given where a place stands on one line, as it asks.

use std::io::{self, Write};

use crate::article::{Judged, Placed};
use crate::words::Words;

pub(super) fn article(judged: &Judged<'_, '_>, words: Words, out: &mut impl Write) -> io::Result<()> {
    for Placed { finding, place, .. } in judged.placed() {
        let level = if finding.applied { "warning" } else { "notice" };
        let (file, line, end_line) = (property(judged.file), place.start.line, place.end.line);
        write!(out, "::{level} file={file},line={line}")?;
        if line == end_line {
            write!(out, ",col={},endColumn={}", place.start.column, place.end.column)?;
        } else {
            write!(out, ",endLine={end_line}")?;
        }
        let title = property(&words.headline(finding));
        writeln!(out, ",title={title}::{}", message(&words.language().reason(finding, judged.verdict)))?;
    }
    Ok(())
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
