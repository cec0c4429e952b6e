//! Words that are often misspelt.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot};

use super::texts::each;

pub(super) static RULE: Rule = Rule {
    code: "spelling",
    severity: Severity::Info,
    family: Family::Writing,
    lists: &[List::Misspelt],
    replaces: &[],
    check: Check::Question(Kind::ALL, check),
    explanation: Explanation {
        what: "A word of a prompt or an option is one of the common misspellings, such as `recieve`.",
        why: "A reader stops at it, and trusts the deck less. This is a short list and no dictionary: \
              a spelling checker finds more. Code and quotations are exempt.",
        bad: r#"prompt = "Which bird is definately a parrot?"
answer = "kea""#,
        good: r#"prompt = "Which bird is definitely a parrot?"
answer = "kea""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 12",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    each(item, |text, path| {
        for found in text.find(List::Misspelt) {
            let token = &text.tokens()[found.start];
            if token.quoted {
                continue;
            }
            let bytes = text.tokens_in_source(&found);
            let message = format!("`{}` is a common misspelling", text.word(token));
            out.report(Finding::new(Spot::bytes(path, bytes), message).help("look it up"));
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    #[test]
    fn words_of_the_list_are_found_wherever_they_stand() {
        let places = |prompt: &str, option: &str| -> Vec<String> {
            let question = format!(
                "prompt = '{prompt}'\nchoices = {{ a = '{option}', b = 'Kea' }}\nanswer = 'a'"
            );
            found(super::RULE.code, &question).into_iter().map(|(_, place, _)| place).collect()
        };
        assert_eq!(places("Wich seperate bird?", "Untill"), ["Wich", "seperate", "Untill"]);
        assert!(places("Which separate bird is called `wich`?", "Until “untill”").is_empty());
    }
}
