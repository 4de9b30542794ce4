//! How much is held and done at once.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

use clap::Args;
use limpide::Stream;

#[derive(Debug, Args)]
#[command(next_help_heading = "Working")]
pub(crate) struct Working {
    /// Judge on this many threads; one for each core if not given. What comes out is the same, in the same order.
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// The longest record, or document other than a text, that is judged.
    ///
    /// Longer ones pass through as they are, and an error says where. Texts may be of any length: those longer than 128 KiB
    /// are judged part by part, cut between paragraphs. Memory stays below 32 MiB with the usual cap, however long the
    /// input; what needs a text as a whole (its --patch, --diff, --decisions or review page, the --patch of JSON Lines)
    /// takes more.
    #[arg(long, value_name = "MIB", default_value_t = CAP)]
    cap: NonZeroUsize,
}

/// The cap of the library, in MiB.
const CAP: NonZeroUsize = NonZeroUsize::new(Stream::<std::io::Sink>::CAP >> 20).unwrap();

impl Working {
    /// How many articles are judged at once.
    pub(crate) fn threads(&self) -> usize {
        self.threads.or_else(|| available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }

    /// The most bytes of a record or a document.
    pub(crate) fn cap(&self) -> usize {
        self.cap.get().saturating_mul(1 << 20)
    }
}
