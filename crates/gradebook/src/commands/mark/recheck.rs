//! Marking a second time without seeing the first marks, to tell how far the two agree.

use console::{Failure, words};
use deck_format::Points;
use gradebook::decisions::Decisions;
use gradebook::marking::place;

use super::front::Front;
use super::round::{Given, Place, Proposal, Round, Step};
use super::show;
use super::summary::mean;

/// Asks for so many marked answers again, and tells how far the marks agree. Nothing is written.
pub(super) fn run(
    round: &Round<'_>,
    front: &mut dyn Front,
    decisions: &Decisions,
    count: u32,
) -> Result<(), Failure> {
    let todo = chosen(round, decisions, usize::try_from(count).unwrap_or(usize::MAX));
    let mut second: Vec<Option<Given>> = vec![None; todo.len()];
    let (mut at, mut shown) = (0, None);
    while let Some((place, _)) = todo.get(at) {
        match round.one(front, *place, &mut shown, &Proposal::Nothing)? {
            Step::Given(given) => {
                second[at] = Some(given);
                at += 1;
            }
            Step::Skip => at += 1,
            Step::Back => at = at.saturating_sub(1),
            Step::Unmark => {}
            Step::Quit => break,
        }
    }
    let pairs = todo.iter().zip(second).filter_map(|(one, two)| Some((one.0, &one.1, two?)));
    tell(round, front, &pairs.collect::<Vec<_>>())
}

/// Marked answers, in an order of their own, then by question, with their marks.
fn chosen(round: &Round<'_>, decisions: &Decisions, count: usize) -> Vec<(Place, Given)> {
    let marked = round.places().into_iter().filter_map(|at| {
        let (pile, essay) = round.at(at);
        Some((at, round.given(pile, essay, decisions)?))
    });
    let mut marked: Vec<_> = marked.collect();
    marked.sort_by_cached_key(|(at, _)| {
        let (pile, essay) = round.at(*at);
        place("quizdeck recheck 1", pile.question, essay)
    });
    marked.truncate(count);
    marked.sort_by_key(|(at, _)| *at);
    marked
}

fn tell(
    round: &Round<'_>,
    front: &mut dyn Front,
    pairs: &[(Place, &Given, Given)],
) -> Result<(), Failure> {
    let look = front.look();
    let differing: Vec<_> =
        pairs.iter().filter(|(_, first, second)| first.points != second.points).collect();
    let apart = |(_, first, second): &(Place, &Given, Given)| {
        let (first, second) = (first.total().thousandths(), second.total().thousandths());
        Points::from_thousandths(first.abs_diff(second))
    };
    let mut lines = vec![String::new()];
    let twice = words::count(pairs.len(), "answer");
    lines.extend(show::line(
        &format!(
            "Marked twice: {twice}; the same points: {}; the sums are {} apart on average. Nothing \
             was written.",
            pairs.len() - differing.len(),
            mean(pairs.iter().map(apart), pairs.len()),
        ),
        &look,
    ));
    let told = differing.iter().map(|(at, first, second)| {
        let (pile, _) = round.at(*at);
        let (number, id) = (at.1 + 1, &pile.question.face.id);
        let (first, second) = (round.said(*at, first), round.said(*at, second));
        format!("`{id}`, answer {number}: {first}; now {second}")
    });
    lines.extend(show::list("Not the same:", &told.collect::<Vec<_>>(), &look));
    front.close(&lines)
}
