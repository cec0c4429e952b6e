//! Whether conditional estimates exist at all.

use super::Refusal;
use super::data::Data;

/// Checks that every item was both missed and got right, and that items cannot be parted in two so
/// that nobody got one of the first part right and one of the second wrong: only then is the
/// maximum of the likelihood finite and unique (Fischer 1981). In terms of the graph with an edge
/// from `i` to `j` where someone got `i` right and `j` wrong: it is strongly connected.
pub(super) fn check(data: &Data<'_>, name: impl Fn(usize) -> String) -> Result<(), Refusal> {
    for place in 0..data.k() {
        let score = data.item_score(place);
        if score == 0 || score == data.persons() {
            return Err(Refusal::NoSpread { item: name(place), right: score > 0 });
        }
    }
    // Strongly connected: from the first item every item is reached, forwards and backwards.
    let forwards = reached(data.k(), |from, to| data.beaten.is(from, to));
    let backwards = reached(data.k(), |from, to| data.beaten.is(to, from));
    // No edge leaves what is reached forwards; none leaves what is not reached backwards.
    let closed: Vec<bool> = if forwards.contains(&false) {
        forwards
    } else {
        backwards.iter().map(|reached| !reached).collect()
    };
    let apart: Vec<String> = (0..data.k()).filter(|place| closed[*place]).map(name).collect();
    if apart.is_empty() || apart.len() == data.k() {
        Ok(())
    } else {
        Err(Refusal::FallsApart(apart))
    }
}

/// What is reached from the first item.
fn reached(items: usize, edge: impl Fn(usize, usize) -> bool) -> Vec<bool> {
    let mut reached = vec![false; items];
    let mut open = vec![0];
    reached[0] = true;
    while let Some(from) = open.pop() {
        let next: Vec<usize> = (0..items).filter(|&to| !reached[to] && edge(from, to)).collect();
        next.iter().for_each(|&to| reached[to] = true);
        open.extend(next);
    }
    reached
}
