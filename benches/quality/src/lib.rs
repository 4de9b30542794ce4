//! How good limpide is: damage made with known repairs, and what becomes of it.
//!
//! ```text
//! cargo run --release -p limpide-bench -- spin ARTICLE.txt --pairs PAIRS.tsv --profile loose --seed 1
//! ```
//!
//! The stages, each of which knows only those above it:
//!
//! | module | what it gives |
//! |---|---|
//! | [`chance`] | numbers that look drawn, the same on every machine |
//! | [`files`], [`pairs`] | articles, and the table a spinner works from |
//! | [`spin`] | damaged articles with their gold |
//!
//! Law: the same sources give the same damage on every machine.
//! Damage from the wild was rejected as the only measure: it comes from few engines, and the dictionary has seen it.

pub mod chance;
pub mod files;
pub mod pairs;
pub mod spin;
