//! Records from standard input, each as a file of its own.
//!
//! Law: a record is named after its contents, so that the same stream sent again brings nothing twice.

use std::ffi::OsString;
use std::io::{self, BufRead};

use crate::folders::Inbox;

/// What was brought in.
#[derive(Debug, Default)]
pub(crate) struct Spooled {
    pub(crate) taken: u64,
    pub(crate) known: u64,
}

/// Brings every line of standard input in.
pub(crate) fn spool(inbox: &Inbox) -> Result<Spooled, String> {
    let mut spooled = Spooled::default();
    for line in io::stdin().lock().split(b'\n') {
        let line = line.map_err(|error| format!("standard input: {error}"))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let print = hmac_sha256::Hash::hash(&line);
        let name: String = print.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let name = OsString::from(format!("{name}.jsonl"));
        let line = [&line[..], b"\n"].concat();
        match inbox.bring(&name, &line).map_err(|error| format!("in/: {error}"))? {
            true => spooled.taken += 1,
            false => spooled.known += 1,
        }
    }
    Ok(spooled)
}
