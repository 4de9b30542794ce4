//! Detects and repairs what an English synonym spinner or a careless machine translation left behind in French articles.

pub mod error;
pub mod lexicon;
pub mod span;

pub use error::{Error, ErrorKind};
pub use lexicon::{Lexicon, Word};
pub use span::Span;
