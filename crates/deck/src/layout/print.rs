//! From the canonical tree to text.

use super::shape::{self, HEAD, Shape, Spread};
use super::tree::{Above, Block, Document, Entry, Node, Table};
use super::value::{is_spread, label, of_entry, with_comment};

/// Empty lines above a comment between tables: one, or the two that an author left above a heading.
const GAPS: std::ops::RangeInclusive<usize> = 1..=2;

/// The text of a document.
pub(super) fn document(document: &Document) -> String {
    let mut printer = Printer::default();
    printer.paragraphs(&document.preamble);
    if !document.preamble.is_empty() {
        printer.blank(document.preamble.gap);
    }
    for entry in document.head.0.iter().filter(|entry| !is_section(entry)) {
        printer.entry("", entry, &HEAD);
    }
    printer.lines(&document.end);
    for entry in document.head.0.iter().filter(|entry| is_section(entry)) {
        printer.sections(entry);
    }
    for block in &document.blocks {
        printer.open(&block.above);
        printer.block(block);
    }
    printer.paragraphs(&document.last);
    printer.text
}

/// The text of one block, with its header.
pub(super) fn block(block: &Block) -> String {
    let mut printer = Printer::default();
    printer.lines(block.above.lines());
    printer.block(block);
    printer.text
}

/// Whether a field of the head is a table of tables, each of which has a header.
fn has_many(name: &str) -> bool {
    matches!(name, "sources" | "released")
}

/// Whether a field of the head stands below a header of its own.
fn is_section(entry: &Entry) -> bool {
    let Node::Table(table) = &entry.value else { return false };
    let name = entry.key.name.as_str();
    let shape = HEAD.entry(name);
    let always = has_many(name) && !table.0.is_empty();
    always || (shape.spread == Spread::Header && is_spread(name, table, shape))
}

#[derive(Debug, Default)]
struct Printer {
    text: String,
}

impl Printer {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn lines<'a>(&mut self, lines: impl IntoIterator<Item = &'a String>) {
        lines.into_iter().for_each(|line| self.line(line));
    }

    /// Leaves empty lines, as many as may stand there; none at the start of the text.
    fn blank(&mut self, gap: usize) {
        if !self.text.is_empty() {
            let gap = gap.clamp(*GAPS.start(), *GAPS.end());
            self.text.extend(std::iter::repeat_n('\n', gap));
        }
    }

    fn paragraphs(&mut self, above: &Above) {
        for paragraph in &above.paragraphs {
            self.blank(paragraph.gap);
            self.lines(&paragraph.lines);
        }
    }

    /// What stands above a header: an empty line at least, and its comments.
    fn open(&mut self, above: &Above) {
        self.paragraphs(above);
        if above.is_empty() || above.gap > 0 {
            self.blank(1);
        }
    }

    /// Writes a field of the head below its own header; each source and each handout has one.
    fn sections(&mut self, entry: &Entry) {
        let shape = HEAD.entry(&entry.key.name);
        let Node::Table(table) = &entry.value else { return };
        if !has_many(&entry.key.name) {
            self.section(&entry.key.name, entry, table, shape);
            return;
        }
        // The table of all of them has no header, so that its comments stand above the first.
        let mut outer = entry.above.clone();
        outer.add(entry.after.clone());
        for one in &table.0 {
            let Node::Table(inner) = &one.value else { continue };
            outer.append(one.above.clone());
            let name = format!("{}.{}", entry.key.name, label(&one.key, shape.quoted));
            let one = Entry { above: std::mem::take(&mut outer), ..one.clone() };
            self.section(&name, &one, inner, shape.entry(&one.key.name));
        }
        self.lines(&entry.below);
    }

    fn section(&mut self, name: &str, entry: &Entry, table: &Table, shape: &Shape) {
        self.open(&entry.above);
        self.line(&with_comment(&format!("[{name}]"), entry.after.as_ref()));
        self.table("", table, shape);
        self.lines(&entry.below);
    }

    fn block(&mut self, block: &Block) {
        self.line(&with_comment(&format!("[[{}]]", block.name), block.after.as_ref()));
        self.table("", &block.table, shape::block(block));
        self.lines(&block.end);
    }

    /// Writes the entries of a table, each with `path` before its key.
    fn table(&mut self, path: &str, table: &Table, shape: &Shape) {
        for entry in &table.0 {
            self.entry(path, entry, shape);
        }
    }

    /// Writes an entry of a table of this shape.
    fn entry(&mut self, path: &str, entry: &Entry, outer: &Shape) {
        let name = format!("{path}{}", label(&entry.key, outer.quoted));
        let shape = outer.entry(&entry.key.name);
        self.lines(entry.above.lines());
        match &entry.value {
            Node::Table(table) if is_spread(&name, table, shape) => {
                self.spread(&format!("{name}."), entry.after.as_ref(), table, shape);
            }
            node => {
                let text = of_entry(&name, node, shape);
                self.line(&with_comment(&format!("{name} = {text}"), entry.after.as_ref()));
            }
        }
        self.lines(&entry.below);
    }

    /// Writes a table with dotted keys. The comment on its line is that of its only entry, or
    /// stands above the first.
    fn spread(&mut self, path: &str, after: Option<&String>, table: &Table, shape: &Shape) {
        match (table.0.as_slice(), after) {
            ([only], Some(_)) if only.after.is_none() => {
                self.entry(path, &Entry { after: after.cloned(), ..only.clone() }, shape);
            }
            _ => {
                self.lines(after);
                self.table(path, table, shape);
            }
        }
    }
}
