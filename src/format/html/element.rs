//! What is known of the elements of HTML, by name.

use Content::{Hidden, Prose, Unread};

/// What is to be known of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// A line of its own, a cell, an item: it ends the sentence before it.
    pub(super) block: bool,
    pub(super) content: Content,
    /// Its content is no markup: all up to its end tag.
    pub(super) raw: bool,
    /// It has no content and no end tag.
    pub(super) void: bool,
    /// Bold, italics and the like, which broken nesting does not end.
    pub(super) formatting: bool,
    /// End tags of unknown elements do not reach beyond it (the standard's “special”).
    pub(super) special: bool,
    /// No end tag from inside reaches beyond it.
    pub(super) wall: bool,
    /// Formatting does not reach into it, nor out of it (the standard's “marker”).
    pub(super) marker: bool,
    /// It ends a paragraph that is still open.
    pub(super) ends_p: bool,
    /// Formatting that waits goes on before it.
    pub(super) resumes: bool,
}

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Prose,
    /// Seen by readers, and no prose: code, drawings, what is typed.
    Unread,
    /// Not seen.
    Hidden,
}

impl Kind {
    const INLINE: Self = Self {
        block: false,
        content: Prose,
        raw: false,
        void: false,
        formatting: false,
        special: false,
        wall: false,
        marker: false,
        ends_p: false,
        resumes: true,
    };
    const BLOCK: Self = Self { block: true, special: true, resumes: false, ..Self::INLINE };

    /// The kind of an element of this name; unknown ones are inline, as they are in browsers.
    pub(super) fn of(name: &str) -> Self {
        let mut small = [0; 16];
        let Some(small) = small.get_mut(..name.len()) else { return Self::INLINE };
        small.copy_from_slice(name.as_bytes());
        small.make_ascii_lowercase();
        match &*small {
            b"a" | b"b" | b"big" | b"em" | b"font" | b"i" | b"nobr" | b"s" | b"small" | b"strike" | b"strong"
            | b"u" => Self { formatting: true, ..Self::INLINE },
            b"code" | b"tt" => Self { formatting: true, content: Unread, ..Self::INLINE },
            b"kbd" | b"samp" | b"var" | b"svg" | b"math" => Self { content: Unread, ..Self::INLINE },
            b"pre" | b"listing" => Self { content: Unread, ends_p: true, ..Self::BLOCK },
            b"xmp" => Self { content: Unread, raw: true, ends_p: true, resumes: true, ..Self::BLOCK },
            b"textarea" | b"iframe" => Self { content: Unread, raw: true, ..Self::BLOCK },
            b"script" | b"style" | b"noembed" | b"noframes" => {
                Self { content: Hidden, raw: true, special: true, resumes: false, ..Self::INLINE }
            }
            b"template" => {
                Self { content: Hidden, special: true, wall: true, marker: true, resumes: false, ..Self::INLINE }
            }
            b"title" => Self { raw: true, ..Self::BLOCK },
            b"img" | b"embed" | b"area" | b"keygen" | b"wbr" | b"input" => {
                Self { void: true, special: true, ..Self::INLINE }
            }
            b"basefont" | b"bgsound" | b"link" | b"meta" | b"base" | b"source" | b"track" | b"param" => {
                Self { void: true, special: true, resumes: false, ..Self::INLINE }
            }
            b"br" => Self { void: true, resumes: true, ..Self::BLOCK },
            b"col" | b"frame" => Self { void: true, ..Self::BLOCK },
            b"hr" => Self { void: true, ends_p: true, ..Self::BLOCK },
            b"td" | b"th" | b"caption" => Self { wall: true, marker: true, ..Self::BLOCK },
            b"table" | b"html" => Self { wall: true, ..Self::BLOCK },
            b"marquee" | b"object" | b"applet" => Self { wall: true, marker: true, resumes: true, ..Self::BLOCK },
            b"select" => Self { wall: true, resumes: true, ..Self::BLOCK },
            b"address" | b"article" | b"aside" | b"blockquote" | b"center" | b"details" | b"dialog" | b"dir"
            | b"div" | b"dl" | b"fieldset" | b"figcaption" | b"figure" | b"footer" | b"header" | b"hgroup"
            | b"main" | b"menu" | b"nav" | b"ol" | b"p" | b"search" | b"section" | b"summary" | b"ul" | b"h1"
            | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"form" | b"li" | b"dd" | b"dt" => {
                Self { ends_p: true, ..Self::BLOCK }
            }
            b"plaintext" => Self { content: Unread, ends_p: true, ..Self::BLOCK },
            b"body" | b"colgroup" | b"frameset" | b"head" | b"tbody" | b"tfoot" | b"thead" | b"tr" => Self::BLOCK,
            b"button" | b"noscript" => Self { resumes: true, ..Self::BLOCK },
            b"optgroup" | b"option" | b"legend" | b"video" | b"audio" | b"canvas" | b"datalist" => {
                Self { special: false, resumes: true, ..Self::BLOCK }
            }
            b"rp" | b"rt" | b"rtc" => Self { special: false, ..Self::BLOCK },
            _ => Self::INLINE,
        }
    }
}

/// True where an HTML element inside SVG or MathML ends them.
pub(super) fn ends_foreign(name: &str) -> bool {
    const NAMES: [&str; 44] = [
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "strike",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// True of the elements of SVG and MathML that hold HTML.
pub(super) fn holds_html(name: &str) -> bool {
    const NAMES: [&str; 8] = ["foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext"];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}
