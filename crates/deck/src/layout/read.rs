//! From what `toml_edit` parsed to the [tree](super::tree).

use toml_edit::{Array, DocumentMut, Formatted, InlineTable, Value};

use super::comments;
use super::headers::{BLOCKS, Headers};
use super::text;
use super::tree::{Above, Block, Document, Entry, Item, Key, Leaf, List, Node, Table};

/// Reads a document.
pub(super) fn document(document: &DocumentMut) -> Document {
    let root = document.as_table();
    let (headers, last) = Headers::of(document);
    let mut lines = lines(root);
    let preamble = lines.first_mut().map(|(_, first)| preamble(&mut first.above));
    let mut head = nested(lines);
    headers.below(root, &mut head);
    let mut blocks = blocks_of_lists(&mut head);
    blocks.append(&mut headers.blocks(root));
    let end = headers.end(root);
    Document { preamble: preamble.unwrap_or_default(), head, end, blocks, last }
}

/// Reads a table that may stand in no document.
pub(super) fn table(table: &toml_edit::Table) -> Table {
    Headers::default().table(table)
}

/// Takes what belongs to the whole file out of the comments above its first key: paragraphs that
/// stand apart from the key, and directives to programs, which begin with `#:`.
fn preamble(above: &mut Above) -> Above {
    let attached = if above.gap == 0 { above.paragraphs.pop() } else { None };
    let mut preamble = std::mem::take(above);
    let Some(mut attached) = attached else { return preamble };
    let directives = attached.lines.iter().take_while(|line| line.starts_with("#:")).count();
    if directives > 0 && preamble.is_empty() {
        preamble.add(attached.lines.drain(..directives));
    }
    preamble.gap = preamble.gap.max(attached.gap);
    if !attached.lines.is_empty() {
        above.paragraphs.push(attached);
    }
    preamble
}

/// A key, how deep in dotted keys it stands, and its entry.
pub(super) type Line = (Vec<Key>, Entry);

/// The lines `key = value` of a table.
pub(super) fn lines(table: &toml_edit::Table) -> Vec<Line> {
    let values = table.get_values().into_iter();
    values
        .filter_map(|(path, value)| {
            let (last, path) = path.split_last()?;
            let (node, below) = node(value);
            let entry = Entry {
                above: comments::lines(comments::before(last.leaf_decor())),
                after: comments::one(comments::after(value.decor())),
                below,
                ..Entry::new(key(last), node)
            };
            Some((path.iter().map(|written| key(written)).collect(), entry))
        })
        .collect()
}

/// The entries of an inline table, which takes comments only in TOML 1.1.
fn inline(table: &InlineTable) -> (Table, Vec<String>) {
    let mut lines: Vec<Line> = Vec::new();
    let mut carried = Vec::new();
    for (path, value) in table.get_values() {
        let Some((last, path)) = path.split_last() else { continue };
        let (before, above) = comments::rest_of_line(comments::before(last.leaf_decor()));
        carried.extend(before.and_then(|before| match lines.last_mut() {
            Some((_, previous)) if previous.after.is_none() => {
                previous.after = Some(before);
                None
            }
            _ => Some(before),
        }));
        let (node, below) = node(value);
        let mut entry = Entry { below, ..Entry::new(key(last), node) };
        entry.above.add(carried.drain(..).chain(above));
        (entry.after, carried) = comments::rest_of_line(comments::after(value.decor()));
        lines.push((path.iter().map(|written| key(written)).collect(), entry));
    }
    let (first, mut rest) = comments::rest_of_line(table.trailing().as_str().unwrap_or_default());
    carried.extend(first);
    carried.append(&mut rest);
    (nested(lines), carried)
}

/// Puts entries into the tables that their dotted keys name.
pub(super) fn nested(lines: Vec<Line>) -> Table {
    let mut root = Table::default();
    for (path, entry) in lines {
        let table = path.into_iter().fold(&mut root, Table::child);
        table.0.push(entry);
    }
    root
}

/// A key of either sort of table.
pub(super) fn key(written: &toml_edit::Key) -> Key {
    Key { name: written.get().to_owned(), quoted: text::quoted_key(&written.display_repr()) }
}

/// A value, and the comments that an empty inline table may hold.
fn node(value: &Value) -> (Node, Vec<String>) {
    let text = match value {
        Value::String(string) => return (Node::Leaf(string_leaf(string)), Vec::new()),
        Value::Integer(number) => number.display_repr().into_owned(),
        Value::Float(number) => number.display_repr().into_owned(),
        Value::Boolean(boolean) => boolean.display_repr().into_owned(),
        Value::Datetime(time) => time.display_repr().into_owned(),
        Value::Array(array) => return (Node::List(list(array)), Vec::new()),
        Value::InlineTable(table) => return inline_node(table),
    };
    (Node::Leaf(Leaf { text, short: None }), Vec::new())
}

fn string_leaf(string: &Formatted<String>) -> Leaf {
    match string.as_repr().and_then(|repr| repr.as_raw().as_str()) {
        Some(raw) => text::rewritten(raw),
        None => text::fresh(string.value()),
    }
}

fn inline_node(table: &InlineTable) -> (Node, Vec<String>) {
    let (mut inner, mut end) = inline(table);
    if let Some(last) = inner.0.last_mut() {
        last.below.append(&mut end);
    }
    (Node::Table(inner), end)
}

fn list(array: &Array) -> List {
    let mut list = List::default();
    let mut carried = Vec::new();
    for value in array {
        let (before, above) = comments::rest_of_line(comments::before(value.decor()));
        carried.extend(list.close_line(before));
        let above = carried.drain(..).chain(above).collect();
        let (after, rest) = comments::rest_of_line(comments::after(value.decor()));
        let (value, below) = node(value);
        carried.extend(below.into_iter().chain(rest));
        list.items.push(Item { above, value, after });
    }
    let (before, mut rest) = comments::rest_of_line(array.trailing().as_str().unwrap_or_default());
    carried.extend(list.close_line(before));
    carried.append(&mut rest);
    list.end = carried;
    list
}

impl List {
    /// Gives the comment after a comma or bracket to what stands before it, or back where that has
    /// one already.
    fn close_line(&mut self, comment: Option<String>) -> Option<String> {
        let place = match self.items.last_mut() {
            Some(item) => &mut item.after,
            None => &mut self.open,
        };
        if place.is_none() {
            *place = comment;
            return None;
        }
        comment
    }
}

/// Tables of lists that were written inline, such as `blueprint = [{ count = 2 }]`.
fn blocks_of_lists(head: &mut Table) -> Vec<Block> {
    let mut blocks = Vec::new();
    head.0.retain_mut(|entry| {
        let name = BLOCKS.iter().find(|name| **name == entry.key.name);
        let (Some(name), Node::List(list)) = (name, &mut entry.value) else { return true };
        let tables = list.items.iter().all(|item| matches!(item.value, Node::Table(_)));
        if list.items.is_empty() || !tables {
            return true;
        }
        let mut above = std::mem::take(&mut entry.above);
        above.add(entry.after.take().into_iter().chain(list.open.take()));
        for item in list.items.drain(..) {
            let Node::Table(table) = item.value else { continue };
            above.add(item.above.into_iter().chain(item.after));
            let above = std::mem::take(&mut above);
            blocks.push(Block { name, above, after: None, table, end: Vec::new() });
        }
        if let Some(last) = blocks.last_mut() {
            last.end.append(&mut list.end);
        }
        false
    });
    blocks
}
