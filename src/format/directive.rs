//! Comments by which whoever writes an article takes a passage out of it: `<!-- limpide-ignore -->`, and
//! `<!-- limpide-disable -->` up to `<!-- limpide-enable -->`.
//!
//! Law: a passage taken out is no prose: nothing is found in it, none of its bytes change, and what stands around it is not judged
//! as one sentence. A comment says one of the three words and nothing else, white space apart; any other is none of ours. They
//! count where the format has comments: in HTML, in Markdown as HTML, and in XML; also in a field or a description that holds HTML,
//! and no further than its end.
//!
//! - **disable** takes out all that follows, in the order of the bytes and whatever elements begin or end there, up to **enable**
//!   or the end.
//! - **ignore** takes out what comes next: in HTML and XML the next element with all in it and its attributes, or the text up to the
//!   next tag where that comes first; in Markdown the next block with all in it, or, inside a paragraph, the rest of that paragraph.

/// What a comment says to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Directive {
    Ignore,
    Disable,
    Enable,
}

impl Directive {
    /// What stands between `<!--` and `-->`.
    pub(super) fn of(comment: &str) -> Option<Self> {
        match comment.trim_ascii() {
            "limpide-ignore" => Some(Self::Ignore),
            "limpide-disable" => Some(Self::Disable),
            "limpide-enable" => Some(Self::Enable),
            _ => None,
        }
    }
}

/// What the comments so far come to, for formats whose elements lie in each other.
#[cfg(any(feature = "html", feature = "xml"))]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Passage {
    off: bool,
    next: Next,
}

/// What is taken out next.
#[cfg(any(feature = "html", feature = "xml"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Next {
    #[default]
    Nothing,
    /// The next element, or the text before it.
    Any,
    /// Text, up to the next tag.
    Text,
}

#[cfg(any(feature = "html", feature = "xml"))]
impl Passage {
    /// A comment was read.
    pub(super) fn read(&mut self, directive: Directive) {
        match directive {
            Directive::Ignore => self.next = Next::Any,
            Directive::Disable => self.off = true,
            Directive::Enable => self.off = false,
        }
    }

    /// Text follows; true where it is taken out.
    pub(super) fn takes_text(&mut self, blank: bool) -> bool {
        if self.next == Next::Any && !blank {
            self.next = Next::Text;
        }
        self.off || self.next == Next::Text
    }

    /// An element begins; true where it is taken out, with all in it.
    pub(super) fn takes_element(&mut self) -> bool {
        std::mem::take(&mut self.next) == Next::Any
    }

    /// An element ends.
    pub(super) fn element_ends(&mut self) {
        if self.next == Next::Text {
            self.next = Next::Nothing;
        }
    }

    /// True between **disable** and **enable**.
    pub(super) fn is_off(self) -> bool {
        self.off
    }
}
