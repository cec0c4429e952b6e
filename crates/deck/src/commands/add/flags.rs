//! A question by flags, for scripts.

use clap::Args;
use deck_format::{Difficulty, Kind};

/// The fields of a question.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "The question")]
pub(crate) struct QuestionFlags {
    /// The kind; without it, the other fields show it.
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(crate) kind: Option<Kind>,
    /// The id; without it, one is made of the prompt.
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
    /// What is asked, in Markdown. In a cloze the blanks stand in it, as {{id}}.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) prompt: Option<String>,
    /// An option. Without an id, one is made of the text. In a cloze: BLANK.ID=TEXT.
    #[arg(long = "choice", value_name = "[ID=]TEXT", allow_hyphen_values = true)]
    pub(crate) choices: Vec<String>,
    /// An item of an ordering.
    #[arg(long = "item", value_name = "[ID=]TEXT", allow_hyphen_values = true)]
    pub(crate) items: Vec<String>,
    /// A left side of a matching.
    #[arg(long = "left", value_name = "[ID=]TEXT", allow_hyphen_values = true)]
    pub(crate) left: Vec<String>,
    /// A right side of a matching.
    #[arg(long = "right", value_name = "[ID=]TEXT", allow_hyphen_values = true)]
    pub(crate) right: Vec<String>,
    /// A left side and its right side, by their ids.
    #[arg(long = "pair", value_name = "LEFT=RIGHT")]
    pub(crate) pairs: Vec<String>,
    /// What goes into a blank: text, number or choice.
    #[arg(long = "blank", value_name = "BLANK=SORT")]
    pub(crate) blanks: Vec<String>,
    /// Right sides may be used more than once.
    #[arg(long)]
    pub(crate) reuse: bool,
    /// An option that stays last.
    #[arg(long, value_name = "ID")]
    pub(crate) pin: Vec<String>,
    /// Whether options are shuffled; without it, the deck says so.
    #[arg(long, value_name = "BOOL")]
    pub(crate) shuffle: Option<bool>,
    /// The scoring rule.
    #[arg(long, value_name = "RULE")]
    pub(crate) scoring: Option<String>,
    /// The unit after a number. In a cloze: BLANK=UNIT.
    #[arg(long = "unit", value_name = "UNIT")]
    pub(crate) unit: Vec<String>,
    /// Another unit that may be typed, and what one of it is in the unit.
    #[arg(long = "units", value_name = "UNIT=FACTOR")]
    pub(crate) units: Vec<String>,
    /// What is right: an id or the text of an option, ids in order (those of a tie with + between
    /// them), true or false, a number, a text. In a cloze: BLANK=ANSWER.
    #[arg(long = "answer", value_name = "ANSWER", allow_hyphen_values = true)]
    pub(crate) answers: Vec<String>,
    /// How far off a number may be: 2, 5% or "3 digits". In a cloze: BLANK=TOLERANCE.
    #[arg(long = "tolerance", value_name = "TOLERANCE")]
    pub(crate) tolerances: Vec<String>,
    /// Another answer that is right, or a table of TOML. In a cloze: BLANK=ANSWER.
    #[arg(long = "accept", value_name = "ANSWER", allow_hyphen_values = true)]
    pub(crate) accepts: Vec<String>,
    /// A text that is wrong, and why. In a cloze: BLANK.TEXT=REASON.
    #[arg(long = "reject", value_name = "TEXT=REASON")]
    pub(crate) rejects: Vec<String>,
    /// What another option earns, under --scoring weighted.
    #[arg(long = "credit", value_name = "ID=SHARE")]
    pub(crate) credits: Vec<String>,
    /// How typed texts are compared.
    #[arg(long = "compare", value_name = "FIELD=VALUE")]
    pub(crate) compares: Vec<String>,
    /// What it is worth; in an essay, the sum of the rubric.
    #[arg(long, value_name = "POINTS")]
    pub(crate) points: Option<String>,
    /// The time for it, such as 90s or 5m.
    #[arg(long, value_name = "TIME")]
    pub(crate) time: Option<String>,
    /// A criterion of an essay. Without an id, one is made of the text.
    #[arg(long = "rubric", value_name = "[ID=]TEXT=POINTS")]
    pub(crate) rubric: Vec<String>,
    /// A model answer, in Markdown.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) model: Option<String>,
    /// Why a wrong part is wrong, by its id; in a true-false question by true or false.
    #[arg(long = "why", value_name = "ID=TEXT")]
    pub(crate) whys: Vec<String>,
    /// A hint; several go from the vaguest to the plainest.
    #[arg(long = "hint", value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) hints: Vec<String>,
    /// Why the right answer is right, in Markdown.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) explanation: Option<String>,
    /// A tag.
    #[arg(long = "tag", value_name = "TAG")]
    pub(crate) tags: Vec<String>,
    /// How hard it is: easy, medium or hard.
    #[arg(long, value_name = "DIFFICULTY", value_parser = difficulty)]
    pub(crate) difficulty: Option<Difficulty>,
    /// How likely it is drawn, 1 to 100.
    #[arg(long, value_name = "N")]
    pub(crate) weight: Option<u8>,
    /// The passage that it is about.
    #[arg(long, value_name = "ID")]
    pub(crate) passage: Option<String>,
    /// The family, of which at most one is asked in a sitting.
    #[arg(long, value_name = "NAME")]
    pub(crate) family: Option<String>,
    /// Where a source says it, and a phrase that stands there.
    #[arg(long = "cite", value_name = "SOURCE[:PARAGRAPH[:PHRASE]]")]
    pub(crate) cites: Vec<String>,
    /// A code of `deck check` that you overrule, and why.
    #[arg(long = "allow", value_name = "CODE=REASON")]
    pub(crate) allows: Vec<String>,
}

fn kind(text: &str) -> Result<Kind, String> {
    text.parse()
}

fn difficulty(text: &str) -> Result<Difficulty, String> {
    text.parse()
}
