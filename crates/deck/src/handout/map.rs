//! What the opaque names of a handout stand for: the file that the instructor keeps.
//!
//! It is JSON. `map` is the version of the format, 1. `deck` is the deck's id; `face` and `handout`
//! are the digests of the faces of the deck and of the handout, as records of either hold them. Of a
//! paper, `paper` has the seed, the plan and the version of the draw. `passages`, `families` and
//! `media` go from the name in the handout to the one in the deck. `questions` has one object for
//! each question of the handout, by its id: the digests of its face in the deck and in the handout,
//! and what its options and blanks are called:
//!
//! ```json
//! {"face": "…", "handout": "…", "choices": {"a": "mps", "b": "meiya"}}
//! {"face": "…", "handout": "…", "left": {"a": "one"}, "right": {"a": "two"}}
//! {"face": "…", "handout": "…", "blanks": {"b1": {"id": "year"}, "b2": {"id": "body", "choices": {"a": "mps"}}}}
//! ```
//!
//! `items` are as `choices`. Digests are 32 hexadecimal digits, the seed is a text. A later version
//! may add fields, with a new version number.

use std::collections::BTreeMap;

use deck_format::{Body, Deck, DeckId, Digest, FamilyId, LocalId, PassageId, Question, QuestionId};
use serde::{Deserialize, Serialize};
use session::{DRAW_VERSION, Plan, Seed};

use super::by_name;
use super::content::{Asked, Content, List};
use super::names::Names;
use super::paper::PaperPlan;

/// The version of the format of the map.
pub const MAP_VERSION: u32 = 1;

/// What the opaque names of a handout stand for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandoutMap {
    /// The version of the format, [`MAP_VERSION`].
    pub map: u32,
    /// The deck.
    pub deck: DeckId,
    /// The digest of the deck's face, from which the handout was made.
    pub face: Digest,
    /// The digest of the handout's face, as records made on it hold it.
    pub handout: Digest,
    /// Of one paper: how it was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<PaperMap>,
    /// The passages that are called `p1`, `p2` …
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "by_name::passages")]
    pub passages: Vec<PassageId>,
    /// The families that are called `f1`, `f2` …
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "by_name::families")]
    pub families: Vec<FamilyId>,
    /// The images: from the path in the handout to the path in the deck.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub media: BTreeMap<String, String>,
    /// The questions of the handout.
    pub questions: BTreeMap<QuestionId, QuestionMap>,
}

/// How a paper was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperMap {
    /// The seed.
    pub seed: Seed,
    /// What was drawn.
    pub plan: Plan,
    /// The version of the draw.
    pub draw: u32,
}

/// What the names in one question stand for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionMap {
    /// The digest of its face in the deck.
    pub face: Digest,
    /// The digest of its face in the handout, as records made on it hold it.
    pub handout: Digest,
    /// The options that are called `a`, `b` …
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "by_name::entries")]
    pub choices: Vec<LocalId>,
    /// The items of an ordering.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "by_name::entries")]
    pub items: Vec<LocalId>,
    /// The left sides of a matching.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "by_name::entries")]
    pub left: Vec<LocalId>,
    /// The right sides of a matching.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "by_name::entries")]
    pub right: Vec<LocalId>,
    /// The blanks of a cloze, which are called `b1`, `b2` …
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "by_name::blanks")]
    pub blanks: Vec<BlankMap>,
}

/// What the names of one blank stand for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlankMap {
    /// Its id in the deck.
    pub id: LocalId,
    /// Its options, where it has any.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "by_name::entries")]
    pub choices: Vec<LocalId>,
}

/// Why a text is no map of a handout.
#[derive(Debug, thiserror::Error)]
pub enum MapError {
    /// It is of a later version.
    #[error("the map is of version {0}; this program reads version {MAP_VERSION}")]
    Newer(u32),
    /// It does not have the shape of a map.
    #[error("not the map of a handout: {0}")]
    Shape(#[from] serde_json::Error),
}

impl HandoutMap {
    /// The map as JSON, with a line end.
    #[must_use]
    pub fn to_json(&self) -> String {
        let json = serde_json::to_string_pretty(self);
        let mut json = json.expect("a map holds only texts, whole numbers, and lists of them");
        json.push('\n');
        json
    }

    /// Reads a map.
    ///
    /// # Errors
    /// When it is none, or of a later version.
    pub fn from_json(text: &str) -> Result<Self, MapError> {
        #[derive(Deserialize)]
        struct Version {
            map: u32,
        }
        match serde_json::from_str::<Version>(text)?.map {
            MAP_VERSION => Ok(serde_json::from_str(text)?),
            newer => Err(MapError::Newer(newer)),
        }
    }
}

/// The map of a handout, of which `read` is what its text reads as.
pub(super) fn map(
    deck: &Deck,
    content: &Content<'_>,
    names: &Names<'_>,
    read: &Deck,
    paper: Option<&PaperPlan>,
) -> HandoutMap {
    let media = names.media(&content.media).into_iter().map(|medium| (medium.to, medium.from));
    let questions = content.questions.iter().zip(&read.questions);
    HandoutMap {
        map: MAP_VERSION,
        deck: deck.face.id.clone(),
        face: deck.face_digest(),
        handout: read.face_digest(),
        paper: paper.map(|paper| PaperMap {
            seed: paper.seed,
            plan: paper.plan.clone(),
            draw: DRAW_VERSION,
        }),
        passages: names.passages.iter().map(|id| (*id).clone()).collect(),
        families: names.families.iter().map(|id| (*id).clone()).collect(),
        media: media.collect(),
        questions: questions
            .map(|(asked, read_as)| (asked.face.id.clone(), question(deck, asked, read, read_as)))
            .collect(),
    }
}

fn question(deck: &Deck, asked: &Asked<'_>, read: &Deck, read_as: &Question) -> QuestionMap {
    let passage = asked.face.passage.as_ref().and_then(|id| deck.passage(id));
    let mut map = QuestionMap {
        face: deck_format::face_digest(asked.face, passage),
        handout: read_as.face_digest(read),
        choices: Vec::new(),
        items: Vec::new(),
        left: Vec::new(),
        right: Vec::new(),
        blanks: Vec::new(),
    };
    let mut lists = asked.lists.iter().map(ids);
    let mut next = || lists.next().unwrap_or_default();
    match &asked.face.body {
        Body::SingleChoice { .. } | Body::MultipleSelect { .. } => map.choices = next(),
        Body::Ordering { .. } => map.items = next(),
        Body::Matching { .. } => (map.left, map.right) = (next(), next()),
        Body::Cloze { blanks, .. } => {
            map.blanks = blanks
                .iter()
                .map(|blank| {
                    let is_choice = matches!(blank.sort, deck_format::BlankSort::Choice { .. });
                    let choices = if is_choice { next() } else { Vec::new() };
                    BlankMap { id: blank.id.clone(), choices }
                })
                .collect();
        }
        Body::TrueFalse | Body::Numerical { .. } | Body::ShortAnswer | Body::Essay => {}
    }
    map
}

/// The ids of a list in the deck, in the order of the handout.
fn ids(list: &List<'_>) -> Vec<LocalId> {
    list.entries.iter().map(|(entry, _)| entry.id.clone()).collect()
}
