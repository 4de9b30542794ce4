//! A folder of documents as newsrooms have them: `NN-slug.EXT`, what must come out, and what must be found.
//!
//! `NN-slug.findings.json` lists each place with the text that was found, the first repair, whether it is applied, and the
//! bytes of the document that it stands on. Places that are applied are all listed; places that are merely reported, those
//! that must be.

use limpide::finding::Finding;
use limpide::format::Format;
use limpide::{Cleaner, Document, Options};
use serde::Deserialize;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Place {
    pub(crate) found: String,
    pub(crate) repair: String,
    pub(crate) applied: bool,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) input: Vec<u8>,
    expected: Vec<u8>,
    places: Vec<Place>,
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
pub(crate) fn cases(folder: &str, extension: &str) -> Vec<Case> {
    let folder = crate::support::path(&format!("tests/cases/{folder}"));
    let ends = format!(".expected.{extension}");
    let names = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut slugs: Vec<_> = names.filter_map(|name| name.strip_suffix(&ends).map(String::from)).collect();
    slugs.sort();
    let read = |name: String| std::fs::read(folder.join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let case = |slug: String| Case {
        input: read(format!("{slug}.{extension}")),
        expected: read(format!("{slug}{ends}")),
        places: serde_json::from_slice(&read(format!("{slug}.findings.json"))).unwrap(),
        name: slug,
    };
    slugs.into_iter().map(case).collect()
}

impl Case {
    /// The output, the places and their bytes are the expected ones.
    pub(crate) fn holds(&self, format: Format, cleaner: &Cleaner) {
        let document = Document::read(format, &self.input, &Options::default()).unwrap();
        let report = cleaner.check_document(&document);
        let output = report.apply();
        assert_eq!(String::from_utf8_lossy(&output), String::from_utf8_lossy(&self.expected), "{}", self.name);
        let found: Vec<_> = report.articles.iter().flat_map(|article| &article.findings).map(Place::of).collect();
        let applied = |places: &[Place]| places.iter().filter(|place| place.applied).cloned().collect::<Vec<_>>();
        assert_eq!(applied(&found), applied(&self.places), "{}", self.name);
        for place in &self.places {
            assert!(found.contains(place), "{}: {place:?} in {found:#?}", self.name);
        }
    }
}
