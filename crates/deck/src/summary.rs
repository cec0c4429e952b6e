//! What a deck holds, in one row: for `deck list`.

use deck_format::{Kind, Points};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::read::ReadDeck;

/// One deck in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many questions it has.
    pub questions: usize,
    /// How many questions there are of each kind that it has, in the order of [`Kind::ALL`].
    #[serde(serialize_with = "as_map")]
    pub kinds: Vec<(Kind, usize)>,
    /// What all questions are worth together.
    #[serde(serialize_with = "as_text")]
    pub points: Points,
    /// The language of its texts.
    pub language: String,
    /// Whether it is a handout.
    pub handout: bool,
    /// The file, as it was named.
    pub file: String,
}

impl Summary {
    /// What a deck holds.
    #[must_use]
    pub fn of(read: &ReadDeck) -> Self {
        let (face, questions) = (&read.deck.face, &read.deck.questions);
        let of_kind = |kind: &Kind| {
            let count = questions.iter().filter(|question| question.face.kind() == *kind).count();
            (count > 0).then_some((*kind, count))
        };
        Self {
            id: face.id.as_str().to_owned(),
            title: face.title.clone(),
            questions: questions.len(),
            kinds: Kind::ALL.iter().filter_map(of_kind).collect(),
            points: questions.iter().map(|question| question.face.points).sum(),
            language: face.language.clone(),
            handout: face.handout,
            file: read.name(),
        }
    }

    /// `12 single-choice, 3 cloze`.
    #[must_use]
    pub fn kinds_in_words(&self) -> String {
        let kinds = self.kinds.iter().map(|(kind, count)| format!("{count} {kind}"));
        kinds.collect::<Vec<_>>().join(", ")
    }
}

fn as_map<S: Serializer>(kinds: &[(Kind, usize)], to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(kinds.len()))?;
    for (kind, count) in kinds {
        map.serialize_entry(kind.as_str(), count)?;
    }
    map.end()
}

/// Points as text, since they are exact.
pub(crate) fn as_text<S: Serializer>(points: &Points, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(points)
}
