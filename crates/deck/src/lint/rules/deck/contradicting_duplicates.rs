//! One question with two answers.

use deck_format::{Answer, Fraction, Severity};
use session::{compare_number, compare_text};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Items, Rule, Spot, folded};

use super::same_stem::{MAX_COMPARED, groups};

pub(super) static RULE: Rule = Rule {
    code: "contradicting-duplicates",
    severity: Severity::Error,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "Two questions have the same prompt, and what is right in one is wrong in the other.",
        why: "One of the two keys is wrong, and students who know lose the points.",
        bad: r#"[[question]]
id = "spider-legs"
prompt = "How many legs does a spider have?"
answer = 8

[[question]]
id = "legs-of-spiders"
prompt = "How many legs does a spider have?"
answer = 6"#,
        good: r#"[[question]]
id = "spider-legs"
prompt = "How many legs does a spider have?"
answer = 8

[[question]]
id = "legs-of-insects"
prompt = "How many legs does an insect have?"
answer = 6"#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 19: one right answer",
    },
};

fn check(items: &Items<'_>, out: &mut Findings) {
    for group in groups(items) {
        for (at, item) in group.iter().enumerate() {
            let first =
                group[..at.min(MAX_COMPARED)].iter().find(|other| contradict(items, other, item));
            let Some(first) = first else { continue };
            let id = first.question.face.id.as_str();
            let message = format!("asks the same as `{id}`, and has another answer");
            out.report(
                Finding::new(Spot::value(["answer"]).of(item.index), message)
                    .under("here")
                    .label(Spot::value(["answer"]).of(first.index), "there")
                    .help("mend the wrong key, then take one of the two questions out"),
            );
        }
    }
}

/// Whether what is right in one question is wrong in another that has the same prompt. Texts are
/// compared, not ids.
pub(super) fn contradict(items: &Items<'_>, one: &Item<'_>, other: &Item<'_>) -> bool {
    let language = &items.deck.face.language;
    let (Some(a), Some(b)) = (one.answer(), other.answer()) else { return false };
    match (a, b) {
        (Answer::TrueFalse(a), Answer::TrueFalse(b)) => a != b,
        (Answer::Numerical(a), Answer::Numerical(b)) => {
            let takes =
                |key, typed: &str| compare_number(key, None, "en", typed).credit > Fraction::ZERO;
            !takes(a, b.answer.written()) && !takes(b, a.answer.written())
        }
        (Answer::ShortAnswer(a), Answer::ShortAnswer(b)) => {
            let takes = |key, typed| compare_text(key, language, typed).credit > Fraction::ZERO;
            !takes(a, &b.answer) && !takes(b, &a.answer)
        }
        (
            Answer::SingleChoice(_) | Answer::MultipleSelect(_),
            Answer::SingleChoice(_) | Answer::MultipleSelect(_),
        ) => rejects(one, other) || rejects(other, one),
        _ => false,
    }
}

/// Whether a right option of one question is a wrong option of the other.
fn rejects(one: &Item<'_>, other: &Item<'_>) -> bool {
    let right: Vec<String> = one.keys().map(|option| folded(option.text.visible())).collect();
    other.distractors().any(|option| right.contains(&folded(option.text.visible())))
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn pair(one: &str, other: &str) -> bool {
        let questions = format!("[[question]]\nid = 'a'\n{one}\n[[question]]\nid = 'b'\n{other}");
        fires(super::RULE.code, &questions)
    }

    #[test]
    fn a_right_option_that_is_wrong_elsewhere_contradicts() {
        let which = |answer: &str, other: &str| {
            format!(
                "prompt = 'Which flies?'\nchoices = {{ a = 'Kea', b = '{other}' }}\nanswer = '{answer}'"
            )
        };
        assert!(pair(&which("a", "Kiwi"), &which("b", "Kiwi")));
        assert!(!pair(&which("a", "Kiwi"), &which("a", "Moa")));
        assert!(!pair(
            "prompt = 'Kiwis fly.'\nanswer = true",
            "prompt = 'Kiwis fly.'\nanswer = true"
        ));
    }

    #[test]
    fn typed_answers_contradict_where_neither_takes_the_other() {
        let who = |answer: &str| format!("prompt = 'Who?'\nanswer = {answer}");
        assert!(pair(&who("'Frisch'"), &who("'Lorenz'")));
        assert!(!pair(&who("'Frisch'"), &who("'frisch'")));
        assert!(!pair(&who("10\ntolerance = 1"), &who("11")));
        assert!(pair(&who("10"), &who("12")));
    }
}
