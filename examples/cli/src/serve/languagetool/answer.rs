//! What a client is told.
//!
//! Law: a match stands on the words that change, and offers a repair only where it can be put there without taking markup away.
//! How the dictionary knows a word is no rule of its own, since a user who switches a rule off means the kind of fault.

use limpide::document::ArticleReport;
use limpide::report::Language;
use limpide::{Finding, Span, Verdict};
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::annotated::{Annotated, Units, units};
use super::asked::{Asked, CATEGORY};

/// An answer in full.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Answer<'a> {
    software: Software,
    warnings: Warnings,
    language: Spoken<'a>,
    matches: Vec<Match<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Software {
    name: &'static str,
    version: &'static str,
    build_date: &'static str,
    api_version: u8,
    premium: bool,
    premium_hint: &'static str,
    status: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Warnings {
    incomplete_results: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Spoken<'a> {
    name: &'a str,
    code: &'a str,
    detected_language: Detected<'a>,
}

#[derive(Debug, Serialize)]
struct Detected<'a> {
    name: &'a str,
    code: &'a str,
    confidence: f64,
    source: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Match<'a> {
    message: String,
    short_message: String,
    replacements: Vec<Value<'a>>,
    offset: usize,
    length: usize,
    context: Context,
    sentence: &'a str,
    r#type: Type,
    rule: Rule,
    ignore_for_incomplete_sentence: bool,
    context_for_sure_match: i8,
}

#[derive(Debug, Serialize)]
struct Value<'a> {
    value: &'a str,
}

#[derive(Debug, Serialize)]
struct Context {
    text: String,
    offset: usize,
    length: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Type {
    type_name: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    description: &'static str,
    issue_type: &'static str,
    category: Category,
}

#[derive(Debug, Serialize)]
struct Category {
    id: &'static str,
    name: &'static str,
}

/// Units of context on either side.
const AROUND: usize = 40;

impl<'a> Answer<'a> {
    pub(crate) fn new(asked: &'a Asked<'_>, articles: &'a [ArticleReport<'_>]) -> Self {
        let (detected, confidence) = &asked.detected;
        Self {
            software: Software {
                name: "limpide",
                version: env!("CARGO_PKG_VERSION"),
                // Clients want a string here; builds that do not depend on the day have no better one.
                build_date: "",
                api_version: 1,
                premium: false,
                premium_hint: "",
                status: "",
            },
            warnings: Warnings { incomplete_results: false },
            language: Spoken {
                name: &asked.language.name,
                code: &asked.language.code,
                detected_language: Detected {
                    name: &detected.name,
                    code: &detected.code,
                    confidence: *confidence,
                    source: "whatlang",
                },
            },
            matches: matches(asked, articles),
        }
    }
}

fn matches<'a>(asked: &'a Asked<'_>, articles: &'a [ArticleReport<'_>]) -> Vec<Match<'a>> {
    let text = &asked.text;
    let sentences: Vec<(usize, &str)> = if articles.iter().all(|article| article.findings.is_empty()) {
        Vec::new()
    } else {
        text.plain().split_sentence_bound_indices().collect()
    };
    let mut before = Units::of(text.whole());
    let found = articles.iter().flat_map(|article| article.findings.iter().map(|finding| (finding, &article.verdict)));
    let mut matches = Vec::new();
    for (finding, verdict) in found {
        let rule = rule(finding, asked.told_in);
        if !asked.wants(rule.id) {
            continue;
        }
        let head = shared(finding);
        let span = Span::new(finding.span.start + head, finding.span.end);
        let place = text.place(span);
        let sentence = sentences.partition_point(|(start, _)| *start <= span.start).checked_sub(1);
        let sentence = sentence.and_then(|index| sentences.get(index)).map_or("", |(_, sentence)| sentence.trim());
        let whole = place.of(text.whole()) == span.of(text.plain());
        let replacements = finding.repairs.iter().filter(|_| whole);
        matches.push(Match {
            message: message(finding, verdict, asked.told_in),
            short_message: asked.told_in.message(finding),
            replacements: replacements
                .filter_map(|repair| repair.text.get(head..))
                .map(|value| Value { value })
                .collect(),
            offset: before.before(place.start),
            length: units(place.of(text.whole())),
            context: context(text, place),
            sentence,
            r#type: Type { type_name: "Other" },
            rule,
            ignore_for_incomplete_sentence: false,
            context_for_sure_match: -1,
        });
    }
    matches
}

fn message(finding: &Finding, verdict: &Verdict, language: Language) -> String {
    let (message, reason) = (language.message(finding), language.reason(finding, verdict));
    let colon = if language == Language::French { "\u{a0}:" } else { ":" };
    format!("{message}{colon} {reason}.")
}

fn rule(finding: &Finding, language: Language) -> Rule {
    let french = language == Language::French;
    let (id, description) = match (finding.applied, french) {
        (true, true) => ("LIMPIDE_DAMAGE", "Mot laissé par un logiciel de réécriture ou une traduction automatique"),
        (true, false) => ("LIMPIDE_DAMAGE", "Word left behind by a synonym spinner or a machine translation"),
        (false, true) => {
            ("LIMPIDE_DOUBT", "Mot peut-être laissé par un logiciel de réécriture ou une traduction automatique")
        }
        (false, false) => {
            ("LIMPIDE_DOUBT", "Word that a synonym spinner or a machine translation may have left behind")
        }
    };
    let name = if french { "Mots mis pour d’autres" } else { "Words that stand for others" };
    Rule { id, description, issue_type: "mistranslation", category: Category { id: CATEGORY, name } }
}

/// How many bytes, at the head, all repairs leave as they are.
fn shared(finding: &Finding) -> usize {
    let head = finding.found.len().saturating_sub(finding.change().0.len());
    let same = |text: &str| text.get(..head).is_some_and(|start| finding.found.get(..head) == Some(start));
    if finding.repairs.iter().all(|repair| same(&repair.text)) { head } else { 0 }
}

/// The place with what stands around it, line ends as blanks.
fn context(text: &Annotated<'_>, place: Span) -> Context {
    let whole = text.whole();
    let (before, found) = (whole.get(..place.start).unwrap_or_default(), place.of(whole));
    let behind = whole.get(place.end..).unwrap_or_default();
    let start = reach(before.char_indices().rev()).unwrap_or(before.len());
    let end =
        reach(behind.char_indices().map(|(at, character)| (at + character.len_utf8(), character))).unwrap_or_default();
    let head = before.get(start..).unwrap_or_default();
    let flat = |part: &str| part.replace(['\n', '\r', '\t'], " ");
    let mut shown = String::new();
    if start > 0 {
        shown.push_str("...");
    }
    shown.push_str(&flat(head));
    let offset = units(&shown);
    shown.push_str(&flat(found));
    shown.push_str(&flat(behind.get(..end).unwrap_or_default()));
    if end < behind.len() {
        shown.push_str("...");
    }
    Context { text: shown, offset, length: units(found) }
}

/// The place of the last character that lies within reach.
fn reach(characters: impl Iterator<Item = (usize, char)>) -> Option<usize> {
    let mut units = 0;
    let near = characters.take_while(|(_, character)| {
        units += character.len_utf16();
        units <= AROUND
    });
    near.last().map(|(at, _)| at)
}
