//! The analysis of one question for a person: everything that is known of it.

use console::{Align, Look, Table, markdown, style};
use gradebook::analyse::{Analysed, Question};
use gradebook::items::{ChoiceKind, ChoiceRow, ItemAnalysis, RaschItem, Stat, Unit};
use gradebook::report::{lines, list};

use gradebook::report::analysed::{kind, unmarked};
use gradebook::report::numbers::{percent, seconds, short, told, within};

/// The margin on the left.
const MARGIN: usize = 2;

/// The analysis of the question at a place, as text that is safe for a terminal.
pub(super) fn text(analysed: &Analysed, at: usize, look: &Look) -> String {
    let (Some(question), Some(item)) =
        (analysed.questions.get(at), analysed.analysis.items.get(at))
    else {
        return String::new();
    };
    let unit = analysed.analysis.unit;
    let parts = [
        head(question, look),
        lines(unmarked(question), look),
        list("What to look at", item.flags.iter().map(ToString::to_string).collect(), look),
        numbers(item, unit, look),
        choices(question, item, unit, look),
        rasch(analysed, at, look),
        moodle(item, look),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

fn head(question: &Question, look: &Look) -> String {
    let margin = if look.is_line() { 0 } else { MARGIN };
    let points = console::words::count(question.item.max, "point");
    let id = look.paint(style::HEADING, question.id.as_str());
    let prompt = markdown::render(&question.prompt, look, MARGIN);
    format!("{:margin$}{id}, {}, {points}\n{prompt}\n", "", kind(question))
}

fn numbers(item: &ItemAnalysis, unit: Unit, look: &Look) -> String {
    let (facility, discrimination) = (&item.facility, &item.discrimination);
    let replies = item.replies;
    let rest = match unit {
        Unit::Points => "r with the rest of the paper",
        Unit::Percent => "r with the percent on the rest",
    };
    let rows = [
        ("Students", replies.administered.to_string()),
        ("Answered", replies.answered.to_string()),
        ("Omitted", replies.omitted.to_string()),
        ("Not reached", replies.not_reached.to_string()),
        ("Facility", within(facility.value, facility.interval)),
        ("Beyond guessing", told(facility.beyond_chance)),
        ("Tells most at a facility of", told(facility.target)),
        ("Standard deviation, points", told(facility.deviation)),
        (rest, within(discrimination.item_rest, discrimination.item_rest_interval)),
        ("r with the total", told(discrimination.item_total)),
        ("Best less weakest 27 %", told(discrimination.upper_lower)),
        ("α without it", told(item.alpha_if_deleted)),
        ("Median time", seconds(item.time.median)),
        ("Middle half of times", half(item)),
    ];
    pairs("In numbers", rows, look)
}

fn half(item: &ItemAnalysis) -> String {
    let about = if item.time.approximate { "about " } else { "" };
    match item.time.quartile.value() {
        Some(_) => {
            format!(
                "{about}{} to {}",
                seconds(item.time.quartile),
                seconds(item.time.upper_quartile)
            )
        }
        None => "–".to_owned(),
    }
}

/// Who chose what.
fn choices(question: &Question, item: &ItemAnalysis, unit: Unit, look: &Look) -> String {
    if item.choices.is_empty() {
        return String::new();
    }
    let total = if unit == Unit::Points { "Mean total" } else { "Mean %" };
    let mut table = Table::new([
        ("", Align::Left),
        ("Choice", Align::Left),
        ("n", Align::Right),
        ("Share", Align::Right),
        ("r rest", Align::Right),
        (total, Align::Right),
        ("Best 27 %", Align::Right),
        ("Weakest", Align::Right),
    ])
    .indented(MARGIN);
    for row in &item.choices {
        table.push(choice(question, row));
    }
    format!("{}\n", table.render(look))
}

fn choice(question: &Question, row: &ChoiceRow) -> [String; 8] {
    let share = |share: Stat| match share.value() {
        Some(_) => percent(share.map(|share| share * 100.0)),
        None => "–".to_owned(),
    };
    [
        if row.key { "key".to_owned() } else { String::new() },
        name(question, row),
        row.count.to_string(),
        share(row.share),
        short(row.item_rest),
        short(row.mean_total),
        share(row.upper),
        share(row.lower),
    ]
}

/// The id and the whole text of a choice, or what else was done.
fn name(question: &Question, row: &ChoiceRow) -> String {
    let choice = match row.kind {
        ChoiceKind::Choice(at) => question.choices.get(at),
        _ => None,
    };
    match choice {
        Some((id, text)) if text.is_empty() => id.clone(),
        Some((id, text)) => format!("{id} {text}"),
        None => format!("({})", row.name),
    }
}

fn rasch(analysed: &Analysed, at: usize, look: &Look) -> String {
    match &analysed.analysis.rasch {
        Ok(rasch) => {
            let item = rasch.items.iter().find(|item| item.item == at);
            item.map(|item| rasch_numbers(item, look)).unwrap_or_default()
        }
        Err(refusal) => lines([format!("Rasch: n/a: {refusal}.")], look),
    }
}

fn rasch_numbers(item: &RaschItem, look: &Look) -> String {
    let rows = [
        (
            "Difficulty, logits",
            format!("{:.2} ± {:.2}", item.difficulty.value, item.difficulty.error),
        ),
        ("Infit", format!("{:.2}", item.fit.infit)),
        ("Outfit", format!("{:.2}", item.fit.outfit)),
    ];
    pairs("Rasch", rows, look)
}

/// Moodle's statistics under Moodle's names.
fn moodle(item: &ItemAnalysis, look: &Look) -> String {
    let found = &item.moodle;
    let rows = [
        ("Facility index", found.facility_index),
        ("Standard deviation", found.standard_deviation),
        ("Random guess score", found.random_guess_score),
        ("Intended weight", found.intended_weight),
        ("Effective weight", found.effective_weight),
        ("Discrimination index", found.discrimination_index),
        ("Discriminative efficiency", found.discriminative_efficiency),
    ];
    let in_percent = |stat: Stat| match stat.value() {
        Some(value) => format!("{value:.2} %"),
        None => told(stat),
    };
    pairs("In Moodle's terms", rows.map(|(label, stat)| (label, in_percent(stat))), look)
}

/// A table of labels and values; in line mode one on each line.
fn pairs<const N: usize>(heading: &str, rows: [(&str, String); N], look: &Look) -> String {
    if look.is_line() {
        return lines(rows.map(|(label, value)| format!("{label}: {value}")), look);
    }
    let mut table = Table::new([(heading, Align::Left), ("", Align::Left)]).indented(MARGIN);
    rows.iter().for_each(|(label, value)| table.push([*label, value]));
    format!("{}\n", table.render(look))
}
