//! How far long work has come: a bar with rate and time left.
//!
//! Law: it is drawn on standard error where that is a terminal, and nowhere else; work that is done within [`PATIENCE`] draws
//! nothing. Rejected: a bar from the start, which flickers up for every small file.

use std::io::{IsTerminal, Read, Write, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work under this needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar; those that came from one are the same.
#[derive(Clone, Debug)]
pub(crate) struct Bar(Option<ProgressBar>);

impl Bar {
    /// None at all.
    pub(crate) fn none() -> Self {
        Self(None)
    }

    /// A bar over so many bytes, or over bytes without a known end.
    pub(crate) fn of(bytes: Option<u64>) -> Self {
        if !stderr().is_terminal() {
            return Self::none();
        }
        let (bar, template) = match bytes {
            Some(bytes) => (ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden()), KNOWN),
            None => (ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()), UNKNOWN),
        };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(Some(bar))
    }

    /// So many bytes more were read.
    fn advance(&self, bytes: usize) {
        let Some(bar) = &self.0 else { return };
        bar.inc(bytes as u64);
        if bar.is_hidden() && bar.elapsed() >= PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Does something else on the terminal.
    pub(crate) fn aside<T>(&self, does: impl FnOnce() -> T) -> T {
        match self.0.as_ref().filter(|bar| !bar.is_hidden()) {
            Some(bar) => bar.suspend(does),
            None => does(),
        }
    }

    /// Takes it away: the work is done.
    pub(crate) fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }

    /// A writer to the same terminal.
    pub(crate) fn beside<W: Write>(&self, writer: W) -> Beside<W> {
        Beside { writer, bar: self.clone() }
    }

    /// A reader whose bytes it counts.
    pub(crate) fn over<R: Read>(&self, reader: R) -> Counted<R> {
        Counted { reader, bar: self.clone() }
    }
}

const KNOWN: &str = "{wide_bar} {decimal_bytes}/{decimal_total_bytes} · {decimal_bytes_per_sec} · {eta}";
const UNKNOWN: &str = "{spinner} {decimal_bytes} · {decimal_bytes_per_sec}";

/// See [`Bar::over`].
#[derive(Debug)]
pub(crate) struct Counted<R> {
    reader: R,
    bar: Bar,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.bar.advance(read);
        Ok(read)
    }
}

/// See [`Bar::beside`].
#[derive(Debug)]
pub(crate) struct Beside<W> {
    writer: W,
    bar: Bar,
}

impl<W: Write> Write for Beside<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bar.aside(|| self.writer.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.bar.aside(|| self.writer.flush())
    }
}
