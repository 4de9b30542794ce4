//! `limpide check --report html`: the review page.
//!
//! Law: the page holds every article that was judged, clean ones too, in the order of the inputs. It shows the prose that
//! was judged, whatever the format around it, and so places and fingerprints are of that prose.

use limpide::Report;
use limpide::document::Id;
use limpide::format::Format;
use limpide::report::html::{Article, Page};

use crate::article::{Said, Source, Speaker};
use crate::bar::Bar;
use crate::baseline::Baseline;
use crate::options::Check;
use crate::stop::Stop;
use crate::talk::Talk;
use crate::words::Words;

/// Writes the page of all inputs; true when something was found.
pub(crate) fn run(options: &Check, known: Option<&Baseline>, words: Words, talk: &mut Talk) -> Result<bool, Stop> {
    let cleaner = options.rules.cleaner()?;
    let inputs = options.files.inputs(&options.reading, talk);
    let mut page = Page::begin(talk.output(), words.language()).map_err(Stop::output)?;
    let mut found = false;
    for input in inputs {
        let format = options.reading.format_of(&input);
        // People decide on a text as a whole.
        let cap = (format != Format::Text).then(|| options.working.cap());
        let source = Source { input: &input, format, cap, baseline: known };
        let Some((chunks, _)) = talk.heard(input.chunks(format, options.reading.options_of(&input), cap)) else {
            continue;
        };
        let mut speaker = Speaker::default();
        for chunk in chunks {
            let Some(chunk) = talk.heard(chunk.map_err(|error| input.refused(error))) else { break };
            let mut said = Said::default();
            source.judge(&chunk, &cleaner, &mut said, |judged| {
                found |= !judged.findings.is_empty();
                let id = named(judged.report.id, judged.name);
                let Report { text, findings, verdict, .. } = &judged.report.clone().in_text();
                page.add(&Article { id: &id, text: text.as_bytes(), findings, verdict }).map_err(Stop::output)
            })?;
            speaker.say(said, talk);
        }
        speaker.end(&input, talk);
    }
    page.end().map_err(Stop::output)?;
    talk.show(Bar::none());
    Ok(found)
}

/// What names an article on the page and in decisions: its own id, as text; without one, where it was read.
pub(crate) fn named(id: &Id<'_>, place: &str) -> String {
    let own = match id {
        Id::Text(text) => Some(text.to_string()),
        Id::Json(json) => match serde_json::from_str(json) {
            Ok(serde_json::Value::String(text)) => Some(text),
            Ok(serde_json::Value::Null) | Err(_) => None,
            Ok(_) => Some(json.to_string()),
        },
        _ => None,
    };
    own.unwrap_or_else(|| place.to_string())
}
