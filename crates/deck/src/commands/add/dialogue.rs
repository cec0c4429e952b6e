//! A question made by answering: kind first, then its fields, then a look at it.

use std::rc::Rc;

use console::{Failure, Look};
use deck::edit::{Draft, Manuscript};
use deck_format::Kind;

use super::super::authoring::ask::{Ask, Line};
use super::super::authoring::{THE_QUESTION, drawn, preview::preview};
use super::steps::{self, Step};

/// How a dialogue about a question ends.
#[derive(Debug)]
pub(super) enum End {
    /// It is to be added.
    Take(Box<Draft>),
    /// It is not.
    Drop,
}

/// Where a step leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Went {
    /// To the next one.
    On,
    /// To the one before.
    Back,
}

/// A dialogue about one question.
pub(super) struct Dialogue<'a> {
    pub(super) ask: &'a mut dyn Ask,
    pub(super) manuscript: Rc<Manuscript>,
    look: Look,
    pub(super) draft: Draft,
}

impl<'a> Dialogue<'a> {
    pub(super) fn new(ask: &'a mut dyn Ask, manuscript: Rc<Manuscript>, look: Look) -> Self {
        Self { ask, manuscript, look, draft: Draft::default() }
    }

    /// Asks for a question, of which some fields may be given already.
    pub(super) fn question(mut self, draft: &Draft, kind: Option<Kind>) -> Result<End, Failure> {
        let mut given = kind;
        loop {
            self.draft = draft.clone();
            let Some(kind) = given.take().map_or_else(|| self.kind(), |kind| Ok(Some(kind)))?
            else {
                return Ok(End::Drop);
            };
            // While it is being made, nothing else shows the kind.
            self.draft.set("kind", kind.as_str());
            let open = steps::of(kind).filter(|step| !step.is_done(draft)).collect::<Vec<_>>();
            if self.walk(&open)? == Went::Back {
                continue;
            }
            return self.look_at(kind);
        }
    }

    fn kind(&mut self) -> Result<Option<Kind>, Failure> {
        let names: Vec<String> =
            Kind::ALL.iter().map(|kind| format!("{kind}: {}", steps::says(*kind))).collect();
        Ok(self.ask.choose("Kind", &names, 0)?.map(|index| Kind::ALL[index]))
    }

    /// Takes steps one after the other; Esc goes back.
    fn walk(&mut self, steps: &[Step]) -> Result<Went, Failure> {
        let mut at = 0;
        while let Some(step) = steps.get(at) {
            match (self.step(*step)?, at) {
                (Went::On, _) => at += 1,
                (Went::Back, 0) => return Ok(Went::Back),
                (Went::Back, _) => at -= 1,
            }
        }
        Ok(Went::On)
    }

    /// Shows the question and asks what is to become of it.
    fn look_at(mut self, kind: Kind) -> Result<End, Failure> {
        loop {
            let is_sound = self.show();
            let mut choices = vec!["Change something".to_owned(), "Drop it".to_owned()];
            if is_sound {
                choices.insert(0, "Add it".to_owned());
            }
            let chosen = self.ask.choose("This question", &choices, 0)?;
            match chosen.map(|index| choices[index].as_str()) {
                Some("Add it") => {
                    return Ok(End::Take(Box::new(self.finished())));
                }
                Some("Change something") => self.change(kind)?,
                _ => return Ok(End::Drop),
            }
        }
    }

    /// Shows the question as a student will see it, or what is wrong with it. Says whether it can
    /// be added.
    fn show(&mut self) -> bool {
        let finished = self.finished();
        let deck = match finished.check(&self.manuscript) {
            Ok(deck) => deck,
            Err(broken) => {
                let text = drawn(THE_QUESTION, &broken, &self.look);
                self.ask.show(&text.lines().map(str::to_owned).collect::<Vec<_>>());
                return false;
            }
        };
        if let Some(question) = deck.questions.last() {
            self.ask.show(&preview(&deck, question, &self.look));
        }
        let objections = finished.lint(&self.manuscript);
        if let Some(broken) = objections {
            let text = drawn(THE_QUESTION, &broken, &self.look);
            self.ask.show(&text.lines().map(str::to_owned).collect::<Vec<_>>());
        }
        true
    }

    /// The draft as it is to be written: its kind shows without being named.
    fn finished(&self) -> Draft {
        let mut bare = self.draft.clone();
        bare.remove("kind");
        let named = self.draft.check(&self.manuscript);
        let is_same = match (bare.check(&self.manuscript), named) {
            (Ok(bare), Ok(named)) => bare == named,
            (Err(_), Err(_)) => true,
            _ => false,
        };
        if is_same { bare } else { self.draft.clone() }
    }

    fn change(&mut self, kind: Kind) -> Result<(), Failure> {
        let steps: Vec<Step> = steps::of(kind).chain(steps::MORE.iter().copied()).collect();
        let names: Vec<String> = steps.iter().map(|step| step.name().to_owned()).collect();
        if let Some(index) = self.ask.choose("Change what", &names, 0)? {
            self.step(steps[index])?;
        }
        Ok(())
    }

    /// Asks for a line; what is wrong with it, the parser says of the draft that `put` makes.
    pub(super) fn line(
        &mut self,
        line: Line,
        is_needed: bool,
        put: impl Fn(&mut Draft, &str) + 'static,
    ) -> Result<Option<String>, Failure> {
        let (manuscript, before) = (Rc::clone(&self.manuscript), self.draft.clone());
        let line = line.check(move |typed| {
            if typed.is_empty() {
                return if is_needed {
                    Err("something has to stand here".to_owned())
                } else {
                    Ok(())
                };
            }
            let mut with = before.clone();
            put(&mut with, typed);
            let objections = with.objections(&before, &manuscript);
            objections.into_iter().next().map_or(Ok(()), Err)
        });
        self.ask.line(line)
    }

    /// Asks for a line that is the value of a field. An empty one takes the field away.
    pub(super) fn field(
        &mut self,
        line: Line,
        field: &'static str,
        is_needed: bool,
        value: fn(&str) -> toml_edit::Value,
    ) -> Result<Went, Failure> {
        let mut before = self.draft.clone();
        before.remove(field);
        let old = std::mem::replace(&mut self.draft, before);
        let put = move |draft: &mut Draft, typed: &str| draft.set(field, value(typed));
        let Some(typed) = self.line(line.begun(old.shown(field)), is_needed, put)? else {
            self.draft = old;
            return Ok(Went::Back);
        };
        if !typed.is_empty() {
            self.draft.set(field, value(&typed));
        }
        Ok(Went::On)
    }
}
