//! Brings a tree into its canonical form: fields in their order, and each comment where the
//! canonical form has a place for it.

use super::shape::{Shape, Spread};
use super::tree::{Entry, Node, Table};

/// Orders a table and all that is in it. `inline` says that it stands between braces.
pub(super) fn table(table: &mut Table, shape: &Shape, inline: bool) {
    table.0.sort_by_key(|entry| shape.rank(&entry.key.name));
    for entry in &mut table.0 {
        let shape = shape.entry(&entry.key.name);
        let inline = inline || shape.spread == Spread::Never;
        node(&mut entry.value, shape, inline);
        lift(entry, shape, inline);
    }
}

fn node(value: &mut Node, shape: &Shape, inline: bool) {
    match value {
        Node::Leaf(_) => {}
        Node::Table(inner) => table(inner, shape, inline),
        Node::List(list) => {
            for item in &mut list.items {
                node(&mut item.value, shape.item(), true);
                if let Node::Table(inner) = &mut item.value {
                    item.above.extend(inner.take_comments());
                }
            }
        }
    }
}

/// Lifts comments out of a table to the entry that holds it: all of them where the table cannot
/// hold any, else those that would stand in the same place if the entry were one line. Below a
/// header of its own, comments above and behind the first entry stand elsewhere.
fn lift(entry: &mut Entry, shape: &Shape, inline: bool) {
    let Node::Table(table) = &mut entry.value else { return };
    if inline {
        let comments = table.take_comments();
        entry.above.add(comments);
        return;
    }
    let single = table.0.len() == 1;
    if let Some(first) = table.0.first_mut().filter(|_| shape.spread != Spread::Header) {
        entry.above.append(std::mem::take(&mut first.above));
        if single && first.after.is_some() {
            entry.above.add(std::mem::replace(&mut entry.after, first.after.take()));
        }
    }
    if let Some(last) = table.0.last_mut() {
        entry.below.splice(..0, last.below.drain(..));
    }
}
