//! What came of articles, counted.
//!
//! Law: counts do not depend on the order in which they are joined, but for the last verdict, which is that of the last.

use std::time::Duration;

use limpide::Verdict;
use serde::Serialize;

use crate::article::Judged;

/// What was found in the articles of one input, or of all.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) articles: usize,
    pub(crate) spun: usize,
    /// The verdict on the last of them.
    pub(crate) verdict: Verdict,
    pub(crate) applied: usize,
    pub(crate) doubtful: usize,
    /// Runs of signs between blanks; counted for a summary only.
    pub(crate) words: usize,
    /// Bytes of the inputs, unpacked.
    pub(crate) bytes: usize,
    pub(crate) files: usize,
    /// Files with findings.
    pub(crate) struck: usize,
}

impl Tally {
    /// Counts an article.
    pub(crate) fn add(&mut self, judged: &Judged<'_, '_>) {
        let applied = judged.findings.iter().filter(|finding| finding.applied).count();
        self.article(judged.verdict, applied, judged.findings.len() - applied);
    }

    /// Counts an article of which so much is applied, and so much doubtful.
    pub(crate) fn article(&mut self, verdict: &Verdict, applied: usize, doubtful: usize) {
        self.articles += 1;
        self.spun += usize::from(verdict.spun);
        self.verdict = *verdict;
        self.applied += applied;
        self.doubtful += doubtful;
    }

    /// Counts the words of a text.
    pub(crate) fn read(&mut self, text: &str) {
        self.words += text.split_whitespace().count();
    }

    /// Counts the articles behind these.
    pub(crate) fn join(&mut self, more: Self) {
        self.articles += more.articles;
        self.spun += more.spun;
        if more.articles > 0 {
            self.verdict = more.verdict;
        }
        self.applied += more.applied;
        self.doubtful += more.doubtful;
        self.words += more.words;
        self.bytes += more.bytes;
        self.files += more.files;
        self.struck += more.struck;
    }

    /// Counts these as those of one file.
    pub(crate) fn file(self) -> Self {
        Self { files: 1, struck: usize::from(self.applied + self.doubtful > 0), ..self }
    }

    /// The same, for programs: one line of JSON.
    pub(crate) fn json(&self, time: Duration) -> String {
        let Self { files, articles, spun, applied: repairs, doubtful, words, bytes, .. } = *self;
        let seconds = (time.as_secs_f64() * 1000.0).round() / 1000.0;
        let summary = Summary { files, articles, spun, repairs, doubtful, words, bytes, seconds };
        serde_json::to_string(&summary).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    articles: usize,
    spun: usize,
    repairs: usize,
    doubtful: usize,
    words: usize,
    bytes: usize,
    seconds: f64,
}
