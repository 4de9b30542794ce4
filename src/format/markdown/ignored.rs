//! What comments take out of Markdown.
//!
//! Law: as `format/directive.rs` says. A document without such a comment is read once; with one, twice.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::is_inline;
use crate::format::directive::Directive;

/// The bytes that are taken out, in order.
pub(super) fn ranges(text: &str, options: Options) -> Vec<Range<usize>> {
    if !text.contains("limpide-") {
        return Vec::new();
    }
    let mut found = Found { ranges: Vec::new(), off: None, next: false };
    // The blocks around here; the end of the innermost is that of its paragraph.
    let mut ends = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(tag) if !is_inline(tag.to_end()) => {
                ends.push(range.end);
                match tag {
                    Tag::HtmlBlock => found.block(text, range),
                    _ if found.next => found.take(range),
                    _ => {}
                }
            }
            Event::End(tag) if !is_inline(tag) => drop(ends.pop()),
            Event::InlineHtml(_) => match text.get(range.clone()).and_then(comment) {
                Some(Directive::Ignore) => found.ranges.push(range.end..ends.last().copied().unwrap_or(range.end)),
                Some(directive) => found.read(directive, range),
                None => {}
            },
            _ => {}
        }
    }
    if let Some(start) = found.off {
        found.ranges.push(start..text.len());
    }
    let mut ranges: Vec<Range<usize>> = Vec::new();
    found.ranges.sort_by_key(|range| range.start);
    for range in found.ranges {
        match ranges.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => ranges.push(range),
        }
    }
    ranges
}

/// True of a byte that is taken out.
pub(super) fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let before = ranges.partition_point(|range| range.start <= at);
    before.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|range| range.contains(&at))
}

struct Found {
    ranges: Vec<Range<usize>>,
    /// Where **disable** stood.
    off: Option<usize>,
    /// The next block is taken out.
    next: bool,
}

impl Found {
    /// A block of HTML, with the comments in it.
    fn block(&mut self, text: &str, range: Range<usize>) {
        let block = text.get(range.clone()).unwrap_or_default();
        // It is no prose, whether it is taken out or not.
        self.next = false;
        let mut at = 0;
        while let Some(start) = block.get(at..).and_then(|rest| rest.find("<!--")).map(|start| at + start) {
            let rest = block.get(start..).unwrap_or_default();
            let Some(end) = rest.find("-->").map(|end| end + "-->".len()) else { break };
            at = start + end;
            if let Some(directive) = rest.get(..end).and_then(comment) {
                self.read(directive, range.start + start..range.start + at);
            }
        }
    }

    fn read(&mut self, directive: Directive, comment: Range<usize>) {
        match directive {
            Directive::Ignore => self.next = true,
            Directive::Disable => self.off = self.off.or(Some(comment.end)),
            Directive::Enable => self.ranges.extend(self.off.take().map(|start| start..comment.start)),
        }
    }

    fn take(&mut self, range: Range<usize>) {
        self.next = false;
        self.ranges.push(range);
    }
}

fn comment(text: &str) -> Option<Directive> {
    Directive::of(text.trim_ascii().strip_prefix("<!--")?.strip_suffix("-->")?)
}
