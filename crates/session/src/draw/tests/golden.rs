//! Papers pinned for ever: a seed on a printed paper, or in a record, must still give that paper.
//!
//! The papers were also computed by a second program, written from the description of the
//! algorithm alone. A change that breaks these tests takes a new version of the draw.

use std::fmt::Write as _;

use deck_format::LocalId;

use super::*;
use crate::draw::draw_item;
use crate::paper::Order;
use crate::plan::Take;

/// A paper as text: a line for each question, with its orders.
fn lines(paper: &[PaperItem]) -> String {
    paper.iter().fold(String::new(), |mut lines, item| {
        lines.push_str(item.id.as_str());
        write_order(&mut lines, &item.order);
        lines.push('\n');
        lines
    })
}

fn write_order(line: &mut String, order: &Order) {
    let Order { choices, items, left, right, blanks } = order;
    let lists = [("choices", choices), ("items", items), ("left", left), ("right", right)];
    for (name, ids) in lists.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        write_list(line, name, ids);
    }
    for (blank, ids) in blanks {
        write_list(line, blank.as_str(), ids);
    }
}

fn write_list(line: &mut String, name: &str, ids: &[LocalId]) {
    let ids: Vec<_> = ids.iter().map(LocalId::as_str).collect();
    write!(line, " {name}={}", ids.join(",")).unwrap();
}

#[track_caller]
fn assert_paper(plan: &Plan, seed: u64, expected: &str) {
    assert_eq!(lines(&paper(&parse(GOLDEN), plan, seed)), expected);
}

#[test]
fn papers_by_count() {
    assert_paper(
        &Plan::count(5),
        1,
        "\
ordering items=fall,ford,delta,lake
planet-one
cloze goal=hierro,madeira,palma,azores ship=nina,gallega,pinta
essay
multiple choices=nile,rhine,etna,all,none
",
    );
    assert_paper(
        &Plan::count(5),
        2,
        "\
ordering items=ford,lake,fall,delta
multiple choices=rhine,etna,nile,all,none
planet-one
true-false
single choices=yellow,red,black,white,none
",
    );
    assert_paper(
        &Plan::count(4),
        20_261_124,
        "\
planet-two
true-false
ordering items=ford,lake,delta,fall
matching left=cuba,chile,peru right=santiago,quito,havana,lima
",
    );
}

#[test]
fn a_paper_of_all() {
    assert_paper(
        &Plan::all(),
        u64::MAX,
        "\
multiple choices=etna,nile,rhine,all,none
ordering items=delta,ford,lake,fall
planet-one
numerical
short
single choices=red,yellow,white,black,none
true-false
cloze goal=hierro,madeira,azores,palma ship=pinta,nina,gallega
essay
matching left=chile,cuba,peru right=santiago,havana,quito,lima
",
    );
}

#[test]
fn papers_by_blueprint() {
    assert_paper(
        &Plan::of(Take::Blueprint),
        7,
        "\
multiple choices=nile,etna,rhine,all,none
true-false
planet-one
ordering items=ford,delta,fall,lake
matching left=chile,cuba,peru right=havana,quito,santiago,lima
essay
",
    );
    assert_paper(
        &Plan::of(Take::Blueprint),
        9,
        "\
multiple choices=rhine,etna,nile,all,none
true-false
planet-one
ordering items=fall,lake,delta,ford
short
essay
",
    );
}

#[test]
fn orders_round_by_round() {
    let deck = parse(GOLDEN);
    let of_round = |round| {
        let items = ["single", "kept-order", "matching", "cloze"]
            .map(|id| draw_item(&deck.face, &deck.question(id).unwrap().face, Seed(1), round));
        lines(&items)
    };
    assert_eq!(
        of_round(0),
        "\
single choices=white,black,red,yellow,none
kept-order items=venus,mars,jupiter
matching left=cuba,chile,peru right=havana,lima,quito,santiago
cloze goal=hierro,madeira,palma,azores ship=nina,gallega,pinta
"
    );
    assert_eq!(
        of_round(1),
        "\
single choices=white,yellow,red,black,none
kept-order items=venus,mars,jupiter
matching left=cuba,peru,chile right=lima,havana,quito,santiago
cloze goal=palma,azores,madeira,hierro ship=gallega,pinta,nina
"
    );
    assert_eq!(
        of_round(2),
        "\
single choices=red,yellow,black,white,none
kept-order items=venus,mars,jupiter
matching left=chile,peru,cuba right=havana,santiago,lima,quito
cloze goal=palma,hierro,azores,madeira ship=pinta,nina,gallega
"
    );
}
