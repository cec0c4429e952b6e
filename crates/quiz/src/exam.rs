//! `quiz exam`: draw a paper as the deck says, tell the rules, and go.

use std::path::PathBuf;
use std::time::Duration;

use console::{Failure, words};
use deck_format::{DeckId, Exam, Feedback, Fraction, Points};
use session::record::{Limits, MOST_EXTRA_TIME, Mode, extra_time};
use session::{DeckFaces, Draw, DrawError, History, Plan, Seed, Take, draw};

use crate::args::{self, Format};
use crate::begin::{self, Beginning, Place};
use crate::clock::Clock;
use crate::config::{self, Flags, Settings};
use crate::front::{Choice, Chosen, Front};
use crate::home::Home;
use crate::library::{self, Found};
use crate::play::drawn;
use crate::play::limits::extended;
use crate::talk;

/// What to sit.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The deck or the handout: a file, or the id of a deck that is found.
    #[arg(value_name = "DECK")]
    deck: String,

    /// Who is sitting, as the record is to name you; a handout draws your paper by it. By default
    /// as configured, else nobody.
    #[arg(long = "as", value_name = "ID", value_parser = config::student)]
    student: Option<String>,

    /// The time for the whole exam, such as 30m, instead of the deck's own; not on a handout.
    #[arg(long, value_name = "TIME", value_parser = args::time)]
    time_limit: Option<Duration>,

    /// Extra time: what every time is multiplied by, such as 1.5 or 3/2.
    #[arg(long, value_name = "FACTOR", value_parser = factor)]
    time_factor: Option<Fraction>,

    /// Draw by this number: the same number always gives the same paper. Not on a handout.
    #[arg(long, value_name = "SEED")]
    seed: Option<Seed>,

    /// Where the record is to be, which is what you hand in; by default in your history.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,

    /// How to print the result; with json the dialogue goes to standard error.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

impl Args {
    /// What it says about settings.
    pub(crate) fn flags(&self) -> Flags {
        Flags { student: self.student.clone(), ..Flags::default() }
    }
}

/// A factor of extra time.
fn factor(text: &str) -> Result<Fraction, String> {
    extra_time(text).ok_or_else(|| {
        format!("a factor is a number from 1 to {MOST_EXTRA_TIME}, such as 1.5 or 3/2")
    })
}

/// Runs the command.
pub(crate) fn run(args: &Args, settings: &Settings, talk: &talk::Talk) -> Result<(), Failure> {
    let home = Home::find(settings)?;
    let clock = Clock::from_environment()?;
    let place = Place { home: &home, clock: &clock, settings, talk };
    let shelf = library::named(std::slice::from_ref(&args.deck), &home, &talk.errors)?;
    talk.notes(&shelf.notes);
    let [found] = shelf.decks.as_slice() else {
        let message = format!("an exam is one deck, and {} holds several", args.deck);
        return Err(Failure::failed(message));
    };
    args.record.as_deref().map_or(Ok(()), begin::refuse_existing)?;
    let paper = Paper::draw(args, found, settings.student.value.as_deref())?;
    talk.converse(args.format, |front| {
        front.say(&paper.rules(found, settings, front))?;
        let choices = [Choice::new("b", "begin"), Choice::new("q", "leave")];
        if front.pick("Exam", &choices, 0)? != Chosen::One(0) {
            return Ok(None);
        }
        let play = paper.beginning(args, settings).begin(&shelf, place, front)?;
        play.sit(args.format)
    })
}

/// A paper that was drawn, with what binds.
struct Paper {
    plan: Plan,
    seed: Seed,
    drawn: Draw,
    limits: Limits,
    points: Points,
}

impl Paper {
    fn draw(args: &Args, found: &Found, student: Option<&str>) -> Result<Self, Failure> {
        let face = &found.deck.face;
        let seed = seed(args, found, student)?;
        let take = if face.blueprint.is_empty() { Take::All } else { Take::Blueprint };
        let plan = Plan::of(take);
        let faces = [DeckFaces::from(&found.deck)];
        let drawn = draw(&faces, &plan, seed, &History::default())
            .map_err(|error| no_paper(&error, &face.id))?;
        let points = drawn
            .items
            .iter()
            .filter_map(|item| found.deck.question(item.id.as_str()))
            .fold(Points::default(), |sum, question| sum + question.face.points);
        let has_times = begin::has_times(&drawn.items, std::iter::once(&found.deck));
        let limits = limits(args, face.exam, has_times);
        Ok(Self { plan, seed, drawn, limits, points })
    }

    /// What a student should know before the clock runs.
    fn rules(&self, found: &Found, settings: &Settings, front: &dyn Front) -> Vec<String> {
        let face = &found.deck.face;
        let title = crate::feedback::full_stop(&console::markdown::inline(&face.title));
        let asked = words::count(self.drawn.items.len(), "question");
        let points = words::count(self.points, "point");
        let mut lines = vec![format!("{title} {asked}, {points}.")];
        if let Some(student) = &settings.student.value {
            lines.push(format!("Student: {}.", console::sanitise_line(student)));
        }
        lines.extend(self.time_rules());
        lines.push(if self.limits.no_back {
            "You go forward only: what you answered or skipped stays as it is.".to_owned()
        } else {
            "You may go back and change your answers until you hand in.".to_owned()
        });
        lines.push(if self.limits.no_feedback || face.handout {
            "There is no feedback: your record is what you hand in.".to_owned()
        } else {
            "Feedback comes when you have handed in.".to_owned()
        });
        drawn(&lines, &front.look())
    }

    fn time_rules(&self) -> Vec<String> {
        let Limits { seconds, factor, questions, .. } = self.limits;
        let extra = factor.map_or_else(String::new, |factor| {
            format!(", extra time included ({factor} of the usual)")
        });
        let mut lines = Vec::new();
        if let Some(seconds) = seconds {
            let time = words::duration(Duration::from_secs(seconds));
            lines.push(format!("Time for the whole exam: {time}{extra}."));
        }
        if questions {
            lines.push(format!("Some questions have a time of their own, which binds{extra}."));
        }
        if lines.is_empty() {
            lines.push("There is no time limit.".to_owned());
        }
        lines
    }

    fn beginning(self, args: &Args, settings: &Settings) -> Beginning {
        Beginning {
            mode: Mode::Exam,
            plan: self.plan,
            seed: self.seed,
            paper: self.drawn.items,
            student: settings.student.value.clone(),
            limits: self.limits,
            file: args.record.clone(),
            confidence: false,
        }
    }
}

/// What binds: on a handout what it says, elsewhere what the student says first.
fn limits(args: &Args, exam: Option<Exam>, questions: bool) -> Limits {
    let time = args.time_limit.or(exam.and_then(|exam| exam.time_limit));
    let timed = time.is_some() || questions;
    let factor = args.time_factor.filter(|factor| timed && *factor != Fraction::ONE);
    Limits {
        seconds: time.map(|time| extended(time, factor).as_secs()),
        factor,
        questions,
        no_back: exam.is_some_and(|exam| !exam.back),
        no_feedback: exam.is_some_and(|exam| exam.feedback == Feedback::None),
    }
}

/// The seed: on a handout the student's own, which nobody chooses.
fn seed(args: &Args, found: &Found, student: Option<&str>) -> Result<Seed, Failure> {
    if !found.deck.face.handout {
        return args.seed.map_or_else(Clock::seed, Ok);
    }
    let fixed = [("--seed", args.seed.is_some()), ("--time-limit", args.time_limit.is_some())];
    if let Some((flag, _)) = fixed.iter().find(|(_, given)| *given) {
        return Err(Failure::failed(format!("{flag} cannot be given with a handout"))
            .hint("the handout says what binds, and your paper is drawn by who you are"));
    }
    let student = student.ok_or_else(|| {
        Failure::failed("a handout needs to know who is sitting")
            .hint("say it with --as ID; your paper is drawn by it")
    })?;
    Ok(Seed::of_student(found.deck.face_digest(), student))
}

fn no_paper(error: &DrawError, deck: &DeckId) -> Failure {
    Failure::problems(format!("no exam can be drawn from `{deck}`: {error}"))
        .hint("`deck check` tells which row of the blueprint runs dry")
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::Cli;

    #[test]
    fn who_is_sitting_has_an_id_by_the_rule_of_the_settings() {
        let named = |id: &str| Cli::try_parse_from(["quiz", "exam", "deck", "--as", id]);
        assert_eq!(named("s1041").unwrap().flags().student.as_deref(), Some("s1041"));
        for bad in ["", " ", "two\nlines"] {
            assert!(named(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_factor_is_a_decimal_or_a_fraction() {
        assert_eq!(factor("1.5"), Ok(Fraction::new(3, 2)));
        assert_eq!(factor("3/2"), Ok(Fraction::new(3, 2)));
        assert_eq!(factor("1.25"), Ok(Fraction::new(5, 4)));
        assert_eq!(factor("2"), Ok(Fraction::new(2, 1)));
        assert_eq!(factor("10"), Ok(Fraction::new(10, 1)));
        for bad in ["", "0.5", "11", "1,5", "x", "-2", ".5", "1.2345", "9999999999999999999", "1/0"]
        {
            assert!(factor(bad).is_err(), "{bad}");
        }
    }
}
