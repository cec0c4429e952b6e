//! Tables that stay readable on a narrow screen: each scrolls by itself, and can be reached by keyboard.

use maud::{Markup, html};

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Numbers,
    /// Bars that repeat a number: no more than a picture.
    Bars,
}

/// A table; the first cell of each row is its heading.
pub(super) struct Table {
    id: String,
    caption: String,
    columns: Vec<(String, Holds)>,
    rows: Vec<Vec<Markup>>,
}

impl Table {
    /// A table without rows. The id is ours, and unique in the page.
    pub(super) fn new(id: impl Into<String>, caption: impl Into<String>) -> Self {
        let (columns, rows) = (Vec::new(), Vec::new());
        Self { id: id.into(), caption: caption.into(), columns, rows }
    }

    /// The same with one more column.
    pub(super) fn column(mut self, label: impl Into<String>, holds: Holds) -> Self {
        self.columns.push((label.into(), holds));
        self
    }

    /// Adds a row, with a cell for each column.
    pub(super) fn push(&mut self, cells: Vec<Markup>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "{}", self.id);
        self.rows.push(cells);
    }

    /// The elements.
    pub(super) fn render(&self) -> Markup {
        let caption = format!("{}-caption", self.id);
        html! {
            div.scroll tabindex="0" role="region" aria-labelledby=(caption) {
                table id=(self.id) {
                    caption id=(caption) { (self.caption) }
                    thead { tr { @for column in &self.columns { (heading(column)) } } }
                    tbody { @for row in &self.rows { tr { (self.cells(row)) } } }
                }
            }
        }
    }

    fn cells(&self, row: &[Markup]) -> Markup {
        let cells = self.columns.iter().zip(row).enumerate();
        html! {
            @for (at, ((_, holds), cell)) in cells {
                @if at == 0 { th scope="row" { (cell) } }
                @else { td class=[class(*holds)] { (cell) } }
            }
        }
    }
}

fn heading((label, holds): &(String, Holds)) -> Markup {
    html! {
        @if *holds == Holds::Bars { td.bars {} }
        @else { th scope="col" class=[class(*holds)] { (label) } }
    }
}

fn class(holds: Holds) -> Option<&'static str> {
    match holds {
        Holds::Text => None,
        Holds::Numbers => Some("number"),
        Holds::Bars => Some("bars"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_tells_what_each_cell_is() {
        let mut table = Table::new("t", "A <b>")
            .column("Name", Holds::Text)
            .column("n", Holds::Numbers)
            .column("", Holds::Bars);
        table.push(vec![html! { "x" }, html! { "1" }, html! {}]);
        assert_eq!(
            table.render().into_string(),
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"t-caption\">\
             <table id=\"t\"><caption id=\"t-caption\">A &lt;b&gt;</caption><thead><tr>\
             <th scope=\"col\">Name</th><th scope=\"col\" class=\"number\">n</th>\
             <td class=\"bars\"></td></tr></thead><tbody><tr><th scope=\"row\">x</th>\
             <td class=\"number\">1</td><td class=\"bars\"></td></tr></tbody></table></div>"
        );
    }
}
