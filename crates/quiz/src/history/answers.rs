//! A question as it was asked, and answers to it, as far as its deck still tells.

use console::markdown;
use deck_format::{Kind, Points, Question};
use session::{PaperItem, Presented, Response, read_back};

use super::decks::Indexed;
use crate::scorecard::short_prompt;

/// A question of a record with what its deck says of it now.
#[derive(Debug)]
pub(crate) struct Shown {
    /// The prompt on one line; `None` where the question is not found.
    pub(crate) prompt: Option<String>,
    /// What it is worth now, where it is found.
    pub(super) points: Option<Points>,
    /// Whether its face is another than it was.
    pub(super) changed: bool,
    /// The question as it was shown, where its options are still those.
    presented: Option<Presented>,
}

impl Shown {
    /// The question of a paper in the deck that was found for it, if one was.
    pub(crate) fn of(item: &PaperItem, found: Option<&Indexed>) -> Self {
        let question = found.and_then(|found| Some((found, found.question(&item.id)?)));
        let Some((found, question)) = question else {
            return Self { prompt: None, points: None, changed: false, presented: None };
        };
        let presented = Presented::new(&found.deck.face, &question.face, &item.order)
            .ok()
            .filter(|presented| presented.kind() == item.kind);
        Self {
            prompt: Some(prompt(question, presented.as_ref())),
            points: Some(question.face.points),
            changed: question.face_digest(&found.deck) != item.face,
            presented,
        }
    }

    /// An answer as it was given, one text for each part of it: on one line, safe for a terminal.
    /// Where the question is not what it was, ids stand for options.
    pub(super) fn answer(&self, response: &Response) -> Vec<String> {
        // What was typed needs no deck; what is said back of the others is a sentence.
        let said = matches!(
            response,
            Response::Essay(_) | Response::Text(_) | Response::Number(_) | Response::Truth(_)
        );
        if said || matches!(response, Response::Choices(ids) if ids.is_empty()) {
            return raw(response);
        }
        let told = self.presented.as_ref().map(|presented| read_back(presented, response));
        match told.filter(|told| !told.is_empty()) {
            // Texts of the deck are Markdown; those that a student typed into blanks are not.
            Some(told) if response.kind() == Kind::Cloze => {
                told.iter().map(|told| line(told)).collect()
            }
            Some(told) => told.iter().map(|told| markdown::inline(told)).collect(),
            None => raw(response),
        }
    }
}

fn prompt(question: &Question, presented: Option<&Presented>) -> String {
    presented.map_or_else(|| markdown::inline(&question.face.prompt), short_prompt)
}

/// A text that a student typed, on one line.
fn line(text: &str) -> String {
    console::sanitise_line(text).trim().to_owned()
}

/// An answer by its ids.
fn raw(response: &Response) -> Vec<String> {
    let listed = |ids: &[String]| ids.iter().map(|id| line(id)).collect::<Vec<_>>().join(", ");
    let pair = |(left, right): (&String, &String)| format!("{}: {}", line(left), line(right));
    match response {
        Response::Choice(id) => vec![line(id)],
        Response::Choices(ids) if ids.is_empty() => vec!["none of them".to_owned()],
        Response::Choices(ids) | Response::Order(ids) => vec![listed(ids)],
        Response::Truth(truth) => vec![if *truth { "True" } else { "False" }.to_owned()],
        Response::Pairs(parts) | Response::Blanks(parts) if parts.is_empty() => {
            vec!["left open".to_owned()]
        }
        Response::Pairs(parts) | Response::Blanks(parts) => parts.iter().map(pair).collect(),
        Response::Number(text) | Response::Text(text) | Response::Essay(text) => vec![line(text)],
    }
}
