//! Blocks as plain lines: nothing is wrapped, drawn or styled.

use super::tree::Block;
use crate::layout::{hang, indent};

/// The indent of code.
pub(super) const CODE_INDENT: usize = 4;

/// The lines of some blocks.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    blocks.iter().flat_map(block).collect()
}

fn block(block: &Block) -> Vec<String> {
    match block {
        Block::Text(flow) => {
            flow.as_str().trim().lines().map(|line| line.trim().to_owned()).collect()
        }
        Block::Code(code) => indent(code.split('\n').map(str::to_owned).collect(), CODE_INDENT),
        Block::Quote(blocks) => hang(or_empty(lines(blocks)), "> ", "> "),
        Block::List(first, items) => markers(*first, items.len(), "-")
            .zip(items)
            .flat_map(|(marker, item)| {
                hang(or_empty(lines(item)), &marker, &" ".repeat(marker.len()))
            })
            .collect(),
        Block::Table(table) => table.lines(),
        Block::Rule => vec!["* * *".to_owned()],
    }
}

/// The lines of an item or a quotation, which may be empty, but is there.
pub(super) fn or_empty(lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// What stands before each item of a list: a bullet, or numbers of one width.
pub(super) fn markers(
    first: Option<u64>,
    count: usize,
    bullet: &str,
) -> impl Iterator<Item = String> {
    let bullet = bullet.to_owned();
    let last = first.map(|first| first.saturating_add(count.saturating_sub(1) as u64));
    let digits = last.map_or(0, |last| last.to_string().len());
    (0..count as u64).map(move |index| match first {
        Some(first) => format!("{:>digits$}. ", first.saturating_add(index)),
        None => format!("{bullet} "),
    })
}
