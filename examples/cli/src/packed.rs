//! Files compressed with gzip or zstd: read as what is in them, and written back in the same container.
//!
//! Law: a packed file is known by its first bytes, whatever its name; one whose name says `.gz` or `.zst` and whose bytes do
//! not is an error, and so is one that is cut off. Reading goes on in constant memory. Rejected: unpacking into a temporary
//! file, which a bomb fills; and keeping the compressor's every choice, which no library can: only what is in the file is
//! the same byte for byte.

use std::io::{self, BufRead, BufReader, Cursor, Read, Write};

use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder, GzHeader};

/// The most that is read of a packed file as a whole. No article is as long; a few kilobytes that unpack to more are a bomb.
pub(crate) const LARGEST: usize = 64 << 20;

/// What a file is packed in.
#[derive(Clone, Debug)]
pub(crate) enum Container {
    None,
    /// The name, time and comment it was packed with.
    Gzip(Option<GzHeader>),
    Zstd,
}

/// The bytes that are in a file, and what they are packed in.
pub(crate) struct Unpacked {
    pub(crate) reader: Box<dyn BufRead>,
    pub(crate) container: Container,
}

/// Buffers of readers.
const BUFFER: usize = 1 << 16;

impl Unpacked {
    /// Reads what is in a file of that name.
    pub(crate) fn of(name: &str, mut packed: Box<dyn BufRead>) -> io::Result<Self> {
        // A pipe may give its first bytes one by one.
        let mut magic = Vec::with_capacity(4);
        packed.by_ref().take(4).read_to_end(&mut magic)?;
        let packed = Cursor::new(magic.clone()).chain(packed);
        if magic.starts_with(&[0x1f, 0x8b]) {
            let decoder = MultiGzDecoder::new(packed);
            let header = decoder.header().cloned();
            return Ok(Self { reader: whole(decoder), container: Container::Gzip(header) });
        }
        if magic.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            let decoder = zstd::Decoder::with_buffer(packed)?;
            return Ok(Self { reader: whole(decoder), container: Container::Zstd });
        }
        match extension(name) {
            Some(container) => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("is named like a {container} file and is none; rename it, or get it again"),
            )),
            None => Ok(Self { reader: Box::new(packed), container: Container::None }),
        }
    }
}

/// The name of a file without the ending of its container.
pub(crate) fn bare(name: &str) -> &str {
    match extension(name) {
        Some(_) => name.rsplit_once('.').map_or(name, |(bare, _)| bare),
        None => name,
    }
}

/// True of a name that says that a file is packed.
pub(crate) fn is_packed(name: &str) -> bool {
    extension(name).is_some()
}

fn extension(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
        Some("gz" | "gzip") => Some("gzip"),
        Some("zst" | "zstd") => Some("zstd"),
        _ => None,
    }
}

fn whole(decoder: impl Read + 'static) -> Box<dyn BufRead> {
    Box::new(BufReader::with_capacity(BUFFER, Told(decoder)))
}

/// A decoder whose errors say what to do.
struct Told<R>(R);

impl<R: Read> Read for Told<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            io::ErrorKind::UnexpectedEof => {
                io::Error::new(error.kind(), "the compressed file is cut off before its end; get it again, whole")
            }
            _ => io::Error::new(error.kind(), format!("the compressed file is damaged ({error}); get it again")),
        })
    }
}

/// Packs what is written to it.
pub(crate) enum Packer<W: Write> {
    None(W),
    Gzip(GzEncoder<W>),
    Zstd(zstd::Encoder<'static, W>),
}

impl<W: Write> Packer<W> {
    /// In a container like the one given.
    pub(crate) fn new(container: Container, sink: W) -> io::Result<Self> {
        Ok(match container {
            Container::None => Self::None(sink),
            Container::Gzip(header) => Self::Gzip(builder(header.as_ref()).write(sink, Compression::default())),
            Container::Zstd => {
                let mut encoder = zstd::Encoder::new(sink, zstd::DEFAULT_COMPRESSION_LEVEL)?;
                encoder.include_checksum(true)?;
                Self::Zstd(encoder)
            }
        })
    }

    /// Ends the container.
    pub(crate) fn finish(self) -> io::Result<W> {
        match self {
            Self::None(sink) => Ok(sink),
            Self::Gzip(encoder) => encoder.finish(),
            Self::Zstd(encoder) => encoder.finish(),
        }
    }
}

fn builder(header: Option<&GzHeader>) -> GzBuilder {
    let Some(header) = header else { return GzBuilder::new() };
    let mut builder = GzBuilder::new().mtime(header.mtime()).operating_system(header.operating_system());
    if let Some(name) = header.filename() {
        builder = builder.filename(name);
    }
    if let Some(comment) = header.comment() {
        builder = builder.comment(comment);
    }
    if let Some(extra) = header.extra() {
        builder = builder.extra(extra);
    }
    builder
}

impl<W: Write> Write for Packer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::None(sink) => sink.write(bytes),
            Self::Gzip(encoder) => encoder.write(bytes),
            Self::Zstd(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::None(sink) => sink.flush(),
            Self::Gzip(encoder) => encoder.flush(),
            Self::Zstd(encoder) => encoder.flush(),
        }
    }
}
