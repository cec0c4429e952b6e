//! Reading what was sat on a handout by the ids of its deck, so that it can be graded there.

use std::collections::BTreeMap;

use deck_format::{BlankSort, Body, Face, LocalId, NamesOf, Options};

use crate::entry::{letter, letter_index};
use crate::paper::Order;
use crate::response::Response;

/// The ids of a deck that the names in one question of a handout stand for, in the order of the
/// names: options, items and sides are called `a`, `b` …, blanks `b1`, `b2` …
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnIds<'m> {
    /// The options.
    pub choices: &'m [LocalId],
    /// The items of an ordering.
    pub items: &'m [LocalId],
    /// The left sides of a matching.
    pub left: &'m [LocalId],
    /// The right sides of a matching.
    pub right: &'m [LocalId],
    /// The blanks, each with its options.
    pub blanks: Vec<(&'m LocalId, &'m [LocalId])>,
}

/// A response or an order that names what the handout does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the handout has no `{name}` in this question")]
pub struct NoSuchName {
    /// The name.
    pub name: String,
}

impl<'m> From<&'m NamesOf> for OwnIds<'m> {
    fn from(names: &'m NamesOf) -> Self {
        let NamesOf { choices, items, left, right, blanks, .. } = names;
        let blanks = blanks.iter().map(|blank| (&blank.id, &*blank.choices)).collect();
        Self { choices, items, left, right, blanks }
    }
}

impl<'m> OwnIds<'m> {
    /// A response by the ids of the deck.
    ///
    /// # Errors
    /// When it names an option, item, side or blank that the question does not have on the handout.
    pub fn response(&self, response: &Response) -> Result<Response, NoSuchName> {
        Ok(match response {
            Response::Choice(name) => Response::Choice(own_text(self.choices, name)?),
            Response::Choices(names) => Response::Choices(own_texts(self.choices, names)?),
            Response::Order(names) => Response::Order(own_texts(self.items, names)?),
            Response::Pairs(pairs) => Response::Pairs(
                pairs
                    .iter()
                    .map(|(left, right)| {
                        Ok((own_text(self.left, left)?, own_text(self.right, right)?))
                    })
                    .collect::<Result<_, _>>()?,
            ),
            Response::Blanks(given) => Response::Blanks(self.given(given)?),
            Response::Truth(_) | Response::Number(_) | Response::Text(_) | Response::Essay(_) => {
                response.clone()
            }
        })
    }

    fn given(
        &self,
        given: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>, NoSuchName> {
        let read = |(name, given): (&String, &String)| {
            let (id, choices) = self.blank(name)?;
            let given = if choices.is_empty() { given.clone() } else { own_text(choices, given)? };
            Ok((id.to_string(), given))
        };
        given.iter().map(read).collect()
    }

    fn blank(&self, name: &str) -> Result<(&'m LocalId, &'m [LocalId]), NoSuchName> {
        let number = name.strip_prefix('b').and_then(|number| number.parse::<usize>().ok());
        let at = number.and_then(|number| number.checked_sub(1));
        let at = at.filter(|at| format!("b{}", at + 1) == name);
        at.and_then(|at| self.blanks.get(at).copied()).ok_or_else(|| unknown(name))
    }

    /// What was shown, by the ids of the deck.
    ///
    /// # Errors
    /// When it names what the question does not have on the handout.
    pub fn order(&self, order: &Order) -> Result<Order, NoSuchName> {
        let mut blanks = BTreeMap::new();
        for (name, shown) in &order.blanks {
            let (id, choices) = self.blank(name.as_str())?;
            blanks.insert(id.clone(), owns(choices, shown)?);
        }
        Ok(Order {
            choices: owns(self.choices, &order.choices)?,
            items: owns(self.items, &order.items)?,
            left: owns(self.left, &order.left)?,
            right: owns(self.right, &order.right)?,
            blanks,
        })
    }
}

fn own<'m>(ids: &'m [LocalId], name: &str) -> Result<&'m LocalId, NoSuchName> {
    let at = letter_index(name).filter(|at| letter(*at) == name);
    at.and_then(|at| ids.get(at)).ok_or_else(|| unknown(name))
}

fn owns(ids: &[LocalId], names: &[LocalId]) -> Result<Vec<LocalId>, NoSuchName> {
    names.iter().map(|name| own(ids, name.as_str()).cloned()).collect()
}

fn own_text(ids: &[LocalId], name: &str) -> Result<String, NoSuchName> {
    own(ids, name).map(ToString::to_string)
}

fn own_texts(ids: &[LocalId], names: &[String]) -> Result<Vec<String>, NoSuchName> {
    names.iter().map(|name| own_text(ids, name)).collect()
}

fn unknown(name: &str) -> NoSuchName {
    NoSuchName { name: name.to_owned() }
}

/// What a response names and a question does not have: an option, an item, a side or a blank. A
/// response to another text of the question can be graded where there is nothing of the kind.
#[must_use]
pub fn absent_id(face: &Face, response: &Response) -> Option<String> {
    let absent = |options: &Options, id: &String| options.get(id).is_none().then(|| id.clone());
    match (&face.body, response) {
        (Body::SingleChoice { choices, .. }, Response::Choice(id)) => absent(choices, id),
        (Body::MultipleSelect { choices, .. }, Response::Choices(ids)) => {
            ids.iter().find_map(|id| absent(choices, id))
        }
        (Body::Ordering { items, .. }, Response::Order(ids)) => {
            ids.iter().find_map(|id| absent(items, id))
        }
        (Body::Matching { left, right, .. }, Response::Pairs(pairs)) => {
            pairs.iter().find_map(|(from, to)| absent(left, from).or_else(|| absent(right, to)))
        }
        (Body::Cloze { blanks, .. }, Response::Blanks(typed)) => {
            typed.iter().find_map(|(id, typed)| {
                match blanks.iter().find(|blank| blank.id.as_str() == id) {
                    None => Some(id.clone()),
                    Some(blank) => match &blank.sort {
                        BlankSort::Choice { choices, .. } => absent(choices, typed),
                        BlankSort::Text | BlankSort::Number { .. } => None,
                    },
                }
            })
        }
        _ => None,
    }
}
