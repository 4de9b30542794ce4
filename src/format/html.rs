//! HTML, pages and fragments: the text between tags, and the attributes that are prose.
//!
//! Law: what readers see as running French text is one string, whatever tags stand inside it, and nothing else is: no code,
//! scripts, drawings, addresses, comments, nothing in another language or marked as not to be translated. Broken HTML is
//! read as browsers read it while it comes: the language of a text is what the nearest open element around it says, and no
//! end tag behind it changes that. (In `<b lang=fr><i lang=en><div>text</b>` browsers move the text, at its end tag, out of
//! the `<i>` into the `<b>`. We take it for English still, and leave it alone.) An attribute is a paragraph of its own and
//! follows the one it stands in, so that the title of a link does not cut the sentence around the link. What stands raised
//! is read where it begins with a letter (*1`<sup>`er`</sup>`*) and else passed over as the mark of a note, for
//! *entrance`<sup>`2`</sup>`* is a word with a note.
//! Comments can take a passage out (`format/directive.rs`).
//! A line that is broken (`<br>`) ends a paragraph: it parts the lines of an address more often than one sentence.
//!
//! Rejected: a parser that builds a tree and prints it, which re-spells the page; `lol_html`, which hides the places of
//! text; `html5gum`, whose places are those of whole runs of text, with the references in them already decoded, and of
//! attributes without their quotes; printing runs anew would change spelling that nobody asked to change. What is needed of
//! the standard is small: tags, raw elements, references (`entities` has their table), and which elements are open.

mod attribute;
mod element;
mod open;
mod reference;
mod text;
mod token;

use attribute::{Attribute, Attributes};
use element::{Content, Kind};
use open::{Open, Said};
use text::Prose;
use token::{Tag, Token, Tokens};

use super::directive::{Directive, Passage};
use super::spelling::Spelling;
use super::view::Builder;
use crate::document::Options;
use crate::span::Span;

/// Adds the prose of a page or a fragment, which begins at byte `at` of the layer below.
pub(crate) fn prose<'t>(at: usize, text: &'t str, options: &Options, view: &mut Builder<'t>) {
    view.expect(text.len());
    let mut page = Page::new(at, text, options.attributes, view);
    while let Some(token) = page.tokens.next(page.open.is_foreign()) {
        match token {
            Token::Text(text) => page.text(text),
            Token::Start(tag) => page.start(tag),
            Token::End(tag) => page.end(tag),
            Token::Said(directive) => page.said(directive),
        }
    }
    page.paragraph();
}

/// True of a start tag that says of its element that it is in another language, or not to be translated: for tags inside
/// Markdown.
#[cfg(feature = "markdown")]
pub(crate) fn sets_apart(tag: &str) -> bool {
    let mut view = Builder::default();
    let mut page = Page::new(0, tag, false, &mut view);
    let Some(Token::Start(start)) = page.tokens.next(false) else { return false };
    let open = !start.closed && !Kind::of(start.name).void;
    open && !page.open.reading().with(page.told(start).said).is_prose()
}

/// A page that is being read.
struct Page<'v, 't> {
    text: &'t str,
    tokens: Tokens<'t>,
    open: Open<'t>,
    prose: Prose<'v, 't>,
    /// Attributes that wait for the end of the paragraph.
    aside: Vec<(Span, char)>,
    /// What comments take out.
    passage: Passage,
    /// Attributes are read.
    attributes: bool,
    /// It says that it is XML, so that `<title/>` is the whole of an element.
    xml: bool,
}

/// What the attributes of a tag tell.
#[derive(Default)]
struct Told {
    said: Said,
    /// Those that are prose.
    prose: Vec<(Span, char)>,
}

impl<'v, 't> Page<'v, 't> {
    fn new(at: usize, text: &'t str, attributes: bool, view: &'v mut Builder<'t>) -> Self {
        let body = text.trim_start_matches('\u{feff}');
        Self {
            text,
            tokens: Tokens::new(text, text.len() - body.len()),
            open: Open::default(),
            prose: Prose::new(text, at, view),
            aside: Vec::new(),
            passage: Passage::default(),
            attributes,
            xml: body.trim_ascii_start().starts_with("<?xml"),
        }
    }

    fn text(&mut self, span: Span) {
        self.open.resume();
        let reading = self.open.reading();
        let blank = span.of(self.text).trim_ascii().is_empty();
        let taken = self.passage.takes_text(blank);
        if reading.is_prose() && !taken {
            self.prose.view().spelled(Spelling::Markup);
            self.prose.add(span, false);
        } else if reading.content != Content::Hidden && !blank {
            // What stood around it was never side by side.
            self.paragraph();
        }
    }

    fn start(&mut self, tag: Tag<'t>) {
        let kind = Kind::of(tag.name);
        if kind.block {
            self.paragraph();
        }
        self.open.before(tag.name, kind);
        if kind.resumes {
            self.open.resume();
        }
        let foreign = self.open.is_foreign();
        let outer = self.open.reading();
        let mut told = self.told(tag);
        told.said.ignored = self.passage.takes_element();
        let off = self.passage.is_off();
        if self.attributes && !off && outer.with(told.said).is_prose() {
            self.aside.append(&mut told.prose);
        }
        let whole = tag.closed && (foreign || self.xml || is_any(tag.name, &["svg", "math"]));
        if whole || (kind.void && !foreign) {
            return;
        }
        if foreign || !kind.raw {
            if is_any(tag.name, &["plaintext"]) && !foreign {
                self.tokens.end();
            }
            return self.open.push(tag.name, kind, told.said);
        }
        let inside = self.tokens.raw(tag.name);
        if kind.content == Content::Prose && !off && outer.with(told.said).is_prose() {
            self.prose.view().spelled(Spelling::Markup);
            self.prose.add(inside, false);
        }
        // Its own end tag ends nothing else.
        self.tokens.next(false);
        if kind.block {
            self.paragraph();
        }
    }

    fn end(&mut self, tag: Tag<'t>) {
        self.passage.element_ends();
        if Kind::of(tag.name).block {
            self.paragraph();
        }
        self.open.close(tag.name);
    }

    fn said(&mut self, directive: Directive) {
        self.paragraph();
        self.passage.read(directive);
    }

    /// Ends a paragraph and adds the attributes that stood in it.
    fn paragraph(&mut self) {
        self.prose.paragraph();
        for (value, quote) in self.aside.drain(..) {
            self.prose.view().spelled(Spelling::Attribute(quote));
            self.prose.add(value, true);
            self.prose.paragraph();
        }
    }

    fn told(&self, tag: Tag<'t>) -> Told {
        let mut told = Told { said: Said { note: self.is_note(tag), ..Said::default() }, ..Told::default() };
        if self.text.as_bytes().get(tag.attributes) == Some(&b'>') {
            return told;
        }
        let is_meta = is_any(tag.name, &["meta"]);
        let silent = is_any(tag.name, &["link", "style", "script"]);
        // Of two attributes with one name, the first counts.
        let mut seen: [Option<Attribute<'t>>; NAMES.len()] = [None; NAMES.len()];
        for attribute in Attributes::new(self.text, tag.attributes) {
            let index = NAMES.iter().position(|name| name.eq_ignore_ascii_case(attribute.name));
            if let Some(slot) = index.and_then(|index| seen.get_mut(index)) {
                slot.get_or_insert(attribute);
            }
        }
        let [lang, xml_lang, translate, class, name, property, itemprop, content, prose @ ..] = seen;
        let value = |attribute: Option<Attribute<'t>>| attribute.map(|one| one.value.of(self.text).trim_ascii());
        let language = value(lang).or(value(xml_lang)).filter(|language| !language.is_empty());
        told.said.french = language.map(is_french);
        told.said.translated = match value(translate) {
            Some("") => Some(true),
            Some(yes) if yes.eq_ignore_ascii_case("yes") => Some(true),
            Some(no) if no.eq_ignore_ascii_case("no") => Some(false),
            _ => None,
        };
        let mut classes = value(class).unwrap_or_default().split_ascii_whitespace();
        if classes.any(|class| class == "notranslate") {
            told.said.translated = Some(false);
        }
        let of_prose = |key: Option<&str>| key.is_some_and(|key| is_any(key, &META));
        if is_meta && [name, property, itemprop].into_iter().any(|key| of_prose(value(key))) {
            told.prose.extend(content.map(|one| (one.value, one.quote)));
        } else if !is_meta && !silent {
            let mut found: Vec<Attribute<'_>> = prose.into_iter().flatten().collect();
            found.sort_unstable_by_key(|one| one.value.start);
            told.prose.extend(found.into_iter().map(|one| (one.value, one.quote)));
        }
        told
    }

    /// True of a raised element that begins with no letter, as far as the next few signs show.
    fn is_note(&self, tag: Tag<'t>) -> bool {
        if !is_any(tag.name, &["sup"]) {
            return false;
        }
        let mut ahead = self.tokens.clone();
        for _ in 0..LOOK_AHEAD {
            match ahead.next(false) {
                Some(Token::Text(span)) => match span.of(self.text).trim_ascii_start().chars().next() {
                    None => {}
                    Some('&') => {
                        return reference::read(span.of(self.text).trim_ascii_start(), false)
                            .is_some_and(|read| !read.is_letter());
                    }
                    Some(first) => return !first.is_alphabetic(),
                },
                // What stands in a raw element is no markup, and would be looked at again and again.
                Some(Token::Start(tag)) if Kind::of(tag.name).raw => return false,
                Some(Token::Start(_) | Token::Said(_)) => {}
                Some(Token::End(end)) if is_any(end.name, &["sup"]) => return false,
                Some(Token::End(_)) => {}
                None => return false,
            }
        }
        false
    }
}

/// How many tokens are looked at to tell the mark of a note.
const LOOK_AHEAD: usize = 4;

/// Attributes that are looked at: those that tell something, then those that are prose.
const NAMES: [&str; 13] = [
    "lang",
    "xml:lang",
    "translate",
    "class",
    "name",
    "property",
    "itemprop",
    "content",
    "alt",
    "title",
    "aria-label",
    "aria-description",
    "placeholder",
];

/// What `<meta>` may be called where its content is prose.
const META: [&str; 11] = [
    "description",
    "og:title",
    "og:description",
    "og:image:alt",
    "twitter:title",
    "twitter:description",
    "twitter:image:alt",
    "dc.title",
    "dc.description",
    "headline",
    "alternativeheadline",
];

fn is_any(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// True of `fr`, `fr-CA`, `fr_FR`, and of the longer codes of French.
fn is_french(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    is_any(primary, &["fr", "fra", "fre"])
}
