//! The fields and texts of a handout, as any reader of TOML sees them.

use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use crate::handout::error::HandoutError;

/// The fields of a deck's face.
const DECK: &[&str] = &[
    "format",
    "id",
    "title",
    "language",
    "handout",
    "exam",
    "scoring",
    "shuffle",
    "blueprint",
    "passage",
    "question",
];
/// The fields of a question's face.
const QUESTION: &[&str] = &[
    "id",
    "kind",
    "prompt",
    "passage",
    "choices",
    "items",
    "left",
    "right",
    "blanks",
    "reuse",
    "pin",
    "shuffle",
    "unit",
    "points",
    "time",
    "scoring",
    "tags",
    "difficulty",
    "weight",
    "family",
];
const EXAM: &[&str] = &["time_limit", "feedback", "back"];
const BLUEPRINT: &[&str] = &["tag", "difficulty", "kind", "count"];
const PASSAGE: &[&str] = &["id", "text"];
const BLANK: &[&str] = &["sort", "weight", "unit", "choices", "pin", "shuffle"];
/// Tables from names of the handout to texts.
const LISTS: &[&str] = &["choices", "items", "left", "right"];
/// Fields whose values are words of the format.
const WORDS: &[&str] = &["kind", "scoring", "difficulty", "sort", "feedback", "time", "time_limit"];

/// What stands in a handout.
#[derive(Debug, Default)]
pub(super) struct Strings {
    /// Fields that are not of the face.
    pub(super) strays: Vec<String>,
    /// Every name and text that is no word of the format.
    pub(super) texts: Vec<String>,
}

/// Reads a handout without the reader of decks.
pub(super) fn strings(text: &str) -> Result<Strings, HandoutError> {
    let document: DocumentMut =
        text.parse().map_err(|error| HandoutError::Unfaithful(format!("no TOML: {error}")))?;
    let mut strings = Strings::default();
    let root: &Table = document.as_table();
    strings.table(root, DECK, "");
    Ok(strings)
}

impl Strings {
    /// A table of fields.
    fn table(&mut self, table: &dyn TableLike, allowed: &[&str], path: &str) {
        for (name, item) in table.iter() {
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            if allowed.contains(&name) {
                self.field(name, item, &path);
            } else {
                self.strays.push(path);
            }
        }
    }

    fn field(&mut self, name: &str, item: &Item, path: &str) {
        match (name, item) {
            // The passages of a deck; a question's passage is a text.
            ("passage", Item::ArrayOfTables(_)) => self.tables(item, PASSAGE, path),
            ("question", _) => self.tables(item, QUESTION, path),
            ("blueprint", _) => self.tables(item, BLUEPRINT, path),
            ("exam", _) => self.tables(item, EXAM, path),
            ("blanks", _) => self.named(
                item,
                |strings, blank, path| {
                    strings.tables(blank, BLANK, path);
                },
                path,
            ),
            (list, _) if LISTS.contains(&list) => {
                self.named(item, Self::value, path);
            }
            (word, _) if WORDS.contains(&word) => {}
            _ => self.value(item, path),
        }
    }

    /// One table or several, of fields.
    fn tables(&mut self, item: &Item, allowed: &[&str], path: &str) {
        match item {
            Item::ArrayOfTables(tables) => {
                tables.iter().for_each(|table| self.table(table, allowed, path));
            }
            other => match other.as_table_like() {
                Some(table) => self.table(table, allowed, path),
                None => self.strays.push(path.to_owned()),
            },
        }
    }

    /// A table by names of the handout.
    fn named(&mut self, item: &Item, read: impl Fn(&mut Self, &Item, &str), path: &str) {
        let Some(table) = item.as_table_like() else {
            self.strays.push(path.to_owned());
            return;
        };
        for (name, item) in table.iter() {
            self.texts.push(name.to_owned());
            read(self, item, path);
        }
    }

    /// A text, a list of texts, a number or a truth value.
    fn value(&mut self, item: &Item, path: &str) {
        match item.as_value() {
            Some(Value::String(text)) => self.texts.push(text.value().clone()),
            Some(Value::Array(array)) => {
                let texts = array.iter().filter_map(Value::as_str).map(str::to_owned);
                self.texts.extend(texts);
            }
            Some(Value::Integer(_) | Value::Float(_) | Value::Boolean(_)) => {}
            _ => self.strays.push(path.to_owned()),
        }
    }
}
