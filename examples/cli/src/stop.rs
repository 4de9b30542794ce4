//! Why a command stops early, and what it leaves behind as exit code.

use std::io;
use std::process::ExitCode;

use crate::talk::Talk;

/// A command cannot go on.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Whoever reads the output has gone away: nothing to say.
    Unheard,
    /// Something every input needs is not to be had.
    Because(String),
}

/// Why an input is not read to its end.
#[derive(Debug)]
pub(crate) enum Broken {
    /// It cannot be read any further; the next input may be sound.
    Input(limpide::Error),
    /// What it is written to does not take it.
    Output(io::Error),
    /// All stops.
    Stop(Stop),
}

impl From<limpide::Error> for Broken {
    fn from(error: limpide::Error) -> Self {
        Self::Input(error)
    }
}

impl Stop {
    /// Standard output did not take what was written.
    pub(crate) fn output(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Unheard,
            _ => Self::Because(format!("cannot write to standard output: {error}")),
        }
    }
}

impl From<limpide::Error> for Stop {
    fn from(error: limpide::Error) -> Self {
        Self::Because(error.to_string())
    }
}

/// 0: nothing found, 1: something found, 2: an error was said.
pub(crate) fn exit_code(done: Result<bool, Stop>, talk: &mut Talk) -> ExitCode {
    let found = match done {
        Ok(found) => found,
        Err(Stop::Unheard) => false,
        Err(Stop::Because(message)) => {
            talk.error(&message);
            false
        }
    };
    match (talk.has_errors(), found) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    }
}
