//! What people decided about the findings of articles: the file that the review page gives, and how it is applied.
//!
//! Law: a decision is carried out on the very text it was made on, byte for byte, or not at all. What was accepted or edited
//! is written; everything else stays as it is. Rejected: looking for the words again in a text that has changed, where the
//! same word may stand in its own right.
//!
//! The file is JSON:
//!
//! ```json
//! {
//!   "version": 1,
//!   "articles": [{
//!     "id": "front.txt",
//!     "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
//!     "findings": [
//!       {"start": 35, "end": 43, "found": "entrance", "proposed": "front", "decision": "accepted", "text": "front"}
//!     ]
//!   }]
//! }
//! ```
//!
//! `start` and `end` are bytes of the article's text, of which `sha256` is the SHA-256 in hexadecimal; `decision` is
//! `accepted`, `rejected` or `edited`; `text` is what stands there once it is carried out, `proposed` what limpide offered.
//! A finding left undecided is not named. Other fields are passed over.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::finding::Edit;
use crate::span::Span;

/// The version of the file that is read and written.
const VERSION: u32 = 1;

/// The decisions on some articles.
///
/// ```
/// use limpide::report::decisions::{Decisions, fingerprint};
///
/// let text = "Le entrance résiste.";
/// let decisions = Decisions::read(&format!(
///     r#"{{"version": 1, "articles": [{{"id": "a.txt", "sha256": "{}", "findings": [
///         {{"start": 3, "end": 11, "found": "entrance", "proposed": "front", "decision": "accepted", "text": "front"}}
///     ]}}]}}"#,
///     fingerprint(text.as_bytes())
/// ))?;
/// let edits = decisions.edits("a.txt", text.as_bytes())?;
/// assert_eq!((edits[0].span.of(text), edits[0].text), ("entrance", "front"));
///
/// let error = decisions.edits("a.txt", b"Le entrance plie.").unwrap_err();
/// assert!(error.to_string().starts_with("the text is not the one that was reviewed"));
/// # Ok::<(), limpide::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    version: u32,
    /// The articles.
    pub articles: Vec<Reviewed>,
}

/// The decisions on one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// What names it.
    pub id: String,
    /// The [`fingerprint`] of its text.
    pub sha256: String,
    /// What was decided, place by place.
    pub findings: Vec<Decided>,
}

/// The decision on one finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// First byte of the place, in the text.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
    /// What stands there.
    pub found: String,
    /// The first repair.
    #[serde(default)]
    pub proposed: String,
    /// What was decided.
    pub decision: Decision,
    /// What stands there once it is carried out.
    pub text: String,
}

/// What can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// The first repair is right.
    Accepted,
    /// What stands there is right.
    Rejected,
    /// Another text is right.
    Edited,
}

/// What tells one text from every other: its SHA-256, in hexadecimal.
#[must_use]
pub fn fingerprint(text: &[u8]) -> String {
    hmac_sha256::Hash::hash(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Decisions {
    /// Reads the file.
    ///
    /// # Errors
    /// When it is no file of decisions, or one of another version.
    pub fn read(json: &str) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Head {
            version: u32,
        }
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        let not_one = |error: serde_json::Error| {
            let (line, message) = (error.line(), error.to_string());
            let problem = message.split(" at line ").next().unwrap_or_default();
            refuse(format!("no file of decisions: {problem}; take the one that the review page downloads"))
                .at_line(line)
        };
        let Head { version } = serde_json::from_str(json).map_err(not_one)?;
        if version != VERSION {
            return Err(refuse(format!(
                "decisions of version {version}, and version {VERSION} is understood; \
                 make the review page with this limpide and decide there"
            )));
        }
        serde_json::from_str(json).map_err(not_one)
    }

    /// The edits that were decided for a text: in order, without overlap. `id` counts where the same text was decided more
    /// than once.
    ///
    /// # Errors
    /// When no decision was made on this text, or when decisions do not fit it or each other.
    pub fn edits(&self, id: &str, text: &[u8]) -> Result<Vec<Edit<'_>>, Error> {
        let print = fingerprint(text);
        let same = || self.articles.iter().filter(|article| article.sha256.eq_ignore_ascii_case(&print));
        let Some(article) = same().find(|article| article.id == id).or_else(|| same().next()) else {
            let known = self.articles.iter().any(|article| article.id == id);
            return Err(refuse(if known {
                "the text is not the one that was reviewed; take that text, or make a new review page and decide again"
                    .into()
            } else {
                "nothing was decided on this text; name the file that was reviewed, as it was then, or make a review page \
                 with it"
                    .to_string()
            }));
        };
        let written = article.findings.iter().filter(|decided| decided.decision != Decision::Rejected);
        let mut edits = Vec::new();
        for decided in written {
            let Decided { start, end, found, .. } = decided;
            if text.get(*start..*end) != Some(found.as_bytes()) {
                return Err(refuse(format!(
                    "“{found}” does not stand at bytes {start} to {end}; download the decisions anew and leave them as they are"
                )));
            }
            edits.push(Edit { span: Span::new(*start, *end), text: &decided.text });
        }
        edits.sort_by_key(|edit| edit.span);
        if let Some([first, _]) = edits.windows(2).find(|pair| matches!(pair, [a, b] if b.span.start < a.span.end)) {
            return Err(refuse(format!(
                "two decisions overlap at byte {}; reject one of them on the review page",
                first.span.start
            )));
        }
        Ok(edits)
    }
}

fn refuse(message: String) -> Error {
    Error::new(ErrorKind::Input, message)
}
