//! True-false statements of which too many are true, or too few.

use deck_format::{Answer, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Items, Rule, Spot};

use super::chance::{binomial_tail, percent};

/// From this chance on, it may be chance.
const MAX_CHANCE: f64 = 0.05;

pub(super) static RULE: Rule = Rule {
    code: "tf-balance",
    severity: Severity::Info,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "Of the true-false statements, so many are true, or so few, that chance would do that in \
               one deck out of twenty at most.",
        why: "Readers who do not know say what was right most often before.",
        bad: BAD,
        good: r#"[[question]]
id = "kea"
prompt = "Keas live in the mountains."
answer = true"#,
        source: "Ebel and Frisbie 1991 on true-false items; binomial test",
    },
};

const BAD: &str = r#"[[question]]
id = "kea"
prompt = "Keas live in the mountains."
answer = true
[[question]]
id = "tui"
prompt = "Tuis feed on nectar."
answer = true
[[question]]
id = "kiwi"
prompt = "Kiwis smell their food."
answer = true
[[question]]
id = "weka"
prompt = "Wekas are rails."
answer = true
[[question]]
id = "ruru"
prompt = "Rurus hunt at night."
answer = true
[[question]]
id = "takahe"
prompt = "Takahes were thought extinct."
answer = true"#;

fn check(items: &Items<'_>, out: &mut Findings) {
    let count = |truth: bool| {
        let is = |answer: &Answer| matches!(answer, Answer::TrueFalse(it) if *it == truth);
        items.items.iter().filter_map(Item::answer).filter(|answer| is(answer)).count()
    };
    let (right, wrong) = (count(true), count(false));
    let (more, all) = (right.max(wrong), right + wrong);
    if all == 0 {
        return;
    }
    let chance = (2.0 * binomial_tail(all, more, 0.5)).min(1.0);
    if chance < MAX_CHANCE {
        let most = if right > wrong { "true" } else { "false" };
        out.report(
            Finding::new(Spot::header(), format!("most statements are {most}"))
                .under(format!("{more} of {all}; chance does so in {}", percent(chance)))
                .help("turn some of the statements round"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    #[test]
    fn both_sides_of_the_bound_are_tested() {
        let of = |right: usize, all: usize| {
            let question = |n: usize| {
                format!(
                    "[[question]]\nid = 'q{n}'\nprompt = 'Bird {n} flies.'\nanswer = {}\n",
                    n < right
                )
            };
            fires(super::RULE.code, &(0..all).map(question).collect::<String>())
        };
        assert!(!of(5, 5), "2/32");
        assert!(of(6, 6), "2/64");
        assert!(of(1, 9), "20/512");
        assert!(!of(2, 9));
        assert!(!of(7, 14));
    }
}
