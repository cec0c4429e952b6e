//! What is typed on the command line. The doc comments are the help text.

use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use console::{ColourChoice, CompletionsArgs, Ui};
use deck_format::{Difficulty, Kind};
use session::Seed;

use crate::config::{self, Flags};

/// What `--help` ends with.
const AFTER_HELP: &str = "\
Examples:
  quiz                              choose a deck from a menu
  quiz capitals.toml -n 5           five questions of a deck in a file
  quiz history.toml --missed        what you got wrong last time
  quiz history.toml --time-limit 5m as many as you can in five minutes
  quiz resume                       go on where you stopped

While a question is asked, Esc opens a menu, and :help lists what else can be typed.
Every answer is saved at once: Ctrl-C loses nothing.

Exit codes: 0 fine; 1 problems found in a deck or record; 2 could not run; 130 interrupted.";

/// Quiz yourself in a terminal.
///
/// Give a deck to practise ten of its questions, or nothing to choose from the decks that are
/// found: the ones in ./decks, your own, and the ones that come with Quizdeck.
#[derive(Debug, Parser)]
#[command(
    name = "quiz",
    version,
    args_conflicts_with_subcommands = true,
    after_help = AFTER_HELP
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) practice: Practice,

    #[command(flatten)]
    pub(crate) look: LookFlags,
}

/// The options about the look. They are those of the other programs, but say nothing where they are
/// not given, so that the configuration can.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(crate) struct LookFlags {
    /// How to talk: drawn for a terminal, or in plain lines; by default as configured, else auto.
    #[arg(long, global = true, value_enum, value_name = "UI")]
    pub(crate) ui: Option<Ui>,

    /// When to write colours; by default as configured, else auto.
    #[arg(long, global = true, value_enum, value_name = "WHEN")]
    pub(crate) color: Option<ColourChoice>,
}

impl Cli {
    /// What is said about settings.
    pub(crate) fn flags(&self) -> Flags {
        let LookFlags { ui, color } = self.look;
        let flags = match &self.command {
            None => self.practice.flags(),
            Some(Command::Practice(args)) => args.flags(),
            Some(Command::Exam(args)) => args.flags(),
            Some(Command::Review(args)) => args.flags(),
            Some(Command::Config(args)) => args.given.flags(),
            Some(
                Command::Resume(_)
                | Command::History(_)
                | Command::Progress(_)
                | Command::Export(_)
                | Command::Completions(_),
            ) => Flags::default(),
        };
        Flags { ui, color, ..flags }
    }
}

/// The commands beside plain `quiz DECK…`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Practise: every answer is followed by its feedback.
    #[command(alias = "practise")]
    Practice(Practice),
    /// Sit an exam: no feedback before the end, and the record is what you hand in.
    Exam(crate::exam::Args),
    /// Review what is due: questions come back when you are about to forget them.
    Review(crate::review::Args),
    /// Go on with a sitting that was left or cut off.
    Resume(Resume),
    /// Show the sittings, one of them in full, or what you flagged.
    History(crate::history::Args),
    /// Show how far you have come: by deck and tag, what is due, days of study, weak questions.
    Progress(crate::progress::Args),
    /// Write records one behind the other, to hand them on.
    Export(crate::export::Args),
    /// Print the settings that are in force, and where each is from.
    Config(ConfigArgs),
    Completions(CompletionsArgs),
}

/// What to practise.
#[derive(Debug, Args)]
pub(crate) struct Practice {
    /// Decks: files, folders of decks, or the ids of decks that are found.
    #[arg(value_name = "DECK")]
    pub(crate) decks: Vec<String>,

    /// How many questions to ask; by default as configured, else 10.
    #[arg(short = 'n', long, value_name = "N", conflicts_with = "all",
          value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) count: Option<u32>,

    /// Ask every question.
    #[arg(long)]
    pub(crate) all: bool,

    /// Only questions with this tag; may be given more than once.
    #[arg(long = "tag", value_name = "TAG")]
    pub(crate) tags: Vec<String>,

    /// Only questions of this kind; may be given more than once.
    #[arg(long = "kind", value_name = "KIND", value_parser = kind)]
    pub(crate) kinds: Vec<Kind>,

    /// Only questions of this difficulty; may be given more than once.
    #[arg(long = "difficulty", value_name = "DIFFICULTY", value_parser = difficulty)]
    pub(crate) difficulties: Vec<Difficulty>,

    /// Only questions of this measured difficulty, by what classes made of them: easy where they earned
    /// 85 % of the points or more, hard below 50 %; may be given more than once.
    #[arg(long = "measured", value_name = "DIFFICULTY", value_parser = difficulty)]
    pub(crate) measured: Vec<Difficulty>,

    /// Draw by this number: the same number always gives the same paper.
    #[arg(long, value_name = "SEED")]
    pub(crate) seed: Option<Seed>,

    /// With --seed: still ask first what you have not been asked before.
    #[arg(long)]
    pub(crate) unseen: bool,

    /// Only questions that you missed when you last answered them.
    #[arg(long)]
    pub(crate) missed: bool,

    /// Stop after this time, such as 10m, 90s or 1h30m.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) time_limit: Option<Duration>,

    /// Stop each question when the time that its deck gives it is over.
    #[arg(long)]
    pub(crate) timed: bool,

    /// Who is sitting, as the record is to name you; by default as configured, else nobody.
    #[arg(long = "as", value_name = "ID")]
    pub(crate) student: Option<String>,

    /// Say after each answer how sure you are, before you see whether it is right.
    #[arg(long)]
    pub(crate) confidence: bool,

    /// How to print the result; with json the dialogue goes to standard error.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Format,
}

impl Practice {
    fn flags(&self) -> Flags {
        Flags {
            count: self.count,
            student: self.student.clone(),
            confidence: self.confidence.then_some(true),
            ..Flags::default()
        }
    }
}

/// What to do with the configuration.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// Write a config.toml that explains every setting, if there is none yet.
    #[arg(long, conflicts_with_all = ["format", "Given"])]
    pub(crate) init: bool,

    /// How to print the settings.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Format,

    #[command(flatten)]
    pub(crate) given: Given,
}

/// The options of other commands that win over the configuration, to see what would be in force.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of other commands, to see what they change")]
pub(crate) struct Given {
    /// How many questions to practise.
    #[arg(short = 'n', long, value_name = "N", value_parser = config::count)]
    count: Option<u32>,

    /// How likely you want to know a question when it comes back, from 0.70 to 0.97.
    #[arg(long, value_name = "NUMBER", value_parser = config::retention)]
    retention: Option<f64>,

    /// How many new questions to mix into a review.
    #[arg(long, value_name = "N", value_parser = config::new)]
    new: Option<u32>,

    /// How many questions of a review to ask at most.
    #[arg(long, value_name = "N", value_parser = config::limit)]
    limit: Option<u32>,

    /// Who is sitting.
    #[arg(long = "as", value_name = "ID", value_parser = config::student)]
    student: Option<String>,

    /// Ask how sure you are.
    #[arg(long)]
    confidence: bool,
}

impl Given {
    fn flags(&self) -> Flags {
        Flags {
            count: self.count,
            retention: self.retention,
            new: self.new,
            limit: self.limit,
            student: self.student.clone(),
            confidence: self.confidence.then_some(true),
            ..Flags::default()
        }
    }
}

/// Which sitting to go on with.
#[derive(Debug, Args)]
pub(crate) struct Resume {
    /// The id of the sitting, the beginning or the end of it, or the file of its record; without it
    /// the one that was left last.
    #[arg(value_name = "SESSION")]
    pub(crate) session: Option<String>,

    /// A file or folder with its deck, where it is not found by itself.
    #[arg(long = "deck", value_name = "DECK")]
    pub(crate) decks: Vec<String>,

    /// How to print the result; with json the dialogue goes to standard error.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Format,
}

/// How to print a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// How to print what is also a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum TableFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

fn kind(text: &str) -> Result<Kind, String> {
    text.parse()
}

pub(crate) fn time(text: &str) -> Result<Duration, String> {
    deck_format::parse_duration(text)
        .ok_or_else(|| "a time is a number with its unit, such as 90s, 10m or 1h30m".to_owned())
}

fn difficulty(text: &str) -> Result<Difficulty, String> {
    text.parse()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn decks_may_stand_without_a_command() {
        let cli = Cli::parse_from(["quiz", "a.toml", "-n", "5", "--tag", "x", "--kind", "cloze"]);
        assert!(cli.command.is_none());
        assert_eq!(cli.practice.decks, ["a.toml"]);
        assert_eq!((cli.practice.count, cli.practice.kinds), (Some(5), vec![Kind::Cloze]));
    }

    #[test]
    fn an_unknown_kind_is_refused_with_the_list() {
        let error = Cli::try_parse_from(["quiz", "--kind", "mcq"]).unwrap_err().to_string();
        assert!(error.contains("single-choice, multiple-select"), "{error}");
    }
}
