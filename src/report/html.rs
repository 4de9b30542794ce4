//! The review page: one file in which people read articles, accept or reject each repair, and keep what they decided.
//!
//! Law: what comes from articles stands in the page as JSON in which no character means anything to HTML, and the script
//! puts it on screen as text, never as markup. A policy in the head forbids the network, and every script and style but the
//! page's own. Places are bytes in what the page gives back, and UTF-16 units, reckoned here, in what it shows.
//! Rejected: writing articles as markup, where each word is escaped for the place it lands in and one forgotten is a hole;
//! and a page that is built by tools, which whoever opens it would have to trust or install.

mod words;

use std::io::{self, Write};

use hmac_sha256::Hash;
use serde::Serialize;

use super::Language;
use super::decisions::fingerprint;
use crate::finding::Finding;
use crate::verdict::Verdict;

/// One article of the page.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// What names it: in the list, and in the decisions.
    pub id: &'a str,
    /// Its text, which need not be valid UTF-8.
    pub text: &'a [u8],
    /// Its findings, in order; their spans are bytes of the text.
    pub findings: &'a [Finding],
    /// What it is as a whole.
    pub verdict: &'a Verdict,
}

/// Writes a page, article by article.
///
/// ```
/// # #[cfg(feature = "french")] {
/// use limpide::Cleaner;
/// use limpide::report::Language;
/// use limpide::report::html::{Article, Page};
///
/// let report = Cleaner::french().check("Les soldats tiennent les lignes de entrance et le entrance résiste.");
/// let mut page = Page::begin(Vec::new(), Language::French)?;
/// let text = report.text.as_bytes();
/// page.add(&Article { id: "front.txt", text, findings: &report.findings, verdict: &report.verdict })?;
/// let html = String::from_utf8(page.end()?)?;
/// assert!(html.starts_with("<!doctype html>\n<html lang=\"fr\">"));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Page<W> {
    out: W,
    language: Language,
}

const FRAME: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/page.css");
/// Three scenes of one script: what was decided, how it looks, what people do.
const SCRIPT: &str = concat!(
    "\"use strict\";\n(() => {\n",
    include_str!("html/decisions.js"),
    include_str!("html/view.js"),
    include_str!("html/page.js"),
    "})();\n"
);
/// Where the articles stand in the frame.
const ARTICLES: &str = "{{articles_data}}";

impl<W: Write> Page<W> {
    /// Starts a page whose words are of that language.
    ///
    /// # Errors
    /// When `out` does not take it, here and below.
    pub fn begin(mut out: W, language: Language) -> io::Result<Self> {
        let (head, _) = halves();
        out.write_all(filled(head, language)?.as_bytes())?;
        Ok(Self { out, language })
    }

    /// Adds an article.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, article: &Article<'_>) -> io::Result<()> {
        let data = Data::of(article, self.language);
        writeln!(self.out, "<script type=\"application/json\" class=\"article\">{}</script>", json(&data)?)
    }

    /// Completes the page.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(mut self) -> io::Result<W> {
        let (_, tail) = halves();
        self.out.write_all(filled(tail, self.language)?.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn halves() -> (&'static str, &'static str) {
    FRAME.split_once(ARTICLES).unwrap_or((FRAME, ""))
}

/// The frame with its `{{names}}` replaced: by our own words, never by what comes from articles.
fn filled(frame: &str, language: Language) -> io::Result<String> {
    let mut output = String::with_capacity(frame.len() + STYLE.len() + SCRIPT.len());
    let mut rest = frame;
    while let Some((before, (name, behind))) =
        rest.split_once("{{").and_then(|(before, rest)| Some((before, rest.split_once("}}")?)))
    {
        output.push_str(before);
        match name {
            "lang" => output.push_str(language.code()),
            "policy" => output.push_str(&policy()),
            "style" => output.push_str(STYLE),
            "script" => output.push_str(SCRIPT),
            "words" => output.push_str(&json(&words::words(language).collect::<std::collections::BTreeMap<_, _>>())?),
            name => {
                let word = words::words(language).find(|(known, _)| *known == name).map_or(name, |(_, word)| word);
                output.push_str(&word.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"));
            }
        }
        rest = behind;
    }
    output.push_str(rest);
    Ok(output)
}

/// What the browser lets the page do: run its own script and wear its own style, nothing else.
fn policy() -> String {
    let (script, style) = (base64(&Hash::hash(SCRIPT.as_bytes())), base64(&Hash::hash(STYLE.as_bytes())));
    format!(
        "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    )
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut output = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * place)) as usize & 63).copied().unwrap_or_default();
            output.push(if place <= three.len() { char::from(digit) } else { '=' });
        }
    }
    output
}

/// JSON in which no character means anything to HTML, nor ends a line of script.
fn json(value: &impl Serialize) -> io::Result<String> {
    let plain = serde_json::to_string(value)?;
    let mut output = String::with_capacity(plain.len());
    for character in plain.chars() {
        match character {
            // These stand in strings only, where JSON takes any character as an escape.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                output.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ => output.push(character),
        }
    }
    Ok(output)
}

/// An article as the script reads it.
#[derive(Serialize)]
struct Data<'a> {
    id: &'a str,
    sha256: String,
    text: String,
    /// Some bytes are no UTF-8, so that the text cannot be given back from the page.
    lossy: bool,
    spun: bool,
    verdict: String,
    words: usize,
    damaged: usize,
    findings: Vec<Row<'a>>,
}

/// A finding as the script reads it.
#[derive(Serialize)]
struct Row<'a> {
    start: usize,
    end: usize,
    /// The same place in UTF-16 units of the text shown.
    from: usize,
    to: usize,
    /// How many of these units, at the head, the first repair leaves as they are.
    same: usize,
    found: &'a str,
    repairs: Vec<Way<'a>>,
    confidence: f32,
    sure: String,
    message: String,
    reason: String,
    weighed: Vec<String>,
}

#[derive(Serialize)]
struct Way<'a> {
    text: &'a str,
    sure: String,
}

impl<'a> Data<'a> {
    fn of(article: &Article<'a>, language: Language) -> Self {
        let Article { id, text, findings, verdict } = *article;
        let units = Units::of(text, findings.iter().flat_map(|finding| [finding.span.start, finding.span.end]));
        let row = |finding: &'a Finding| {
            let (change, _) = finding.change();
            let head = finding.found.len().saturating_sub(change.len());
            let way = |repair: &'a crate::finding::Repair| Way {
                text: &repair.text,
                sure: language.percent(repair.probability),
            };
            Row {
                start: finding.span.start,
                end: finding.span.end,
                from: units.at(finding.span.start),
                to: units.at(finding.span.end),
                same: finding.found.get(..head).map_or(0, |head| head.encode_utf16().count()),
                found: &finding.found,
                repairs: finding.repairs.iter().map(way).collect(),
                confidence: finding.confidence,
                sure: language.percent(finding.confidence),
                message: language.message(finding),
                reason: language.reason(finding, verdict),
                weighed: language.weighed(finding, verdict),
            }
        };
        Self {
            id,
            sha256: fingerprint(text),
            text: String::from_utf8_lossy(text).into_owned(),
            lossy: std::str::from_utf8(text).is_err(),
            spun: verdict.spun,
            verdict: language.verdict(verdict),
            words: verdict.words,
            damaged: verdict.damaged,
            findings: findings.iter().map(row).collect(),
        }
    }
}

/// Where bytes of a text stand in it as scripts count: in UTF-16 units of what is shown.
struct Units {
    known: Vec<(usize, usize)>,
}

impl Units {
    fn of(text: &[u8], offsets: impl Iterator<Item = usize>) -> Self {
        let mut offsets: Vec<usize> = offsets.collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut known = Vec::with_capacity(offsets.len());
        let (mut bytes, mut units) = (0, 0);
        let mut wanted = offsets.into_iter().peekable();
        let mut pass = |bytes: usize, units: usize| {
            while let Some(offset) = wanted.next_if(|offset| *offset <= bytes) {
                known.push((offset, units));
            }
        };
        for chunk in text.utf8_chunks() {
            for character in chunk.valid().chars() {
                pass(bytes, units);
                bytes += character.len_utf8();
                units += character.len_utf16();
            }
            if !chunk.invalid().is_empty() {
                pass(bytes, units);
                // One � is shown for all of it.
                bytes += chunk.invalid().len();
                units += 1;
            }
        }
        pass(usize::MAX, units);
        Self { known }
    }

    fn at(&self, offset: usize) -> usize {
        let found = self.known.binary_search_by_key(&offset, |(known, _)| *known).ok();
        found.and_then(|index| self.known.get(index)).map_or(0, |(_, units)| *units)
    }
}

#[cfg(test)]
mod tests {
    use super::{FRAME, SCRIPT, base64, filled};
    use crate::report::Language;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (given, wanted) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(given.as_bytes()), wanted);
        }
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
    }

    #[test]
    fn every_word_is_known_and_used() {
        let known: Vec<_> = super::words::WORDS.map(|(name, ..)| name).into();
        for name in FRAME.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()) {
            let ours = ["lang", "policy", "style", "script", "words", "articles_data"];
            assert!(ours.contains(&name) || known.contains(&name), "{name}");
        }
        for name in SCRIPT.split("say('").skip(1).filter_map(|rest| rest.split('\'').next()) {
            assert!(known.contains(&name), "{name}");
        }
        for name in known {
            let quoted = SCRIPT.contains(&format!("'{name}'"));
            assert!(quoted || FRAME.contains(&format!("{{{{{name}}}}}")), "nobody says {name}");
        }
        for language in Language::ALL {
            assert!(!filled(FRAME, language).unwrap().replace(SCRIPT, "").contains("{{"));
        }
    }

    #[test]
    fn forms_for_one_and_many_stand_in_both_languages() {
        for (name, english, french) in super::words::WORDS {
            assert_eq!(english.matches('|').count(), french.matches('|').count(), "{name}");
            assert!(french.len() > 1 && english.len() > 1);
        }
    }
}
