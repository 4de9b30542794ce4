//! Markdown: CommonMark with tables, strikethrough, footnotes, task lists, heading attributes and front matter.
//!
//! Law: the reader is `pulldown-cmark`, and what it reads before and after a repair differs in text alone; markup, code,
//! addresses, mathematics and HTML stay as they are. Rejected: finding markup with expressions of our own, which no two
//! readers of Markdown would agree with; and reading HTML blocks as text, which is another format's trade: they are left
//! alone for now, as are templates (`{{ … }}`, `{% … %}`). Comments in them can take a passage out (`format/directive.rs`).
//!
//! Line ends inside a paragraph are text, and what stands before the text of the next line (`> `, indentation) is not. A
//! title of a link comes where it stands, behind the text of the link. Text of a link that is also its label (`[accord]`)
//! is read and never changed, for the link would be lost. So is what would be an address if a blank were gone
//! (`[Selon nous]: applied sciences`): a definition of a link is not shown.

mod front;
mod ignored;
mod title;

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::spelling::Spelling;
use super::view::Builder;
use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// Quotes and lists that lie deeper are refused: reading takes time in proportion to lines times depth.
const DEEPEST: usize = 250;

/// What stands for code, an address or a formula in a sentence: no word, so that no intruder runs across it.
const OBJECT: &str = "\u{fffc}";

/// The longest run of bytes that is taken for one entity.
const LONGEST_ENTITY: usize = 64;

/// Inline HTML whose text is no prose.
const CODE: [&str; 9] = ["code", "kbd", "samp", "var", "pre", "script", "style", "svg", "math"];

/// Adds the prose of a document, or of a field that holds one.
pub(crate) fn prose<'t>(at: usize, text: &'t str, view: &mut Builder<'t>) -> Result<(), Error> {
    if let Some(line) = text.lines().position(|line| depth(line) > DEEPEST) {
        let message = format!("quotes or lists lie deeper than {DEEPEST} levels; break them up");
        return Err(Error::new(ErrorKind::Input, message).at_line(line + 1));
    }
    let body = front::prose(at, text, view);
    read(at + body, text.get(body..).unwrap_or_default(), view);
    view.spelled(Spelling::Verbatim);
    Ok(())
}

/// Adds the prose of what stands below the front matter.
fn read<'t>(at: usize, text: &'t str, view: &mut Builder<'t>) {
    let parser = Parser::new_ext(text, options());
    let definitions = parser.reference_definitions();
    let labels = definitions.iter().next().is_some();
    let titled =
        definitions.iter().filter_map(|(_, link)| Some((link.span.clone(), link.title.as_deref()?.to_string())));
    let mut titles: Vec<_> = titled.collect();
    titles.sort_by_key(|(span, _)| span.start);
    let ignored = ignored::ranges(text, options());
    titles.retain(|(span, _)| !ignored::holds(&ignored, span.start));
    let (titles, templates) = (titles.into_iter().peekable(), templates(text).into_iter().peekable());
    let mut reader = Reader {
        at,
        text,
        view,
        labels,
        titles,
        templates,
        ignored,
        links: Vec::new(),
        silent: 0,
        bracket: false,
        code: None,
        address: Address::None,
        done: 0,
    };
    for (event, range) in parser.into_offset_iter() {
        match ignored::holds(&reader.ignored, range.start) {
            true => reader.view.paragraph(),
            false => reader.event(event, range),
        }
    }
    reader.definitions(usize::MAX);
    reader.view.paragraph();
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
}

/// Marks of quotes and lists before the text of a line. A run of one sign without blanks is a rule or emphasis.
fn depth(line: &str) -> usize {
    let (mut depth, mut last) = (0, b' ');
    for byte in line.bytes() {
        match byte {
            b'>' => depth += 1,
            b' ' | b'\t' => depth += usize::from(!matches!(last, b' ' | b'\t' | b'>')),
            b'-' | b'+' | b'*' | b'.' | b')' | b'0'..=b'9' => {}
            _ => break,
        }
        last = byte;
    }
    depth
}

/// The templates of site generators, each on one line.
fn templates(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        // What ends nowhere on the line is not looked for again.
        let mut endless = [false; 2];
        let mut done = 0;
        for (open, _) in line.match_indices('{') {
            let rest = line.get(open..).unwrap_or_default();
            let (kind, end) = match rest.as_bytes().get(1) {
                Some(b'{') => (0, "}}"),
                Some(b'%') => (1, "%}"),
                _ => continue,
            };
            if open < done || endless.get(kind) == Some(&true) {
                continue;
            }
            match rest.find(end) {
                Some(end) => {
                    done = open + end + 2;
                    found.push(start + open..start + done);
                }
                None => endless.iter_mut().skip(kind).take(1).for_each(|none| *none = true),
            }
        }
        start += line.len();
    }
    found
}

/// Walks through what the parser reads.
struct Reader<'t, 'v> {
    /// Where `text` begins in the layer below.
    at: usize,
    text: &'t str,
    view: &'v mut Builder<'t>,
    /// Some links are defined apart, so that words in brackets may be their labels.
    labels: bool,
    /// The titles in definitions of links, in order.
    titles: Peekable<IntoIter<(Range<usize>, String)>>,
    templates: Peekable<IntoIter<Range<usize>>>,
    /// What comments take out.
    ignored: Vec<Range<usize>>,
    /// The links and images around here.
    links: Vec<Link<'t>>,
    /// Blocks and links around here that hold no prose.
    silent: usize,
    /// A bracket is open that is no link.
    bracket: bool,
    /// The element of inline HTML around here that holds no prose, and how many of its name are open.
    code: Option<(String, usize)>,
    /// Text that would be an address, were it not for the blanks in it.
    address: Address,
    /// Where the last text ended.
    done: usize,
}

#[derive(Clone, Copy)]
enum Address {
    None,
    /// It comes next, behind blanks.
    Ahead,
    /// Up to the next blank.
    Here,
    /// Up to `>`.
    Pointed,
}

struct Link<'t> {
    title: CowStr<'t>,
    /// Its text is its label.
    named: bool,
}

impl<'t> Reader<'t, '_> {
    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        self.definitions(range.start);
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                self.object(range);
                self.silent += 1;
            }
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => {
                self.block();
                self.silent += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => self.silent -= 1,
            Event::End(TagEnd::Link) if self.silent > 0 => self.silent -= 1,
            Event::Start(Tag::Link { link_type, title, .. }) => self.links.push(Link::new(link_type, title)),
            Event::Start(Tag::Image { link_type, title, .. }) => {
                self.view.paragraph();
                self.links.push(Link::new(link_type, title));
            }
            Event::End(TagEnd::Link) => self.close(range.end),
            Event::End(TagEnd::Image) => {
                self.close(range.end);
                self.view.paragraph();
            }
            Event::Start(tag) if !is_inline(tag.to_end()) => self.block(),
            Event::End(tag) if !is_inline(tag) => self.block(),
            Event::Rule => self.block(),
            Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) if self.silent > 0 => {}
            Event::Text(words) => self.words(&words, range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.object(range),
            Event::InlineHtml(tag) => self.tag(&tag, range),
            Event::SoftBreak if self.code.is_none() => self.run(range, Spelling::Markdown(None)),
            Event::HardBreak if self.code.is_none() => self.unit(range, "\n", Spelling::Fixed),
            _ => {}
        }
    }

    /// Ends a block.
    fn block(&mut self) {
        self.view.paragraph();
        (self.bracket, self.code, self.address) = (false, None, Address::None);
    }

    /// Text as the parser gives it: as it stands, or one entity; a backslash before it belongs to its first character.
    fn words(&mut self, words: &str, range: Range<usize>) {
        let Some(source) = self.text.get(range.clone()).filter(|_| self.code.is_none()) else { return };
        let escaped = range.start > self.done
            && self.text.get(..range.start).is_some_and(|before| before.ends_with('\\'))
            && words.starts_with(|first: char| first.is_ascii_punctuation());
        let unescaped = words.get(usize::from(escaped)..).unwrap_or_default();
        self.bracket |= self.labels && unescaped.contains('[');
        let named = self.bracket || self.links.iter().any(|link| link.named);
        let spelling = if named { Spelling::Fixed } else { Spelling::Markdown(None) };
        if words != source {
            if source.len() <= LONGEST_ENTITY {
                self.unit(range, words, spelling);
            }
        } else if escaped {
            let rest = range.start + 1;
            self.unit(rest - 2..rest, words.get(..1).unwrap_or_default(), spelling);
            self.run(rest..range.end, spelling);
        } else {
            self.run(range, spelling);
        }
        self.bracket &= !unescaped.contains(']');
    }

    /// A run that stands as it is, but for the templates in it.
    fn run(&mut self, range: Range<usize>, spelling: Spelling) {
        let mut at = range.start;
        while let Some(template) = self.template(at).filter(|template| template.start < range.end) {
            self.verbatim(at..template.start, spelling);
            if template.start >= at {
                self.unit(template.start..range.end.min(template.start + 2), OBJECT, Spelling::Fixed);
            }
            at = template.end.min(range.end);
            if at == range.end {
                break;
            }
        }
        self.verbatim(at..range.end, spelling);
        self.done = range.end;
    }

    /// The first template that does not end before `at`.
    fn template(&mut self, at: usize) -> Option<Range<usize>> {
        while self.templates.next_if(|template| template.end <= at).is_some() {}
        self.templates.peek().cloned()
    }

    fn verbatim(&mut self, range: Range<usize>, spelling: Spelling) {
        let mut start = range.start;
        while let Some(rest) = self.text.get(start..range.end).filter(|rest| !rest.is_empty()) {
            let spelling =
                if matches!(self.address, Address::Here | Address::Pointed) { Spelling::Fixed } else { spelling };
            let run = rest.get(..self.address(start, rest)).unwrap_or(rest);
            if !run.is_empty() {
                self.view.spelled(spelling);
                self.view.verbatim(self.at + start, run);
            }
            start += run.len();
        }
    }

    /// How much of `rest`, which begins at `start`, is an address or none like what stands before it.
    fn address(&mut self, start: usize, rest: &str) -> usize {
        let blank = |sign: char| sign.is_ascii_whitespace();
        let (found, next) = match self.address {
            Address::None => {
                let opens = |index: &usize| {
                    let before = self.text.get(..start + index);
                    rest.as_bytes().get(*index) == Some(&b'<') || before.is_some_and(|before| before.ends_with(']'))
                };
                let found = memchr::memchr3_iter(b'(', b':', b'<', rest.as_bytes()).find(opens);
                let pointed = found.is_some_and(|index| rest.as_bytes().get(index) == Some(&b'<'));
                (found.map(|index| index + 1), if pointed { Address::Here } else { Address::Ahead })
            }
            Address::Ahead => {
                let next = if rest.trim_ascii_start().starts_with('<') { Address::Pointed } else { Address::Here };
                (rest.find(|sign| !blank(sign)), next)
            }
            Address::Here => (rest.find(blank), Address::None),
            Address::Pointed => (rest.find('>'), Address::None),
        };
        if found.is_some() {
            self.address = next;
        }
        found.unwrap_or(rest.len())
    }

    fn unit(&mut self, range: Range<usize>, unit: &str, spelling: Spelling) {
        if self.template(range.start).is_none_or(|template| template.start >= range.start) {
            self.view.spelled(spelling);
            self.view.decoded(Span::new(self.at + range.start, self.at + range.end), unit);
        }
        self.done = range.end;
    }

    fn object(&mut self, range: Range<usize>) {
        if self.code.is_none() {
            self.unit(range, OBJECT, Spelling::Fixed);
        }
    }

    /// A tag of inline HTML: nothing, the end of a line, or the beginning or end of what is no prose.
    fn tag(&mut self, tag: &str, range: Range<usize>) {
        let inside = tag.trim_start_matches(['<', '/']);
        let name = inside.get(..inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len()));
        let name = name.unwrap_or_default();
        let (ends, whole) = (tag.starts_with("</"), tag.ends_with("/>"));
        match &mut self.code {
            Some((code, depth)) if name.eq_ignore_ascii_case(code) => match (ends, whole) {
                (true, _) => {
                    *depth -= 1;
                    if *depth == 0 {
                        self.code = None;
                    }
                }
                (false, true) => {}
                (false, false) => *depth += 1,
            },
            Some(_) => {}
            None if name.eq_ignore_ascii_case("br") => self.unit(range, "\n", Spelling::Fixed),
            None if !ends && !whole && (is_code(name) || sets_apart(tag)) => {
                self.object(range);
                self.code = Some((name.to_string(), 1));
            }
            None => {}
        }
    }

    /// The end of a link or an image, with its title.
    fn close(&mut self, end: usize) {
        let Some(link) = self.links.pop() else { return };
        if let Some(tail) = self.text.get(self.done..end).and_then(|tail| tail.strip_suffix(')')) {
            self.title(&link.title, self.done, tail);
        }
    }

    /// The titles in definitions of links that begin before `end`.
    fn definitions(&mut self, end: usize) {
        while let Some((span, title)) = self.titles.next_if(|(span, _)| span.start < end) {
            if let Some(definition) = self.text.get(span.clone()) {
                self.title(&title, span.start, definition);
            }
        }
    }

    /// A title, which ends the bytes of `place`; those begin at `start`.
    fn title(&mut self, title: &str, start: usize, place: &str) {
        let Some(found) = title::find(title, place) else { return };
        self.view.paragraph();
        self.address = Address::None;
        if found.parts.iter().any(|(part, _)| ignored::holds(&self.ignored, start + part.start)) {
            return;
        }
        for (part, unit) in found.parts {
            let range = start + part.start..start + part.end;
            let spelling = Spelling::Markdown(Some(found.end));
            match unit {
                Some(unit) => self.unit(range, &unit, spelling),
                None => self.run(range, spelling),
            }
        }
        self.view.paragraph();
    }
}

impl<'t> Link<'t> {
    fn new(kind: LinkType, title: CowStr<'t>) -> Self {
        let named = matches!(kind, LinkType::Collapsed | LinkType::Shortcut);
        // The title of a link by reference stands in its definition.
        Self { title: if kind == LinkType::Inline { title } else { CowStr::Borrowed("") }, named }
    }
}

fn is_code(name: &str) -> bool {
    CODE.into_iter().any(|code| name.eq_ignore_ascii_case(code))
}

/// True of a tag whose element is in another language, or not to be translated; only where HTML can be read.
fn sets_apart(tag: &str) -> bool {
    #[cfg(feature = "html")]
    return super::html::sets_apart(tag);
    #[cfg(not(feature = "html"))]
    {
        let _ = tag;
        false
    }
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
