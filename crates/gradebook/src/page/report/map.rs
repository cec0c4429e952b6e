//! The map of items: how hard each was against how well it tells the strong from the weak.

mod labels;

use maud::{Markup, html};

use super::flags::{class, link, sign};
use super::{One, Report};
use crate::items::{ItemCounts, Level};
use crate::page::bar::{at, linked_chart};
use crate::page::table::{Holds, Table};
use crate::page::text::{cell, counted, interval, two};
use crate::report::{analysed, numbers};
use labels::{Label, place};

/// The edges of the drawing inside the chart.
const LEFT: f64 = 62.0;
const RIGHT: f64 = 622.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 350.0;

pub(super) fn map(report: &Report<'_>) -> Markup {
    let points = points(report);
    let missing = report.items().count() - points.len();
    html! {
        p.plain {
            "The further to the right, the easier the question; the higher, the better it tells those \
             who know the rest from those who do not. Near the line at 0 or below it, look at the key."
        }
        @if points.is_empty() {
            p.plain { "No question has both numbers yet, so that there is nothing to draw." }
        } @else {
            figure {
                (drawn(&points))
                figcaption {
                    (legend())
                    @if missing > 0 { " Not drawn: " (missing) ", whose discrimination is not defined." }
                }
            }
        }
        (table(report))
    }
}

/// A point of the map.
struct Point<'a> {
    one: One<'a>,
    facility: f64,
    discrimination: f64,
}

impl Point<'_> {
    fn level(&self) -> Option<Level> {
        self.one.item.flags.iter().map(|flag| flag.level).min()
    }
}

fn points<'a>(report: &Report<'a>) -> Vec<Point<'a>> {
    let point = |one: One<'a>| {
        let facility = one.item.facility.value.value()?;
        let discrimination = one.item.discrimination.item_rest.value()?;
        Some(Point { one, facility, discrimination })
    };
    report.items().filter_map(point).collect()
}

/// From what is measured to where it is drawn.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// A scale that holds every point, in steps of 0.2.
    fn of(points: &[Point<'_>]) -> Self {
        let all = || points.iter().map(|point| point.discrimination);
        let low = all().fold(-0.2, f64::min);
        let high = all().fold(0.6, f64::max);
        Self { low: (low * 5.0).floor() / 5.0, high: (high * 5.0).ceil() / 5.0 }
    }

    fn x(facility: f64) -> f64 {
        LEFT + facility.clamp(0.0, 1.0) * (RIGHT - LEFT)
    }

    fn y(&self, discrimination: f64) -> f64 {
        BOTTOM - (discrimination - self.low) / (self.high - self.low) * (BOTTOM - TOP)
    }

    /// The values at which there are lines across.
    fn steps(&self) -> impl Iterator<Item = f64> + use<> {
        #[allow(clippy::cast_possible_truncation)]
        let (from, to) = ((self.low * 5.0).round() as i32, (self.high * 5.0).round() as i32);
        (from..=to).map(|step| f64::from(step) / 5.0)
    }
}

fn drawn(points: &[Point<'_>]) -> Markup {
    let scale = Scale::of(points);
    let places: Vec<(f64, f64)> =
        points.iter().map(|p| (Scale::x(p.facility), scale.y(p.discrimination))).collect();
    let names: Vec<String> = points.iter().map(|point| point.one.number.to_string()).collect();
    let labels = place(&places, &names);
    let drawing = html! {
        (grid(&scale))
        @for ((point, place), label) in points.iter().zip(&places).zip(&labels) {
            (mark(point, *place, label))
        }
    };
    let description = format!(
        "A chart of {} questions, each a mark with its number that leads to the question. The table \
         below has the numbers.",
        points.len()
    );
    linked_chart(
        "map-chart",
        (640, 410),
        "Difficulty against discrimination",
        &description,
        &drawing,
    )
}

fn grid(scale: &Scale) -> Markup {
    html! {
        @for step in 0_u32..=5 {
            @let x = Scale::x(f64::from(step) / 5.0);
            line.grid x1=(at(x)) y1=(at(TOP)) x2=(at(x)) y2=(at(BOTTOM)) {}
            text.tick x=(at(x)) y=(at(BOTTOM + 20.0)) text-anchor=(if step == 5 { "end" } else { "middle" }) { (step * 20) " %" }
        }
        @for value in scale.steps() {
            @let y = scale.y(value);
            line class=(if value == 0.0 { "axis" } else { "grid" }) x1=(at(LEFT)) y1=(at(y)) x2=(at(RIGHT)) y2=(at(y)) {}
            text.tick x=(at(LEFT - 8.0)) y=(at(y + 4.0)) text-anchor="end" { (format!("{value:.1}")) }
        }
        text.label x=(at(f64::midpoint(LEFT, RIGHT))) y="402" text-anchor="middle" { "hard  ←  facility: share of the points earned  →  easy" }
        text.label x="16" y=(at(f64::midpoint(TOP, BOTTOM))) text-anchor="middle"
            transform=(format!("rotate(-90 16 {})", at(f64::midpoint(TOP, BOTTOM)))) { "discrimination: r with the rest" }
    }
}

/// A mark that leads to its item. Its form says the worst that was flagged.
fn mark(point: &Point<'_>, (x, y): (f64, f64), label: &Label) -> Markup {
    let level = point.level();
    let name = format!(
        "Question {}, {}: facility {}, r {}{}",
        point.one.number,
        point.one.question.id,
        two(point.facility),
        two(point.discrimination),
        level.map_or("", |level| match level {
            Level::Error => "; marks are probably wrong",
            Level::Warning => "; worth a look",
            Level::Info => "; for the next revision",
        })
    );
    html! {
        a class=(format!("mark {}", level.map_or("fine", class))) href=(format!("#{}", point.one.anchor())) aria-label=(name) {
            title { (name) }
            path d=(shape(level, x, y)) {}
            text x=(at(label.x)) y=(at(label.y)) text-anchor=(label.anchor) { (point.one.number) }
        }
    }
}

/// A diamond, a triangle, or a circle.
fn shape(level: Option<Level>, x: f64, y: f64) -> String {
    match level {
        Some(Level::Error) => format!("M{x:.1} {:.1}l7 7l-7 7l-7 -7z", y - 7.0),
        Some(Level::Warning) => format!("M{x:.1} {:.1}l7 12h-14z", y - 7.0),
        Some(Level::Info) | None => {
            format!("M{:.1} {y:.1}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", x - 5.0)
        }
    }
}

fn legend() -> Markup {
    let all = [
        (Level::Error, "marks are probably wrong"),
        (Level::Warning, "worth a look"),
        (Level::Info, "for the next revision"),
    ];
    html! {
        @for (level, words) in all {
            span class=(format!("legend {}", class(level))) { span.sign { (sign(level)) } " " (words) "; " }
        }
        span.legend { span.sign { "●" } " not flagged." }
    }
}

/// The numbers behind the map, and what else is known in a line.
fn table(report: &Report<'_>) -> Markup {
    let mut table = Table::new("item-table", "The questions in numbers")
        .column("Question", Holds::Text)
        .column("Kind", Holds::Text)
        .column("n", Holds::Numbers)
        .column("Facility", Holds::Numbers)
        .column("r", Holds::Numbers)
        .column("α without", Holds::Numbers)
        .column("Blank", Holds::Numbers)
        .column("Time", Holds::Numbers);
    for one in report.items() {
        table.push(cells(&one));
    }
    table.render()
}

fn cells(one: &One<'_>) -> Vec<Markup> {
    let item = one.item;
    let level = item.flags.iter().map(|flag| flag.level).min();
    vec![
        html! {
            (link(one))
            @if let Some(level) = level {
                " " span class=(format!("sign {}", class(level))) aria-hidden="true" { (sign(level)) }
            }
        },
        html! { (analysed::kind(one.question)) },
        counted("administered", item.replies.administered),
        html! { (cell("facility", item.facility.value, two)) (interval(item.facility.interval)) },
        cell("item-rest", item.discrimination.item_rest, two),
        cell("alpha-without", item.alpha_if_deleted, two),
        blank(item.replies),
        html! { (numbers::seconds(item.time.median)) },
    ]
}

/// Those who omitted it, and apart from them those who did not reach it, where there are any.
fn blank(replies: ItemCounts) -> Markup {
    html! {
        (replies.omitted)
        @if replies.not_reached > 0 { ", " (replies.not_reached) " not reached" }
    }
}
