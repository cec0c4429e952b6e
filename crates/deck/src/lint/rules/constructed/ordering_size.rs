//! An ordering that is too small or too large.

use deck_format::{Body, Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

/// How many items can be kept in mind, and are enough to make an ordering.
const ITEMS: std::ops::RangeInclusive<usize> = 3..=8;

pub(super) static RULE: Rule = Rule {
    code: "ordering-size",
    severity: Severity::Info,
    family: Family::Constructed,
    lists: &[],
    replaces: &[],
    check: Check::Question(&[Kind::Ordering], check),
    explanation: Explanation {
        what: "An ordering has fewer than three items, or more than eight.",
        why: "Two items are a toss of a coin; with more than eight, keeping track is harder than \
              knowing.",
        bad: r#"prompt = "Put the eras in order, the oldest first."
items = { dinosaurs = "Dinosaurs", mammals = "Age of mammals" }
answer = ["dinosaurs", "mammals"]"#,
        good: r#"prompt = "Put the eras in order, the oldest first."
items = { fish = "Age of fishes", dinosaurs = "Dinosaurs", mammals = "Age of mammals" }
answer = ["fish", "dinosaurs", "mammals"]"#,
        source: "Quizdeck",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let Body::Ordering { items, .. } = &item.question.face.body else { return };
    if ITEMS.contains(&items.len()) {
        return;
    }
    let many = items.len() > *ITEMS.end();
    out.report(
        Finding::new(Spot::key(["items"]), format!("an ordering of {} items", items.len()))
            .under(if many { "more than eight" } else { "fewer than three" })
            .help(if many {
                "make two questions of it"
            } else {
                "add items, or ask which is first"
            }),
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    #[test]
    fn three_to_eight_items_are_fine() {
        let of = |count: usize| {
            let items: Vec<String> = (0..count).map(|n| format!("i{n} = 'item {n}'")).collect();
            let answer: Vec<String> = (0..count).map(|n| format!("'i{n}'")).collect();
            let (items, answer) = (items.join(", "), answer.join(", "));
            let question = format!("prompt = 'Order.'\nitems = {{ {items} }}\nanswer = [{answer}]");
            fires(super::RULE.code, &question)
        };
        assert_eq!([2, 3, 8, 9].map(of), [true, false, false, true]);
    }
}
