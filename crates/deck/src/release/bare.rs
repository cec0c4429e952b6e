//! Leaving out of a deck what is not for students.

use std::collections::HashSet;

use deck_format::{PassageId, Question};
use toml_edit::visit_mut::{self, VisitMut};
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, KeyMut, Table, Value};

/// Takes out every comment, and the objections that the author overruled.
pub(super) fn strip(document: &mut DocumentMut) {
    document.remove("lint");
    if let Some(questions) = tables(document, "question") {
        questions.iter_mut().for_each(|question| drop(question.remove("lint")));
    }
    document.set_trailing("");
    NoComments.visit_document_mut(document);
}

/// Leaves only these questions, with the passages and sources that they name. Their blueprint would
/// ask for others.
pub(super) fn narrow(document: &mut DocumentMut, kept: &[&Question]) {
    let ids: HashSet<&str> = kept.iter().map(|question| question.face.id.as_str()).collect();
    let passages: HashSet<&str> = kept
        .iter()
        .filter_map(|question| question.face.passage.as_ref().map(PassageId::as_str))
        .collect();
    let cited: HashSet<&str> = kept
        .iter()
        .filter_map(|question| question.key.as_ref())
        .flat_map(|key| key.cite.iter().map(|citation| &*citation.source))
        .collect();
    keep(document, "question", &ids);
    keep(document, "passage", &passages);
    document.remove("blueprint");
    if let Some(sources) = document.get_mut("sources").and_then(Item::as_table_like_mut) {
        let others: Vec<String> = sources
            .iter()
            .filter(|(name, _)| !cited.contains(name))
            .map(|(name, _)| name.to_owned())
            .collect();
        others.iter().for_each(|name| drop(sources.remove(name)));
    }
}

/// Leaves only the tables with one of these ids.
fn keep(document: &mut DocumentMut, name: &str, ids: &HashSet<&str>) {
    if let Some(tables) = tables(document, name) {
        tables.retain(|table| {
            table.get("id").and_then(Item::as_str).is_some_and(|id| ids.contains(id))
        });
    }
}

fn tables<'d>(document: &'d mut DocumentMut, name: &str) -> Option<&'d mut ArrayOfTables> {
    document.get_mut(name).and_then(Item::as_array_of_tables_mut)
}

/// Takes out the white space around everything, in which comments stand.
struct NoComments;

impl VisitMut for NoComments {
    fn visit_table_mut(&mut self, table: &mut Table) {
        table.decor_mut().clear();
        visit_mut::visit_table_mut(self, table);
    }

    fn visit_table_like_kv_mut(&mut self, mut key: KeyMut<'_>, item: &mut Item) {
        key.leaf_decor_mut().clear();
        key.dotted_decor_mut().clear();
        visit_mut::visit_table_like_kv_mut(self, key, item);
    }

    fn visit_inline_table_mut(&mut self, table: &mut InlineTable) {
        table.set_trailing("");
        visit_mut::visit_inline_table_mut(self, table);
    }

    fn visit_array_mut(&mut self, array: &mut toml_edit::Array) {
        array.set_trailing("");
        visit_mut::visit_array_mut(self, array);
    }

    fn visit_value_mut(&mut self, value: &mut Value) {
        value.decor_mut().clear();
        visit_mut::visit_value_mut(self, value);
    }
}
