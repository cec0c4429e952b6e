//! `deck show`: questions as a student will see them, and their keys for who asks.

use std::path::PathBuf;

use clap::Args;
use console::question::{Place, Showing, lines};
use console::{Failure, Look, LookArgs, Terminal, key, layout, stdout, style, words};
use deck::measured::{Beside, Numbers};
use deck::read::read_whole;
use deck::shown::{Shown, shown};
use session::Seed;
use session::files::SystemFiles;

/// Show questions as a student will see them.
///
/// Questions stand in the order of the file, and options in the order of their texts. With --seed
/// both stand as `quiz practice --all --seed` asks them. Where classes have sat the deck, what they made
/// of a question stands below it.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The deck.
    #[arg(value_name = "DECK")]
    deck: PathBuf,

    /// The questions to show; without any, all.
    #[arg(value_name = "ID")]
    ids: Vec<String>,

    /// Show right answers, reasons and sources as well.
    #[arg(long)]
    key: bool,

    /// Show the order that is drawn for this number.
    #[arg(long, value_name = "SEED")]
    seed: Option<Seed>,
}

pub(crate) fn run(args: &ShowArgs, look: &LookArgs) -> Result<(), Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let errors = look.look(Terminal::stderr(), variable);
    let look = look.look(Terminal::stdout(), variable);
    let read = read_whole(&SystemFiles, &args.deck, &errors)?;
    if args.key && read.deck.face.handout {
        let message = format!("{} is a handout, which holds no key", read.name());
        return Err(Failure::failed(message).hint("show the deck that it was made from"));
    }
    let shown = shown(&read.deck, &args.ids, args.seed)?;
    let beside = Beside::read(&SystemFiles, &args.deck, &read.deck);
    super::warn(beside.problem());
    let mut out = stdout(&look);
    for (at, one) in shown.iter().enumerate() {
        if at > 0 {
            out.line("")?;
        }
        let previous = at.checked_sub(1).and_then(|before| shown.get(before));
        let place = Place { number: at + 1, total: shown.len() };
        out.lines(question(one, previous, place, args.key, &look))?;
        let statistics = beside.statistics();
        let numbers = statistics.and_then(|all| Numbers::of(&read.deck, one.question, all));
        out.lines(numbers.map_or_else(Vec::new, |numbers| measured(&numbers, args.key, &look)))?;
    }
    Ok(out.flush()?)
}

/// What classes made of a question; who chose what only for those who may see the key.
fn measured(numbers: &Numbers, with_key: bool, look: &Look) -> Vec<String> {
    let mut all = vec![format!("Measured: {}.", numbers.in_words())];
    all.extend(
        numbers.options_in_words().filter(|_| with_key).map(|told| format!("Chosen: {told}.")),
    );
    let time = numbers.time_in_words().map(|time| format!("mean time {time}"));
    let latest = numbers.latest.as_ref().map(|date| format!("latest class {date}"));
    let more: Vec<String> = [time, latest, numbers.to_note()].into_iter().flatten().collect();
    if !more.is_empty() {
        all.push(format!("{}.", words::capitalised(&more.join("; "))));
    }
    if look.is_line() {
        return all;
    }
    let width = look.text_width().saturating_sub(2).max(10);
    let lines = all.iter().flat_map(|text| layout::wrap(text, width)).collect();
    std::iter::once(String::new()).chain(layout::indent(lines, 2)).collect()
}

/// A question below its id, with its passage unless that stands above the question before.
fn question(
    shown: &Shown<'_>,
    previous: Option<&Shown<'_>>,
    place: Place,
    with_key: bool,
    look: &Look,
) -> Vec<String> {
    let passage = |shown: &Shown<'_>| shown.question.face.passage.clone();
    let same = previous.is_some_and(|previous| passage(previous) == passage(shown));
    let showing = Showing { place: Some(place), passage: !same };
    let id = shown.presented.id.as_str();
    let mut all = if look.is_line() {
        vec![format!("Id: {id}")]
    } else {
        vec![format!("  {}", look.paint(style::ACCENT, id))]
    };
    all.extend(lines(&shown.presented, showing, look));
    if let Some(key) = shown.question.key.as_ref().filter(|_| with_key) {
        if !look.is_line() {
            all.push(String::new());
        }
        all.extend(key::lines(&shown.presented, key, look));
    }
    all
}
