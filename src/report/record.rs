//! One record as one line of JSON: what pipelines and the quality bench read.

use serde::Serialize;

use crate::finding::{Evidence, Finding};
use crate::verdict::Verdict;

/// A record's findings, ready to be serialised: `{"id", "findings": […], "verdict": {…}}`.
#[derive(Clone, Debug, Serialize)]
pub struct Record<'r, I> {
    id: I,
    findings: Vec<Row<'r>>,
    verdict: &'r Verdict,
}

#[derive(Clone, Debug, Serialize)]
struct Row<'r> {
    start: usize,
    end: usize,
    found: &'r str,
    repair: &'r str,
    alternatives: Vec<&'r str>,
    confidence: f32,
    damage: f32,
    applied: bool,
    entry: &'r str,
    original: &'r str,
    intruder: &'r str,
    french: bool,
    before: Option<&'r str>,
    tier: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'r [Evidence]>,
}

impl<'r, I: Serialize> Record<'r, I> {
    /// The record that carries `id`, whatever JSON that is.
    pub fn new(id: I, findings: &'r [Finding], verdict: &'r Verdict) -> Self {
        let findings = findings.iter().map(|finding| {
            let mut repairs = finding.repairs.iter().map(|repair| repair.text.as_str());
            Row {
                start: finding.span.start,
                end: finding.span.end,
                found: &finding.found,
                repair: repairs.next().unwrap_or_default(),
                alternatives: repairs.collect(),
                confidence: finding.confidence,
                damage: finding.damage,
                applied: finding.applied,
                entry: &finding.entry,
                original: &finding.original,
                intruder: &finding.intruder,
                french: finding.french,
                before: finding.before.as_deref(),
                tier: finding.tier.name(),
                evidence: None,
            }
        });
        Self { id, findings: findings.collect(), verdict }
    }

    /// The same record, in which each finding also carries its `evidence`.
    pub fn explained(id: I, findings: &'r [Finding], verdict: &'r Verdict) -> Self {
        let mut record = Self::new(id, findings, verdict);
        for (row, finding) in record.findings.iter_mut().zip(findings) {
            row.evidence = Some(&finding.evidence);
        }
        record
    }
}
