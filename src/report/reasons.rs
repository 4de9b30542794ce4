//! Findings in plain words: what stands for what, why, and what was weighed.
//!
//! Law: what is said is decided here, once, and each language only says it; so no language knows more than another. A sentence
//! tells what was weighed, never more, and quotes words rather than name their grammar.
//! Rejected: templates in a data file. A sentence agrees with what it holds (*un autre passage*, *16 autres passages*), and
//! the compiler finds the one that a language lacks.

mod english;
mod fact;
mod french;

use std::str::FromStr;

use crate::error::{Error, ErrorKind};
use crate::finding::{Evidence, EvidenceKind, Finding};
use crate::verdict::Verdict;

use fact::Fact;

/// A language that findings are put into.
///
/// ```
/// # #[cfg(feature = "french")] {
/// use limpide::Cleaner;
/// use limpide::report::Language;
///
/// let report = Cleaner::french().check("Les soldats tiennent les lignes de entrance et le entrance résiste.");
/// let (finding, verdict) = (&report.findings[1], &report.verdict);
///
/// let english = Language::English;
/// assert_eq!(english.message(finding), "“entrance” stands for “front”");
/// assert!(english.reason(finding, verdict).starts_with("“le” cannot stand before a vowel"));
///
/// let french: Language = "fr".parse()?;
/// assert_eq!(french.message(finding), "«\u{a0}entrance\u{a0}» est mis pour «\u{a0}front\u{a0}»");
/// assert!(french.reason(finding, verdict).starts_with("«\u{a0}le\u{a0}» ne peut pas précéder une voyelle"));
/// # }
/// # Ok::<(), limpide::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    #[cfg_attr(feature = "serde", serde(rename = "en"))]
    English,
    /// French, with the non-breaking spaces of its typography.
    #[cfg_attr(feature = "serde", serde(rename = "fr"))]
    French,
}

/// From this weight on, a reason counts among the main ones: odds of three to one.
const MAIN: f32 = 1.1;
/// How many main reasons are given.
const MOST: usize = 3;
/// A weight that rounds to nothing.
const NOTHING: f32 = 0.05;

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::French];

    /// Its two letters in ISO 639, which it is also parsed from.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// What stands for what, or may: one line without a full stop.
    #[must_use]
    pub fn message(self, finding: &Finding) -> String {
        let (found, repair) = finding.change();
        // A line end that stays belongs to the repair, but is nothing to read.
        let (found, repair) = (found.trim(), repair.trim());
        match self {
            Self::English => english::message(found, repair, finding.applied),
            Self::French => french::message(found, repair, finding.applied),
        }
    }

    /// Why, from the weightiest evidence; and where the place was left alone, what made it doubtful. A clause, without a capital
    /// or a full stop, so that it can follow [`message`](Self::message).
    ///
    /// What can be seen at the place is named first; what the rest of the article shows, only where the place says little.
    #[must_use]
    pub fn reason(self, finding: &Finding, verdict: &Verdict) -> String {
        let main = || finding.evidence.iter().filter(|evidence| evidence.weight >= MAIN);
        let enough = main().count() > 2;
        let mut main: Vec<_> =
            main().filter(|evidence| !(enough && evidence.kind == EvidenceKind::Article)).take(MOST).collect();
        main.sort_by_key(|evidence| match evidence.kind {
            EvidenceKind::Elision => 0,
            EvidenceKind::Agreement => 1,
            EvidenceKind::Frequency => 2,
            EvidenceKind::Article => 4,
            _ => 3,
        });
        let mut clauses: Vec<_> =
            main.iter().map(|evidence| self.clause(finding, &Fact::of(finding, evidence, verdict))).collect();
        if clauses.is_empty() {
            clauses.push(self.clause(finding, &Fact::Weak));
        }
        let doubt = Fact::of_doubt(finding, verdict).map(|fact| self.clause(finding, &fact));
        match self {
            Self::English => english::joined(&clauses, doubt.as_deref()),
            Self::French => french::joined(&clauses, doubt.as_deref()),
        }
    }

    /// All that was weighed: first the sum and the entry, then each piece of evidence that weighs anything, the weightiest first.
    ///
    /// ```
    /// # #[cfg(feature = "french")] {
    /// use limpide::Cleaner;
    /// use limpide::report::Language;
    ///
    /// let report = Cleaner::french().check("Les soldats tiennent les lignes de entrance et le entrance résiste.");
    /// let lines = Language::English.weighed(&report.findings[1], &report.verdict);
    /// assert!(lines[0].ends_with("entry front ← entrance, seen in damaged articles"));
    /// assert!(lines.iter().any(|line| line.contains("+7.0  elision: “le” cannot stand before a vowel")));
    /// # }
    /// ```
    #[must_use]
    pub fn weighed(self, finding: &Finding, verdict: &Verdict) -> Vec<String> {
        let sum = self.weight(finding.evidence.iter().map(|evidence| evidence.weight).sum());
        let head = match self {
            Self::English => english::sum(&sum, &finding.entry, finding.tier),
            Self::French => french::sum(&sum, &finding.entry, finding.tier),
        };
        let says = |evidence: &&Evidence| evidence.weight.abs() >= NOTHING || evidence.over_next.abs() >= NOTHING;
        let lines = finding.evidence.iter().filter(says).map(|evidence| self.evidence(finding, evidence, verdict));
        std::iter::once(head).chain(lines).collect()
    }

    /// One piece of evidence on one line: its weight, its kind, what it says, and how it bears on the repair that comes next.
    #[must_use]
    pub fn evidence(self, finding: &Finding, evidence: &Evidence, verdict: &Verdict) -> String {
        let weight = self.weight(evidence.weight);
        let clause = self.clause(finding, &Fact::of(finding, evidence, verdict));
        let next = finding.repairs.get(1).filter(|_| evidence.over_next.abs() >= NOTHING);
        let next = next.map(|next| (evidence.over_next, next.original.as_str()));
        match self {
            Self::English => english::line(&weight, evidence.kind, &clause, next),
            Self::French => french::line(&weight, evidence.kind, &clause, next),
        }
    }

    /// What the article is as a whole.
    ///
    /// ```
    /// use limpide::Verdict;
    /// use limpide::report::Language;
    ///
    /// let verdict = Verdict { spun: true, probability: 0.992, damaged: 17, ..Verdict::default() };
    /// assert_eq!(Language::English.verdict(&verdict), "run through a spinner (99.2% sure), 17 places damaged");
    /// ```
    #[must_use]
    pub fn verdict(self, verdict: &Verdict) -> String {
        match self {
            Self::English => english::verdict(verdict),
            Self::French => french::verdict(verdict),
        }
    }

    /// A word between the language's quotation marks.
    #[must_use]
    pub fn quoted(self, word: &str) -> String {
        match self {
            Self::English => english::quoted(word),
            Self::French => french::quoted(word),
        }
    }

    /// A probability from 0 to 1 as people write it; never *0%* or *100%*, which nothing here is.
    #[must_use]
    pub fn percent(self, probability: f32) -> String {
        let share = match 100.0 * probability {
            percent if percent > 99.9 => Share::Over("99.9"),
            percent if percent < 1.0 => Share::Under("1"),
            percent if percent > 99.0 => Share::About(format!("{percent:.1}")),
            percent => Share::About(format!("{percent:.0}")),
        };
        match self {
            Self::English => english::percent(share),
            Self::French => french::percent(share),
        }
    }

    /// A weight, right-aligned, with its sign.
    fn weight(self, weight: f32) -> String {
        let digits = format!("{:+6.1}", if weight.abs() < NOTHING { 0.0 } else { weight }).replace('-', "−");
        if self == Self::French { digits.replace('.', ",") } else { digits }
    }

    fn clause(self, finding: &Finding, fact: &Fact<'_>) -> String {
        let (intruder, original) = (finding.intruder.as_str(), finding.original.as_str());
        match self {
            Self::English => english::clause(fact, intruder, original),
            Self::French => french::clause(fact, intruder, original),
        }
    }
}

impl FromStr for Language {
    type Err = Error;

    /// The language of that code: `en` or `fr`.
    fn from_str(code: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|language| language.code() == code);
        known.ok_or_else(|| Error::new(ErrorKind::Input, format!("no language “{code}”; write en or fr")))
    }
}

/// A share of a hundred.
enum Share {
    About(String),
    Over(&'static str),
    Under(&'static str),
}
