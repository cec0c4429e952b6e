//! The analysis of all questions for a person.

use console::{Align, Look, Table};
use gradebook::analyse::{Analysed, Question, Role};
use gradebook::items::{Flag, ItemAnalysis, ItemCounts, Level, Rasch};
use gradebook::report::{lines, list};

use gradebook::report::analysed::{changes, kind, level, test};
use gradebook::report::numbers::{interval, seconds, short};

/// The margin on the left.
const MARGIN: usize = 2;

/// The analysis as text that is safe for a terminal.
pub(super) fn text(analysed: &Analysed, look: &Look) -> String {
    let mut parts = vec![items(analysed, look), lines(test(analysed), look)];
    parts.extend([Level::Error, Level::Warning, Level::Info].map(|at| flags(analysed, at, look)));
    parts.extend(analysed.analysis.rasch.as_ref().ok().map(|found| rasch(analysed, found, look)));
    let changed = "Changed since it was sat, and graded by the deck as it is";
    parts.push(list(changed, changes(analysed), look));
    parts.push(lines(["`--item ID` shows one question in full.".to_owned()], look));
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

/// The questions with what was found about each.
fn described(analysed: &Analysed) -> impl Iterator<Item = (&Question, &ItemAnalysis)> {
    analysed.questions.iter().zip(&analysed.analysis.items)
}

fn items(analysed: &Analysed, look: &Look) -> String {
    // What `--item` shows as well is left out where it would not fit, the least wanted first.
    let fits = |spared: &usize| {
        let width = table(analysed, &SPARED[..*spared]).natural_width() + MARGIN;
        look.width.is_none_or(|columns| width <= columns)
    };
    let spared = (0..SPARED.len()).find(fits).unwrap_or(SPARED.len());
    format!("{}\n", table(analysed, &SPARED[..spared]).render(look))
}

/// The columns of the table of questions.
const COLUMNS: [(&str, Align); 8] = [
    ("Item", Align::Left),
    ("Kind", Align::Left),
    ("n", Align::Right),
    ("Facility", Align::Right),
    ("r", Align::Right),
    ("α without", Align::Right),
    ("Blank", Align::Right),
    ("Time", Align::Right),
];
/// The place of the column of kinds.
const KIND: usize = 1;
/// The places of the columns that may be left out.
const SPARED: [usize; 3] = [KIND, 7, 5];

/// The table of questions without some of its columns.
fn table(analysed: &Analysed, spared: &[usize]) -> Table {
    let kept = |at: &usize| !spared.contains(at);
    let columns = (0..COLUMNS.len()).filter(kept).map(|at| COLUMNS[at]);
    let mut table = Table::new(columns).indented(MARGIN).whole([0]);
    for (question, item) in described(analysed) {
        let mut cells = cells(question, item);
        if !kept(&KIND) && question.role != Role::Counts {
            cells[0] = format!("{}, {}", cells[0], question.role.as_str());
        }
        table.push((0..COLUMNS.len()).filter(kept).map(|at| &cells[at]));
    }
    table
}

fn cells(question: &Question, item: &ItemAnalysis) -> [String; 8] {
    let facility = match interval(item.facility.interval) {
        Some(ends) => format!("{} {ends}", short(item.facility.value)),
        None => short(item.facility.value),
    };
    [
        question.id.to_string(),
        kind(question),
        item.replies.administered.to_string(),
        facility,
        short(item.discrimination.item_rest),
        short(item.alpha_if_deleted),
        blank(item.replies),
        seconds(item.time.median),
    ]
}

/// Those who omitted it and those who did not reach it, which are told apart where there are any.
fn blank(replies: ItemCounts) -> String {
    match (replies.omitted, replies.not_reached) {
        (omitted, 0) => omitted.to_string(),
        (0, late) => format!("{late} not reached"),
        (omitted, late) => format!("{omitted}, {late} not reached"),
    }
}

/// What is to be looked at, with this urgency.
fn flags(analysed: &Analysed, at: Level, look: &Look) -> String {
    let told = described(analysed).flat_map(|(question, item)| {
        let flags = item.flags.iter().filter(move |flag| flag.level == at);
        flags.map(|flag| flag_words(question, flag))
    });
    list(level(at), told.collect(), look)
}

fn flag_words(question: &Question, flag: &Flag) -> String {
    format!("`{}`: {flag}", question.id)
}

fn rasch(analysed: &Analysed, rasch: &Rasch, look: &Look) -> String {
    let mut table = Table::new([
        ("Rasch", Align::Left),
        ("Logits", Align::Right),
        ("± SE", Align::Right),
        ("Infit", Align::Right),
        ("Outfit", Align::Right),
    ])
    .indented(MARGIN)
    .whole([0]);
    for item in &rasch.items {
        let Some(question) = analysed.questions.get(item.item) else { continue };
        let numbers =
            [item.difficulty.value, item.difficulty.error, item.fit.infit, item.fit.outfit];
        let numbers = numbers.map(|number| format!("{number:.2}"));
        table.push(std::iter::once(question.id.to_string()).chain(numbers));
    }
    format!("{}\n", table.render(look))
}
