//! The texts that speed is measured on, made from the fixtures at fixed seeds.
//!
//! Law: the same fixtures give the same texts on every machine.

use limpide::format::Format;

use crate::bed::{Bed, SEEDS};
use crate::spin::Profile;

/// Bytes of an article, as a newspaper has them.
const ARTICLE: usize = 5_000;
/// Bytes of a long file.
const LONG: usize = 20_000_000;
/// Articles of a set.
const ARTICLES: usize = 100;

/// Articles of [`ARTICLE`] bytes.
pub(super) struct Texts {
    /// As they were written, with the typewriter's signs.
    pub(super) prose: Vec<String>,
    /// The same with the signs of a typesetter: apostrophes, quotation marks, thin blanks.
    pub(super) typographic: Vec<String>,
    /// Six sevenths of each article spun, so that 2.5 words in 100 are damaged.
    pub(super) damaged: Vec<String>,
    /// A third of each article spun, so that 1 word in 100 is.
    pub(super) dirty: Vec<String>,
    /// One article in a hundred spun, the others as written.
    pub(super) mixed: Vec<String>,
}

impl Texts {
    pub(super) fn new(bed: &Bed) -> Self {
        let written: Vec<String> = bed.clean().map(|article| plain(&article.text)).collect();
        let spun: Vec<String> = SEEDS
            .into_iter()
            .flat_map(|seed| bed.spun(Profile::Exhaustive, seed))
            .map(|one| plain(&one.text))
            .collect();
        let prose = of_length(&written, ARTICLE);
        let spun = of_length(&spun, ARTICLE);
        let damaged = begun(&spun, &prose, ARTICLE * 6 / 7);
        let dirty = begun(&spun, &prose, ARTICLE / 3);
        let mut mixed = prose.clone();
        if let (Some(one), Some(spun)) = (mixed.first_mut(), damaged.first()) {
            one.clone_from(spun);
        }
        let typographic = prose.iter().map(|text| typeset(text)).collect();
        Self { prose, typographic, damaged, dirty, mixed }
    }

    /// Files of each format, made of clean articles.
    pub(super) fn documents(&self) -> Vec<(&'static str, Format, Vec<String>)> {
        let page = |text: &String| {
            let body: String =
                text.split('\n').map(|line| format!("<p class=\"texte\">{}</p>\n", escape(line))).collect();
            format!(
                "<!DOCTYPE html>\n<html lang=\"fr\"><head><title>Actualités</title></head>\n<body><main>\n{body}</main></body></html>\n"
            )
        };
        let item = |text: &String| {
            let body: String =
                text.split('\n').map(|line| format!("&lt;p&gt;{}&lt;/p&gt;", escape(&escape(line)))).collect();
            format!(
                "<item><title>Une nouvelle</title><guid>tag:exemple.fr</guid><description>{body}</description></item>\n"
            )
        };
        let feed = |texts: &[String]| {
            let items: String = texts.iter().map(item).collect();
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Actualités</title>\n{items}</channel></rss>\n"
            )
        };
        let markdown = |text: &String| format!("# Une nouvelle\n\n{}\n", text.replace('\n', "\n\n"));
        vec![
            ("plain text", Format::Text, self.prose.clone()),
            ("HTML pages", Format::Html, self.prose.iter().map(page).collect()),
            ("RSS of 20 items", Format::Xml, self.prose.chunks(20).map(feed).collect()),
            ("Markdown", Format::Markdown, self.prose.iter().map(markdown).collect()),
            (
                "JSON Lines",
                Format::JsonLines,
                self.prose.chunks(50).map(|some| some.iter().map(record).collect()).collect(),
            ),
        ]
    }

    /// One long file of JSON Lines.
    pub(super) fn records(&self) -> [String; 1] {
        let some: String = self.prose.iter().map(record).collect();
        [some.repeat(LONG / some.len().max(1) + 1)]
    }

    /// Texts that are made to be slow.
    pub(super) fn worst(&self) -> Vec<(&'static str, String)> {
        let some = self.prose.first().cloned().unwrap_or_default();
        let decomposed = some.chars().flat_map(|c| match c {
            'é' => vec!['e', '\u{301}'],
            'è' => vec!['e', '\u{300}'],
            'à' => vec!['a', '\u{300}'],
            'ç' => vec!['c', '\u{327}'],
            other => vec![other],
        });
        let to = |length: usize, text: &str| text.repeat(length / text.len() + 1);
        vec![
            ("decomposed accents", decomposed.collect()),
            ("Cyrillic", to(ARTICLE, "Правительство объявило о новых мерах поддержки населения. ")),
            ("Chinese", to(ARTICLE, "政府宣布了支持居民的新措施，这些措施将于下个月生效。")),
            ("one long word", to(ARTICLE, "abcdefghij")),
            ("accents alone", to(ARTICLE, "éèàç")),
            ("soft hyphens", some.replace("on", "o\u{ad}n")),
            ("one word in four damaged", to(ARTICLE, "le entrance de la ville, les events du soir. ")),
            ("nothing but damage", to(ARTICLE, "le entrance des applied sciences et les events sturdy ")),
        ]
    }
}

/// Articles of which so many bytes are spun and the rest is as written.
fn begun(spun: &[String], written: &[String], bytes: usize) -> Vec<String> {
    let of_both = spun.iter().zip(written).map(|(spun, written)| {
        let begin = spun.get(..spun.floor_char_boundary(bytes));
        let rest = written.get(written.ceil_char_boundary(bytes)..);
        [begin, rest].into_iter().flatten().collect()
    });
    of_both.collect()
}

/// Articles of that length, of the paragraphs of these.
pub(crate) fn of_length(articles: &[String], length: usize) -> Vec<String> {
    let all = articles.join("\n");
    let wanted = (ARTICLES * ARTICLE / length).clamp(1, ARTICLES);
    let mut texts = Vec::new();
    let mut around = all.as_str();
    while texts.len() < wanted && !all.is_empty() {
        let mut text = String::with_capacity(length);
        while text.len() < length {
            let end = around.floor_char_boundary(length - text.len());
            if end == 0 && !around.is_empty() {
                break;
            }
            text += around.get(..end).unwrap_or_default();
            around = around.get(end..).filter(|rest| !rest.is_empty()).unwrap_or(&all);
        }
        texts.push(text);
    }
    texts
}

/// With the signs of a typewriter.
fn plain(text: &str) -> String {
    text.replace(['’', 'ʼ'], "'").replace(['\u{a0}', '\u{202f}'], " ")
}

/// With the signs of a typesetter.
fn typeset(text: &str) -> String {
    let text = text.replace('\'', "’").replace("« ", "«\u{a0}").replace(" »", "\u{a0}»");
    [";", ":", "!", "?"].iter().fold(text, |text, sign| text.replace(&format!(" {sign}"), &format!("\u{202f}{sign}")))
}

fn record(text: &String) -> String {
    serde_json::json!({"id": "a", "text": text}).to_string() + "\n"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
