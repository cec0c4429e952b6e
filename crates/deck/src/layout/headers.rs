//! Tables below headers of their own, and the comments around these headers.

use std::collections::BTreeMap;

use toml_edit::{ArrayOfTables, DocumentMut, Item as Written};

use super::comments;
use super::read::{key, lines, nested};
use super::tree::{Above, Block, Entry, Item, Key, List, Node, Table};

/// The lists whose tables stand below headers.
pub(super) const BLOCKS: [&str; 3] = ["blueprint", "passage", "question"];

/// The place of the root among the headers.
const ROOT: isize = 0;

/// The comments at the headers of a document, by the place of the header.
#[derive(Debug, Default)]
pub(super) struct Headers {
    above: BTreeMap<isize, Above>,
    /// Comments directly below the last line that belongs to the header.
    ends: BTreeMap<isize, Vec<String>>,
    last: isize,
}

impl Headers {
    /// Reads the comments at the headers of a document, and those at its end.
    pub(super) fn of(document: &DocumentMut) -> (Self, Above) {
        let mut headers = Self::default();
        headers.collect(document.as_table());
        headers.part();
        let mut last = comments::lines(document.trailing().as_str().unwrap_or_default());
        // At the end of the file nothing has to part it from what follows.
        last.gap += 1;
        headers.ends.entry(headers.last).or_default().append(&mut last.take_end());
        (headers, last)
    }

    /// Reads the comments above each header.
    fn collect(&mut self, table: &toml_edit::Table) {
        if let Some(place) = table.position() {
            self.above.insert(place, comments::lines(comments::before(table.decor())));
        }
        for (_, item) in table {
            match item {
                Written::Table(table) => self.collect(table),
                Written::ArrayOfTables(tables) => {
                    tables.iter().for_each(|table| self.collect(table));
                }
                Written::Value(_) | Written::None => {}
            }
        }
    }

    /// Gives the comments that stand directly below the lines of a table to that table.
    fn part(&mut self) {
        self.last = ROOT;
        for (place, above) in &mut self.above {
            let end = above.take_end();
            if !end.is_empty() {
                self.ends.insert(self.last, end);
            }
            self.last = *place;
        }
    }

    fn above(&self, table: &toml_edit::Table) -> Above {
        table.position().and_then(|place| self.above.get(&place)).cloned().unwrap_or_default()
    }

    pub(super) fn end(&self, table: &toml_edit::Table) -> Vec<String> {
        let place = table.position().unwrap_or(ROOT);
        self.ends.get(&place).cloned().unwrap_or_default()
    }

    pub(super) fn table(&self, written: &toml_edit::Table) -> Table {
        let mut table = nested(lines(written));
        self.below(written, &mut table);
        table
    }

    /// Adds the tables that stand below headers of their own.
    pub(super) fn below(&self, written: &toml_edit::Table, table: &mut Table) {
        for (name, item) in written {
            let Some(key) = written.key(name).map(key) else { continue };
            match item {
                Written::Table(inner) if inner.is_dotted() => self.below(inner, table.child(key)),
                Written::Table(inner) => table.0.push(self.headed(key, inner)),
                Written::ArrayOfTables(tables) if !BLOCKS.contains(&name) => {
                    table.0.push(Entry::new(key, Node::List(self.list(tables))));
                }
                Written::ArrayOfTables(_) | Written::Value(_) | Written::None => {}
            }
        }
    }

    fn headed(&self, key: Key, table: &toml_edit::Table) -> Entry {
        let headed = table.position().is_some();
        Entry {
            above: self.above(table),
            after: comments::one(comments::after(table.decor())),
            below: if headed { self.end(table) } else { Vec::new() },
            ..Entry::new(key, Node::Table(self.table(table)))
        }
    }

    /// A list within a question that was written as tables, such as `[[question.rubric]]`.
    fn list(&self, tables: &ArrayOfTables) -> List {
        let mut list = List::default();
        for table in tables {
            let mut above: Vec<_> = std::mem::take(&mut list.end);
            above.extend(self.above(table).take());
            let after = comments::one(comments::after(table.decor()));
            list.items.push(Item { above, value: Node::Table(self.table(table)), after });
            list.end = self.end(table);
        }
        list
    }

    /// The blocks, in the order of the file.
    pub(super) fn blocks(&self, root: &toml_edit::Table) -> Vec<Block> {
        let mut blocks = Vec::new();
        for name in BLOCKS {
            let tables = root.get(name).and_then(Written::as_array_of_tables);
            for table in tables.into_iter().flatten() {
                let block = Block {
                    name,
                    above: self.above(table),
                    after: comments::one(comments::after(table.decor())),
                    table: self.table(table),
                    end: self.end(table),
                };
                blocks.push((table.position(), block));
            }
        }
        blocks.sort_by_key(|(place, _)| *place);
        blocks.into_iter().map(|(_, block)| block).collect()
    }
}
