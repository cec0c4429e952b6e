//! Progress for a person: drawn on a terminal, in plain lines else.

use console::{Look, Table, layout, style};

use super::numbers::wrap;
use super::report::Report;
use super::{ahead, days, groups, sure, weak};

/// The empty columns on both sides.
const MARGIN: usize = 2;
/// The fewest columns in which a table is drawn with its numbers whole; else its cells are labelled.
const TABLE: usize = 60;

/// The lines of it.
pub(super) fn lines(report: &Report, look: &Look) -> Vec<String> {
    if report.is_empty() {
        return empty(report, look);
    }
    let columns = look.width.map(|_| look.text_width().saturating_sub(2 * MARGIN).max(10));
    let page = Page { report, look, columns };
    let blocks = [
        page.summary(),
        page.groups(),
        page.ahead(),
        page.days(),
        page.confidence(),
        page.predictions(),
        page.weakest(),
        page.next(),
    ];
    let blocks: Vec<_> = blocks.into_iter().filter(|block| !block.is_empty()).collect();
    if look.is_line() {
        return blocks.concat();
    }
    let lines = blocks.join(&String::new()).into_iter();
    let columns = columns.unwrap_or(usize::MAX);
    let folded = lines.flat_map(|line| layout::fold(&line, columns)).collect();
    layout::indent(folded, MARGIN)
}

/// What is said where there is nothing to tell.
fn empty(report: &Report, look: &Look) -> Vec<String> {
    let text = if report.only_some_decks {
        "No answers yet with what you named. Begin with `quiz DECK`; `quiz progress` alone tells \
         about all decks."
    } else {
        "No answers yet. Begin with `quiz`, which lets you choose a deck."
    };
    if look.is_line() { vec![text.to_owned()] } else { layout::wrap(text, look.text_width()) }
}

/// What is being told, and in how many columns; in line mode there is no bound.
struct Page<'a> {
    report: &'a Report,
    look: &'a Look,
    columns: Option<usize>,
}

impl Page<'_> {
    fn summary(&self) -> Vec<String> {
        let today = self.report.today.strftime("%a %Y-%m-%d");
        let mut lines = self.headings(&format!("Progress on {today}"));
        let facts = groups::facts(self.report, self.look);
        let Some(columns) = self.columns else {
            lines.extend(facts.iter().map(|(label, text)| format!("{label}: {text}")));
            return lines;
        };
        let widest = facts.iter().map(|(label, _)| label.len()).max().unwrap_or(0) + 2;
        for (label, text) in facts {
            let text = wrap(&text, columns.saturating_sub(widest).max(10));
            let label = self.look.paint(style::DIM, &format!("{label:widest$}"));
            lines.extend(layout::hang(text, &label, &" ".repeat(widest)));
        }
        lines
    }

    fn groups(&self) -> Vec<String> {
        let tables = groups::tables(self.report, self.look);
        let tables: Vec<_> = tables.iter().map(|table| self.table(table)).collect();
        if self.look.is_line() { tables.concat() } else { tables.join(&String::new()) }
    }

    fn ahead(&self) -> Vec<String> {
        let mut lines = self.headings(&ahead::heading(self.report));
        match self.columns {
            Some(columns) => {
                lines.extend(ahead::drawn(self.report, columns, self.look));
                lines.extend(ahead::note(self.report).iter().flat_map(|note| self.quiet(note)));
            }
            None => lines.extend(ahead::lines(self.report)),
        }
        lines
    }

    fn days(&self) -> Vec<String> {
        let heading = days::heading(self.report, self.columns);
        let mut lines = self.headings(&heading);
        match self.columns {
            Some(columns) => lines.extend(days::drawn(self.report, columns, self.look)),
            None => lines.extend(days::lines(self.report)),
        }
        lines.extend(self.quiet(&days::streaks(self.report)));
        lines
    }

    fn confidence(&self) -> Vec<String> {
        let mut lines = self.headings("How sure you were against what was right");
        lines.extend(sure::confidence(self.report, self.look).iter().flat_map(|t| self.table(t)));
        lines.extend(self.quiet(&sure::confidence_note(self.report)));
        lines
    }

    fn predictions(&self) -> Vec<String> {
        let mut lines = self.headings("What was predicted against what you recalled");
        lines.extend(sure::predictions(self.report, self.look).iter().flat_map(|t| self.table(t)));
        lines.extend(self.quiet(&sure::predictions_note(self.report)));
        lines
    }

    fn weakest(&self) -> Vec<String> {
        if self.report.weakest.is_empty() {
            return Vec::new();
        }
        let mut lines = self.headings(&weak::heading(self.report));
        match self.columns {
            Some(columns) => lines.extend(weak::drawn(self.report, columns, self.look)),
            None => lines.extend(weak::lines(self.report)),
        }
        lines
    }

    fn next(&self) -> Vec<String> {
        let next = format!("Next: {}", ahead::next(self.report));
        let all = std::iter::once(next).chain(weak::next(self.report));
        all.flat_map(|line| self.plain(&line)).collect()
    }

    fn heading(&self, text: &str) -> String {
        if self.look.is_line() {
            // What follows is a list of lines.
            return format!("{text}{}", if text.contains(':') { "" } else { ":" });
        }
        self.look.paint(style::HEADING, text)
    }

    fn headings(&self, text: &str) -> Vec<String> {
        match self.columns {
            Some(columns) => layout::wrap(text, columns).iter().map(|l| self.heading(l)).collect(),
            None => vec![self.heading(text)],
        }
    }

    fn plain(&self, text: &str) -> Vec<String> {
        self.columns.map_or_else(|| vec![text.to_owned()], |columns| wrap(text, columns))
    }

    fn quiet(&self, text: &str) -> Vec<String> {
        self.plain(text).iter().map(|line| self.look.paint(style::DIM, line)).collect()
    }

    /// A table in the columns that there are; where they are few, a row is its labelled cells.
    fn table(&self, table: &Table) -> Vec<String> {
        let Some(columns) = self.columns else { return table.lines() };
        if columns >= TABLE {
            let look = Look { width: Some(columns), ..*self.look };
            return table.render(&look).lines().map(str::to_owned).collect();
        }
        let rows = table.lines();
        let wrapped = rows
            .iter()
            .map(|row| layout::hang(wrap(row, columns.saturating_sub(2).max(10)), "", "  "));
        wrapped.flatten().collect()
    }
}
