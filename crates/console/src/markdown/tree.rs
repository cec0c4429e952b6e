//! From Markdown to blocks of safe text. Both forms of output are made of these.

use pulldown_cmark::{
    Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};

use super::fields::Fields;
use super::flow::{Flow, Marks};
use super::single::as_paragraph;
use crate::sanitise::Sanitiser;
use crate::table::{Align, Table};

/// How deep quotations and lists may nest; what lies deeper is shown at this depth. It bounds the
/// recursion over the blocks and the width of the indents.
const MAX_DEPTH: usize = 16;

/// A block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Text(Flow),
    /// Lines of code, without a newline at the end.
    Code(String),
    Quote(Vec<Block>),
    /// A list; with a first number where it is numbered.
    List(Option<u64>, Vec<Vec<Block>>),
    Table(Table),
    Rule,
}

/// Reads Markdown. Where the text holds fields, `fields` shows them. Text that is nothing in
/// Markdown, such as the definition of a link, is shown as it was written.
pub(super) fn read(text: &str, fields: &Fields, sanitiser: Sanitiser) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut builder = Builder::new(fields, sanitiser);
    let paragraph = as_paragraph(text);
    for event in TextMergeStream::new(Parser::new_ext(&paragraph, options)) {
        builder.event(event);
    }
    builder.flush();
    if builder.done.is_empty() {
        builder.event(Event::Html(text.into()));
        builder.flush();
    }
    builder.done
}

/// A block that is still open.
enum Open {
    Quote(Vec<Block>),
    List(Option<u64>, Vec<Vec<Block>>),
    Item(Vec<Block>),
}

struct Builder<'a> {
    fields: &'a Fields,
    sanitiser: Sanitiser,
    done: Vec<Block>,
    open: Vec<Open>,
    /// How many blocks are open beyond [`MAX_DEPTH`].
    beyond: usize,
    flow: Flow,
    marks: Marks,
    /// Links and images that are open: where their text begins in the flow, and where they lead.
    targets: Vec<(usize, String)>,
    code: Option<String>,
    table: Option<Draft>,
}

/// A table that is still open.
struct Draft {
    align: Vec<Align>,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
}

impl<'a> Builder<'a> {
    fn new(fields: &'a Fields, sanitiser: Sanitiser) -> Self {
        Self {
            fields,
            sanitiser,
            done: Vec::new(),
            open: Vec::new(),
            beyond: 0,
            flow: Flow::default(),
            marks: Marks::default(),
            targets: Vec::new(),
            code: None,
            table: None,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&self.fields.show(&text, |t| self.sanitiser.text(t))),
                None => self.push_line(&text),
            },
            Event::Code(code) => {
                self.marks.code = true;
                self.push_line(&format!("`{code}`"));
                self.marks.code = false;
            }
            Event::Html(html) => {
                let html = self.fields.show(&html, |t| self.sanitiser.text(t));
                self.flow.push(&html, self.marks);
            }
            Event::InlineHtml(html) => self.push_line(&html),
            Event::SoftBreak => self.flow.push(" ", self.marks),
            Event::HardBreak => self.flow.push("\n", self.marks),
            Event::Rule => self.block(Block::Rule),
            // Extensions that are not enabled.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn push_line(&mut self, text: &str) {
        let safe = self.fields.show(text, |t| self.sanitiser.line(t));
        self.flow.push(&safe, self.marks);
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.flush(),
            Tag::Heading { .. } => {
                self.flush();
                self.marks.heading = true;
            }
            Tag::BlockQuote(_) => self.nest(Open::Quote(Vec::new())),
            Tag::List(first) => self.nest(Open::List(first, Vec::new())),
            Tag::Item => self.nest(Open::Item(Vec::new())),
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::Table(align) => {
                self.flush();
                let align = align.into_iter().map(aligned).collect();
                self.table =
                    Some(Draft { align, header: Vec::new(), rows: Vec::new(), row: Vec::new() });
            }
            Tag::Emphasis => self.marks.emphasis = true,
            Tag::Strong => self.marks.strong = true,
            Tag::Strikethrough => {
                self.marks.strike = true;
                self.flow.push("~~", self.marks);
            }
            Tag::Link { dest_url, link_type, .. } => {
                // The text of `<person@example.org>` says already where it leads.
                let target = if link_type == LinkType::Email { "" } else { &*dest_url };
                self.open_target(target);
                self.marks.link = true;
            }
            Tag::Image { dest_url, .. } => {
                self.flow.push("[image: ", self.marks);
                self.open_target(&dest_url);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Heading(_) => {
                self.flush();
                self.marks.heading = false;
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.close(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.flow);
                if let Some(table) = &mut self.table {
                    table.row.push(cell.as_str().trim().to_owned());
                }
            }
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table {
                    table.header = std::mem::take(&mut table.row);
                }
            }
            TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    let row = std::mem::take(&mut table.row);
                    table.rows.push(row);
                }
            }
            TagEnd::Table => self.end_table(),
            TagEnd::Emphasis => self.marks.emphasis = false,
            TagEnd::Strong => self.marks.strong = false,
            TagEnd::Strikethrough => {
                self.flow.push("~~", self.marks);
                self.marks.strike = false;
            }
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
            _ => {}
        }
    }

    fn open_target(&mut self, target: &str) {
        let target = self.fields.show(target, |t| self.sanitiser.line(t));
        self.targets.push((self.flow.as_str().len(), target));
    }

    /// `text (target)`, or the text alone where it is the target.
    fn end_link(&mut self) {
        self.marks.link = false;
        let Some((start, target)) = self.targets.pop() else { return };
        let text = self.flow.as_str().get(start..).unwrap_or_default();
        if !target.is_empty() && text != target {
            self.flow.push(&format!(" ({target})"), self.marks);
        }
    }

    /// `[image: alt]`, with the path where there is no alternative text.
    fn end_image(&mut self) {
        let Some((start, target)) = self.targets.pop() else { return };
        if self.flow.as_str().len() == start {
            self.flow.push(&target, self.marks);
        }
        self.flow.push("]", self.marks);
    }

    fn end_code(&mut self) {
        if let Some(code) = self.code.take() {
            let code = code.strip_suffix('\n').unwrap_or(&code).to_owned();
            self.block(Block::Code(code));
        }
    }

    fn end_table(&mut self) {
        if let Some(Draft { align, header, rows, .. }) = self.table.take() {
            let mut table = Table::new(header.into_iter().zip(align));
            for row in rows {
                table.push(row);
            }
            self.block(Block::Table(table));
        }
    }

    /// Turns running text that belongs to no paragraph of its own into a block.
    fn flush(&mut self) {
        let flow = std::mem::take(&mut self.flow);
        self.targets.clear();
        if !flow.is_blank() {
            self.add(Block::Text(flow));
        }
    }

    fn block(&mut self, block: Block) {
        self.flush();
        self.add(block);
    }

    fn add(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Open::Quote(blocks) | Open::Item(blocks)) => blocks.push(block),
            // An item beyond the greatest depth.
            Some(Open::List(_, items)) => items.push(vec![block]),
            None => self.done.push(block),
        }
    }

    fn nest(&mut self, open: Open) {
        self.flush();
        if self.beyond > 0 || self.open.len() == MAX_DEPTH {
            self.beyond += 1;
        } else {
            self.open.push(open);
        }
    }

    fn close(&mut self) {
        self.flush();
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        match self.open.pop() {
            Some(Open::Quote(blocks)) => self.add(Block::Quote(blocks)),
            Some(Open::List(first, items)) => self.add(Block::List(first, items)),
            Some(Open::Item(blocks)) => {
                if let Some(Open::List(_, items)) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            None => {}
        }
    }
}

fn aligned(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}
