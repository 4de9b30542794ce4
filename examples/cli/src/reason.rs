//! Evidence in plain English.
//!
//! Law: a sentence says what was weighed, never more; how much it weighed stands beside it when all is shown.

use limpide::{Evidence, EvidenceKind, Finding, Verdict};

/// From this weight on, a reason counts among the main ones: odds of three to one.
const MAIN: f32 = 1.1;
/// How many main reasons are given.
const MOST: usize = 4;

/// A finding and what its reasons speak of.
pub(crate) struct Reasons<'f> {
    pub(crate) finding: &'f Finding,
    /// The text of the place that the repair changes.
    pub(crate) found: &'f str,
    /// The line up to the place.
    pub(crate) before: &'f str,
    pub(crate) verdict: &'f Verdict,
}

impl Reasons<'_> {
    /// The main reasons for the repair, and against it where it is doubtful, as one line.
    pub(crate) fn main(&self) -> String {
        let weighty = |evidence: &&Evidence| evidence.weight >= MAIN;
        let mut main: Vec<_> = self.finding.evidence.iter().filter(weighty).collect();
        // What can be seen at the place comes first; what the article says is the same for all its places.
        main.sort_by_key(|evidence| match evidence.kind {
            EvidenceKind::Elision => 0,
            EvidenceKind::Article => 2,
            _ => 1,
        });
        let mut reasons: Vec<_> = main.into_iter().take(MOST).map(|evidence| self.sentence(evidence)).collect();
        if reasons.is_empty() {
            reasons.push("each sign is weak on its own".into());
        }
        let against = |evidence: &&Evidence| evidence.weight <= -MAIN && evidence.kind != EvidenceKind::Dictionary;
        if let Some(evidence) = self.finding.evidence.iter().find(against).filter(|_| !self.finding.applied) {
            reasons.push(format!("but {}", self.sentence(evidence)));
        }
        reasons.join("; ")
    }

    /// Every piece of evidence with its weight, the weightiest first.
    pub(crate) fn all(&self) -> Vec<String> {
        let next = self.finding.repairs.get(1);
        let row = |evidence: &Evidence| {
            let over =
                next.map_or_else(String::new, |next| format!(", {:+.1} over “{}”", evidence.over_next, next.original));
            format!("{:+6.1}  {}: {}{over}", evidence.weight, evidence.kind.name(), self.sentence(evidence))
        };
        let total: f32 = self.finding.evidence.iter().map(|evidence| evidence.weight).sum();
        let head = format!("{:+6.1}  in all, as natural logarithms of odds; entry {}", total, self.finding.entry);
        std::iter::once(head).chain(self.finding.evidence.iter().map(row)).collect()
    }

    fn sentence(&self, evidence: &Evidence) -> String {
        let found = self.found;
        let original = self.finding.repairs.first().map_or("", |repair| &repair.original);
        match (evidence.kind, evidence.weight > 0.0) {
            (EvidenceKind::Elision, true) => self.elision(),
            (EvidenceKind::Elision, false) => format!("“{original}” clashes with the word before it"),
            (EvidenceKind::Neighbours, true) => format!("the words beside it go with “{original}”"),
            (EvidenceKind::Neighbours, false) => format!("the words beside it are seldom seen with “{original}”"),
            (EvidenceKind::Agreement, true) => {
                format!("“{found}” does not agree with the words around it, “{original}” does")
            }
            (EvidenceKind::Agreement, false) => format!("“{original}” does not agree with the words around it"),
            (EvidenceKind::Frequency, true) => format!("French uses “{original}” far more often"),
            (EvidenceKind::Frequency, false) => format!("French uses “{found}” more often"),
            (EvidenceKind::Dictionary, true) => format!("spinners are known to put “{found}” for “{original}”"),
            (EvidenceKind::Dictionary, false) => format!("spinners put “{found}” for “{original}” only at times"),
            (EvidenceKind::Foreign, true) => "no other English stands beside it".into(),
            (EvidenceKind::Foreign, false) => "it may belong to a quotation, a name or an English phrase".into(),
            (EvidenceKind::Consistency, true) => format!("the article never says “{original}” elsewhere"),
            (EvidenceKind::Consistency, false) => {
                format!("“{original}” stands elsewhere in the article, or another word hides it")
            }
            (EvidenceKind::Article, true) => self.article(),
            (EvidenceKind::Article, false) => "the article as a whole does not look damaged".into(),
            (other, _) => other.name().into(),
        }
    }

    fn elision(&self) -> String {
        let found = self.found;
        // Where the word before is mended too, it belongs to the place.
        let (before, word) = match found.split_once(['’', '\'', ' ']) {
            Some((first, rest)) if self.is_mended(first) => {
                (found.get(..found.len() - rest.len()).unwrap_or(first), rest)
            }
            _ => (self.before.trim_end().rsplit([' ', '\u{a0}', '\u{202f}']).next().unwrap_or_default(), found),
        };
        let before = before.trim().trim_start_matches(['(', '«', '“', '"']);
        let sound = match word.chars().next().map(|first| first.to_ascii_lowercase()) {
            Some('a' | 'e' | 'i' | 'o' | 'u') => "a vowel".to_string(),
            Some('h') | None => format!("“{word}”"),
            Some(_) => "a consonant".to_string(),
        };
        format!("“{before}” cannot stand before {sound}")
    }

    /// True when `first` of the place is not part of the intruder.
    fn is_mended(&self, first: &str) -> bool {
        let intruder = self.finding.entry.rsplit('←').next().unwrap_or_default().trim();
        !intruder.is_empty() && !intruder.starts_with(&first.to_lowercase())
    }

    fn article(&self) -> String {
        match self.verdict.damaged.saturating_sub(1) {
            0 => "the article looks damaged as a whole".into(),
            1 => "the article holds another damaged place".into(),
            others => format!("the article holds {others} other damaged places"),
        }
    }
}
