//! `limpide unfix`: a document as it was before `fix --patch`.
//!
//! Law: the bytes that come out are those that were repaired, or nothing comes out; a file that was changed since is left alone.

use std::io::Write;

use limpide::report::Patch;

use crate::input::Input;
use crate::options::Unfix;
use crate::replace::replace;
use crate::stop::Stop;
use crate::talk::Talk;

/// Restores the file.
pub(crate) fn run(options: &Unfix, talk: &mut Talk) -> Result<bool, Stop> {
    let (from, input) = (Input::named(&options.patch), Input::named(&options.file));
    let (Some((patch, _)), Some((bytes, container))) = (talk.heard(from.read()), talk.heard(input.read())) else {
        return Ok(false);
    };
    let patch: Patch = match serde_json::from_slice(&patch) {
        Ok(patch) => patch,
        Err(error) => {
            let name = from.name();
            talk.error(format_args!(
                "{name}: no patch as “limpide fix --patch” prints it ({error}); name the patch first"
            ));
            return Ok(false);
        }
    };
    let restored = match patch.undo(&bytes) {
        Ok(restored) => restored,
        Err(error) => {
            talk.error(error.in_file(input.name()));
            return Ok(false);
        }
    };
    match input.path().filter(|_| options.write) {
        None if options.write => {
            talk.error("standard input cannot be written in place; leave --write out, or name a file");
        }
        None => {
            let mut out = std::io::stdout().lock();
            out.write_all(&restored).and_then(|()| out.flush()).map_err(Stop::output)?;
        }
        Some(path) => {
            if let Err(error) = replace(path, container, &restored) {
                talk.error(format_args!("{}: left as it was, cannot be written: {error}", input.name()));
            }
        }
    }
    Ok(false)
}
