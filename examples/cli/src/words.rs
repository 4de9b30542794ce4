//! What the command says to people around a finding: labels, sureness, counts.
//!
//! Law: both languages of a phrase stand side by side, so that none can be forgotten; what a finding or a verdict means is worded by the
//! library. Errors about inputs and options are English, like the help.

use std::time::Duration;

use limpide::report::Language;
use limpide::{Finding, Repair};

use crate::tally::Tally;

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

    /// What the files of a folder hold.
    pub(crate) fn files(self, tally: &Tally) -> String {
        let Tally { files, struck, applied, doubtful, .. } = *tally;
        match (self.language, struck) {
            (Language::French, 0) => format!("{}, rien à signaler", french(files, "fichier")),
            (Language::French, _) => {
                format!(
                    "{}, dont {struck} avec des altérations\u{202f}; {applied} à corriger, {doubtful} douteux",
                    french(files, "fichier")
                )
            }
            (_, 0) => format!("{}, all clean", english(files, "file")),
            _ => format!("{}, {struck} with damage; {applied} to repair, {doubtful} doubtful", english(files, "file")),
        }
    }

    /// What was done in all, and how fast.
    pub(crate) fn summary(self, tally: &Tally, done: Done, time: Duration) -> String {
        let Tally { files, articles, spun, applied, doubtful, words, bytes, .. } = *tally;
        let seconds = time.as_secs_f64().max(0.001);
        let (rate, speed) = (articles as f64 / seconds, bytes as f64 / seconds);
        if self.language == Language::French {
            let count = |count: f64, digits: usize| grouped(count, digits, '\u{202f}', ',');
            let size = |bytes: f64| size(bytes, ["o", "ko", "Mo", "Go"]).replace('.', ",");
            let (found, doubt) = match done {
                Done::Repaired => (french(applied, "correction"), format!("{doubtful} douteux laissés")),
                Done::Checked => (format!("{applied} à corriger"), format!("{doubtful} douteux")),
            };
            return format!(
                "{}, {}, dont {spun} passé{} par un logiciel de réécriture\u{202f}; {found}, {doubt}\n{} mots, {} en {} s\u{202f}: {} articles/s, {}/s",
                french(files, "fichier"),
                french(articles, "article"),
                if spun < 2 { "" } else { "s" },
                count(words as f64, 0),
                size(bytes as f64),
                count(time.as_secs_f64(), 2),
                count(rate, 0),
                size(speed),
            );
        }
        let count = |count: f64, digits: usize| grouped(count, digits, ',', '.');
        let size = |bytes: f64| size(bytes, ["B", "kB", "MB", "GB"]);
        let (found, doubt) = match done {
            Done::Repaired => (english(applied, "repair"), format!("{doubtful} doubtful left alone")),
            Done::Checked => (format!("{applied} to repair"), format!("{doubtful} doubtful")),
        };
        format!(
            "{}, {}, {spun} run through a spinner; {found}, {doubt}\n{} words, {} in {} s: {} articles/s, {}/s",
            english(files, "file"),
            english(articles, "article"),
            count(words as f64, 0),
            size(bytes as f64),
            count(time.as_secs_f64(), 2),
            count(rate, 0),
            size(speed),
        )
    }

    /// Why a line holds nothing to explain.
    pub(crate) fn nothing_weighed(self) -> &'static str {
        self.either(
            "nothing was weighed; no word there is an intruder of the dictionary, or nothing in the article gave cause to look",
            "rien n’a été pesé\u{202f}; aucun mot n’y est un intrus du dictionnaire, ou rien dans l’article n’éveillait le soupçon",
        )
    }

    /// What an input holds of which all is known.
    pub(crate) fn nothing_new(self) -> &'static str {
        self.either("nothing new", "rien de nouveau")
    }

    /// Why an input is an error of a report.
    pub(crate) fn broken(self) -> &'static str {
        self.either(
            "could not be dealt with in full; what was said on standard error tells why",
            "n’a pu être traité en entier\u{202f}; la sortie d’erreur dit pourquoi",
        )
    }

    /// The rule of what is repaired: in short, in full, and what to do.
    pub(crate) fn rule_damage(self) -> [&'static str; 3] {
        match self.language {
            Language::French => [
                "Un mot qu’un logiciel de réécriture a mis à la place d’un autre",
                "Un mot, le plus souvent anglais, tient la place du mot français qui était là ; tout indique lequel.",
                "Mettez le mot proposé, ou lancez « limpide fix » sur le fichier. Si le mot est à sa place, \
                 permettez-le avec « allow » dans limpide.toml, ou écrivez <!-- limpide-ignore --> avant le passage.",
            ],
            _ => [
                "A word that a synonym spinner put in place of another",
                "A word, English as a rule, stands where a French one was; which one is as good as sure.",
                "Take the repair that is offered, or run “limpide fix” on the file. Where the word is right, allow it in \
                 limpide.toml (allow), or write <!-- limpide-ignore --> before the passage.",
            ],
        }
    }

    /// The rule of what is left alone.
    pub(crate) fn rule_doubt(self) -> [&'static str; 3] {
        match self.language {
            Language::French => [
                "Un mot qui tient peut-être la place d’un autre",
                "Un mot semble mis pour un autre, mais rien ne dit assez lequel ; « limpide fix » n’y touche pas.",
                "Lisez le passage et décidez. Si le mot est à sa place, permettez-le avec « allow » dans \
                 limpide.toml, ou écrivez <!-- limpide-ignore --> avant le passage.",
            ],
            _ => [
                "A word that may stand in place of another",
                "A word seems to stand for another, but which one is not sure enough; “limpide fix” leaves it alone.",
                "Read the passage and decide. Where the word is right, allow it in limpide.toml (allow), or write \
                 <!-- limpide-ignore --> before the passage.",
            ],
        }
    }

    fn either(self, english: &'static str, french: &'static str) -> &'static str {
        if self.language == Language::French { french } else { english }
    }
}

/// What was done with what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    Checked,
    Repaired,
}

fn english(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count as f64, 0, ',', '.'), if count == 1 { "" } else { "s" })
}

fn french(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count as f64, 0, '\u{202f}', ','), if count < 2 { "" } else { "s" })
}

/// A number with its thousands parted.
fn grouped(number: f64, digits: usize, thousands: char, point: char) -> String {
    let plain = format!("{number:.digits$}");
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        out.push(point);
        out.push_str(rest);
    }
    out
}

/// Bytes in the unit that suits them.
fn size(bytes: f64, units: [&str; 4]) -> String {
    let mut sizes = units.into_iter().zip([1.0, 1e3, 1e6, 1e9]);
    let last = units.last().copied().unwrap_or_default();
    let (unit, one) = sizes.find(|(_, one)| bytes < one * 999.5).unwrap_or((last, 1e9));
    let digits = usize::from(one > 1.0 && bytes / one < 99.95);
    format!("{:.digits$} {unit}", bytes / one)
}
