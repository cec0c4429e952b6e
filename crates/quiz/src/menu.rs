//! The menu of decks: what there is, and how the student stands with each.

use console::{Align, Failure, Look, Table, layout, markdown, words};
use session::History;
use session::files::SystemFiles;

use crate::clock::Clock;
use crate::front::{Choice, Chosen, Front};
use crate::home::Home;
use crate::library::{Found, Shelf};
use crate::records::Records;
use crate::standing::{Standing, ago};

/// What is left of a title that does not fit, in columns.
const LEAST_TITLE: usize = 16;
/// The columns that the signs and the margin of a list take.
const AROUND: usize = 8;

/// Asks which of some decks; `None` where the student leaves.
pub(crate) fn choose(
    front: &mut dyn Front,
    mut shelf: Shelf,
    home: &Home,
    clock: &Clock,
) -> Result<Option<Found>, Failure> {
    let records = Records::read(&SystemFiles, home);
    let history = records.history();
    let rows: Vec<Row> =
        shelf.decks.iter().map(|found| Row::of(found, &records, &history, clock)).collect();
    let labels = labels(&rows, &front.look());
    let choices = labels.into_iter().enumerate();
    let choices: Vec<Choice> =
        choices.map(|(at, label)| Choice::new((at + 1).to_string(), label)).collect();
    // A command has nothing to work on yet: whoever types one wants out.
    match front.choose("Deck", &choices, 0)? {
        Chosen::One(chosen) => Ok(Some(shelf.decks.swap_remove(chosen))),
        Chosen::Nothing | Chosen::Command(_) => Ok(None),
    }
}

/// What is said about one deck; safe for a terminal.
struct Row {
    title: String,
    questions: String,
    last: String,
    missed: String,
    place: String,
}

impl Row {
    fn of(found: &Found, records: &Records, history: &History, clock: &Clock) -> Self {
        let standing = Standing::of(&found.deck, records, history, clock);
        let today = clock.day(clock.now());
        let last = standing.last.map_or_else(String::new, |last| {
            format!("last {} of {}, {}", last.right, last.asked, ago(last.day, today))
        });
        Self {
            title: markdown::inline(&found.deck.face.title),
            questions: words::count(found.deck.questions.len(), "question"),
            last,
            missed: match standing.missed {
                0 => String::new(),
                missed => format!("{missed} missed"),
            },
            place: console::sanitise_line(&found.place).into_owned(),
        }
    }

    /// All of it in a sentence.
    fn sentence(&self) -> String {
        let facts = facts([&self.questions, &self.place, &self.last, &self.missed]);
        format!("{} ({})", self.title, facts.join("; "))
    }

    /// What is worth knowing in so many columns; the title is cut first.
    fn short(&self, columns: usize, look: &Look) -> String {
        let dot = format!(" {} ", look.glyphs().dot);
        let facts = facts([&self.questions, &self.last, &self.missed]).join(&dot);
        let room = columns.saturating_sub(layout::width(&facts) + dot.len());
        let title = layout::clip(&self.title, room.max(LEAST_TITLE), look);
        format!("{title}{dot}{facts}")
    }
}

/// The facts that there are.
fn facts<const N: usize>(facts: [&String; N]) -> Vec<&str> {
    facts.into_iter().map(String::as_str).filter(|fact| !fact.is_empty()).collect()
}

/// One line a deck: in columns where there is room for them.
fn labels(rows: &[Row], look: &Look) -> Vec<String> {
    let mut table = Table::new([""; 4].map(|label| (label, Align::Left)));
    for row in rows {
        table.push([&row.title, &row.questions, &row.last, &row.missed]);
    }
    let Some(room) = look.width.map(|width| width.saturating_sub(AROUND)) else {
        return rows.iter().map(Row::sentence).collect();
    };
    if table.natural_width() > room {
        return rows.iter().map(|row| row.short(room, look)).collect();
    }
    // The first line holds the labels, which are empty.
    table.render(look).lines().skip(1).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Row> {
        let row = |title: &str, last: &str, missed: &str| Row {
            title: title.into(),
            questions: "38 questions".into(),
            last: last.into(),
            missed: missed.into(),
            place: "decks/a.toml".into(),
        };
        vec![row("The capitals of Asia", "last 7 of 10, today", "3 missed"), row("Rivers", "", "")]
    }

    #[test]
    fn decks_stand_in_columns_where_there_is_room() {
        assert_eq!(
            labels(&rows(), &Look::rich(90).uncoloured()),
            [
                "The capitals of Asia  38 questions  last 7 of 10, today  3 missed",
                "Rivers                38 questions",
            ]
        );
    }

    #[test]
    fn without_room_the_titles_are_cut() {
        assert_eq!(
            labels(&rows(), &Look::rich(60).uncoloured()),
            [
                "The capitals of… · 38 questions · last 7 of 10, today · 3 missed",
                "Rivers · 38 questions",
            ]
        );
    }

    #[test]
    fn in_line_mode_each_is_a_sentence() {
        let expected = [
            "The capitals of Asia (38 questions; decks/a.toml; last 7 of 10, today; 3 missed)",
            "Rivers (38 questions; decks/a.toml)",
        ];
        assert_eq!(labels(&rows(), &Look::LINE), expected);
    }
}
