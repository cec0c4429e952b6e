//! One sitting in full, for a person.

use std::time::Duration;

use console::{Look, layout, sanitise_line, style, words};
use session::Verdict;
use session::record::{EndReason, Mode};

use super::full::{Answer, Ended, Full, Item};
use super::marks::{Marks, PointsFrom};
use super::summary::mode_name;
use crate::feedback::full_stop;

/// The columns of the labels of the head, a gap included.
const LABEL: usize = 11;

/// The lines of a sitting.
pub(super) fn lines(full: &Full, look: &Look) -> Vec<String> {
    let mut lines = head(full, look);
    let widest = full.paper.len().to_string().len();
    for item in &full.paper {
        lines.push(String::new());
        lines.extend(question(item, full, widest, look));
    }
    let remarks = remarks(full);
    if !remarks.is_empty() {
        lines.push(String::new());
        lines.extend(remarks.iter().flat_map(|line| wrapped(line, look)));
    }
    lines
}

fn wrapped(line: &str, look: &Look) -> Vec<String> {
    if look.is_line() { vec![line.to_owned()] } else { layout::wrap(line, look.text_width()) }
}

fn head(full: &Full, look: &Look) -> Vec<String> {
    let mut lines = Vec::new();
    for (label, text) in facts(full) {
        if look.is_line() {
            lines.push(format!("{label}: {text}"));
            continue;
        }
        let columns = look.text_width().saturating_sub(LABEL).max(10);
        let label = format!("{label:LABEL$}");
        let label = look.paint(style::DIM, &label);
        lines.extend(layout::hang(layout::wrap(&text, columns), &label, &" ".repeat(LABEL)));
    }
    lines
}

/// What is said of the sitting as a whole, under labels.
fn facts(full: &Full) -> Vec<(&'static str, String)> {
    let decks: Vec<&str> = full.decks.iter().map(|deck| deck.shown.as_str()).collect();
    let mut facts = vec![
        (if decks.len() == 1 { "Deck" } else { "Decks" }, decks.join(", ")),
        ("Sitting", full.session.clone()),
        ("What", mode_name(full.mode).to_owned()),
    ];
    if let Some(student) = &full.student {
        facts.push(("Student", sanitise_line(student).into_owned()));
    }
    facts.push(("Seed", full.seed.to_string()));
    facts.extend(limits(full).map(|limits| ("Limits", limits)));
    facts.push(("Started", full.started.long.clone()));
    facts.extend(full.resumed.iter().map(|at| ("Resumed", at.long.clone())));
    facts.push(match &full.ended {
        Some(ended) => ("Ended", format!("{}, {}", ended.at.long, why(ended, full.mode))),
        // It may be the name of a file.
        None => {
            let id = sanitise_line(&full.short_id);
            ("Left open", format!("quiz resume {id} goes on"))
        }
    });
    facts.push(("Time", words::duration(full.spent)));
    facts.push(("Score", score(full)));
    if full.mode == Mode::Exam {
        facts.extend(full.receipt.iter().map(|receipt| ("Receipt", receipt.clone())));
    }
    facts
}

fn limits(full: &Full) -> Option<String> {
    let mut limits = Vec::new();
    if let Some(seconds) = full.limits.seconds {
        let time = words::duration(Duration::from_secs(seconds));
        limits.push(match full.limits.factor {
            Some(factor) => format!("{time}, extra time by a factor of {factor} included"),
            None => time,
        });
    }
    if full.limits.questions {
        limits.push("the time of each question".to_owned());
    }
    if full.limits.no_back {
        limits.push("no way back".to_owned());
    }
    if full.limits.no_feedback {
        limits.push("no feedback".to_owned());
    }
    (!limits.is_empty()).then(|| limits.join("; "))
}

/// Why a sitting ended.
fn why(ended: &Ended, mode: Mode) -> &'static str {
    match ended.reason {
        EndReason::Complete => "every question was dealt with",
        EndReason::Done if mode == Mode::Exam => "you handed in",
        EndReason::Done => "you were done",
        EndReason::Input => "the input ended",
        EndReason::Time => "the time was over",
    }
}

fn score(full: &Full) -> String {
    let dealt =
        format!("{} of {} dealt with", full.dealt_with, words::count(full.questions, "question"));
    match &full.marks {
        Marks::Some(sum) => {
            let mut points = format!("{} of {}", sum.earned, words::count(sum.possible, "point"));
            if let Some(percent) = sum.percent {
                points.push_str(&format!(", {percent} %"));
            }
            let each = match sum.points_from {
                PointsFrom::Deck => "",
                PointsFrom::OneEach => " (one point for each question)",
            };
            format!("{dealt}, {} of {} right, {points}{each}", sum.right, sum.asked)
        }
        none => format!("{dealt}, {}", none.none_in_words()),
    }
}

/// `✗ 3  Which star …`, with what was answered below it.
fn question(item: &Item, full: &Full, widest: usize, look: &Look) -> Vec<String> {
    let prompt = item.prompt.as_deref().unwrap_or(&item.id);
    if look.is_line() {
        let mut lines = vec![format!("Question {}: {prompt}", item.number)];
        for given in &item.answers {
            let facts = words::capitalised(&facts_of(given, item).join(", "));
            lines.push(format!("Answer: {}", given.text.join("; ")));
            lines.push(full_stop(&facts));
        }
        lines.extend(remarks_on(item, full));
        return lines;
    }
    let (style, sign) = match item.verdict {
        Some(verdict) => (style::of(verdict), look.uncoloured().sign(verdict)),
        None => (style::DIM, look.glyphs().dash.to_owned()),
    };
    let margin = layout::width(&sign) + 1 + widest + 2;
    let columns = look.text_width().saturating_sub(margin).max(10);
    let sign_of_answer = format!("{} ", look.glyphs().prompt);
    let hanging = layout::width(&sign_of_answer);
    let within = columns.saturating_sub(hanging).max(10);
    let mut texts = layout::wrap(prompt, columns);
    let dot = format!(" {} ", look.glyphs().dot);
    for given in &item.answers {
        let answer = layout::wrap(&given.text.join("; "), within);
        texts.extend(layout::hang(answer, &sign_of_answer, &" ".repeat(hanging)));
        let facts = layout::wrap(&facts_of(given, item).join(&dot), within);
        let facts = facts.iter().map(|line| look.paint(style::DIM, line)).collect();
        texts.extend(layout::indent(facts, hanging));
    }
    texts.extend(remarks_on(item, full).iter().flat_map(|line| layout::wrap(line, columns)));
    let number = look.paint(style::ACCENT, &format!("{:>widest$}", item.number));
    let first = format!("{} {number}  ", look.paint(style, &sign));
    layout::hang(texts, &first, &" ".repeat(margin))
}

/// What is said of an answer: `wrong`, `0 of 1 point`, `12 s`, `second try`.
fn facts_of(given: &Answer, item: &Item) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(match (given.verdict, given.fraction) {
        (Some(Verdict::Right), _) => Some("right".to_owned()),
        (Some(Verdict::Partly), Some(fraction)) => Some(format!("partly right ({fraction})")),
        (Some(Verdict::Partly), None) => Some("partly right".to_owned()),
        (Some(Verdict::Wrong), _) => Some("wrong".to_owned()),
        (None, _) => None,
    });
    if let Some((earned, points)) = item.earned().filter(|_| given.counts) {
        facts.push(format!("{earned} of {}", words::count(points, "point")));
    }
    facts.push(words::duration(Duration::from_millis(given.ms)));
    facts.extend(given.confidence.map(|percent| format!("{percent} % sure")));
    if given.hints > 0 {
        facts.push(format!("after {}", words::count(given.hints, "hint")));
    }
    let said = [
        (given.easy, "easy"),
        (given.after_end, "after the end"),
        (given.late && !given.after_end, "late"),
        (given.second_try && !item.again, "second try"),
        (given.taken_back, "taken back"),
    ];
    facts.extend(said.into_iter().filter(|(is, _)| *is).map(|(_, word)| word.to_owned()));
    facts
}

/// What else is to be said of a question, a sentence a line.
fn remarks_on(item: &Item, full: &Full) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(match item.status {
        "skipped" => Some("Skipped.".to_owned()),
        "timed-out" => Some("Out of time.".to_owned()),
        "open" if item.answers.is_empty() => Some("Not dealt with.".to_owned()),
        _ => None,
    });
    if item.again {
        lines.push("Asked again; it counts the first time only.".to_owned());
    }
    if item.hints > 0 && item.answers.iter().all(|given| given.hints < item.hints) {
        lines.push(format!("{}.", words::capitalised(&words::count(item.hints, "hint"))));
    }
    lines.extend(item.flag.iter().map(|note| noted("Flagged", note)));
    lines.extend(item.claims.iter().map(|note| noted("You claimed more credit", note)));
    lines.extend(match (&item.prompt, full.decks.len()) {
        (None, _) => Some(format!("It is not found in the deck {}.", item.deck)),
        (Some(_), 2..) => Some(format!("It is {} of the deck {}.", item.id, item.deck)),
        _ => None,
    });
    if item.changed {
        lines.push("Its text was changed since.".to_owned());
    }
    lines
}

fn noted(what: &str, note: &str) -> String {
    let note = sanitise_line(note);
    if note.is_empty() { format!("{what}.") } else { format!("{what}: {note}") }
}

/// What is to be known about the record itself.
fn remarks(full: &Full) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some(line) = full.changed_at {
        remarks.push(format!(
            "The record was changed after it was written: its line {} does not fit those before.",
            line + 1
        ));
    }
    if full.torn {
        remarks.push("The last line of the record was cut off; it is not used.".to_owned());
    }
    remarks
}
