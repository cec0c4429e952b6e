//! The texts of a deck that no student may see.

use deck_format::{
    Answer, BlankKey, BlankSort, Body, Deck, Face, FamilyId, Key, Notes, NumberKey, NumberRange,
    Question, QuestionId, TextKey, TextPattern, Tolerance,
};

use super::names;

/// The texts of a deck that are not its face: of the keys, of the notes, and the author's own names
/// of options, items, sides, blanks, passages and families.
pub(super) fn of_deck(deck: &Deck) -> Vec<&str> {
    let mut texts = Vec::new();
    for source in &deck.notes.sources {
        texts.push(&*source.name);
        texts.extend(source.title.as_deref());
        texts.extend(source.sha256.as_deref());
    }
    lint(&deck.notes.lint_allow, &mut texts);
    texts.extend(deck.face.passages.iter().map(|passage| passage.id.as_str()));
    for question in &deck.questions {
        question.key.iter().for_each(|key| of_key(key, &mut texts));
        notes(&question.notes, &mut texts);
        own_ids(question, &mut texts);
    }
    texts
}

fn own_ids<'d>(question: &'d Question, texts: &mut Vec<&'d str>) {
    let face = &question.face;
    texts.extend(face.family.as_ref().map(FamilyId::as_str));
    for options in names::lists(&face.body) {
        texts.extend(options.iter().map(|entry| entry.id.as_str()));
    }
    if let Body::Cloze { blanks, .. } = &face.body {
        texts.extend(blanks.iter().map(|blank| blank.id.as_str()));
    }
}

fn notes<'d>(notes: &'d Notes, texts: &mut Vec<&'d str>) {
    lint(&notes.lint_allow, texts);
    texts.extend(notes.was.iter().map(QuestionId::as_str));
}

fn lint<'d>(allow: &'d [(String, String)], texts: &mut Vec<&'d str>) {
    texts.extend(allow.iter().flat_map(|(code, reason)| [&**code, &**reason]));
}

fn of_key<'d>(key: &'d Key, texts: &mut Vec<&'d str>) {
    texts.extend(key.explanation.as_deref());
    texts.extend(key.why.iter().map(|(_, why)| &**why));
    texts.extend(key.hints.iter().map(String::as_str));
    for citation in &key.cite {
        texts.push(&citation.source);
        texts.extend(citation.evidence.iter().map(String::as_str));
    }
    match &key.answer {
        Answer::Numerical(number) => of_number(number, texts),
        Answer::ShortAnswer(text) => of_text(text, texts),
        Answer::Cloze(blanks) => {
            for (_, key) in blanks {
                match key {
                    BlankKey::Number(number) => of_number(number, texts),
                    BlankKey::Text(text) => of_text(text, texts),
                    BlankKey::Choice(_) => {}
                }
            }
        }
        Answer::Essay { rubric, model } => {
            texts.extend(rubric.iter().flat_map(|one| [one.id.as_str(), &*one.text]));
            texts.extend(model.as_deref());
        }
        // They name options alone, whose ids are looked for anyway.
        Answer::SingleChoice(_)
        | Answer::MultipleSelect(_)
        | Answer::TrueFalse(_)
        | Answer::Ordering(_)
        | Answer::Matching(_) => {}
    }
}

fn of_text<'d>(key: &'d TextKey, texts: &mut Vec<&'d str>) {
    texts.push(&key.answer);
    for accept in &key.accept {
        match &accept.pattern {
            TextPattern::Literal(text) | TextPattern::Wildcard(text) => texts.push(text),
        }
    }
    texts.extend(key.reject.iter().flat_map(|(text, why)| [&**text, &**why]));
}

fn of_number<'d>(key: &'d NumberKey, texts: &mut Vec<&'d str>) {
    texts.push(key.answer.written());
    texts.extend(of_tolerance(&key.tolerance));
    for accept in &key.accept {
        match &accept.range {
            NumberRange::Around { value, tolerance } => {
                texts.push(value.written());
                texts.extend(of_tolerance(tolerance));
            }
            NumberRange::Between { from, to } => texts.extend([from.written(), to.written()]),
        }
    }
    texts.extend(key.units.iter().flat_map(|(unit, factor)| [&**unit, factor.written()]));
}

fn of_tolerance(tolerance: &Tolerance) -> Option<&str> {
    match tolerance {
        Tolerance::Absolute(by) | Tolerance::Percent(by) => Some(by.written()),
        Tolerance::Exact | Tolerance::Digits(_) => None,
    }
}

/// The texts of a question's face that a student reads, its passage left out.
pub(super) fn of_face(question: &Face) -> impl Iterator<Item = &str> {
    let units = match &question.body {
        Body::Numerical { unit } => unit.iter().map(String::as_str).collect(),
        Body::Cloze { blanks, .. } => blanks
            .iter()
            .filter_map(|blank| match &blank.sort {
                BlankSort::Number { unit } => unit.as_deref(),
                BlankSort::Text | BlankSort::Choice { .. } => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    names::texts(question).chain(units)
}
