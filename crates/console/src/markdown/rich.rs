//! Blocks as lines of a terminal: wrapped, with hanging indents, styled where there are colours.

use super::plain::{CODE_INDENT, markers, or_empty};
use super::tree::Block;
use crate::layout::{hang, indent, width};
use crate::look::Look;
use crate::style;

/// Text is never set narrower than this, however deep it stands; lines that get too long by it are
/// cut in the end.
const NARROWEST: usize = 6;

/// The lines of some blocks in so many columns, with an empty line between blocks.
pub(super) fn lines(blocks: &[Block], columns: usize, look: &Look) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(block_lines(block, columns, look));
    }
    lines
}

fn block_lines(block: &Block, columns: usize, look: &Look) -> Vec<String> {
    let columns = columns.max(NARROWEST);
    match block {
        Block::Text(flow) => flow.wrap(columns, look),
        Block::Code(code) => {
            let lines = code.split('\n').map(|line| look.paint(style::CODE, line));
            indent(lines.collect(), CODE_INDENT)
        }
        Block::Quote(blocks) => {
            let bar = format!("{} ", look.paint(style::DIM, look.glyphs().bar));
            hang(or_empty(lines(blocks, columns.saturating_sub(2), look)), &bar, &bar)
        }
        Block::List(first, items) => markers(*first, items.len(), look.glyphs().bullet)
            .zip(items)
            .flat_map(|(marker, item)| list_item(&marker, item, columns, look))
            .collect(),
        Block::Table(table) if table.natural_width() <= columns => table.drawn(columns, look),
        Block::Table(table) => {
            table.lines().iter().flat_map(|line| crate::layout::wrap(line, columns)).collect()
        }
        Block::Rule => vec![look.paint(style::DIM, &look.glyphs().rule.repeat(columns.min(40)))],
    }
}

/// An item with its marker. Items stand close together, and so do the blocks of one.
fn list_item(marker: &str, blocks: &[Block], columns: usize, look: &Look) -> Vec<String> {
    let hanging = width(marker);
    let columns = columns.saturating_sub(hanging);
    let lines = blocks.iter().flat_map(|block| block_lines(block, columns, look)).collect();
    hang(or_empty(lines), marker, &" ".repeat(hanging))
}
