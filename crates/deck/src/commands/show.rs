//! `deck show`: questions as a student will see them, and their keys for who asks.

use std::path::PathBuf;

use clap::Args;
use console::question::{Place, Showing, lines};
use console::{Failure, Look, LookArgs, Terminal, key, stdout, style};
use deck::read::read_whole;
use deck::shown::{Shown, shown};
use session::Seed;
use session::files::SystemFiles;

/// Show questions as a student will see them.
///
/// Questions stand in the order of the file, and options in the order of their texts. With --seed
/// both stand as `quiz practice --all --seed` asks them.
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
    let mut out = stdout(&look);
    for (at, one) in shown.iter().enumerate() {
        if at > 0 {
            out.line("")?;
        }
        let previous = at.checked_sub(1).and_then(|before| shown.get(before));
        let place = Place { number: at + 1, total: shown.len() };
        out.lines(question(one, previous, place, args.key, &look))?;
    }
    Ok(out.flush()?)
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
