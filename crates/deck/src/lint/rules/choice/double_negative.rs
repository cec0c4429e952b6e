//! A negative question with a negative option.

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Spot,
    word_hash,
};

use super::negative_stem;
use super::wording::negations;

pub(super) static RULE: Rule = Rule {
    code: "double-negative",
    severity: Severity::Warning,
    family: Family::Choice,
    lists: &[List::Negation, List::NoNegation, List::OptionNegation, List::NoneOfTheAbove],
    replaces: &["negative-stem", "negative-option", "none-of-the-above"],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "The question asks for what is not so, and an option is negative as well.",
        why: "Two negations have to be turned around before the option can be judged: that tests \
              reading, not the subject.",
        bad: r#"prompt = "Which of these is **NOT** true of the kiwi?"
choices.fly = "It cannot fly"
choices.night = "It feeds at night"
choices.tree = "It nests in trees"
answer = "tree""#,
        good: r#"prompt = "Where does the kiwi nest?"
choices.burrow = "In a burrow"
choices.cliff = "On a cliff"
choices.tree = "In a tree"
answer = "burrow""#,
        source: "Haladyna, Downing and Rodriguez 2002, guidelines 17 and 27",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let mut options = item.options.iter().filter_map(|option| Some((option, negation(option)?)));
    let Some((option, at)) = options.next() else { return };
    let Some(negation) = negated(item) else { return };
    let bytes = option.text.tokens_in_source(&(at..at + 1));
    let in_stem = item.stem.tokens_in_source(&(negation..negation + 1));
    out.report(
        Finding::new(
            Spot::bytes(["choices", option.id.as_str()], bytes),
            "a negative option answers a negative question",
        )
        .under("the second negation")
        .label(Spot::bytes(["prompt"], in_stem), "the first")
        .help("ask for what is so, or say the option without a negation"),
    );
}

/// Where an option negates; one that stands for none of the others does as well.
fn negation(option: &Choice<'_>) -> Option<usize> {
    if !option.text.has(List::OptionNegation) {
        return None;
    }
    let wholly = option.text.is_wholly(List::NoneOfTheAbove);
    if wholly { Some(0) } else { negations(option).into_iter().next() }
}

/// Where the question negates; here `has no` counts as well.
fn negated(item: &Item<'_>) -> Option<usize> {
    let first = negative_stem::negations(item).into_iter().next();
    first.or_else(|| {
        let tokens = item.stem.tokens();
        let lacks = |at: &usize| {
            let before = at.checked_sub(1).map(|before| tokens[before].word);
            let has = ["has", "have", "had"].map(word_hash);
            tokens[*at].word == word_hash("no") && before.is_some_and(|word| has.contains(&word))
        };
        item.stem.has(List::OptionNegation).then(|| item.question_clause().find(lacks)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::{codes_of, deck_of, fires};

    fn question(prompt: &str, option: &str) -> String {
        format!("prompt = '{prompt}'\nchoices = {{ a = 'Kiwi', b = '{option}' }}\nanswer = 'a'")
    }

    #[test]
    fn it_takes_two_negations_and_replaces_both() {
        let codes =
            codes_of(&deck_of(&question("Which does not fly?", "The one that does not sing")));
        assert!(codes.contains(&"double-negative"), "{codes:?}");
        assert!(!codes.contains(&"negative-stem") && !codes.contains(&"negative-option"));
        assert!(fires(super::RULE.code, &question("Which bird has no tail?", "None of these")));
    }

    #[test]
    fn one_negation_is_not_enough() {
        for (prompt, option) in [
            ("Which flies?", "The one that does not sing"),
            ("Which does not fly?", "No. 5"),
            ("Which does not fly?", "The \"never\" bird"),
            ("Some do not fly. Which does?", "The one that does not sing"),
            ("Which is at least a bird?", "The one that does not sing"),
        ] {
            assert!(!fires(super::RULE.code, &question(prompt, option)), "{prompt} {option}");
        }
    }
}
