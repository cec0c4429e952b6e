//! What a deck is made of, in numbers: for `deck stats`.

mod blueprint;
mod positions;
mod reading;

use deck_format::{Deck, Difficulty, Face, Kind, Points};
use serde::Serialize;

pub use blueprint::Row;
pub use positions::{Position, Positions};
pub use reading::{Reading, WORDS_PER_MINUTE};

use crate::citations::{Coverage, citations};
use crate::source::Source;
use crate::summary::as_text;

/// A deck in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// All questions.
    pub total: Share,
    /// By kind, in the order of the format; kinds without a question are left out.
    pub kinds: Vec<Group>,
    /// By tag, the most used first; a question counts for each of its tags.
    pub tags: Vec<Group>,
    /// By difficulty, from easy to hard; those without one last, under no name.
    pub difficulties: Vec<Group>,
    /// Where the key stands in lists whose order is fixed.
    pub positions: Positions,
    /// The rows of the blueprint.
    pub blueprint: Vec<Row>,
    /// How long it takes to read.
    pub reading: Reading,
    /// The families of which at most one question is asked.
    pub families: Vec<Family>,
    /// How many citations there are.
    pub citations: usize,
    /// How many questions cite something.
    pub citing: usize,
    /// The sources whose texts are at hand.
    pub sources: Vec<SourceStats>,
}

/// Some questions of a deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many.
    pub questions: usize,
    /// What they are worth together.
    #[serde(serialize_with = "as_text")]
    pub points: Points,
}

/// Questions that have something in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// What it is; `None` for those that have none.
    pub name: Option<String>,
    /// The questions.
    #[serde(flatten)]
    pub share: Share,
}

/// A family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Family {
    /// Its name.
    pub name: String,
    /// The ids of its questions, in the order of the file.
    pub questions: Vec<String>,
}

/// How the questions cover a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceStats {
    /// The name that citations use.
    pub name: String,
    /// Its paragraphs, from the first.
    pub paragraphs: Vec<ParagraphStats>,
    /// How many questions cite nothing of it.
    pub questions_without: usize,
}

/// A paragraph of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParagraphStats {
    /// Its number, from 1.
    pub number: usize,
    /// How many questions cite it.
    pub questions: usize,
    /// Whether the deck says that it needs no question.
    pub skipped: bool,
    /// Its first words.
    pub begins: String,
}

/// How many characters of a paragraph are repeated.
const SHOWN: usize = 48;

impl Stats {
    /// Counts a deck. Sources that it does not declare are passed over.
    #[must_use]
    pub fn of(deck: &Deck, sources: &[Source]) -> Self {
        let faces: Vec<&Face> = deck.questions.iter().map(|question| &question.face).collect();
        let declared = |source: &&Source| {
            deck.notes.sources.iter().any(|declared| declared.name == source.name())
        };
        let cites = |question: &&deck_format::Question| {
            question.key.as_ref().is_some_and(|key| !key.cite.is_empty())
        };
        Self {
            id: deck.face.id.as_str().to_owned(),
            title: deck.face.title.clone(),
            total: Share::of(faces.iter().copied()),
            kinds: kinds(&faces),
            tags: tags(&faces),
            difficulties: difficulties(&faces),
            positions: Positions::of(deck),
            blueprint: Row::all(deck),
            reading: Reading::of(deck),
            families: families(&faces),
            citations: citations(deck).count(),
            citing: deck.questions.iter().filter(cites).count(),
            sources: sources.iter().filter(declared).map(|one| source_stats(deck, one)).collect(),
        }
    }
}

impl Share {
    fn of<'a>(faces: impl Iterator<Item = &'a Face>) -> Self {
        let all = faces.fold((0, Points::default()), |(questions, points), face| {
            (questions + 1, points + face.points)
        });
        Self { questions: all.0, points: all.1 }
    }
}

/// The questions that fit; `None` where there are none.
fn group(name: Option<&str>, faces: &[&Face], fits: impl Fn(&Face) -> bool) -> Option<Group> {
    let share = Share::of(faces.iter().copied().filter(|face| fits(face)));
    (share.questions > 0).then(|| Group { name: name.map(str::to_owned), share })
}

fn kinds(faces: &[&Face]) -> Vec<Group> {
    let of_kind = |kind: &Kind| group(Some(kind.as_str()), faces, |face| face.kind() == *kind);
    Kind::ALL.iter().filter_map(of_kind).collect()
}

fn difficulties(faces: &[&Face]) -> Vec<Group> {
    let named = Difficulty::ALL.iter().filter_map(|difficulty| {
        group(Some(difficulty.as_str()), faces, |face| face.difficulty == Some(*difficulty))
    });
    named.chain(group(None, faces, |face| face.difficulty.is_none())).collect()
}

fn tags(faces: &[&Face]) -> Vec<Group> {
    let mut shares: std::collections::BTreeMap<&str, Share> = std::collections::BTreeMap::new();
    for face in faces {
        for tag in &face.tags {
            let none = Share { questions: 0, points: Points::default() };
            let share = shares.entry(tag).or_insert(none);
            *share = Share { questions: share.questions + 1, points: share.points + face.points };
        }
    }
    let mut groups: Vec<Group> = shares
        .into_iter()
        .map(|(tag, share)| Group { name: Some(tag.to_owned()), share })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.share.questions));
    groups
}

fn families(faces: &[&Face]) -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for face in faces {
        let Some(family) = &face.family else { continue };
        let at = *places.entry(family).or_insert_with(|| {
            families.push(Family { name: family.as_str().to_owned(), questions: Vec::new() });
            families.len() - 1
        });
        families[at].questions.push(face.id.as_str().to_owned());
    }
    families
}

fn source_stats(deck: &Deck, source: &Source) -> SourceStats {
    let coverage = Coverage::of(deck, source);
    let paragraphs = (1..).zip(&coverage.questions).map(|(number, questions)| ParagraphStats {
        number,
        questions: *questions,
        skipped: coverage.skipped.contains(&number),
        begins: beginning(source.paragraph(number).unwrap_or_default()),
    });
    SourceStats {
        name: source.name().to_owned(),
        paragraphs: paragraphs.collect(),
        questions_without: coverage.without,
    }
}

fn beginning(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
