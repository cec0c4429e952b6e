//! What is seen of Markdown, with the places where it was written.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::lint::marks::Marks;

/// Visible text and where it stands in its source.
pub(super) struct Visible<'a> {
    pub(super) text: Cow<'a, str>,
    /// In order; empty where the text is its source.
    pub(super) segments: Vec<Segment>,
    pub(super) has_figure: bool,
}

/// A piece of visible text that stands in one piece in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) visible: Range<usize>,
    pub(super) source: Range<usize>,
    pub(super) sort: Sort,
    pub(super) emphasis: bool,
    /// Whether it is a block quotation.
    pub(super) quoted: bool,
}

/// What a segment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words.
    Text,
    /// Code: one token.
    Opaque,
}

impl Segment {
    pub(super) fn whole(len: usize) -> Self {
        Self { visible: 0..len, source: 0..len, sort: Sort::Text, emphasis: false, quoted: false }
    }

    /// Whether each visible byte stands in the source as it is.
    fn is_exact(&self) -> bool {
        self.visible.len() == self.source.len()
    }

    /// The byte of the source at which a visible byte stands.
    pub(super) fn source_of(&self, visible: usize) -> usize {
        if !self.is_exact() {
            return self.source.start;
        }
        (self.source.start + visible.saturating_sub(self.visible.start)).min(self.source.end)
    }

    /// The byte of the source behind the visible byte before this one.
    pub(super) fn source_end(&self, visible: usize) -> usize {
        if self.is_exact() { self.source_of(visible) } else { self.source.end }
    }
}

/// What begins a block where it stands first in a line.
const BLOCKS: &[char] =
    &['-', '+', '#', '>', '|', '=', ':', '\t', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// Put before a text of one line that begins like a block: such a text is a paragraph all the same.
const NO_BLOCK: &str = "\u{2060}";

/// Reads a text, of which the sorts of bytes are known. One without any mark of Markdown, as most are, is only looked through.
pub(super) fn read(source: &str, marks: Marks) -> Visible<'_> {
    if !marks.has(Marks::MARKDOWN) || !is_marked(source) {
        return Visible { text: Cow::Borrowed(source), segments: Vec::new(), has_figure: false };
    }
    let is_line = !source.trim_end().contains('\n');
    if is_line && source.starts_with(BLOCKS) {
        return parse(&format!("{NO_BLOCK}{source}"), NO_BLOCK.len()).into_owned();
    }
    parse(source, 0).into_owned()
}

/// Whether a text has a mark of Markdown, or a line below the first that begins like a block.
fn is_marked(source: &str) -> bool {
    let mut line_start = false;
    let bytes = source.as_bytes();
    bytes.iter().any(|byte| {
        let marked = match byte {
            b'\\' | b'`' | b'*' | b'_' | b'[' | b'<' | b'&' | b'~' => true,
            // In the first line alone nothing is a block, see `NO_BLOCK`.
            byte if line_start => BLOCKS.contains(&char::from(*byte)) || *byte == b' ',
            _ => false,
        };
        line_start = *byte == b'\n';
        marked
    })
}

impl Visible<'_> {
    fn into_owned(self) -> Visible<'static> {
        Visible {
            text: Cow::Owned(self.text.into_owned()),
            segments: self.segments,
            has_figure: self.has_figure,
        }
    }
}

/// What is read so far.
#[derive(Default)]
struct Reader {
    text: String,
    segments: Vec<Segment>,
    has_figure: bool,
    /// How many emphases are open.
    emphasis: usize,
    /// How many block quotations are open.
    quotations: usize,
    /// Whether a block of code or an image is open: what stands in it is one token.
    opaque: usize,
}

/// Parses Markdown; places count from `skipped` bytes on.
fn parse(source: &str, skipped: usize) -> Visible<'static> {
    let mut reader = Reader::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.event(event, source, range);
    }
    for segment in &mut reader.segments {
        let place = &segment.source;
        segment.source = place.start.saturating_sub(skipped)..place.end.saturating_sub(skipped);
    }
    Visible {
        text: Cow::Owned(reader.text),
        segments: reader.segments,
        has_figure: reader.has_figure,
    }
}

impl Reader {
    fn event(&mut self, event: Event<'_>, source: &str, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                let sort = if self.opaque > 0 { Sort::Opaque } else { Sort::Text };
                self.push(&text, source, range, sort);
            }
            Event::Code(code) => self.push(&code, source, range, Sort::Opaque),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak | Event::Rule => self.text.push('\n'),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong => self.emphasis += 1,
            Tag::BlockQuote(_) => self.quotations += 1,
            Tag::CodeBlock(_) | Tag::Image { .. } => {
                self.opaque += 1;
                self.has_figure = true;
            }
            Tag::Table(_) => self.has_figure = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::BlockQuote(_) => self.quotations = self.quotations.saturating_sub(1),
            TagEnd::Image => self.opaque = self.opaque.saturating_sub(1),
            TagEnd::CodeBlock => {
                self.opaque = self.opaque.saturating_sub(1);
                self.text.push_str("\n\n");
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Table => self.text.push_str("\n\n"),
            TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow => self.text.push('\n'),
            TagEnd::TableCell => self.text.push_str("; "),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, source: &str, mut range: Range<usize>, sort: Sort) {
        let text = text.strip_prefix(NO_BLOCK).unwrap_or(text);
        if let Some(written) = source.get(range.clone()) {
            // What the parser takes away around a text, such as the quotes of code, is no part.
            if let Some(at) = written.find(text) {
                range = range.start + at..range.start + at + text.len();
            }
        }
        let start = self.text.len();
        self.text.push_str(text);
        let visible = start..self.text.len();
        let (emphasis, quoted) = (self.emphasis > 0, self.quotations > 0);
        let next = Segment { visible, source: range, sort, emphasis, quoted };
        match self.segments.last_mut() {
            Some(last) if last.goes_on(&next) => {
                last.visible.end = next.visible.end;
                last.source.end = next.source.end;
            }
            _ => self.segments.push(next),
        }
    }
}

impl Segment {
    /// Whether another piece of text is the continuation of this one.
    fn goes_on(&self, next: &Self) -> bool {
        self.visible.end == next.visible.start
            && self.source.end == next.source.start
            && (self.sort, self.emphasis, self.quoted) == (next.sort, next.emphasis, next.quoted)
            && self.is_exact()
            && next.is_exact()
    }
}
