//! The options of `limpide completions` and `limpide man`.

use clap::Args;
use clap_complete::Shell;

/// Print what a shell needs to complete commands and options.
///
/// For bash: limpide completions bash > ~/.local/share/bash-completion/completions/limpide
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: Shell,
}

/// Print the manual page of the program, or of one of its commands.
///
/// To read it: limpide man fix | man -l -
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The command; the program as a whole if not given.
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}
