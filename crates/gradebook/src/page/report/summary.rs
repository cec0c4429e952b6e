//! The class in short.

use console::words::{capitalised, count};
use jiff::Timestamp;
use maud::{Markup, html};

use super::Report;
use crate::book::Unit;
use crate::items::{Analysis, Reliability};
use crate::page::text::{datum, one, sentence, stat, two};
use crate::report::{analysed, problems};

/// When it was sat: the page is a function of the records, and knows no other time.
pub(super) fn dates(report: &Report<'_>) -> Markup {
    let book = report.book;
    let first = book.attempts.iter().map(|attempt| attempt.sat.started).min();
    let last = book.attempts.iter().map(|attempt| attempt.sat.handed_in).max();
    let questions = count(report.keys.questions().len(), "question");
    html! {
        p.dates {
            "Deck " code { (report.keys.deck().face.id) } ", " (questions) ". "
            @match (first, last) {
                (Some(first), Some(last)) => {
                    "First begun " (day(first)) ", last handed in " (day(last)) " UTC."
                }
                _ => { "Nothing was handed in." }
            }
        }
    }
}

fn day(at: Timestamp) -> Markup {
    html! {
        time datetime=(at.strftime("%Y-%m-%dT%H:%M:%SZ")) { (at.strftime("%-d %B %Y, %H:%M")) }
    }
}

pub(super) fn summary(report: &Report<'_>) -> Markup {
    let analysis = &report.analysed.analysis;
    html! {
        (tiles(report))
        p.plain { (alpha_words(&analysis.reliability)) }
        @if let Some(words) = sem_words(&analysis.reliability) { p.plain { (words) } }
        ul.notes {
            // The first repeats the numbers above.
            @for line in analysed::test(report.analysed).iter().skip(1) { li { (sentence(line)) } }
        }
        @if let Some(problems) = problems(&report.analysed.remarks) {
            p.plain { strong { (sentence(&capitalised(&problems))) } "." }
        }
    }
}

/// The numbers that come first.
fn tiles(report: &Report<'_>) -> Markup {
    let summary = report.book.summary();
    let unit = match summary.unit {
        Some(Unit::Percent) => " %",
        _ => "",
    };
    let shown = |value: f64| format!("{value:.1}{unit}");
    let number = |called: &str, value: Option<f64>, none: &str| match value {
        Some(value) => datum(called, value, &shown(value)),
        None => html! { span.na { "n/a: " (none) } },
    };
    let any = summary.unit.is_some();
    let Analysis { reliability, .. } = &report.analysed.analysis;
    html! {
        dl.tiles {
            div { dt { "Scored" } dd {
                data data-stat="scored" value=(summary.scored) { (summary.scored) }
                " of " data data-stat="students" value=(summary.students) { (summary.students) }
            } }
            div { dt { "Mean" } dd { (number("mean", any.then_some(summary.mean), "no scores")) (out_of(report)) } }
            div { dt { "Median" } dd { (number("median", any.then_some(summary.median), "no scores")) } }
            div { dt { "Standard deviation" } dd { (number("sd", summary.sd, "fewer than two scores")) } }
            div { dt { "Reliability, α" } dd { (stat("alpha", reliability.alpha, two)) } }
            div { dt { "Standard error of a score" } dd {
                (stat("sem", reliability.sem, two))
                @if reliability.sem.value().is_some() { " points" }
            } }
        }
    }
}

/// ` of 20`, where all could earn the same.
fn out_of(report: &Report<'_>) -> Markup {
    let summary = report.book.summary();
    let scored = report.book.rows.iter().find_map(crate::book::Row::scored);
    match (summary.unit, scored) {
        (Some(Unit::Points), Some(scored)) => {
            let possible = crate::exact::short(&scored.possible, report.policy.decimals);
            html! { " of " (possible) }
        }
        _ => html! {},
    }
}

/// What α says, in one sentence.
fn alpha_words(reliability: &Reliability) -> String {
    let alpha = match reliability.alpha.get() {
        Ok(alpha) => alpha,
        Err(missing) => return format!("How far scores can be trusted is not known: {missing}."),
    };
    if alpha < 0.0 {
        return "The questions pull against each other (α is below 0): as a whole, this exam does \
                not measure one thing."
            .to_owned();
    }
    let verdict = match alpha {
        a if a >= 0.75 => "which is satisfactory",
        a if a >= 0.64 => "which is a little low",
        _ => "which is low: do not decide about a student by this exam alone",
    };
    format!(
        "About {:.0} % of the differences between scores are differences between students, and the \
         rest is chance, {verdict}.",
        alpha * 100.0
    )
}

/// What the standard error says, in one sentence.
fn sem_words(reliability: &Reliability) -> Option<String> {
    let (points, percent) = (reliability.sem.value()?, reliability.sem_percent.value()?);
    Some(format!(
        "Two times in three, the score that a student deserves lies within {} points ({} %) of the \
         one that was reached, so that smaller differences mean nothing.",
        two(points),
        one(percent)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::items::{Interval, Missing, Stat};

    fn of(alpha: impl Into<Stat>, sem: impl Into<Stat>) -> Reliability {
        let none: Stat = Missing::PapersDiffer.into();
        let ends = Interval { low: none, high: none };
        Reliability {
            students: 60,
            items: 20,
            alpha: alpha.into(),
            alpha_interval: ends,
            kr20: none,
            kr21: none,
            sem: sem.into(),
            sem_percent: 6.0.into(),
            length_for_80: none,
        }
    }

    #[test]
    fn alpha_is_told_in_words() {
        let told = |alpha: f64| alpha_words(&of(alpha, 1.0));
        assert!(told(0.78).starts_with("About 78 % of") && told(0.78).contains("satisfactory"));
        assert!(told(0.7).contains("a little low") && told(0.3).contains("which is low:"));
        assert!(told(-0.2).contains("against each other"));
        let none = alpha_words(&of(Missing::PapersDiffer, 1.0));
        assert_eq!(none, "How far scores can be trusted is not known: papers differ.");
    }

    #[test]
    fn the_standard_error_is_told_where_there_is_one() {
        assert!(sem_words(&of(0.8, 1.25)).unwrap().contains("within 1.25 points (6.0 %)"));
        assert_eq!(sem_words(&of(0.8, Missing::TooFewItems)), None);
    }
}
