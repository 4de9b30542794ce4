//! What takes the repairs of a document back, byte for byte.
//!
//! Law: a patch is applied to the very bytes it was made of, or not at all: both sides are known by their SHA-256, as
//! `sha256sum` prints it, and what comes out is checked before it is given. Any document will do, also one that is no text.
//! Rejected: the unified diff as the way back, which knows lines and no bytes, and takes a file that has changed since.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::document::DocumentReport;
use crate::error::{Error, ErrorKind};
use crate::finding::Rewrite;
use crate::span::Span;

/// The repairs of one document, with what stood there before.
///
/// ```
/// # #[cfg(feature = "french")] {
/// use limpide::format::Format;
/// use limpide::{Cleaner, Document, Options};
///
/// let damaged = "L’armée tient les lignes de entrance, car le entrance est long.".as_bytes();
/// let document = Document::read(Format::Text, damaged, &Options::default())?;
/// let report = Cleaner::french().check_document(&document);
/// let (repaired, patch) = (report.apply(), report.patch()?);
/// assert_eq!(patch.undo(&repaired)?, damaged);
/// assert_eq!(patch.redo(damaged)?, *repaired);
/// assert!(patch.undo(b"Another text.").is_err());
/// # }
/// # Ok::<(), limpide::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Patch {
    /// The version of the format: [`Patch::VERSION`].
    pub version: u32,
    /// The document as it came.
    pub input: Digest,
    /// The document as it was repaired.
    pub output: Digest,
    /// What was changed: in order, without overlap.
    pub edits: Vec<Change>,
}

/// By what the bytes of a document are known again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// SHA-256, in small hexadecimal digits.
    pub sha256: String,
    /// How many bytes.
    pub bytes: usize,
}

/// One place that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Where the removed bytes stood in the input: the first byte.
    pub start: usize,
    /// The first byte after them.
    pub end: usize,
    /// What stood there. In JSON, text where the bytes are UTF-8, else `{"base64": "…"}`.
    #[serde(with = "bytes")]
    pub removed: Vec<u8>,
    /// What was put in its place.
    #[serde(with = "bytes")]
    pub inserted: Vec<u8>,
}

impl Patch {
    /// The version that is written and read.
    pub const VERSION: u32 = 1;

    /// What the rewrites change in `input`.
    ///
    /// # Errors
    /// When they overlap, are out of order or do not lie in the input.
    pub fn new<'r>(input: &[u8], rewrites: impl IntoIterator<Item = &'r Rewrite>) -> Result<Self, Error> {
        let mut edits = Vec::new();
        for Rewrite { span: Span { start, end }, bytes } in rewrites {
            let removed = input.get(*start..*end).ok_or_else(|| refuse("a rewrite lies outside the document"))?;
            edits.push(Change { start: *start, end: *end, removed: removed.to_vec(), inserted: bytes.clone() });
        }
        let output = changed(input, &edits).ok_or_else(|| refuse("rewrites overlap, or are out of order"))?;
        Ok(Self { version: Self::VERSION, input: Digest::of(input), output: Digest::of(&output), edits })
    }

    /// The document as it came, out of the repaired one.
    ///
    /// # Errors
    /// When `output` is not the document that the patch was made for, or the patch is damaged or of another version.
    pub fn undo(&self, output: &[u8]) -> Result<Vec<u8>, Error> {
        let (mut back, mut longer, mut shorter) = (Vec::with_capacity(self.edits.len()), 0_usize, 0_usize);
        for edit in &self.edits {
            let start = edit.start.checked_add(longer).and_then(|start| start.checked_sub(shorter));
            let start = start.ok_or_else(damaged)?;
            let end = start.checked_add(edit.inserted.len()).ok_or_else(damaged)?;
            back.push(Change { start, end, removed: edit.inserted.clone(), inserted: edit.removed.clone() });
            longer = longer.saturating_add(edit.inserted.len());
            shorter = shorter.saturating_add(edit.removed.len());
        }
        self.carry_out(output, &back, [&self.output, &self.input], ["restored", "the repaired document"])
    }

    /// The repaired document, out of the one that came.
    ///
    /// # Errors
    /// As [`undo`](Self::undo).
    pub fn redo(&self, input: &[u8]) -> Result<Vec<u8>, Error> {
        self.carry_out(input, &self.edits, [&self.input, &self.output], ["repaired", "the document as it came"])
    }

    fn carry_out(
        &self,
        bytes: &[u8],
        edits: &[Change],
        [from, to]: [&Digest; 2],
        [done, wanted]: [&str; 2],
    ) -> Result<Vec<u8>, Error> {
        if self.version != Self::VERSION {
            let version = self.version;
            return Err(refuse(&format!("the patch is of version {version}, which another version of limpide reads")));
        }
        let digest = Digest::of(bytes);
        if digest != *from {
            return Err(refuse(&match digest == *to {
                true => format!("it is {done} already; nothing is to be done"),
                false => format!(
                    "it is not the document of this patch, or was changed since: its SHA-256 is {} where the patch asks \
                     for {}; give {wanted}, byte for byte",
                    digest.sha256, from.sha256
                ),
            }));
        }
        let result = changed(bytes, edits).ok_or_else(damaged)?;
        if Digest::of(&result) == *to { Ok(result) } else { Err(damaged()) }
    }
}

impl DocumentReport<'_> {
    /// What takes the repairs back that [`apply`](Self::apply) makes.
    ///
    /// # Errors
    /// When a rewrite that was put in by hand cannot be carried out.
    pub fn patch(&self) -> Result<Patch, Error> {
        Patch::new(self.bytes(), self.rewrites())
    }
}

impl Digest {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let hash = hmac_sha256::Hash::hash(bytes);
        Self { sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect(), bytes: bytes.len() }
    }
}

/// The bytes with the edits carried out; `None` where they do not fit.
fn changed(bytes: &[u8], edits: &[Change]) -> Option<Vec<u8>> {
    let (mut output, mut done) = (Vec::with_capacity(bytes.len()), 0);
    for edit in edits {
        output.extend_from_slice(bytes.get(done..edit.start)?);
        if bytes.get(edit.start..edit.end)? != edit.removed {
            return None;
        }
        output.extend_from_slice(&edit.inserted);
        done = edit.end;
    }
    output.extend_from_slice(bytes.get(done..)?);
    Some(output)
}

fn damaged() -> Error {
    refuse("the patch is damaged: its edits do not make the document that it names; take it from where it was written")
}

fn refuse(message: &str) -> Error {
    Error::new(ErrorKind::Input, message)
}

/// Bytes in JSON.
mod bytes {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::{Deserialize, Deserializer, Serialize, Serializer, de};

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Spelled<'s> {
        Text(std::borrow::Cow<'s, str>),
        Bytes { base64: String },
    }

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        let spelled = match std::str::from_utf8(bytes) {
            Ok(text) => Spelled::Text(text.into()),
            Err(_) => Spelled::Bytes { base64: STANDARD.encode(bytes) },
        };
        spelled.serialize(serializer)
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        match Spelled::deserialize(deserializer)? {
            Spelled::Text(text) => Ok(text.into_owned().into_bytes()),
            Spelled::Bytes { base64 } => STANDARD.decode(base64).map_err(de::Error::custom),
        }
    }
}
