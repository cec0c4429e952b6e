//! The analysis for programs: one JSON object, with every number in full.

use std::fmt;

use console::escape_json;
use deck_format::QuestionId;
use gradebook::analyse::{Analysed, Question};
use serde::Serialize;
use serde_json::{Map, Value, json, to_value};

use super::places;

/// What is said of a question before its numbers.
#[derive(Serialize)]
struct Head<'a> {
    id: &'a str,
    kind: String,
    role: &'static str,
    prompt: &'a str,
    unmarked: usize,
    options: Vec<Choice<'a>>,
}

/// An option, by the index at which it stands in `choices`.
#[derive(Serialize)]
struct Choice<'a> {
    id: &'a str,
    text: &'a str,
    key: bool,
}

/// The analysis as one JSON object, with a line end. What is not defined is null.
pub(super) fn json(analysed: &Analysed, item: Option<usize>) -> Result<String, serde_json::Error> {
    let mut analysis = to_value(&analysed.analysis)?;
    let found = analysis["items"].take();
    let mut items = Vec::new();
    for at in places(analysed, item) {
        if let (Some(question), Some(numbers)) = (analysed.questions.get(at), found.get(at)) {
            items.push(described(question, numbers)?);
        }
    }
    analysis["items"] = items.into();
    name_rasch(analysed, &mut analysis);
    analysis["changes"] = changes(analysed);
    analysis["not_used"] = not_used(analysed);
    analysis["not_settled"] = not_settled(analysed);
    let json = serde_json::to_string_pretty(&analysis)?;
    Ok(format!("{}\n", escape_json(&json)))
}

fn described(question: &Question, numbers: &Value) -> Result<Value, serde_json::Error> {
    let choices = question.choices.iter().zip(&question.item.choices);
    let head = Head {
        id: question.id.as_str(),
        kind: question.kind.to_string(),
        role: question.role.as_str(),
        prompt: &question.prompt,
        unmarked: question.unmarked,
        options: choices.map(|((id, text), item)| Choice { id, text, key: item.key }).collect(),
    };
    let mut described = to_value(head)?;
    let numbers = numbers.as_object().into_iter().flat_map(Map::iter);
    for (name, value) in numbers.filter(|(name, _)| *name != "name") {
        described[name] = value.clone();
    }
    Ok(described)
}

/// Gives the items of the Rasch analysis their ids.
fn name_rasch(analysed: &Analysed, analysis: &mut Value) {
    let items = analysis.pointer_mut("/rasch/items").and_then(Value::as_array_mut);
    for item in items.into_iter().flatten() {
        let at = item["item"].as_u64().and_then(|at| usize::try_from(at).ok());
        if let Some(question) = at.and_then(|at| analysed.questions.get(at)) {
            item["id"] = question.id.as_str().into();
        }
    }
}

fn not_used(analysed: &Analysed) -> Value {
    let all = analysed.remarks.not_used.iter().map(|one| {
        json!({
            "record": one.origin.to_string(),
            "student": one.student,
            "reason": one.why.to_string(),
        })
    });
    all.collect()
}

fn not_settled(analysed: &Analysed) -> Value {
    let all = analysed.remarks.unsettled.iter();
    all.map(|one| about(&one.question, &one.why, one.sittings)).collect()
}

fn changes(analysed: &Analysed) -> Value {
    let all = analysed.remarks.changes.iter();
    all.map(|one| about(&one.question, &one.fit, one.sittings)).collect()
}

/// What is to be said of a question, and of how many sittings it is true.
fn about(question: &QuestionId, what: &dyn fmt::Display, sittings: usize) -> Value {
    json!({ "question": question.as_str(), "what": what.to_string(), "sittings": sittings })
}
