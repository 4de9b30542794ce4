//! Findings for people: the line, the place underlined, the repair, and why.

use std::io::{self, Write};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Message, Renderer, Snippet};
use anstream::{AutoStream, ColorChoice};
use limpide::report::Lines;
use limpide::{Finding, Verdict};

use crate::article::{Id, Judged};
use crate::words::Words;

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
    words: Words,
    out: &mut impl Write,
) -> io::Result<()> {
    let styled = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let lines = Lines::of(judged.text);
    for finding in findings {
        let excerpt = Excerpt::of(&lines, finding);
        let (_, repair) = finding.change();
        let language = words.language();
        let mut notes = match detail {
            Detail::Main => {
                vec![Level::NOTE.with_name(words.why()).message(language.reason(finding, judged.verdict))]
            }
            Detail::All => {
                let weighed = language.weighed(finding, judged.verdict).into_iter();
                weighed.map(|line| Level::NOTE.no_name().message(line)).collect()
            }
        };
        notes.extend(others(finding, detail, words));
        let group = Group::with_title(title(finding, words).primary_title(words.headline(finding)))
            .element(excerpt.snippet(judged, repair.trim()))
            .elements(notes);
        writeln!(out, "{}\n", renderer.render(&[group]))?;
    }
    Ok(())
}

fn title(finding: &Finding, words: Words) -> Level<'static> {
    match (finding.applied, finding.damage < UNLIKELY) {
        (true, _) => Level::WARNING.with_name(words.damage()),
        (false, false) => Level::INFO.with_name(words.doubt()),
        (false, true) => Level::NOTE.with_name(words.unlikely()),
    }
}

/// The other repairs.
fn others(finding: &Finding, detail: Detail, words: Words) -> Option<Message<'static>> {
    // Next to a sure repair the others are noise, unless everything is asked for.
    let from = if detail == Detail::All { 0.0 } else { 0.05 };
    let others: Vec<_> = (finding.repairs.iter().skip(1).take(RUNNERS_UP))
        .filter(|repair| repair.probability >= from)
        .map(|repair| words.other(repair))
        .collect();
    (!others.is_empty()).then(|| Level::HELP.with_name(words.or()).message(others.join(", ")))
}

/// The lines that a finding stands on.
struct Excerpt {
    source: String,
    span: std::ops::Range<usize>,
    line: usize,
}

impl Excerpt {
    fn of(lines: &Lines<'_>, finding: &Finding) -> Self {
        let (found, _) = finding.change();
        let place = finding.span.end.saturating_sub(found.len())..finding.span.end;
        let line = lines.position(place.start).line;
        let (start, _) = lines.line(line).unwrap_or_default();
        let (last, tail) = lines.line(lines.position(place.end).line).unwrap_or_default();
        let part = |from: usize, to: usize| String::from_utf8_lossy(lines.bytes(from..to)).into_owned();
        let before = part(start, place.start);
        let span = before.len()..before.len() + found.len();
        let source = format!("{before}{found}{}", part(place.end, (last + tail.len()).max(place.end)));
        Self { source, span, line }
    }

    fn snippet<'s>(&'s self, judged: &Judged<'_>, repair: &'s str) -> Snippet<'s, Annotation<'s>> {
        let name = match judged.id {
            Id::File(name) => name.to_string(),
            Id::Own(id) => format!("{} (id {id})", judged.name),
        };
        let place = AnnotationKind::Primary.span(self.span.clone());
        Snippet::source(&self.source)
            .line_start(judged.lines_before + self.line)
            .path(name)
            .annotation(place.label(repair))
    }
}

/// What was found in the articles of one input.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) articles: usize,
    pub(crate) spun: usize,
    /// The verdict on the last of them.
    pub(crate) verdict: Verdict,
    pub(crate) applied: usize,
    pub(crate) doubtful: usize,
}

impl Tally {
    /// Counts an article.
    pub(crate) fn add(&mut self, judged: &Judged<'_>) {
        let applied = judged.findings.iter().filter(|finding| finding.applied).count();
        self.articles += 1;
        self.spun += usize::from(judged.verdict.spun);
        self.verdict = *judged.verdict;
        self.applied += applied;
        self.doubtful += judged.findings.len() - applied;
    }

    /// Counts the articles behind these.
    pub(crate) fn join(&mut self, more: Self) {
        self.articles += more.articles;
        self.spun += more.spun;
        if more.articles > 0 {
            self.verdict = more.verdict;
        }
        self.applied += more.applied;
        self.doubtful += more.doubtful;
    }
}
