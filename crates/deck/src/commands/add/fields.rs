//! The steps of a dialogue: what each of them asks for.

use std::rc::Rc;

use console::Failure;
use deck::edit::{Draft, written};
use deck_format::Difficulty;

use super::super::authoring::ask::Line;
use super::blanks::{BLANK_FIELDS, blanks_of};
use super::dialogue::{Dialogue, Went};
use super::steps::Step;

impl Dialogue<'_> {
    /// Takes one step.
    pub(super) fn step(&mut self, step: Step) -> Result<Went, Failure> {
        let line = Line::new(step.name());
        match step {
            Step::Prompt => self.prompt(line),
            Step::Choices => self.choices(),
            Step::Right => self.right(step.name()),
            Step::RightOnes => self.right_ones(step.name()),
            Step::Truth => self.truth(step.name()),
            Step::Number => self.field(line, "answer", true, written::number),
            Step::Unit => self.field(
                line.help("such as m or °C; may be left empty"),
                "unit",
                false,
                written::text,
            ),
            Step::Tolerance => self.field(
                line.help("2, 5% or 3 digits; empty if the number has to be the same"),
                "tolerance",
                false,
                written::tolerance,
            ),
            Step::Text => self.field(line, "answer", true, written::text),
            Step::Accept => self.accept(),
            Step::Items => self.items(),
            Step::Pairs => self.pairs(),
            Step::Blanks => self.blanks(),
            Step::Rubric => self.rubric(),
            Step::Model => {
                self.field(line.help("may be left empty"), "model", false, written::text)
            }
            Step::Why => self.why(),
            Step::Explanation => self.field(
                line.help("why the right answer is right; may be left empty"),
                "explanation",
                false,
                written::text,
            ),
            Step::Cite => self.cite(),
            Step::Tags => self.tags(line),
            Step::Difficulty => self.difficulty(step.name()),
            Step::Id => self.id(line),
            Step::Points => {
                self.field(line.help("1 if left empty"), "points", false, written::number)
            }
            Step::Hint => self.field(line.help("may be left empty"), "hint", false, written::text),
        }
    }

    fn prompt(&mut self, line: Line) -> Result<Went, Failure> {
        if self.draft.text_of("kind") != "cloze" {
            return self.field(line.help("what is asked; Markdown"), "prompt", true, written::text);
        }
        let help = "Markdown; each blank stands in it as its name in double braces: {{year}}";
        let before = self.draft.clone();
        // What names the old blanks is no objection to new ones.
        self.clear_blanks();
        if self.field(line.help(help), "prompt", true, written::text)? == Went::Back {
            self.draft = before;
            return Ok(Went::Back);
        }
        if before.has("answer") && blanks_of(&self.draft) != blanks_of(&before) {
            return self.step(Step::Blanks);
        }
        BLANK_FIELDS.iter().for_each(|field| self.draft.take(field, &before));
        Ok(Went::On)
    }

    pub(super) fn language(&self) -> String {
        self.manuscript.face().language.clone()
    }

    fn right(&mut self, label: &str) -> Result<Went, Failure> {
        let choices = self.draft.entries("choices");
        let texts: Vec<String> = choices.iter().map(|(_, text)| text.clone()).collect();
        let Some(index) = self.ask.choose(label, &texts, 0)? else { return Ok(Went::Back) };
        self.draft.set("answer", choices[index].0.as_str());
        self.prune_why();
        Ok(Went::On)
    }

    fn right_ones(&mut self, label: &str) -> Result<Went, Failure> {
        let choices = self.draft.entries("choices");
        let texts: Vec<String> = choices.iter().map(|(_, text)| text.clone()).collect();
        loop {
            let Some(chosen) = self.ask.choose_many(label, &texts)? else {
                return Ok(Went::Back);
            };
            if chosen.is_empty() {
                self.ask.show(&["Mark at least one.".to_owned()]);
                continue;
            }
            let ids = chosen.into_iter().map(|index| choices[index].0.as_str());
            self.draft.set("answer", written::texts(ids));
            self.prune_why();
            return Ok(Went::On);
        }
    }

    fn truth(&mut self, label: &str) -> Result<Went, Failure> {
        let values = ["true".to_owned(), "false".to_owned()];
        let Some(index) = self.ask.choose(label, &values, 0)? else { return Ok(Went::Back) };
        self.draft.set("answer", index == 0);
        self.prune_why();
        Ok(Went::On)
    }

    /// Asks why each wrong option is wrong.
    fn why(&mut self) -> Result<Went, Failure> {
        let wrong = self.wrong_parts();
        let old = self.draft.entries("why");
        self.draft.remove("why");
        let mut at = 0;
        while let Some((id, text)) = wrong.get(at) {
            let begun = old.iter().find(|(of, _)| of == id).map(|(_, why)| why.clone());
            let label = format!("Why not {}", console::sanitise_line(text));
            let line = Line::new(label).help("may be left empty").begun(begun.unwrap_or_default());
            let name = id.clone();
            let put = move |draft: &mut Draft, typed: &str| draft.entry("why", &name, typed);
            match (self.line(line, false, put.clone())?, at) {
                (Some(typed), _) => {
                    if !typed.is_empty() {
                        put(&mut self.draft, &typed);
                    }
                    at += 1;
                }
                (None, 0) => return Ok(Went::Back),
                (None, _) => at -= 1,
            }
        }
        Ok(Went::On)
    }

    /// Takes reasons away that are not of a wrong part any more.
    pub(super) fn prune_why(&mut self) {
        let wrong = self.wrong_parts();
        self.draft.retain("why", |id| wrong.iter().any(|(of, _)| of == id));
    }

    fn wrong_parts(&self) -> Vec<(String, String)> {
        if self.draft.text_of("kind") == "true-false" {
            let given = if self.draft.shown("answer") == "true" { "false" } else { "true" };
            return vec![(given.to_owned(), given.to_owned())];
        }
        let right = self.draft.list("answer");
        let choices = self.draft.entries("choices").into_iter();
        choices.filter(|(id, _)| !right.contains(id)).collect()
    }

    fn cite(&mut self) -> Result<Went, Failure> {
        let sources = &self.manuscript.notes().sources;
        let names: Vec<String> = sources.iter().map(|source| source.name.clone()).collect();
        if names.is_empty() {
            return Ok(Went::On);
        }
        let choices: Vec<String> = ["(none)".to_owned()].into_iter().chain(names.clone()).collect();
        let start = usize::from(self.draft.has("cite"));
        self.draft.remove("cite");
        let Some(index) = self.ask.choose("Source", &choices, start)? else {
            return Ok(Went::Back);
        };
        let Some(source) = index.checked_sub(1).and_then(|index| names.get(index)) else {
            return Ok(Went::On);
        };
        let name = source.clone();
        let put = move |draft: &mut Draft, typed: &str| draft.cite(&name, Some(typed), &[]);
        let line = Line::new("Paragraph").help("its number; may be left empty");
        let Some(paragraph) = self.line(line, false, put)? else { return Ok(Went::Back) };
        let Some(phrases) = self.texts("Phrase that stands there", 0, &[], |_, _| ())? else {
            return Ok(Went::Back);
        };
        let phrases: Vec<&str> = phrases.iter().map(String::as_str).collect();
        self.draft.cite(source, Some(paragraph.as_str()).filter(|p| !p.is_empty()), &phrases);
        Ok(Went::On)
    }

    fn tags(&mut self, line: Line) -> Result<Went, Failure> {
        let all =
            self.manuscript.questions().iter().flat_map(|question| question.face.tags.clone());
        let all: std::collections::BTreeSet<String> = all.collect();
        let words: Rc<[String]> = all.into_iter().collect();
        let value = |typed: &str| {
            written::texts(typed.split(',').map(str::trim).filter(|tag| !tag.is_empty()))
        };
        let line = Line { words, ..line.help("commas between them; may be left empty") };
        self.field(line, "tags", false, value)
    }

    fn difficulty(&mut self, label: &str) -> Result<Went, Failure> {
        let names = Difficulty::NAMES.iter().map(|name| (*name).to_owned());
        let choices: Vec<String> = ["(not said)".to_owned()].into_iter().chain(names).collect();
        let Some(index) = self.ask.choose(label, &choices, 0)? else { return Ok(Went::Back) };
        self.draft.remove("difficulty");
        if index > 0 {
            self.draft.set("difficulty", choices[index].as_str());
        }
        Ok(Went::On)
    }

    fn id(&mut self, line: Line) -> Result<Went, Failure> {
        if !self.draft.has("id") {
            let proposed = super::propose_id(&self.manuscript, &self.draft);
            self.draft.set("id", proposed);
        }
        let line = line.help("results are kept under it; it should not tell the answer");
        let went = self.field(line, "id", true, written::text)?;
        Ok(went)
    }
}
