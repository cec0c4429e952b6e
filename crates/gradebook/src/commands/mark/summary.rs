//! What marking comes to: how many are marked, the mean by criterion, what is left.

use console::{Align, Failure, Look, Table, words};
use deck_format::Points;
use gradebook::decisions::Decisions;
use gradebook::exact;
use gradebook::marking::Pile;

use super::front::Front;
use super::show;

/// Tells it.
pub(super) fn tell(
    front: &mut dyn Front,
    piles: &[Pile<'_>],
    decisions: &Decisions,
) -> Result<(), Failure> {
    let look = front.look();
    let mut lines = vec![String::new()];
    lines.extend(means(piles, decisions, &look));
    lines.extend(show::line(&standing(piles, decisions), &look));
    front.close(&lines)
}

/// `41 of 58 answers are marked. Left: 17 (cause 10, effect 7).`
fn standing(piles: &[Pile<'_>], decisions: &Decisions) -> String {
    let all: usize = piles.iter().map(|pile| pile.essays.len()).sum();
    let left = piles.iter().map(|pile| (pile, pile.essays.len() - pile.marked(decisions)));
    let left: Vec<_> = left.filter(|(_, left)| *left > 0).collect();
    let sum: usize = left.iter().map(|(_, left)| left).sum();
    let answers = words::count(all, "answer");
    let is = if all == 1 { "is" } else { "are" };
    if sum == 0 {
        return if all == 1 {
            format!("{answers} {is} marked.")
        } else {
            format!("All {answers} {is} marked.")
        };
    }
    let by = left.iter().map(|(pile, left)| format!("{} {left}", pile.question.face.id));
    let by = by.collect::<Vec<_>>().join(", ");
    format!("{} of {answers} {is} marked. Left: {sum} ({by}).", all - sum)
}

/// The mean points by criterion, of the answers that are marked.
fn means(piles: &[Pile<'_>], decisions: &Decisions, look: &Look) -> Vec<String> {
    let columns = [
        ("Question", Align::Left),
        ("Criterion", Align::Left),
        ("Marked", Align::Right),
        ("Mean", Align::Right),
        ("Of", Align::Right),
    ];
    let mut table = Table::new(columns).indented(if look.is_line() { 0 } else { 2 });
    let mut is_empty = true;
    for pile in piles {
        let given = pile.essays.iter().filter_map(|essay| pile.points(decisions, essay));
        let given: Vec<Vec<Points>> = given.collect();
        if given.is_empty() {
            continue;
        }
        is_empty = false;
        let question = pile.question.face.id.to_string();
        let mut row = |criterion: String, mean: String, of: Points| {
            table.push([
                question.clone(),
                criterion,
                given.len().to_string(),
                mean,
                of.to_string(),
            ]);
        };
        for (at, criterion) in pile.rubric.iter().enumerate() {
            let points = given.iter().filter_map(|given| given.get(at).copied());
            row(criterion.id.to_string(), mean(points, given.len()), criterion.points);
        }
        row(
            "in sum".into(),
            mean(given.iter().flatten().copied(), given.len()),
            pile.question.face.points,
        );
    }
    if is_empty {
        Vec::new()
    } else {
        table.render(look).lines().map(str::to_owned).chain([String::new()]).collect()
    }
}

/// The mean with two decimals at most.
pub(super) fn mean(points: impl Iterator<Item = Points>, count: usize) -> String {
    let sum = exact::of_points(points.sum());
    let count = i64::try_from(count.max(1)).unwrap_or(i64::MAX);
    exact::short(&(sum / exact::whole(count)), 2)
}
