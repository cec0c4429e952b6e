//! The questions of a deck or a handout, as papers name them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use deck_format::{DeckId, Digest, Kind, QuestionId, check_id};

use super::cursor::Cursor;

/// The questions of a deck or a handout, as papers name them.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The deck's id, as it stands in the record.
    deck: String,
    /// The digest of the handout's face; `None` for the deck itself.
    handout: Option<String>,
    /// How a question of a paper begins, up to its id.
    beginning: String,
    by_id: HashMap<Box<[u8]>, Question, BuildHasherDefault<Mixed>>,
}

/// One question.
#[derive(Debug, Clone)]
struct Question {
    number: u32,
    /// What stands between its id and its order.
    after: Box<[u8]>,
}

impl Asked {
    /// The questions of a deck, or of the handout with this face; each has a number of its own.
    #[must_use]
    pub fn new<'q>(
        deck: &DeckId,
        handout: Option<Digest>,
        questions: impl IntoIterator<Item = (u32, &'q QuestionId, Kind, Digest)>,
    ) -> Self {
        let by_id = questions.into_iter().map(|(number, id, kind, face)| {
            let after = format!("\",\"kind\":\"{kind}\",\"face\":\"{face}\"");
            (id.as_str().as_bytes().into(), Question { number, after: after.into_bytes().into() })
        });
        Self {
            deck: deck.to_string(),
            handout: handout.map(|face| face.to_string()),
            beginning: format!("{{\"deck\":\"{deck}\",\"id\":\""),
            by_id: by_id.collect(),
        }
    }

    /// Whether these are the questions of a deck that a record names: a handout is known by the
    /// digest of its face, a deck by having keys.
    pub(super) fn are_of(&self, deck: &str, face: &str, has_key: bool) -> bool {
        self.deck == deck
            && match &self.handout {
                None => has_key,
                Some(handout) => !has_key && handout == face,
            }
    }

    /// Goes over a question of a paper: its number.
    #[inline]
    pub(super) fn question(&self, cursor: &mut Cursor<'_>) -> Option<u32> {
        cursor.take_all(self.beginning.as_bytes())?;
        // No id holds a quote.
        let end = cursor.0.iter().position(|byte| *byte == b'"')?;
        let Question { number, after } = self.by_id.get(&cursor.0[..end])?;
        cursor.0 = &cursor.0[end..];
        cursor.take_all(after)?;
        if cursor.has(b",\"order\":{") {
            order(cursor)?;
            cursor.take(b"}")?;
        }
        cursor.take(b"}")?;
        Some(*number)
    }
}

/// Goes over the order of a question's parts, of which every kind has its own.
fn order(cursor: &mut Cursor<'_>) -> Option<()> {
    if cursor.has(b"\"choices\":[") || cursor.has(b"\"items\":[") {
        return ids(cursor);
    }
    if cursor.has(b"\"left\":[") {
        ids(cursor)?;
        cursor.take(b",\"right\":[")?;
        return ids(cursor);
    }
    cursor.take(b"\"blanks\":{")?;
    loop {
        cursor.take(b"\"")?;
        id(cursor)?;
        cursor.take(b":[")?;
        ids(cursor)?;
        if !cursor.has(b",") {
            return cursor.take(b"}");
        }
    }
}

/// Goes over the rest of a list of ids.
#[inline]
fn ids(cursor: &mut Cursor<'_>) -> Option<()> {
    loop {
        cursor.take(b"\"")?;
        id(cursor)?;
        if !cursor.has(b",") {
            return cursor.take(b"]");
        }
    }
}

/// Goes over an id and its quote.
#[inline]
fn id(cursor: &mut Cursor<'_>) -> Option<()> {
    // One letter, as on handouts, is no field's name.
    if let [b'a'..=b'z', b'"', rest @ ..] = cursor.0 {
        cursor.0 = rest;
        return Some(());
    }
    let id = cursor.until(b'"')?;
    check_id(std::str::from_utf8(id).ok()?).ok()
}

/// A quick hash of short texts. Only what the instructor's own deck holds is kept under it, so
/// nobody gains by texts that meet.
#[derive(Debug, Default, Clone, Copy)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
        let mut mix = |word: u64| {
            let mixed = (self.0.rotate_left(29) ^ word).wrapping_mul(ODD);
            self.0 = mixed ^ (mixed >> 32);
        };
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| mix(u64::from_le_bytes(*word)));
        mix(rest.iter().fold(rest.len() as u64, |word, byte| word << 8 | u64::from(*byte)));
    }
}
