//! Findings for people: the line, the place underlined, the repair, and why.

use std::fmt;
use std::io::{self, Write};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Message, Renderer, Snippet};
use anstream::{AutoStream, ColorChoice};
use limpide::Finding;
use limpide::report::Lines;

use crate::article::{Id, Judged};
use crate::reason::Reasons;

/// How much is said of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// The main reasons.
    Main,
    /// Every piece of evidence with its weight, and the repairs that came next.
    All,
}

/// How many other repairs are shown with all detail.
const RUNNERS_UP: usize = 4;
/// Below this sureness of damage a place, shown only on request, is called unlikely.
const UNLIKELY: f32 = 0.1;
/// Prints `findings` of an article.
pub(crate) fn people(
    judged: &Judged<'_>,
    findings: &[Finding],
    detail: Detail,
    out: &mut impl Write,
) -> io::Result<()> {
    let styled = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let lines = Lines::of(judged.text);
    for finding in findings {
        let excerpt = Excerpt::of(&lines, finding);
        let (found, _) = change(finding);
        let reasons = Reasons { finding, found, before: &excerpt.before, verdict: judged.verdict };
        let mut notes = match detail {
            Detail::Main => vec![Level::NOTE.with_name("why").message(reasons.main())],
            Detail::All => reasons.all().into_iter().map(|reason| Level::NOTE.no_name().message(reason)).collect(),
        };
        notes.extend(others(finding, detail));
        let group = Group::with_title(title(finding).primary_title(headline(finding)))
            .element(excerpt.snippet(judged, change(finding).1))
            .elements(notes);
        writeln!(out, "{}\n", renderer.render(&[group]))?;
    }
    Ok(())
}

fn title(finding: &Finding) -> Level<'static> {
    match (finding.applied, finding.damage < UNLIKELY) {
        (true, _) => Level::WARNING.with_name("damage"),
        (false, false) => Level::INFO.with_name("doubt"),
        (false, true) => Level::NOTE.with_name("unlikely"),
    }
}

fn headline(finding: &Finding) -> String {
    let (found, repair) = change(finding);
    let sure = percent(finding.confidence);
    match finding.applied {
        true => format!("“{found}” stands for “{repair}” ({sure} sure)"),
        false => format!("“{found}” may stand for “{repair}” ({sure} sure, left alone)"),
    }
}

/// The other repairs.
fn others(finding: &Finding, detail: Detail) -> Option<Message<'static>> {
    // Next to a sure repair the others are noise, unless everything is asked for.
    let from = if detail == Detail::All { 0.0 } else { 0.05 };
    let others: Vec<_> = (finding.repairs.iter().skip(1).take(RUNNERS_UP))
        .filter(|repair| repair.probability >= from)
        .map(|repair| format!("“{}” ({})", repair.text, percent(repair.probability)))
        .collect();
    (!others.is_empty()).then(|| Level::HELP.with_name("or").message(others.join(", ")))
}

pub(crate) fn percent(probability: f32) -> String {
    match 100.0 * probability {
        sure if sure > 99.0 && sure < 99.95 => format!("{sure:.1}%"),
        unsure if unsure > 0.0 && unsure < 1.0 => "under 1%".into(),
        percent => format!("{percent:.0}%"),
    }
}

/// The lines that a finding stands on.
struct Excerpt {
    source: String,
    span: std::ops::Range<usize>,
    line: usize,
    /// The line up to the place.
    before: String,
}

impl Excerpt {
    fn of(lines: &Lines<'_>, finding: &Finding) -> Self {
        let (found, _) = change(finding);
        let place = finding.span.end.saturating_sub(found.len())..finding.span.end;
        let line = lines.position(place.start).line;
        let (start, _) = lines.line(line).unwrap_or_default();
        let (last, tail) = lines.line(lines.position(place.end).line).unwrap_or_default();
        let part = |from: usize, to: usize| String::from_utf8_lossy(lines.bytes(from..to)).into_owned();
        let before = part(start, place.start);
        let span = before.len()..before.len() + found.len();
        let source = format!("{before}{found}{}", part(place.end, (last + tail.len()).max(place.end)));
        Self { source, span, line, before }
    }

    fn snippet<'s>(&'s self, judged: &Judged<'_>, repair: &'s str) -> Snippet<'s, Annotation<'s>> {
        let name = match judged.id {
            Id::File(name) => name.to_string(),
            Id::Record(id) => format!("{} (id {})", judged.name, id.get()),
        };
        let place = AnnotationKind::Primary.span(self.span.clone());
        Snippet::source(&self.source).line_start(self.line).path(name).annotation(place.label(repair))
    }
}

/// A finding's text and its first repair, without the words before that they share.
fn change(finding: &Finding) -> (&str, &str) {
    let (found, repair) = (finding.found.as_str(), finding.repairs.first().map_or("", |repair| &repair.text));
    let same = found.char_indices().zip(repair.chars()).take_while(|((_, a), b)| a == b);
    let ends =
        same.filter(|((_, c), _)| matches!(c, ' ' | '\u{a0}' | '\'' | '’')).map(|((at, c), _)| at + c.len_utf8());
    let shared = ends.last().unwrap_or_default();
    (found.get(shared..).unwrap_or(found), repair.get(shared..).unwrap_or(repair))
}

/// What was found in the articles of one input.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) articles: usize,
    spun: usize,
    probability: f32,
    applied: usize,
    doubtful: usize,
}

impl Tally {
    /// Counts an article.
    pub(crate) fn add(&mut self, judged: &Judged<'_>) {
        let applied = judged.findings.iter().filter(|finding| finding.applied).count();
        self.articles += 1;
        self.spun += usize::from(judged.verdict.spun);
        self.probability = judged.verdict.probability;
        self.applied += applied;
        self.doubtful += judged.findings.len() - applied;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.articles, self.spun) {
            (1, 0) if self.applied + self.doubtful == 0 => return out.write_str("clean"),
            (1, 0) => out.write_str("not spun as a whole")?,
            (1, _) => write!(out, "spun ({} sure)", percent(self.probability))?,
            (articles, spun) => write!(out, "{articles} articles, {spun} of them spun")?,
        }
        let places = if self.applied == 1 { "place" } else { "places" };
        write!(out, "; {} damaged {places} to repair, {} doubtful", self.applied, self.doubtful)
    }
}
