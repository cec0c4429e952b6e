//! The menu of decks: what there is, and how the student stands with each.

use console::{Align, Failure, Look, Table, layout, markdown, words};
use session::Releases;
use session::files::SystemFiles;
use study::Cards;

use crate::begin::Place;
use crate::clock::Clock;
use crate::front::{Choice, Chosen, Front};
use crate::library::{Found, Shelf};
use crate::records::Records;
use crate::review;
use crate::standing::{Standing, ago};

/// What is left of a title that does not fit, in columns.
const LEAST_TITLE: usize = 16;
/// The columns that the signs and the margin of a list take.
const AROUND: usize = 8;

/// Asks which of some decks; `None` where the student leaves.
pub(crate) fn choose(
    front: &mut dyn Front,
    mut shelf: Shelf,
    place: Place<'_>,
) -> Result<Option<Found>, Failure> {
    let records = Records::read(&SystemFiles, place.home);
    let cards = Cards::with_released(
        records.iter(),
        review::calendar(place.settings)?,
        &Releases::new(shelf.decks()),
    );
    let schedule = review::schedule(&cards, place.settings, place.home)?;
    let due = schedule.due(review::today(place.settings, place.clock)?);
    let rows = shelf.decks.iter().map(|found| {
        let standing = Standing::of(&found.deck, &records, &due, place.clock);
        Row::of(found, &standing, place.clock)
    });
    let rows: Vec<Row> = rows.collect();
    let labels = labels(&rows, &front.look());
    let choices = labels.into_iter().enumerate();
    let choices: Vec<Choice> =
        choices.map(|(at, label)| Choice::new((at + 1).to_string(), label)).collect();
    // A command has nothing to work on yet: whoever types one wants out.
    match front.choose("Deck", &choices, 0)? {
        Chosen::One(chosen) => Ok(Some(shelf.decks.swap_remove(chosen))),
        Chosen::Nothing | Chosen::Command(_) | Chosen::TimeUp => Ok(None),
    }
}

/// What is said about one deck; safe for a terminal.
struct Row {
    title: String,
    questions: String,
    last: String,
    due: String,
    place: String,
}

impl Row {
    fn of(found: &Found, standing: &Standing, clock: &Clock) -> Self {
        let today = clock.day(clock.now());
        let last = standing.last.map_or_else(String::new, |last| {
            format!("last {} of {}, {}", last.right, last.asked, ago(last.day, today))
        });
        Self {
            title: markdown::inline(&found.deck.face.title),
            questions: words::count(found.deck.questions.len(), "question"),
            last,
            due: match standing.due {
                0 => String::new(),
                due => format!("{due} due"),
            },
            place: console::sanitise_line(&found.place).into_owned(),
        }
    }

    /// All of it in a sentence.
    fn sentence(&self) -> String {
        let facts = facts([&self.questions, &self.place, &self.last, &self.due]);
        format!("{} ({})", self.title, facts.join("; "))
    }

    /// What is worth knowing in so many columns; the title is cut first.
    fn short(&self, columns: usize, look: &Look) -> String {
        let dot = format!(" {} ", look.glyphs().dot);
        let facts = facts([&self.questions, &self.last, &self.due]).join(&dot);
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
        table.push([&row.title, &row.questions, &row.last, &row.due]);
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
        let row = |title: &str, last: &str, due: &str| Row {
            title: title.into(),
            questions: "38 questions".into(),
            last: last.into(),
            due: due.into(),
            place: "decks/a.toml".into(),
        };
        vec![row("The capitals of Asia", "last 7 of 10, today", "3 due"), row("Rivers", "", "")]
    }

    #[test]
    fn decks_stand_in_columns_where_there_is_room() {
        assert_eq!(
            labels(&rows(), &Look::rich(90).uncoloured()),
            [
                "The capitals of Asia  38 questions  last 7 of 10, today  3 due",
                "Rivers                38 questions",
            ]
        );
    }

    #[test]
    fn without_room_the_titles_are_cut() {
        assert_eq!(
            labels(&rows(), &Look::rich(60).uncoloured()),
            [
                "The capitals of… · 38 questions · last 7 of 10, today · 3 due",
                "Rivers · 38 questions",
            ]
        );
    }

    #[test]
    fn in_line_mode_each_is_a_sentence() {
        let expected = [
            "The capitals of Asia (38 questions; decks/a.toml; last 7 of 10, today; 3 due)",
            "Rivers (38 questions; decks/a.toml)",
        ];
        assert_eq!(labels(&rows(), &Look::LINE), expected);
    }
}
