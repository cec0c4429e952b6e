//! A question about what the reader thinks.

use deck_format::Severity;

use crate::lint::{CHOICES, Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "opinion-stem",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::Opinion, List::Criterion],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "The question asks for an opinion: what you think, or what is best, without saying by \
               what measure.",
        why: "An opinion cannot be wrong. Where experts agree, say whose judgement is meant or by \
              what it is measured; such questions are exempt.",
        bad: r#"prompt = "Which bird of New Zealand do you think is the cleverest?"
choices = { kea = "Kea", kiwi = "Kiwi", tui = "Tui" }
answer = "kea""#,
        good: r#"prompt = "Which bird opened the most puzzle boxes in the study of 2013?"
choices = { kea = "Kea", kiwi = "Kiwi", tui = "Tui" }
answer = "kea""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 6",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if !item.stem.has(List::Opinion) || item.stem.has(List::Criterion) {
        return;
    }
    let clause = item.question_clause();
    let tokens = item.stem.tokens();
    let asks = |range: &std::ops::Range<usize>| {
        clause.contains(&range.start) && !tokens[range.start].quoted
    };
    let Some(found) = item.stem.find(List::Opinion).into_iter().find(asks) else { return };
    let bytes = item.stem.tokens_in_source(&found);
    out.report(
        Finding::new(Spot::bytes(["prompt"], bytes), "the question asks for an opinion")
            .under("by what measure?")
            .help("say whose judgement is meant, or by what it is measured"),
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn on(prompt: &str) -> Vec<String> {
        let question =
            format!("prompt = '{prompt}'\nchoices = {{ a = 'Kiwi', b = 'Kea' }}\nanswer = 'a'");
        found(super::RULE.code, &question).into_iter().map(|(_, place, _)| place).collect()
    }

    #[test]
    fn opinions_are_reported() {
        assert_eq!(on("Which bird do you think sings well?"), ["do you think"]);
        assert_eq!(on("Which bird is the best?"), ["best"]);
    }

    #[test]
    fn judgements_with_a_measure_are_not() {
        for prompt in [
            "According to the guide, which bird is best?",
            "Which sentence best describes the kea?",
            "Who asked \"do you think birds dream\"?",
            "Do you think so? Then which bird flies?",
        ] {
            assert!(on(prompt).is_empty(), "{prompt}");
        }
    }
}
