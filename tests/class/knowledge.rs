//! What there is to know for an exam: its questions with what is right, out of the deck with its
//! keys, in the words that stand on a screen.

use toml::{Table, Value};

/// A question with what is right.
#[derive(Debug)]
pub(super) struct Question {
    /// Its id in the deck.
    pub(super) id: String,
    /// Its prompt as it stands on a screen.
    pub(super) prompt: String,
    /// How able one has to be for an even chance to know a part of it.
    pub(super) hardness: f64,
    /// What is right.
    pub(super) right: Right,
}

/// What is right, in words.
#[derive(Debug)]
pub(super) enum Right {
    /// One of the options.
    One(String),
    /// Several options.
    Several(Vec<String>),
    /// True or false.
    Truth(bool),
    /// A number or a word, and what those type who do not know it.
    Typed { right: String, wrong: Vec<String> },
    /// Items in their order.
    Order(Vec<String>),
    /// A right side for each left side.
    Pairs(Vec<(String, String)>),
    /// What goes into each blank, in the order of the text.
    Blanks(Vec<Right>),
}

/// The questions of a deck that have a key.
pub(super) fn questions(deck: &str) -> Vec<Question> {
    let deck: Table = deck.parse().unwrap();
    let questions = deck["question"].as_array().unwrap().iter().map(|one| one.as_table().unwrap());
    questions.filter(|question| question.contains_key("answer")).map(Question::of).collect()
}

impl Question {
    fn of(table: &Table) -> Self {
        let hardness = match table.get("difficulty").and_then(Value::as_str) {
            Some("easy") => -1.0,
            Some("hard") => 0.7,
            _ => -0.1,
        };
        let (prompt, blanks) = numbered(text(&table["prompt"]));
        Self { id: text(&table["id"]).to_owned(), prompt, hardness, right: right(table, &blanks) }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// A prompt with its blanks as a screen has them, and their ids.
fn numbered(prompt: &str) -> (String, Vec<String>) {
    let (mut shown, mut blanks) = (String::new(), Vec::new());
    let mut rest = prompt;
    while let Some((before, after)) = rest.split_once("{{") {
        let (id, after) = after.split_once("}}").unwrap();
        blanks.push(id.to_owned());
        shown += &format!("{before}[{}: ____]", blanks.len());
        rest = after;
    }
    (shown + rest, blanks)
}

fn right(table: &Table, blanks: &[String]) -> Right {
    let answer = &table["answer"];
    let named = |field: &str, id: &Value| text(&table[field][text(id)]).to_owned();
    let all = |field: &str, ids: &[Value]| ids.iter().map(|id| named(field, id)).collect();
    match answer {
        Value::String(_) if table.contains_key("choices") => Right::One(named("choices", answer)),
        Value::Array(ids) if table.contains_key("choices") => Right::Several(all("choices", ids)),
        Value::Array(ids) => Right::Order(all("items", ids)),
        Value::Boolean(truth) => Right::Truth(*truth),
        Value::Table(pairs) if table.contains_key("left") => {
            let left = table["left"].as_table().unwrap().iter();
            Right::Pairs(
                left.map(|(id, side)| (text(side).to_owned(), named("right", &pairs[id.as_str()])))
                    .collect(),
            )
        }
        Value::Table(answers) => {
            Right::Blanks(blanks.iter().map(|id| blank(table, id, &answers[id.as_str()])).collect())
        }
        typed => Right::Typed { right: written(typed), wrong: wrong(typed, table.get("reject")) },
    }
}

fn blank(table: &Table, id: &str, answer: &Value) -> Right {
    let of = |field: &str| table.get(field).and_then(|field| field.get(id));
    match of("blanks").and_then(|blank| blank.get("choices")) {
        Some(choices) => Right::One(text(&choices[text(answer)]).to_owned()),
        None => Right::Typed { right: written(answer), wrong: wrong(answer, of("reject")) },
    }
}

/// An answer as it is typed.
fn written(answer: &Value) -> String {
    match answer {
        Value::String(text) => text.clone(),
        Value::Integer(whole) => whole.to_string(),
        Value::Float(number) => number.to_string(),
        other => panic!("{other:?} is not typed"),
    }
}

/// What is typed by those who do not know: what the deck rejects, or a number near the right one.
fn wrong(answer: &Value, rejected: Option<&Value>) -> Vec<String> {
    let number = answer.as_float().or_else(|| answer.as_integer().map(|whole| whole as f64));
    match (number, rejected.and_then(Value::as_table)) {
        (Some(number), _) => {
            [number * 2.0, number + 3.0, number / 2.0].map(|n| n.to_string()).into()
        }
        (None, Some(rejected)) => rejected.keys().cloned().collect(),
        (None, None) => vec!["no idea".to_owned()],
    }
}
