//! `limpide completions` and `limpide man`: what shells and `man` read, from the one definition of the options.

use std::io::{Write, stdout};

use clap::CommandFactory;

use crate::options::{Completions, Man, Options};
use crate::stop::Stop;

/// Prints what the shell reads.
pub(crate) fn completions(options: &Completions) -> Result<bool, Stop> {
    let mut printed = Vec::new();
    clap_complete::generate(options.shell, &mut Options::command(), "limpide", &mut printed);
    print(&printed)
}

/// Prints a page of the manual.
pub(crate) fn man(options: &Man) -> Result<bool, Stop> {
    let mut program = Options::command();
    // Options of all commands stand on the page of each.
    program.build();
    let command = match &options.command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => {
                let names: Vec<_> = program.get_subcommands().map(clap::Command::get_name).collect();
                return Err(Stop::Because(format!("no command “{name}”; write one of {}", names.join(", "))));
            }
        },
    };
    let mut printed = Vec::new();
    clap_mangen::Man::new(command).render(&mut printed).map_err(Stop::output)?;
    print(&printed)
}

fn print(printed: &[u8]) -> Result<bool, Stop> {
    let mut out = stdout().lock();
    out.write_all(printed).and_then(|()| out.flush()).map_err(Stop::output)?;
    Ok(false)
}
