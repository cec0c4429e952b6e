//! Reading what was answered on a handout by the ids of its deck, so that it can be graded there.

use std::collections::BTreeMap;

use deck_format::LocalId;
use session::{Response, letter_index};

use super::map::{BlankMap, QuestionMap};
use super::names;

/// A response that names what the handout does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the handout has no `{name}` in this question")]
pub struct ResponseError {
    /// The name.
    pub name: String,
}

impl QuestionMap {
    /// A response to the question on the handout, by the ids of the deck.
    ///
    /// # Errors
    /// When it names an option, item, side or blank that the question does not have on the handout.
    pub fn by_own_ids(&self, response: &Response) -> Result<Response, ResponseError> {
        Ok(match response {
            Response::Choice(name) => Response::Choice(own(&self.choices, name)?),
            Response::Choices(names) => Response::Choices(owns(&self.choices, names)?),
            Response::Order(names) => Response::Order(owns(&self.items, names)?),
            Response::Pairs(pairs) => Response::Pairs(
                pairs
                    .iter()
                    .map(|(left, right)| Ok((own(&self.left, left)?, own(&self.right, right)?)))
                    .collect::<Result<_, _>>()?,
            ),
            Response::Blanks(given) => Response::Blanks(self.blanks(given)?),
            Response::Truth(_) | Response::Number(_) | Response::Text(_) | Response::Essay(_) => {
                response.clone()
            }
        })
    }

    fn blanks(
        &self,
        given: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>, ResponseError> {
        let read = |(name, given): (&String, &String)| {
            let BlankMap { id, choices } = self.blank(name).ok_or_else(|| unknown(name))?;
            let given = if choices.is_empty() { given.clone() } else { own(choices, given)? };
            Ok((id.to_string(), given))
        };
        given.iter().map(read).collect()
    }

    fn blank(&self, name: &str) -> Option<&BlankMap> {
        let number: usize = name.strip_prefix('b')?.parse().ok()?;
        let at = number.checked_sub(1).filter(|at| names::blank(*at) == name)?;
        self.blanks.get(at)
    }
}

fn own(ids: &[LocalId], name: &str) -> Result<String, ResponseError> {
    let at = letter_index(name).filter(|at| names::entry(*at) == name);
    let id = at.and_then(|at| ids.get(at));
    id.map(ToString::to_string).ok_or_else(|| unknown(name))
}

fn owns(ids: &[LocalId], names: &[String]) -> Result<Vec<String>, ResponseError> {
    names.iter().map(|name| own(ids, name)).collect()
}

fn unknown(name: &str) -> ResponseError {
    ResponseError { name: name.to_owned() }
}
