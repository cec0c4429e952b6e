//! Values as text: on one line where they fit, else broken where TOML allows it.

use console::layout::width;

use super::shape::{Shape, Spread};
use super::text::is_bare;
use super::tree::{Key, List, Node, Table};

/// The columns that a line with a list or a table may take. A longer one is broken where TOML 1.0
/// allows it; a text is never broken.
const COLUMNS: usize = 110;

/// How far the elements of a broken list are indented.
const INDENT: usize = 2;

/// A key as it is written; `quoted` where it stands in quotes even if it needs none.
pub(super) fn label(key: &Key, quoted: bool) -> &str {
    if quoted || !is_bare(&key.name) { &key.quoted } else { &key.name }
}

/// A line with its comment.
pub(super) fn with_comment(line: &str, comment: Option<&String>) -> String {
    comment.map_or_else(|| line.to_owned(), |comment| format!("{line}  {comment}"))
}

/// Whether a table that stands under the dotted key `name` is written with an entry a line.
pub(super) fn is_spread(name: &str, table: &Table, shape: &Shape) -> bool {
    match shape.spread {
        _ if table.0.is_empty() => false,
        Spread::Never => false,
        Spread::Always => true,
        Spread::WhenLong | Spread::Header => {
            let own = table.0.iter().any(|entry| {
                let shape = shape.entry(&entry.key.name);
                matches!(&entry.value, Node::Table(_)) && shape.spread == Spread::Always
            });
            own || table.is_remarked() || !fits(flat_table(table, shape), width(name) + " = ".len())
        }
    }
}

/// The text of a value after `name = ` on a line of its own.
pub(super) fn of_entry(name: &str, node: &Node, shape: &Shape) -> String {
    let column = width(name) + " = ".len();
    match node {
        Node::Leaf(leaf) if !fits(Some(leaf.shortest()), column) => leaf.text.clone(),
        _ => value(node, shape, 0, column, 0),
    }
}

/// The text of a value that begins at a column of a line with this indentation, where `tail`
/// columns follow it.
fn value(node: &Node, shape: &Shape, indent: usize, column: usize, tail: usize) -> String {
    let flat = flat(node, shape);
    match (flat, node) {
        (Some(flat), _) if fits(Some(&flat), column + tail) => flat,
        (_, Node::List(list)) if !list.items.is_empty() || list.has_comments() => {
            broken_list(list, shape, indent)
        }
        (_, Node::Table(table)) => broken_table(table, shape, indent),
        (flat, _) => flat.unwrap_or_default(),
    }
}

fn fits(flat: Option<impl AsRef<str>>, others: usize) -> bool {
    flat.is_some_and(|flat| {
        let flat = flat.as_ref();
        !flat.contains('\n') && others + width(flat) <= COLUMNS
    })
}

/// A value on one line, where it can be: no comment stands in it, and no list of several tables,
/// which are easier to compare one below the other.
fn flat(node: &Node, shape: &Shape) -> Option<String> {
    match node {
        Node::Leaf(leaf) => Some(leaf.shortest().to_owned()),
        Node::Table(table) => flat_table(table, shape),
        Node::List(list) => {
            let tables = list.items.iter().filter(|item| matches!(item.value, Node::Table(_)));
            if list.has_comments() || tables.count() > 1 {
                return None;
            }
            let items = list.items.iter().map(|item| flat(&item.value, shape.item()));
            Some(format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(", ")))
        }
    }
}

fn flat_table(table: &Table, shape: &Shape) -> Option<String> {
    let entries = table.0.iter().map(|entry| {
        let flat = flat(&entry.value, shape.entry(&entry.key.name))?;
        Some(format!("{} = {flat}", label(&entry.key, shape.quoted)))
    });
    Some(braces(&entries.collect::<Option<Vec<_>>>()?))
}

fn braces(entries: &[String]) -> String {
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}

/// One element a line, with a comma after the last.
fn broken_list(list: &List, shape: &Shape, indent: usize) -> String {
    let inner = indent + INDENT;
    let margin = " ".repeat(inner);
    let mut text = with_comment("[", list.open.as_ref());
    for item in &list.items {
        for line in &item.above {
            text.push_str(&format!("\n{margin}{line}"));
        }
        let element = value(&item.value, shape.item(), inner, inner, 1) + ",";
        text.push_str(&format!("\n{margin}{}", with_comment(&element, item.after.as_ref())));
    }
    for line in &list.end {
        text.push_str(&format!("\n{margin}{line}"));
    }
    text.push_str(&format!("\n{}]", " ".repeat(indent)));
    text
}

/// An inline table that does not fit on a line: in TOML 1.0 only its lists can be broken. Those
/// that have to be are, else the last.
fn broken_table(table: &Table, shape: &Shape, indent: usize) -> String {
    let flats: Vec<_> =
        table.0.iter().map(|entry| flat(&entry.value, shape.entry(&entry.key.name))).collect();
    let last = table.0.iter().rposition(|entry| matches!(&entry.value, Node::List(_)));
    let last = last.filter(|_| flats.iter().all(Option::is_some));
    let entries: Vec<_> = table
        .0
        .iter()
        .zip(flats)
        .enumerate()
        .map(|(at, (entry, flat))| {
            let shape = shape.entry(&entry.key.name);
            let text = match flat {
                Some(flat) if last != Some(at) => flat,
                _ => value(&entry.value, shape, indent, COLUMNS, 0),
            };
            format!("{} = {text}", label(&entry.key, shape.quoted))
        })
        .collect();
    braces(&entries)
}
