//! `class.toml`: what a class is, and what counts in it.
//!
//! [`read`] makes a [`Class`] of the text, or tells everything that is wrong with it at once, each
//! with its place. Paths are as they stand in the file: they begin at its folder.

mod fields;
mod policy;
mod value;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use deck_format::{Diagnostic, Span};
use toml::de::{DeTable, DeValue};

use crate::decisions::DECISIONS;
use crate::policy::Policy;
use fields::Fields;

/// The largest `class.toml`, in bytes.
pub const MAX_CLASS: u64 = 1024 * 1024;

/// What `gradebook init` writes: every setting with its default, explained.
pub const TEMPLATE: &str = include_str!("class/template.toml");

/// A class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The deck with its keys.
    pub deck: PathBuf,
    /// The maps of handouts that were made of it.
    pub maps: Vec<PathBuf>,
    /// Files of records and folders of them.
    pub records: Vec<PathBuf>,
    /// Who is in the class; `None` where whoever hands in is.
    pub roster: Option<RosterFile>,
    /// The journal of what people decided about answers.
    pub decisions: PathBuf,
    /// What counts.
    pub policy: Policy,
}

/// The roster's file, and what its columns hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterFile {
    /// The file.
    pub path: PathBuf,
    /// The column of the ids by which records name students.
    pub id: Named,
    /// The columns of their names, which are shown one behind the other.
    pub name: Vec<Named>,
    /// The column of factors of extra time.
    pub time_factor: Option<Named>,
}

/// The name of a column, with its place in `class.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

const KEYS: [&str; 20] = [
    "deck",
    "map",
    "records",
    "roster",
    "decisions",
    "attempts",
    "unfinished",
    "late_answers",
    "opens",
    "due",
    "late",
    "void",
    "bonus",
    "cap",
    "item_floor",
    "test_floor",
    "decimals",
    "treat",
    "scoring",
    "bands",
];

/// Reads a class.
///
/// # Errors
/// Everything that is wrong with the text, in its order; never empty.
pub fn read(text: &str) -> Result<Class, Vec<Diagnostic>> {
    // Spaces for the byte order mark keep all in its place.
    let text = text.strip_prefix('\u{feff}').map_or(text.into(), |rest| format!("   {rest}"));
    let (left, slips) = deck_format::mend_toml(&text);
    let table = DeTable::parse(&left).map(toml::Spanned::into_inner).unwrap_or_default();
    let mut fields = Fields::new(&text, slips);
    let class = class(&mut fields, &table);
    let problems = fields.into_problems();
    match class {
        Some(class) if problems.is_empty() => Ok(class),
        _ => Err(problems),
    }
}

/// Reads the whole table; `None` where something is missing, which is then told.
fn class(fields: &mut Fields<'_>, table: &DeTable<'_>) -> Option<Class> {
    fields.know(table, "setting", &KEYS);
    let deck = fields.needed(table, "deck", "the deck with its keys", value::path);
    let records = fields.needed(table, "records", "files and folders of records", value::paths);
    let maps = fields.read(table, "map", value::paths).unwrap_or_default();
    let roster = roster(fields, table);
    let decisions = fields.read(table, "decisions", value::path);
    let policy = policy::read(fields, table);
    let decisions = decisions.unwrap_or_else(|| PathBuf::from(DECISIONS));
    Some(Class { deck: deck?, maps, records: records?, roster, decisions, policy })
}

fn roster(fields: &mut Fields<'_>, table: &DeTable<'_>) -> Option<RosterFile> {
    let (span, roster) = fields.table(table, "roster")?;
    fields.know(roster, "field of `[roster]`", &["file", "id", "name", "time_factor"]);
    let path = fields.needed_in(roster, &span, "file", "the roster, a CSV file", value::path);
    let id = fields.needed_in(roster, &span, "id", "the column of ids", value::column);
    let name = fields.read(roster, "name", value::columns).unwrap_or_default();
    let time_factor = fields.read(roster, "time_factor", value::column);
    Some(RosterFile { path: path?, id: id?, name, time_factor })
}

/// Whether something is a table, for those that read entries of any name.
fn entries<'a>(
    table: &'a DeTable<'a>,
) -> impl Iterator<Item = (&'a str, Span, &'a toml::Spanned<DeValue<'a>>)> {
    table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
}
