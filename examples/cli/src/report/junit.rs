//! JUnit, as test servers read it: a test case for each article, which fails where something was found.
//!
//! Law: what XML cannot hold is told by U+FFFD. Since the number of cases stands before the first of them, they wait on the disk,
//! however many they are.

use std::io::{self, Seek, Write};

use tempfile::SpooledTempFile;

use crate::article::{Id, Judged, Placed};
use crate::words::Words;

pub(super) fn article(judged: &Judged<'_, '_>, words: Words, out: &mut impl Write) -> io::Result<()> {
    let name = match judged.id {
        Id::Own(id) if id.to_string() != "null" => format!("{} {id}", judged.name),
        _ => judged.name.to_string(),
    };
    write!(out, "    <testcase name=\"{}\" classname=\"{}\"", escaped(&name), escaped(judged.file))?;
    if judged.findings.is_empty() {
        return writeln!(out, "/>");
    }
    let kind = if judged.findings.iter().any(|finding| finding.applied) { "damage" } else { "doubt" };
    let verdict = words.language().verdict(judged.verdict);
    write!(out, ">\n      <failure type=\"{kind}\" message=\"{}\">", escaped(&verdict))?;
    for Placed { finding, place, .. } in judged.placed() {
        let (line, column) = (place.start.line, place.start.column);
        let (headline, reason) = (words.headline(finding), words.language().reason(finding, judged.verdict));
        writeln!(out, "{}", escaped(&format!("{}:{line}:{column}: {headline}: {reason}", judged.file)))?;
    }
    writeln!(out, "</failure>\n    </testcase>")
}

/// The cases, until all have come.
pub(super) struct Suite {
    cases: SpooledTempFile,
    tests: usize,
    failures: usize,
    errors: usize,
}

/// What of them is kept in memory.
const KEPT: usize = 1 << 20;

impl Suite {
    pub(super) fn new() -> Self {
        Self { cases: SpooledTempFile::new(KEPT), tests: 0, failures: 0, errors: 0 }
    }

    pub(super) fn add(&mut self, case: &[u8], findings: usize) -> io::Result<()> {
        self.tests += 1;
        self.failures += usize::from(findings > 0);
        self.cases.write_all(case)
    }

    /// A file that could not be dealt with in full.
    pub(super) fn broken(&mut self, file: &str, words: Words) -> io::Result<()> {
        self.tests += 1;
        self.errors += 1;
        let (file, why) = (escaped(file), escaped(words.broken()));
        let cases = &mut self.cases;
        writeln!(
            cases,
            "    <testcase name=\"{file}\" classname=\"{file}\">\n      <error message=\"{why}\"/>\n    </testcase>"
        )
    }

    pub(super) fn end(mut self, out: &mut impl Write) -> io::Result<()> {
        let Self { tests, failures, errors, .. } = self;
        let counts = format!("name=\"limpide\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\"");
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>\n  <testsuite {counts}>")?;
        self.cases.rewind()?;
        io::copy(&mut self.cases, out)?;
        writeln!(out, "  </testsuite>\n</testsuites>")
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(character))),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}
