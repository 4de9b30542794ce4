//! The tags of `French.lex`, as readings.
//!
//! Law: one reading per part of speech in the row; gender and number go to those that agree, never to the preposition in *au*.
//! An unknown tag is an error, not a guess: a new version of the source is read by a person before it is compiled.

use limpide::lexicon::{Genders, Numbers, Persons, Pos, Reading, VerbForms, VerbTraits};
use limpide::{Error, ErrorKind};

/// What a row of tags says, before it is parted by part of speech.
#[derive(Default)]
pub(crate) struct Tags {
    parts: Vec<Pos>,
    genders: Genders,
    numbers: Numbers,
    forms: VerbForms,
    persons: Persons,
    traits: VerbTraits,
    /// The row is marked as refusing elision: *hauteur*, *onze*.
    pub(crate) refuses_elision: bool,
    /// The row is marked as eliding although it begins with h: *homme*.
    pub(crate) mute: bool,
    /// A symbol, an abbreviation or a title: its capital does not make it a name.
    symbol: bool,
}

impl Tags {
    /// Reads tags such as `:N:f:s;é/*`: grammar, register behind `;`, domain behind `#`, spelling reform behind `/`.
    pub(crate) fn parse(tags: &str) -> Result<Self, Error> {
        let (marked, _reform) = tags.split_once('/').unwrap_or((tags, ""));
        let (marked, _domain) = marked.split_once('#').unwrap_or((marked, ""));
        let mut marks = marked.split(';');
        let mut row = Self::default();
        for tag in marks.next().unwrap_or_default().split(':').filter(|tag| !tag.is_empty()) {
            row.take(tag)?;
        }
        for mark in marks {
            row.refuses_elision |= mark == "é";
            row.mute |= mark == "É";
            row.symbol |= mark == "S";
        }
        row.finish();
        Ok(row)
    }

    /// The readings of `form`, one per part of speech.
    ///
    /// The source calls names that take an article (*la France*, *le Rhin*) plain nouns; their capital tells them apart.
    pub(crate) fn readings(&self, form: &str) -> impl Iterator<Item = Reading<'static>> + '_ {
        let name = is_capitalised(form) && !self.symbol;
        let pos = move |pos| if pos == Pos::Noun && name { Pos::ProperNoun } else { pos };
        self.parts.iter().map(move |&part| self.reading(pos(part)))
    }
}

impl Tags {
    fn take(&mut self, tag: &str) -> Result<(), Error> {
        if self.agreement(tag) || self.verb_form(tag) || self.person(tag) || self.verb(tag) || self.part(tag) {
            return Ok(());
        }
        let cure = format!("unknown tag “:{tag}”; say in dictionaries/compiler/src/tags.rs what it means");
        Err(Error::new(ErrorKind::Dictionary, cure))
    }

    fn agreement(&mut self, tag: &str) -> bool {
        match tag {
            "m" => self.genders |= Genders::MASCULINE,
            "f" => self.genders |= Genders::FEMININE,
            "e" => self.genders |= Genders::BOTH,
            "s" => self.numbers |= Numbers::SINGULAR,
            "p" => self.numbers |= Numbers::PLURAL,
            "i" => self.numbers |= Numbers::BOTH,
            _ => return false,
        }
        true
    }

    fn verb_form(&mut self, tag: &str) -> bool {
        self.forms |= match tag {
            "Y" => VerbForms::INFINITIVE,
            "P" => VerbForms::PRESENT_PARTICIPLE,
            "Q" => VerbForms::PAST_PARTICIPLE,
            "Ip" => VerbForms::INDICATIVE_PRESENT,
            "Iq" => VerbForms::INDICATIVE_IMPERFECT,
            "Is" => VerbForms::INDICATIVE_PAST,
            "If" => VerbForms::INDICATIVE_FUTURE,
            "Sp" => VerbForms::SUBJUNCTIVE_PRESENT,
            "Sq" => VerbForms::SUBJUNCTIVE_IMPERFECT,
            "K" => VerbForms::CONDITIONAL,
            "E" => VerbForms::IMPERATIVE,
            _ => return false,
        };
        true
    }

    fn person(&mut self, tag: &str) -> bool {
        self.persons |= match tag {
            "1s" | "1ś" | "1ŝ" => Persons::FIRST_SINGULAR,
            "2s" => Persons::SECOND_SINGULAR,
            "3s" => Persons::THIRD_SINGULAR,
            "1p" => Persons::FIRST_PLURAL,
            "2p" => Persons::SECOND_PLURAL,
            "3p" | "3p!" => Persons::THIRD_PLURAL,
            // Pronouns: the number comes from the agreement tags, in `finish`.
            "O1" => Persons::FIRST_SINGULAR | Persons::FIRST_PLURAL,
            "O2" => Persons::SECOND_SINGULAR | Persons::SECOND_PLURAL,
            "O3" => Persons::THIRD_SINGULAR | Persons::THIRD_PLURAL,
            _ => return false,
        };
        true
    }

    /// `V`, group, type, then one column for each trait: a letter when it holds, `x` when it holds by exception, else `_`.
    fn verb(&mut self, tag: &str) -> bool {
        let Some(columns) = tag.strip_prefix(['V']) else { return false };
        for (column, letter) in columns.chars().enumerate() {
            self.traits |= match (column, letter) {
                (_, '_') => VerbTraits::NONE,
                (1, 'e' | 'a') => VerbTraits::AUXILIARY,
                (2, _) => VerbTraits::INTRANSITIVE,
                (3, _) => VerbTraits::TRANSITIVE,
                (4, _) => VerbTraits::INDIRECT,
                (5, _) => VerbTraits::PRONOMINAL,
                (6, _) => VerbTraits::IMPERSONAL,
                (7, _) => VerbTraits::WITH_ETRE,
                (8, _) => VerbTraits::WITH_AVOIR,
                _ => VerbTraits::NONE,
            };
        }
        self.also(Pos::Verb);
        true
    }

    /// Parts of speech; those met only inside set phrases (*fur*, *instar*), marked `É`, count as what they are.
    fn part(&mut self, tag: &str) -> bool {
        let pos = match tag.strip_prefix('É').unwrap_or(tag) {
            "N" => Pos::Noun,
            "T" => {
                self.symbol = true;
                Pos::Noun
            }
            "A" => Pos::Adjective,
            "M1" => Pos::FirstName,
            "M2" => Pos::Surname,
            "MP" | "NM" => Pos::ProperNoun,
            "W" | "U" => Pos::Adverb,
            "X" => Pos::Negation,
            "J" => Pos::Interjection,
            "B" | "Br" => Pos::Numeral,
            "Zp" => Pos::Prefix,
            "R" | "Rv" => Pos::Preposition,
            "C" | "Cc" => Pos::CoordinatingConjunction,
            "Cs" => Pos::SubordinatingConjunction,
            "D" | "Dp" | "Dd" | "Di" | "Dn" | "De" => Pos::Determiner,
            "O" | "Od" | "Oi" | "Oj" | "Or" | "On" | "Ow" | "Os" | "Oo" | "Ov" | "Ot" => Pos::Pronoun,
            "Zs" | "F" | "H" | "@" | "@p" | "@s" => Pos::Other,
            "" | "G" | "V" => return true,
            _ => return false,
        };
        self.also(pos);
        true
    }

    fn also(&mut self, pos: Pos) {
        if !self.parts.contains(&pos) {
            self.parts.push(pos);
        }
    }

    /// Settles what one tag could not know alone.
    fn finish(&mut self) {
        // `1ŝ` on a participle only says that *chanté-je* is spelled like it.
        if self.forms.contains(VerbForms::PAST_PARTICIPLE) && !self.forms.intersects(VerbForms::FINITE) {
            self.persons = Persons::NONE;
        }
        if self.numbers == Numbers::SINGULAR {
            self.persons = self.persons.intersection(Persons::SINGULAR);
        } else if self.numbers == Numbers::PLURAL {
            self.persons = self.persons.intersection(Persons::PLURAL);
        }
        if self.parts.is_empty() {
            self.parts.push(Pos::Other);
        }
    }

    fn reading(&self, pos: Pos) -> Reading<'static> {
        let mut reading = Reading::new(pos);
        if pos == Pos::Verb {
            reading.form = self.forms;
            reading.traits = self.traits;
        }
        if matches!(pos, Pos::Verb | Pos::Pronoun) {
            reading.persons = self.persons;
        }
        if agrees(pos) {
            reading.genders = self.genders;
            reading.numbers = self.numbers;
        }
        if pos == Pos::Verb && reading.numbers.is_empty() {
            reading.numbers = self.persons.numbers();
        }
        reading
    }
}

/// True for *France*, false for *ADSL* and *paysage*.
fn is_capitalised(form: &str) -> bool {
    let mut chars = form.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

fn agrees(pos: Pos) -> bool {
    use Pos::{Adjective, Determiner, Noun, Numeral, Pronoun, Verb};
    matches!(pos, Noun | Adjective | Verb | Determiner | Pronoun | Numeral) || pos.is_name()
}
