//! The board of a question: how an answer of its kind is given by keys.

use console::Look;
use deck_format::Entry;
use session::{Presented, Response, Shown};

use super::board::{Board, Reaction, View};
use super::cloze::Cloze;
use super::keys::Key;
use super::one::One;
use super::order::Order;
use super::pairs::Pairs;
use super::several::Several;

/// An answer that is being given by keys.
#[derive(Debug, Clone)]
pub(super) enum Form {
    Choice(One, Vec<String>),
    Truth(One),
    Choices(Several, Vec<String>),
    Order(Order, Vec<String>),
    Pairs(Pairs, Vec<String>, Vec<String>),
    Cloze(Box<Cloze>),
}

impl Form {
    /// The board for a question; `None` where the answer is typed.
    pub(super) fn of(question: &Presented) -> Option<Self> {
        Some(match &question.shown {
            Shown::SingleChoice { choices } => {
                let texts = choices.iter().map(|entry| entry.text.clone());
                Self::Choice(One::lettered("Answer", texts), ids(choices))
            }
            Shown::TrueFalse => {
                let options = [("t", "True"), ("f", "False")];
                let options = options.map(|(key, text)| (key.to_owned(), text.to_owned()));
                Self::Truth(One::keyed("Answer", options.into()))
            }
            Shown::MultipleSelect { choices, .. } => {
                Self::Choices(Several::new(choices), ids(choices))
            }
            Shown::Ordering { items, .. } => Self::Order(Order::new(items), ids(items)),
            Shown::Matching { left, right, reuse, .. } => {
                Self::Pairs(Pairs::new(left, right, *reuse), ids(left), ids(right))
            }
            Shown::Cloze { blanks, .. } => Self::Cloze(Box::new(Cloze::new(question, blanks))),
            Shown::Numerical { .. } | Shown::ShortAnswer | Shown::Essay => return None,
        })
    }

    /// Whether anything was chosen, put or typed.
    pub(super) fn is_touched(&self) -> bool {
        match self {
            Self::Choice(board, _) | Self::Truth(board) => board.is_touched(),
            Self::Choices(board, _) => board.draft().is_some(),
            Self::Order(board, _) => board.is_touched(),
            Self::Pairs(board, ..) => board.draft().is_some(),
            Self::Cloze(board) => board.is_begun(),
        }
    }

    /// Whether something was typed that would be missed.
    pub(super) fn is_begun(&self) -> bool {
        matches!(self, Self::Cloze(cloze) if cloze.is_begun())
    }

    /// Whether text is typed at this moment, which may begin with a colon.
    pub(super) fn takes_lines(&self) -> bool {
        matches!(self, Self::Cloze(cloze) if cloze.takes_lines())
    }

    /// What was given so far, if it is an answer. An option that the arrows stand on is none.
    pub(super) fn draft(&self) -> Option<Response> {
        match self {
            Self::Choice(..) | Self::Truth(_) => None,
            Self::Choices(board, ids) => board.draft().map(|places| choices(&places, ids)),
            Self::Order(board, ids) => board.draft().map(|places| order(&places, ids)),
            Self::Pairs(board, left, right) => {
                board.draft().map(|sides| pairs(&sides, left, right))
            }
            Self::Cloze(board) => board.draft().map(Response::Blanks),
        }
    }
}

fn ids(entries: &[Entry]) -> Vec<String> {
    entries.iter().map(|entry| entry.id.as_str().to_owned()).collect()
}

fn of_places(places: &[usize], ids: &[String]) -> Vec<String> {
    places.iter().filter_map(|place| ids.get(*place).cloned()).collect()
}

fn choices(places: &[usize], ids: &[String]) -> Response {
    Response::Choices(of_places(places, ids))
}

fn order(places: &[usize], ids: &[String]) -> Response {
    Response::Order(of_places(places, ids))
}

fn pairs(sides: &[Option<usize>], left: &[String], right: &[String]) -> Response {
    let pair = |(left, side): (&String, &Option<usize>)| {
        side.and_then(|place| Some((left.clone(), right.get(place)?.clone())))
    };
    Response::Pairs(left.iter().zip(sides).filter_map(pair).collect())
}

impl<T> Reaction<T> {
    fn map<U>(self, with: impl FnOnce(T) -> U) -> Reaction<U> {
        match self {
            Self::Stay => Reaction::Stay,
            Self::Say(message) => Reaction::Say(message),
            Self::Done(value) => Reaction::Done(with(value)),
        }
    }
}

impl Form {
    fn one_key(&mut self, key: &Key) -> Reaction<Response> {
        match self {
            Self::Choice(board, ids) => board
                .key(key)
                .map(|place| Response::Choice(ids.get(place).cloned().unwrap_or_default())),
            Self::Truth(board) => board.key(key).map(|place| Response::Truth(place == 0)),
            Self::Choices(board, ids) => board.key(key).map(|places| choices(&places, ids)),
            Self::Order(board, ids) => board.key(key).map(|places| order(&places, ids)),
            Self::Pairs(board, left, right) => {
                board.key(key).map(|sides| pairs(&sides, left, right))
            }
            Self::Cloze(board) => board.key(key).map(Response::Blanks),
        }
    }
}

impl Board for Form {
    type Out = Response;

    fn key(&mut self, key: &Key) -> Reaction<Response> {
        match (key, &self) {
            (_, Self::Cloze(_)) => self.one_key(key),
            // One letter would answer at once: that is no accident's to do.
            (Key::Paste(_), Self::Choice(..) | Self::Truth(_)) => Reaction::Stay,
            // Where letters choose, a pasted line is one that is typed.
            (Key::Paste(text), _) => {
                for c in text.chars() {
                    let reaction = self.one_key(&Key::Char(c));
                    if reaction != Reaction::Stay {
                        return reaction;
                    }
                }
                Reaction::Stay
            }
            _ => self.one_key(key),
        }
    }

    fn view(&self, look: &Look) -> View {
        match self {
            Self::Choice(board, _) | Self::Truth(board) => board.view(look),
            Self::Choices(board, _) => board.view(look),
            Self::Order(board, _) => board.view(look),
            Self::Pairs(board, ..) => board.view(look),
            Self::Cloze(board) => board.view(look),
        }
    }

    fn takes_text(&self) -> bool {
        matches!(self, Self::Cloze(board) if board.takes_text())
    }
}
