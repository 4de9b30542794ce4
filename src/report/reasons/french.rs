//! Findings in French.
//!
//! Law: as a copy editor would write it. Typography is French: guillemets, a non-breaking space inside them and before `:` and
//! `%`, a narrow one before `;`, a comma in decimals. A word that is quoted is masculine and singular.

use super::fact::{Degree, Fact, Sound};
use super::{Language, Share};
use crate::dictionary::Tier;
use crate::finding::EvidenceKind;
use crate::verdict::Verdict;

pub(super) fn message(found: &str, repair: &str, sure: bool) -> String {
    format!("{} est {}mis pour {}", quoted(found), if sure { "" } else { "peut-être " }, quoted(repair))
}

pub(super) fn clause(fact: &Fact<'_>, intruder: &str, original: &str) -> String {
    let (intruder, original) = (quoted(intruder), quoted(original));
    match fact {
        Fact::Clash(before, sound) => {
            let sound = match sound {
                Sound::Vowel => "une voyelle",
                Sound::Consonant => "une consonne",
                Sound::MuteH => "un h muet",
                Sound::AspiratedH => "un h aspiré",
            };
            format!("{} ne peut pas précéder {sound}", quoted(before))
        }
        Fact::Jars => format!("{intruder} ne peut pas suivre le mot qui précède"),
        Fact::OriginalClashes(Some(before)) => format!("{original} ne peut pas suivre {}", quoted(before)),
        Fact::OriginalClashes(None) => format!("{original} ne peut pas suivre le mot qui précède"),
        Fact::Unknown => format!("{intruder} est absent du lexique français"),
        Fact::Rarer(degree) => format!("{original} est {} courant", more(*degree)),
        Fact::Written => format!("{intruder} peut être tel que l’auteur l’a écrit"),
        Fact::Commoner(degree) => format!("{intruder} est {} courant", more(*degree)),
        Fact::CalledFor => format!("les mots voisins appellent {original}"),
        Fact::SeldomBeside => format!("{original} se rencontre rarement parmi ces mots"),
        Fact::Disagrees => format!("{intruder} ne s’accorde pas avec les mots qui l’entourent"),
        Fact::OriginalDisagrees => format!("{original} ne s’accorde pas avec les mots qui l’entourent"),
        Fact::HowOften(share) => format!(
            "un logiciel de réécriture change {original} en {intruder} dans {} des cas",
            Language::French.percent(*share)
        ),
        Fact::Yours => format!("votre dictionnaire donne {original} pour {intruder}"),
        Fact::FrenchAround => "rien n’est en anglais alentour".into(),
        Fact::Meant => "ce peut être une citation, un titre, un nom ou une expression anglaise".into(),
        Fact::EnglishOriginal => {
            format!("si c’est une expression anglaise, un titre ou un nom, {original} y était plus probable")
        }
        Fact::NowhereElse => format!("{original} ne figure nulle part ailleurs dans l’article"),
        Fact::Elsewhere => format!("{original} figure ailleurs dans l’article, tel quel ou caché par un autre mot"),
        Fact::Damaged(0) => "l’article semble altéré dans son ensemble".into(),
        Fact::Damaged(1) => "l’article est altéré à un autre endroit".into(),
        Fact::Damaged(others) => format!("l’article est altéré à {others} autres endroits"),
        Fact::Sound => "l’article semble intact dans son ensemble".into(),
        Fact::Even => format!("{intruder} et {original} se valent"),
        Fact::Rival(next) => format!("{} est presque aussi probable", quoted(next)),
        Fact::Rivals => "d’autres mots sont possibles".into(),
        Fact::Weak => "aucun indice n’est fort à lui seul".into(),
    }
}

fn more(degree: Degree) -> &'static str {
    match degree {
        Degree::Some => "plus",
        Degree::Far => "bien plus",
    }
}

pub(super) fn joined(clauses: &[String], doubt: Option<&str>) -> String {
    let said = match clauses {
        [rest @ .., last] if !rest.is_empty() => format!("{} et {last}", rest.join(", ")),
        _ => clauses.concat(),
    };
    match doubt {
        Some(doubt) => format!("{said}\u{202f}; mais {doubt}"),
        None => said,
    }
}

pub(super) fn sum(weight: &str, entry: &str, tier: Tier) -> String {
    let known = match tier {
        Tier::Authored => "d’après les synonymes anglais",
        Tier::Recalled => "d’après des textes anglais réécrits",
        Tier::Observed => "relevée dans des articles altérés",
        Tier::User => "d’après votre dictionnaire",
    };
    format!("{weight}  au total, en logarithmes naturels des cotes\u{202f}; entrée {entry}, {known}")
}

pub(super) fn line(weight: &str, kind: EvidenceKind, clause: &str, next: Option<(f32, &str)>) -> String {
    let kind = match kind {
        EvidenceKind::Frequency => "fréquence",
        EvidenceKind::Neighbours => "voisinage",
        EvidenceKind::Elision => "élision",
        EvidenceKind::Agreement => "accord",
        EvidenceKind::Dictionary => "dictionnaire",
        EvidenceKind::Foreign => "anglais voulu",
        EvidenceKind::Consistency => "cohérence",
        EvidenceKind::English => "anglais",
        EvidenceKind::Article => "article",
    };
    let next = next.map_or_else(String::new, |(lead, next)| {
        let digits = format!("{:.1}", lead.abs()).replace('.', ",");
        match lead > 0.0 {
            true => format!(" (devance {} de {digits})", quoted(next)),
            false => format!(" (devancé de {digits} par {})", quoted(next)),
        }
    });
    format!("{weight}  {kind}\u{a0}: {clause}{next}")
}

pub(super) fn verdict(verdict: &Verdict) -> String {
    match (verdict.spun, verdict.damaged) {
        (true, damaged) => {
            let sure = Language::French.percent(verdict.probability);
            format!("passé par un logiciel de réécriture (sûr à {sure}), {damaged} endroits altérés")
        }
        (false, 0) => "aucune trace de réécriture".into(),
        (false, 1) => "1 endroit altéré, trop peu pour conclure à une réécriture".into(),
        (false, damaged) => format!("{damaged} endroits altérés, trop peu pour conclure à une réécriture"),
    }
}

pub(super) fn quoted(word: &str) -> String {
    format!("«\u{a0}{word}\u{a0}»")
}

pub(super) fn percent(share: Share) -> String {
    match share {
        Share::About(number) => format!("{}\u{a0}%", number.replace('.', ",")),
        Share::Over(number) => format!("plus de {}\u{a0}%", number.replace('.', ",")),
        Share::Under(number) => format!("moins de {}\u{a0}%", number.replace('.', ",")),
    }
}
