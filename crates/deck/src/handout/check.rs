//! Reading a handout again, before anybody gets it.

mod fields;
mod phrases;

use std::collections::HashSet;

use deck_format::{Deck, Problems, QuestionId};

use super::content::Content;
use super::error::{HandoutError, Leak};
use super::{compose, key_texts, names, write};
use phrases::Phrases;

/// Reads the text of a handout as students will. Nothing may stand in it but fields of the face,
/// it has to say what it says in one way only, and texts of at least [`phrases::LEAST`] characters
/// that are not of the face are looked for.
///
/// That it can be said in one way only means: written anew from what was read, it is the same text.
/// A comment, an id of the author's or anything else that the reader overlooks would be lost.
pub(super) fn check(deck: &Deck, content: &Content<'_>, text: &str) -> Result<Deck, HandoutError> {
    let read = deck_format::parse(text).map_err(|problems| unread(&problems))?;
    if !read.face.handout {
        return Err(HandoutError::Unfaithful("it is no handout".to_owned()));
    }
    let strings = fields::strings(text)?;
    let mut leaks: Vec<Leak> = strings.strays.into_iter().map(Leak::Field).collect();
    leaks.extend(leaked_texts(deck, content, &strings.texts));
    if !leaks.is_empty() {
        return Err(HandoutError::Leaks(leaks));
    }
    let (again, _) = compose(&read, None, names::same_images(&read))?;
    if write::write(&again) != text {
        return Err(HandoutError::Unfaithful("written again it differs".to_owned()));
    }
    Ok(read)
}

fn unread(problems: &Problems) -> HandoutError {
    let first = problems.diagnostics.first().map(|problem| problem.message.clone());
    HandoutError::Unfaithful(first.unwrap_or_default())
}

/// Texts that are not for students but stand in the handout, and not in the face.
fn leaked_texts(deck: &Deck, content: &Content<'_>, texts: &[String]) -> Vec<Leak> {
    let face = face_texts(deck, content);
    let is_face: HashSet<&str> = face.iter().copied().collect();
    // What stands in the face as it is can hold nothing that is not of the face.
    let changed = texts.iter().map(String::as_str).filter(|text| !is_face.contains(text));
    let changed: Vec<&str> = changed.collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let secret = key_texts::of_deck(deck).into_iter().chain(undrawn(deck, content));
    let mut found = Phrases::new(secret).found_in(&changed);
    found.retain(|text| !face.iter().any(|face| face.contains(text)));
    found.into_iter().map(|text| Leak::Text(text.to_owned())).collect()
}

/// The texts that students may see.
fn face_texts<'d>(deck: &'d Deck, content: &Content<'d>) -> Vec<&'d str> {
    let face = content.deck;
    let mut texts = vec![face.id.as_str(), &*face.title, &*face.language];
    for asked in &content.questions {
        texts.push(asked.face.id.as_str());
        texts.extend(key_texts::of_face(asked.face));
        texts.extend(asked.face.tags.iter().map(String::as_str));
        let passage = asked.face.passage.as_ref().and_then(|id| deck.passage(id));
        texts.extend(passage.map(|passage| &*passage.text));
    }
    texts.extend(face.blueprint.iter().filter_map(|row| row.tag.as_deref()));
    texts
}

/// The faces of the questions that a paper leaves out.
fn undrawn<'d>(deck: &'d Deck, content: &Content<'d>) -> impl Iterator<Item = &'d str> {
    let asked: HashSet<&QuestionId> =
        content.questions.iter().map(|asked| &asked.face.id).collect();
    deck.questions.iter().filter(move |question| !asked.contains(&question.face.id)).flat_map(
        |question| {
            std::iter::once(question.face.id.as_str()).chain(key_texts::of_face(&question.face))
        },
    )
}

#[cfg(test)]
mod tests;
