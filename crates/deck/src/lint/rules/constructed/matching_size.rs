//! A matching that is too small, too large, or mixed.

use deck_format::{Body, Kind, Options, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

/// How many left sides are few enough to keep in mind, and enough to make a matching.
const LEFT: std::ops::RangeInclusive<usize> = 3..=8;

pub(super) static RULE: Rule = Rule {
    code: "matching-size",
    severity: Severity::Info,
    family: Family::Constructed,
    lists: &[],
    replaces: &[],
    check: Check::Question(&[Kind::Matching], check),
    explanation: Explanation {
        what: "A matching has fewer than three left sides or more than eight, or one side mixes \
               numbers with words.",
        why: "Two pairs are one question with a free gift, more than eight are a search, and in a \
              mixed list the kind of an entry gives its partner away.",
        bad: r#"prompt = "Match each bird with its food."
left = { kea = "Kea", tui = "Tui" }
right = { berries = "Berries", nectar = "Nectar", worms = "Worms" }
answer = { kea = "berries", tui = "nectar" }"#,
        good: r#"prompt = "Match each bird with its food."
left = { kea = "Kea", tui = "Tui", kiwi = "Kiwi" }
right = { berries = "Berries", nectar = "Nectar", worms = "Worms", fish = "Fish" }
answer = { kea = "berries", tui = "nectar", kiwi = "worms" }"#,
        source: "Haladyna and Rodriguez 2013 on matching; Quizdeck",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let Body::Matching { left, right, .. } = &item.question.face.body else { return };
    if !LEFT.contains(&left.len()) {
        let many = left.len() > *LEFT.end();
        let help =
            if many { "make several questions of it" } else { "add pairs, or ask otherwise" };
        out.report(
            Finding::new(Spot::key(["left"]), format!("a matching with {} left sides", left.len()))
                .under(if many { "more than eight" } else { "fewer than three" })
                .help(help),
        );
    }
    for (side, _) in [("left", left), ("right", right)].iter().filter(|(_, it)| is_mixed(it)) {
        out.report(
            Finding::new(Spot::key([*side]), format!("`{side}` mixes numbers and words"))
                .under("its kind tells what an entry belongs to")
                .help("keep each side to one kind of thing"),
        );
    }
}

/// Whether some entries are numbers and others are none.
fn is_mixed(entries: &Options) -> bool {
    let is_number = |text: &str| {
        text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic)
    };
    let numbers = entries.iter().filter(|entry| is_number(&entry.text)).count();
    (1..entries.len()).contains(&numbers)
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn of(pairs: usize, last: &str) -> Vec<String> {
        let ids = |text: &str| -> Vec<String> {
            (0..pairs).map(|n| format!("{text}{n} = '{text}{n}'")).collect()
        };
        let answer: Vec<String> = (0..pairs).map(|n| format!("l{n} = 'r{n}'")).collect();
        let (left, right, answer) = (ids("l").join(", "), ids("r").join(", "), answer.join(", "));
        let question = format!(
            "prompt = 'Match.'\nleft = {{ {left} }}\nright = {{ {right}, last = '{last}' }}\nanswer = {{ {answer} }}"
        );
        found(super::RULE.code, &question).into_iter().map(|(_, place, _)| place).collect()
    }

    #[test]
    fn three_to_eight_pairs_are_fine() {
        assert_eq!(of(2, "x"), ["left"]);
        assert!(of(3, "x").is_empty());
        assert!(of(8, "x").is_empty());
        assert_eq!(of(9, "x"), ["left"]);
    }

    #[test]
    fn numbers_among_words_stand_out() {
        assert_eq!(of(3, "1492"), ["right"]);
        assert!(of(3, "5 kg").is_empty());
    }
}
