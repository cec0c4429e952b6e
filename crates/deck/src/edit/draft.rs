//! A question that is being made.

use deck_format::{Deck, Diagnostic, Points};
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::error::Broken;
use super::manuscript::Manuscript;
use super::written;
use crate::layout;

/// The header of a question.
const HEADER: &str = "[[question]]\n";

/// Problems of a question that is not finished: something is still to come.
const UNFINISHED: [&str; 8] = [
    "missing-field",
    "missing-key",
    "no-key",
    "no-kind",
    "too-few-options",
    "rubric-points-mismatch",
    "blank-without-key",
    "credit-without-rule",
];

/// A question that is being made: its fields, as they are to stand in the deck.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    table: Table,
    /// The lines of a comment that stands above it.
    above: String,
}

/// Why a text holds no question.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// It has problems.
    #[error("the question has problems")]
    Broken(Broken),
    /// It holds something else.
    #[error("{0}")]
    NotOne(&'static str),
}

impl Draft {
    /// Reads a question that was written in TOML, with or without its header.
    ///
    /// # Errors
    /// When it has problems in this deck, or is not one question.
    pub fn read(manuscript: &Manuscript, text: &str) -> Result<Self, DraftError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let text = if text.ends_with('\n') { text } else { text + "\n" };
        let bare = !text.contains("[[question]]");
        let whole = if bare { format!("{HEADER}{text}") } else { text };
        let document: Option<DocumentMut> = whole.parse().ok();
        let questions = document.as_ref().and_then(|document| document.get("question"));
        let table =
            questions.and_then(Item::as_array_of_tables).and_then(|list| match list.len() {
                1 => list.get(0),
                _ => None,
            });
        let draft = table.map(|table| Self { above: comment_above(table), table: table.clone() });
        let id = draft.as_ref().map_or_else(String::new, Self::id);
        if let Err(broken) = manuscript.trial(&whole, &id) {
            let is_ours = bare && broken.is_part && broken.text.starts_with(HEADER);
            let broken = if is_ours { broken.without_start(HEADER.len()) } else { broken };
            return Err(DraftError::Broken(broken));
        }
        let alone = document.is_some_and(|document| document.len() == 1);
        draft.filter(|_| alone).ok_or(DraftError::NotOne("exactly one question is to stand there"))
    }

    /// Whether it has a field.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.table.contains_key(field)
    }

    /// Gives a field a value.
    pub fn set(&mut self, field: &str, value: impl Into<Value>) {
        self.table.insert(field, Item::Value(value.into()));
    }

    /// Gives a field the value that it has in another draft; where it has none there, it is kept.
    pub fn take(&mut self, field: &str, from: &Self) {
        if let Some(item) = from.table.get(field) {
            self.table.insert(field, item.clone());
        }
    }

    /// Takes a field away.
    pub fn remove(&mut self, field: &str) {
        self.table.remove(field);
    }

    /// Keeps the entries of a field that is a table whose names pass.
    pub fn retain(&mut self, field: &str, is_kept: impl Fn(&str) -> bool) {
        for (name, _) in self.entries(field) {
            if let Some(table) = table_in(&mut self.table, field).filter(|_| !is_kept(&name)) {
                table.remove(&name);
            }
        }
        if self.has(field) && self.entries(field).is_empty() {
            self.remove(field);
        }
    }

    /// Adds an element to a field that is a list.
    pub fn push(&mut self, field: &str, value: impl Into<Value>) {
        let list =
            self.table.entry(field).or_insert_with(|| Item::Value(Value::Array(Array::new())));
        if let Some(list) = list.as_array_mut() {
            list.push(value.into());
        }
    }

    /// Adds an entry to a field that is a table.
    pub fn entry(&mut self, field: &str, name: &str, value: impl Into<Value>) {
        if let Some(table) = table_in(&mut self.table, field) {
            table.insert(name, Item::Value(value.into()));
        }
    }

    /// Adds an entry to a table in a field that is a table, such as `blanks.year.sort`.
    pub fn entry_in(&mut self, field: &str, of: &str, name: &str, value: impl Into<Value>) {
        let table = table_in(&mut self.table, field).and_then(|table| table_in(table, of));
        if let Some(table) = table {
            table.insert(name, Item::Value(value.into()));
        }
    }

    /// Adds an element to a list in a field that is a table, such as `accept.place`.
    pub fn push_in(&mut self, field: &str, of: &str, value: impl Into<Value>) {
        let Some(table) = table_in(&mut self.table, field) else { return };
        if !table.contains_key(of) {
            table.insert(of, Item::Value(Value::Array(Array::new())));
        }
        if let Some(list) = table.get_mut(of).and_then(Item::as_array_mut) {
            list.push(value.into());
        }
    }

    /// Adds an option to a blank of a cloze.
    pub fn choice_of_blank(&mut self, blank: &str, id: &str, text: &str) {
        let blanks = table_in(&mut self.table, "blanks");
        let choices = blanks
            .and_then(|blanks| table_in(blanks, blank))
            .and_then(|blank| table_in(blank, "choices"));
        if let Some(choices) = choices {
            choices.insert(id, Item::Value(text.into()));
        }
    }

    /// Adds a criterion to the rubric of an essay.
    pub fn criterion(&mut self, id: &str, text: &str, points: &str) {
        let mut criterion = InlineTable::new();
        criterion.insert("id", id.into());
        criterion.insert("text", text.into());
        criterion.insert("points", written::number(points));
        self.push("rubric", Value::InlineTable(criterion));
    }

    /// Sets the points to the sum of the rubric, where its points are numbers.
    pub fn sum_points(&mut self) {
        let criteria = self.table.get("rubric").and_then(Item::as_array);
        let points = criteria.into_iter().flatten().map(|criterion| {
            let points = criterion.as_inline_table()?.get("points")?;
            thousandths(points.to_string().trim())
        });
        if let Some(sum) = points.sum::<Option<u64>>() {
            let sum = Points::from_thousandths(sum).to_string();
            self.set("points", written::number(&sum));
        }
    }

    /// Adds a citation.
    pub fn cite(&mut self, source: &str, paragraph: Option<&str>, phrases: &[&str]) {
        let mut cite = InlineTable::new();
        cite.insert("source", source.into());
        if let Some(paragraph) = paragraph {
            cite.insert("paragraph", written::number(paragraph));
        }
        if !phrases.is_empty() {
            cite.insert("evidence", written::texts(phrases.iter().copied()));
        }
        let cite = Value::InlineTable(cite);
        match self.table.get("cite").and_then(Item::as_value).cloned() {
            None => self.set("cite", cite),
            Some(Value::Array(_)) => self.push("cite", cite),
            Some(first) => self.set("cite", Value::Array([first, cite].into_iter().collect())),
        }
    }

    /// A field that is a text; empty where there is none.
    #[must_use]
    pub fn text_of(&self, field: &str) -> String {
        self.table.get(field).and_then(Item::as_str).unwrap_or_default().to_owned()
    }

    /// A field as a person would type it; a list with commas. Empty where there is none.
    #[must_use]
    pub fn shown(&self, field: &str) -> String {
        match self.table.get(field) {
            Some(item) if item.is_array() => self.list(field).join(", "),
            Some(item) => shown(item),
            None => String::new(),
        }
    }

    /// The elements of a field that is a list, as a person would type them; one value is a list of
    /// one.
    #[must_use]
    pub fn list(&self, field: &str) -> Vec<String> {
        match self.table.get(field) {
            Some(item) => match item.as_array() {
                Some(list) => list.iter().map(|value| shown(&Item::Value(value.clone()))).collect(),
                None => vec![shown(item)],
            },
            None => Vec::new(),
        }
    }

    /// The id; empty where there is none.
    #[must_use]
    pub fn id(&self) -> String {
        self.text_of("id")
    }

    /// The names and texts in a field that is a table of texts.
    #[must_use]
    pub fn entries(&self, field: &str) -> Vec<(String, String)> {
        let table = self.table.get(field).and_then(Item::as_table_like);
        let entries = table.into_iter().flat_map(TableLike::iter);
        entries
            .filter_map(|(name, text)| Some((name.to_owned(), text.as_str()?.to_owned())))
            .collect()
    }

    /// All texts that tell what is right: they may not stand in an id.
    #[must_use]
    pub fn telling(&self) -> Vec<String> {
        let mut telling = Vec::new();
        for field in ["answer", "accept", "model"] {
            if let Some(item) = self.table.get(field) {
                collect_texts(item, &mut telling);
            }
        }
        for field in ["choices", "right"] {
            let entries = self.entries(field).into_iter();
            let right = entries.filter(|(id, _)| telling.contains(id)).map(|(_, text)| text);
            telling.extend(right.collect::<Vec<_>>());
        }
        telling
    }

    /// Its text in canonical layout.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}{}", self.above, layout::question_text(&self.table))
    }

    /// Reads it as a question of a deck.
    ///
    /// # Errors
    /// When it has problems; places count in its [text](Self::text).
    pub fn check(&self, manuscript: &Manuscript) -> Result<Deck, Broken> {
        manuscript.trial(&self.text(), &self.id())
    }

    /// What `deck check` would say about it, as a question of this deck; `None` where it would say
    /// nothing, and where it has problems.
    #[must_use]
    pub fn lint(&self, manuscript: &Manuscript) -> Option<Broken> {
        manuscript.lint(&self.text(), &self.id())
    }

    /// What is wrong with it that was not wrong before it took its last fields, and is not to come:
    /// the messages of the parser.
    #[must_use]
    pub fn objections(&self, before: &Self, manuscript: &Manuscript) -> Vec<String> {
        let Err(broken) = self.check(manuscript) else { return Vec::new() };
        let known =
            before.check(manuscript).err().map_or_else(Vec::new, |broken| messages(&broken));
        let mut found = messages(&broken);
        found.retain(|message| !known.contains(message));
        found.into_iter().map(|(_, message)| message).collect()
    }
}

/// A value as a person would type it.
fn shown(item: &Item) -> String {
    let written = || item.as_value().map_or_else(String::new, ToString::to_string);
    item.as_str().map_or_else(|| written().trim().to_owned(), str::to_owned)
}

fn messages(broken: &Broken) -> Vec<(&'static str, String)> {
    let finished = broken.diagnostics.iter().filter(|found| !UNFINISHED.contains(&found.code));
    let message = |found: &Diagnostic| match (&found.help, &found.primary.text) {
        (Some(help), _) => format!("{}; {help}", found.message),
        (None, under) if under.is_empty() => found.message.clone(),
        (None, under) => format!("{}: {under}", found.message),
    };
    finished.map(|found| (found.code, message(found))).collect()
}

/// A number of points, of at most three places, in thousandths.
fn thousandths(written: &str) -> Option<u64> {
    let (whole, places) = written.split_once('.').unwrap_or((written, ""));
    let places = format!("{places:0<3}");
    let parsed = (whole.parse::<u64>().ok()?, places.parse::<u64>().ok()?);
    (places.len() == 3).then(|| parsed.0.checked_mul(1000)?.checked_add(parsed.1)).flatten()
}

fn table_in<'t>(table: &'t mut dyn TableLike, name: &str) -> Option<&'t mut dyn TableLike> {
    if !table.contains_key(name) {
        table.insert(name, Item::Value(Value::InlineTable(InlineTable::new())));
    }
    table.get_mut(name).and_then(Item::as_table_like_mut)
}

fn collect_texts(item: &Item, to: &mut Vec<String>) {
    if let Some(text) = item.as_str() {
        to.push(text.to_owned());
    } else if let Some(list) = item.as_array() {
        list.iter().for_each(|value| collect_texts(&Item::Value(value.clone()), to));
    } else if let Some(table) = item.as_table_like() {
        table.iter().for_each(|(_, value)| collect_texts(value, to));
    } else if let Some(value) = item.as_value() {
        to.push(value.to_string().trim().to_owned());
    }
}

/// The comment directly above a table, as lines.
fn comment_above(table: &Table) -> String {
    let raw = table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
    let lines = raw.lines().map(str::trim).filter(|line| line.starts_with('#'));
    lines.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests;
