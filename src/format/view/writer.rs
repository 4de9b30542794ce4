//! Edits of a view's text as edits of the layer below.
//!
//! Law: an edit is written whole or not at all, and only over bytes that pieces cover. Where it runs across markup, the
//! replacement goes where its first letter was, and the markup stays: *`<i>`applied`</i>` sciences* becomes
//! *`<i>`technologies`</i>`*. An article that is mended along keeps its place apart: *le `<b>`view`</b>`* becomes
//! *l’`<b>`avis`</b>`*. Linear in what is edited; the spelling of the article is looked at once, and only when a repair
//! asks for it.

use std::cell::OnceCell;

use super::{Piece, Shape, View};
use crate::finding::{Edit, Rewrite};
use crate::format::spelling::Style;
use crate::span::Span;

/// Writes edits of one view into the layer below.
#[derive(Debug)]
pub(crate) struct Writer<'v> {
    view: &'v View<'v>,
    below: &'v [u8],
    style: OnceCell<Style>,
}

impl<'v> Writer<'v> {
    /// For a view of `below`.
    pub(crate) fn new(view: &'v View<'_>, below: &'v [u8]) -> Self {
        Self { view, below, style: OnceCell::new() }
    }

    /// What to change below, in order; `None` where the edit touches a break or cannot be spelled there.
    pub(crate) fn rewrites(&self, edit: Edit<'_>) -> Option<Vec<Rewrite>> {
        let found = self.view.text.get(edit.span.start..edit.span.end)?;
        let runs = self.runs(edit.span)?;
        let across = runs.len() > 1;
        if let Some(lines) =
            lines(edit, found).filter(|_| across || runs.iter().any(|(run, ..)| run.spelling.is_delicate()))
        {
            let rewrites: Vec<_> = lines.into_iter().map(|line| self.rewrites(line)).collect::<Option<_>>()?;
            return Some(rewrites.concat());
        }
        let Some(parts) = halves(edit, found).filter(|_| across) else { return self.part(edit) };
        let changed = parts.into_iter().filter(|part| part.span.of(&self.view.text) != part.text);
        let rewrites: Vec<_> = changed.map(|part| self.part(part)).collect::<Option<_>>()?;
        let rewrites = rewrites.concat();
        // The halves may share a unit; then they are written as one.
        let apart = |pair: &[Rewrite]| matches!(pair, [a, b] if a.span.end <= b.span.start);
        if rewrites.windows(2).all(apart) { Some(rewrites) } else { self.part(edit) }
    }

    /// The edit, all of its text in one run: the first, if nothing forbids it.
    fn part(&self, edit: Edit<'_>) -> Option<Vec<Rewrite>> {
        let runs = self.runs(edit.span)?;
        let seat = self.seat(edit, &runs)?;
        let mut rewrites = Vec::with_capacity(runs.len());
        for (index, (first, text, source)) in runs.iter().enumerate() {
            // Of a unit that is cut by an end of the edit, the part outside it is written again.
            let before = self.view.text.get(text.start..edit.span.start).unwrap_or_default();
            let behind = self.view.text.get(edit.span.end..text.end).unwrap_or_default();
            let new = if index == seat { edit.text } else { "" };
            if first.spelling.is_delicate() && self.parts_emphasis(*text, *source, new) {
                return None;
            }
            let bytes = first.spelling.spell(&[before, new, behind], || self.style())?;
            rewrites.push(Rewrite { span: *source, bytes });
        }
        Some(rewrites)
    }

    /// The run that takes the text of an edit. Where markup is signs beside words, as in Markdown, no run may vanish between
    /// them: *applied `**`sciences`**`* becomes *`**`technologies`**`*.
    fn seat(&self, edit: Edit<'_>, runs: &[(Piece, Span, Span)]) -> Option<usize> {
        if !runs.iter().any(|(run, ..)| run.spelling.is_delicate()) {
            return Some(0);
        }
        // A line end of the document that the text has no place for.
        let source = |span: &Span| self.below.get(span.start..span.end).unwrap_or_default();
        let parted = runs.iter().any(|(_, _, span)| memchr::memchr2(b'\n', b'\r', source(span)).is_some());
        let vanishes = |seat: usize, index: usize| index != seat || edit.text.is_empty();
        let mut seats = [0, runs.len().saturating_sub(1)].into_iter().filter(|_| !parted);
        seats.find(|seat| {
            let mut gone = runs.iter().enumerate().filter(|(index, _)| vanishes(*seat, *index));
            gone.all(|(_, (_, text, source))| self.may_vanish(*text, *source))
        })
    }

    /// True where a blank that comes to stand at the end of a run of Markdown may part it from a sign that ends emphasis:
    /// *`**`l’`**<i>`entrance`</i>`*.
    fn parts_emphasis(&self, text: Span, source: Span, new: &str) -> bool {
        let blank = |text: &str| text.ends_with(char::is_whitespace);
        let behind = self.below.get(source.end..).unwrap_or_default();
        let Some(sign) = behind.first().filter(|sign| b"*_~".contains(sign)) else { return false };
        // Before a letter such a sign behind an apostrophe ends nothing.
        let next = behind.iter().position(|byte| byte != sign).and_then(|at| behind.get(at..)).unwrap_or_default();
        let next = String::from_utf8_lossy(next.get(..4).unwrap_or(next)).chars().next();
        let ends = next.is_none_or(|next| !next.is_alphanumeric());
        ends && blank(new) && !blank(text.of(&self.view.text))
    }

    /// Whether the signs beside a run of Markdown read the same without it.
    fn may_vanish(&self, text: Span, source: Span) -> bool {
        let run = text.of(&self.view.text);
        let before = self.below.get(..source.start).unwrap_or_default();
        let covered = self
            .view
            .source(Span::new(text.start.saturating_sub(1), text.start))
            .is_some_and(|before| before.end == source.start);
        let left = if covered {
            text.start.checked_sub(1).and_then(|at| self.view.text.as_bytes().get(at))
        } else {
            before.last()
        };
        let right = self.below.get(source.end);
        let blank = |byte: &u8| byte.is_ascii_whitespace();
        let (from_blank, to_blank) =
            (left.is_none_or(blank), right.is_none_or(|byte| blank(byte) || b",.;?)".contains(byte)));
        // At the beginning of a line some signs open a block.
        let inline = before.trim_ascii_end().last().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80)
            && !before.iter().rev().take_while(|byte| blank(byte)).any(|byte| matches!(byte, b'\n' | b'\r'));
        // A line that a backslash ends is broken on purpose.
        if before.ends_with(b"\\") && right.is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            return false;
        }
        let harmless = right.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80 || b"*_[~".contains(byte));
        (to_blank && (from_blank || run.starts_with(char::is_whitespace)))
            || (from_blank && run.ends_with(char::is_whitespace) && (inline || harmless))
    }

    /// The pieces of `span`, those joined that lie beside each other below: the first of each run, its text, its source.
    fn runs(&self, span: Span) -> Option<Vec<(Piece, Span, Span)>> {
        if span.is_empty() {
            return self.insertion(span.start).map(|run| vec![run]);
        }
        let mut runs: Vec<(Piece, Span, Span)> = Vec::new();
        let mut reached = span.start;
        for piece in self.view.covered(span) {
            let (text, source) = piece.part(span, &self.view.text);
            if text.start > reached {
                return None;
            }
            reached = text.end;
            match runs
                .last_mut()
                .filter(|(first, _, last)| last.end == source.start && first.spelling == piece.spelling)
            {
                Some((_, whole, last)) => (whole.end, last.end) = (text.end, source.end),
                None => runs.push((*piece, text, source)),
            }
        }
        (reached >= span.end).then_some(runs)
    }

    /// The place between two characters: in the piece that it ends or cuts, else in the one it begins.
    fn insertion(&self, at: usize) -> Option<(Piece, Span, Span)> {
        let index = self.view.pieces.partition_point(|piece| piece.text.end < at);
        let piece = self.view.pieces.get(index).filter(|piece| piece.text.start <= at)?;
        if piece.shape != Shape::Unit || (piece.text.start < at && at < piece.text.end) {
            let (text, source) = piece.part(Span::new(at, at), &self.view.text);
            return Some((*piece, text, source));
        }
        let source = if at == piece.text.start { piece.source.start } else { piece.source.end };
        Some((*piece, Span::new(at, at), Span::new(source, source)))
    }

    fn style(&self) -> &Style {
        self.style.get_or_init(|| {
            let mut style = Style::new(self.view.scope.and_then(|scope| self.below.get(scope.start..scope.end)));
            for piece in &self.view.pieces {
                let text = piece.text.of(&self.view.text);
                if piece.shape != Shape::Unit {
                    style.saw_raw(text);
                } else {
                    let source = self.below.get(piece.source.start..piece.source.end);
                    style
                        .saw_unit(text, source.and_then(|source| std::str::from_utf8(source).ok()).unwrap_or_default());
                }
            }
            style
        })
    }
}

/// An edit line by line, without those that stay; `None` where it has not as many lines as what it replaces.
fn lines<'t>(edit: Edit<'t>, found: &str) -> Option<Vec<Edit<'t>>> {
    if !found.contains('\n') || found.matches('\n').count() != edit.text.matches('\n').count() {
        return None;
    }
    let mut start = edit.span.start;
    let mut lines = Vec::new();
    for (old, new) in found.split('\n').zip(edit.text.split('\n')) {
        let end = start + old.len();
        if old != new {
            // What they end with in common (a carriage return) stays.
            let same = if old.ends_with('\r') && new.ends_with('\r') { 1 } else { 0 };
            let text = new.get(..new.len() - same)?;
            lines.push(Edit { span: Span::new(start, end - same), text });
        }
        start = end + 1;
    }
    Some(lines)
}

/// An edit as two: its first word or the small words that become of it, and the rest; `None` where it has no two words.
fn halves<'t>(edit: Edit<'t>, found: &str) -> Option<[Edit<'t>; 2]> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '\'' | '’');
    let behind = found.get(found.find(ends)?..)?.trim_start_matches(ends);
    let last = edit.text.trim_end_matches(|c| !ends(c)).len();
    let (small, rest) = edit.text.split_at_checked(last)?;
    if behind.is_empty() || small.is_empty() || rest.is_empty() {
        return None;
    }
    let cut = edit.span.end - behind.len();
    Some([
        Edit { span: Span::new(edit.span.start, cut), text: small },
        Edit { span: Span::new(cut, edit.span.end), text: rest },
    ])
}
