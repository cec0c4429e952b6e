//! What was flagged over all sittings: what a student hands to the author of a deck.

use std::cmp::Reverse;

use console::{Failure, Look, Table, layout, sanitise_line, style, words};
use jiff::Timestamp;
use serde::Serialize;
use session::record::{Event, Offsets, Record};

use super::answers::Shown;
use super::decks::{Decks, title};
use super::list::left_out;
use super::marks::deck_of;
use super::moment::at_line;
use super::{Args, Selection, sheet};
use crate::args::TableFormat;
use crate::home::Home;
use crate::talk::Talk;

/// The columns of the CSV.
const COLUMNS: [&str; 7] = ["flagged", "deck", "title", "question", "prompt", "note", "session"];

/// A flag as data.
#[derive(Debug, Serialize)]
struct Flag<'r> {
    #[serde(skip)]
    at: Timestamp,
    /// When, in the offset of that place.
    flagged: String,
    deck: &'r str,
    /// The deck's title; `None` where it is not found.
    title: Option<String>,
    question: &'r str,
    /// The prompt on one line; `None` where the question is not found.
    prompt: Option<String>,
    /// What the student says about it; may be empty.
    note: &'r str,
    session: &'r str,
    short_id: &'r str,
    #[serde(skip)]
    when: String,
    #[serde(skip)]
    deck_shown: String,
}

/// Prints what was flagged.
pub(super) fn print(
    selection: &Selection<'_>,
    home: &Home,
    args: &Args,
    talk: &Talk,
) -> Result<(), Failure> {
    // A deck in which nothing is flagged is not looked for.
    let flagging = |record: &&Record| record.replay.items().any(|(_, item)| item.flag().is_some());
    let records = selection.records.iter().map(|(record, _)| *record).filter(flagging);
    let decks = Decks::find(records, home, &talk.errors);
    talk.notes(decks.notes());
    let mut flags: Vec<Flag<'_>> = selection
        .records
        .iter()
        .flat_map(|(record, short)| of_record(record, short, args, &decks))
        .collect();
    flags.sort_by_key(|flag| Reverse((flag.at, flag.session)));
    let total = flags.len();
    flags.truncate(selection.most);
    let left_out = left_out(flags.len(), total, "flag");
    match args.format {
        TableFormat::Text if flags.is_empty() => return talk.print(|_| selection.nothing("flag")),
        TableFormat::Text => return talk.print(|look| text(&flags, &left_out, look)),
        TableFormat::Json => talk.print(|_| sheet::json(&flags))?,
        TableFormat::Csv => {
            let csv = sheet::csv(COLUMNS, flags.iter().map(csv_row))?;
            talk.print(|_| csv)?;
        }
    }
    talk.notes(&left_out);
    Ok(())
}

/// The flags that stand in a record, of the deck that is asked for.
fn of_record<'r>(record: &'r Record, short: &'r str, args: &Args, decks: &Decks) -> Vec<Flag<'r>> {
    let start = record.start();
    let offsets = Offsets::of(record);
    let of_deck = |id| args.deck.as_ref().is_none_or(|wanted| wanted == id);
    let mut flags = Vec::new();
    for (q, (item, state)) in record.replay.items().enumerate() {
        let Some(note) = state.flag().filter(|_| of_deck(&item.deck)) else { continue };
        let flagging =
            |event: &Event| matches!(event, Event::Flag { q: flagged, .. } if *flagged == q);
        let line = record.lines.iter().rfind(|line| flagging(&line.event));
        let (n, at) = line.map_or((0, record.replay.started()), |line| (line.n, line.at));
        let moment = at_line(&offsets, n, at);
        let found = deck_of(record, item).and_then(|deck| decks.get(deck));
        flags.push(Flag {
            at,
            flagged: moment.exact(),
            deck: item.deck.as_str(),
            title: found.map(|found| found.deck.face.title.clone()),
            question: item.id.as_str(),
            prompt: Shown::of(item, found).prompt,
            note,
            session: start.session.as_str(),
            short_id: short,
            when: moment.short(),
            deck_shown: title(&item.deck, found),
        });
    }
    flags
}

fn text(flags: &[Flag<'_>], left_out: &[String], look: &Look) -> String {
    let mut lines = if look.is_line() {
        labelled(flags).lines()
    } else {
        flags.iter().map(|flag| drawn(flag, look)).collect::<Vec<_>>().join(&String::new())
    };
    lines.push(String::new());
    lines.push(match left_out.first() {
        Some(line) => format!("{}.", words::capitalised(line)),
        None => format!("{}.", words::count(flags.len(), "flag")),
    });
    lines.join("\n") + "\n"
}

fn labelled(flags: &[Flag<'_>]) -> Table {
    let labels = ["When", "Deck", "Question", "Prompt", "Note", "Sitting"];
    let mut table = Table::new(labels.map(|label| (label, console::Align::Left)));
    for flag in flags {
        let prompt = flag.prompt.as_deref().unwrap_or_default();
        table.push([
            &flag.when,
            &*flag.deck_shown,
            flag.question,
            prompt,
            flag.note,
            flag.short_id,
        ]);
    }
    table
}

/// The deck and the question, what is asked, and the note below it.
fn drawn(flag: &Flag<'_>, look: &Look) -> Vec<String> {
    const INDENT: usize = 2;
    let dot = look.glyphs().dot;
    let head = format!("{} {dot} {}", flag.deck_shown, flag.question);
    let aside = format!("{}, sitting {}", flag.when, flag.short_id);
    let columns = look.text_width();
    let within = columns.saturating_sub(INDENT).max(1);
    let mut lines: Vec<String> =
        layout::wrap(&head, columns).iter().map(|line| look.paint(style::HEADING, line)).collect();
    let mut below = Vec::new();
    below.extend(flag.prompt.iter().flat_map(|prompt| layout::wrap(prompt, within)));
    if !flag.note.is_empty() {
        below.extend(layout::wrap(&format!("Note: {}", sanitise_line(flag.note)), within));
    }
    below.extend(layout::wrap(&aside, within).iter().map(|line| look.paint(style::DIM, line)));
    lines.extend(layout::indent(below, INDENT));
    lines
}

fn csv_row(flag: &Flag<'_>) -> [String; COLUMNS.len()] {
    [
        flag.flagged.clone(),
        flag.deck.to_owned(),
        flag.title.clone().unwrap_or_default(),
        flag.question.to_owned(),
        flag.prompt.clone().unwrap_or_default(),
        flag.note.to_owned(),
        flag.session.to_owned(),
    ]
}
