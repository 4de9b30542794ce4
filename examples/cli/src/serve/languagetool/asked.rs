//! What a client asks.
//!
//! Law: the body is looked at, not its label; some clients send a form and call it JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;

use limpide::report::Language;
use serde_json::Value;
use whatlang::{Detector, Lang};

use super::annotated::Annotated;
use crate::serve::refusal::Refusal;

/// Names and values, as they came.
#[derive(Debug, Default)]
pub(crate) struct Parameters(BTreeMap<String, String>);

impl Parameters {
    /// Those of the address and of the body, which counts for more.
    pub(crate) fn read(query: &str, body: &[u8]) -> Result<Self, Refusal> {
        let mut all = Self::default();
        all.form(query.as_bytes());
        if !body.trim_ascii_start().starts_with(b"{") {
            all.form(body);
            return Ok(all);
        }
        let json: BTreeMap<String, Value> = serde_json::from_slice(body)
            .map_err(|error| Refusal::bad(format!("Error: the request is no JSON: {error}")))?;
        for (name, value) in json {
            match value {
                Value::Null => {}
                Value::String(text) => drop(all.0.insert(name, text)),
                other => drop(all.0.insert(name, other.to_string())),
            }
        }
        Ok(all)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn form(&mut self, bytes: &[u8]) {
        let pairs = form_urlencoded::parse(bytes).map(|(name, value)| (name.into_owned(), value.into_owned()));
        self.0.extend(pairs);
    }

    /// True when a list, with commas between, names it.
    fn lists(&self, list: &str, item: &str) -> bool {
        self.get(list).unwrap_or_default().split(',').any(|listed| listed.trim().eq_ignore_ascii_case(item))
    }
}

/// A request that is in order.
#[derive(Debug)]
pub(crate) struct Asked<'p> {
    pub(crate) text: Annotated<'p>,
    /// The language that the client says the text is in.
    pub(crate) language: Named<'p>,
    /// The language that the text is in, and how sure that is.
    pub(crate) detected: (Named<'static>, f64),
    /// The language that messages are in: French, as the text, unless the client says that its user reads English.
    pub(crate) told_in: Language,
    parameters: &'p Parameters,
}

/// A language, with its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named<'p> {
    pub(crate) name: Cow<'p, str>,
    pub(crate) code: Cow<'p, str>,
}

/// The languages that are told apart: the neighbours of French.
const LANGUAGES: [(Lang, &str, &str); 8] = [
    (Lang::Fra, "French", "fr"),
    (Lang::Eng, "English", "en"),
    (Lang::Spa, "Spanish", "es"),
    (Lang::Ita, "Italian", "it"),
    (Lang::Por, "Portuguese", "pt"),
    (Lang::Deu, "German", "de"),
    (Lang::Nld, "Dutch", "nl"),
    (Lang::Cat, "Catalan", "ca"),
];
/// What every match belongs to.
pub(crate) const CATEGORY: &str = "CONFUSED_WORDS";

impl<'p> Asked<'p> {
    pub(crate) fn read(parameters: &'p Parameters) -> Result<Self, Refusal> {
        let text = match (parameters.get("text"), parameters.get("data")) {
            (Some(text), None) => Annotated::bare(text),
            (None, Some(data)) => Annotated::read(data)?,
            (None, None) => return Err(Refusal::bad("Error: Missing 'text' or 'data' parameter")),
            (Some(_), Some(_)) => return Err(Refusal::bad("Error: Set only 'text' or 'data' parameter, not both")),
        };
        let code = parameters.get("language").filter(|code| !code.is_empty());
        let code = code.ok_or_else(|| {
            Refusal::bad("Error: Missing 'language' parameter, e.g. 'language=fr' or 'language=auto'")
        })?;
        let (detected, sure, reliable) = detect(text.plain());
        let language = match code {
            "auto" if reliable => detected.clone(),
            "auto" => known("fr"),
            code => known(code),
        };
        let english = parameters.get("motherTongue").is_some_and(|code| known(code).code.starts_with("en"));
        let told_in = if english { Language::English } else { Language::French };
        Ok(Self { text, language, detected: (detected, sure), told_in, parameters })
    }

    /// True when it is for us: the client does not say that the text is in another language, nor does the text.
    pub(crate) fn is_french(&self) -> bool {
        primary(&self.language.code).eq_ignore_ascii_case("fr")
    }

    /// True when the client wants to hear of what this rule finds.
    pub(crate) fn wants(&self, rule: &str) -> bool {
        let Self { parameters, .. } = self;
        let only = parameters.get("enabledOnly").is_some_and(|only| matches!(only, "true" | "yes"));
        let enabled = parameters.lists("enabledRules", rule) || parameters.lists("enabledCategories", CATEGORY);
        let disabled = parameters.lists("disabledRules", rule) || parameters.lists("disabledCategories", CATEGORY);
        enabled || !(only || disabled)
    }
}

fn primary(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or_default()
}

/// The language of that code; where it is none that we tell apart, the code is its name.
fn known(code: &str) -> Named<'_> {
    let language = LANGUAGES.iter().find(|(_, _, known)| primary(code).eq_ignore_ascii_case(known));
    Named { name: language.map_or(code, |(_, name, _)| name).into(), code: code.into() }
}

/// The language of a text, how sure that is, and whether that is enough to go by; French where nothing tells.
fn detect(text: &str) -> (Named<'static>, f64, bool) {
    let rivals = LANGUAGES.iter().map(|(lang, ..)| *lang).collect();
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let found = Detector::with_allowlist(rivals).detect(sample);
    let Some(found) = found else { return (known("fr"), 0.0, false) };
    let code = LANGUAGES.iter().find(|(lang, ..)| *lang == found.lang()).map_or("fr", |(.., code)| code);
    (known(code), found.confidence(), found.is_reliable())
}

/// Bytes that are looked at to tell the language.
const SAMPLE: usize = 4096;
