//! Every option, defined once: help and parsing come from here.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use clap::{Args, Parser, Subcommand, ValueEnum};
use limpide::dictionary::{Source, Tier, table, toml};
use limpide::format::{Field, Format};
use limpide::{Cleaner, CleanerBuilder, Document, Error, ErrorKind, Stream};

use crate::input::Input;
use crate::language::Lang;
use crate::stop::Stop;

/// Find and repair, in French articles, the words an English synonym spinner left behind.
#[derive(Debug, Parser)]
#[command(version, after_help = AFTER_HELP, disable_help_subcommand = true)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) color: colorchoice_clap::Color,
    /// The language that findings are explained in; data (--report json, jsonl) are the same in all.
    #[arg(long, global = true, value_enum, default_value_t = Lang::Auto, value_name = "LANG")]
    pub(crate) lang: Lang,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Exit code: 0 when all went well (check: and nothing was found), 1 when check found something, 2 when an input or a record \
could not be dealt with; the others are dealt with all the same.

Colours follow --color, NO_COLOR and CLICOLOR.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Fix(Fix),
    Unfix(Unfix),
    Check(Check),
    Explain(Explain),
    #[cfg(feature = "serve")]
    Serve(crate::serve::Serve),
}

/// Repair articles and print them; doubtful places are left alone.
///
/// Every byte outside a repair stays as it is: line ends, spelling of JSON, bytes that are no UTF-8. Files compressed with gzip
/// or zstd are read as what is in them, printed unpacked, and with --write written back compressed.
#[derive(Debug, Args)]
pub(crate) struct Fix {
    #[command(flatten)]
    pub(crate) files: Files,
    /// Repair the files in place instead of printing them.
    ///
    /// A file is replaced as a whole or not at all: it is left as it was when there is nothing to repair, and when one of
    /// its records is not in order (the error says which).
    #[arg(long, requires = "files", conflicts_with = "diff")]
    pub(crate) write: bool,
    /// Print what would change, as a unified diff.
    #[arg(long)]
    pub(crate) diff: bool,
    /// Print a patch instead of the article, by which `unfix` takes the repairs back.
    ///
    /// With --write, the file is repaired as well. A patch is of one file; of a compressed file, it is of what is in it. It
    /// is JSON: the SHA-256 of the document before and after, and each edit with the bytes removed and inserted.
    #[arg(long, conflicts_with = "diff")]
    pub(crate) patch: bool,
    /// Carry out the decisions made on the review page (check --report html), and nothing else.
    ///
    /// They hold for the very text they were made on; another is refused. Give the options for reading that the page was made
    /// with. Nothing is judged, so that the options below for judging say nothing here.
    #[arg(long, value_name = "JSON")]
    pub(crate) decisions: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) rules: Rules,
    #[command(flatten)]
    pub(crate) working: Working,
}

/// Take repairs back: print a file as it was before `fix`, by the patch that `fix --patch` printed.
///
/// A file that was changed since it was repaired is left alone. Of a compressed file, what is in it comes back byte for byte.
#[derive(Debug, Args)]
pub(crate) struct Unfix {
    /// The patch that `fix --patch` printed.
    #[arg(value_name = "PATCH")]
    pub(crate) patch: PathBuf,
    /// The repaired file.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Restore the file in place instead of printing it.
    #[arg(long)]
    pub(crate) write: bool,
}

/// Show the damaged places of articles, with repairs and reasons; change nothing.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) files: Files,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t = ReportKind::Text, value_name = "KIND")]
    pub(crate) report: ReportKind,
    /// Show everything that was weighed for each finding, and the repairs that came next.
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) rules: Rules,
    #[command(flatten)]
    pub(crate) working: Working,
}

/// Show everything that was weighed on one line, also for places too doubtful to be reported.
#[derive(Debug, Args)]
#[command(mut_arg("hint_from", |hint_from| hint_from.default_value("0")))]
pub(crate) struct Explain {
    /// The file and the line, counted from 1; in JSON Lines, the record on that line.
    #[arg(value_name = "FILE:LINE", value_parser = Place::parse)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) rules: Rules,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportKind {
    /// For people: the line, the place, the repair and why.
    Text,
    /// One JSON object an article, {"id", "findings", "verdict"}; offsets are bytes of the text or of the decoded field.
    Jsonl,
    /// The same objects as one JSON array.
    Json,
    /// One page to open in a browser: decide on each repair, keep the decisions for `fix --decisions`.
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct Files {
    /// Files to read; `-`, or none, is standard input.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Files {
    pub(crate) fn inputs(&self) -> Vec<Input> {
        if self.files.is_empty() {
            vec![Input::standard()]
        } else {
            self.files.iter().map(|file| Input::named(file)).collect()
        }
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    /// What the files hold; guessed from the name if not given (.jsonl and .ndjson are JSON Lines; .html, .htm and .xhtml are
    /// HTML; .md is Markdown; .xml, .rss, .atom, .nitf, .newsml and .rdf are XML; also before .gz or .zst).
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<FormatName>,
    /// The field of a JSON Lines record that holds the article: a name, or for what lies deeper a JSON Pointer such as
    /// /content/body. May be given several times; the fields of a record are judged together.
    #[arg(long = "field", value_name = "NAME", default_value = "text")]
    fields: Vec<Field>,
    /// Leave the attributes of HTML alone (alt, title, aria-label, the description of a page …); they are repaired if not given.
    #[arg(long)]
    no_attributes: bool,
    /// The encoding of the files, such as windows-1252, iso-8859-15 or utf-16le; known from a byte order mark, what the file
    /// declares, or UTF-8 if not given, and guessed where none of them tells. JSON Lines are UTF-8.
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<String>,
}

fn encoding(name: &str) -> Result<String, limpide::Error> {
    Document::read(Format::Text, b"", &limpide::Options::default().encoding(name)).map(|_| name.to_string())
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatName {
    /// One article a file.
    Text,
    /// One JSON object a line, read and written line by line.
    Jsonl,
    /// A page or a fragment, which is one article.
    Html,
    /// News in XML, an article an item: RSS, Atom, NITF, NewsML.
    Xml,
    /// One article in Markdown a file.
    Markdown,
}

impl Reading {
    /// What the format cannot tell by itself.
    pub(crate) fn options(&self) -> limpide::Options {
        let options = limpide::Options::default().fields(self.fields.iter().cloned()).attributes(!self.no_attributes);
        self.encoding.iter().fold(options, limpide::Options::encoding)
    }

    pub(crate) fn format_of(&self, input: &Input) -> Format {
        match self.format {
            Some(FormatName::Text) => Format::Text,
            Some(FormatName::Jsonl) => Format::JsonLines,
            Some(FormatName::Html) => Format::Html,
            Some(FormatName::Xml) => Format::Xml,
            Some(FormatName::Markdown) => Format::Markdown,
            None => Format::of_name(input.bare_name()),
        }
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Working")]
pub(crate) struct Working {
    /// Judge on this many threads; one for each core if not given. What comes out is the same, in the same order.
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// The longest record, or document other than a text, that is judged.
    ///
    /// Longer ones pass through as they are, and an error says where. Texts may be of any length: those longer than 128 KiB
    /// are judged part by part, cut between paragraphs. Memory stays below 32 MiB with the usual cap, however long the
    /// input; what needs a text as a whole (its --patch, --diff, --decisions or review page, the --patch of JSON Lines)
    /// takes more.
    #[arg(long, value_name = "MIB", default_value_t = CAP)]
    cap: NonZeroUsize,
}

/// The cap of the library, in MiB.
const CAP: NonZeroUsize = NonZeroUsize::new(Stream::<std::io::Sink>::CAP >> 20).unwrap();

impl Working {
    /// How many articles are judged at once.
    pub(crate) fn threads(&self) -> usize {
        self.threads.or_else(|| available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }

    /// The most bytes of a record or a document.
    pub(crate) fn cap(&self) -> usize {
        self.cap.get().saturating_mul(1 << 20)
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Judging")]
pub(crate) struct Rules {
    /// Add a dictionary: entries (.toml) or a table of pairs (any other name). May be given several times.
    #[arg(long, value_name = "FILE")]
    dictionary: Vec<PathBuf>,
    /// Use added dictionaries only.
    #[arg(long, requires = "dictionary")]
    no_bundled_dictionary: bool,
    /// Never touch this word or run of words, however it is capitalised. May be given several times.
    #[arg(long, value_name = "WORD")]
    allow: Vec<String>,
    /// Repair from this confidence on, 0 to 1.
    ///
    /// How sure it must be that the repair is the right one. At one half it is likelier right than wrong; take 0.9 for text that
    /// nobody reads again. Places below it are reported, and left alone.
    #[arg(long, value_name = "P", value_parser = probability, default_value_t = CleanerBuilder::APPLY_FROM)]
    apply_from: f32,
    /// Report from this sureness on, 0 to 1.
    ///
    /// How sure it must be that the place is damaged, whatever stood there.
    #[arg(long, value_name = "P", value_parser = probability, default_value_t = CleanerBuilder::HINT_FROM)]
    hint_from: f32,
    /// The share of articles that you expect to be damaged, 0 to 1.
    ///
    /// The higher, the less it takes to call an article damaged. Above 0.5, every word is looked at, also in articles that
    /// show no sure damage; this takes more time.
    #[arg(long, value_name = "SHARE", value_parser = probability, default_value_t = CleanerBuilder::EXPECT_DAMAGED)]
    expect_damaged: f32,
}

fn probability(text: &str) -> Result<f32, String> {
    match text.replace(',', ".").parse::<f32>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err("write a number from 0 to 1, such as 0.5".into()),
    }
}

impl Rules {
    /// The cleaner they describe.
    pub(crate) fn cleaner(&self) -> Result<Cleaner, Stop> {
        let mut sources = Vec::new();
        for path in &self.dictionary {
            let source = read_dictionary(path).map_err(|error| error.in_file(path.display().to_string()))?;
            sources.push(source);
        }
        let mut builder = Cleaner::builder()
            .allow(&self.allow)
            .apply_from(self.apply_from)
            .hint_from(self.hint_from)
            .expect_damaged(self.expect_damaged);
        if self.no_bundled_dictionary {
            builder = builder.without_bundled_dictionary();
        }
        let with = |builder: CleanerBuilder, count: usize| {
            sources.iter().take(count).cloned().fold(builder, CleanerBuilder::dictionary).build()
        };
        with(builder.clone(), sources.len()).map_err(|error| {
            // The dictionaries are sound one by one, so the first that breaks the rules does so beside those before it.
            let culprit = (1..=sources.len()).find(|count| with(builder.clone(), *count).is_err());
            match culprit.and_then(|count| self.dictionary.get(count - 1)) {
                Some(path) => error.in_file(path.display().to_string()).into(),
                None => error.into(),
            }
        })
    }
}

fn read_dictionary(path: &Path) -> Result<Source, Error> {
    let bytes = std::fs::read(path)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes().iter().take(valid).filter(|byte| **byte == b'\n').count();
        Error::new(ErrorKind::Dictionary, "no UTF-8; save the file as UTF-8").at_line(line)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let source = if is_toml { toml::read(text, Tier::User)? } else { table::read(text)? };
    source.check()?;
    Ok(source)
}

/// A line of a file.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) input: Input,
    pub(crate) line: usize,
}

impl Place {
    fn parse(text: &str) -> Result<Self, String> {
        let place = text.rsplit_once(':').and_then(|(file, line)| {
            let line = line.parse().ok().filter(|line| *line > 0)?;
            Some(Self { input: Input::named(Path::new(file)), line })
        });
        place.ok_or_else(|| "write a file, a colon and a line, such as article.txt:12".into())
    }
}
