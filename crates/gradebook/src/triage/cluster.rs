//! Typed answers that the deck takes for one: a cluster.

use std::collections::{BTreeMap, BTreeSet};

use deck_format::{Fraction, LocalId, QuestionId};
use session::{Nearest, Note, TextMatch, nearest_text};

use super::spellings::{Field, Givers, Spellings, earned};
use crate::book::Book;
use crate::decisions::folded;
use crate::grade::{Keyed, Keys};

/// A number that the key does not take is looked at when so many students give it.
const SEVERAL: usize = 2;

/// Typed answers that the deck takes for one, and that earn less than all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The question.
    pub question: QuestionId,
    /// Its place in the deck.
    pub place: usize,
    /// The blank, where it has blanks.
    pub blank: Option<LocalId>,
    /// What kind of answer it is.
    pub sort: Sort,
    /// The answers, folded.
    pub text: String,
    /// As they were typed, and how often each; the most frequent first.
    pub spellings: Vec<(String, usize)>,
    /// The attempts with one of them, by their places in the book.
    pub attempts: BTreeSet<usize>,
    /// What students say about it.
    pub claims: Vec<Claim>,
    /// What it earns by the key.
    pub credit: Fraction,
    /// Why it is wrong, where the key lists it as wrong; may be empty.
    pub rejected: Option<String>,
    /// The right text that is nearest; `None` of numbers, and where it is too long to be compared.
    pub nearest: Option<Nearest>,
}

/// What kind of answer a cluster is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A text.
    Text,
    /// A number.
    Number,
}

/// A student's word on an answer of a cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The student's id.
    pub student: String,
    /// Their name; empty where it is not known.
    pub name: String,
    /// What they say; may be empty.
    pub note: String,
}

impl Cluster {
    /// How many answers it holds.
    #[must_use]
    pub fn count(&self) -> usize {
        self.attempts.len()
    }

    /// How the field is named: `town`, or `town.place` of a blank.
    #[must_use]
    pub fn field(&self) -> String {
        match &self.blank {
            Some(blank) => format!("{}.{blank}", self.question),
            None => self.question.to_string(),
        }
    }

    /// The spelling that is most frequent.
    #[must_use]
    pub fn spelling(&self) -> &str {
        self.spellings.first().map_or(self.text.as_str(), |(typed, _)| typed.as_str())
    }
}

/// All clusters: the claimed ones first, then the most frequent, then in the order of the deck.
pub(super) fn clusters(spellings: &Spellings, book: &Book, keys: &Keys<'_>) -> Vec<Cluster> {
    let of_field = |(field, typed)| of_field(field, typed, book, keys);
    let mut all: Vec<Cluster> = spellings.0.iter().flat_map(of_field).collect();
    let rank = |cluster: &Cluster| (cluster.claims.is_empty(), usize::MAX - cluster.count());
    // What is equal in that stays in the order of deck, blank and text.
    all.sort_by_key(rank);
    all
}

/// The spellings that fold to one text, what they earn, and who gave them.
struct Group<'s> {
    earned: TextMatch,
    typed: Vec<(&'s str, &'s Givers)>,
}

fn of_field(
    field: &Field,
    typed: &BTreeMap<String, Givers>,
    book: &Book,
    keys: &Keys<'_>,
) -> Vec<Cluster> {
    let Some(keyed) = keys.questions().get(field.0) else { return Vec::new() };
    let groups = groups(keyed, field.1.as_ref(), keys.language(), typed);
    let cluster = |(text, group)| Cluster::of(field, text, &group, (keyed, keys.language()), book);
    groups.into_iter().map(cluster).filter(|cluster| cluster.waits(book)).collect()
}

/// What was typed into a field and earns less than all, by its folded text.
fn groups<'s>(
    keyed: &Keyed<'_>,
    blank: Option<&LocalId>,
    language: &str,
    typed: &'s BTreeMap<String, Givers>,
) -> BTreeMap<String, Group<'s>> {
    let mut groups: BTreeMap<String, Group<'s>> = BTreeMap::new();
    for (raw, givers) in typed {
        let Some(earned) = earned(keyed, blank, language, raw) else { continue };
        let text = folded(keyed.answer, blank.map(LocalId::as_str), language, raw);
        if let Some(text) = text.filter(|_| earned.credit < Fraction::ONE) {
            let group = groups.entry(text).or_insert_with(|| Group { earned, typed: Vec::new() });
            group.typed.push((raw, givers));
        }
    }
    groups
}

impl Cluster {
    fn of(
        (place, blank): &Field,
        text: String,
        Group { earned, typed }: &Group<'_>,
        (keyed, language): (&Keyed<'_>, &str),
        book: &Book,
    ) -> Self {
        let key = keyed.answer.text_key(blank.as_ref().map(LocalId::as_str));
        let first = typed.first().map_or("", |(raw, _)| *raw);
        let rejected = match &earned.note {
            Some(Note::Rejected(why)) => Some(why.clone()),
            _ => None,
        };
        let givers = || typed.iter().map(|(_, givers)| *givers);
        Self {
            question: keyed.face.id.clone(),
            place: *place,
            blank: blank.clone(),
            sort: if key.is_some() { Sort::Text } else { Sort::Number },
            text,
            spellings: counted(typed),
            attempts: givers().flat_map(|givers| givers.attempts.iter().copied()).collect(),
            claims: givers().flat_map(|givers| claims(givers, book)).collect(),
            credit: earned.credit,
            rejected,
            nearest: key.and_then(|key| nearest_text(key, language, first)),
        }
    }
}

impl Cluster {
    /// Whether a person has to look at it: it is claimed, or no rule of the key knows it.
    fn waits(&self, book: &Book) -> bool {
        let is_unmatched = self.credit == Fraction::ZERO && self.rejected.is_none();
        let students = || {
            let attempts = self.attempts.iter().filter_map(|at| book.sat(*at));
            attempts.map(|sat| sat.student.as_str()).collect::<BTreeSet<_>>().len()
        };
        !self.claims.is_empty()
            || is_unmatched && (self.sort == Sort::Text || students() >= SEVERAL)
    }
}

fn counted(typed: &[(&str, &Givers)]) -> Vec<(String, usize)> {
    let mut spellings: Vec<(String, usize)> =
        typed.iter().map(|(raw, givers)| ((*raw).to_owned(), givers.attempts.len())).collect();
    // Those that are equally frequent stay in the order of their text.
    spellings.sort_by_key(|(_, count)| usize::MAX - count);
    spellings
}

fn claims<'a>(givers: &'a Givers, book: &'a Book) -> impl Iterator<Item = Claim> + 'a {
    givers.claims.iter().filter_map(|(attempt, note)| {
        let student = book.sat(*attempt)?.student.clone();
        let row = book.rows.iter().find(|row| row.id == student);
        let name = row.map_or_else(String::new, |row| row.name.clone());
        Some(Claim { student, name, note: note.clone() })
    })
}
