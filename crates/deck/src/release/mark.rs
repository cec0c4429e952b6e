//! The mark of a released deck: what the names in its handouts stand for.

use std::collections::HashSet;

use deck_format::{LocalId, QuestionId};
use toml_edit::{Array, InlineTable, Item, Table, Value};

use crate::handout::{HandoutMap, QuestionMap};

/// The table `released`, with the questions of these ids.
pub(super) fn mark(maps: &[HandoutMap], kept: &HashSet<&QuestionId>) -> Table {
    let mut mark = Table::new();
    for map in maps {
        let mut handout = Table::new();
        for (id, question) in map.questions.iter().filter(|(id, _)| kept.contains(id)) {
            let names = names(question);
            if !names.is_empty() {
                handout[id.as_str()] = Item::Value(names.into());
            }
        }
        mark[&map.handout.to_string()] = Item::Table(handout);
    }
    mark
}

/// What the names in one question stand for; nothing where it has none.
fn names(question: &QuestionMap) -> InlineTable {
    let QuestionMap { choices, items, left, right, blanks, .. } = question;
    let mut names = InlineTable::new();
    for (name, list) in [("choices", choices), ("items", items), ("left", left), ("right", right)] {
        put(&mut names, name, list);
    }
    if !blanks.is_empty() {
        let blanks = blanks.iter().map(|blank| {
            let mut table = InlineTable::new();
            table.insert("id", blank.id.as_str().into());
            put(&mut table, "choices", &blank.choices);
            Value::from(table)
        });
        names.insert("blanks", blanks.collect::<Array>().into());
    }
    names
}

fn put(table: &mut InlineTable, name: &str, ids: &[LocalId]) {
    if !ids.is_empty() {
        table.insert(name, ids.iter().map(LocalId::as_str).collect::<Array>().into());
    }
}
