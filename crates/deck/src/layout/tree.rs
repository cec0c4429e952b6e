//! A deck as its layout sees it: names, values and comments, without the form they were written in.
//!
//! Dotted keys, inline tables and tables below a header are all the same [`Table`] here; what was
//! between the values, comments apart, is gone.

/// Comments above something, in paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Above {
    pub(super) paragraphs: Vec<Paragraph>,
    /// Empty lines between the last paragraph and what they stand above.
    pub(super) gap: usize,
}

/// Comments on neighbouring lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Empty lines before it.
    pub(super) gap: usize,
    /// The comments, each with its `#`.
    pub(super) lines: Vec<String>,
}

impl Above {
    /// The comments without the empty lines around them.
    pub(super) fn lines(&self) -> impl Iterator<Item = &String> {
        self.paragraphs.iter().flat_map(|paragraph| &paragraph.lines)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// Adds comments directly above the thing itself.
    pub(super) fn add(&mut self, lines: impl IntoIterator<Item = String>) {
        let lines: Vec<_> = lines.into_iter().collect();
        match self.paragraphs.last_mut() {
            Some(last) if self.gap == 0 => last.lines.extend(lines),
            _ if lines.is_empty() => {}
            _ => self.paragraphs.push(Paragraph { gap: std::mem::take(&mut self.gap), lines }),
        }
    }

    /// Adds what stands between these comments and the thing itself.
    pub(super) fn append(&mut self, mut below: Self) {
        if self.is_empty() {
            *self = below;
        } else {
            self.add(below.take());
        }
    }

    /// Takes the comments out, without the empty lines.
    pub(super) fn take(&mut self) -> impl Iterator<Item = String> + use<> {
        std::mem::take(self).paragraphs.into_iter().flat_map(|paragraph| paragraph.lines)
    }

    /// Takes out the paragraph that stands directly below what came before, where an empty line
    /// parts it from what follows.
    pub(super) fn take_end(&mut self) -> Vec<String> {
        let parted = self.paragraphs.get(1).map_or(self.gap, |next| next.gap) > 0;
        match self.paragraphs.first() {
            Some(first) if first.gap == 0 && parted => self.paragraphs.remove(0).lines,
            _ => Vec::new(),
        }
    }
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Leaf(Leaf),
    List(List),
    Table(Table),
}

/// A text, number or boolean in its final form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) text: String,
    /// The same on one line, where `text` takes several and need not.
    pub(super) short: Option<String>,
}

impl Leaf {
    /// The form that takes the fewest lines.
    pub(super) fn shortest(&self) -> &str {
        self.short.as_ref().unwrap_or(&self.text)
    }
}

/// A list with its comments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct List {
    /// The comment after the opening bracket.
    pub(super) open: Option<String>,
    pub(super) items: Vec<Item>,
    /// The comments before the closing bracket.
    pub(super) end: Vec<String>,
}

impl List {
    /// Whether a comment stands in the list itself or in its lists.
    pub(super) fn has_comments(&self) -> bool {
        self.open.is_some()
            || !self.end.is_empty()
            || self.items.iter().any(|item| {
                !item.above.is_empty() || item.after.is_some() || item.value.has_comments()
            })
    }
}

/// An element of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) above: Vec<String>,
    pub(super) value: Node,
    /// The comment on the same line.
    pub(super) after: Option<String>,
}

/// A table: entries in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table(pub(super) Vec<Entry>);

/// An entry of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: Key,
    pub(super) above: Above,
    pub(super) value: Node,
    /// The comment on the same line.
    pub(super) after: Option<String>,
    /// Comments at the end of the value, on lines of their own.
    pub(super) below: Vec<String>,
}

/// A name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// What it says.
    pub(super) name: String,
    /// The same in quotes.
    pub(super) quoted: String,
}

impl Node {
    /// Whether a comment stands within, in a place where an inline table can hold it or not.
    pub(super) fn has_comments(&self) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::List(list) => list.has_comments(),
            Self::Table(table) => {
                table.is_remarked() || table.0.iter().any(|entry| entry.value.has_comments())
            }
        }
    }
}

impl Table {
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        self.0.iter().find(|entry| entry.key.name == name).map(|entry| &entry.value)
    }

    /// The table below a name, which is made where there is none.
    pub(super) fn child(&mut self, key: Key) -> &mut Self {
        let found = self.0.iter().position(|entry| entry.key.name == key.name);
        let at = found.unwrap_or_else(|| {
            self.0.push(Entry::new(key, Node::Table(Self::default())));
            self.0.len() - 1
        });
        let value = &mut self.0[at].value;
        if !matches!(value, Node::Table(_)) {
            // No TOML has both; one of the two values would be lost, which the caller notices.
            *value = Node::Table(Self::default());
        }
        match value {
            Node::Table(table) => table,
            Node::Leaf(_) | Node::List(_) => unreachable!("it has just been made a table"),
        }
    }

    /// Whether a comment stands at an entry of the table, or of a table within.
    pub(super) fn is_remarked(&self) -> bool {
        self.0.iter().any(|entry| {
            !entry.above.is_empty()
                || entry.after.is_some()
                || !entry.below.is_empty()
                || matches!(&entry.value, Node::Table(table) if table.is_remarked())
        })
    }

    /// Takes all comments of its entries and of the tables within out, in their order.
    pub(super) fn take_comments(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        for entry in &mut self.0 {
            lines.extend(entry.above.take());
            if let Node::Table(table) = &mut entry.value {
                lines.extend(table.take_comments());
            }
            lines.extend(entry.after.take());
            lines.append(&mut entry.below);
        }
        lines
    }
}

impl Entry {
    pub(super) fn new(key: Key, value: Node) -> Self {
        Self { key, above: Above::default(), value, after: None, below: Vec::new() }
    }
}

/// A table of a list below the root, such as a question, under its own header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The name of the list.
    pub(super) name: &'static str,
    pub(super) above: Above,
    /// The comment on the line of the header.
    pub(super) after: Option<String>,
    pub(super) table: Table,
    /// Comments directly below its last line.
    pub(super) end: Vec<String>,
}

/// A whole deck.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Document {
    /// What stands at the top of the file.
    pub(super) preamble: Above,
    pub(super) head: Table,
    /// Comments directly below the last line of the head.
    pub(super) end: Vec<String>,
    pub(super) blocks: Vec<Block>,
    /// Comments at the end of the file.
    pub(super) last: Above,
}
