//! `deck release`: what students get of a deck after its exam.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use console::{Failure, Look, LookArgs, Terminal, sanitise_line, words};
use deck::handout::{HandoutMap, Medium, handout};
use deck::release::{Release, ReleaseError, release};
use deck_format::limits::MAX_BYTES;
use deck_format::{Deck, QuestionId, parse};
use session::files::{Files, SystemFiles};

use super::handout::paths::{folder_of, is_same, whole};
use super::handout::{pictures, read};

/// Release the key of a deck after its exam: write the deck for students, keys included.
///
/// What a student missed in the exam is then due in `quiz review`, by the student's own record. Only
/// questions that were handed out are released; comments and `lint` are left out.
#[derive(Debug, Args)]
pub(crate) struct ReleaseArgs {
    /// The deck.
    #[arg(value_name = "DECK")]
    deck: PathBuf,

    /// The deck for students to write; without it, DECK with the ending .released.toml. Its images
    /// go with it.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The map of a handout that students sat; may be given more than once. Without it, DECK with
    /// the ending .map.json; without that, the handout of the deck as it is.
    #[arg(long = "map", value_name = "FILE")]
    maps: Vec<PathBuf>,

    /// Release questions that were not handed out, too.
    #[arg(long)]
    all: bool,

    /// Replace a released deck and images that were written before.
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(crate) fn run(args: &ReleaseArgs, look: &LookArgs) -> Result<(), Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let files = SystemFiles;
    let look_of_errors = look.look(Terminal::stderr(), variable);
    let (deck, text) = read(&files, &args.deck, "nothing was written", &look_of_errors)?;
    let output = args.output.clone().unwrap_or_else(|| args.deck.with_extension("released.toml"));
    let maps = maps(&files, args, &deck)?;
    let made = release(&deck, &text, &maps, args.all).map_err(|error| refused(args, &error))?;
    check_place(&files, args, &output)?;
    let pictures = match is_beside(&args.deck, &output) {
        true => Vec::new(),
        false => {
            let media: Vec<Medium> = made.images.iter().map(|path| medium(path)).collect();
            let (from, to) = (folder_of(&args.deck), folder_of(&output));
            pictures::read(&files, &media, from, to, args.force)?
        }
    };
    warn(&made);
    let failed = |error: session::files::FileError| Failure::failed(error.to_string());
    // The deck comes last: where it stands, its images do, too.
    pictures::write(&files, &pictures).map_err(failed)?;
    files.replace(&output, made.text.as_bytes()).map_err(failed)?;
    say(&look.look(Terminal::stdout(), variable), &made, maps.len(), &output)
}

/// An image keeps its path.
fn medium(path: &str) -> Medium {
    Medium { from: path.to_owned(), to: path.to_owned() }
}

/// The maps that were named, else the one beside the deck, else that of a handout of the deck as it
/// is. A deck of which no handout can be made was sat itself.
fn maps(files: &dyn Files, args: &ReleaseArgs, deck: &Deck) -> Result<Vec<HandoutMap>, Failure> {
    let beside = args.deck.with_extension("map.json");
    let named = match args.maps.is_empty() {
        false => args.maps.clone(),
        true if fs::symlink_metadata(&beside).is_ok() => vec![beside],
        true => return Ok(handout(deck, None).ok().map(|made| made.map).into_iter().collect()),
    };
    let mut maps: Vec<HandoutMap> = Vec::with_capacity(named.len());
    for path in named {
        let bytes = files.read(&path, MAX_BYTES as u64);
        let bytes = bytes.map_err(|error| Failure::failed(error.to_string()))?;
        let map = HandoutMap::from_json(&String::from_utf8_lossy(&bytes));
        let map = map.map_err(|error| Failure::problems(format!("{}: {error}", path.display())))?;
        // A file that is named twice is one handout.
        if maps.iter().all(|known| known.handout != map.handout) {
            maps.push(map);
        }
    }
    Ok(maps)
}

/// Why nothing is released, for the person who asked for it.
fn refused(args: &ReleaseArgs, error: &ReleaseError) -> Failure {
    let failure = Failure::problems(format!("{}: {error}", args.deck.display()));
    match error {
        ReleaseError::Handout | ReleaseError::Released => {
            failure.hint("release the deck that it was made from")
        }
        ReleaseError::OtherDeck(_) => failure.hint("--map names the map of the handout"),
        ReleaseError::Nothing => failure.hint("--all releases what was not handed out, too"),
        ReleaseError::Unfaithful => Failure::failed(format!("{}: {error}", args.deck.display())),
    }
}

/// Makes sure that nothing is replaced but, with `--force`, a released deck.
fn check_place(files: &dyn Files, args: &ReleaseArgs, output: &Path) -> Result<(), Failure> {
    if is_same(output, &args.deck) {
        let message = "the released deck would replace the deck; nothing was written";
        return Err(Failure::failed(message).hint("give -o another file"));
    }
    let shown = output.display();
    if !whole(folder_of(output)).is_ok_and(|folder| folder.is_dir()) {
        let folder = folder_of(output).display();
        let message = format!("the folder {folder} does not exist; nothing was written");
        return Err(Failure::failed(message));
    }
    if fs::symlink_metadata(output).is_err() {
        return Ok(());
    }
    if !args.force {
        return Err(Failure::failed(format!("{shown} exists; nothing was written"))
            .hint("another file can be named, or --force replaces a released deck"));
    }
    let old = files.read(output, MAX_BYTES as u64);
    let old = old.map_err(|error| Failure::failed(error.to_string()))?;
    let is_released =
        parse(&String::from_utf8_lossy(&old)).is_ok_and(|deck| deck.notes.released.is_some());
    if is_released {
        return Ok(());
    }
    let message =
        format!("{shown} is no released deck, so it is not replaced; nothing was written");
    Err(Failure::failed(message))
}

/// Whether two files lie in one folder.
fn is_beside(one: &Path, other: &Path) -> bool {
    matches!((whole(folder_of(one)), whole(folder_of(other))), (Ok(one), Ok(other)) if one == other)
}

/// Says what was left out, and what is not as it was handed out.
fn warn(made: &Release) {
    let mut lines = Vec::new();
    if !made.changed.is_empty() {
        lines.push(format!(
            "warning: changed since the exam: {}; answers are judged by the deck as it is now, where \
             it still has what they name",
            named(&made.changed)
        ));
    }
    if !made.gone.is_empty() {
        lines.push(format!(
            "warning: no longer in the deck: {}; nobody's answers to that come back",
            named(&made.gone)
        ));
    }
    if made.left_out > 0 {
        lines.push(format!(
            "{} not handed out and left out; --all releases them, too",
            words::count(made.left_out, "question")
        ));
    }
    let lines: String = lines.iter().map(|line| format!("{}\n", sanitise_line(line))).collect();
    // Where standard error is closed, nobody wants to be warned.
    let _ = std::io::stderr().write_all(lines.as_bytes());
}

/// How many questions are named.
const MAX_NAMED: usize = 5;

/// `a`, `b` and 3 more.
fn named(ids: &[QuestionId]) -> String {
    let shown: Vec<String> = ids.iter().take(MAX_NAMED).map(|id| format!("`{id}`")).collect();
    let shown = shown.join(", ");
    match ids.len().saturating_sub(MAX_NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Says what was written, and what students do with it.
fn say(look: &Look, made: &Release, maps: usize, output: &Path) -> Result<(), Failure> {
    let output = output.display();
    let questions = words::count(made.questions, "question");
    let fits = match maps {
        0 => String::new(),
        maps => format!(" and on {}", words::count(maps, "handout")),
    };
    let lines = [
        format!("{output}: {questions}, with keys; for exams on the deck{fits}."),
        "Tell your students: what you missed in the exam comes back with".to_owned(),
        format!("  quiz review {}", file_name(&output.to_string())),
    ];
    let mut stdout = console::stdout(look);
    stdout.lines(lines.iter().map(|line| sanitise_line(line)))?;
    stdout.flush()?;
    Ok(())
}

/// What students call the file.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
