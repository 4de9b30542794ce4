//! How often a property is tried: as often as its file says, or as `PROPTEST_CASES` says for all of them at once.
//!
//! `PROPTEST_CASES=20000 cargo test -p limpide --test html laws` looks for what fails by chance. Rejected: the number alone,
//! which takes precedence over the variable, so that nobody can look harder without an edit.

use proptest::test_runner::Config;

/// A property is tried `usual` times if nobody asks for more or fewer.
pub(crate) fn tries(usual: u32) -> Config {
    let asked = Config::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { usual };
    Config { cases, ..asked }
}
