//! A rule: what it looks at, what it is called, and what `deck explain` says about it.

use deck_format::{Kind, Severity};

use super::finding::Findings;
use super::item::{Item, Items};
use super::words::List;

/// One rule. A rule is a `static` in a file of its own and stands in the table of its family.
#[derive(Debug)]
pub struct Rule {
    /// Its stable name in kebab case.
    pub code: &'static str,
    /// How bad its findings are, unless one says otherwise.
    pub severity: Severity,
    /// What it is about.
    pub family: Family,
    /// The word lists that it needs: without one of them in the deck's language it is silent.
    pub lists: &'static [List],
    /// Codes that this one replaces: where it fires on a question, they say nothing about that
    /// question.
    pub replaces: &'static [&'static str],
    /// What it looks at.
    pub check: Check,
    /// What `deck explain` says.
    pub explanation: Explanation,
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Whether the question can be scored as written.
    Structure,
    /// Options: single choice and multiple select.
    Choice,
    /// Multiple select alone.
    Select,
    /// True or false.
    TrueFalse,
    /// Typed answers, blanks, matching, ordering and essays.
    Constructed,
    /// Language and proof-reading of any question.
    Writing,
    /// The deck as a whole.
    Deck,
    /// What classes made of it, by the statistics beside the deck.
    Measured,
    /// The suppressions.
    Suppression,
}

impl Family {
    /// The family in words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Choice => "choice",
            Self::Select => "multiple select",
            Self::TrueFalse => "true or false",
            Self::Constructed => "constructed response",
            Self::Writing => "writing",
            Self::Deck => "deck",
            Self::Measured => "measured",
            Self::Suppression => "suppression",
        }
    }
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// Each question of some kinds by itself.
    Question(&'static [Kind], fn(&Item<'_>, &mut Findings)),
    /// All questions together.
    Deck(fn(&Items<'_>, &mut Findings)),
    /// Nothing: the engine itself reports the code.
    Engine,
}

/// The kinds with options.
pub const CHOICES: &[Kind] = &[Kind::SingleChoice, Kind::MultipleSelect];

/// What `deck explain` says about a code.
#[derive(Debug, Clone, Copy)]
pub struct Explanation {
    /// What it reports, one sentence.
    pub what: &'static str,
    /// Why that matters, and what is exempt.
    pub why: &'static str,
    /// A question that it reports, as lines of a deck below `[[question]]`. For a rule about decks,
    /// several questions, each with its header. A test lints it.
    pub bad: &'static str,
    /// The same, mended: a test sees that the rule is silent.
    pub good: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}
