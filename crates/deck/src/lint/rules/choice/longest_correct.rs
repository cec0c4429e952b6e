//! A key that is much longer than every other option.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot, TokenKind};

use super::wording::stands_for_others;

/// How many times as long as the longest distractor the key may be: in tenths.
const TENTHS: usize = 13;
/// How many characters longer it may be in any case.
const SPARE: usize = 12;

pub(super) static RULE: Rule = Rule {
    code: "longest-correct",
    severity: Severity::Warning,
    family: Family::Choice,
    lists: &[],
    replaces: &["uneven-length"],
    check: Check::Question(&[Kind::SingleChoice], check),
    explanation: Explanation {
        what: "The right answer is much longer than every other option: more than 1.3 times as long, \
               and by at least 12 characters.",
        why: "Authors take care to make the right answer right, and readers without the knowledge \
              pick the longest option. Code is exempt.",
        bad: r#"prompt = "Why does a database keep an index on a column?"
choices.habit = "Out of habit"
choices.plan = "To find the rows of a selective condition without reading all of them"
choices.size = "To save space"
answer = "plan""#,
        good: r#"prompt = "Why does a database keep an index on a column?"
choices.order = "To keep the rows in the order of their arrival"
choices.plan = "To find a few rows without reading all of them"
choices.size = "To store each of the values in the column once"
answer = "plan""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 24; Haladyna and Downing 1989",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let Some(key) = item.only_key() else { return };
    let Some(next) = item.distractors().map(|option| option.text.length()).max() else { return };
    let length = key.text.length();
    let is_code = key.text.tokens().iter().any(|token| token.kind == TokenKind::Opaque);
    if length * 10 <= next * TENTHS || length < next + SPARE || is_code || stands_for_others(key) {
        return;
    }
    let spot = Spot::value(["choices", key.id.as_str()]);
    out.report(
        Finding::new(spot, "the right answer is much longer than every other option")
            .under(format!("{length} characters; the next longest has {next}"))
            .label(Spot::value(["answer"]), "it is the key")
            .help("say the rest in the explanation, or give the other options like detail"),
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn of_lengths(key: usize, other: usize) -> bool {
        let (key, other) = ("k".repeat(key), "o".repeat(other));
        let options = format!("choices = {{ a = '{key}', b = '{other}', c = 'short' }}");
        fires(super::RULE.code, &format!("prompt = 'Which?'\n{options}\nanswer = 'a'"))
    }

    #[test]
    fn both_bounds_have_to_be_passed() {
        assert!(of_lengths(53, 40));
        assert!(!of_lengths(52, 40), "1.3 times as long");
        assert!(!of_lengths(21, 10), "11 characters more");
        assert!(of_lengths(22, 10));
    }

    #[test]
    fn code_and_long_distractors_are_exempt() {
        let code = "choices = { a = '`let a = long_enough(to, be, found);`', b = 'short' }";
        assert!(!fires(super::RULE.code, &format!("prompt = 'Which?'\n{code}\nanswer = 'a'")));
        let distractor = "choices = { a = 'key', b = 'a distractor that is much longer' }";
        assert!(!fires(
            super::RULE.code,
            &format!("prompt = 'Which?'\n{distractor}\nanswer = 'a'")
        ));
    }
}
