//! Outcomes, graded again by the key that they were graded by.

use deck_format::Deck;
use session::PaperItem;
use session::record::{DeckRef, GRADING_VERSION, Given, Record};

use super::Against;
use super::finding::{Finding, NotChecked};
use super::record::Checked;

/// Checks what the record says that answers earned.
pub(super) fn check(record: &Record, against: &Against<'_>, checked: &mut Checked) {
    let start = record.start();
    let Some(deck) = start.decks.first() else { return };
    if deck.key.is_none() {
        let given = record.replay.items().flat_map(|(_, item)| item.answers());
        let graded = given.filter(|given| given.answer.outcome.is_some()).count();
        checked.findings.extend((graded > 0).then_some(Finding::OutcomeOnHandout(graded)));
        return;
    }
    let own = against.keys.deck();
    if !is_same(own, deck) || start.versions.grading != GRADING_VERSION {
        checked.not_checked.push(NotChecked::Key);
        return;
    }
    let mut found: Vec<(u64, Finding)> = record
        .replay
        .items()
        .flat_map(|(item, state)| state.answers().iter().map(move |given| (item, given)))
        .filter_map(|(item, given)| Some((given.line, graded(own, item, given)?)))
        .collect();
    found.sort_by_key(|(line, _)| *line);
    checked.findings.extend(found.into_iter().map(|(_, finding)| finding));
}

/// Whether a record was sat with the deck as it is.
fn is_same(own: &Deck, deck: &DeckRef) -> bool {
    own.face_digest() == deck.face && own.key_digest() == deck.key
}

/// Grades an answer again, by the deck's own rules.
fn graded(own: &Deck, item: &PaperItem, given: &Given) -> Option<Finding> {
    let question = own.question(item.id.as_str())?;
    let key = question.key.as_ref()?;
    let response = &given.answer.response;
    let again = session::grade(&question.face, &key.answer, &own.face.language, response);
    let again = again.map(|outcome| outcome.fraction);
    (again != given.answer.outcome).then(|| Finding::Outcome {
        line: given.line,
        question: item.id.clone(),
        recorded: given.answer.outcome,
        given: again,
    })
}
