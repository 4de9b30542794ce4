//! What the command says to people around a finding: labels, sureness, counts.
//!
//! Law: both languages of a phrase stand side by side, so that none can be forgotten; what a finding or a verdict means is worded by the
//! library. Errors about inputs and options are English, like the help.

use limpide::report::Language;
use limpide::{Finding, Repair};

use crate::people::Tally;

/// The phrases of one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    language: Language,
}

impl Words {
    pub(crate) fn of(language: Language) -> Self {
        Self { language }
    }

    pub(crate) fn language(self) -> Language {
        self.language
    }

    // Labels: a colon follows, before which French leaves a space.

    pub(crate) fn damage(self) -> &'static str {
        self.either("damage", "altération\u{a0}")
    }

    pub(crate) fn doubt(self) -> &'static str {
        self.either("doubt", "doute\u{a0}")
    }

    pub(crate) fn unlikely(self) -> &'static str {
        self.either("unlikely", "peu probable\u{a0}")
    }

    pub(crate) fn why(self) -> &'static str {
        self.either("why", "pourquoi\u{a0}")
    }

    pub(crate) fn or(self) -> &'static str {
        self.either("or", "ou\u{a0}")
    }

    /// What stands for what, and how sure that is.
    pub(crate) fn headline(self, finding: &Finding) -> String {
        let message = self.language.message(finding);
        let sure = self.language.percent(finding.confidence);
        let left = if finding.applied { "" } else { self.either(", left alone", ", laissé tel quel") };
        match self.language {
            Language::French => format!("{message} (sûr à {sure}{left})"),
            _ => format!("{message} ({sure} sure{left})"),
        }
    }

    /// A repair that came next.
    pub(crate) fn other(self, repair: &Repair) -> String {
        format!("{} ({})", self.language.quoted(&repair.text), self.language.percent(repair.probability))
    }

    /// How many repairs were made.
    pub(crate) fn repairs(self, count: usize) -> String {
        match self.language {
            Language::French => format!("{count} correction{}", if count < 2 { "" } else { "s" }),
            _ => format!("{count} repair{}", if count == 1 { "" } else { "s" }),
        }
    }

    /// What an input holds.
    pub(crate) fn tally(self, tally: &Tally) -> String {
        let Tally { articles, spun, applied, doubtful, .. } = *tally;
        if articles == 1 && applied + doubtful == 0 {
            return self.either("clean", "rien à signaler").into();
        }
        let french = self.language == Language::French;
        let verdict = match (articles, french) {
            (1, _) => self.language.verdict(&tally.verdict),
            (_, true) => format!(
                "{articles} articles, dont {spun} passé{} par un logiciel de réécriture",
                if spun < 2 { "" } else { "s" }
            ),
            (_, false) => format!("{articles} articles, {spun} of them run through a spinner"),
        };
        match french {
            true => format!("{verdict}\u{202f}; {applied} à corriger, {doubtful} douteux"),
            false => format!("{verdict}; {applied} to repair, {doubtful} doubtful"),
        }
    }

    /// Why a line holds nothing to explain.
    pub(crate) fn nothing_weighed(self) -> &'static str {
        self.either(
            "nothing was weighed; no word there is an intruder of the dictionary, or nothing in the article gave cause to look",
            "rien n’a été pesé\u{202f}; aucun mot n’y est un intrus du dictionnaire, ou rien dans l’article n’éveillait le soupçon",
        )
    }

    fn either(self, english: &'static str, french: &'static str) -> &'static str {
        if self.language == Language::French { french } else { english }
    }
}
