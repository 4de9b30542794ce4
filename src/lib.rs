//! Detects and repairs what an English synonym spinner or a careless machine translation left behind in French articles.
//!
//! An English spinner that is run over French looks each word up in an English table. Words that both languages spell alike
//! are hit: *front* becomes *entrance*, *car* (because) becomes *automobile*, *technologies* becomes *applied sciences*.
//! Accents, articles and agreement around the word stay as they were. This crate finds those places and puts the French word
//! back; where it is not sure, it leaves the text alone.
//!
//! A word list cannot do that: *automobile* is French, *entrance* may be a title. So an article is judged as a whole. How
//! damaged it is, what stands beside each place, what elision and agreement ask for and what spinners are known to do are
//! weighed together, and each finding carries its confidence and its reasons. Clean articles are told apart by a scan of
//! their bytes and come back as they are. What is repaired is judged again until nothing more is to repair, so cleaning
//! twice is cleaning once.
//!
//! # Three doors
//!
//! The text alone, borrowed where there is nothing to repair:
//!
//! ```
//! # #[cfg(feature = "french")] {
//! use limpide::Cleaner;
//!
//! let damaged = "Les soldats tiennent les lignes de entrance et le entrance résiste.";
//! assert_eq!(Cleaner::french().clean(damaged), "Les soldats tiennent les lignes de front et le front résiste.");
//! # }
//! ```
//!
//! The findings, with what was weighed, and a verdict on the article:
//!
//! ```
//! # #[cfg(feature = "french")] {
//! use limpide::Cleaner;
//!
//! let report = Cleaner::french().check("Les soldats tiennent les lignes de entrance et le entrance résiste.");
//! for finding in report.findings.iter().filter(|finding| finding.applied) {
//!     assert_eq!((finding.found.as_str(), finding.repairs[0].text.as_str()), ("entrance", "front"));
//!     assert!(finding.confidence > 0.5 && !finding.evidence.is_empty());
//! }
//! assert_eq!(report.edits().count(), 2);
//! # }
//! ```
//!
//! An article that arrives in pieces, as bytes; what comes out does not depend on how it was cut:
//!
//! ```
//! # #[cfg(feature = "french")] {
//! use limpide::Cleaner;
//!
//! let damaged = "Les soldats tiennent les lignes de entrance et le entrance résiste.";
//! let mut repaired = Vec::new();
//! let mut stream = Cleaner::french().stream(&mut repaired);
//! for piece in damaged.as_bytes().chunks(7) {
//!     stream.write(piece)?;
//! }
//! let summary = stream.finish()?;
//! assert_eq!(repaired, "Les soldats tiennent les lignes de front et le front résiste.".as_bytes());
//! assert_eq!(summary.findings.len(), 2);
//! # }
//! # Ok::<(), limpide::Error>(())
//! ```
//!
//! # Configuration
//!
//! [`Cleaner::builder`] sets the thresholds, words never to be touched, and dictionaries of your own. A pair of yours is
//! believed: its original is hit, by that intruder; whether it was at a place, the article says. What a place lacks in
//! sureness of damage, a repair must have in confidence above the threshold; half of it where French does not know the word:
//!
//! ```
//! # #[cfg(feature = "french")] {
//! use limpide::Cleaner;
//! use limpide::dictionary::table;
//!
//! let house_pairs = table::read("original\tintruder\nmission\tquest assignment\n")?;
//! let cleaner = Cleaner::builder()
//!     .dictionary(house_pairs)
//!     .allow(["commercial"])
//!     .apply_from(0.9) // for text that nobody reads again
//!     .expect_damaged(0.6) // for articles that come from a suspect source
//!     .build()?;
//! assert_eq!(cleaner.clean("Ils ont achevé leur quest assignment."), "Ils ont achevé leur mission.");
//! # }
//! # Ok::<(), limpide::Error>(())
//! ```
//!
//! A [`Cleaner`] is immutable, cheap to clone and shared freely between threads. Spans are bytes of the input. The same input
//! gives the same output on every machine.
//!
//! # Features
//!
//! All but `html-report` are on by default.
//!
//! | feature | what it brings |
//! |---|---|
//! | `encodings` | documents in UTF-16, Windows-1252 and the other encodings of one byte a character, by mark, declaration or guess |
//! | `french` | the bundled lexicon, dictionary and counts, and [`Cleaner::french`] |
//! | `html` | pages and fragments of HTML: text and the attributes that are prose |
//! | `html-report` | the review page, and the decisions that come from it |
//! | `jsonl` | articles in fields of JSON Lines records |
//! | `markdown` | prose of Markdown, with its front matter |
//! | `patch` | [`report::Patch`]: what takes the repairs of a document back |
//! | `serde` | `Serialize` on every type that leaves the crate, `Deserialize` on those that own their data |
//! | `toml` | dictionaries written in TOML |
//! | `whatlang` | passing over articles that are surely in another language |
//! | `xml` | news in XML: RSS, Atom, NITF, NewsML |

pub mod compiled;
pub mod contexts;
pub mod dictionary;
pub mod document;
pub mod error;
pub mod finding;
pub mod format;
pub mod lexicon;
pub mod report;
pub mod scan;
pub mod span;
pub mod stream;
pub mod token;
pub mod vectors;
pub mod verdict;

mod apply;
mod article;
mod cleaner;
mod decide;
mod evidence;
mod language;
mod matcher;
mod memory;
mod realize;

pub use cleaner::{Cleaner, CleanerBuilder};
pub use document::{Document, Options};
pub use error::{Error, ErrorKind};
pub use finding::{Edit, Evidence, EvidenceKind, Finding, Repair, Rewrite};
pub use lexicon::{Lexicon, Word};
pub use report::Report;
pub use span::Span;
pub use stream::{Stream, Summary};
pub use verdict::{Profile, Verdict};
