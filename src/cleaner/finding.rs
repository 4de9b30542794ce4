//! A judgement as a finding: what the caller is told of a place.
//!
//! Law: whatever it takes to put the finding into words is noted here, while the article is at hand. To have reports read it
//! off the text again was rejected: after a second round of repairs the text is no longer the one that was judged.

use super::Cleaner;
use crate::article::Article;
use crate::decide::{Judged, Original};
use crate::finding::{Evidence, EvidenceKind, Finding, Repair};
use crate::realize::realize;

impl Cleaner {
    /// True when a judgement is sure enough to be acted on.
    pub(super) fn applies(&self, judged: &Judged<'_>) -> bool {
        judged.originals.first().is_some_and(|best| best.probability >= judged.asks(self.inner.apply))
    }

    /// A judgement as a finding.
    pub(super) fn finding(&self, article: &Article<'_, '_>, judged: &Judged<'_>) -> Option<Finding> {
        let best = judged.originals.first()?;
        let (from, to) = (judged.candidate.from, judged.candidate.to);
        let realize = realize(article, &judged.candidate);
        let (span, text) = realize(best.form);
        let mut repairs = Vec::with_capacity(judged.originals.len());
        repairs.push(repair(best, text));
        let mut next = None;
        for original in judged.originals.iter().skip(1) {
            let (own, text) = realize(original.form);
            // A repair that would have to change other bytes than the best one does is not offered beside it.
            if own == span {
                next = next.or(Some(original));
                repairs.push(repair(original, text));
            }
        }
        let evidence = evidence(judged, next);
        let intruder = article.text_of(from, to);
        let elision = evidence.iter().any(|evidence| evidence.kind == EvidenceKind::Elision);
        let before = article.before(from).filter(|_| elision).map(|before| before.text().to_string());
        Some(Finding {
            span,
            entry: [&*best.form.text, " ← ", &intruder].concat(),
            found: article.text_at(span).to_string(),
            repairs,
            original: String::from(&*best.form.text),
            french: judged.french,
            before,
            intruder,
            confidence: best.probability,
            damage: judged.damage,
            applied: self.applies(judged),
            tier: best.tier,
            evidence,
        })
    }
}

/// An original as a repair that writes `text`.
fn repair(original: &Original<'_>, text: String) -> Repair {
    Repair { text, original: String::from(&*original.form.text), probability: original.probability }
}

/// What was weighed for the likeliest original, also against the `next` that is offered beside it.
fn evidence(judged: &Judged<'_>, next: Option<&Original<'_>>) -> Vec<Evidence> {
    let Some(best) = judged.originals.first() else { return Vec::new() };
    let weighed = EvidenceKind::ALL.into_iter().map(|kind| Evidence {
        kind,
        weight: best.score.part(kind) - judged.genuine.part(kind),
        over_next: next.map_or(0.0, |next| best.score.part(kind) - next.score.part(kind)),
    });
    let mut evidence = Vec::with_capacity(EvidenceKind::ALL.len());
    evidence.extend(weighed.filter(|evidence| evidence.weight != 0.0 || evidence.over_next != 0.0));
    evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.kind.cmp(&b.kind)));
    evidence
}
