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
        let (span, _) = realize(best.form);
        // A repair that would have to change other bytes than the best one does is not offered beside it.
        let offered: Vec<_> = (judged.originals.iter())
            .map(|original| (original, realize(original.form)))
            .filter(|(_, (own, _))| *own == span)
            .collect();
        let evidence = evidence(judged, offered.get(1).map(|(next, _)| *next));
        let repairs = offered.into_iter().map(|(original, (_, text))| Repair {
            text,
            original: String::from(&*original.form.text),
            probability: original.probability,
        });
        let intruder = article.text_of(from, to);
        let elision = evidence.iter().any(|evidence| evidence.kind == EvidenceKind::Elision);
        let before = article.before(from).filter(|_| elision).map(|before| before.text().to_string());
        Some(Finding {
            span,
            entry: [&*best.form.text, " ← ", &intruder].concat(),
            found: article.text_at(span).to_string(),
            repairs: repairs.collect(),
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

/// What was weighed for the likeliest original, also against the `next` that is offered beside it.
fn evidence(judged: &Judged<'_>, next: Option<&Original<'_>>) -> Vec<Evidence> {
    let Some(best) = judged.originals.first() else { return Vec::new() };
    let mut evidence: Vec<_> = EvidenceKind::ALL
        .into_iter()
        .map(|kind| Evidence {
            kind,
            weight: best.score.part(kind) - judged.genuine.part(kind),
            over_next: next.map_or(0.0, |next| best.score.part(kind) - next.score.part(kind)),
        })
        .filter(|evidence| evidence.weight != 0.0 || evidence.over_next != 0.0)
        .collect();
    evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.kind.cmp(&b.kind)));
    evidence
}
