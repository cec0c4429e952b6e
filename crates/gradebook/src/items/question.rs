//! A question of a deck as an item: what can be told apart in its responses, and what guessing earns.

use deck_format::{Answer, Body, Face, Fraction, Options};
use session::{Outcome, Response, chance};

use super::item::{Choice, Choices, Item};

impl Item {
    /// A question as an item. Its choices are the options of a choice, in the order of the face, and
    /// the left sides or blanks of a question with parts, each right or not. Typed answers and
    /// orders are not told apart.
    #[must_use]
    pub fn of(face: &Face, answer: &Answer) -> Self {
        let item = Self::new(face.id.as_str(), face.points);
        Self { chance: chance(face, answer), ..item.with_choices(choices(face, answer)) }
    }
}

impl Choices {
    /// Which of the choices of [`Item::of`] a response holds. `outcome` says which parts were
    /// right.
    #[must_use]
    pub fn of(face: &Face, response: &Response, outcome: &Outcome) -> Self {
        match (&face.body, response) {
            (Body::SingleChoice { choices, .. }, Response::Choice(id)) => {
                choices.iter().position(|entry| entry.id.as_str() == id).into_iter().collect()
            }
            (Body::MultipleSelect { choices, .. }, Response::Choices(ids)) => {
                let chosen = |id: &str| ids.iter().any(|chosen| chosen == id);
                places(choices.iter().map(|entry| chosen(entry.id.as_str())))
            }
            (Body::TrueFalse, Response::Truth(truth)) => Self::one(usize::from(!truth)),
            (Body::Matching { left, .. }, _) => {
                places(left.iter().map(|entry| is_right(outcome, entry.id.as_str())))
            }
            (Body::Cloze { blanks, .. }, _) => {
                places(blanks.iter().map(|blank| is_right(outcome, blank.id.as_str())))
            }
            _ => Self::NONE,
        }
    }
}

fn places(held: impl Iterator<Item = bool>) -> Choices {
    held.enumerate().filter(|(_, held)| *held).map(|(place, _)| place).collect()
}

fn is_right(outcome: &Outcome, part: &str) -> bool {
    outcome.parts.iter().any(|p| p.id == part && p.fraction == Fraction::ONE)
}

fn choices(face: &Face, answer: &Answer) -> Vec<Choice> {
    let options = |options: &Options, key: &dyn Fn(&str) -> bool| {
        let choice = |id: &str| Choice { name: id.to_owned(), key: key(id) };
        options.iter().map(|entry| choice(entry.id.as_str())).collect()
    };
    match (&face.body, answer) {
        (Body::SingleChoice { choices, .. }, Answer::SingleChoice(key)) => {
            options(choices, &|id| key.correct.as_str() == id)
        }
        (Body::MultipleSelect { choices, .. }, Answer::MultipleSelect(right)) => {
            options(choices, &|id| right.iter().any(|right| right.as_str() == id))
        }
        (Body::TrueFalse, Answer::TrueFalse(truth)) => {
            let choice = |said: bool| Choice { name: said.to_string(), key: said == *truth };
            vec![choice(true), choice(false)]
        }
        (Body::Matching { left, .. }, _) => options(left, &|_| true),
        (Body::Cloze { blanks, .. }, _) => {
            blanks.iter().map(|blank| Choice::key(blank.id.as_str())).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use deck_format::Deck;

    use super::*;

    fn deck(questions: &str) -> Deck {
        let head = "format = 1\nid = \"d\"\ntitle = \"D\"\n";
        deck_format::parse(&format!("{head}{questions}")).unwrap()
    }

    fn names(item: &Item) -> Vec<(&str, bool)> {
        item.choices.iter().map(|choice| (choice.name.as_str(), choice.key)).collect()
    }

    #[test]
    fn a_choice_is_known_by_its_options() {
        let deck = deck(
            "[[question]]\nid = \"q\"\nprompt = \"?\"\nscoring = \"weighted\"\npoints = 2\n\
             choices.x = \"X\"\nchoices.a = \"A\"\nchoices.m = \"M\"\nanswer = \"a\"\n\
             credit.m = 0.5\ncredit.x = -0.5\n",
        );
        let (face, key) = (&deck.questions[0].face, deck.questions[0].key.as_ref().unwrap());
        let item = Item::of(face, &key.answer);
        assert_eq!(names(&item), [("x", false), ("a", true), ("m", false)]);
        assert_eq!(item.chance, Some(Fraction::new(1, 2)));
        assert_eq!(item.max.thousandths(), 2_000);
        let of = |id: &str| {
            let response = Response::Choice(id.into());
            Choices::of(face, &response, &Outcome::plain(Fraction::ZERO))
        };
        assert_eq!((of("m"), of("gone")), (Choices::one(2), Choices::NONE));
    }

    #[test]
    fn parts_are_right_or_not() {
        let deck = deck(
            "[[question]]\nid = \"q\"\nprompt = \"{{year}} {{place}}\"\nblanks.year.sort = \
             \"number\"\nanswer = { year = 2017, place = \"Peking\" }\n",
        );
        let question = &deck.questions[0];
        let (face, key) = (&question.face, question.key.as_ref().unwrap());
        let typed = [("place", "Peking"), ("year", "1")].map(|(k, v)| (k.into(), v.into()));
        let response = Response::Blanks(typed.into());
        let outcome = session::grade(face, &key.answer, "en", &response).unwrap();
        let item = Item::of(face, &key.answer);
        let held = Choices::of(face, &response, &outcome);
        let right: Vec<_> =
            names(&item).into_iter().enumerate().filter(|(i, _)| held.holds(*i)).collect();
        assert_eq!(right.len(), 1);
        assert_eq!(right[0].1, ("place", true));
        assert_eq!(item.chance, None);
    }
}
