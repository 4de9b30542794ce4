//! Detects and repairs what an English synonym spinner or a careless machine translation left behind in French articles.

pub mod compiled;
pub mod contexts;
pub mod dictionary;
pub mod error;
pub mod span;
pub mod token;

pub use error::{Error, ErrorKind};
pub use span::Span;
