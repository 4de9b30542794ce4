//! Asks Grammalecte, a spelling and grammar checker for French, for all texts at once.
//!
//! Law: a complaint is placed by the line and the characters it names; one that does not lie in its line is left out.

use std::io::{ErrorKind, Write};
use std::process::Command;

use serde::Deserialize;

use crate::score::Flag;

const CURE: &str = "install its command (Debian: apt-get install grammalecte-cli)";

/// Kinds of complaint about typography: apostrophes, no-break spaces, signs, blanks, numbers.
const TYPOGRAPHY: [&str; 8] = ["apos", "nbsp", "unit", "typo", "esp", "num", "nf", "notype"];

#[derive(Deserialize)]
struct Answer {
    data: Vec<Paragraph>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Paragraph {
    /// The line, counted from 1.
    i_paragraph: usize,
    l_grammar_errors: Vec<Complaint>,
    l_spelling_errors: Vec<Complaint>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Complaint {
    s_type: String,
    n_start: usize,
    n_end: usize,
    #[serde(default)]
    a_suggestions: Vec<String>,
}

/// What Grammalecte complains of in each text.
///
/// # Errors
/// When Grammalecte is missing, or its answer is not understood: why, and the cure.
pub(super) fn flags(texts: &[&str]) -> Result<Vec<Vec<Flag>>, String> {
    let lines: Vec<Line<'_>> = texts.iter().enumerate().flat_map(|(text, whole)| lines(text, whole)).collect();
    let answer = ask(lines.iter().map(|line| line.words))?;
    let answer: Answer = serde_json::from_str(&answer)
        .map_err(|error| format!("its answer is not understood ({error}); {CURE} of version 2.1"))?;
    let mut flags = vec![Vec::new(); texts.len()];
    for paragraph in answer.data {
        let Some(line) = paragraph.i_paragraph.checked_sub(1).and_then(|at| lines.get(at)) else { continue };
        let complaints = paragraph.l_grammar_errors.into_iter().chain(paragraph.l_spelling_errors);
        for complaint in complaints.filter(|complaint| !TYPOGRAPHY.contains(&complaint.s_type.as_str())) {
            if let (Some(flag), Some(flags)) = (line.flag(complaint), flags.get_mut(line.text)) {
                flags.push(flag);
            }
        }
    }
    Ok(flags)
}

/// A line of a text.
struct Line<'t> {
    /// Which text.
    text: usize,
    /// Where in it the line begins, in bytes.
    start: usize,
    words: &'t str,
}

fn lines(text: usize, whole: &str) -> impl Iterator<Item = Line<'_>> {
    let mut next = 0;
    whole.split_inclusive('\n').map(move |words| {
        let start = next;
        next += words.len();
        Line { text, start, words: words.trim_end_matches(['\n', '\r']) }
    })
}

impl Line<'_> {
    fn flag(&self, complaint: Complaint) -> Option<Flag> {
        let byte = |character| {
            let mut ends = self.words.char_indices().map(|(at, _)| at).chain([self.words.len()]);
            ends.nth(character)
        };
        Some(Flag {
            start: self.start + byte(complaint.n_start)?,
            end: self.start + byte(complaint.n_end)?,
            repairs: complaint.a_suggestions,
            applied: false,
            confidence: 0.0,
        })
    }
}

/// What Grammalecte prints when it is given `lines`.
fn ask<'t>(lines: impl Iterator<Item = &'t str>) -> Result<String, String> {
    let refuse = |error: std::io::Error| format!("cannot write a file for it: {error}");
    let mut file = tempfile::NamedTempFile::new().map_err(refuse)?;
    for line in lines {
        writeln!(file, "{line}").map_err(refuse)?;
    }
    let run = Command::new("grammalecte-cli").arg("-f").arg(file.path()).args(["-j", "-wss"]).output();
    let output = run.map_err(|error| match error.kind() {
        ErrorKind::NotFound => format!("there is no command “grammalecte-cli”; {CURE}"),
        _ => format!("it did not start ({error}); {CURE}"),
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("it stopped ({}); {CURE}", said.trim()));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("its answer is no UTF-8; {CURE}"))
}

#[cfg(test)]
mod tests {
    use super::{Complaint, lines};

    #[test]
    fn a_complaint_is_placed_by_line_and_character() {
        let text = "Été.\r\n\nà la entrance\n";
        let lines: Vec<_> = lines(0, text).collect();
        assert_eq!(lines.iter().map(|line| line.words).collect::<Vec<_>>(), ["Été.", "", "à la entrance"]);
        let complaint = |n_end| Complaint { s_type: "WORD".into(), n_start: 5, n_end, a_suggestions: Vec::new() };
        let flag = lines[2].flag(complaint(13));
        assert_eq!(flag.and_then(|flag| text.get(flag.start..flag.end)), Some("entrance"));
        assert_eq!(lines[2].flag(complaint(14)), None, "it does not lie in its line");
    }
}
