//! From flags to the fields of a question.

use deck::edit::{Draft, propose, written};
use deck_format::Kind;

use super::flags::QuestionFlags;

impl QuestionFlags {
    /// The kind that is named, or else shown by the other fields; `None` where nothing shows it.
    pub(crate) fn kind(&self) -> Option<Kind> {
        let shown = [
            (!self.rubric.is_empty(), Kind::Essay),
            (!self.items.is_empty(), Kind::Ordering),
            (!self.left.is_empty() || !self.right.is_empty(), Kind::Matching),
            (!self.blanks.is_empty(), Kind::Cloze),
            (self.choices.len() > 1 && self.answers.len() == 1, Kind::SingleChoice),
            (!self.choices.is_empty() && self.answers.len() > 1, Kind::MultipleSelect),
        ];
        let shown = shown.into_iter().find(|(is_shown, _)| *is_shown).map(|(_, kind)| kind);
        self.kind.or(shown).or_else(|| match self.answers.as_slice() {
            [one] if matches!(one.as_str(), "true" | "false") => Some(Kind::TrueFalse),
            [one] if !written::number(one).is_str() => Some(Kind::Numerical),
            [_, ..] if self.prompt.as_deref().is_some_and(|prompt| prompt.contains("{{")) => {
                Some(Kind::Cloze)
            }
            [_] if self.choices.is_empty() => Some(Kind::ShortAnswer),
            _ => None,
        })
    }

    /// Puts what was given into a draft. The id is left out where none was given.
    pub(crate) fn fill(&self, draft: &mut Draft, language: &str) -> Result<(), String> {
        self.fill_texts(draft);
        self.fill_entries(draft, language)?;
        match self.kind() {
            Some(Kind::Cloze) => self.fill_cloze(draft)?,
            kind => self.fill_key(draft, kind)?,
        }
        self.fill_rubric(draft, language)?;
        for (field, given) in [("why", &self.whys), ("compare", &self.compares)] {
            for typed in given {
                let (name, text) = pair(typed, field)?;
                draft.entry(
                    field,
                    name,
                    if field == "compare" { compared(text) } else { written::text(text) },
                );
            }
        }
        for typed in &self.allows {
            let (code, reason) = pair(typed, "allow")?;
            draft.entry_in("lint", "allow", code, written::text(reason));
        }
        fill_cites(draft, &self.cites);
        Ok(())
    }

    fn fill_texts(&self, draft: &mut Draft) {
        let difficulty = self.difficulty.map(|difficulty| difficulty.as_str().to_owned());
        for (field, text) in [
            ("id", &self.id),
            ("prompt", &self.prompt),
            ("scoring", &self.scoring),
            ("time", &self.time),
            ("model", &self.model),
            ("explanation", &self.explanation),
            ("difficulty", &difficulty),
            ("passage", &self.passage),
            ("family", &self.family),
        ] {
            if let Some(text) = text {
                draft.set(field, text.as_str());
            }
        }
        for (field, texts) in [("pin", &self.pin), ("tags", &self.tags)] {
            for text in texts {
                draft.push(field, text.as_str());
            }
        }
        match self.hints.as_slice() {
            [] => {}
            [hint] => draft.set("hint", hint.as_str()),
            hints => draft.set("hint", written::texts(hints.iter().map(String::as_str))),
        }
        if let Some(points) = &self.points {
            draft.set("points", written::number(points));
        }
        if let Some(weight) = self.weight {
            draft.set("weight", i64::from(weight));
        }
        if let Some(shuffle) = self.shuffle {
            draft.set("shuffle", shuffle);
        }
        if self.reuse {
            draft.set("reuse", true);
        }
    }

    fn fill_entries(&self, draft: &mut Draft, language: &str) -> Result<(), String> {
        let is_cloze = self.kind() == Some(Kind::Cloze);
        for (field, given) in [
            ("choices", if is_cloze { &[][..] } else { &self.choices }),
            ("items", &self.items),
            ("left", &self.left),
            ("right", &self.right),
        ] {
            for (id, text) in entries(given, language) {
                if draft.entries(field).iter().any(|(other, _)| *other == id) {
                    return Err(format!("the id `{id}` stands twice among the {field}"));
                }
                draft.entry(field, &id, text);
            }
        }
        for typed in &self.pairs {
            let (left, right) = pair(typed, "pair")?;
            draft.entry("answer", left, right);
        }
        Ok(())
    }

    /// The key of all kinds but a cloze.
    fn fill_key(&self, draft: &mut Draft, kind: Option<Kind>) -> Result<(), String> {
        self.fill_answer(draft, kind);
        let plain = if kind == Some(Kind::Numerical) { written::number } else { written::text };
        for typed in &self.accepts {
            draft.push("accept", written::accepted(typed, plain));
        }
        if let Some(tolerance) = self.tolerances.last() {
            draft.set("tolerance", written::tolerance(tolerance));
        }
        if let Some(unit) = self.unit.last() {
            draft.set("unit", unit.as_str());
        }
        for (field, given) in [("units", &self.units), ("credit", &self.credits)] {
            for typed in given {
                let (name, number) = pair(typed, field)?;
                draft.entry(field, name, written::number(number));
            }
        }
        for typed in &self.rejects {
            let (text, reason) = pair(typed, "reject")?;
            draft.entry("reject", text, reason);
        }
        Ok(())
    }

    fn fill_answer(&self, draft: &mut Draft, kind: Option<Kind>) {
        let choices = draft.entries("choices");
        let id_of = |typed: &str| {
            let named = choices.iter().any(|(id, _)| id == typed);
            let by_text = choices.iter().find(|(_, text)| !named && text == typed);
            by_text.map_or_else(|| typed.trim().to_owned(), |(id, _)| id.clone())
        };
        let Some(last) = self.answers.last() else { return };
        match kind {
            Some(Kind::MultipleSelect) => {
                let ids = self.answers.iter().flat_map(|typed| {
                    let one = id_of(typed);
                    let known = choices.iter().any(|(id, _)| *id == one);
                    let several = || written::ids(typed).map(str::to_owned).collect();
                    if known { vec![one] } else { several() }
                });
                let ids: Vec<String> = ids.collect();
                draft.set("answer", written::texts(ids.iter().map(String::as_str)));
            }
            Some(Kind::Ordering) => draft.set("answer", written::steps(&self.answers.join(" "))),
            Some(Kind::SingleChoice) => draft.set("answer", id_of(last)),
            Some(Kind::TrueFalse) => draft.set("answer", written::truth(last)),
            Some(Kind::Numerical) => draft.set("answer", written::number(last)),
            _ => draft.set("answer", last.as_str()),
        }
    }

    /// The blanks of a cloze and their keys.
    fn fill_cloze(&self, draft: &mut Draft) -> Result<(), String> {
        for typed in &self.blanks {
            let (blank, sort) = pair(typed, "blank")?;
            draft.entry_in("blanks", blank, "sort", sort);
        }
        for typed in &self.choices {
            let (name, text) = pair(typed, "choice")?;
            let (blank, id) = in_blank(name, "choice")?;
            draft.choice_of_blank(blank, id, text);
        }
        let is_number = |blank: &str| {
            let sorts = self.blanks.iter().filter_map(|typed| typed.split_once('='));
            sorts.into_iter().any(|(of, sort)| of.trim() == blank && sort.trim() == "number")
        };
        let value = |blank: &str| if is_number(blank) { written::number } else { written::text };
        for typed in &self.answers {
            let (blank, answer) = pair(typed, "answer")?;
            draft.entry("answer", blank, value(blank)(answer));
        }
        for typed in &self.accepts {
            let (blank, answer) = pair(typed, "accept")?;
            draft.push_in("accept", blank, written::accepted(answer, value(blank)));
        }
        for typed in &self.tolerances {
            let (blank, tolerance) = pair(typed, "tolerance")?;
            draft.entry("tolerance", blank, written::tolerance(tolerance));
        }
        for typed in &self.unit {
            let (blank, unit) = pair(typed, "unit")?;
            draft.entry_in("blanks", blank, "unit", unit);
        }
        for (field, given) in
            [("reject", &self.rejects), ("units", &self.units), ("credit", &self.credits)]
        {
            for typed in given {
                let (name, rest) = pair(typed, field)?;
                let (blank, name) = in_blank(name, field)?;
                let value = if field == "reject" { written::text } else { written::number };
                draft.entry_in(field, blank, name, value(rest));
            }
        }
        Ok(())
    }

    fn fill_rubric(&self, draft: &mut Draft, language: &str) -> Result<(), String> {
        let cut = |typed: &'_ String| {
            let (text, points) = typed.rsplit_once('=')?;
            Some((text.trim().to_owned(), points.trim().to_owned()))
        };
        let criteria: Option<Vec<_>> = self.rubric.iter().map(cut).collect();
        let criteria = criteria.ok_or("a criterion is given as --rubric [ID=]TEXT=POINTS")?;
        let texts: Vec<String> = criteria.iter().map(|(text, _)| text.clone()).collect();
        for ((id, text), (_, points)) in entries(&texts, language).into_iter().zip(&criteria) {
            draft.criterion(&id, &text, points);
        }
        if !criteria.is_empty() && self.points.is_none() {
            draft.sum_points();
        }
        Ok(())
    }
}

/// Ids and texts of entries, of which some or all have no id yet.
pub(crate) fn entries(given: &[String], language: &str) -> Vec<(String, String)> {
    let texts: Vec<&str> = given
        .iter()
        .map(|typed| written::named(typed).map_or(typed.as_str(), |(_, text)| text))
        .collect();
    let proposed = propose::entry_ids(&texts, language);
    let named = given.iter().map(|typed| written::named(typed).map(|(id, _)| id.to_owned()));
    let ids = named.zip(proposed).map(|(named, proposed)| named.unwrap_or(proposed));
    ids.zip(texts).map(|(id, text)| (id, text.to_owned())).collect()
}

/// A citation that was typed: `SOURCE`, `SOURCE:PARAGRAPH` or `SOURCE:PARAGRAPH:PHRASE`. Phrases of
/// one paragraph are put together.
pub(crate) fn fill_cites(draft: &mut Draft, typed: &[String]) {
    let mut cites: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for typed in typed {
        let mut parts = typed.splitn(3, ':').map(str::trim);
        let (source, paragraph) =
            (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let phrase = parts.next().filter(|phrase| !phrase.is_empty());
        match cites.iter_mut().find(|(s, p, _)| (*s, *p) == (source, paragraph)) {
            Some((_, _, phrases)) => phrases.extend(phrase),
            None => cites.push((source, paragraph, phrase.into_iter().collect())),
        }
    }
    for (source, paragraph, phrases) in cites {
        draft.cite(source, Some(paragraph).filter(|p| !p.is_empty()), &phrases);
    }
}

fn compared(typed: &str) -> toml_edit::Value {
    written::number(typed)
}

/// Cuts `name=value` of a flag.
fn pair<'t>(typed: &'t str, flag: &str) -> Result<(&'t str, &'t str), String> {
    let cut = typed.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
    cut.ok_or_else(|| format!("--{flag} takes a name, `=` and a value, not `{typed}`"))
}

/// Cuts `blank.name` of a flag.
fn in_blank<'t>(name: &'t str, flag: &str) -> Result<(&'t str, &'t str), String> {
    let cut = name.split_once('.').map(|(blank, name)| (blank.trim(), name.trim()));
    cut.ok_or_else(|| format!("in a cloze, --{flag} begins with the blank: BLANK.{name}=…"))
}

#[cfg(test)]
mod tests;
