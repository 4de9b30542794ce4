//! Findings to edits to output.
//!
//! Law: the output is the input with exactly the applied findings replaced; every other byte is the same one.
//! Where two findings overlap, the surer one is applied; where they are equally sure, the first.

use crate::finding::{Finding, Repair};
use crate::span::Span;

/// Withdraws the less sure of any two applied findings that overlap. `findings` come in order of their spans.
pub(crate) fn withdraw_overlaps(findings: &mut [Finding]) {
    let mut kept: Option<usize> = None;
    for index in 0..findings.len() {
        let Some((span, confidence)) = findings.get(index).filter(|f| f.applied).map(|f| (f.span, f.confidence)) else {
            continue;
        };
        let rival = kept.and_then(|kept| findings.get_mut(kept)).filter(|rival| rival.span.overlaps(span));
        match rival {
            Some(rival) if rival.confidence >= confidence => {
                if let Some(finding) = findings.get_mut(index) {
                    finding.applied = false;
                }
            }
            Some(rival) => {
                rival.applied = false;
                kept = Some(index);
            }
            None => kept = Some(index),
        }
    }
}

/// The input with the applied findings replaced.
pub(crate) fn apply(input: &str, findings: &[Finding]) -> String {
    let mut output = String::with_capacity(input.len());
    let mut done = 0;
    for edit in findings.iter().filter(|finding| finding.applied).filter_map(Finding::edit) {
        output.push_str(Span::new(done, edit.span.start).of(input));
        output.push_str(edit.text);
        done = edit.span.end;
    }
    output.push_str(Span::new(done, input.len()).of(input));
    output
}

/// Joins the findings of an input with those of what came out of it, so that all are findings of the input.
///
/// A later finding that touches an earlier edit takes its place, and reads as the two one after the other. Both come in
/// order of their spans, and one walk over both is enough, however many there are.
pub(crate) fn join(input: &str, earlier: Vec<Finding>, output: &str, later: Vec<Finding>) -> Vec<Finding> {
    let applied = earlier.iter().filter(|finding| finding.applied).filter_map(Finding::edit);
    let edits: Vec<(Span, usize)> = applied.map(|edit| (edit.span, edit.text.len())).collect();
    let mut origins = Origins { edits: &edits, longer: 0 };
    let mut fresh: Vec<(Span, Option<Finding>)> = Vec::new();
    for mut finding in later.into_iter().filter(|finding| finding.applied) {
        let (came, span) = origins.of(finding.span);
        let around = |repair: Repair| {
            let before = Span::new(came.start, finding.span.start).of(output);
            let behind = Span::new(finding.span.end, came.end).of(output);
            Repair { text: [before, &repair.text, behind].concat(), ..repair }
        };
        finding.repairs = finding.repairs.into_iter().map(around).collect();
        finding.span = span;
        finding.found = span.of(input).to_string();
        // Back where it came from: nothing is left to report.
        let changes = finding.repairs.first().is_some_and(|repair| repair.text != finding.found);
        finding.repairs.retain(|repair| repair.text != finding.found);
        while fresh.last().is_some_and(|(last, _)| last.overlaps(span)) {
            fresh.pop();
        }
        fresh.push((span, changes.then_some(finding)));
    }
    let untouched = |first: &Finding| {
        let next = fresh.partition_point(|(span, _)| span.end <= first.span.start);
        !fresh.get(next).is_some_and(|(span, _)| span.overlaps(first.span))
    };
    let mut joined: Vec<Finding> = earlier.into_iter().filter(untouched).collect();
    joined.extend(fresh.into_iter().filter_map(|(_, finding)| finding));
    joined.sort_by_key(|finding| finding.span.start);
    joined
}

/// Finds where spans of an output come from, asked in order.
struct Origins<'e> {
    /// The edits not yet passed: the span of the input that each replaced, and the length of what it put there.
    edits: &'e [(Span, usize)],
    /// How much longer the output is than the input, up to the first of these edits.
    longer: isize,
}

impl Origins<'_> {
    /// The span of the output that holds `span` and every edit that reaches into it, and the span of the input it came from.
    fn of(&mut self, span: Span) -> (Span, Span) {
        let grown = |from: &Span, len: usize| len as isize - from.len() as isize;
        while let [(from, len), rest @ ..] = self.edits {
            if from.start.saturating_add_signed(self.longer) + len > span.start {
                break;
            }
            self.longer += grown(from, *len);
            self.edits = rest;
        }
        let mut came = span;
        let mut longer = self.longer;
        for (from, len) in self.edits {
            let start = from.start.saturating_add_signed(longer);
            if start >= span.end {
                break;
            }
            came = Span::new(came.start.min(start), came.end.max(start + len));
            longer += grown(from, *len);
        }
        let back = |at: usize, by: isize| at.saturating_add_signed(-by);
        (came, Span::new(back(came.start, self.longer), back(came.end, longer)))
    }
}
