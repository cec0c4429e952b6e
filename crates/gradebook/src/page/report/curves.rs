//! The curves of an item: how often each option was chosen in each part of the class, from the weakest
//! to the best.

use console::letter;
use maud::{Markup, html};

use super::One;
use crate::items::{ChoiceKind, ChoiceRow};
use crate::page::bar::{at, chart};
use crate::page::text::share;

/// The most curves that can be told apart in one chart; the table has all.
const MAX_CURVES: usize = 8;
/// The edges of the drawing inside the chart.
const LEFT: f64 = 52.0;
const RIGHT: f64 = 430.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 190.0;
/// The least distance of two letters at the ends of curves.
const APART: f64 = 14.0;

/// A line of the chart.
struct Curve {
    /// What stands at its end.
    label: String,
    is_key: bool,
    shares: Vec<f64>,
}

/// The chart; nothing where the class cannot be parted.
pub(super) fn curves(one: &One<'_>) -> Option<Markup> {
    let parts = one.item.parts.len();
    if parts < 2 {
        return None;
    }
    let (curves, what) = found(one);
    let drawing = html! {
        (grid(parts))
        @for (at, curve) in curves.iter().enumerate() { (line(at, curve)) }
        @for (curve, y) in curves.iter().zip(ends(&curves)) {
            text class=(if curve.is_key { "end key" } else { "end" }) x=(at(RIGHT + 8.0)) y=(at(y + 4.0)) {
                (curve.label) @if curve.is_key && !curve.label.is_empty() { " ✓" }
            }
        }
    };
    let title = format!("{what}, by how students did on the rest: question {}", one.number);
    let id = format!("curves-{}", one.number);
    Some(chart(&id, (470, 244), &title, &described(&curves), &drawing))
}

/// The lines, and what they show.
fn found(one: &One<'_>) -> (Vec<Curve>, &'static str) {
    if one.item.choices.iter().all(|row| !matches!(row.kind, ChoiceKind::Choice(_))) {
        let shares = one.item.parts.iter().filter_map(|part| part.earned.value()).collect();
        return (vec![Curve { label: String::new(), is_key: true, shares }], "Points earned");
    }
    let rows = one.item.choices.iter();
    let shown = rows.filter(|row| matches!(row.kind, ChoiceKind::Choice(_) | ChoiceKind::Omitted));
    let curve = |row: &ChoiceRow| Curve {
        label: mark(row.kind),
        is_key: row.key,
        shares: row.curve.clone(),
    };
    (shown.take(MAX_CURVES).map(curve).collect(), "Who chose what")
}

/// What a row is called in the chart and in the table.
pub(super) fn mark(kind: ChoiceKind) -> String {
    match kind {
        ChoiceKind::Choice(index) => letter(index),
        ChoiceKind::Other => "*".to_owned(),
        ChoiceKind::Omitted => "–".to_owned(),
        ChoiceKind::NotReached => "…".to_owned(),
    }
}

#[allow(clippy::cast_precision_loss)]
fn x(part: usize, parts: usize) -> f64 {
    LEFT + 14.0 + (RIGHT - LEFT - 28.0) * part as f64 / (parts - 1) as f64
}

fn y(share: f64) -> f64 {
    BOTTOM - share.clamp(0.0, 1.0) * (BOTTOM - TOP)
}

fn grid(parts: usize) -> Markup {
    html! {
        @for quarter in 0_u32..=4 {
            @let height = y(f64::from(quarter) / 4.0);
            line class=(if quarter == 0 { "axis" } else { "grid" }) x1=(at(LEFT)) y1=(at(height)) x2=(at(RIGHT)) y2=(at(height)) {}
            text.tick x=(at(LEFT - 8.0)) y=(at(height + 4.0)) text-anchor="end" { (quarter * 25) " %" }
        }
        @for part in 0..parts {
            text.tick x=(at(x(part, parts))) y=(at(BOTTOM + 20.0)) text-anchor="middle" { (part_name(part, parts)) }
        }
        text.label x=(at(f64::midpoint(LEFT, RIGHT))) y="236" text-anchor="middle" { "part of the class, by the score on the other questions" }
    }
}

/// `weakest`, `2nd`, …, `best`.
pub(super) fn part_name(part: usize, parts: usize) -> String {
    match part {
        0 => "weakest".to_owned(),
        _ if part + 1 == parts => "best".to_owned(),
        _ if parts == 3 => "middle".to_owned(),
        1 => "2nd".to_owned(),
        2 => "3rd".to_owned(),
        _ => format!("{}th", part + 1),
    }
}

/// A line with a dot at each part; the pattern of its dashes tells it from the others.
fn line(at_place: usize, curve: &Curve) -> Markup {
    let parts = curve.shares.len();
    let points =
        || curve.shares.iter().enumerate().map(|(part, share)| (x(part, parts), y(*share)));
    let path: Vec<String> = points().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let class =
        if curve.is_key { "curve key".to_owned() } else { format!("curve dash-{}", at_place % 6) };
    html! {
        polyline class=(class) points=(path.join(" ")) {}
        @for (x, y) in points() {
            circle class=(if curve.is_key { "dot key" } else { "dot" }) cx=(at(x)) cy=(at(y)) r=(if curve.is_key { "3.5" } else { "2.5" }) {}
        }
    }
}

/// The heights of the letters at the ends of the curves, pushed apart where they would meet.
fn ends(curves: &[Curve]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = curves
        .iter()
        .map(|curve| y(curve.shares.last().copied().unwrap_or(0.0)))
        .enumerate()
        .collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    for at in 1..order.len() {
        order[at].1 = order[at].1.max(order[at - 1].1 + APART);
    }
    // Those that were pushed below the drawing move up again.
    let mut below = BOTTOM + APART / 2.0;
    for (_, height) in order.iter_mut().rev() {
        *height = height.min(below);
        below = *height - APART;
    }
    order.sort_by_key(|(curve, _)| *curve);
    order.into_iter().map(|(_, height)| height).collect()
}

/// The chart in a sentence: from where to where each line goes.
fn described(curves: &[Curve]) -> String {
    let lines = curves.iter().filter_map(|curve| {
        let (first, last) = (curve.shares.first()?, curve.shares.last()?);
        let key = if curve.is_key { ", right" } else { "" };
        let name = if curve.label.is_empty() { "points" } else { &curve.label };
        let key = if curve.label.is_empty() { "" } else { key };
        Some(format!("{name}{key}: {} to {}", share(*first), share(*last)))
    });
    let lines: Vec<String> = lines.collect();
    format!("From the weakest part of the class to the best: {}.", lines.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(label: &str, is_key: bool, shares: &[f64]) -> Curve {
        Curve { label: label.into(), is_key, shares: shares.to_vec() }
    }

    #[test]
    fn letters_at_the_ends_never_meet() {
        let all: Vec<Curve> = (0..8).map(|at| curve(&letter(at), false, &[0.5, 0.0])).collect();
        let mut heights = ends(&all);
        heights.sort_by(f64::total_cmp);
        assert!(heights.windows(2).all(|pair| pair[1] - pair[0] >= APART - 0.01), "{heights:?}");
        assert!(heights.iter().all(|height| (0.0..=BOTTOM + APART).contains(height)));
        assert_eq!(ends(&[curve("a", true, &[0.0, 1.0])]), [TOP]);
    }

    #[test]
    fn the_chart_is_told_in_words() {
        let all = [curve("a", true, &[0.25, 0.5, 0.9]), curve("b", false, &[0.75, 0.5, 0.1])];
        assert_eq!(
            described(&all),
            "From the weakest part of the class to the best: a, right: 25 % to 90 %; b: 75 % to 10 %."
        );
    }

    #[test]
    fn parts_are_named_from_the_weakest_to_the_best() {
        let names = |parts| (0..parts).map(|part| part_name(part, parts)).collect::<Vec<_>>();
        assert_eq!(names(3), ["weakest", "middle", "best"]);
        assert_eq!(names(5), ["weakest", "2nd", "3rd", "4th", "best"]);
    }
}
