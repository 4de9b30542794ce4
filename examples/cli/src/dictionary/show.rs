//! `limpide dictionary show`: all that is known of a word.
//!
//! Law: both languages of a phrase stand side by side, as in the rest of what people read; what is not known is not said.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use limpide::Lexicon;
use limpide::dictionary::{Dictionary, Example, Head, Pair, Place, Tier};
use limpide::lexicon::{Genders, Numbers, Pos, Reading};
use limpide::report::Language;

use super::File;
use crate::config::Config;
use crate::stop::Stop;
use crate::talk::Talk;
use crate::words::Words;

/// Show all that is known of a word: whether it is French, what it hides as an intruder, and by what it is replaced as an original.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The word, or a run of words in quotes.
    #[arg(value_name = "WORD")]
    word: String,
    /// A dictionary to look in beside the bundled one and those that limpide.toml names. May be given several times.
    #[arg(long, value_name = "FILE")]
    dictionary: Vec<PathBuf>,
}

pub(super) fn run(options: &Show, config: &Config, words: Words, talk: &mut Talk) -> Result<bool, Stop> {
    let files: Vec<PathBuf> = config.dictionaries().chain(options.dictionary.iter().cloned()).collect();
    let files = File::read_all(&files)?;
    let word = options.word.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let bundled = Dictionary::french()?;
    let mut sheet =
        Sheet { word: &word, bundled: &bundled, files: &files, say: Say(words.language()), out: Vec::new() };
    let known = sheet.french() | sheet.hides() | sheet.is_replaced();
    let mut out = BufWriter::new(io::stdout().lock());
    out.write_all(&sheet.out).and_then(|()| out.flush()).map_err(Stop::output)?;
    if !known {
        talk.note(Say(words.language()).unknown(&word));
    }
    Ok(false)
}

/// What is known of one word.
struct Sheet<'a> {
    word: &'a str,
    bundled: &'a Dictionary,
    files: &'a [File],
    say: Say,
    out: Vec<u8>,
}

impl Sheet<'_> {
    fn french(&mut self) -> bool {
        let lexicon = Lexicon::french();
        let Some(found) = lexicon.find(self.word) else {
            self.line(0, self.say.not_french(self.word));
            return false;
        };
        let anglicism = if found.anglicism() { self.say.anglicism() } else { "" };
        let aspirated = if found.aspirated() { self.say.aspirated() } else { "" };
        self.line(0, format!("{}{anglicism}{aspirated}", self.say.french(self.word)));
        let mut readings: Vec<String> = found.readings().map(|reading| self.say.reading(&reading, self.word)).collect();
        readings.dedup();
        readings.into_iter().for_each(|reading| self.line(1, reading));
        true
    }

    /// As an intruder.
    fn hides(&mut self) -> bool {
        let title = self.say.either("found in the place of", "trouvé à la place de");
        self.pairs(title, |pair| &pair.intruder, |pair| &pair.original)
    }

    /// As an original.
    fn is_replaced(&mut self) -> bool {
        let title = self.say.either("replaced by", "remplacé par");
        let known = self.pairs(title, |pair| &pair.original, |pair| &pair.intruder);
        if let Some(original) = self.bundled.find_original(self.word) {
            let habits = self.say.head(self.bundled.head(original));
            habits.into_iter().for_each(|habit| self.line(1, habit));
        }
        known
    }

    /// The pairs whose one side is the word, by their other side; those of files with their examples.
    fn pairs(&mut self, title: &str, side: impl Fn(&Pair) -> &String, other: impl Fn(&Pair) -> &String) -> bool {
        let (mut titled, word) = (false, self.word);
        for file in self.files {
            for pair in file.source.pairs.iter().filter(|pair| side(pair).to_lowercase() == word) {
                if !std::mem::replace(&mut titled, true) {
                    self.line(0, title);
                }
                let place = format!("{}:{}", file.name, pair.line);
                let note = self.say.joined([Some(place), self.say.tier(pair), self.say.place(pair)]);
                self.line(1, format!("{}  ({note})", other(pair)));
                for example in file.source.examples.iter().filter(|example| example.line == pair.line) {
                    self.line(2, self.say.example(example));
                }
            }
        }
        let all: Vec<Pair> = self.bundled.pairs().filter(|pair| side(pair).to_lowercase() == word).collect();
        let mut rows: Vec<(String, Vec<&Pair>)> = Vec::new();
        for pair in &all {
            match rows.last_mut().filter(|(word, _)| word == other(pair)) {
                Some((_, tiers)) => tiers.push(pair),
                None => rows.push((other(pair).clone(), vec![pair])),
            }
        }
        // What was seen most often first, then what is written down first.
        rows.sort_by_key(|(_, tiers)| {
            let count = tiers.iter().map(|pair| pair.count).max().unwrap_or_default();
            let rank = |tier: Tier| tiers.iter().find(|pair| pair.tier == tier).map_or(u8::MAX, |pair| pair.rank);
            (std::cmp::Reverse(count), rank(Tier::Recalled), rank(Tier::Authored))
        });
        for (word, tiers) in rows {
            if !std::mem::replace(&mut titled, true) {
                self.line(0, title);
            }
            let place = tiers.first().and_then(|pair| self.say.place(pair));
            let notes = tiers.iter().rev().map(|pair| self.say.tier(pair)).chain([place]);
            let note = self.say.joined(notes);
            self.line(1, format!("{word}  ({note})"));
        }
        titled
    }

    fn line(&mut self, depth: usize, text: impl std::fmt::Display) {
        // A vector takes whatever is written to it.
        let _ = writeln!(self.out, "{:width$}{text}", "", width = 2 * depth);
    }
}

/// The phrases.
#[derive(Clone, Copy)]
struct Say(Language);

impl Say {
    fn either(self, english: &'static str, french: &'static str) -> &'static str {
        if self.0 == Language::French { french } else { english }
    }

    fn joined(self, parts: impl IntoIterator<Item = Option<String>>) -> String {
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn unknown(self, word: &str) -> String {
        let quoted = self.0.quoted(word);
        match self.0 {
            Language::French => format!("aucune paire ne porte {quoted}\u{202f}; ajoutez-la avec dictionary add"),
            _ => format!("no pair has {quoted}; add one with dictionary add"),
        }
    }

    fn not_french(self, word: &str) -> String {
        format!("{word}{}", self.either(": not French", "\u{a0}: pas français"))
    }

    fn french(self, word: &str) -> String {
        format!("{word}{}", self.either(": French", "\u{a0}: français"))
    }

    fn anglicism(self) -> &'static str {
        self.either(", from English", ", venu de l’anglais")
    }

    fn aspirated(self) -> &'static str {
        self.either(", refuses elision", ", sans élision")
    }

    fn tier(self, pair: &Pair) -> Option<String> {
        let nth = usize::from(pair.rank) + 1;
        Some(match (pair.tier, self.0 == Language::French) {
            // An entry that was written from observation holds no count.
            (Tier::Observed, french) if pair.count == 0 => if french { "observé" } else { "observed" }.into(),
            (Tier::Observed, false) => {
                format!("observed {} time{}", pair.count, if pair.count == 1 { "" } else { "s" })
            }
            (Tier::Observed, true) => format!("observé {} fois", pair.count),
            (Tier::Recalled, false) => format!("recalled, choice {nth}"),
            (Tier::Recalled, true) => format!("retenu, choix {nth}"),
            (Tier::Authored, false) => format!("authored, choice {nth}"),
            (Tier::Authored, true) => format!("rédigé, choix {nth}"),
            (_, french) => if french { "à vous" } else { "your own" }.to_string(),
        })
    }

    fn place(self, pair: &Pair) -> Option<String> {
        let line = pair.place == Place::Line;
        line.then(|| self.either("only alone on its line", "seulement seul sur sa ligne").into())
    }

    fn example(self, Example { given, wanted, .. }: &Example) -> String {
        let (given_quoted, wanted_quoted) = (self.0.quoted(given), self.0.quoted(wanted));
        match given == wanted {
            true => format!("{} {given_quoted}", self.either("keep", "garder")),
            false => format!("{} {given_quoted} → {wanted_quoted}", self.either("fix", "corriger")),
        }
    }

    /// How engines treat an original.
    fn head(self, head: Head) -> Vec<String> {
        let french = self.0 == Language::French;
        let Head { replaced, survived, english, recalled } = head;
        let all = replaced + survived;
        let seen = (all > 0).then(|| match french {
            true => format!("remplacé {replaced} fois sur {all} dans des articles altérés"),
            false => format!("replaced at {replaced} of {all} places in damaged articles"),
        });
        let common = english.map(|class| match french {
            true => format!("classe {class} de 6 parmi les mots anglais courants"),
            false => format!("class {class} of 6 among common words of English"),
        });
        let sure = recalled.map(|class| match french {
            true => format!("classe {class} de 3 parmi les mots que les logiciels remplacent"),
            false => format!("class {class} of 3 among words that software replaces"),
        });
        [seen, common, sure].into_iter().flatten().collect()
    }

    fn reading(self, reading: &Reading<'_>, word: &str) -> String {
        let genders = [
            reading.genders.intersects(Genders::MASCULINE).then(|| self.either("masculine", "masculin").to_string()),
            reading.genders.intersects(Genders::FEMININE).then(|| self.either("feminine", "féminin").to_string()),
        ];
        let numbers = [
            reading.numbers.intersects(Numbers::SINGULAR).then(|| self.either("singular", "singulier").to_string()),
            reading.numbers.intersects(Numbers::PLURAL).then(|| self.either("plural", "pluriel").to_string()),
        ];
        let both = |parts: [Option<String>; 2]| {
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(self.either(" or ", " ou ")))
        };
        let lemma = Some(reading.lemma(word)).filter(|lemma| lemma != word);
        let lemma = lemma.map(|lemma| format!("{} {lemma}", self.either("of", "de")));
        self.joined([Some(self.pos(reading.pos).to_string()), both(genders), both(numbers), lemma])
    }

    fn pos(self, pos: Pos) -> &'static str {
        match pos {
            Pos::Noun => self.either("noun", "nom"),
            Pos::Adjective => self.either("adjective", "adjectif"),
            Pos::Verb => self.either("verb", "verbe"),
            Pos::Adverb => self.either("adverb", "adverbe"),
            Pos::Preposition => self.either("preposition", "préposition"),
            Pos::Determiner => self.either("determiner", "déterminant"),
            Pos::Pronoun => self.either("pronoun", "pronom"),
            Pos::CoordinatingConjunction | Pos::SubordinatingConjunction => self.either("conjunction", "conjonction"),
            Pos::Numeral => self.either("numeral", "numéral"),
            Pos::Interjection => self.either("interjection", "interjection"),
            Pos::FirstName | Pos::Surname | Pos::ProperNoun => self.either("name", "nom propre"),
            Pos::Prefix => self.either("prefix", "préfixe"),
            Pos::Negation => self.either("negation", "négation"),
            _ => self.either("other", "autre"),
        }
    }
}
