//! Tables without boxes: aligned columns on a terminal, labelled cells in line mode.

use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement};

use crate::layout::{indent, width, wrap};
use crate::look::Look;
use crate::sanitise::{drop_open_isolates, sanitise_line};

/// The columns between two columns.
const GAP: u16 = 2;
/// A column is never drawn narrower than this; then the cells are labelled instead.
const NARROWEST: usize = 4;

/// Where the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// To the left: texts.
    Left,
    /// In the middle.
    Centre,
    /// To the right: numbers.
    Right,
}

/// A table of texts on one line each. Labels and cells are made safe when they come in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
    indent: usize,
    /// The columns whose cells are never wrapped, beside those of numbers.
    whole: Vec<usize>,
}

impl Table {
    /// A table with these labels above its columns.
    #[must_use]
    pub fn new<L: AsRef<str>>(columns: impl IntoIterator<Item = (L, Align)>) -> Self {
        let columns = columns.into_iter().map(|(label, align)| (cell(label), align)).collect();
        Self { columns, ..Self::default() }
    }

    /// The table with a margin on its left when it is drawn.
    #[must_use]
    pub fn indented(self, columns: usize) -> Self {
        Self { indent: columns, ..self }
    }

    /// The table with columns, by their place from 0, whose cells are never wrapped: dates and names
    /// that are to be typed. Columns to the right, which hold numbers, never are.
    #[must_use]
    pub fn whole(self, columns: impl IntoIterator<Item = usize>) -> Self {
        Self { whole: columns.into_iter().collect(), ..self }
    }

    /// Adds a row. Cells beyond the last column are left out; missing ones are empty.
    pub fn push<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) {
        let mut row: Vec<_> = cells.into_iter().take(self.columns.len()).map(cell).collect();
        row.resize(self.columns.len(), String::new());
        self.rows.push(row);
    }

    /// The labels of the columns, and where their cells stand.
    pub(crate) fn columns(&self) -> &[(String, Align)] {
        &self.columns
    }

    /// The cells, row by row.
    pub(crate) fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// Whether it has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text without a newline at the end: drawn, its cells wrapped where it would be
    /// too wide; in line mode, or where there are too many columns to draw, as labelled cells.
    #[must_use]
    pub fn render(&self, look: &Look) -> String {
        let lines = match look.width.map(|columns| columns.saturating_sub(self.indent)) {
            Some(columns) if self.least_width() <= columns => self.drawn(columns, look),
            Some(columns) => self.lines().iter().flat_map(|line| wrap(line, columns)).collect(),
            None => self.lines(),
        };
        let margin = if look.is_line() { 0 } else { self.indent };
        indent(lines, margin).join("\n")
    }

    /// Each row on a line: `label: cell; label: cell`. Empty cells are left out. A table without
    /// rows is its labels.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        if self.rows.is_empty() {
            let labels = self.columns.iter().map(|(label, _)| label.as_str());
            return vec![labels.filter(|label| !label.is_empty()).collect::<Vec<_>>().join("; ")];
        }
        self.rows.iter().map(|row| self.labelled(row)).collect()
    }

    fn labelled(&self, row: &[String]) -> String {
        let cells = self.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        let cells = cells.map(|((label, _), cell)| match label.as_str() {
            "" => cell.clone(),
            label => format!("{label}: {cell}"),
        });
        cells.collect::<Vec<_>>().join("; ")
    }

    /// The columns that it takes when nothing is wrapped.
    #[must_use]
    pub fn natural_width(&self) -> usize {
        let widths = self.columns.iter().enumerate().map(|(index, (label, _))| {
            let cells = self.rows.iter().filter_map(|row| row.get(index));
            cells.map(|cell| width(cell)).fold(width(label), usize::max)
        });
        widths.sum::<usize>() + self.gaps()
    }

    fn least_width(&self) -> usize {
        self.columns.len() * NARROWEST + self.gaps()
    }

    fn gaps(&self) -> usize {
        self.columns.len().saturating_sub(1) * usize::from(GAP)
    }

    /// The lines of the drawn table, in at most so many columns.
    pub(crate) fn drawn(&self, columns: usize, look: &Look) -> Vec<String> {
        let mut table = comfy_table::Table::new();
        table.load_style(NOTHING).force_no_tty();
        table.set_content_arrangement(ContentArrangement::Dynamic);
        // The last column has a gap on its right, which is cut off again below.
        table.set_width(u16::try_from(columns).unwrap_or(u16::MAX).saturating_add(GAP));
        if look.colour {
            table.enforce_styling();
            table.style_text_only();
        }
        table.set_header(self.columns.iter().map(|(label, _)| header(label, look)));
        table.add_rows(self.rows.iter());
        for (place, (column, (_, align))) in table.column_iter_mut().zip(&self.columns).enumerate()
        {
            column.set_padding((0, GAP));
            column.set_cell_alignment(alignment(*align));
            if *align == Align::Right || self.whole.contains(&place) {
                // Numbers are not to be cut in two.
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        // A wrapped cell may have been cut inside an isolate.
        table.lines().map(|line| drop_open_isolates(line.trim_end())).collect()
    }
}

fn cell(text: impl AsRef<str>) -> String {
    sanitise_line(text.as_ref()).trim().to_owned()
}

fn header(label: &str, look: &Look) -> Cell {
    let cell = Cell::new(label);
    if look.colour { cell.add_attribute(Attribute::Underlined) } else { cell }
}

fn alignment(align: Align) -> CellAlignment {
    match align {
        Align::Left => CellAlignment::Left,
        Align::Centre => CellAlignment::Center,
        Align::Right => CellAlignment::Right,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::hostile::{self, assert_safe};

    fn class() -> Table {
        let mut table =
            Table::new([("Student", Align::Left), ("Score", Align::Right), ("", Align::Left)]);
        table.push(["s1041", "17.5/20", "attempt 2 of 2"]);
        table.push(["日本", "9/20", ""]);
        table
    }

    #[test]
    fn columns_are_aligned() {
        let look = Look::rich(60).uncoloured();
        assert_eq!(
            class().indented(2).render(&look),
            "  Student    Score\n  s1041    17.5/20  attempt 2 of 2\n  日本        9/20"
        );
        assert_eq!(class().natural_width(), 7 + 2 + 7 + 2 + 14);
    }

    #[test]
    fn labels_are_underlined_where_there_are_styles() {
        let drawn = class().render(&Look::rich(60));
        assert!(drawn.starts_with("\u{1b}[4mStudent\u{1b}[0m"), "{drawn:?}");
        assert_safe(&drawn, true);
    }

    #[test]
    fn wide_cells_are_wrapped_and_numbers_are_not() {
        let drawn = class().render(&Look::rich(26).uncoloured());
        assert!(drawn.contains("17.5/20"), "{drawn}");
        assert!(drawn.lines().all(|line| width(line) <= 26), "{drawn}");
        assert!(drawn.lines().count() > 3, "{drawn}");
    }

    #[test]
    fn whole_cells_are_not_wrapped() {
        let mut table =
            Table::new([("When", Align::Left), ("Deck", Align::Left), ("Right", Align::Right)]);
        table.push(["2026-03-01 09:30", "The stars of the night sky", "6/10"]);
        let look = Look::rich(34).uncoloured();
        let when = |table: &Table| table.render(&look).contains("2026-03-01 09:30");
        assert!(!when(&table), "else the test shows nothing");
        assert!(when(&table.whole([0])));
    }

    #[test]
    fn line_mode_labels_the_cells() {
        let lines = "Student: s1041; Score: 17.5/20; attempt 2 of 2\nStudent: 日本; Score: 9/20";
        assert_eq!(class().indented(2).render(&Look::LINE), lines);
        let narrow = class().render(&Look::rich(12));
        assert!(narrow.starts_with("Student:\ns1041;\nScore:"), "no room to draw: {narrow}");
        assert_eq!(Table::new([("A", Align::Left), ("B", Align::Left)]).lines(), ["A; B"]);
    }

    #[test]
    fn rows_fit_the_columns() {
        let mut table = Table::new([("A", Align::Left), ("B", Align::Left)]);
        table.push(["1"]);
        table.push(["1", "2", "3"]);
        assert_eq!(table.lines(), ["A: 1", "A: 1; B: 2"]);
    }

    proptest! {
        #[test]
        fn no_cell_reaches_the_terminal_as_it_is(
            cells in prop::collection::vec(hostile::text(), 1..9),
            columns in 1_usize..4,
            width in 0_usize..60,
        ) {
            let labels = cells.iter().take(columns).map(|label| (label, Align::Centre));
            let mut table = Table::new(labels);
            for row in cells.chunks(columns) {
                table.push(row);
            }
            assert_safe(&table.render(&Look::rich(width)), true);
            assert_safe(&table.render(&Look::rich(width).uncoloured()), false);
            assert_safe(&table.render(&Look::LINE), false);
        }
    }
}
