//! The compiled forms: what each is called and what builds it.
//!
//! Law: nothing is committed that is not in this list, so nothing can fall behind its sources unseen.

use limpide::{Error, ErrorKind};

use crate::{contexts, dictionary, lexicon, sources, vectors};

/// A committed file and the stage that builds it.
pub(crate) struct Artefact {
    /// Path below `dictionaries/`.
    pub(crate) name: &'static str,
    /// Gives the bytes of the file, from the sources alone.
    pub(crate) build: fn() -> Result<Vec<u8>, Error>,
}

/// Every compiled form, in the order they are built.
pub(crate) const ARTEFACTS: &[Artefact] = &[
    Artefact { name: "fr/compiled/lexicon.bin", build: lexicon::build },
    Artefact { name: "fr/compiled/contexts.bin", build: contexts::build },
    Artefact { name: "fr/compiled/vectors.bin", build: vectors::build },
    Artefact { name: "fr/compiled/dictionary.bin", build: dictionary::build },
];

impl Artefact {
    /// Builds the file and writes it in place.
    pub(crate) fn write(&self) -> Result<String, Error> {
        let bytes = (self.build)()?;
        std::fs::write(sources::path(self.name), &bytes).map_err(|error| Error::from(error).in_file(self.name))?;
        Ok(format!("{}: {} bytes written", self.name, bytes.len()))
    }

    /// Builds the file in memory and compares it, byte for byte, with the committed one.
    pub(crate) fn check(&self) -> Result<String, Error> {
        if (self.build)()? == sources::read(self.name)? {
            return Ok(format!("{}: current", self.name));
        }
        let cure = "it is not what its sources give; run `cargo run --release -p limpide-compiler -- build` and commit the result";
        Err(Error::new(ErrorKind::Data, cure).in_file(self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committed_files_are_current() {
        for artefact in ARTEFACTS {
            if let Err(error) = artefact.check() {
                panic!("{error}");
            }
        }
    }
}
