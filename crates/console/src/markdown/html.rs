//! Blocks as HTML. The text goes through the escaping of the template; no element and no attribute
//! comes from a file.

use maud::{Markup, html};

use super::flow::{Flow, Marks};
use super::tree::Block;
use crate::sanitise::{balanced, without_isolates};
use crate::table::{Align, Table};

/// The elements of some blocks.
pub(super) fn blocks(blocks: &[Block]) -> Markup {
    html! { @for one in blocks { (block(one)) } }
}

/// The same in the middle of a line, where the text is a single paragraph.
pub(super) fn phrase(all: &[Block]) -> Markup {
    match all {
        [Block::Text(one)] => flow(one),
        _ => blocks(all),
    }
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Text(one) => html! { p { (flow(one)) } },
        Block::Code(code) => html! { pre tabindex="0" { code { (code) } } },
        Block::Quote(inner) => html! { blockquote { (blocks(inner)) } },
        Block::List(None, items) => html! { ul { (list(items)) } },
        Block::List(Some(first), items) => html! { ol start=(first) { (list(items)) } },
        Block::Table(one) => table(one),
        Block::Rule => html! { hr; },
    }
}

fn list(items: &[Vec<Block>]) -> Markup {
    html! { @for item in items { li { (phrase(item)) } } }
}

fn table(table: &Table) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table" {
            table {
                thead { tr { @for (label, align) in table.columns() {
                    @if label.is_empty() { td {} } @else { th scope="col" class=(class(*align)) { (label) } }
                } } }
                tbody { @for row in table.rows() { tr {
                    @for (cell, (_, align)) in row.iter().zip(table.columns()) {
                        td class=(class(*align)) { (cell) }
                    }
                } } }
            }
        }
    }
}

fn class(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Centre => "centre",
        Align::Right => "right",
    }
}

/// Running text. An isolate that the cutting left open goes.
fn flow(flow: &Flow) -> Markup {
    let whole = balanced(flow.as_str());
    let count = flow.runs().count();
    let runs = flow.runs().enumerate().map(|(at, (text, marks))| {
        let text = if at == 0 { text.trim_start() } else { text };
        let text = if at + 1 == count { text.trim_end() } else { text };
        let text = if whole { text.to_owned() } else { without_isolates(text) };
        run(&text, marks)
    });
    html! { @for run in runs { (run) } }
}

/// Marks around a text, the innermost first.
fn run(text: &str, marks: Marks) -> Markup {
    let mut inner = lines(unwritten(text, marks));
    if marks.code {
        inner = html! { code { (inner) } };
    }
    if marks.strike {
        inner = html! { s { (inner) } };
    }
    if marks.emphasis {
        inner = html! { em { (inner) } };
    }
    if marks.strong || marks.heading {
        inner = html! { strong { (inner) } };
    }
    inner
}

/// The text without the signs that say in plain text what an element says here.
fn unwritten(text: &str, marks: Marks) -> &str {
    let sign = match marks {
        Marks { code: true, .. } => "`",
        Marks { strike: true, .. } => "~~",
        _ => return text,
    };
    let text = text.strip_prefix(sign).unwrap_or(text);
    text.strip_suffix(sign).unwrap_or(text)
}

fn lines(text: &str) -> Markup {
    html! {
        @for (at, line) in text.split('\n').enumerate() {
            @if at > 0 { br; }
            (line)
        }
    }
}
