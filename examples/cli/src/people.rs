//! Findings for people: the line, the place underlined, the repair, and why.

use std::io::{self, Write};
use std::sync::OnceLock;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Message, Renderer, Snippet};
use anstream::{AutoStream, ColorChoice};
use limpide::Finding;
use limpide::report::Lines;
use terminal_size::{Width, terminal_size_of};

use crate::article::{Id, Judged};
use crate::words::Words;

/// Lines are cut for no terminal narrower than this.
const NARROWEST: usize = 60;

/// What stands before a label, with the number of a line of four digits.
const MARGIN: usize = 10;

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
    judged: &Judged<'_, '_>,
    findings: &[Finding],
    detail: Detail,
    words: Words,
    out: &mut impl Write,
) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    let styled = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let mut renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    if let Some(width) = width() {
        renderer = renderer.term_width(width);
    }
    let fold = |text: String, label: &str| width().map_or_else(|| text.clone(), |width| folded(&text, label, width));
    let lines = Lines::of(judged.text);
    for finding in findings {
        let excerpt = Excerpt::of(&lines, finding);
        let (_, repair) = finding.change();
        let language = words.language();
        let mut notes = match detail {
            Detail::Main => {
                vec![
                    Level::NOTE
                        .with_name(words.why())
                        .message(fold(language.reason(finding, judged.verdict), words.why())),
                ]
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

/// How wide the terminal is that is written to; `None` where it is none, so that files do not depend on it.
fn width() -> Option<usize> {
    static WIDTH: OnceLock<Option<usize>> = OnceLock::new();
    *WIDTH.get_or_init(|| {
        let (Width(columns), _) = terminal_size_of(io::stdout())?;
        Some(usize::from(columns).max(NARROWEST))
    })
}

/// A text in lines that fit behind a label, broken between words.
fn folded(text: &str, label: &str, width: usize) -> String {
    let width = width.saturating_sub(label.chars().count() + MARGIN);
    let (mut out, mut column) = (String::new(), 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
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

    fn snippet<'s>(&'s self, judged: &Judged<'_, '_>, repair: &'s str) -> Snippet<'s, Annotation<'s>> {
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
