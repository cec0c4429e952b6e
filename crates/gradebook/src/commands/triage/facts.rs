//! A cluster as a person sees it: the question, what is right, what was typed, whose score changes.

use console::{Align, Failure, Look, Table, layout, markdown, sanitise_line, style, words};
use deck_format::{Answer, BlankKey, Fraction, TextPattern};
use gradebook::exact;
use gradebook::grade::Keyed;
use gradebook::policy::Policy;
use gradebook::regrade::{Came, StudentChange};
use gradebook::triage::{Choice, Claim, Cluster, Desk, Effect, View};

use super::{answers, list, no_keys};

/// How many students are named in a dialogue.
const NAMED: usize = 6;
/// The columns of the labels, their margin included.
const LABELS: usize = 14;
/// The empty columns on the left.
const MARGIN: usize = 2;

/// A cluster with all that is to be known before it is decided about.
pub(super) fn cluster(
    desk: &Desk<'_>,
    cluster: &Cluster,
    (number, all): (usize, usize),
    look: &Look,
) -> Result<String, Failure> {
    let view = desk.view().map_err(no_keys)?;
    let Some(keyed) = view.keys().questions().get(cluster.place) else { return Ok(String::new()) };
    let points = words::count(keyed.face.points, "point");
    let count = answers(cluster.count());
    let field = cluster.field();
    let mut text = if look.is_line() {
        format!("{number} of {all}. Question {field}, {points}, {count}.\n")
    } else {
        let heading = format!("{number} of {all}  {field}  {points}  {count}");
        format!("{:MARGIN$}{}\n\n", "", look.paint(style::HEADING, &heading))
    };
    text.push_str(&markdown::render(&keyed.face.prompt, look, MARGIN));
    text.push_str(if look.is_line() { "\n" } else { "\n\n" });
    for (label, fact) in facts(&view, cluster, keyed) {
        text.push_str(&labelled(&label, &fact, look));
    }
    let (label, effect) = effect(&view, cluster)?;
    text.push_str(&labelled(label, &effect.words(desk.policy()), look));
    if !effect.also.is_empty() {
        text.push_str(&labelled("And forgives", &spelt(&effect.also), look));
    }
    text.push_str(&students(&effect.students, desk.policy(), look));
    Ok(text)
}

/// What accepting a cluster would change: as a variant, or once where it cannot be one.
pub(super) fn effect(
    view: &View<'_>,
    cluster: &Cluster,
) -> Result<(&'static str, Effect), Failure> {
    let (label, choice) = match view.variant(cluster) {
        Ok(text) => ("Accepting", Choice::Variant(text)),
        Err(_) => ("Once", Choice::Once(None)),
    };
    Ok((label, view.effect(cluster, &choice).map_err(no_keys)?))
}

/// What is said about a cluster, with labels.
fn facts(view: &View<'_>, cluster: &Cluster, keyed: &Keyed<'_>) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut say = |label: &str, text: String| facts.push((label.to_owned(), text));
    let right = right(keyed, cluster);
    say("Right", right.answer);
    if !right.accepted.is_empty() {
        say("Accepted", right.accepted.join(", "));
    }
    if let Some(why) = &cluster.rejected {
        let why = if why.trim().is_empty() { "listed as wrong" } else { why.trim() };
        say("Rejected", why.to_owned());
    }
    say("Typed", spelt(&cluster.spellings));
    if let Some(nearest) = &cluster.nearest {
        say("Nearest", format!("{}, {}", nearest.written, words::count(nearest.edits, "edit")));
    }
    if cluster.credit > Fraction::ZERO {
        say("Earns", format!("{} of the points now", cluster.credit));
    }
    for claim in &cluster.claims {
        say("Claimed", claimed(claim));
    }
    if let Some(decided) = list::verdict(view, cluster) {
        say("Decided", decided);
    }
    if let Err(refusal) = view.variant(cluster) {
        say("No variant", refusal.to_string());
    }
    facts
}

/// What the key takes as right.
pub(super) struct Right {
    pub(super) answer: String,
    pub(super) accepted: Vec<String>,
}

/// What the key takes as right in the field of a cluster.
pub(super) fn right(keyed: &Keyed<'_>, cluster: &Cluster) -> Right {
    let blank = cluster.blank.as_ref().map(deck_format::LocalId::as_str);
    if let Some(key) = keyed.answer.text_key(blank) {
        let accepted = key.accept.iter().map(|accept| {
            let text = match &accept.pattern {
                TextPattern::Literal(text) | TextPattern::Wildcard(text) => text.trim(),
            };
            if accept.credit == Fraction::ONE {
                text.to_owned()
            } else {
                format!("{text} (for {})", accept.credit)
            }
        });
        return Right { answer: key.answer.trim().to_owned(), accepted: accepted.collect() };
    }
    let number = match (keyed.answer, &cluster.blank) {
        (Answer::Numerical(key), _) => Some(key),
        (Answer::Cloze(keys), Some(blank)) => {
            keys.iter().find(|(id, _)| id == blank).and_then(|(_, key)| match key {
                BlankKey::Number(key) => Some(key),
                _ => None,
            })
        }
        _ => None,
    };
    let answer = number.map_or_else(String::new, |key| key.answer.to_string());
    Right { answer, accepted: Vec::new() }
}

/// `Kunmin (2), kunmin. (1)`.
pub(super) fn spelt(spellings: &[(String, usize)]) -> String {
    let spelt = spellings.iter().map(|(text, count)| format!("{} ({count})", short(text)));
    spelt.collect::<Vec<_>>().join(", ")
}

/// A text of which the end does not matter.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 80;
    let text = text.trim();
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

pub(super) fn claimed(claim: &Claim) -> String {
    let Claim { student, name, note } = claim;
    let name = if name.is_empty() { String::new() } else { format!(" ({name})") };
    match note.trim() {
        "" => format!("{student}{name}"),
        note => format!("{student}{name}: “{note}”"),
    }
}

/// A label and what it says.
fn labelled(label: &str, text: &str, look: &Look) -> String {
    let text = sanitise_line(text);
    if look.is_line() {
        let stop = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
        return format!("{label}: {text}{stop}\n");
    }
    let columns = look.text_width().saturating_sub(LABELS + MARGIN).max(20);
    let first = format!("{:MARGIN$}{label:<width$}", "", width = LABELS - MARGIN);
    let rest = " ".repeat(LABELS);
    let lines = layout::hang(layout::wrap(&text, columns), &first, &rest);
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The students whose score changes, before and after.
fn students(changes: &[StudentChange], policy: &Policy, look: &Look) -> String {
    if changes.is_empty() {
        return String::new();
    }
    let has_names = changes.iter().any(|change| !change.name.is_empty());
    let labels = ["Student", "Name", "Score", "Grade"];
    let keep = |at: usize| (at != 1 || has_names) && (at != 3 || !policy.bands.is_empty());
    let columns = labels.into_iter().enumerate().filter(|(at, _)| keep(*at));
    let mut table =
        Table::new(columns.map(|(_, label)| (label, Align::Left))).indented(LABELS).whole([0]);
    for change in changes.iter().take(NAMED) {
        let cells = [
            change.id.clone(),
            change.name.clone(),
            format!("{} → {}", score(&change.before, policy), score(&change.after, policy)),
            bands(change),
        ];
        let cells = cells.into_iter().enumerate().filter(|(at, _)| keep(*at));
        table.push(cells.map(|(_, cell)| cell));
    }
    let more = changes.len().saturating_sub(NAMED);
    let margin = if look.is_line() { 0 } else { LABELS };
    let more =
        if more > 0 { format!("{:margin$}… and {more} more\n", "") } else { String::new() };
    format!("{}\n{more}", table.render(look))
}

fn score(came: &Option<Came>, policy: &Policy) -> String {
    came.as_ref().map_or_else(
        || "–".to_owned(),
        |came| {
            let short = |number| exact::short(number, policy.decimals);
            format!("{}/{}", short(&came.earned), short(&came.possible))
        },
    )
}

/// `B → A`, or `B` where it stays.
fn bands(change: &StudentChange) -> String {
    let (before, after) = (band(&change.before), band(&change.after));
    if before == after { before } else { format!("{before} → {after}") }
}

fn band(came: &Option<Came>) -> String {
    came.as_ref().and_then(|came| came.band.clone()).unwrap_or_else(|| "–".to_owned())
}
