//! Which language the user reads.
//!
//! Law: an option given counts; else the locale, by the rule of POSIX: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says
//! anything decides, and whatever it says that is not French is English. Only here is the environment asked, and only for
//! what people read: data are the same everywhere.

use clap::ValueEnum;
use limpide::report::Language;

/// The language that findings are explained in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English.
    En,
    /// French.
    Fr,
    /// That of the locale (LC_ALL, LC_MESSAGES, LANG); English where none is set.
    Auto,
}

impl Lang {
    pub(crate) fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::Fr => Language::French,
            Self::Auto => of_locale(|name| std::env::var_os(name)?.into_string().ok()),
        }
    }
}

/// The language of the locale that `variable` tells of.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Language {
    let set = |name: &&str| variable(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set).unwrap_or_default();
    let code = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    code.to_ascii_lowercase().parse().unwrap_or_default()
}
