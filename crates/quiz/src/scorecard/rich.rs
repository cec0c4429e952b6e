//! A scorecard on a terminal.

use std::time::Duration;

use console::{Look, bar, layout, style, words};
use deck_format::Fraction;
use session::record::{ItemState, Status};
use session::{Score, Sitting, Tally};

use super::asides::asides;
use super::tables::{drawn, tables};
use super::{Extras, missed};

/// The widest that the bar is.
const BAR: usize = 30;
/// A bar that would be shorter than this stands on a line of its own.
const LEAST_BAR: usize = 10;
/// The columns between the parts of a line.
const GAP: usize = 3;
/// The empty columns on both sides.
const MARGIN: usize = 2;

pub(super) fn lines(
    score: &Score<'_>,
    sitting: &Sitting<'_>,
    extras: &Extras,
    look: &Look,
) -> Vec<String> {
    let columns = columns(look);
    let mut top = headline(score, sitting.replay().spent(), look);
    top.extend(facts(score, sitting, look).iter().flat_map(|facts| quiet(facts, look)));
    for aside in asides(score, sitting) {
        top.extend(quiet(&aside, look));
    }
    let streak = extras.streak.as_deref().map(console::sanitise_line);
    let blocks = [
        top,
        drawn(&tables(score), columns, look),
        missed::lines(score, sitting, columns, look),
        streak.map_or_else(Vec::new, |streak| layout::wrap(&streak, columns)),
    ];
    let blocks: Vec<_> = blocks.into_iter().filter(|block| !block.is_empty()).collect();
    layout::indent(blocks.join(&String::new()), MARGIN)
}

/// The columns between the margins.
fn columns(look: &Look) -> usize {
    look.text_width().saturating_sub(2 * MARGIN).max(10)
}

fn quiet(text: &str, look: &Look) -> Vec<String> {
    layout::wrap(text, columns(look)).iter().map(|line| look.paint(style::DIM, line)).collect()
}

/// `7.5 of 10 points   ███░   75 %   in 6 min 12 s`.
fn headline(score: &Score<'_>, spent: Duration, look: &Look) -> Vec<String> {
    let Tally { earned, possible, .. } = &score.total;
    let spent = words::duration(spent);
    let columns = columns(look);
    let Some(percent) = earned.percent(*possible) else {
        return layout::wrap(&format!("Nothing was scored, in {spent}."), columns);
    };
    let fraction = Fraction::of(usize::try_from(percent).unwrap_or(0), 100);
    let points = format!("{earned} of {}", words::count(possible, "point"));
    let (percent, spent) = (format!("{percent} %"), format!("in {spent}"));
    let others = [&points, &percent, &spent].map(|part| layout::width(part) + GAP);
    let left = columns.saturating_sub(others.iter().sum());
    let on_one_line = left >= LEAST_BAR;
    let bar = bar(fraction, BAR.min(if on_one_line { left } else { columns }), look);
    let bar = look.paint(style::ACCENT, &bar);
    let [points, percent] = [points, percent].map(|part| look.paint(style::HEADING, &part));
    if on_one_line {
        packed(&[points, bar, percent, spent], columns)
    } else {
        let mut lines = packed(&[points, percent, spent], columns);
        lines.push(bar);
        lines
    }
}

/// The parts on as few lines as they fit on.
fn packed(parts: &[String], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let width = layout::styled_width(part);
        match lines.last_mut() {
            Some(line) if layout::styled_width(line) + GAP + width <= columns => {
                line.push_str(&" ".repeat(GAP));
                line.push_str(part);
            }
            _ => lines.extend(layout::fold(part, columns)),
        }
    }
    lines
}

/// `6 of 10 questions right · 37 s a question`.
fn facts(score: &Score<'_>, sitting: &Sitting<'_>, look: &Look) -> Vec<String> {
    let Tally { asked, right, .. } = &score.total;
    let mut facts = Vec::new();
    if *asked > 0 {
        facts.push(format!("{right} of {} right", words::count(asked, "question")));
    }
    facts.extend(mean(sitting).map(|mean| format!("{} a question", words::duration(mean))));
    if facts.is_empty() {
        return facts;
    }
    let one_line = facts.join(&format!(" {} ", look.glyphs().dot));
    if layout::width(&one_line) <= columns(look) { vec![one_line] } else { facts }
}

/// The mean time of the questions that were answered.
fn mean(sitting: &Sitting<'_>) -> Option<Duration> {
    let items = sitting.replay().items().map(|(_, item)| item);
    let times: Vec<u64> =
        items.filter(|item| item.status() == Status::Answered).map(ItemState::ms).collect();
    let sum: u64 = times.iter().fold(0, |sum, ms| sum.saturating_add(*ms));
    // Half a second and more counts as a whole one.
    let mean = sum.checked_div(times.len() as u64)?;
    Some(Duration::from_secs(mean.saturating_add(500) / 1000))
}
