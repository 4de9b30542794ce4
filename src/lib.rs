//! Detects and repairs what an English synonym spinner or a careless machine translation left behind in French articles.

pub mod compiled;
pub mod contexts;
pub mod dictionary;
pub mod error;
pub mod finding;
pub mod format;
pub mod lexicon;
pub mod report;
pub mod span;
pub mod stream;
pub mod token;
pub mod verdict;

mod apply;
mod article;
mod cleaner;
mod decide;
mod evidence;
mod language;
mod matcher;
mod realize;

pub use cleaner::{Cleaner, CleanerBuilder};
pub use error::{Error, ErrorKind};
pub use finding::{Edit, Evidence, EvidenceKind, Finding, Repair};
pub use lexicon::{Lexicon, Word};
pub use report::Report;
pub use span::Span;
pub use stream::{Stream, Summary};
pub use verdict::{Profile, Verdict};
