//! Two statements in one.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot};

use super::clause::joint;

pub(super) static RULE: Rule = Rule {
    code: "tf-compound",
    severity: Severity::Warning,
    family: Family::TrueFalse,
    lists: &[
        List::Conjunction,
        List::Finite,
        List::Verb,
        List::Subject,
        List::Determiner,
        List::Subordinate,
        List::Adverb,
    ],
    replaces: &[],
    check: Check::Question(&[Kind::TrueFalse], check),
    explanation: Explanation {
        what: "A statement that is true or false says two things, joined by and, or, but, because or \
               so.",
        why: "If it is false, nobody can tell which half was meant, or whether the reason is what is \
              wrong. Two nouns joined by `and` are one thing and are exempt.",
        bad: r#"prompt = "The kea is a parrot and lives on the coast."
answer = false"#,
        good: r#"prompt = "The kea lives in the mountains of the north and the south."
answer = false"#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 1: one thing at a time",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if !item.stem.has(List::Conjunction) {
        return;
    }
    let Some(at) = joint(&item.stem) else { return };
    let bytes = item.stem.tokens_in_source(&(at..at + 1));
    out.report(
        Finding::new(Spot::bytes(["prompt"], bytes), "the statement says two things")
            .under("one may be true and the other false")
            .help("make two questions of it, or leave one half out"),
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn on(prompt: &str) -> bool {
        fires(super::RULE.code, &format!("prompt = \"{prompt}\"\nanswer = true"))
    }

    #[test]
    fn two_clauses_or_two_predicates_are_reported() {
        for prompt in [
            "Heaps are fast and never fragment.",
            "Water boils at 100 °C and ice melts at 0 °C.",
            "Hannibal crossed the Alps and captured the city of Rome.",
            "Plants take in carbon dioxide and release oxygen.",
            "The moon orbits the Earth, but it has no air.",
            "The sky is blue because air scatters light.",
            "Because the moon has no air, its sky is black.",
            "The Earth rotates, so the sun rises.",
            "A kea weighs one kilogram and lives in the mountains.",
        ] {
            assert!(on(prompt), "{prompt}");
        }
    }

    #[test]
    fn joined_nouns_adjectives_and_inner_clauses_are_not() {
        for prompt in [
            "Cats and dogs are mammals.",
            "The war was fought over Sicily and the waters around it.",
            "The river flows through Sudan and Egypt, which are dry.",
            "The match was cancelled because of rain.",
            "The organ that filters blood and makes urine is the kidney.",
            "The heart is so small that it fits in a hand.",
            "If the price rises and the wage falls, fewer people buy a house.",
            "The poem is called \\\"He came and she went\\\".",
            "The line `a and b is c` is valid.",
            "Salt dissolves in hot and cold water.",
        ] {
            assert!(!on(prompt), "{prompt}");
        }
    }
}
