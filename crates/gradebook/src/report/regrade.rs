//! What a regrade changes, for a person.

use console::words::count;
use console::{Align, Look, Table};

use super::text::lines;
use crate::exact::{self, Exact};
use crate::policy::Policy;
use crate::regrade::{Came, QuestionChange, Regrade, StudentChange};

/// What a regrade changes, as text that is safe for a terminal.
#[must_use]
pub fn regrade(change: &Regrade, policy: &Policy, look: &Look) -> String {
    if change.is_empty() {
        return lines(["Nothing changes.".to_owned()], look);
    }
    let questions = lines(change.questions.iter().map(|one| question(one, policy)), look);
    if change.students.is_empty() {
        return questions;
    }
    format!("{questions}\n{}\n", students(&change.students, policy).render(look))
}

/// `` `patrol-countries`: key b → c; 18 students change, 17 up by 1 point, 1 down by 1 point``.
fn question(change: &QuestionChange, policy: &Policy) -> String {
    let what = change.what.join(", ");
    let what = if what.is_empty() { "marks change".to_owned() } else { what };
    let (down, up): (Vec<&Exact>, _) = change.by.iter().partition(|by| **by < exact::zero());
    let moved = [moved(&up, "up", policy), moved(&down, "down", policy)];
    let moved: Vec<String> = moved.into_iter().flatten().collect();
    let verb = if change.by.len() == 1 { "changes" } else { "change" };
    let whom = match change.by.len() {
        0 => "nobody changes".to_owned(),
        all => format!("{} {verb}, {}", count(all, "student"), moved.join(", ")),
    };
    format!("`{}`: {what}; {whom}", change.question)
}

/// `17 up by 1 point`, `3 down by 0.5 to 2 points`; `None` of nobody. The least comes first.
fn moved(by: &[&Exact], word: &str, policy: &Policy) -> Option<String> {
    let size = |by: &Exact| if *by < exact::zero() { -by } else { by.clone() };
    let mut sizes: Vec<Exact> = by.iter().map(|by| size(by)).collect();
    sizes.sort();
    let short = |number: &Exact| exact::short(number, policy.decimals);
    let (least, most) = (short(sizes.first()?), short(sizes.last()?));
    let points =
        if least == most { count(most, "point") } else { format!("{least} to {most} points") };
    Some(format!("{} {word} by {points}", by.len()))
}

fn students(changes: &[StudentChange], policy: &Policy) -> Table {
    let labels = ["Student", "Name", "Before", "After", "Grade"];
    let aligns = [Align::Left, Align::Left, Align::Right, Align::Right, Align::Left];
    let has_names = changes.iter().any(|change| !change.name.is_empty());
    let keep = |at: usize| (at != 1 || has_names) && (at != 4 || !policy.bands.is_empty());
    let columns = labels.into_iter().zip(aligns).enumerate();
    let columns = columns.filter(|(at, _)| keep(*at)).map(|(_, column)| column);
    let mut table = Table::new(columns).indented(2).whole([0]);
    for change in changes {
        let came = |came: &Option<Came>| {
            came.as_ref().map_or_else(
                || "–".to_owned(),
                |came| {
                    let short = |number| exact::short(number, policy.decimals);
                    format!("{}/{}", short(&came.earned), short(&came.possible))
                },
            )
        };
        let band = |came: &Option<Came>| {
            came.as_ref().and_then(|came| came.band.clone()).unwrap_or_else(|| "–".to_owned())
        };
        let (before, after) = (band(&change.before), band(&change.after));
        // Those that move stand out among those that stay.
        let grade = if before == after { after } else { format!("{before} → {after}") };
        let cells = [
            change.id.clone(),
            change.name.clone(),
            came(&change.before),
            came(&change.after),
            grade,
        ];
        let cells = cells.into_iter().enumerate().filter(|(at, _)| keep(*at));
        table.push(cells.map(|(_, cell)| cell));
    }
    table
}
