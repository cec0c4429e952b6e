//! The score by tag and by kind.

use console::{Align, Look, Table, layout};
use session::{Score, Tally};

/// The columns between two tables.
const GAP: usize = 4;

/// The tables that have rows.
pub(super) fn tables(score: &Score<'_>) -> Vec<Table> {
    let by_tag = score.by_tag.iter().map(|(tag, tally)| ((*tag).to_owned(), tally));
    let by_kind = score.by_kind.iter().map(|(kind, tally)| (kind.to_string(), tally));
    let tables = [table("By tag", by_tag), table("By kind", by_kind)];
    tables.into_iter().filter(|table| !table.is_empty()).collect()
}

fn table<'t>(heading: &str, groups: impl Iterator<Item = (String, &'t Tally)>) -> Table {
    let mut table =
        Table::new([(heading, Align::Left), ("Right", Align::Right), ("Points", Align::Right)]);
    for (name, tally) in groups {
        table.push([
            name,
            format!("{} of {}", tally.right, tally.asked),
            format!("{} of {}", tally.earned, tally.possible),
        ]);
    }
    table
}

/// The tables side by side where that fits into so many columns, else below each other.
pub(super) fn drawn(tables: &[Table], columns: usize, look: &Look) -> Vec<String> {
    let look = Look { width: Some(columns), ..*look };
    let drawn = |table: &Table| -> Vec<String> {
        let text = table.render(&look);
        text.lines().flat_map(|line| layout::fold(line, columns)).collect()
    };
    let widths: usize = tables.iter().map(Table::natural_width).sum();
    let gaps = tables.len().saturating_sub(1) * GAP;
    if widths + gaps <= columns {
        let side_by_side = tables.iter().map(drawn);
        return side_by_side
            .reduce(|left, right| layout::beside(&left, &right, GAP))
            .unwrap_or_default();
    }
    tables.iter().map(drawn).collect::<Vec<_>>().join(&String::new())
}
