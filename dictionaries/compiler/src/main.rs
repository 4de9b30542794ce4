//! Rebuilds the compiled dictionaries from their sources.
fn main() {}
