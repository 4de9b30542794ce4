//! The walk through a document, event by event.
//!
//! Law: an article is given out when its element ends, and not before; one that breaks off is none. What stands in a feed
//! outside of its items is an article of its own, which ends where an item begins, so that articles come in the order of
//! their bytes. Depth is bounded by [`DEEPEST`].

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::attributes::Attributes;
use super::entity::Declared;
use super::namespaces::Namespaces;
use super::piece::{Kind, Prose};
use super::vocabulary::{Place, Role, Vocabulary, place};
use super::{article, refuse};
use crate::document::Options;
use crate::error::Error;
use crate::format::Read;
use crate::format::directive::{Directive, Passage};
use crate::format::spelling::Spelling;
use crate::span::Span;

/// The most elements inside each other; real news has thirty.
const DEEPEST: usize = 512;

const CDATA: &str = "<![CDATA[";
const CDATA_END: &str = "]]>";

/// A walk through one document.
pub(super) struct Walk<'t, 'o> {
    text: &'t str,
    options: &'o Options,
    /// Where the reader begins: behind a byte order mark.
    start: usize,
    read: Read<'t>,
    frames: Vec<Frame<'t>>,
    namespaces: Namespaces<'t>,
    declared: Declared<'t>,
    prose: Prose<'t>,
    /// The article that is open; prose outside of it is the feed's.
    item: Option<Item>,
    /// The first byte of HTML that was left out.
    left_out: Option<usize>,
    /// What comments take out.
    passage: Passage,
    /// Something was seen that news is written in.
    known: bool,
    root: Option<&'t str>,
}

/// An article that began.
#[derive(Debug, Default)]
struct Item {
    id: Option<String>,
}

/// An element that began.
#[derive(Clone, Copy, Debug)]
struct Frame<'t> {
    name: &'t str,
    /// What is inside of it.
    vocabulary: Vocabulary,
    prose: Option<Kind>,
    skipped: bool,
    french: bool,
    translated: bool,
    preserved: bool,
    /// What its end is.
    end: End,
    /// How many namespaces were declared before it.
    namespaces: usize,
}

/// What the end of an element is to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Nothing,
    Paragraph(Kind),
    Id,
    Item,
}

impl Frame<'_> {
    const OUTSIDE: Self = Self {
        name: "",
        vocabulary: Vocabulary::Unknown,
        prose: None,
        skipped: false,
        french: true,
        translated: true,
        preserved: false,
        end: End::Nothing,
        namespaces: 0,
    };

    /// The kind of prose that text is here, where it is any.
    fn heard(&self) -> Option<Kind> {
        self.prose.filter(|_| !self.skipped && self.french && self.translated)
    }
}

impl<'t, 'o> Walk<'t, 'o> {
    pub(super) fn new(text: &'t str, options: &'o Options) -> Self {
        Self {
            text,
            options,
            start: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
            read: Read::default(),
            frames: Vec::new(),
            namespaces: Namespaces::default(),
            declared: Declared::default(),
            prose: Prose::default(),
            item: None,
            left_out: None,
            passage: Passage::default(),
            known: false,
            root: None,
        }
    }

    /// The articles.
    pub(super) fn read(mut self) -> Result<Read<'t>, Error> {
        let broken = self.walk().err();
        if broken.is_none() {
            self.feed_ends();
        }
        if !self.known {
            return Err(broken.unwrap_or_else(|| self.unknown()));
        }
        if let Some(at) = self.left_out {
            let why = "HTML inside XML is not read, and passes through; turn the feature “html” of the crate on";
            self.read.refused.push(refuse(why.into()).at_line(self.line(at)));
        }
        self.read.refused.extend(broken);
        Ok(self.read)
    }

    fn walk(&mut self) -> Result<(), Error> {
        let mut reader = Reader::from_str(self.text.get(self.start..).unwrap_or_default());
        reader.config_mut().allow_dangling_amp = true;
        loop {
            let behind = self.place(reader.buffer_position());
            let from = self.between(behind);
            reader.stream().consume(from - behind);
            let event = reader.read_event().map_err(|error| {
                let at = self.place(reader.error_position());
                let why =
                    format!("no XML that can be read: {error}; what is before it is read, the rest passes through");
                refuse(why).at_line(self.line(at))
            })?;
            let span = Span::new(from, self.place(reader.buffer_position()));
            match event {
                Event::Start(tag) => self.begins(span, &tag)?,
                Event::Empty(tag) => {
                    self.begins(span, &tag)?;
                    self.ends();
                }
                Event::End(_) => self.ends(),
                Event::DocType(_) => self.declared = Declared::of(self.slice(span)),
                Event::Comment(_) => self.comment(span),
                Event::PI(_) | Event::Decl(_) => {}
                // They were read before the tag.
                Event::Text(_) | Event::GeneralRef(_) | Event::CData(_) => {}
                Event::Eof => break,
            }
        }
        let Some(open) = self.frames.last() else { return Ok(()) };
        let why = format!(
            "the document breaks off inside <{}>; what is before it is read, the rest passes through",
            open.name
        );
        Err(refuse(why).at_line(self.line(self.text.len())))
    }

    /// An element begins.
    fn begins(&mut self, span: Span, tag: &BytesStart<'_>) -> Result<(), Error> {
        let inside = self.slice(Span::new(span.start + 1, span.end.saturating_sub(1)));
        let inside = inside.strip_suffix('/').unwrap_or(inside);
        let length = tag.name().into_inner().len();
        let name = inside.get(..length).unwrap_or_default();
        let outer = self.frames.last().copied().unwrap_or(Frame::OUTSIDE);
        let root = self.frames.is_empty();
        if root && self.root.is_some() {
            return Err(self.beyond(span, "more than one root element; write one document a file"));
        }
        self.root = self.root.or(Some(name));
        if self.frames.len() >= DEEPEST {
            return Err(self.beyond(span, &format!("elements lie more than {DEEPEST} deep in each other")));
        }
        let vocabulary = outer.vocabulary.inside(name.rsplit(':').next().unwrap_or_default());
        let before = self.namespaces.len();
        let attributes = Attributes::of(inside, length, &mut self.namespaces, root || vocabulary != outer.vocabulary);
        if attributes.too_many {
            return Err(self.beyond(span, "more namespaces are declared than news has any use for"));
        }
        let (namespace, local) = self.namespaces.of(name);

        self.known |= vocabulary != Vocabulary::Unknown;
        let mut frame = Frame {
            name,
            vocabulary,
            // A document in the text of another has prose of its own.
            prose: outer.prose.filter(|_| vocabulary == outer.vocabulary),
            skipped: self.passage.takes_element() || outer.skipped,
            french: attributes.french().unwrap_or(outer.french),
            translated: attributes.translated().unwrap_or(outer.translated),
            preserved: attributes.preserved().unwrap_or(outer.preserved),
            end: End::Nothing,
            namespaces: before,
        };
        if let Some(kind) = frame.prose {
            let place = place(local);
            frame.skipped |= place == Place::Skipped;
            if place != Place::Inline || frame.heard() != outer.heard() {
                self.prose.paragraph(kind);
                frame.end = End::Paragraph(kind);
            }
        } else if !frame.skipped {
            match vocabulary.role(namespace, local, &attributes) {
                Role::Item if self.item.is_none() => {
                    self.feed_ends();
                    self.item = Some(Item { id: attributes.named(&self.declared) });
                    frame.end = End::Item;
                }
                Role::Id if self.item.as_ref().is_some_and(|item| item.id.is_none()) => frame.end = End::Id,
                Role::Named => {
                    let id = attributes.named(&self.declared);
                    if let Some(item) = &mut self.item {
                        item.id = item.id.take().or(id);
                    }
                }
                Role::Prose(kind) => {
                    frame.prose = Some(kind);
                    frame.end = End::Paragraph(kind);
                }
                Role::Skipped => frame.skipped = true,
                Role::Item | Role::Id | Role::Container => {}
            }
        }
        self.frames.push(frame);
        Ok(())
    }

    /// A comment, which may take out what follows.
    fn comment(&mut self, span: Span) {
        let inside = self.slice(span).strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        let Some(directive) = inside.and_then(Directive::of) else { return };
        if let Some(kind) = self.frames.last().and_then(Frame::heard) {
            self.prose.paragraph(kind);
        }
        self.passage.read(directive);
    }

    /// The innermost element ends.
    fn ends(&mut self) {
        self.passage.element_ends();
        let Some(frame) = self.frames.pop() else { return };
        self.namespaces.truncate(frame.namespaces);
        match frame.end {
            End::Nothing | End::Id => {}
            End::Paragraph(kind) => self.prose.paragraph(kind),
            End::Item => {
                let item = self.item.take().unwrap_or_default();
                self.article(item);
            }
        }
    }

    /// Text, entities and CDATA sections from byte `from` on; gives where they end. The reader reads them as well, but takes as
    /// long for it as for all else, since it checks every run for UTF-8.
    fn between(&mut self, mut from: usize) -> usize {
        loop {
            let rest = self.text.get(from..).unwrap_or_default();
            let markup = from + memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            self.texts(Span::new(from, markup));
            let section = self.text.get(markup..).and_then(|rest| rest.strip_prefix(CDATA));
            // One that has no end is left to the reader, which says so.
            let Some(len) = section.and_then(|inside| memchr::memmem::find(inside.as_bytes(), CDATA_END.as_bytes()))
            else {
                return markup;
            };
            let inside = markup + CDATA.len();
            self.run(Span::new(inside, inside + len), Spelling::Cdata);
            from = inside + len + CDATA_END.len();
        }
    }

    /// Text and entities. A `&` without its `;` is text.
    fn texts(&mut self, span: Span) {
        let mut at = span.start;
        while at < span.end {
            let rest = self.slice(Span::new(at, span.end)).as_bytes();
            let (len, entity) = match memchr::memchr(b'&', rest) {
                Some(0) => {
                    let inside = rest.get(1..).unwrap_or_default();
                    match memchr::memchr2(b';', b'&', inside) {
                        Some(sign) if inside.get(sign) == Some(&b';') => (sign + 2, true),
                        Some(sign) => (sign + 1, false),
                        None => (rest.len(), false),
                    }
                }
                Some(sign) => (sign, false),
                None => (rest.len(), false),
            };
            let one = Span::new(at, at + len);
            if entity {
                self.entity(one)
            } else {
                self.run(one, Spelling::Markup)
            }
            at = one.end;
        }
    }

    /// Text between tags.
    fn run(&mut self, span: Span, spelling: Spelling) {
        let Some(frame) = self.frames.last().copied() else { return };
        let run = self.slice(span);
        if frame.end == End::Id {
            return self.name(run);
        }
        let taken = self.passage.takes_text(run.trim_ascii().is_empty());
        if let Some(kind) = frame.heard().filter(|_| !taken) {
            self.prose.run(span.start, run, spelling, frame.preserved || kind == Kind::Html);
        }
    }

    /// An entity between tags.
    fn entity(&mut self, span: Span) {
        let Some(frame) = self.frames.last().copied() else { return };
        let name = self.slice(span).trim_start_matches('&').trim_end_matches(';');
        let character = self.declared.character(name);
        let heard = if frame.end != End::Id && self.passage.takes_text(false) { None } else { frame.heard() };
        match (character, heard) {
            (Some(character), _) if frame.end == End::Id => self.name(character.encode_utf8(&mut [0; 4])),
            (Some(character), Some(_)) => self.prose.character(span, character),
            (None, Some(kind)) => self.prose.paragraph(kind),
            _ => {}
        }
    }

    /// More of the article's name.
    fn name(&mut self, part: &str) {
        if let Some(item) = &mut self.item {
            let part = if item.id.is_none() { part.trim_ascii_start() } else { part };
            if !part.is_empty() {
                item.id.get_or_insert_default().push_str(part);
            }
        }
    }

    /// What stands outside of items ends here.
    fn feed_ends(&mut self) {
        if !self.prose.is_empty() {
            self.article(Item::default());
        }
    }

    fn article(&mut self, item: Item) {
        let id = item.id.map(|id| id.trim_ascii_end().to_string()).filter(|id| !id.is_empty());
        let prose = std::mem::take(&mut self.prose);
        match article(prose, id, self.options) {
            Ok((article, left_out)) => {
                self.read.articles.push(article);
                self.left_out = self.left_out.or(left_out);
            }
            Err(error) => self.read.refused.push(error),
        }
    }

    /// What is to be said of a document of which nothing is known.
    fn unknown(&self) -> Error {
        refuse(match self.root {
            Some(root) => format!("<{root}> is none of RSS, Atom, NITF and NewsML; read the file in another format"),
            None => "no element; write an RSS or Atom feed, NITF or NewsML, or read the file in another format".into(),
        })
    }

    fn beyond(&self, span: Span, why: &str) -> Error {
        refuse(format!("{why}; what is before it is read, the rest passes through")).at_line(self.line(span.start))
    }

    fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// A place of the reader, in the document.
    fn place(&self, position: u64) -> usize {
        self.start + usize::try_from(position).unwrap_or(usize::MAX - self.start)
    }

    /// The line of a byte, counted from 1.
    fn line(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or(self.text.as_bytes());
        1 + memchr::memchr_iter(b'\n', before).count()
    }
}
