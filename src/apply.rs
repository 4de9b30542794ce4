//! Findings to edits to output.
//!
//! Law: the output is the input with exactly the applied findings replaced; every other byte is the same one.
//! Where two findings overlap, the surer one is applied; where they are equally sure, the first.

use crate::finding::Finding;

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
