//! The keys that give an answer or a command; of several ways one by chance.

use super::script::{Answer, Command, Fill, letter};
use crate::support::generate::Chance;

const ENTER: &str = "\r";
const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";
const RIGHT: &str = "\x1b[C";
const HOME: &str = "\x1b[H";
const END: &str = "\x1b[F";
const PAGE_UP: &str = "\x1b[5~";
const PAGE_DOWN: &str = "\x1b[6~";
const F1: &str = "\x1bOP";
const TAB: &str = "\t";
const BACK_TAB: &str = "\x1b[Z";
const BACKSPACE: &str = "\x7f";

/// Keys that give an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Keys {
    /// Between any two of these something else can be done.
    pub(super) parts: Vec<String>,
    /// These answer.
    pub(super) last: String,
}

/// The keys of an answer; with a break where something comes in between.
pub(super) fn of(answer: &Answer, breaks: bool, chance: &mut Chance) -> Keys {
    let idle = idle(answer, chance);
    let alone = |last: String| Keys { parts: Vec::new(), last: idle.clone() + &last };
    let entered = |mut parts: Vec<String>| {
        parts.insert(0, idle.clone());
        Keys { parts, last: ENTER.to_owned() }
    };
    match answer {
        Answer::One(place, count) => alone(one(*place, *count, chance)),
        Answer::Truth(truth) => alone(self::truth(*truth, chance)),
        Answer::Typed(text) => alone(typed(text, chance) + ENTER),
        Answer::Several(places) => entered(several(places, chance)),
        Answer::Order(places) => entered(order(places, chance)),
        Answer::Pairs(sides, reuse) if !breaks && chance.once_in(3) => {
            entered(turned(sides, *reuse))
        }
        Answer::Pairs(sides, _) => entered(pairs(sides, chance)),
        Answer::Cloze(fills) if !breaks && may_tab(fills) && chance.once_in(3) => {
            tabbed(fills, chance)
        }
        Answer::Cloze(fills) => {
            let mut parts: Vec<String> = fills.iter().map(|fill| filled(*fill, chance)).collect();
            let last = parts.pop().unwrap_or_default();
            Keys { parts, last }
        }
        Answer::Essay(lines) => {
            let parts = lines.iter().map(|line| typed(line, chance) + ENTER).collect();
            Keys { parts, last: format!(".{ENTER}") }
        }
    }
}

/// Keys that do nothing where nothing is given yet, or only lead to a word about them.
fn idle(answer: &Answer, chance: &mut Chance) -> String {
    let is_board = !matches!(answer, Answer::Typed(_) | Answer::Cloze(_) | Answer::Essay(_));
    if !is_board || !chance.once_in(3) {
        return String::new();
    }
    chance.pick(&[ENTER, PAGE_UP, PAGE_DOWN, F1, "?", "0"]).to_owned()
}

fn truth(truth: bool, chance: &mut Chance) -> String {
    let place = 1 - usize::from(truth);
    match chance.of(0..=3) {
        0 => (place + 1).to_string(),
        1 => DOWN.repeat(place + 1) + ENTER,
        2 => ["T", "F"][place].to_owned(),
        _ => ["t", "f"][place].to_owned(),
    }
}

/// The key of a command in the menu of a question.
pub(super) fn question_menu(command: &Command) -> Option<&'static str> {
    Some(match command {
        Command::Hint => "h",
        Command::Flag(_) => "f",
        Command::Skip => "s",
        Command::Repeat => "r",
        Command::Undo => "u",
        Command::Pause => "p",
        Command::Done => "d",
        Command::Quit => "q",
        _ => return None,
    })
}

/// The key of a command in the menu after feedback.
pub(super) fn feedback_menu(command: &Command) -> Option<&'static str> {
    Some(match command {
        Command::Claim(_) => "c",
        Command::Undo => "u",
        Command::Done => "d",
        Command::Quit => "q",
        _ => return None,
    })
}

/// A line, typed, mended or pasted.
fn typed(text: &str, chance: &mut Chance) -> String {
    match chance.of(0..=5) {
        0 if !text.is_empty() => format!("\x1b[200~{text}\x1b[201~"),
        1 => format!("{text}xy{BACKSPACE}{BACKSPACE}"),
        2 => format!("x{BACKSPACE}{text}"),
        _ => text.to_owned(),
    }
}

/// The label of a place: its letter, small or large, or its number.
fn label(place: usize, chance: &mut Chance) -> String {
    match chance.of(0..=3) {
        0 => (place + 1).to_string(),
        1 => letter(place).to_uppercase(),
        _ => letter(place),
    }
}

/// Whether a longer label among so many begins with the one of a place.
fn is_open(label: &str, place: usize, count: usize) -> bool {
    let first = if label.starts_with(|c: char| c.is_ascii_digit()) {
        (place + 1) * 10 - 1
    } else {
        (place + 1) * 26
    };
    first < count
}

fn one(place: usize, count: usize, chance: &mut Chance) -> String {
    match chance.of(0..=4) {
        0 => DOWN.repeat(place + 1) + ENTER,
        1 => format!("{HOME}{}{ENTER}", DOWN.repeat(place)),
        2 => format!("{END}{}{ENTER}", UP.repeat(count - 1 - place)),
        _ => chosen(place, count, chance),
    }
}

/// The label of one of so many, and Enter where it might go on.
fn chosen(place: usize, count: usize, chance: &mut Chance) -> String {
    let label = label(place, chance);
    let enter = if is_open(&label, place, count) { ENTER } else { "" };
    label + enter
}

/// Marks places, some of them thrice, in any order.
fn several(places: &[usize], chance: &mut Chance) -> Vec<String> {
    if places.is_empty() {
        let before = if chance.once_in(2) { "a " } else { "" };
        return vec![format!("{before}-")];
    }
    let mut parts = Vec::new();
    for at in chance.order(places.len()) {
        let place = places[at];
        let times = if chance.once_in(5) { 3 } else { 1 };
        for _ in 0..times {
            parts.push(match chance.of(0..=2) {
                0 => format!("{HOME}{} ", DOWN.repeat(place)),
                _ => label(place, chance) + " ",
            });
        }
    }
    parts
}

/// Puts items one after the other, now and then a wrong one that is taken back.
fn order(places: &[usize], chance: &mut Chance) -> Vec<String> {
    let mut parts = Vec::new();
    for (at, place) in places.iter().enumerate() {
        if at + 1 < places.len() && chance.once_in(6) {
            parts.push(format!("{} {BACKSPACE}", letter(places[at + 1])));
        }
        parts.push(match chance.of(0..=3) {
            0 => format!("{HOME}{}{ENTER}", DOWN.repeat(*place)),
            1 => label(*place, chance) + ",",
            _ => label(*place, chance) + " ",
        });
    }
    parts
}

fn side(side: Option<usize>) -> String {
    side.map_or_else(|| "-".to_owned(), |place| letter(place) + " ")
}

/// Pairs by letters: in order, or each behind the number of its left side.
fn pairs(sides: &[Option<usize>], chance: &mut Chance) -> Vec<String> {
    if chance.once_in(2) {
        return sides.iter().map(|right| side(*right)).collect();
    }
    let order = chance.order(sides.len());
    order.into_iter().map(|at| format!("{}{}", at + 1, side(sides[at]))).collect()
}

/// Pairs by arrows. Without reuse they turn through what is free only.
fn turned(sides: &[Option<usize>], reuse: bool) -> Vec<String> {
    let turn = |(at, right): (usize, &Option<usize>)| {
        let Some(place) = *right else { return "-".to_owned() };
        let taken = sides[..at].iter().flatten().filter(|taken| !reuse && **taken < place).count();
        RIGHT.repeat(place - taken + 1) + DOWN
    };
    sides.iter().enumerate().map(turn).collect()
}

/// Fills a blank and goes on. Where there are options one key may do both.
fn filled(fill: Fill, chance: &mut Chance) -> String {
    match fill {
        Fill::Open { options: true } => "-".to_owned(),
        Fill::Open { options: false } => format!("-{ENTER}"),
        Fill::Text(text) => typed(text, chance) + ENTER,
        Fill::One(place, _) if chance.once_in(3) => DOWN.repeat(place + 1) + ENTER,
        Fill::One(place, count) => chosen(place, count, chance),
    }
}

/// Whether blanks can be filled without going on: where there are options, a dash goes on.
fn may_tab(fills: &[Fill]) -> bool {
    !fills.contains(&Fill::Open { options: true })
}

/// Fills the blanks first, then takes one after the other.
fn tabbed(fills: &[Fill], chance: &mut Chance) -> Keys {
    let mut only_filled = |fill: &Fill| match fill {
        Fill::Open { .. } => "-".to_owned(),
        Fill::Text(text) => typed(text, chance),
        Fill::One(place, _) => DOWN.repeat(place + 1),
    };
    let filled: Vec<String> = fills.iter().map(&mut only_filled).collect();
    let back = BACK_TAB.repeat(fills.len());
    Keys { parts: vec![filled.join(TAB) + &back], last: ENTER.repeat(fills.len()) }
}
