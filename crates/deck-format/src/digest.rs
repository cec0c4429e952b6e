//! Digests of faces and keys, by which a later reader sees whether a question changed.
//!
//! A question's **face digest** covers what its student saw and how it is scored: kind, prompt,
//! passage, options in canonical order, unit, points, time, rule. It leaves out what only steers
//! draws (tags, difficulty, weight, family), so that re-tagging a deck changes no question.
//! Its **key digest** covers what grading reads: the answer and all that is accepted, rejected or
//! credited. It leaves out what only teaches (explanation, why, hint, model, citation).
//! A deck's face digest covers all of that and what steers draws.
//!
//! Every field is written as its length in 8 bytes, little-endian, then its bytes, so that no two
//! different lists of fields give the same input. The hash is SHA-256, cut to its first 16 bytes.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::compare::{TextPolicy, Typos};
use crate::deck::{Deck, DeckFace, Passage, Question};
use crate::face::{Blank, BlankSort, Body, Face, Options};
use crate::id::{FamilyId, LocalId, PassageId};
use crate::key::{
    Answer, BlankKey, ChoiceKey, Key, NumberKey, NumberRange, TextKey, TextPattern, Tolerance,
};
use crate::names::{Difficulty, Kind};

/// 128 bits of SHA-256, written as 32 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is no digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a digest of 32 lower-case hex digits")]
pub struct DigestError;

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let (pairs, []) = text.as_bytes().as_chunks() else { return Err(DigestError) };
        if pairs.len() != 16 {
            return Err(DigestError);
        }
        let mut bytes = [0; 16];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte =
                (hex_digit(*high).ok_or(DigestError)? << 4) | hex_digit(*low).ok_or(DigestError)?;
        }
        Ok(Self(bytes))
    }
}

/// The value of a lower-case hex digit.
fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

crate::text_serde::text_serde!(Digest);

/// Hashes fields, each with its length before it.
#[derive(Debug, Clone)]
pub struct Digester(Sha256);

impl Digester {
    /// Starts with the purpose, so that digests of different things never meet.
    #[must_use]
    pub fn new(purpose: &str) -> Self {
        let mut digester = Self(Sha256::new());
        digester.field(purpose);
        digester
    }

    /// Adds one field.
    pub fn field(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let bytes = bytes.as_ref();
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds an optional field; absent and empty differ.
    fn optional(&mut self, field: Option<impl AsRef<[u8]>>) -> &mut Self {
        match field {
            Some(bytes) => self.field("some").field(bytes),
            None => self.field("none"),
        }
    }

    /// Adds a number.
    fn number(&mut self, number: impl Into<u64>) -> &mut Self {
        self.field(number.into().to_le_bytes())
    }

    /// Adds a count; what follows is that many groups of fields.
    fn count(&mut self, count: usize) -> &mut Self {
        self.number(count as u64)
    }

    /// The whole 32 bytes of SHA-256.
    #[must_use]
    pub fn finish_long(self) -> [u8; 32] {
        self.0.finalize().into()
    }

    /// The digest.
    #[must_use]
    pub fn finish(self) -> Digest {
        let long = self.finish_long();
        let mut short = [0; 16];
        short.copy_from_slice(&long[..16]);
        Digest(short)
    }
}

impl Question {
    /// The digest of what a student saw and how it is scored.
    #[must_use]
    pub fn face_digest(&self, deck: &Deck) -> Digest {
        face_digest(&self.face, self.face.passage.as_ref().and_then(|id| deck.passage(id)))
    }

    /// The digest of what grading reads; `None` on a handout.
    #[must_use]
    pub fn key_digest(&self) -> Option<Digest> {
        self.key.as_ref().map(key_digest)
    }
}

impl Deck {
    /// The digest of the whole face: of the deck's own fields and of every question with what
    /// steers its draw.
    #[must_use]
    pub fn face_digest(&self) -> Digest {
        let mut to = Digester::new("quizdeck deck face 1");
        deck_face(&mut to, &self.face);
        to.count(self.questions.len());
        for question in &self.questions {
            to.field(question.face.id.as_str());
            to.field(question.face_digest(self).as_bytes());
            draw_fields(&mut to, &question.face);
        }
        to.finish()
    }

    /// The digest of all keys; `None` on a handout.
    #[must_use]
    pub fn key_digest(&self) -> Option<Digest> {
        if self.face.handout {
            return None;
        }
        let mut to = Digester::new("quizdeck deck key 1");
        to.count(self.questions.len());
        for question in &self.questions {
            to.field(question.face.id.as_str());
            to.optional(question.key_digest().as_ref().map(Digest::as_bytes));
        }
        Some(to.finish())
    }
}

fn deck_face(to: &mut Digester, face: &DeckFace) {
    to.field(face.id.as_str()).field(&face.title).field(&face.language);
    to.number(face.shuffle);
    to.count(face.blueprint.len());
    for row in &face.blueprint {
        to.optional(row.tag.as_deref());
        to.optional(row.difficulty.map(Difficulty::as_str));
        to.optional(row.kind.map(Kind::as_str));
        to.count(row.count);
    }
    match &face.exam {
        Some(exam) => {
            to.field("exam").number(exam.time_limit.map_or(0, |limit| limit.as_secs()));
            to.field(exam.feedback.as_str()).number(exam.back);
        }
        None => {
            to.field("no exam");
        }
    }
}

fn draw_fields(to: &mut Digester, face: &Face) {
    to.count(face.tags.len());
    for tag in &face.tags {
        to.field(tag);
    }
    to.optional(face.difficulty.map(Difficulty::as_str));
    to.number(face.weight);
    // Which passage and family tie it to others; their names are not seen.
    to.optional(face.passage.as_ref().map(PassageId::as_str));
    to.optional(face.family.as_ref().map(FamilyId::as_str));
}

/// The digest of a question's face, given the passage that it names.
#[must_use]
pub fn face_digest(face: &Face, passage: Option<&Passage>) -> Digest {
    let mut to = Digester::new("quizdeck face 1");
    to.field(face.id.as_str()).field(face.kind().as_str()).field(&face.prompt);
    to.optional(passage.map(|passage| &*passage.text));
    to.number(face.shuffle).number(face.points.thousandths());
    to.number(face.time.map_or(0, |time| time.as_secs()));
    body(&mut to, &face.body, face.shuffle);
    to.finish()
}

fn body(to: &mut Digester, body: &Body, shuffle: bool) {
    match body {
        Body::SingleChoice { choices, weighted } => {
            options(to, choices, shuffle);
            to.number(*weighted);
        }
        Body::MultipleSelect { choices, rule } => {
            options(to, choices, shuffle);
            to.field(rule.as_str());
        }
        Body::TrueFalse | Body::ShortAnswer | Body::Essay => {}
        Body::Numerical { unit } => {
            to.optional(unit.as_deref());
        }
        Body::Ordering { items, rule } => {
            options(to, items, shuffle);
            to.field(rule.as_str());
        }
        Body::Matching { left, right, reuse, rule } => {
            options(to, left, shuffle);
            options(to, right, shuffle);
            to.number(*reuse).field(rule.as_str());
        }
        Body::Cloze { blanks, rule, .. } => {
            to.count(blanks.len());
            for blank in blanks {
                self::blank(to, blank);
            }
            to.field(rule.as_str());
        }
    }
}

fn blank(to: &mut Digester, blank: &Blank) {
    to.field(blank.id.as_str()).number(blank.weight);
    match &blank.sort {
        BlankSort::Text => {
            to.field("text");
        }
        BlankSort::Number { unit } => {
            to.field("number").optional(unit.as_deref());
        }
        BlankSort::Choice { choices, shuffle } => {
            to.field("choice").number(*shuffle);
            options(to, choices, *shuffle);
        }
    }
}

fn options(to: &mut Digester, options: &Options, shuffle: bool) {
    to.count(options.len()).count(options.pinned().len());
    for entry in options.canonical(shuffle) {
        to.field(entry.id.as_str()).field(&entry.text);
    }
}

/// The digest of what grading reads of a key.
#[must_use]
pub fn key_digest(key: &Key) -> Digest {
    let mut to = Digester::new("quizdeck key 1");
    match &key.answer {
        Answer::SingleChoice(choice) => choice_key(&mut to, choice),
        Answer::MultipleSelect(ids) => {
            let mut ids: Vec<&str> = ids.iter().map(LocalId::as_str).collect();
            ids.sort_unstable();
            list(&mut to, ids);
        }
        Answer::TrueFalse(truth) => {
            to.number(*truth);
        }
        Answer::Numerical(number) => number_key(&mut to, number),
        Answer::ShortAnswer(text) => text_key(&mut to, text),
        Answer::Ordering(steps) => {
            to.count(steps.len());
            for step in steps {
                let mut step: Vec<&str> = step.iter().map(LocalId::as_str).collect();
                step.sort_unstable();
                list(&mut to, step);
            }
        }
        Answer::Matching(pairs) => {
            let mut pairs: Vec<_> =
                pairs.iter().map(|(left, right)| (left.as_str(), right.as_str())).collect();
            pairs.sort_unstable();
            to.count(pairs.len());
            for (left, right) in pairs {
                to.field(left).field(right);
            }
        }
        Answer::Cloze(blanks) => {
            to.count(blanks.len());
            for (id, key) in blanks {
                to.field(id.as_str());
                match key {
                    BlankKey::Choice(choice) => choice_key(&mut to, choice),
                    BlankKey::Number(number) => number_key(&mut to, number),
                    BlankKey::Text(text) => text_key(&mut to, text),
                }
            }
        }
        Answer::Essay { rubric, .. } => {
            to.count(rubric.len());
            for criterion in rubric {
                to.field(criterion.id.as_str()).field(&criterion.text);
                to.number(criterion.points.thousandths());
            }
        }
    }
    to.finish()
}

fn list<'a>(
    to: &mut Digester,
    fields: impl IntoIterator<Item = &'a str, IntoIter: ExactSizeIterator>,
) {
    let fields = fields.into_iter();
    to.count(fields.len());
    for field in fields {
        to.field(field);
    }
}

fn choice_key(to: &mut Digester, key: &ChoiceKey) {
    to.field(key.correct.as_str());
    let mut credits: Vec<_> = key.credit.iter().map(|(id, credit)| (id.as_str(), credit)).collect();
    credits.sort_unstable();
    to.count(credits.len());
    for (id, credit) in credits {
        to.field(id).field(credit.to_string());
    }
}

fn number_key(to: &mut Digester, key: &NumberKey) {
    // The writing counts: significant digits are read off it.
    to.field(key.answer.written());
    tolerance(to, &key.tolerance);
    to.count(key.accept.len());
    for accept in &key.accept {
        match &accept.range {
            NumberRange::Around { value, tolerance: around } => {
                to.field("around").field(value.written());
                tolerance(to, around);
            }
            NumberRange::Between { from, to: upper } => {
                to.field("between").field(from.written()).field(upper.written());
            }
        }
        to.field(accept.credit.to_string());
    }
    to.count(key.units.len());
    for (unit, factor) in &key.units {
        to.field(unit).field(factor.written());
    }
}

fn tolerance(to: &mut Digester, tolerance: &Tolerance) {
    match tolerance {
        Tolerance::Exact => to.field("exact"),
        Tolerance::Absolute(by) => to.field("absolute").field(by.written()),
        Tolerance::Percent(by) => to.field("percent").field(by.written()),
        Tolerance::Digits(digits) => to.field("digits").number(*digits),
    };
}

fn text_key(to: &mut Digester, key: &TextKey) {
    to.field(&key.answer).count(key.accept.len());
    for accept in &key.accept {
        match &accept.pattern {
            TextPattern::Literal(text) => to.field("literal").field(text),
            TextPattern::Wildcard(text) => to.field("wildcard").field(text),
        };
        to.field(accept.credit.to_string());
    }
    list(to, key.reject.iter().map(|(text, _)| text.as_str()));
    policy(to, key.compare);
}

fn policy(to: &mut Digester, policy: TextPolicy) {
    let TextPolicy { case, spaces, quotes, punctuation, accents, compat, articles, numbers, typos } =
        policy;
    for switch in [case, spaces, quotes, punctuation, accents, compat, articles, numbers] {
        to.number(switch);
    }
    match typos {
        Typos::ByLength => to.field("by length"),
        Typos::AtMost(most) => to.field("at most").number(most),
    };
}
