//! Whether a seed is the student's, and whether a paper is the one that its seed draws.

use std::collections::{BTreeMap, BTreeSet};

use deck_format::{Deck, Digest};
use session::record::Start;
use session::{DRAW_VERSION, DeckFaces, DrawError, History, PaperItem, Plan, Seed, Take, draw};

use super::finding::{Difference, Finding, NotChecked};
use super::record::Checked;
use super::{Against, everybody};
use crate::collect::Origin;

/// For so many papers it is looked for whose they are: each is compared with everybody's. Where
/// more differ, something else is wrong than that one student has the paper of another.
const MOST_PAPERS: usize = 20;

/// Checks the seed, the plan and the paper.
pub(super) fn check(start: &Start, against: &Against<'_>, checked: &mut Checked) {
    let Some(deck) = start.decks.first() else { return };
    let on_handout = deck.key.is_none();
    let before = checked.findings.len();
    if let Some(student) = start.student.as_ref().filter(|_| on_handout)
        && start.seed != Seed::of_student(deck.face, student)
    {
        checked.findings.push(Finding::Seed { found: start.seed, whose: None });
    }
    match against.sources.find(deck) {
        None => checked.not_checked.push(NotChecked::Source),
        Some(source) => redraw(start, source, checked),
    }
    // Only on a handout is there a student to whom a paper belongs.
    if on_handout && checked.findings.len() > before {
        checked.suspect = Some(Box::new(start.clone()));
    }
}

/// Draws the paper again.
fn redraw(start: &Start, source: &Deck, checked: &mut Checked) {
    let take = if source.face.blueprint.is_empty() { Take::All } else { Take::Blueprint };
    if start.plan != Plan::of(take) {
        checked.findings.push(Finding::Plan);
    }
    if start.versions.draw != DRAW_VERSION {
        checked.not_checked.push(NotChecked::DrawVersion(start.versions.draw));
        return;
    }
    if start.plan.unseen_first || start.plan.missed {
        checked.not_checked.push(NotChecked::History);
        return;
    }
    match drawn(source, &start.plan, start.seed) {
        Ok(expected) => checked.findings.extend(
            difference(&start.paper, &expected).map(|what| Finding::Paper { what, whose: None }),
        ),
        Err(error) => checked.findings.push(Finding::NoDraw(error.to_string())),
    }
}

fn drawn(source: &Deck, plan: &Plan, seed: Seed) -> Result<Vec<PaperItem>, DrawError> {
    draw(&[DeckFaces::from(source)], plan, seed, &History::default()).map(|draw| draw.items)
}

/// The first difference of a paper from the one that was drawn.
fn difference(found: &[PaperItem], expected: &[PaperItem]) -> Option<Difference> {
    let pairs = found.iter().zip(expected).zip(1..);
    let of_item = pairs.filter_map(|((found, expected), number)| of_item(number, found, expected));
    let lengths = (found.len() != expected.len())
        .then_some(Difference::Length { found: found.len(), expected: expected.len() });
    of_item.chain(lengths).next()
}

fn of_item(number: usize, found: &PaperItem, expected: &PaperItem) -> Option<Difference> {
    let id = || found.id.clone();
    if (&found.deck, &found.id) != (&expected.deck, &expected.id) {
        return Some(Difference::Question { number, found: id(), expected: expected.id.clone() });
    }
    if (found.face, found.kind) != (expected.face, expected.kind) {
        return Some(Difference::Face(number, id()));
    }
    (found.order != expected.order).then(|| Difference::Order(number, id()))
}

/// Says of seeds and papers that are not the student's own whose they are, as far as that is known.
pub(super) fn name_owners(records: &mut [(Origin, Checked)], against: &Against<'_>) {
    let suspects = records.iter().filter_map(|(_, checked)| checked.suspect.as_deref());
    let faces: BTreeSet<Digest> = suspects.filter_map(face).collect();
    if faces.is_empty() {
        return;
    }
    let ids: Vec<String> =
        everybody(records, against.roster).into_iter().map(str::to_owned).collect();
    let seed = |face: Digest, id: &String| ((face, Seed::of_student(face, id).0), id.clone());
    let seeds: BTreeMap<(Digest, u64), String> =
        faces.into_iter().flat_map(|face| ids.iter().map(move |id| seed(face, id))).collect();
    let mut papers = 0;
    for (_, checked) in records {
        let Some(start) = checked.suspect.take() else { continue };
        for finding in &mut checked.findings {
            match finding {
                Finding::Seed { whose, .. } => {
                    *whose =
                        face(&start).and_then(|face| seeds.get(&(face, start.seed.0)).cloned());
                }
                Finding::Paper { whose, .. } if papers < MOST_PAPERS => {
                    papers += 1;
                    *whose = owner_of_paper(&start, &ids, against);
                }
                _ => {}
            }
        }
    }
}

fn face(start: &Start) -> Option<Digest> {
    start.decks.first().map(|deck| deck.face)
}

/// Where several students have the same paper, it tells nothing.
fn owner_of_paper(start: &Start, ids: &[String], against: &Against<'_>) -> Option<String> {
    let source = against.sources.find(start.decks.first()?)?;
    let face = face(start)?;
    let others = ids.iter().filter(|id| start.student.as_ref() != Some(id));
    let mut owners = others.filter(|id| {
        let paper = drawn(source, &start.plan, Seed::of_student(face, id));
        paper.is_ok_and(|paper| paper == start.paper)
    });
    let owner = owners.next()?;
    owners.next().is_none().then(|| owner.clone())
}
