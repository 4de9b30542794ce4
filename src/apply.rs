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
pub(crate) fn apply(input: &[u8], findings: &[Finding]) -> Vec<u8> {
    let mut output = Vec::with_capacity(input.len());
    let mut done = 0;
    for edit in findings.iter().filter(|finding| finding.applied).filter_map(Finding::edit) {
        output.extend(input.get(done..edit.span.start).unwrap_or_default());
        output.extend(edit.text.as_bytes());
        done = edit.span.end;
    }
    output.extend(input.get(done..).unwrap_or_default());
    output
}

/// Joins the findings of an input with those of what came out of it, so that all are findings of the input.
///
/// A later finding that touches an earlier edit takes its place, and reads as the two one after the other.
pub(crate) fn join(input: &[u8], earlier: Vec<Finding>, output: &[u8], later: Vec<Finding>) -> Vec<Finding> {
    let applied = earlier.iter().filter(|finding| finding.applied).filter_map(Finding::edit);
    let edits: Vec<(Span, usize)> = applied.map(|edit| (edit.span, edit.text.len())).collect();
    let mut joined = earlier;
    for mut finding in later.into_iter().filter(|finding| finding.applied) {
        let (came, span) = origin(&edits, finding.span);
        let around = |repair: Repair| {
            let before = text(output, came.start..finding.span.start);
            let behind = text(output, finding.span.end..came.end);
            Repair { text: before + &repair.text + &behind, ..repair }
        };
        finding.repairs = finding.repairs.into_iter().map(around).collect();
        finding.span = span;
        finding.found = text(input, span.into());
        joined.retain(|first| !first.span.overlaps(span));
        // Back where it came from: nothing is left to report.
        if finding.repairs.first().is_some_and(|repair| repair.text != finding.found) {
            finding.repairs.retain(|repair| repair.text != finding.found);
            let at = joined.partition_point(|first| first.span.start < span.start);
            joined.insert(at, finding);
        }
    }
    joined
}

/// The span of the output that holds `span` and every edit that reaches into it, and the span of the input it came from.
fn origin(edits: &[(Span, usize)], span: Span) -> (Span, Span) {
    let mut came = span;
    // How much longer the output is than the input, before the span and up to its end.
    let (mut before, mut within) = (0_isize, 0_isize);
    for (from, len) in edits {
        let start = from.start.saturating_add_signed(before + within);
        let grown = *len as isize - from.len() as isize;
        if start + len <= span.start {
            before += grown;
        } else if start < span.end {
            came = Span::new(came.start.min(start), came.end.max(start + len));
            within += grown;
        }
    }
    let back = |at: usize, by: isize| at.saturating_add_signed(-by);
    (came, Span::new(back(came.start, before), back(came.end, before + within)))
}

fn text(bytes: &[u8], range: core::ops::Range<usize>) -> String {
    String::from_utf8_lossy(bytes.get(range).unwrap_or_default()).into_owned()
}
