//! `deck handout`: what students get of a deck.

pub(super) mod paths;
pub(super) mod pictures;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use console::{Failure, Look, LookArgs, Terminal, diagnostics, sanitise_line, words};
use deck::handout::{GivenAway, Handout, HandoutError, PaperPlan, handout};
use deck_format::limits::MAX_BYTES;
use deck_format::{Deck, Difficulty, Kind, parse_bytes};
use session::files::{FileError, Files, SystemFiles};
use session::{DrawError, Plan, Seed, Take};

use paths::Paths;

/// Write a handout: the deck without its keys, for students.
///
/// Beside the deck a map is written, for you alone: it says what the names in the handout stand for.
#[derive(Debug, Args)]
pub(crate) struct HandoutArgs {
    /// The deck.
    #[arg(value_name = "DECK")]
    deck: PathBuf,

    /// The handout to write; its images go into a folder beside it.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    /// The map to write; without it, DECK with the ending .map.json.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,

    /// Hand out one paper, the same for everybody, not the whole pool. It follows the blueprint
    /// unless -n or --all is given.
    #[arg(long, requires = "seed")]
    as_paper: bool,

    /// Draw the paper by this number.
    #[arg(long, value_name = "SEED", requires = "as_paper")]
    seed: Option<Seed>,

    /// How many questions the paper has.
    #[arg(short = 'n', long, value_name = "N", requires = "as_paper", conflicts_with = "all",
          value_parser = clap::value_parser!(u32).range(1..=100_000))]
    count: Option<u32>,

    /// Every question, in the order of one paper.
    #[arg(long, requires = "as_paper")]
    all: bool,

    /// Only questions with this tag; may be given more than once.
    #[arg(long = "tag", value_name = "TAG", requires = "as_paper")]
    tags: Vec<String>,

    /// Only questions of this kind; may be given more than once.
    #[arg(long = "kind", value_name = "KIND", requires = "as_paper", value_parser = kind)]
    kinds: Vec<Kind>,

    /// Only questions of this difficulty; may be given more than once.
    #[arg(long = "difficulty", value_name = "DIFFICULTY", requires = "as_paper",
          value_parser = difficulty)]
    difficulties: Vec<Difficulty>,

    /// Write nothing if a typed answer stands in another question.
    #[arg(long)]
    strict: bool,

    /// Replace a handout, map and images that were written before.
    #[arg(long)]
    force: bool,
}

fn kind(text: &str) -> Result<Kind, String> {
    text.parse()
}

fn difficulty(text: &str) -> Result<Difficulty, String> {
    text.parse()
}

impl HandoutArgs {
    /// Which paper is asked for, if one is.
    fn paper(&self) -> Option<PaperPlan> {
        let seed = self.seed.filter(|_| self.as_paper)?;
        let take = match self.count {
            Some(count) => Take::Count(usize::try_from(count).unwrap_or(usize::MAX)),
            None if self.all => Take::All,
            None => Take::Blueprint,
        };
        let plan = Plan {
            tags: self.tags.clone(),
            kinds: self.kinds.clone(),
            difficulties: self.difficulties.clone(),
            ..Plan::of(take)
        };
        Some(PaperPlan { plan, seed })
    }
}

/// Runs the command.
pub(crate) fn run(args: &HandoutArgs, look: &LookArgs) -> Result<(), Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let files = SystemFiles;
    let look_of_errors = look.look(Terminal::stderr(), variable);
    let (deck, _) = read(&files, &args.deck, "no handout was written", &look_of_errors)?;
    let made = handout(&deck, args.paper().as_ref()).map_err(|error| refused(args, &error))?;
    warn(args, &made)?;
    let paths = Paths::new(args)?;
    paths.check(&files, &made.map.to_json())?;
    let pictures =
        pictures::read(&files, &made.media, paths.deck_folder(), paths.folder(), args.force)?;
    let written = |error: FileError| Failure::failed(error.to_string());
    // The handout comes last: where it stands, what belongs to it does, too.
    files.replace(paths.map(), made.map.to_json().as_bytes()).map_err(written)?;
    pictures::write(&files, &pictures).map_err(written)?;
    files.replace(paths.output(), made.text.as_bytes()).map_err(written)?;
    say(&look.look(Terminal::stdout(), variable), &made, &paths)
}

/// Reads the deck, and its text. `undone` is what does not happen where it has errors.
pub(super) fn read(
    files: &dyn Files,
    path: &Path,
    undone: &str,
    look: &Look,
) -> Result<(Deck, String), Failure> {
    let bytes =
        files.read(path, MAX_BYTES as u64).map_err(|error| Failure::failed(error.to_string()))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    match parse_bytes(&bytes) {
        Ok(deck) => Ok((deck, text)),
        Err(problems) => {
            let name = path.display().to_string();
            let file = diagnostics::File::new(&name, &text);
            let mut drawn = diagnostics::text(&file, &problems.diagnostics, look);
            if problems.more > 0 {
                drawn.push_str(&format!("… and {} more\n", problems.more));
            }
            let errors = words::count(problems.diagnostics.len() + problems.more, "error");
            Err(Failure::problems(format!("{name} has {errors}; {undone}")).before(drawn))
        }
    }
}

/// Why there is no handout, for the person who asked for it.
fn refused(args: &HandoutArgs, error: &HandoutError) -> Failure {
    let message = format!("{}: {error}", args.deck.display());
    match error {
        HandoutError::Unfaithful(_) | HandoutError::Leaks(_) => Failure::failed(message),
        HandoutError::NoKeys => Failure::problems(message)
            .hint("it can be given to students as it is; make others from the deck that it is of"),
        HandoutError::Draw(DrawError::NoBlueprint(_)) => Failure::problems(message)
            .hint("say how many questions the paper has with -n, or take --all"),
        HandoutError::Draw(_)
        | HandoutError::EmptyPaper
        | HandoutError::Image { .. }
        | HandoutError::ImageOrder(_) => Failure::problems(message),
    }
}

/// Lists the typed answers that the handout gives away, and says when a paper came out short.
fn warn(args: &HandoutArgs, made: &Handout) -> Result<(), Failure> {
    let mut lines: Vec<String> = made.given_away.iter().map(given_away).collect();
    let asked = made.map.questions.len();
    if let Some(wanted) = args.count.filter(|wanted| asked < *wanted as usize) {
        lines.push(format!("the paper has {asked} questions; {wanted} cannot be drawn together"));
    }
    let lines: String =
        lines.iter().map(|line| format!("warning: {}\n", sanitise_line(line))).collect();
    if args.strict && !made.given_away.is_empty() {
        let count = words::count(made.given_away.len(), "typed answer");
        let message = format!("the handout would give away {count}; nothing was written");
        return Err(Failure::problems(message)
            .before(lines)
            .hint("reword the other questions, or hand out without --strict"));
    }
    // Where standard error is closed, nobody wants to be warned.
    let _ = std::io::stderr().write_all(lines.as_bytes());
    Ok(())
}

/// How many places of an answer are named.
const MAX_PLACES: usize = 3;

/// A typed answer that stands elsewhere, in words.
fn given_away(found: &GivenAway) -> String {
    let GivenAway { question, blank, answer, places } = found;
    let blank = blank.as_ref().map_or_else(String::new, |blank| format!(" (blank `{blank}`)"));
    let named: Vec<String> = places.iter().take(MAX_PLACES).map(ToString::to_string).collect();
    let mut line =
        format!("`{question}`{blank}: the answer \"{answer}\" stands in {}", named.join(", "));
    if places.len() > MAX_PLACES {
        line.push_str(&format!(" and {} more", places.len() - MAX_PLACES));
    }
    line
}

/// Says what was written, and for whom.
fn say(look: &Look, made: &Handout, paths: &Paths<'_>) -> Result<(), Failure> {
    let questions = words::count(made.map.questions.len(), "question");
    let mut lines = vec![format!("{}: {questions}, no keys.", paths.output().display())];
    if let Some((folder, _)) = made.media.first().and_then(|one| one.to.split_once('/')) {
        let images = words::count(made.media.len(), "image");
        let folder = paths.folder().join(folder);
        lines.push(format!("{}: {images}, to be handed out with it.", folder.display()));
    }
    lines.push(format!(
        "{}: keep it to yourself; it says what the names in the handout stand for.",
        paths.map().display()
    ));
    let mut stdout = console::stdout(look);
    stdout.lines(lines.iter().map(|line| sanitise_line(line)))?;
    stdout.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use deck::handout::Place;
    use deck_format::{LocalId, QuestionId};

    use super::*;

    #[test]
    fn many_places_are_counted() {
        let place = |id| Place::Question(QuestionId::new(id).unwrap());
        let found = GivenAway {
            question: QuestionId::new("year").unwrap(),
            blank: Some(LocalId::new("when").unwrap()),
            answer: "1973".into(),
            places: ["q1", "q2", "q3", "q4", "q5"].map(place).to_vec(),
        };
        assert_eq!(
            given_away(&found),
            "`year` (blank `when`): the answer \"1973\" stands in `q1`, `q2`, `q3` and 2 more"
        );
    }
}
