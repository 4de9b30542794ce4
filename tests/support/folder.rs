//! A folder of documents as newsrooms have them: `NN-slug.EXT`, what must come out, and what must be found.
//!
//! `NN-slug.findings.json` lists each place with the text that was found, the first repair, whether it is applied, and the
//! bytes of the document that it stands on. With `LIMPIDE_WRITE_FINDINGS` set, it is written anew instead of compared: look
//! through what changed before it is committed.

#![allow(dead_code)] // Each test uses what it needs.

use std::borrow::Cow;
use std::path::PathBuf;

use limpide::finding::Finding;
use limpide::format::Format;
use limpide::{Cleaner, Document, Options};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Place {
    pub(crate) found: String,
    pub(crate) repair: String,
    pub(crate) applied: bool,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A document of a folder, by the name of its file.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) input: Vec<u8>,
    pub(crate) expected: Vec<u8>,
    /// What `NN-slug.findings.json` says.
    pub(crate) findings: Vec<u8>,
    /// Where it lies.
    record: PathBuf,
}

impl Place {
    fn of(finding: &Finding) -> Self {
        Self {
            found: finding.found.clone(),
            repair: finding.repairs[0].text.clone(),
            applied: finding.applied,
            start: finding.span.start,
            end: finding.span.end,
        }
    }
}

/// The cases of `tests/cases/FOLDER`, in order.
pub(crate) fn cases(folder: &str) -> Vec<Case> {
    let folder = crate::support::path(&format!("tests/cases/{folder}"));
    let files = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file());
    let mut names: Vec<String> = files.map(|path| path.file_name().unwrap().to_str().unwrap().to_string()).collect();
    names.retain(|name| !name.contains(".expected.") && !name.ends_with(".json"));
    names.sort();
    let read = |name: String| std::fs::read(folder.join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let case = |name: String| {
        let (stem, extension) = name.rsplit_once('.').unwrap();
        Case {
            input: read(name.clone()),
            expected: read(format!("{stem}.expected.{extension}")),
            findings: read(format!("{stem}.findings.json")),
            record: folder.join(format!("{stem}.findings.json")),
            name,
        }
    };
    names.into_iter().map(case).collect()
}

/// What was found in a document.
pub(crate) fn places(document: &Document<'_>, cleaner: &Cleaner) -> Vec<Place> {
    let articles = cleaner.check_document(document).articles;
    articles.iter().flat_map(|article| &article.findings).map(Place::of).collect()
}

impl Case {
    /// The output, the places and their bytes are the expected ones, in the format that the file's name tells; a document
    /// without repairs is borrowed, and what was repaired is not touched again.
    pub(crate) fn holds(&self, format: Format, cleaner: &Cleaner) {
        self.holds_with(format, &Options::default(), cleaner);
    }

    /// The same, read with these options.
    pub(crate) fn holds_with(&self, format: Format, options: &Options, cleaner: &Cleaner) {
        let name = &self.name;
        assert_eq!(Format::of_name(name), format, "{name}");
        let document = Document::read(format, &self.input, options).unwrap();
        let report = cleaner.check_document(&document);
        let output = report.apply();
        let (wanted, lines) = (String::from_utf8_lossy(&self.expected), String::from_utf8_lossy(&output));
        for (number, (line, wanted)) in (1..).zip(lines.lines().zip(wanted.lines())) {
            assert_eq!(line, wanted, "{name}:{number}");
        }
        assert!(*output == *self.expected, "{name}");
        assert_eq!(matches!(output, Cow::Borrowed(_)), self.input == self.expected, "{name}");
        let found = places(&document, cleaner);
        if !self.is_written_anew(|| format!("{}\n", listed(&found, "  ", ""))) {
            let wanted: Vec<Place> = serde_json::from_slice(&self.findings).unwrap();
            assert_eq!(found, wanted, "{name}");
        }
        let again = Document::read(format, &output, options).unwrap();
        assert_eq!(cleaner.check_document(&again).rewrites().count(), 0, "{name}");
    }

    /// Writes what was found, where it is not to be compared but written anew.
    pub(crate) fn is_written_anew(&self, found: impl FnOnce() -> String) -> bool {
        let anew = std::env::var_os("LIMPIDE_WRITE_FINDINGS").is_some();
        if anew {
            std::fs::write(&self.record, found()).unwrap();
        }
        anew
    }
}

/// Places as JSON, a line for each.
pub(crate) fn listed(found: &[Place], indent: &str, end: &str) -> String {
    let spaced = |place: &Place| serde_json::to_string(place).unwrap().replace("\":", "\": ").replace(",\"", ", \"");
    let lines: Vec<String> = found.iter().map(|place| format!("{indent}{}", spaced(place))).collect();
    if lines.is_empty() { "[]".into() } else { format!("[\n{}\n{end}]", lines.join(",\n")) }
}
