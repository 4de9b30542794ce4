//! `limpide dictionary mine`: pairs out of articles of which both versions are at hand.
//!
//! Law: what is printed is a table that says where it comes from and that `--dictionary` takes as it is; decisions of people are
//! learned from as any other clean version is. Rejected: a second way of reading decisions; what was accepted is the clean text.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use limpide::dictionary::{Pair, Place, Tier};
use limpide::report::decisions::{Decisions, fingerprint};
use limpide::{Document, Edit};

use super::align::Aligner;
use super::list::table;
use crate::decisions;
use crate::input::Input;
use crate::options::Reading;
use crate::page::named;
use crate::stop::Stop;
use crate::talk::Talk;

/// Find pairs by laying a damaged version of an article beside the clean one.
///
/// Only substitutions that look like damage are printed: one to six words for one to six, where the clean ones are French and the
/// others are not, or the clean one is known to be English too. Articles of JSON Lines and feeds are paired by their id, else by
/// their order. Read the table before you use it: pairs count as your own, and are believed.
#[derive(Debug, Args)]
pub(super) struct Mine {
    /// A clean file and the damaged version of it; may be followed by further pairs of files. With --decisions: the files that
    /// were reviewed.
    #[arg(value_name = "CLEAN DAMAGED", required = true)]
    files: Vec<PathBuf>,
    /// Learn from what was accepted or edited on the review page (check --report html).
    #[arg(long, value_name = "JSON")]
    decisions: Option<PathBuf>,
    /// Print pairs that were found at so many places at least.
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    min_count: u16,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(options: &Mine, talk: &mut Talk) -> Result<bool, Stop> {
    let mut found = Found { aligner: Aligner::new()?, counts: BTreeMap::new(), articles: 0 };
    match &options.decisions {
        Some(path) => {
            let decisions = decisions::read(path)?;
            for file in &options.files {
                reviewed(options, &Input::named(file), &decisions, &mut found, talk)?;
            }
        }
        None => {
            for pair in options.files.chunks(2) {
                let [clean, damaged] = pair else {
                    return Err(Stop::Because("a clean file without its damaged version; name files in pairs".into()));
                };
                versions(options, &Input::named(clean), &Input::named(damaged), &mut found, talk)?;
            }
        }
    }
    let mut out = BufWriter::new(io::stdout().lock());
    found.print(options, &mut out).and_then(|()| out.flush()).map_err(Stop::output)?;
    Ok(false)
}

/// What was found so far.
struct Found {
    aligner: Aligner,
    counts: BTreeMap<(String, String), u16>,
    articles: usize,
}

impl Found {
    fn learn(&mut self, clean: &str, damaged: &str) {
        self.articles += 1;
        for pair in self.aligner.pairs(clean, damaged) {
            let count = self.counts.entry(pair).or_default();
            *count = count.saturating_add(1);
        }
    }

    fn print(&self, options: &Mine, out: &mut impl Write) -> io::Result<()> {
        let files: Vec<String> = options.files.iter().map(|file| file.display().to_string()).collect();
        let how = match &options.decisions {
            Some(path) => format!("from the decisions of {}", path.display()),
            None => "by laying damaged articles beside clean ones".into(),
        };
        writeln!(out, "# Pairs found {how}; articles: {}.", self.articles)?;
        writeln!(out, "# Files: {}", files.join(", ").replace(char::is_control, " "))?;
        let kept = self.counts.iter().filter(|(_, count)| **count >= options.min_count);
        let pairs: Vec<Pair> = kept
            .map(|((original, intruder), count)| Pair {
                original: original.clone(),
                intruder: intruder.clone(),
                tier: Tier::User,
                rank: 0,
                count: *count,
                place: Place::Prose,
                line: 0,
            })
            .collect();
        table(&pairs, out)
    }
}

/// Learns from two versions of a file.
fn versions(options: &Mine, clean: &Input, damaged: &Input, found: &mut Found, talk: &mut Talk) -> Result<(), Stop> {
    let mut originals: BTreeMap<String, String> = texts(options, clean, talk)?.into_iter().collect();
    let mut alone = 0_usize;
    for (key, text) in texts(options, damaged, talk)? {
        match originals.remove(&key) {
            Some(clean) => found.learn(&clean, &text),
            None => alone += 1,
        }
    }
    if alone + originals.len() > 0 {
        talk.warning(format_args!(
            "{}, {}: articles that stand in one of the two only and were passed over: {}; the same id pairs them",
            clean.name(),
            damaged.name(),
            alone + originals.len()
        ));
    }
    Ok(())
}

/// The articles of a file, with what pairs them: their id, else their number.
fn texts(options: &Mine, input: &Input, talk: &mut Talk) -> Result<Vec<(String, String)>, Stop> {
    let (bytes, _) = input.read().map_err(Stop::Because)?;
    let document = document(options, input, &bytes, talk)?;
    let key = |(number, article): (usize, limpide::document::Article<'_>)| {
        (named(article.id(), &format!("\u{0}{number}")), article.text().to_string())
    };
    Ok(document.articles().enumerate().map(key).collect())
}

/// Learns from what was decided on the articles of a file.
fn reviewed(
    options: &Mine,
    input: &Input,
    decisions: &Decisions,
    found: &mut Found,
    talk: &mut Talk,
) -> Result<(), Stop> {
    let (bytes, _) = input.read().map_err(Stop::Because)?;
    let document = document(options, input, &bytes, talk)?;
    let mut decided = 0;
    for article in document.articles() {
        let (text, id) = (article.text(), named(article.id(), input.name()));
        let print = fingerprint(text.as_bytes());
        if !decisions.articles.iter().any(|article| article.sha256.eq_ignore_ascii_case(&print)) {
            continue;
        }
        decided += 1;
        match decisions.edits(&id, text.as_bytes()) {
            Ok(edits) => found.learn(&edited(text, &edits), text),
            Err(error) => talk.error(error.in_file(input.name())),
        }
    }
    if decided == 0 {
        talk.error(input.refused("nothing was decided on this text; name the file that was reviewed, as it was then"));
    }
    Ok(())
}

fn document<'b>(options: &Mine, input: &Input, bytes: &'b [u8], talk: &mut Talk) -> Result<Document<'b>, Stop> {
    let document = Document::read(options.reading.format_of(input), bytes, &options.reading.options_of(input));
    let document = document.map_err(|error| Stop::from(error.in_file(input.name())))?;
    document.refused().iter().for_each(|error| talk.error(error.clone().in_file(input.name())));
    Ok(document)
}

/// A text with edits carried out that stand in order.
fn edited(text: &str, edits: &[Edit<'_>]) -> String {
    let (mut output, mut done) = (String::with_capacity(text.len()), 0);
    for Edit { span, text: new } in edits {
        output += text.get(done..span.start).unwrap_or_default();
        output += new;
        done = span.end;
    }
    output + text.get(done..).unwrap_or_default()
}
