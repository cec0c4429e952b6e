//! A deck of many negative questions.

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Explanation, Family, Finding, Findings, Items, List, Rule, Spot,
};

use super::super::choice::negations;

/// The share of negative questions that is one too many, in hundredths.
const MAX_SHARE: usize = 15;
/// With fewer questions, a share says nothing.
const MIN_QUESTIONS: usize = 8;
/// Fewer negative questions are each reported by themselves.
const MIN_NEGATIVE: usize = 2;

pub(super) static RULE: Rule = Rule {
    code: "negative-stem-share",
    severity: Severity::Info,
    family: Family::Deck,
    lists: &[List::Negation, List::NoNegation],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "More than 15 % of the questions ask for what is not so.",
        why: "Each may have its reason, but a deck of them tests reading, and says more of what is \
              wrong than of what is right.",
        bad: BAD,
        good: r#"[[question]]
id = "kea"
prompt = "Which of these is a parrot?"
choices = { kea = "Kea", tui = "Tui" }
answer = "kea""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 17",
    },
};

const BAD: &str = r#"[[question]]
id = "q0"
prompt = "Which is **NOT** a parrot?"
choices = { a = "Kea", b = "Tui" }
answer = "b"
[[question]]
id = "q1"
prompt = "Which is **NOT** a rail?"
choices = { a = "Kiwi", b = "Weka" }
answer = "a"
[[question]]
id = "q2"
prompt = "Which is an owl?"
choices = { a = "Ruru", b = "Huia" }
answer = "a"
[[question]]
id = "q3"
prompt = "Which is a penguin?"
choices = { a = "Takahe", b = "Hoiho" }
answer = "b"
[[question]]
id = "q4"
prompt = "Which is a duck?"
choices = { a = "Whio", b = "Piwakawaka" }
answer = "a"
[[question]]
id = "q5"
prompt = "Which is a falcon?"
choices = { a = "Karearea", b = "Kereru" }
answer = "a"
[[question]]
id = "q6"
prompt = "Which is a pigeon?"
choices = { a = "Kokako", b = "Kukupa" }
answer = "b"
[[question]]
id = "q7"
prompt = "Which is a heron?"
choices = { a = "Kotuku", b = "Korimako" }
answer = "a""#;

fn check(items: &Items<'_>, out: &mut Findings) {
    let asked = items.items.iter().filter(|item| CHOICES.contains(&item.kind()));
    let negative = asked.filter(|item| !negations(item).is_empty()).count();
    let all = items.items.len();
    if negative >= MIN_NEGATIVE && all >= MIN_QUESTIONS && negative * 100 > all * MAX_SHARE {
        out.report(
            Finding::new(Spot::header(), "many questions ask for what is not so")
                .under(format!("{negative} of {all} questions"))
                .help("turn some of them round"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    #[test]
    fn the_share_counts_and_not_the_number() {
        let of = |negative: usize, all: usize| {
            let question = |n: usize| {
                let not = if n < negative { " not" } else { "" };
                format!(
                    "[[question]]\nid = 'q{n}'\nprompt = 'Which is{not} {n}?'\nchoices = {{ a = 'A', b = 'B' }}\nanswer = 'a'\n"
                )
            };
            fires(super::RULE.code, &(0..all).map(question).collect::<String>())
        };
        assert!(of(2, 13));
        assert!(!of(3, 20), "15 %");
        assert!(of(4, 20));
        assert!(!of(1, 8));
        assert!(!of(2, 7));
    }
}
