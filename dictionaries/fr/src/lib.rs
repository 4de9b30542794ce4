//! The data that `limpide` reads for French: compiled forms, borrowed as they lie.
//!
//! Law: data without logic. What the bytes mean is known to `limpide` alone, which also checks them.
//! Sources, provenance and the way to rebuild are in `dictionaries/` of the repository; only compiled forms are published.
#![no_std]

/// The lexicon: French forms with lemma, part of speech, gender, number, verb form and frequency class.
///
/// Read it with `limpide::Lexicon::from_bytes`. Compiled from two dictionaries under MPL-2.0, as this package is.
pub static LEXICON: &[u8] = include_bytes!("../compiled/lexicon.bin");

/// What stands beside the words of the candidate vocabulary in clean French: counts.
///
/// Read it with `limpide::contexts::Contexts::from_bytes`. Sources are named in `dictionaries/README.md`.
pub static CONTEXTS: &[u8] = include_bytes!("../compiled/contexts.bin");

/// The dictionary: intruders, the originals they may hide, and what is known of engines.
///
/// Read it with `limpide::dictionary::Dictionary::from_bytes`.
pub static DICTIONARY: &[u8] = include_bytes!("../compiled/dictionary.bin");

/// What the words around a place call for: vectors of the candidate vocabulary and of the words beside it.
///
/// Read it with `limpide::vectors::Vectors::from_bytes`. Sources are named in `dictionaries/README.md`.
pub static VECTORS: &[u8] = include_bytes!("../compiled/vectors.bin");
