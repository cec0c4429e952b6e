//! Questions as a student will see them, for authors who look at their deck.

use console::Failure;
use deck_format::{BlankSort, Body, Deck, Face, LocalId, Options, Question};
use session::{DeckFaces, History, Order, Plan, Presented, Seed, draw, draw_item};
use strsim::osa_distance;

/// A question with the order in which it is shown.
#[derive(Debug, Clone)]
pub struct Shown<'d> {
    /// The question.
    pub question: &'d Question,
    /// It as a student sees it.
    pub presented: Presented,
}

/// The questions of a deck as students will see them.
///
/// With ids these questions, in that order; else all. With a seed options, and without ids the
/// questions as well, stand as drawn for it, at most one of a family; else questions stand as in the
/// file, and options in canonical order ([`Options::canonical`]).
///
/// # Errors
/// When no question has one of the ids.
pub fn shown<'d>(
    deck: &'d Deck,
    ids: &[String],
    seed: Option<Seed>,
) -> Result<Vec<Shown<'d>>, Failure> {
    let orders: Vec<(&Question, Order)> = match seed {
        Some(seed) if ids.is_empty() => drawn(deck, seed)?,
        _ => {
            let questions = named(deck, ids)?.into_iter();
            questions.map(|question| (question, order(deck, &question.face, seed))).collect()
        }
    };
    let shown = orders.into_iter().map(|(question, order)| {
        Presented::new(&deck.face, &question.face, &order)
            .map(|presented| Shown { question, presented })
            .map_err(|error| Failure::failed(error.to_string()))
    });
    shown.collect()
}

/// A whole paper.
fn drawn(deck: &Deck, seed: Seed) -> Result<Vec<(&Question, Order)>, Failure> {
    let paper = draw(&[DeckFaces::from(deck)], &Plan::all(), seed, &History::default());
    let paper = paper.map_err(|error| Failure::failed(error.to_string()))?;
    let items = paper.items.into_iter();
    Ok(items.filter_map(|item| Some((deck.question(item.id.as_str())?, item.order))).collect())
}

/// The questions of these ids, or all.
fn named<'d>(deck: &'d Deck, ids: &[String]) -> Result<Vec<&'d Question>, Failure> {
    if ids.is_empty() {
        return Ok(deck.questions.iter().collect());
    }
    ids.iter().map(|id| deck.question(id).ok_or_else(|| unknown(deck, id))).collect()
}

fn unknown(deck: &Deck, id: &str) -> Failure {
    let failure = Failure::failed(format!("the deck has no question `{id}`"));
    let typed: String = id.chars().take(64).collect();
    let known = deck.questions.iter().map(|question| question.face.id.as_str());
    let near = known
        .map(|known| (osa_distance(&typed, known), known))
        .filter(|(distance, known)| *distance <= known.len() / 3)
        .min();
    match near {
        Some((_, near)) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint("`deck show` without an id shows them all"),
    }
}

/// The order of a question's options: drawn, or canonical.
fn order(deck: &Deck, face: &Face, seed: Option<Seed>) -> Order {
    match seed {
        Some(seed) => draw_item(&deck.face, face, seed, 0).order,
        None => canonical(face),
    }
}

fn canonical(face: &Face) -> Order {
    let ids = |options: &Options, shuffle: bool| -> Vec<LocalId> {
        options.canonical(shuffle).into_iter().map(|entry| entry.id.clone()).collect()
    };
    let mut order = Order::default();
    match &face.body {
        Body::SingleChoice { choices, .. } | Body::MultipleSelect { choices, .. } => {
            order.choices = ids(choices, face.shuffle);
        }
        Body::Ordering { items, .. } => order.items = ids(items, face.shuffle),
        Body::Matching { left, right, .. } => {
            order.left = ids(left, face.shuffle);
            order.right = ids(right, face.shuffle);
        }
        Body::Cloze { blanks, .. } => {
            let choices = blanks.iter().filter_map(|blank| match &blank.sort {
                BlankSort::Choice { choices, shuffle } => {
                    Some((blank.id.clone(), ids(choices, *shuffle)))
                }
                BlankSort::Text | BlankSort::Number { .. } => None,
            });
            order.blanks = choices.collect();
        }
        Body::TrueFalse | Body::Numerical { .. } | Body::ShortAnswer | Body::Essay => {}
    }
    order
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

    use deck_format::parse;
    use session::Shown as Body;

    use super::*;

    fn deck() -> Deck {
        parse(
            "format = 1\nid = \"d\"\ntitle = \"T\"\n\
             [[question]]\nid = \"first\"\nprompt = \"Which?\"\nanswer = \"z\"\npin = [\"n\"]\n\
             choices = { z = \"Zebra\", n = \"None\", a = \"Ant\", b = \"Bee\", c = \"Cat\" }\n\
             [[question]]\nid = \"kin\"\nprompt = \"A?\"\nanswer = true\nfamily = \"f\"\n\
             [[question]]\nid = \"twin\"\nprompt = \"B?\"\nanswer = true\nfamily = \"f\"\n\
             [[question]]\nid = \"gap\"\nprompt = \"A {{x}} or {{y}}.\"\nanswer = { x = \"b\", y = \"q\" }\n\
             blanks.x.choices = { b = \"bee\", a = \"ant\" }\nshuffle = false\n\
             [[question]]\nid = \"pairs\"\nprompt = \"Match.\"\nanswer = { l = \"r\", m = \"s\" }\n\
             left = { m = \"two\", l = \"one\" }\nright = { s = \"B\", r = \"A\" }\n\
             [[question]]\nid = \"steps\"\nprompt = \"Order.\"\nanswer = [\"i\", \"j\"]\n\
             items = { j = \"Then\", i = \"First\" }\n",
        )
        .unwrap()
    }

    fn ids(shown: &[Shown<'_>]) -> Vec<String> {
        shown.iter().map(|one| one.presented.id.as_str().to_owned()).collect()
    }

    fn choices<'s>(shown: &'s Shown<'_>) -> Vec<&'s str> {
        let Body::SingleChoice { choices } = &shown.presented.shown else { return Vec::new() };
        choices.iter().map(|entry| entry.text.as_str()).collect()
    }

    #[test]
    fn without_a_seed_the_order_is_that_of_file_and_texts() {
        let deck = deck();
        let all = shown(&deck, &[], None).unwrap();
        assert_eq!(ids(&all), ["first", "kin", "twin", "gap", "pairs", "steps"]);
        assert_eq!(choices(&all[0]), ["Ant", "Bee", "Cat", "Zebra", "None"]);
        let Body::Matching { left, .. } = &all[4].presented.shown else { panic!("a matching") };
        assert_eq!(left[0].text, "one");
    }

    #[test]
    fn a_seed_shows_what_is_drawn() {
        let deck = deck();
        let all = shown(&deck, &[], Some(Seed(7))).unwrap();
        assert_eq!(all.len(), 5, "one of a family");
        let one = shown(&deck, &["first".to_owned()], Some(Seed(7))).unwrap();
        let same = all.iter().find(|shown| shown.presented.id.as_str() == "first").unwrap();
        assert_eq!(choices(&one[0]), choices(same));
        assert_eq!(choices(&one[0]).last(), Some(&"None"));
    }

    #[test]
    fn ids_are_shown_in_their_order_and_unknown_ones_are_guessed() {
        let deck = deck();
        let some = ["steps".to_owned(), "first".to_owned()];
        assert_eq!(ids(&shown(&deck, &some, None).unwrap()), some);
        let failure = shown(&deck, &["frist".to_owned()], None).unwrap_err();
        assert_eq!(failure.to_string(), "the deck has no question `frist`");
        assert_eq!(failure.hints, ["did you mean `first`?"]);
        let failure = shown(&deck, &["nothing-like-it".to_owned()], None).unwrap_err();
        assert_eq!(failure.hints, ["`deck show` without an id shows them all"]);
    }
}
