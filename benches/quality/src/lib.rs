//! How good limpide is: damage made with known repairs, and what becomes of it.
//!
//! ```text
//! cargo run --release -p limpide-bench -- quality       # put right, changed wrongly, harmed; by kind of damage
//! cargo run --release -p limpide-bench -- calibration   # is a confidence of 0.9 right nine times in ten?
//! cargo run --release -p limpide-bench -- peers         # spelling and grammar checkers on the same articles
//! cargo run --release -p limpide-bench -- speed         # throughput, beside other ways to find the same words
//! cargo run --release -p limpide-bench -- spin ARTICLE.txt --pairs PAIRS.tsv --profile loose --seed 1
//! cargo run --release -p limpide-bench -- endless --lines 10G   # rate and peak memory of the command, after a release build
//! cargo run --release -p limpide-bench -- load              # the service under load, after a release build
//! ```
//!
//! The stages, each of which knows only those above it:
//!
//! | module | what it gives |
//! |---|---|
//! | [`chance`] | numbers that look drawn, the same on every machine |
//! | [`files`], [`pairs`] | articles, and the table a spinner works from |
//! | [`spin`] | damaged articles with their gold |
//! | [`score`], [`tally`] | what became of each place, and of all |
//! | [`sources`], [`kinds`] | cleaners, and the kinds of damage |
//! | [`bed`] | the articles that are measured on |
//! | [`quality`], [`calibration`], [`peers`], [`speed`] | what is printed, by way of [`grid`] |
//! | [`endless`] | streams longer than memory, through the command |
//! | [`load`] | the service, asked over many connections |
//!
//! Law: the same sources give the same tables on every run; only [`peers`] depends on what is installed, and [`speed`], [`endless`] and
//! [`load`] on the machine.
//! Damage from the wild was rejected as the only measure: it comes from few engines, and the dictionary has seen it.

pub mod bed;
pub mod calibration;
pub mod chance;
pub mod endless;
pub mod files;
pub mod grid;
pub mod kinds;
pub mod load;
pub mod pairs;
pub mod peers;
pub mod quality;
pub mod score;
pub mod sources;
pub mod speed;
pub mod spin;
pub mod tally;
