//! The steps that ask for line after line: options, items, pairs, a rubric.

use std::collections::BTreeSet;

use console::Failure;
use deck::edit::{Draft, propose, written};

use super::super::authoring::ask::Line;
use super::dialogue::{Dialogue, Went};
use super::steps::Step;

/// How a list of lines ends.
const UNTIL_EMPTY: &str = "an empty line ends the list";

impl Dialogue<'_> {
    /// Asks for the texts of a list, of which at least so many are needed.
    pub(super) fn texts(
        &mut self,
        noun: &str,
        least: usize,
        old: &[String],
        put: impl Fn(&mut Draft, &[String]) + Clone + 'static,
    ) -> Result<Option<Vec<String>>, Failure> {
        let mut texts: Vec<String> = Vec::new();
        loop {
            let begun = old.get(texts.len()).cloned().unwrap_or_default();
            let line =
                Line::new(format!("{noun} {}", texts.len() + 1)).help(UNTIL_EMPTY).begun(begun);
            let (so_far, put) = (texts.clone(), put.clone());
            let with = move |draft: &mut Draft, typed: &str| {
                let all: Vec<String> = so_far.iter().cloned().chain([typed.to_owned()]).collect();
                put(draft, &all);
            };
            match self.line(line, texts.len() < least, with)? {
                Some(typed) if typed.is_empty() => return Ok(Some(texts)),
                Some(typed) => texts.push(typed),
                None if texts.pop().is_none() => return Ok(None),
                None => {}
            }
        }
    }

    /// Asks for options or items, which get ids of their texts.
    fn entries(&mut self, field: &'static str, noun: &str) -> Result<Went, Failure> {
        let language = self.language();
        let old: Vec<String> =
            self.draft.entries(field).into_iter().map(|(_, text)| text).collect();
        let put =
            move |draft: &mut Draft, texts: &[String]| set_entries(draft, field, texts, &language);
        let Some(texts) = self.texts(noun, 2, &old, put.clone())? else { return Ok(Went::Back) };
        put(&mut self.draft, &texts);
        Ok(Went::On)
    }

    pub(super) fn choices(&mut self) -> Result<Went, Failure> {
        let before = self.draft.clone();
        // What names the old options is no objection to new ones.
        self.draft.remove("answer");
        self.draft.remove("why");
        if self.entries("choices", "Option")? == Went::Back {
            self.draft = before;
            return Ok(Went::Back);
        }
        let choices = self.draft.entries("choices");
        let right = before.list("answer");
        self.draft.take("why", &before);
        if right.iter().all(|id| choices.iter().any(|(known, _)| known == id)) {
            self.draft.take("answer", &before);
            self.prune_why();
            return Ok(Went::On);
        }
        match self.draft.text_of("kind").as_str() {
            "single-choice" => self.step(Step::Right),
            _ => self.step(Step::RightOnes),
        }
    }

    pub(super) fn accept(&mut self) -> Result<Went, Failure> {
        let old = self.draft.list("accept");
        let put = |draft: &mut Draft, texts: &[String]| {
            draft.remove("accept");
            texts
                .iter()
                .for_each(|text| draft.push("accept", written::accepted(text, written::text)));
        };
        let Some(texts) = self.texts("Also right", 0, &old, put)? else { return Ok(Went::Back) };
        put(&mut self.draft, &texts);
        Ok(Went::On)
    }

    pub(super) fn items(&mut self) -> Result<Went, Failure> {
        self.ask.show(&["Give the items in their right order, the first one first.".to_owned()]);
        let before = self.draft.clone();
        self.draft.remove("answer");
        if self.entries("items", "Item")? == Went::Back {
            self.draft = before;
            return Ok(Went::Back);
        }
        let items = self.draft.entries("items");
        self.draft.set("answer", written::texts(items.iter().map(|(id, _)| id.as_str())));
        Ok(Went::On)
    }

    pub(super) fn pairs(&mut self) -> Result<Went, Failure> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let before = self.draft.clone();
        for field in ["answer", "right", "reuse"] {
            self.draft.remove(field);
        }
        loop {
            let line = Line::new(format!("Left side {}", pairs.len() + 1)).help(UNTIL_EMPTY);
            let known: Vec<String> = pairs.iter().map(|(left, _)| left.clone()).collect();
            let language = self.language();
            let put = move |draft: &mut Draft, typed: &str| {
                let all: Vec<String> = known.iter().cloned().chain([typed.to_owned()]).collect();
                set_entries(draft, "left", &all, &language);
            };
            match self.line(line, pairs.len() < 2, put)? {
                None if pairs.pop().is_none() => {
                    self.draft = before;
                    return Ok(Went::Back);
                }
                None => {}
                Some(left) if left.is_empty() => break,
                Some(left) => {
                    let line = Line::new("its right side").help("what it is to be matched with");
                    let Some(right) = self.line(line, true, |_, _| ())? else { continue };
                    pairs.push((left, right));
                }
            }
        }
        let spare = self.texts("Spare right side", 0, &[], |_, _| ())?.unwrap_or_default();
        self.set_pairs(&pairs, spare);
        Ok(Went::On)
    }

    fn set_pairs(&mut self, pairs: &[(String, String)], spare: Vec<String>) {
        let language = self.language();
        let mut rights: Vec<String> = Vec::new();
        for text in pairs.iter().map(|(_, right)| right.clone()).chain(spare) {
            if !rights.contains(&text) {
                rights.push(text);
            }
        }
        let lefts: Vec<String> = pairs.iter().map(|(left, _)| left.clone()).collect();
        self.draft.remove("answer");
        set_entries(&mut self.draft, "left", &lefts, &language);
        set_entries(&mut self.draft, "right", &rights, &language);
        let (left, right) = (self.draft.entries("left"), self.draft.entries("right"));
        for ((left, _), (_, text)) in left.iter().zip(pairs) {
            if let Some((right, _)) = right.iter().find(|(_, other)| other == text) {
                self.draft.entry("answer", left, right.as_str());
            }
        }
        let used: BTreeSet<_> = pairs.iter().map(|(_, right)| right).collect();
        self.draft.remove("reuse");
        if used.len() < pairs.len() {
            self.draft.set("reuse", true);
        }
    }

    pub(super) fn rubric(&mut self) -> Result<Went, Failure> {
        let mut criteria: Vec<(String, String)> = Vec::new();
        loop {
            let line = Line::new(format!("Criterion {}", criteria.len() + 1)).help(UNTIL_EMPTY);
            let is_needed = criteria.is_empty();
            match self.line(line, is_needed, |_, _| ())? {
                None if criteria.pop().is_none() => return Ok(Went::Back),
                None => {}
                Some(text) if text.is_empty() => break,
                Some(text) => {
                    let put = |draft: &mut Draft, typed: &str| {
                        draft.set("points", written::number(typed));
                    };
                    let line = Line::new("its points").begun("1");
                    let Some(points) = self.line(line, true, put)? else { continue };
                    criteria.push((text, points));
                }
            }
        }
        self.draft.remove("rubric");
        let texts: Vec<&str> = criteria.iter().map(|(text, _)| text.as_str()).collect();
        let ids = propose::entry_ids(&texts, &self.language());
        for (id, (text, points)) in ids.iter().zip(&criteria) {
            self.draft.criterion(id, text, points);
        }
        self.draft.sum_points();
        Ok(Went::On)
    }
}

fn set_entries(draft: &mut Draft, field: &str, texts: &[String], language: &str) {
    draft.remove(field);
    for (id, text) in propose::entry_ids(texts, language).iter().zip(texts) {
        draft.entry(field, id, text.as_str());
    }
}
