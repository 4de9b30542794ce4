//! The elements that are open, and whether what stands in them is French prose.
//!
//! Law: an element is open as long as browsers hold it open, whatever end tags are missing, and the depth is bounded: what
//! lies deeper than [`DEEPEST`] is not read. Rejected: the whole tree of the standard, with text moved out of tables and
//! attributes merged into `<body>`; little that matters here hangs on it. And what a misplaced end tag does to the text
//! before it, which browsers move out of one element and into another (`<b lang=fr><i lang=en><div>text</b>`): that text
//! has been read by then, in the language of the nearest element that is open around it.

mod formatting;

use super::element::{Content, Kind, ends_foreign, holds_html};
use formatting::Formatting;

/// How many elements may be open at a time; browsers stop at as many.
const DEEPEST: usize = 512;

/// What the elements around a place say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) content: Content,
    french: bool,
    translated: bool,
    ignored: bool,
}

/// What an element says of itself by its attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Its language is French.
    pub(super) french: Option<bool>,
    /// It is to be translated.
    pub(super) translated: Option<bool>,
    /// It is a mark of a note.
    pub(super) note: bool,
    /// A comment takes it out.
    pub(super) ignored: bool,
}

#[derive(Clone, Copy, Debug)]
struct Element<'t> {
    /// Tells it from all others.
    id: usize,
    name: &'t str,
    kind: Kind,
    said: Said,
    reading: Reading,
    /// It belongs to SVG or MathML.
    foreign: bool,
}

/// The elements that are open, outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Open<'t> {
    elements: Vec<Element<'t>>,
    /// Formatting that goes on behind the block it was opened in.
    formatting: Formatting<'t>,
    /// How many elements there have been.
    count: usize,
    /// Elements that are open beyond the deepest.
    deeper: usize,
}

impl Reading {
    const TOP: Self = Self { content: Content::Prose, french: true, translated: true, ignored: false };

    /// True of French prose.
    pub(super) fn is_prose(self) -> bool {
        self.content == Content::Prose && self.french && self.translated && !self.ignored
    }

    /// What holds for the attributes of an element in here.
    pub(super) fn with(self, said: Said) -> Self {
        let french = said.french.unwrap_or(self.french);
        let translated = said.translated.unwrap_or(self.translated);
        Self { french, translated, ignored: self.ignored || said.ignored, ..self }
    }

    /// What holds inside it.
    fn inside(self, kind: Kind, said: Said) -> Self {
        let content = match (self.content, kind.content) {
            (Content::Prose, Content::Prose) if said.note => Content::Hidden,
            (Content::Prose, inner) => inner,
            (outer, _) => outer,
        };
        Self { content, ..self.with(said) }
    }
}

impl<'t> Open<'t> {
    /// What holds where we are.
    pub(super) fn reading(&self) -> Reading {
        let reading = self.elements.last().map_or(Reading::TOP, |element| element.reading);
        if self.deeper > 0 { Reading { content: Content::Unread, ..reading } } else { reading }
    }

    /// True where tags are those of SVG and MathML.
    pub(super) fn is_foreign(&self) -> bool {
        self.elements.last().is_some_and(|element| element.foreign && !holds_html(element.name))
    }

    /// Before text, and before elements that stand in lines: formatting that waits goes on.
    pub(super) fn resume(&mut self) {
        if self.deeper > 0 || self.is_foreign() {
            return;
        }
        for index in self.formatting.waiting() {
            if let Some(element) = self.formatting.resume(index) {
                let reading = self.outer().inside(element.kind, element.said);
                self.elements.push(Element { reading, ..element });
            }
        }
    }

    /// What a start tag ends.
    pub(super) fn before(&mut self, name: &str, kind: Kind) {
        if self.deeper > 0 {
            return;
        }
        if self.is_foreign() {
            if !ends_foreign(name) {
                return;
            }
            self.leave_foreign();
        }
        // An item ends the one before it, then the paragraph in that; a block in between can keep both.
        if is(name, "li") {
            self.close_item(&["li"]);
        } else if is(name, "dd") || is(name, "dt") {
            self.close_item(&["dd", "dt"]);
        }
        if kind.ends_p {
            self.close_p();
        }
        match () {
            () if is(name, "option") || is(name, "optgroup") => {
                self.close_last(|last| is(last, "option"));
                if is(name, "optgroup") {
                    self.close_last(|last| is(last, "optgroup"));
                }
            }
            () if is(name, "rt") || is(name, "rp") => self.close_last(|last| is(last, "rt") || is(last, "rp")),
            () if is_heading(name) => self.close_last(is_heading),
            () if is(name, "td") || is(name, "th") => self.close_part(&["td", "th"]),
            () if is(name, "tr") => self.close_part(&["tr", "caption", "colgroup"]),
            () if ["tbody", "thead", "tfoot", "caption", "colgroup"].iter().any(|part| is(name, part)) => {
                self.close_part(&["tbody", "thead", "tfoot", "caption", "colgroup"]);
            }
            () if is(name, "a") => self.close_link(),
            () if is(name, "nobr") => {
                self.resume();
                if self.find(|element| is(element.name, name), Kind::is_wall).is_some() {
                    self.close_formatting(name);
                }
            }
            () if is(name, "body") => self.close_last(|last| is(last, "head")),
            () if is(name, "button") => self.close(name),
            () => {}
        }
    }

    /// Opens an element.
    pub(super) fn push(&mut self, name: &'t str, kind: Kind, said: Said) {
        // A second one adds nothing; parts of a table are none outside it.
        let twice =
            (is(name, "html") || is(name, "body")) && self.find(|one| is(one.name, name), |_, _| false).is_some();
        let stray =
            ["td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup"].iter().any(|part| is(name, part))
                && self.find(|one| is(one.name, "table"), |_, _| false).is_none();
        if (twice || stray) && !self.is_foreign() {
            return;
        }
        if self.deeper > 0 || self.elements.len() >= DEEPEST {
            self.deeper += 1;
            return;
        }
        let foreign = self.is_foreign() || is(name, "svg") || is(name, "math");
        let mut kind = kind;
        if self.is_foreign() {
            kind = Kind { formatting: false, wall: holds_html(name), special: holds_html(name), ..Kind::of("svg") };
        }
        let reading = self.outer().inside(kind, said);
        self.count += 1;
        let element = Element { id: self.count, name, kind, said, reading, foreign };
        self.formatting.opened(element);
        self.elements.push(element);
    }

    /// Closes what an end tag closes.
    pub(super) fn close(&mut self, name: &str) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        if self.is_foreign() {
            if is(name, "p") || is(name, "br") {
                self.leave_foreign();
            }
            let html = |element: &Element<'_>| !element.foreign;
            if let Some(index) = self.find(|element| is(element.name, name), |_, _| false) {
                let within = self.elements.get(index..).unwrap_or_default();
                if !within.iter().any(html) {
                    return self.cut(index);
                }
            }
            // Else it is the end of an HTML element around the drawing.
        }
        let kind = Kind::of(name);
        match () {
            () if is(name, "html") || is(name, "body") => {}
            () if is(name, "p") => self.close_p(),
            // It breaks the line all the same.
            () if is(name, "br") => self.resume(),
            () if is(name, "li") => {
                let wall = |kind: Kind, name: &str| kind.wall || is(name, "ol") || is(name, "ul");
                self.close_to(|element| is(element.name, name), wall);
            }
            () if is_heading(name) => self.close_to(|element| is_heading(element.name), Kind::is_wall),
            () if is_part(name) => self.close_to(|element| is(element.name, name), bounds_table),
            () if kind.formatting => self.close_formatting(name),
            () if kind.special => self.close_to(|element| is(element.name, name), Kind::is_wall),
            () => self.close_other(name),
        }
    }

    fn outer(&self) -> Reading {
        self.elements.last().map_or(Reading::TOP, |element| element.reading)
    }

    /// The innermost element that is looked for, unless a wall stands before it.
    fn find(&self, wanted: impl Fn(&Element<'_>) -> bool, wall: impl Fn(Kind, &str) -> bool) -> Option<usize> {
        for (index, element) in self.elements.iter().enumerate().rev() {
            if wanted(element) {
                return Some(index);
            }
            if wall(element.kind, element.name) {
                return None;
            }
        }
        None
    }

    fn close_to(&mut self, wanted: impl Fn(&Element<'_>) -> bool, wall: impl Fn(Kind, &str) -> bool) {
        if let Some(index) = self.find(wanted, wall) {
            self.cut(index);
        }
    }

    fn close_p(&mut self) {
        self.close_to(|element| is(element.name, "p"), |kind, name| kind.wall || is(name, "button"));
    }

    fn close_item(&mut self, names: &[&str]) {
        let inner = |name: &str| ["address", "div", "p"].iter().any(|block| is(name, block));
        let wanted = |element: &Element<'_>| names.iter().any(|name| is(element.name, name));
        self.close_to(wanted, |kind, name| kind.special && !inner(name));
    }

    fn close_part(&mut self, names: &[&str]) {
        let wanted = |element: &Element<'_>| names.iter().any(|name| is(element.name, name));
        self.close_to(wanted, bounds_table);
    }

    fn close_last(&mut self, wanted: impl Fn(&str) -> bool) {
        if self.elements.last().is_some_and(|last| wanted(last.name)) {
            self.cut(self.elements.len() - 1);
        }
    }

    fn close_other(&mut self, name: &str) {
        self.close_to(|element| is(element.name, name), |kind, _| kind.special);
    }

    fn leave_foreign(&mut self) {
        while self.is_foreign() {
            self.elements.pop();
        }
    }

    /// Closes the element at `index` and all within; formatting that was not closed goes on behind it.
    fn cut(&mut self, index: usize) {
        if self.formatting.is_empty() {
            return self.elements.truncate(index);
        }
        for element in self.elements.drain(index.min(self.elements.len())..).rev() {
            self.formatting.cut(&element);
        }
    }
}

impl Kind {
    fn is_wall(self, _: &str) -> bool {
        self.wall
    }
}

fn is(name: &str, other: &str) -> bool {
    name.eq_ignore_ascii_case(other)
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6'])
}

/// What no part of a table ends from inside.
fn bounds_table(_: Kind, name: &str) -> bool {
    is(name, "table") || is(name, "template")
}

fn is_part(name: &str) -> bool {
    ["td", "th", "tr", "tbody", "thead", "tfoot", "caption", "table"].iter().any(|part| is(name, part))
}
