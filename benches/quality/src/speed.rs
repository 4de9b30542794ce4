//! How fast it is: each path of the cleaner, and other ways to find the same words, in one run.
//!
//! Law: what is compared runs in turns, on the same texts, and is told by the middle one of its times, for machines are noisy;
//! ratios are what to read. Ways that are compared find the same words at the same places, or the run stops.
//! Rejected: a harness for benches alone, which tells times of one thing after the other and no ratios.

mod clock;
mod parsers;
mod plot;
mod rivals;
pub(crate) mod texts;

use core::fmt;

use limpide::format::Format;
use limpide::scan::Scan;
use limpide::{Cleaner, Document, Options};

use crate::bed::Bed;
use crate::files;
use crate::grid::Grid;

use clock::{Clock, Timed};
use rivals::Rivals;
use texts::Texts;

/// What was measured, for people.
#[derive(Clone, Debug)]
pub struct Speed {
    grids: Vec<Grid>,
    plot: String,
}

impl Speed {
    /// Measures, for a few minutes.
    ///
    /// # Errors
    /// When a fixture cannot be read, or two ways do not find the same words.
    pub fn measure() -> Result<Self, String> {
        let texts = Texts::new(&Bed::read()?);
        let cleaner = Cleaner::french();
        let rivals = Rivals::new()?;
        let clean = texts.prose.as_slice();
        rivals.agree(clean)?;
        rivals.agree(&texts.damaged)?;
        let grids = vec![
            paths(&cleaner, &texts),
            rivals.compare(&cleaner, &texts),
            documents(&cleaner, &texts)?,
            threads(&cleaner, &texts)?,
            lengths(&cleaner, &texts),
            worst(&cleaner, &texts),
            start_up(),
        ];
        let plot = plot::draw(&rivals.by_size(clean)?);
        Ok(Self { grids, plot })
    }

    /// Throughput by method and by the size of the dictionary, as a picture (SVG).
    #[must_use]
    pub fn plot(&self) -> &str {
        &self.plot
    }
}

impl fmt::Display for Speed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "One core, the middle one of interleaved runs. MB are 10⁶ bytes.\n")?;
        self.grids.iter().enumerate().try_for_each(|(at, grid)| write!(out, "{}{grid}", if at > 0 { "\n" } else { "" }))
    }
}

/// The cleaner on articles of all sorts, beside the floor; and how many words the filter of the scan does not pass at once.
fn paths(cleaner: &Cleaner, texts: &Texts) -> Grid {
    let check = |text: &str| cleaner.check(text).findings.len();
    let heads = ["articles", "MB/s", "UTF-8 check = 1", "words looked at, in 1,000", "judged"];
    let mut grid = Grid::new("`Cleaner::check`, articles of 5 KB", heads);
    let sorts = [
        ("clean prose", &texts.prose),
        ("clean, typographic", &texts.typographic),
        ("1 damaged in 100", &texts.mixed),
        ("1 word in 100 damaged", &texts.dirty),
        ("damaged", &texts.damaged),
    ];
    let scan = Scan::new(cleaner.dictionaries().iter().cloned());
    for (name, articles) in sorts {
        let mut clock = Clock::new(articles);
        clock.add(|text| usize::from(core::str::from_utf8(text.as_bytes()).is_ok()));
        clock.add(check);
        let [floor, own] = clock.run();
        let survivors: usize = articles.iter().map(|text| scan.survivors(text)).sum();
        let words: usize = articles.iter().map(|text| files::words(text)).sum();
        let survivors = format!("{:.1}", 1000.0 * survivors as f64 / words.max(1) as f64);
        let judged = articles.iter().filter(|text| cleaner.check(text).verdict.words > 0).count();
        let judged = format!("{:.1} %", 100.0 * judged as f64 / articles.len().max(1) as f64);
        grid.row([name.into(), own.rate(), own.against(floor), survivors, judged]);
    }
    grid
}

/// Documents of each format, beside their parser alone.
fn documents(cleaner: &Cleaner, texts: &Texts) -> Result<Grid, String> {
    let heads = ["format", "MB/s", "reading alone", "parser alone, MB/s", "parser"];
    let mut grid = Grid::new("Clean documents", heads);
    for (name, format, files) in texts.documents() {
        // What cannot be read is read in no time.
        files.iter().try_for_each(|text| read(format, text).map(drop)).map_err(|error| format!("{name}: {error}"))?;
        let (parser, parse) = parsers::of(format);
        let mut clock = Clock::new(&files);
        clock.add(|text| read(format, text).map_or(0, |document| document.articles().count()));
        clock.add(|text| read(format, text).map_or(0, |document| cleaner.check_document(&document).rewrites().count()));
        clock.add(parse);
        let [reading, own, parsing] = clock.run();
        grid.row([name.into(), own.rate(), reading.rate(), parsing.rate(), parser.into()]);
    }
    Ok(grid)
}

/// A long file of clean records, as a stream, by the threads that judge.
fn threads(cleaner: &Cleaner, texts: &Texts) -> Result<Grid, String> {
    let mut grid = Grid::new("Clean JSON Lines, streamed", ["threads", "MB/s", "one thread = 1"]);
    let records = texts.records();
    let stream = |workers, text: &str| {
        let stream = cleaner.stream(std::io::sink()).format(Format::JsonLines, Options::default());
        let mut stream = stream.workers(workers);
        stream.copy(text.as_bytes())?;
        Ok(stream.finish()?.articles)
    };
    let copy = |workers| move |text: &str| stream(workers, text).unwrap_or_default();
    for text in &records {
        let articles = stream(1, text).map_err(|error: limpide::Error| format!("JSON Lines: {error}"))?;
        if articles != text.lines().count() {
            return Err(format!("JSON Lines: {articles} articles were read of {}", text.lines().count()));
        }
    }
    let mut clock = Clock::new(&records);
    clock.add(copy(1));
    clock.add(copy(2));
    let [one, two] = clock.run();
    grid.row(["1".into(), one.rate(), one.against(one)]);
    grid.row(["2".into(), two.rate(), two.against(one)]);
    Ok(grid)
}

fn read(format: Format, text: &str) -> Result<Document<'_>, limpide::Error> {
    Document::read(format, text.as_bytes(), &Options::default())
}

/// Whether the cost of a byte stays the same from short articles to long ones.
fn lengths(cleaner: &Cleaner, texts: &Texts) -> Grid {
    let mut grid = Grid::new("By length of the article, MB/s", ["bytes", "clean", "damaged"]);
    for length in [1_000, 5_000, 20_000, 100_000, 1_000_000] {
        let rate = |articles: &[String]| {
            let articles = texts::of_length(articles, length);
            let mut clock = Clock::new(&articles);
            clock.add(|text| cleaner.check(text).findings.len());
            let [own] = clock.run();
            own.rate()
        };
        grid.row([length.to_string(), rate(&texts.prose), rate(&texts.damaged)]);
    }
    grid
}

/// Texts that are made to be slow.
fn worst(cleaner: &Cleaner, texts: &Texts) -> Grid {
    let mut grid = Grid::new("Worst cases, MB/s", ["text", "5 KB", "10 times as long"]);
    for (name, text) in texts.worst() {
        let rate = |text: String| {
            let texts = [text];
            let mut clock = Clock::new(&texts);
            clock.add(|text| cleaner.check(text).findings.len());
            let [own] = clock.run();
            own.rate()
        };
        grid.row([name.into(), rate(text.clone()), rate(text.repeat(10))]);
    }
    grid
}

fn start_up() -> Grid {
    let mut grid = Grid::new("Start-up", ["call", "ms"]);
    let texts = [String::from("Un texte.")];
    let mut clock = Clock::new(&texts);
    clock.add(|_| usize::from(Cleaner::french().check("").findings.is_empty()));
    let [own]: [Timed; 1] = clock.run();
    grid.row(["Cleaner::french()".into(), format!("{:.2}", own.seconds() * 1e3)]);
    grid
}
