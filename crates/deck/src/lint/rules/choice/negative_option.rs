//! An option that says what is not so, beside others that say what is.

use deck_format::Severity;

use crate::lint::{CHOICES, Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot};

use super::wording::{negations, stands_for_others};

pub(super) static RULE: Rule = Rule {
    code: "negative-option",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::OptionNegation, List::NoNegation, List::NoneOfTheAbove],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "Some options are negative, and others are not.",
        why: "Readers pass over a small `not`, and a single negative option stands out. Quotations, \
              the answer `No`, and questions in which every option is negative are exempt.",
        bad: r#"prompt = "Why is HTTP called stateless?"
choices.memory = "The server keeps no memory of requests"
choices.table = "The server keeps a table of requests"
choices.copy = "The client sends a copy of each request"
answer = "memory""#,
        good: r#"prompt = "Why is HTTP called stateless?"
choices.memory = "The server forgets each request"
choices.table = "The server keeps a table of requests"
choices.copy = "The client sends a copy of each request"
answer = "memory""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 27",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if !item.options.iter().any(|option| option.text.has(List::OptionNegation)) {
        return;
    }
    let options = item.options.iter().filter(|option| !stands_for_others(option));
    let (mut first, mut positive) = (None, false);
    for option in options {
        match negations(option).first() {
            Some(at) => first = first.or(Some((option, *at))),
            None => positive = true,
        }
    }
    let Some((option, at)) = first.filter(|_| positive) else { return };
    let bytes = option.text.tokens_in_source(&(at..at + 1));
    out.report(
        Finding::new(Spot::bytes(["choices", option.id.as_str()], bytes), "an option is negative")
            .under("easily passed over")
            .help("say what is so"),
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn places(key: &str, other: &str) -> Vec<String> {
        let question = format!(
            "prompt = 'What is said of it?'\nchoices = {{ a = '{key}', b = '{other}' }}\nanswer = 'a'"
        );
        found(super::RULE.code, &question).into_iter().map(|(_, place, _)| place).collect()
    }

    #[test]
    fn one_of_two_is_found() {
        assert_eq!(places("It doesn’t fly", "It sings"), ["doesn’t"]);
        assert_eq!(places("It flies", "It has **big** wings and no tail"), ["no"]);
    }

    #[test]
    fn all_of_them_quotations_and_answers_are_exempt() {
        let none: [&str; 0] = [];
        assert_eq!(places("It does not fly", "It never sings"), none);
        assert_eq!(places("It says \"never\"", "It sings"), none);
        assert_eq!(places("No, it sings", "Yes, it flies"), none);
        assert_eq!(places("No", "Yes"), none);
        assert_eq!(places("It is at least small", "None of the above"), none);
    }
}
