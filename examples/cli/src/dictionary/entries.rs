//! A file of entries that is changed by a program and read by people.
//!
//! Law: what is not changed stays byte for byte: comments, order, the way a line is written. Where entries stand sorted, a new one
//! goes to its sorted place, else to the end. Rejected: reading and writing the file anew, which would drop every comment.

use limpide::{Error, ErrorKind};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value};

/// The entries of a file.
pub(super) struct Entries {
    document: DocumentMut,
}

/// What is added.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub(super) original: String,
    pub(super) line_only: bool,
    pub(super) intruders: Vec<String>,
    pub(super) fix: Vec<[String; 2]>,
    pub(super) keep: Vec<String>,
    /// Comment lines, with their `#`.
    pub(super) above: String,
    /// The entry as it is written elsewhere, with the comments in it.
    pub(super) table: Option<Table>,
}

impl Entries {
    /// Takes the text of a file whose entries are in order.
    pub(super) fn of(text: &str) -> Result<Self, Error> {
        let refuse = |message: &str| Error::new(ErrorKind::Dictionary, message);
        let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| refuse(error.message()))?;
        match document.get("entry") {
            None | Some(Item::ArrayOfTables(_)) => Ok(Self { document }),
            Some(_) => Err(refuse("the entries stand in one list; write each below [[entry]]")),
        }
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        self.document.to_string()
    }

    /// All entries, with the comments above them.
    pub(super) fn entries(&self) -> Vec<Entry> {
        self.tables().enumerate().map(|(at, table)| entry(table, at == 0)).collect()
    }

    /// The comment at the head of the file.
    pub(super) fn head(&self) -> String {
        let prefix = self.tables().next().map_or_else(|| trailing(&self.document), prefix);
        comments(split(&prefix).0)
    }

    /// Puts comment lines below those at the head of the file.
    pub(super) fn add_head(&mut self, lines: &str) {
        let known = self.head();
        if lines.is_empty() || known.contains(lines) {
            return;
        }
        let head = format!("{known}{lines}\n\n");
        match self.tables_mut().and_then(|tables| tables.get_mut(0)) {
            Some(first) => {
                let own = split(&prefix(first)).1.trim_start_matches('\n').to_string();
                first.decor_mut().set_prefix(format!("{head}{own}"));
            }
            None => self.document.set_trailing(head),
        }
    }

    /// True where there is an entry of that original.
    pub(super) fn has(&self, original: &str) -> bool {
        self.tables().any(|table| entry(table, false).original == original)
    }

    /// Adds an entry: to the one of the same original where there is one. False where it says nothing new.
    pub(super) fn add(&mut self, new: &Entry) -> Result<bool, Error> {
        let before = self.text();
        let same = |table: &Table| {
            let known = entry(table, false);
            (known.original.as_str(), known.line_only) == (new.original.as_str(), new.line_only)
        };
        match self.tables_mut().and_then(|tables| tables.iter_mut().find(|table| same(table))) {
            Some(known) => extend(known, new),
            None => self.insert(new)?,
        }
        Ok(self.text() != before)
    }

    /// Takes an intruder out of every entry, with the examples that show it, and entries that are left without an intruder.
    pub(super) fn remove(&mut self, intruder: &str) {
        let head = self.head();
        let Some(tables) = self.tables_mut() else { return };
        for table in tables.iter_mut() {
            let Some(intruders) = table.get_mut("intruders").and_then(Item::as_array_mut) else { continue };
            let before = intruders.len();
            intruders.retain(|value| value.as_str().is_none_or(|word| word.to_lowercase() != intruder.to_lowercase()));
            if intruders.len() == before {
                continue;
            }
            begin(intruders);
            if let Some(fix) = table.get_mut("fix").and_then(Item::as_array_mut) {
                fix.retain(|pair| {
                    let given =
                        pair.as_array().and_then(|pair| pair.get(0)).and_then(Value::as_str).unwrap_or_default();
                    !given.to_lowercase().contains(&intruder.to_lowercase())
                });
                begin(fix);
            }
        }
        tables.retain(|table| {
            table.get("intruders").and_then(Item::as_array).is_none_or(|intruders| !intruders.is_empty())
        });
        // The head of the file may have stood above an entry that is gone.
        self.add_head(head.trim_end());
    }

    fn insert(&mut self, new: &Entry) -> Result<(), Error> {
        let mut table = new.table.clone().map_or_else(|| written(new), Ok)?;
        let empty = self.tables().next().is_none();
        let originals: Vec<String> = self.tables().map(|table| entry(table, false).original.to_lowercase()).collect();
        let place = match originals.is_sorted() {
            true => originals.partition_point(|known| *known <= new.original.to_lowercase()),
            false => originals.len(),
        };
        if empty {
            let head = trailing(&self.document);
            let gap = if head.trim().is_empty() || head.ends_with("\n\n") { "" } else { "\n" };
            table.decor_mut().set_prefix(format!("{head}{gap}{}", new.above));
            self.document.set_trailing("");
        } else if place == 0 {
            if let Some(first) = self.tables_mut().and_then(|tables| tables.get_mut(0)) {
                let prefix = prefix(first);
                let (head, own) = split(&prefix);
                table.decor_mut().set_prefix(format!("{head}{}", new.above));
                let own = format!("\n{own}");
                first.decor_mut().set_prefix(own);
            }
        } else {
            table.decor_mut().set_prefix(format!("\n{}", new.above));
        }
        let mut tables: Vec<Table> = self.tables().cloned().collect();
        tables.insert(place.min(tables.len()), table);
        // Where a table is printed follows its position, not its place in the list.
        for (position, table) in tables.iter_mut().enumerate() {
            table.set_position(Some(position as isize));
        }
        self.document.insert("entry", Item::ArrayOfTables(tables.into_iter().collect()));
        Ok(())
    }

    fn tables(&self) -> impl Iterator<Item = &Table> {
        self.document.get("entry").and_then(Item::as_array_of_tables).into_iter().flat_map(ArrayOfTables::iter)
    }

    fn tables_mut(&mut self) -> Option<&mut ArrayOfTables> {
        self.document.get_mut("entry").and_then(Item::as_array_of_tables_mut)
    }
}

/// What a table says.
fn entry(table: &Table, first: bool) -> Entry {
    let text = |key: &str| table.get(key).and_then(Item::as_str).unwrap_or_default().to_string();
    let list = |key: &str| table.get(key).and_then(Item::as_array).into_iter().flat_map(Array::iter);
    let pair = |value: &Value| {
        let side = |at: usize| value.as_array()?.get(at)?.as_str().map(str::to_string);
        Some([side(0)?, side(1)?])
    };
    let prefix = prefix(table);
    let own = if first { split(&prefix).1 } else { &prefix };
    Entry {
        original: text("original"),
        line_only: text("place") == "line",
        intruders: list("intruders").filter_map(Value::as_str).map(str::to_string).collect(),
        fix: list("fix").filter_map(pair).collect(),
        keep: list("keep").filter_map(Value::as_str).map(str::to_string).collect(),
        above: comments(own),
        table: Some(table.clone()),
    }
}

/// Adds to a table what it does not say yet.
fn extend(table: &mut Table, new: &Entry) {
    let known = entry(table, false);
    let missing = |new: &[String], known: &[String]| {
        new.iter().filter(|one| !known.contains(one)).map(|one| Value::from(one.as_str())).collect::<Vec<_>>()
    };
    push(table, "intruders", missing(&new.intruders, &known.intruders));
    push(table, "fix", new.fix.iter().filter(|pair| !known.fix.contains(pair)).map(pair).collect());
    push(table, "keep", missing(&new.keep, &known.keep));
    if !new.above.is_empty() && !known.above.contains(&new.above) {
        let prefix = prefix(table);
        table.decor_mut().set_prefix(format!("{prefix}{}", new.above));
    }
}

/// Adds values to a list, each as the last one stands there: on its own line or behind it.
fn push(table: &mut Table, key: &str, values: Vec<Value>) {
    if values.is_empty() {
        return;
    }
    let Some(list) = table.entry(key).or_insert(Item::Value(Value::Array(Array::new()))).as_array_mut() else { return };
    for mut value in values {
        let last = list.len().checked_sub(1).and_then(|at| list.get_mut(at)).map(Value::decor_mut);
        let Some(last) = last else {
            list.push(value);
            continue;
        };
        let part =
            |raw: Option<&toml_edit::RawString>| raw.and_then(|raw| raw.as_str()).unwrap_or_default().to_string();
        let (before, after) = (part(last.prefix()), part(last.suffix()));
        last.set_suffix("");
        // The line break and its indent, without a comment that stands there.
        let before = match before.rsplit_once('\n') {
            Some((_, indent)) => format!("\n{indent}"),
            None => " ".into(),
        };
        value.decor_mut().set_prefix(before);
        value.decor_mut().set_suffix(after);
        list.push_formatted(value);
    }
}

/// Leaves no blank before the first value of a line, where what stood before it is gone.
fn begin(list: &mut Array) {
    let Some(first) = list.get_mut(0).map(Value::decor_mut) else { return };
    if first.prefix().and_then(|prefix| prefix.as_str()) == Some(" ") {
        first.set_prefix("");
    }
}

fn pair(pair: &[String; 2]) -> Value {
    Value::Array(pair.iter().map(String::as_str).collect())
}

/// A new table, written as people write them.
fn written(new: &Entry) -> Result<Table, Error> {
    let list = |values: Vec<Value>| {
        let values: Vec<String> = values.iter().map(|value| value.to_string().trim().to_string()).collect();
        match values.len() {
            0 | 1 => format!("[{}]", values.concat()),
            _ => format!("[\n  {},\n]", values.join(",\n  ")),
        }
    };
    let words = |words: &[String]| words.iter().map(|word| Value::from(word.as_str())).collect::<Vec<_>>();
    let line = |values: Vec<Value>| Value::Array(values.into_iter().collect()).to_string();
    let mut text = format!("[[entry]]\noriginal = {}\n", Value::from(new.original.as_str()));
    text += &format!("intruders = {}\n", line(words(&new.intruders)).trim());
    if new.line_only {
        text += "place = \"line\"\n";
    }
    if !new.fix.is_empty() {
        text += &format!("fix = {}\n", list(new.fix.iter().map(pair).collect()));
    }
    if !new.keep.is_empty() {
        text += &format!("keep = {}\n", list(words(&new.keep)));
    }
    let document = Entries::of(&text)?;
    let table = document.tables().next().cloned();
    table.ok_or_else(|| Error::new(ErrorKind::Dictionary, "the entry cannot be written as TOML"))
}

/// What stands above a table.
fn prefix(table: &Table) -> String {
    table.decor().prefix().and_then(toml_edit::RawString::as_str).unwrap_or_default().to_string()
}

fn trailing(document: &DocumentMut) -> String {
    document.trailing().as_str().unwrap_or_default().to_string()
}

/// What stands above the first table, cut behind its last empty line: the head of the file, and the table's own comment.
fn split(prefix: &str) -> (&str, &str) {
    prefix.rfind("\n\n").map_or(("", prefix), |at| prefix.split_at(at + 2))
}

fn comments(text: &str) -> String {
    text.lines().filter(|line| line.trim_start().starts_with('#')).map(|line| format!("{}\n", line.trim())).collect()
}
