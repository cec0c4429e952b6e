//! What is typed while essays are marked.

use deck_format::{Criterion, Points};

/// Something else than points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Back,
    Skip,
    Model,
    Text,
    Unmark,
    Quit,
    Help,
}

/// What was typed for points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// Points for so many of the criteria that are left.
    Points(Vec<Points>),
    /// Enter alone.
    Nothing,
    /// Something else.
    Command(Command),
}

/// The commands by their letters and their names.
const COMMANDS: [(&str, &str, Command); 7] = [
    ("b", "back", Command::Back),
    ("s", "skip", Command::Skip),
    ("m", "model", Command::Model),
    ("t", "text", Command::Text),
    // No letter, since it takes something away: on a terminal Ctrl-U types a `u`.
    ("unmark", "unmark", Command::Unmark),
    ("q", "quit", Command::Quit),
    ("?", "help", Command::Help),
];

fn command(word: &str) -> Option<Command> {
    let word = word.to_ascii_lowercase();
    let found = COMMANDS.iter().find(|(letter, name, _)| word == *letter || word == *name);
    found.map(|(.., command)| *command)
}

/// Reads points for the criteria that are left, or a command. `proposed` is whether Enter alone takes
/// something.
///
/// # Errors
/// What is wrong with it, in words.
pub(super) fn points(typed: &str, left: &[Criterion], proposed: bool) -> Result<Typed, String> {
    let typed = typed.trim();
    if let Some(command) = command(typed.strip_prefix(':').unwrap_or(typed)) {
        return Ok(Typed::Command(command));
    }
    if typed.is_empty() && proposed {
        return Ok(Typed::Nothing);
    }
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.len() > left.len() {
        let left = match left.len() {
            1 => "1 criterion is".to_owned(),
            count => format!("{count} criteria are"),
        };
        return Err(format!("These are points for {} criteria, and {left} left.", words.len()));
    }
    if words.is_empty() {
        return Err(expected(left));
    }
    words
        .iter()
        .zip(left)
        .map(|(word, criterion)| one(word, criterion))
        .collect::<Result<_, _>>()
        .map(Typed::Points)
}

fn expected(left: &[Criterion]) -> String {
    let most = left.first().map(|criterion| criterion.points).unwrap_or_default();
    format!("Type points from 0 to {most}, f for all of them, or ? for help.")
}

/// The points for one criterion.
fn one(word: &str, criterion: &Criterion) -> Result<Points, String> {
    if word.eq_ignore_ascii_case("f") {
        return Ok(criterion.points);
    }
    let points: Points =
        word.replace(',', ".").parse().map_err(|_| expected(std::slice::from_ref(criterion)))?;
    if points > criterion.points {
        return Err(format!("`{}` has {} at most.", criterion.id, points_words(criterion.points)));
    }
    Ok(points)
}

/// `1 point`, `2.5 points`.
pub(super) fn points_words(points: Points) -> String {
    console::words::count(points, "point")
}

/// The most characters of a comment.
const MAX_COMMENT: usize = 10_000;

/// What was typed for a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Comment {
    /// These words.
    Words(String),
    /// Enter alone.
    Nothing,
    /// Something else, which begins with a colon.
    Command(Command),
}

/// Reads a comment; `::x` is the comment `:x`.
///
/// # Errors
/// What is wrong with it, in words.
pub(super) fn comment(typed: &str) -> Result<Comment, String> {
    let typed = typed.trim();
    if typed.chars().count() > MAX_COMMENT {
        return Err(format!("A comment has {MAX_COMMENT} characters at most."));
    }
    match typed.strip_prefix(':') {
        Some(rest) if rest.starts_with(':') => Ok(Comment::Words(rest.to_owned())),
        Some(word) => match command(word) {
            Some(command) => Ok(Comment::Command(command)),
            None => Err(format!("There is no command :{word}; ::{word} is the comment :{word}.")),
        },
        None if typed.is_empty() => Ok(Comment::Nothing),
        None => Ok(Comment::Words(typed.to_owned())),
    }
}
