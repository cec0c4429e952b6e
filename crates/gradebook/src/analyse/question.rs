//! The questions of a deck as items of an analysis.

use std::collections::BTreeSet;

use console::{Look, layout, markdown};
use deck_format::{Body, Kind, Options, QuestionId};

use crate::grade::{Keyed, Keys};
use crate::items::Item;
use crate::policy::Policy;

/// The most columns of an option's text in its name.
const MAX_NAME: usize = 40;

/// A question of the deck as it is analysed.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// Its kind.
    pub kind: Kind,
    /// Its prompt, Markdown.
    pub prompt: String,
    /// Whether it is part of totals.
    pub role: Role,
    /// The item, whose choices are named by id and text: `oslo "Oslo"`.
    pub item: Item,
    /// The ids and the texts of its choices, in their order. What has no text of its own, such as a
    /// blank, has an empty one.
    pub choices: Vec<(String, String)>,
    /// How many answers to it wait for a person's mark. It is not analysed before there are none.
    pub unmarked: usize,
}

/// Whether a question is part of totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It is.
    Counts,
    /// It counts for nobody, and is described against the total of the others.
    Void,
    /// It only adds, and is described against the total of the others.
    Bonus,
}

impl Role {
    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::Void => "void",
            Self::Bonus => "bonus",
        }
    }
}

/// The questions of a deck, in its order.
pub(super) fn questions(keys: &Keys<'_>, policy: &Policy) -> Vec<Question> {
    // A void question may be named as it was called when it was sat.
    let void: BTreeSet<usize> =
        policy.void.iter().filter_map(|id| keys.find(id)).map(|(at, _)| at).collect();
    let role = |at: usize, id: &QuestionId| {
        if void.contains(&at) {
            Role::Void
        } else if policy.bonus.contains(id) {
            Role::Bonus
        } else {
            Role::Counts
        }
    };
    let all = keys.questions().iter().enumerate();
    all.map(|(at, keyed)| Question::of(keyed, role(at, &keyed.face.id))).collect()
}

impl Question {
    fn of(keyed: &Keyed<'_>, role: Role) -> Self {
        let face = &keyed.face;
        let mut item = Item::of(face, keyed.answer);
        item.counts = role == Role::Counts;
        let mut choices = Vec::with_capacity(item.choices.len());
        for choice in &mut item.choices {
            let id = choice.name.clone();
            let text = text(&face.body, &id).unwrap_or_default();
            if !text.is_empty() {
                choice.name = format!("{id} \"{}\"", layout::clip(&text, MAX_NAME, &Look::LINE));
            }
            choices.push((id, text));
        }
        Self {
            id: face.id.clone(),
            kind: face.kind(),
            prompt: face.prompt.clone(),
            role,
            item,
            choices,
            unmarked: 0,
        }
    }
}

/// The text of an option or a left side, on one line and safe for a terminal.
fn text(body: &Body, id: &str) -> Option<String> {
    let options: &Options = match body {
        Body::SingleChoice { choices, .. } | Body::MultipleSelect { choices, .. } => choices,
        Body::Matching { left, .. } => left,
        _ => return None,
    };
    let entry = options.iter().find(|entry| entry.id.as_str() == id)?;
    Some(markdown::inline(&entry.text))
}
