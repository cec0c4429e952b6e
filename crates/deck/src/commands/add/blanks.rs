//! The steps that ask for the blanks of a cloze.

use console::Failure;
use deck::edit::{Draft, propose, written};
use deck_format::Template;

use super::super::authoring::ask::Line;
use super::dialogue::{Dialogue, Went};

/// The fields of a cloze that name its blanks.
pub(super) const BLANK_FIELDS: [&str; 4] = ["blanks", "answer", "tolerance", "accept"];

/// The blanks of the prompt, in their order; none where it is no template.
pub(super) fn blanks_of(draft: &Draft) -> Vec<String> {
    let template = Template::new(&draft.text_of("prompt")).ok();
    template.iter().flat_map(Template::blanks).map(ToString::to_string).collect()
}

impl Dialogue<'_> {
    /// Takes away what names the blanks.
    pub(super) fn clear_blanks(&mut self) {
        BLANK_FIELDS.iter().for_each(|field| self.draft.remove(field));
    }

    pub(super) fn blanks(&mut self) -> Result<Went, Failure> {
        self.clear_blanks();
        let blanks = blanks_of(&self.draft);
        // What the draft was before each of them.
        let mut before: Vec<Draft> = Vec::new();
        while let Some(blank) = blanks.get(before.len()) {
            let now = self.draft.clone();
            match self.blank(blank)? {
                Went::On => before.push(now),
                Went::Back => match before.pop() {
                    Some(draft) => self.draft = draft,
                    None => return Ok(Went::Back),
                },
            }
        }
        Ok(Went::On)
    }

    fn blank(&mut self, blank: &str) -> Result<Went, Failure> {
        let sorts = ["text".to_owned(), "number".to_owned(), "choice".to_owned()];
        let before = self.draft.clone();
        loop {
            let Some(sort) = self.ask.choose(&format!("Blank {blank}"), &sorts, 0)? else {
                return Ok(Went::Back);
            };
            let went = match sort {
                0 => self.blank_of(blank, written::text)?,
                1 => {
                    self.draft.entry_in("blanks", blank, "sort", "number");
                    self.blank_of_number(blank)?
                }
                _ => self.blank_of_choices(blank)?,
            };
            if went == Went::On {
                return Ok(Went::On);
            }
            self.draft = before.clone();
        }
    }

    fn blank_of(
        &mut self,
        blank: &str,
        value: fn(&str) -> toml_edit::Value,
    ) -> Result<Went, Failure> {
        let name = blank.to_owned();
        let put = move |draft: &mut Draft, typed: &str| draft.entry("answer", &name, value(typed));
        let line = Line::new(format!("What goes into {blank}"));
        let Some(typed) = self.line(line, true, put.clone())? else { return Ok(Went::Back) };
        put(&mut self.draft, &typed);
        Ok(Went::On)
    }

    fn blank_of_number(&mut self, blank: &str) -> Result<Went, Failure> {
        if self.blank_of(blank, written::number)? == Went::Back {
            return Ok(Went::Back);
        }
        let name = blank.to_owned();
        let put = move |draft: &mut Draft, typed: &str| {
            draft.entry("tolerance", &name, written::tolerance(typed));
        };
        let line = Line::new("Tolerance").help("2, 5% or 3 digits; may be left empty");
        let Some(typed) = self.line(line, false, put.clone())? else { return Ok(Went::Back) };
        if !typed.is_empty() {
            put(&mut self.draft, &typed);
        }
        Ok(Went::On)
    }

    fn blank_of_choices(&mut self, blank: &str) -> Result<Went, Failure> {
        let (name, language) = (blank.to_owned(), self.language());
        let put = move |draft: &mut Draft, texts: &[String]| {
            for (id, text) in propose::entry_ids(texts, &language).iter().zip(texts) {
                draft.choice_of_blank(&name, id, text);
            }
        };
        let Some(texts) = self.texts("Option", 2, &[], put.clone())? else { return Ok(Went::Back) };
        put(&mut self.draft, &texts);
        let label = format!("What goes into {blank}");
        let Some(index) = self.ask.choose(&label, &texts, 0)? else { return Ok(Went::Back) };
        let ids = propose::entry_ids(&texts, &self.language());
        self.draft.entry("answer", blank, ids[index].as_str());
        Ok(Went::On)
    }
}
