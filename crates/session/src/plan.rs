//! What a sitting asks for: how many questions, and which.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use deck_format::{DeckId, Difficulty, Face, Kind, QuestionId};
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a draw is asked for, resolved: nothing in it depends on defaults any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// How many, or by which rows.
    pub take: Take,
    /// Only questions with one of these tags; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Only these kinds; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// Only these difficulties; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub difficulties: Vec<Difficulty>,
    /// Only these questions of these decks: those of a measured difficulty, found before the draw, so
    /// that it does not depend on statistics which may change. Empty for all.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub only: BTreeMap<DeckId, BTreeSet<QuestionId>>,
    /// Whether questions that were not seen before come first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unseen_first: bool,
    /// Whether only questions count that were missed when last answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missed: bool,
}

/// How many questions; in a record a number, `"all"` or `"blueprint"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Take {
    /// This many, or all where there are fewer.
    Count(usize),
    /// All.
    All,
    /// By the deck's blueprint.
    Blueprint,
}

impl Plan {
    /// So many questions of any sort.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::of(Take::Count(count))
    }

    /// Every question.
    #[must_use]
    pub fn all() -> Self {
        Self::of(Take::All)
    }

    /// A plan without filters.
    #[must_use]
    pub fn of(take: Take) -> Self {
        Self {
            take,
            tags: Vec::new(),
            kinds: Vec::new(),
            difficulties: Vec::new(),
            only: BTreeMap::new(),
            unseen_first: false,
            missed: false,
        }
    }

    /// Whether a question of a deck passes the filters of tag, kind and difficulty, also of the measured
    /// one.
    #[must_use]
    pub fn fits(&self, deck: &DeckId, face: &Face) -> bool {
        (self.tags.is_empty() || self.tags.iter().any(|tag| face.tags.contains(tag)))
            && (self.kinds.is_empty() || self.kinds.contains(&face.kind()))
            && (self.difficulties.is_empty()
                || face
                    .difficulty
                    .is_some_and(|difficulty| self.difficulties.contains(&difficulty)))
            && (self.only.is_empty()
                || self.only.get(deck).is_some_and(|questions| questions.contains(&face.id)))
    }
}

impl Serialize for Take {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(count) => to.serialize_u64(*count as u64),
            Self::All => to.serialize_str("all"),
            Self::Blueprint => to.serialize_str("blueprint"),
        }
    }
}

impl<'de> Deserialize<'de> for Take {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(TakeVisitor)
    }
}

struct TakeVisitor;

impl Visitor<'_> for TakeVisitor {
    type Value = Take;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number of questions, `all` or `blueprint`")
    }

    fn visit_u64<E: Error>(self, count: u64) -> Result<Take, E> {
        usize::try_from(count)
            .map(Take::Count)
            .map_err(|_| E::invalid_value(Unexpected::Unsigned(count), &self))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Take, E> {
        match name {
            "all" => Ok(Take::All),
            "blueprint" => Ok(Take::Blueprint),
            _ => Err(E::invalid_value(Unexpected::Str(name), &self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_written_without_what_it_does_not_ask_for() {
        let full = Plan {
            take: Take::Count(10),
            tags: vec!["treaties".into()],
            kinds: vec![Kind::Ordering],
            difficulties: vec![Difficulty::Hard],
            only: [(DeckId::new("d").unwrap(), [QuestionId::new("q").unwrap()].into())].into(),
            unseen_first: true,
            missed: true,
        };
        for (plan, text) in [
            (Plan::count(10), r#"{"take":10}"#),
            (Plan::all(), r#"{"take":"all"}"#),
            (Plan::of(Take::Blueprint), r#"{"take":"blueprint"}"#),
            (
                full,
                r#"{"take":10,"tags":["treaties"],"kinds":["ordering"],"difficulties":["hard"],"only":{"d":["q"]},"unseen_first":true,"missed":true}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&plan).unwrap(), text);
            assert_eq!(serde_json::from_str::<Plan>(text).unwrap(), plan);
        }
    }

    #[test]
    fn what_is_no_plan_is_refused() {
        for bad in [r#"{}"#, r#"{"take":-1}"#, r#"{"take":"some"}"#, r#"{"take":1,"tag":[]}"#] {
            assert!(serde_json::from_str::<Plan>(bad).is_err(), "{bad}");
        }
    }
}
