//! A question that asks for what is not so.

use std::ops::Range;

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, word_hash,
};

pub(super) static RULE: Rule = Rule {
    code: "negative-stem",
    severity: Severity::Warning,
    family: Family::Choice,
    lists: &[List::Negation, List::NoNegation],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "The question asks for what is not so.",
        why: "Readers pass over a small `not` and answer the opposite. In capitals and bold it is \
              only a note. Code, quotations, fixed terms such as `at least`, and questions that ask why \
              something is not so are exempt.",
        bad: r#"prompt = "Which of these birds does not fly?"
choices = { kiwi = "Kiwi", kea = "Kea", tui = "Tui" }
answer = "kiwi""#,
        good: r#"prompt = "Which of these birds lives on the ground?"
choices = { kiwi = "Kiwi", kea = "Kea", tui = "Tui" }
answer = "kiwi""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 17",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let negations = negations(item);
    let Some(first) = negations.first() else { return };
    let is_stressed = |at: &usize| {
        let token = &item.stem.tokens()[*at];
        let word = item.stem.word(token);
        token.emphasis && !word.contains(char::is_lowercase)
    };
    let stressed = negations.iter().all(is_stressed);
    let bytes = item.stem.tokens_in_source(&(*first..*first + 1));
    let finding = Finding::new(Spot::bytes(["prompt"], bytes), "the question is negative");
    out.report(if stressed {
        finding.severity(Severity::Info).help("ask for what is so, where that can be asked")
    } else {
        finding
            .under("easily passed over")
            .help("ask for what is so; if that cannot be, write the word in bold capitals: **NOT**")
    });
}

/// The words that negate the question, as places among the prompt's tokens.
pub(in crate::lint::rules) fn negations(item: &Item<'_>) -> Vec<usize> {
    if !item.stem.has(List::Negation) {
        return Vec::new();
    }
    let clause = item.question_clause();
    // Why something is not so has an answer that is so.
    let first = item.stem.tokens().get(clause.start);
    if first.is_some_and(|first| first.word == word_hash("why")) {
        return Vec::new();
    }
    negations_in(item, &clause)
}

/// The words that negate a part of the prompt, as places among its tokens. Quotations and fixed terms
/// are left out.
pub(in crate::lint::rules) fn negations_in(item: &Item<'_>, clause: &Range<usize>) -> Vec<usize> {
    let terms = item.stem.find(List::NoNegation);
    let in_term = |at: usize| terms.iter().any(|term: &Range<usize>| term.contains(&at));
    let least = word_hash("least");
    let negates = |at: &usize| {
        let token = &item.stem.tokens()[*at];
        let is_shouted = item.stem.word(token) == "LEAST";
        !token.quoted && !in_term(*at) && (token.word != least || is_shouted)
    };
    let found = item.stem.find(List::Negation).into_iter().map(|range| range.start);
    found.filter(|at| clause.contains(at)).filter(negates).collect()
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn at(prompt: &str) -> Vec<(&'static str, String)> {
        let question =
            format!("prompt = '{prompt}'\nchoices = {{ a = 'Kiwi', b = 'Kea' }}\nanswer = 'a'");
        let found = found(super::RULE.code, &question);
        found.into_iter().map(|(severity, place, _)| (severity, place)).collect()
    }

    #[test]
    fn a_negation_in_the_question_is_found() {
        assert_eq!(at("Birds fly. Which does not?"), [("warning", "not".into())]);
        assert_eq!(at("All EXCEPT one fly: which?"), [("warning", "EXCEPT".into())]);
        assert_eq!(at("Which isn’t a bird?"), [("warning", "isn’t".into())]);
        assert_eq!(at("Which is LEAST likely to fly?"), [("warning", "LEAST".into())]);
    }

    #[test]
    fn bold_capitals_make_it_a_note() {
        assert_eq!(at("Which does **NOT** fly?"), [("info", "NOT".into())]);
        assert_eq!(at("Which does **not** fly?"), [("warning", "not".into())]);
    }

    #[test]
    fn other_negations_are_exempt() {
        for prompt in [
            "Some do not fly. Which does?",
            "Which has at least one wing?",
            "Which is a false friend of the kea?",
            "Which bird is called \"never flying\"?",
            "What does `not` print?",
            "Which likes it least?",
            "Why does a kiwi not fly?",
        ] {
            assert_eq!(at(prompt), [], "{prompt}");
        }
    }
}
