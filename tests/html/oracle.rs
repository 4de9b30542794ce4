//! What html5ever sees in a page: its frame (all that no repair may touch), and the prose that we should find in it.

use html5ever::driver::ParseOpts;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, QualName, ns, parse_document};
use markup5ever_rcdom::{Handle, NodeData};

use super::written::Written;

const PROSE: [&str; 5] = ["alt", "title", "aria-label", "aria-description", "placeholder"];
const UNREAD: [&str; 17] = [
    "script",
    "style",
    "noembed",
    "noframes",
    "template",
    "code",
    "tt",
    "kbd",
    "samp",
    "var",
    "pre",
    "listing",
    "xmp",
    "textarea",
    "iframe",
    "plaintext",
    "math",
];

fn parse(html: &str) -> Written {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    parse_document(Written::default(), options).one(html)
}

/// Elements, attributes that are no prose, comments: what no repair may touch, however broken the page is.
pub(crate) fn tags(html: &str) -> Vec<String> {
    frame(html).into_iter().filter(|one| !one.starts_with('=')).collect()
}

/// Elements, attributes that are no prose, comments, scripts: all but prose, in order.
pub(crate) fn frame(html: &str) -> Vec<String> {
    let mut frame = Vec::new();
    walk(html, &mut |node, depth, reading| match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let kept = |one: &&Attribute| !PROSE.contains(&&*one.name.local) && &*one.name.local != "content";
            let attributes: Vec<String> =
                attrs.borrow().iter().filter(kept).map(|one| format!("{}={}", one.name.local, one.value)).collect();
            frame.push(format!("{depth} {} {attributes:?}", name.local));
        }
        NodeData::Text { contents } if !reading.prose() => frame.push(format!("={}", contents.borrow())),
        NodeData::Text { .. } => {}
        other => frame.push(format!("{depth} {other:?}")),
    });
    frame
}

/// The values of all attributes.
pub(crate) fn attributes(html: &str) -> Vec<String> {
    let mut values = Vec::new();
    walk(html, &mut |node, _, _| {
        if let NodeData::Element { attrs, .. } = &node.data {
            values.extend(attrs.borrow().iter().map(|one| one.value.to_string()));
        }
    });
    values
}

/// The text that is French prose, without white space, and the attributes that are.
pub(crate) fn prose(html: &str) -> (String, Vec<String>) {
    let (mut text, mut attributes) = (String::new(), Vec::new());
    walk(html, &mut |node, _, reading| match &node.data {
        NodeData::Text { contents } if reading.prose() => text.push_str(&bare(&contents.borrow())),
        NodeData::Element { name, attrs, .. } if reading.with(name, &attrs.borrow()).prose() => {
            for one in attrs.borrow().iter() {
                if PROSE.contains(&&*one.name.local) && !["link", "style", "script", "meta"].contains(&&*name.local) {
                    attributes.push(bare(&one.value));
                }
            }
        }
        _ => {}
    });
    (text, attributes)
}

/// Without white space, and without what browsers drop.
pub(crate) fn bare(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c' | '\0')).collect()
}

#[derive(Clone, Copy)]
struct Reading {
    content: bool,
    french: bool,
    translated: bool,
}

impl Reading {
    /// What the elements around a node said of it where it was written.
    fn of(page: &Written, node: &Handle) -> Self {
        let Some(around) = page.around(node) else { return Self { content: false, french: true, translated: true } };
        let top = Self { content: true, french: true, translated: true };
        around.iter().fold(top, |outer, node| match &node.data {
            NodeData::Element { name, attrs, .. } => outer.inside(node, name, &attrs.borrow()),
            _ => outer,
        })
    }

    fn prose(self) -> bool {
        self.content && self.french && self.translated
    }

    fn with(self, name: &QualName, attributes: &[Attribute]) -> Self {
        let value = |wanted: &str| attributes.iter().find(|one| &*one.name.local == wanted).map(|one| &*one.value);
        let _ = name;
        let mut next = self;
        if let Some(lang) = value("lang").filter(|lang| !lang.is_empty()) {
            next.french = lang.starts_with("fr");
        }
        if let Some(translate) = value("translate") {
            next.translated = translate != "no";
        }
        if value("class").is_some_and(|class| class.split_whitespace().any(|one| one == "notranslate")) {
            next.translated = false;
        }
        next
    }

    fn inside(self, node: &Handle, name: &QualName, attributes: &[Attribute]) -> Self {
        let mut next = self.with(name, attributes);
        let note = &*name.local == "sup" && {
            let text = bare(&text_of(node));
            text.chars().next().is_some_and(|first| !first.is_alphabetic())
        };
        next.content &= name.ns == ns!(html) && !UNREAD.contains(&&*name.local) && !note;
        next
    }
}

fn text_of(node: &Handle) -> String {
    let mut text = String::new();
    let mut left = vec![node.clone()];
    while let Some(node) = left.pop() {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
        left.extend(node.children.borrow().iter().rev().cloned());
    }
    text
}

fn walk(html: &str, visit: &mut dyn FnMut(&Handle, usize, Reading)) {
    let page = parse(html);
    let mut left = vec![(page.document(), 0)];
    while let Some((node, depth)) = left.pop() {
        visit(&node, depth, Reading::of(&page, &node));
        if let NodeData::Element { template_contents, .. } = &node.data {
            left.extend(template_contents.borrow().iter().map(|one| (one.clone(), depth + 1)));
        }
        left.extend(node.children.borrow().iter().rev().map(|child| (child.clone(), depth + 1)));
    }
}
