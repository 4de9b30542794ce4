//! The parser that reading a format rests on, or would rest on, by itself: what is beyond it is ours.
//!
//! Law: it goes through the whole document and does nothing with what it finds.

use core::cell::Cell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer};
use limpide::format::Format;
use quick_xml::events::Event;

/// Goes through a document; the number keeps the work from being left out.
type Parse = fn(&str) -> usize;

/// The parser of a format, with its name.
pub(super) fn of(format: Format) -> (&'static str, Parse) {
    match format {
        Format::JsonLines => ("serde_json", json),
        Format::Html => ("html5ever, tokens", html),
        Format::Markdown => ("pulldown-cmark", markdown),
        Format::Xml => ("quick-xml", xml),
        _ => ("std, check for UTF-8", text),
    }
}

fn text(text: &str) -> usize {
    usize::from(core::str::from_utf8(text.as_bytes()).is_ok())
}

/// A record, with the text decoded.
#[derive(serde::Deserialize)]
struct Record<'r> {
    #[serde(borrow)]
    id: &'r str,
    text: String,
}

fn json(text: &str) -> usize {
    let records = text.lines().filter_map(|line| serde_json::from_slice::<Record<'_>>(line.as_bytes()).ok());
    records.map(|record| record.id.len() + record.text.len()).sum()
}

fn xml(text: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(text);
    let events = core::iter::from_fn(|| reader.read_event().ok().filter(|event| !matches!(event, Event::Eof)));
    events.count()
}

fn markdown(text: &str) -> usize {
    pulldown_cmark::Parser::new(text).into_offset_iter().count()
}

/// Counts tokens.
struct Sink(Cell<usize>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, _: Token, _: u64) -> TokenSinkResult<()> {
        self.0.set(self.0.get() + 1);
        TokenSinkResult::Continue
    }
}

fn html(text: &str) -> usize {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let tokenizer = Tokenizer::new(Sink(Cell::new(0)), Default::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.get()
}
