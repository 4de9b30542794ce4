//! The tree that html5ever builds, and what stood around each thing in it when it was written.
//!
//! Law: text and elements are read as the elements say that were open around them, whatever end tags follow. In
//! `<b lang=fr><i lang=en><div>text</b>` the standard moves the text, at the last tag, into a copy of the `<b>`: whoever
//! shows or reads a page while it comes has passed the text by then.
//! Rejected: what stands around them in the finished tree, which can be known of no text before the whole page is there.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, QualName};
use markup5ever_rcdom::{Handle, Node, NodeData, RcDom};

/// The tree of html5ever, with a node of its own for each text that was written.
#[derive(Default)]
pub(crate) struct Written {
    tree: RcDom,
    /// What stood around each node when it was first put somewhere, outermost first. The node is held, so that no other takes
    /// its address.
    around: RefCell<HashMap<*const Node, (Handle, Vec<Handle>)>>,
}

impl Written {
    pub(crate) fn document(&self) -> Handle {
        self.tree.document.clone()
    }

    /// What stood around a node when it was written, outermost first; nothing of what stands in no page, as in a template.
    pub(crate) fn around(&self, node: &Handle) -> Option<Vec<Handle>> {
        let around = self.around.borrow().get(&Rc::as_ptr(node)).map(|(_, around)| around.clone()).unwrap_or_default();
        let is_document = |one: &Handle| Rc::ptr_eq(one, &self.tree.document);
        around.first().map_or(is_document(node), is_document).then_some(around)
    }

    /// What is put into `parent` by that, a text as a node of its own.
    fn put(&self, parent: &Handle, child: NodeOrText<Handle>) -> NodeOrText<Handle> {
        let node = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => Node::new(NodeData::Text { contents: RefCell::new(text) }),
        };
        let mut around = self.around.borrow_mut();
        around.entry(Rc::as_ptr(&node)).or_insert_with(|| (node.clone(), line(parent)));
        NodeOrText::AppendNode(node)
    }
}

/// A node and what stands around it, outermost first.
fn line(node: &Handle) -> Vec<Handle> {
    let mut line = vec![node.clone()];
    while let Some(next) = line.last().and_then(parent) {
        line.push(next);
    }
    line.reverse();
    line
}

fn parent(node: &Handle) -> Option<Handle> {
    let parent = node.parent.take();
    node.parent.set(parent.clone());
    parent.and_then(|parent| parent.upgrade())
}

impl TreeSink for Written {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.tree.append(parent, self.put(parent, child));
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = parent(sibling).unwrap();
        self.tree.append_before_sibling(sibling, self.put(&parent, child));
    }

    fn append_based_on_parent_node(&self, element: &Handle, before: &Handle, child: NodeOrText<Handle>) {
        match parent(element) {
            Some(_) => self.append_before_sibling(element, child),
            None => self.append(before, child),
        }
    }

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.tree.parse_error(message);
    }

    fn get_document(&self) -> Handle {
        self.tree.get_document()
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        self.tree.get_template_contents(target)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.tree.set_quirks_mode(mode);
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        self.tree.same_node(one, other)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.tree.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        self.tree.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.tree.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.tree.create_pi(target, data)
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.tree.append_doctype_to_document(name, public, system);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.tree.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        self.tree.reparent_children(node, parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        self.tree.is_mathml_annotation_xml_integration_point(target)
    }

    fn maybe_clone_an_option_into_selectedcontent(&self, option: &Handle) {
        self.tree.maybe_clone_an_option_into_selectedcontent(option);
    }
}
