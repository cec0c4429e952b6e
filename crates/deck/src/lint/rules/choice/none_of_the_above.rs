//! An option that stands for no other.

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Spot,
    TokenKind, word_hash,
};

pub(super) static RULE: Rule = Rule {
    code: "none-of-the-above",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::NoneOfTheAbove, List::Amount],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "An option says that no other is right.",
        why: "Who chooses it rightly has shown that the others are wrong, not that they know what is \
              right. As the key it is a warning. After a calculation it is defensible, and below a \
              negative question it is a double negative.",
        bad: r#"prompt = "Which of these birds is a parrot?"
choices = { kiwi = "Kiwi", tui = "Tui", moa = "Moa", none = "None of the above" }
pin = ["none"]
answer = "none""#,
        good: r#"prompt = "Which of these birds is a parrot?"
choices = { kiwi = "Kiwi", tui = "Tui", moa = "Moa", kea = "Kea" }
answer = "kea""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 25",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    for option in item.options.iter().filter(|option| says_none(item, option)) {
        let spot = Spot::value(["choices", option.id.as_str()]);
        let finding = Finding::new(spot, "an option stands for none of the others");
        let finding = if option.correct {
            let under = "it is right, so nobody has to know what is";
            finding.severity(Severity::Warning).under(under)
        } else {
            finding.under("it shows what is wrong, not what is right")
        };
        out.report(finding.help("put an option in its place that says something"));
    }
}

/// Whether an option says that no other is right. A bare "none" or "neither" may be an amount, and
/// after a calculation it is defensible.
fn says_none(item: &Item<'_>, option: &Choice<'_>) -> bool {
    let says = option.text.is_wholly(List::NoneOfTheAbove);
    says && !is_calculated(item, option)
        && (option.text.tokens().len() > 1 || !is_amount(item, option))
}

/// Whether all other options are numbers.
fn is_calculated(item: &Item<'_>, option: &Choice<'_>) -> bool {
    let mut others = item.options.iter().filter(|other| other.id != option.id);
    others.all(|other| {
        let first = other.text.tokens().first();
        first.is_some_and(|first| first.kind == TokenKind::Number)
    })
}

/// Whether the prompt asks how many, or another option names an amount.
fn is_amount(item: &Item<'_>, option: &Choice<'_>) -> bool {
    let how = word_hash("how");
    let asks = item.stem.tokens().iter().any(|token| token.word == how);
    let mut others = item.options.iter().filter(|other| other.id != option.id);
    asks || others.any(|other| {
        let first = other.text.tokens().first();
        other.text.tokens().len() < 4 && first.is_some_and(|first| first.lists.has(List::Amount))
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn severities(prompt: &str, option: &str, answer: &str) -> Vec<&'static str> {
        let question = format!(
            "prompt = '{prompt}'\nchoices = {{ a = 'Kiwi', b = 'Kea', c = '{option}' }}\nanswer = '{answer}'"
        );
        found(super::RULE.code, &question).into_iter().map(|(severity, ..)| severity).collect()
    }

    #[test]
    fn it_is_worse_as_the_key() {
        assert_eq!(severities("Which flies?", "None of these.", "a"), ["info"]);
        assert_eq!(severities("Which flies?", "None of these", "c"), ["warning"]);
        assert!(severities("Which does not fly?", "None", "a").is_empty(), "a double negative");
    }

    #[test]
    fn an_amount_is_no_such_option() {
        assert!(severities("How many fly?", "None", "a").is_empty());
        assert!(severities("Which flies?", "`None`", "a").is_empty());
        assert!(severities("Which flies?", "None of these birds fly", "a").is_empty());
        let shares = "prompt = 'Which part?'\nchoices = { a = 'All of it', b = 'Half', c = 'None' }\nanswer = 'a'";
        assert!(found(super::RULE.code, shares).is_empty());
    }

    #[test]
    fn after_a_calculation_it_is_defensible() {
        let lengths = "prompt = 'What is 2 × 3 m?'\nchoices = { a = '6 m', b = '5 m', c = 'None of these' }\nanswer = 'a'";
        assert!(found(super::RULE.code, lengths).is_empty());
    }
}
