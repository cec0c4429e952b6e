//! Which fields each kind of question is asked for, in which order.

use deck::edit::Draft;
use deck_format::Kind;

/// A field or a few that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Prompt,
    Choices,
    Right,
    RightOnes,
    Truth,
    Number,
    Unit,
    Tolerance,
    Text,
    Accept,
    Items,
    Pairs,
    Blanks,
    Rubric,
    Model,
    Why,
    Explanation,
    Cite,
    Tags,
    Difficulty,
    Id,
    Points,
    Hint,
}

use Step::{
    Accept, Blanks, Choices, Cite, Difficulty, Explanation, Hint, Id, Items, Model, Number, Pairs,
    Points, Prompt, Right, RightOnes, Rubric, Tags, Text, Tolerance, Truth, Unit, Why,
};

/// What can be added to any question afterwards.
pub(super) const MORE: [Step; 2] = [Points, Hint];

/// The steps of a kind.
pub(super) fn of(kind: Kind) -> impl Iterator<Item = Step> {
    let own: &[Step] = match kind {
        Kind::SingleChoice => &[Prompt, Choices, Right, Why],
        Kind::MultipleSelect => &[Prompt, Choices, RightOnes, Why],
        Kind::TrueFalse => &[Prompt, Truth, Why],
        Kind::Numerical => &[Prompt, Number, Unit, Tolerance],
        Kind::ShortAnswer => &[Prompt, Text, Accept],
        Kind::Ordering => &[Prompt, Items],
        Kind::Matching => &[Prompt, Pairs],
        Kind::Cloze => &[Prompt, Blanks],
        Kind::Essay => &[Prompt, Rubric, Model],
    };
    own.iter().copied().chain([Explanation, Cite, Tags, Difficulty, Id])
}

/// What a kind asks of a student, in a few words.
pub(super) fn says(kind: Kind) -> &'static str {
    match kind {
        Kind::SingleChoice => "one of several options",
        Kind::MultipleSelect => "any number of options",
        Kind::TrueFalse => "a statement",
        Kind::Numerical => "a number",
        Kind::ShortAnswer => "a typed text",
        Kind::Ordering => "things in their order",
        Kind::Matching => "pairs",
        Kind::Cloze => "a text with blanks",
        Kind::Essay => "a long text, which you mark",
    }
}

impl Step {
    /// What it is called in a list.
    pub(super) fn name(self) -> &'static str {
        match self {
            Prompt => "Prompt",
            Choices => "Options",
            Right | RightOnes | Truth | Number | Text => "Right answer",
            Unit => "Unit",
            Tolerance => "Tolerance",
            Accept => "Other answers",
            Items => "Items and their order",
            Pairs => "Pairs",
            Blanks => "Blanks",
            Rubric => "Rubric",
            Model => "Model answer",
            Why => "Why not the others",
            Explanation => "Explanation",
            Cite => "Source",
            Tags => "Tags",
            Difficulty => "Difficulty",
            Id => "Id",
            Points => "Points",
            Hint => "Hint",
        }
    }

    /// Whether a draft has what it asks for.
    pub(super) fn is_done(self, draft: &Draft) -> bool {
        let fields: &[&str] = match self {
            Prompt => &["prompt"],
            Choices => &["choices"],
            Right | RightOnes | Truth | Number | Text | Blanks => &["answer"],
            Unit => &["unit"],
            Tolerance => &["tolerance"],
            Accept => &["accept"],
            Items => &["items", "answer"],
            Pairs => &["left", "right", "answer"],
            Rubric => &["rubric"],
            Model => &["model"],
            Why => &["why"],
            Explanation => &["explanation"],
            Cite => &["cite"],
            Tags => &["tags"],
            Difficulty => &["difficulty"],
            Id => &["id"],
            Points => &["points"],
            Hint => &["hint"],
        };
        fields.iter().all(|field| draft.has(field))
    }
}
