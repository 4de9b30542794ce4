//! Every option, defined once: help and parsing come from here.

mod check;
mod explain;
mod files;
mod fix;
mod reading;
mod rules;
mod shell;
mod summing;
mod working;

use clap::{Parser, Subcommand};

pub(crate) use check::{Check, ReportKind};
pub(crate) use explain::{Explain, Place};
pub(crate) use files::Files;
pub(crate) use fix::{Fix, Unfix};
pub(crate) use reading::{FormatName, Reading, encoding};
pub(crate) use rules::{Rules, probability, read_dictionary};
pub(crate) use shell::{Completions, Man};
pub(crate) use summing::Summing;
pub(crate) use working::Working;

use crate::config::{Config, Which};
use crate::language::Lang;

/// Find and repair, in French articles, the words an English synonym spinner left behind.
#[derive(Debug, Parser)]
#[command(name = "limpide", version, after_help = AFTER_HELP, disable_help_subcommand = true)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) color: colorchoice_clap::Color,
    /// The language that findings are explained in [default: auto]; data (--report json, jsonl) are the same in all.
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,
    #[command(flatten)]
    pub(crate) settings: Which,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Exit code: 0 when all went well (check: and nothing was found), 1 when check found something, 2 when an input or a record \
could not be dealt with; the others are dealt with all the same.

Colours follow --color, NO_COLOR and CLICOLOR.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Fix(Fix),
    Unfix(Unfix),
    Check(Check),
    Explain(Explain),
    Dictionary(crate::dictionary::Dictionary),
    #[cfg(feature = "serve")]
    Serve(crate::serve::Serve),
    Completions(Completions),
    Man(Man),
}

impl Command {
    /// The same, with what a file of settings says where the options say nothing. What is read anew while the service runs is
    /// its own business.
    pub(crate) fn with(self, config: &Config) -> Self {
        match self {
            Self::Fix(fix) => {
                Self::Fix(Fix { rules: fix.rules.with(config), reading: fix.reading.with(config), ..fix })
            }
            Self::Check(check) => {
                Self::Check(Check { rules: check.rules.with(config), reading: check.reading.with(config), ..check })
            }
            Self::Explain(explain) => Self::Explain(Explain {
                rules: explain.rules.with(config),
                reading: explain.reading.with(config),
                ..explain
            }),
            other => other,
        }
    }

    /// True where a file of settings has something to say.
    pub(crate) fn is_settled(&self) -> bool {
        !matches!(self, Self::Unfix(_) | Self::Completions(_) | Self::Man(_))
    }
}
