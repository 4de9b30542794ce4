//! Bold, italics, links: formatting, which broken nesting does not end.
//!
//! Law: what formatting is open is what the standard says (its “list of active formatting elements” and “adoption agency
//! algorithm”), to the counts at which it gives up. Rejected: the same by rule of thumb, which was wrong in ways of which
//! each was rare.

use std::ops::Range;

use super::{Element, Kind, Open, Reading, is};

/// How many equal elements outlive the block they were opened in (the standard's “Noah’s Ark clause”).
const EQUAL: usize = 3;

/// How many blocks an end tag is moved out of.
const BLOCKS: usize = 8;

/// How many elements of formatting are kept between a misplaced end tag and a block.
const BETWEEN: usize = 3;

/// Formatting that is open, or waits for text to go on, in the order in which it was opened.
#[derive(Clone, Debug, Default)]
pub(super) struct Formatting<'t> {
    entries: Vec<Entry<'t>>,
}

#[derive(Clone, Debug)]
enum Entry<'t> {
    /// A cell or the like, from inside which formatting does not reach out, nor into it.
    Marker,
    Element {
        element: Element<'t>,
        /// The block around it has ended.
        waits: bool,
    },
}

impl<'t> Formatting<'t> {
    /// There is none.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes note of an element that was opened.
    pub(super) fn opened(&mut self, element: Element<'t>) {
        if element.kind.marker {
            self.entries.push(Entry::Marker);
        } else if element.kind.formatting {
            let third = self.here().filter(|(_, one, _)| one.is_equal(&element)).nth(EQUAL - 1);
            if let Some((index, ..)) = third {
                self.entries.remove(index);
            }
            self.entries.push(Entry::Element { element, waits: false });
        }
    }

    /// Takes note of an element that was closed, but for formatting by its own end tag.
    pub(super) fn cut(&mut self, element: &Element<'t>) {
        if element.kind.marker {
            let marker = self.entries.iter().rposition(|entry| matches!(entry, Entry::Marker));
            self.entries.truncate(marker.unwrap_or(0));
        } else if element.kind.formatting {
            let entry = self.find(element.id).and_then(|index| self.entries.get_mut(index));
            if let Some(Entry::Element { waits, .. }) = entry {
                *waits = true;
            }
        }
    }

    /// Which entries wait to go on.
    pub(super) fn waiting(&self) -> Range<usize> {
        let open = self.entries.iter().rposition(|entry| !matches!(entry, Entry::Element { waits: true, .. }));
        open.map_or(0, |index| index + 1)..self.entries.len()
    }

    /// What waited goes on.
    pub(super) fn resume(&mut self, index: usize) -> Option<Element<'t>> {
        let Some(Entry::Element { element, waits }) = self.entries.get_mut(index) else { return None };
        *waits = false;
        Some(*element)
    }

    /// What was opened behind the last marker, last first: where it stands, and whether it waits.
    fn here(&self) -> impl Iterator<Item = (usize, &Element<'t>, bool)> {
        self.entries.iter().enumerate().rev().map_while(|(index, entry)| match entry {
            Entry::Element { element, waits } => Some((index, element, *waits)),
            Entry::Marker => None,
        })
    }

    fn find(&self, id: usize) -> Option<usize> {
        self.here().find(|(_, element, _)| element.id == id).map(|(index, ..)| index)
    }

    fn forget(&mut self, id: usize) {
        if let Some(index) = self.find(id) {
            self.entries.remove(index);
        }
    }
}

impl<'t> Open<'t> {
    /// Closes formatting at its end tag, wherever that stands: the blocks within stay open.
    pub(super) fn close_formatting(&mut self, name: &str) {
        if let Some(last) = self.elements.last().filter(|last| is(last.name, name))
            && self.formatting.find(last.id).is_none()
        {
            self.elements.pop();
            return;
        }
        for _ in 0..BLOCKS {
            let last = self.formatting.here().find(|(_, one, _)| is(one.name, name));
            let Some((_, &element, waits)) = last else { return self.close_other(name) };
            if waits {
                return self.formatting.forget(element.id);
            }
            let Some(index) = self.find(|one| one.id == element.id, Kind::is_wall) else { return };
            let within = self.elements.get(index + 1..).unwrap_or_default();
            let Some(block) = within.iter().position(|one| one.kind.special) else {
                self.formatting.forget(element.id);
                return self.cut(index);
            };
            self.move_inside(element, index, index + 1 + block);
        }
    }

    /// A link ends at the next one, however it is nested.
    pub(super) fn close_link(&mut self) {
        let Some(link) = self.formatting.here().find(|(_, one, _)| is(one.name, "a")).map(|(_, one, _)| one.id) else {
            return;
        };
        self.close_formatting("a");
        self.formatting.forget(link);
        if let Some(index) = self.elements.iter().rposition(|one| one.id == link) {
            self.elements.remove(index);
            self.read_from(index);
        }
    }

    /// Moves the formatting at `index` into the block at `block`; of what stands between them, formatting stays around the
    /// block.
    fn move_inside(&mut self, element: Element<'t>, index: usize, block: usize) {
        let mut behind = None;
        let mut kept = Vec::new();
        let between = self.elements.get(index + 1..block).unwrap_or_default();
        for (count, one) in between.iter().rev().enumerate() {
            if count >= BETWEEN {
                self.formatting.forget(one.id);
            } else if self.formatting.find(one.id).is_some() {
                behind.get_or_insert(one.id);
                kept.push(*one);
            }
        }
        // Its entry moves behind that of the formatting which is now next around the block.
        if let Some(behind) = behind {
            self.formatting.forget(element.id);
            let at = self.formatting.find(behind).map_or(self.formatting.entries.len(), |index| index + 1);
            self.formatting.entries.insert(at, Entry::Element { element, waits: false });
        }
        kept.reverse();
        let inner = self.elements.split_off(block);
        self.elements.truncate(index);
        self.elements.extend(kept);
        let mut inner = inner.into_iter();
        self.elements.extend(inner.next());
        self.elements.push(element);
        self.elements.extend(inner);
        self.read_from(index);
    }

    /// What holds in the elements from `index` on, now that others stand around them.
    fn read_from(&mut self, index: usize) {
        let around = index.checked_sub(1).and_then(|index| self.elements.get(index));
        let mut outer = around.map_or(Reading::TOP, |element| element.reading);
        for element in self.elements.iter_mut().skip(index) {
            element.reading = outer.inside(element.kind, element.said);
            outer = element.reading;
        }
    }
}

impl Element<'_> {
    fn is_equal(&self, other: &Self) -> bool {
        is(self.name, other.name) && self.said == other.said
    }
}
