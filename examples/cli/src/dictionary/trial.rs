//! `limpide dictionary test`: the examples of dictionaries, tried.
//!
//! Law: examples run through the whole dictionary, so that an entry which breaks another one is found. What must be mended is an
//! excerpt of a damaged article, and is judged as one; what must be kept is kept in clean and in damaged articles.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use limpide::dictionary::Example;
use limpide::{Cleaner, CleanerBuilder};

use super::File;
use crate::config::Config;
use crate::stop::Stop;
use crate::talk::Talk;

/// Try the examples of dictionaries of your own, and say which do not come out as they are written.
///
/// All files are loaded together over the bundled dictionary, as --dictionary does. Exit code 1 when an example fails.
#[derive(Debug, Args)]
pub(super) struct Test {
    /// Dictionaries to try; none tries those that limpide.toml names.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Try them without the bundled dictionary.
    #[arg(long)]
    no_bundled_dictionary: bool,
}

pub(super) fn run(options: &Test, config: &Config, talk: &mut Talk) -> Result<bool, Stop> {
    let settled: Vec<PathBuf> = config.dictionaries().collect();
    let files = if options.files.is_empty() { &settled } else { &options.files };
    if files.is_empty() {
        return Err(Stop::Because("no dictionary to try; name a file, or some in limpide.toml".into()));
    }
    let files = File::read_all(files)?;
    let failures = tried(&files, !options.no_bundled_dictionary)?;
    let mut out = BufWriter::new(io::stdout().lock());
    failures.iter().try_for_each(|failure| writeln!(out, "{failure}")).map_err(Stop::output)?;
    out.flush().map_err(Stop::output)?;
    for file in files.iter().filter(|file| file.source.examples.is_empty()) {
        talk.warning(format_args!(
            "{}: no examples; a table holds none, write pairs that need them as entries (.toml)",
            file.name
        ));
    }
    let examples: usize = files.iter().map(|file| file.source.examples.len()).sum();
    talk.note(match (examples, failures.len()) {
        (1, 0) => "1 example, as written".into(),
        (1, _) => "1 example, not as written".into(),
        (examples, 0) => format!("{examples} examples, all as written"),
        (examples, failures) => format!("{examples} examples, {failures} not as written"),
    });
    Ok(!failures.is_empty())
}

/// What is wrong with the examples of these dictionaries, loaded together: a line each, with file, line, entry and cure.
pub(super) fn tried(files: &[File], bundled: bool) -> Result<Vec<String>, Stop> {
    let base = Cleaner::builder();
    let base = if bundled { base } else { base.without_bundled_dictionary() };
    let loaded = |count: usize, base: CleanerBuilder| {
        files.iter().take(count).map(|file| file.source.clone()).fold(base, CleanerBuilder::dictionary).build()
    };
    let clean = loaded(files.len(), base.clone()).map_err(|error| {
        // Each file is sound by itself, so the first that breaks the rules does so beside those before it.
        let culprit = (1..=files.len()).find(|count| loaded(*count, base.clone()).is_err());
        match culprit.and_then(|count| files.get(count - 1)) {
            Some(file) => Stop::from(error.in_file(&file.name)),
            None => error.into(),
        }
    })?;
    let damaged = loaded(files.len(), base.expect_damaged(DAMAGED))?;
    let mut failures = Vec::new();
    for file in files {
        for example in &file.source.examples {
            let problem = match example.given == example.wanted {
                true => kept(example, &clean).or_else(|| kept(example, &damaged)),
                false => mended(example, file, &damaged),
            };
            let entry = file.entry_at(example.line);
            failures
                .extend(problem.map(|problem| format!("{}:{}: entry “{entry}”: {problem}", file.name, example.line)));
        }
    }
    Ok(failures)
}

/// The share of damaged articles that is expected where an excerpt of one is judged.
const DAMAGED: f32 = 0.9;

fn kept(Example { given, .. }: &Example, cleaner: &Cleaner) -> Option<String> {
    let came = cleaner.clean(given);
    (came != *given).then(|| {
        format!(
            "“{given}” must be kept and comes out as “{came}”; take the intruder out that stands in it, or give the entry \
             place = \"line\" if it holds only where the intruder stands alone on its line"
        )
    })
}

fn mended(Example { given, wanted, line }: &Example, file: &File, cleaner: &Cleaner) -> Option<String> {
    let came = cleaner.clean(given);
    if came == *wanted {
        return None;
    }
    let lower = given.to_lowercase();
    let stands =
        file.source.pairs.iter().any(|pair| pair.line == *line && lower.contains(&pair.intruder.to_lowercase()));
    let cure = if !stands {
        "none of the entry’s intruders stands in it; write one into the example, or add it to the intruders"
    } else if came == *given {
        "nothing there speaks for the repair; write the example out to a whole sentence, with the words that stand beside it in \
         articles"
    } else {
        "mend the example, or the pair that it shows"
    };
    Some(format!("“{given}” comes out as “{came}”, not as “{wanted}”; {cure}"))
}
