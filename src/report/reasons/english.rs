//! Findings in English.
//!
//! Law: as a copy editor would write it: short clauses, the words at issue in quotation marks, nothing of how it is reckoned.

use super::fact::{Degree, Fact, Sound};
use super::{Language, Share};
use crate::dictionary::Tier;
use crate::finding::EvidenceKind;
use crate::verdict::Verdict;

pub(super) fn message(found: &str, repair: &str, sure: bool) -> String {
    format!("{} {} for {}", quoted(found), if sure { "stands" } else { "may stand" }, quoted(repair))
}

pub(super) fn clause(fact: &Fact<'_>, intruder: &str, original: &str) -> String {
    let (intruder, original) = (quoted(intruder), quoted(original));
    match fact {
        Fact::Clash(before, sound) => {
            let sound = match sound {
                Sound::Vowel => "a vowel",
                Sound::Consonant => "a consonant",
                Sound::MuteH => "a silent h",
                Sound::AspiratedH => "an aspirated h",
            };
            format!("{} cannot stand before {sound}", quoted(before))
        }
        Fact::Jars => format!("{intruder} cannot follow the word before it"),
        Fact::OriginalClashes(Some(before)) => format!("{original} cannot follow {}", quoted(before)),
        Fact::OriginalClashes(None) => format!("{original} cannot follow the word before it"),
        Fact::Unknown => format!("{intruder} is not in the French lexicon"),
        Fact::Rarer(degree) => format!("{original} is {} common in French", more(*degree)),
        Fact::Written => format!("{intruder} may be as the writer wrote it"),
        Fact::Commoner(degree) => format!("{intruder} is {} common in French", more(*degree)),
        Fact::CalledFor => format!("the words around it call for {original}"),
        Fact::SeldomBeside => format!("{original} is seldom seen among these words"),
        Fact::Disagrees => format!("{intruder} does not agree with the words around it"),
        Fact::OriginalDisagrees => format!("{original} does not agree with the words around it"),
        Fact::HowOften(share) => {
            format!("a spinner turns {original} into {intruder} in {} of cases", Language::English.percent(*share))
        }
        Fact::Yours => format!("your dictionary gives {original} for {intruder}"),
        Fact::FrenchAround => "nothing around it is English".into(),
        Fact::Meant => "it may belong to a quotation, a title, a name or an English phrase".into(),
        Fact::EnglishOriginal => {
            format!("if it belongs to an English phrase, a title or a name, {original} was likelier to stand there")
        }
        Fact::NowhereElse => format!("{original} stands nowhere else in the article"),
        Fact::Elsewhere => {
            format!("{original} also stands elsewhere in the article, as it is or hidden by another word")
        }
        Fact::Damaged(0) => "the article as a whole looks damaged".into(),
        Fact::Damaged(1) => "the article is damaged in one other place".into(),
        Fact::Damaged(others) => format!("the article is damaged in {others} other places"),
        Fact::Sound => "the article as a whole looks sound".into(),
        Fact::Even => format!("{intruder} and {original} are even"),
        Fact::Rival(next) => format!("{} is nearly as likely", quoted(next)),
        Fact::Rivals => "other words may have stood there".into(),
        Fact::Weak => "no sign is strong on its own".into(),
    }
}

fn more(degree: Degree) -> &'static str {
    match degree {
        Degree::Some => "more",
        Degree::Far => "far more",
    }
}

pub(super) fn joined(clauses: &[String], doubt: Option<&str>) -> String {
    let said = match clauses {
        [first, second] => format!("{first}, and {second}"),
        [rest @ .., last] if !rest.is_empty() => format!("{}, and {last}", rest.join(", ")),
        _ => clauses.concat(),
    };
    match doubt {
        Some(doubt) => format!("{said}; but {doubt}"),
        None => said,
    }
}

pub(super) fn sum(weight: &str, entry: &str, tier: Tier) -> String {
    let known = match tier {
        Tier::Authored => "from English synonyms",
        Tier::Recalled => "from spun English texts",
        Tier::Observed => "seen in damaged articles",
        Tier::User => "from your dictionary",
    };
    format!("{weight}  in all, as natural logarithms of odds; entry {entry}, {known}")
}

pub(super) fn line(weight: &str, kind: EvidenceKind, clause: &str, next: Option<(f32, &str)>) -> String {
    let next = next.map_or_else(String::new, |(lead, next)| {
        format!(" ({:.1} {} {})", lead.abs(), if lead > 0.0 { "ahead of" } else { "behind" }, quoted(next))
    });
    format!("{weight}  {}: {clause}{next}", kind.name())
}

pub(super) fn verdict(verdict: &Verdict) -> String {
    match (verdict.spun, verdict.damaged) {
        (true, damaged) => {
            let sure = Language::English.percent(verdict.probability);
            format!("run through a spinner ({sure} sure), {damaged} places damaged")
        }
        (false, 0) => "no sign of a spinner".into(),
        (false, 1) => "1 place damaged, too little to blame a spinner".into(),
        (false, damaged) => format!("{damaged} places damaged, too few to blame a spinner"),
    }
}

pub(super) fn quoted(word: &str) -> String {
    format!("“{word}”")
}

pub(super) fn percent(share: Share) -> String {
    match share {
        Share::About(number) => format!("{number}%"),
        Share::Over(number) => format!("over {number}%"),
        Share::Under(number) => format!("under {number}%"),
    }
}
