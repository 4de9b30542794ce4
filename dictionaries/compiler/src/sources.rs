//! Where the sources lie, and reading them, packed or plain.

use std::io::Read;
use std::path::{Path, PathBuf};

use limpide::{Error, ErrorKind};
use lzma_rust2::XzReader;

/// The path of a file named from the folder `dictionaries/`.
pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

/// The bytes of a file.
pub(crate) fn read(name: &str) -> Result<Vec<u8>, Error> {
    std::fs::read(path(name)).map_err(|error| Error::from(error).in_file(name))
}

/// The text of a file, unpacked if its name ends in `.xz`.
pub(crate) fn text(name: &str) -> Result<String, Error> {
    let mut bytes = read(name)?;
    if name.ends_with(".xz") {
        let packed = std::mem::take(&mut bytes);
        let unpacked = XzReader::new(packed.as_slice(), false).read_to_end(&mut bytes);
        unpacked.map_err(|error| Error::from(error).in_file(name))?;
    }
    String::from_utf8(bytes).map_err(|_| Error::new(ErrorKind::Dictionary, "not UTF-8; save it as UTF-8").in_file(name))
}

/// The names of the files in a folder that have an extension, sorted.
pub(crate) fn files(folder: &str, extension: &str) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path(folder)).map_err(|error| Error::from(error).in_file(folder))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if Path::new(&name).extension().is_some_and(|found| found == extension) {
            names.push(format!("{folder}/{name}"));
        }
    }
    names.sort();
    Ok(names)
}
