//! Options that allow no exception.

use deck_format::{Kind, Severity};

use crate::lint::{
    CHOICES, Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, Text,
    word_hash,
};

use super::negative_stem;
use super::wording::{is_in_stem, spoken};

/// An option of up to so many words that begins with such a word names an amount: `All of the
/// text`.
const AMOUNT: usize = 4;

pub(super) static RULE: Rule = Rule {
    code: "absolute-term",
    severity: Severity::Warning,
    family: Family::Choice,
    lists: &[
        List::Absolute,
        List::NoAbsolute,
        List::Amount,
        List::Definition,
        List::Negation,
        List::NoNegation,
    ],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "A wrong option says always, never, only or the like, and no right one does; or, as a \
               note, only the right one does.",
        why: "Few things are so without exception, and readers who know nothing rule such options \
              out. Amounts, definitions, quotations, words that the prompt uses, and negative \
              questions are exempt.",
        bad: r#"prompt = "What does the cache of a browser do to a page?"
choices.fast = "It always shows the page faster"
choices.stale = "It sometimes shows an old version"
choices.save = "It saves the page as a file"
answer = "stale""#,
        good: r#"prompt = "What does the cache of a browser do to a page?"
choices.fast = "It compresses the page"
choices.stale = "It keeps an earlier version"
choices.save = "It saves the page as a file"
answer = "stale""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 28; NBME guide, absolute terms",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if !item.options.iter().any(|option| option.text.has(List::Absolute)) {
        return;
    }
    let of_keys = item.keys().find_map(|option| Some((option, absolute(item, option)?)));
    let of_others = item.distractors().find_map(|option| Some((option, absolute(item, option)?)));
    // Below a negative question, the options that are not the key are true.
    let is_negative = || !negative_stem::negations(item).is_empty();
    match (of_keys, of_others) {
        (None, Some((option, at))) if !is_negative() => out.report(
            finding(option, at, "a wrong option allows no exception, and no right one does so")
                .under("readers rule it out")
                .help("make the option wrong by what it says, not by how far it goes"),
        ),
        (Some((option, at)), None) if item.kind() == Kind::SingleChoice => out.report(
            finding(option, at, "only the right option allows no exception")
                .severity(Severity::Info)
                .under("it stands out")
                .help("say it in the same way in all options"),
        ),
        _ => {}
    }
}

fn finding(option: &Choice<'_>, at: usize, message: &str) -> Finding {
    let bytes = option.text.tokens_in_source(&(at..at + 1));
    Finding::new(Spot::bytes(["choices", option.id.as_str()], bytes), message)
}

/// The first word in an option that allows no exception, as a place among its tokens.
fn absolute(item: &Item<'_>, option: &Choice<'_>) -> Option<usize> {
    let text = &option.text;
    let (all, only) = (List::AllOfTheAbove, word_hash("only"));
    let defines = |text: &Text<'_>| text.has(List::Definition);
    if !text.has(List::Absolute) || text.is_wholly(all) || text.is_wholly(List::NoneOfTheAbove) {
        return None;
    }
    spoken(text, List::Absolute, List::NoAbsolute).into_iter().find(|at| {
        let token = &text.tokens()[*at];
        let is_amount = *at == 0 && token.lists.has(List::Amount) && text.tokens().len() <= AMOUNT;
        let is_definition = token.word == only && (defines(text) || defines(&item.stem));
        !is_amount && !is_definition && !is_in_stem(item, token)
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn severities(prompt: &str, key: &str, other: &str) -> Vec<(&'static str, String)> {
        let question = format!(
            "prompt = '{prompt}'\nchoices = {{ a = '{key}', b = '{other}', c = 'It sings' }}\nanswer = 'a'"
        );
        let found = found(super::RULE.code, &question);
        found.into_iter().map(|(severity, place, _)| (severity, place)).collect()
    }

    #[test]
    fn it_is_worse_in_a_wrong_option() {
        let warned = severities("What does a kea do?", "It flies", "It never lands");
        assert_eq!(warned, [("warning", "never".into())]);
        let noted = severities("What does a kea do?", "It always flies", "It lands");
        assert_eq!(noted, [("info", "always".into())]);
        assert_eq!(severities("What does a kea do?", "It never lands", "It always lands"), []);
    }

    #[test]
    fn amounts_definitions_and_words_of_the_prompt_are_exempt() {
        assert_eq!(severities("How much of it?", "Half", "All of it"), []);
        assert_eq!(severities("Which tense?", "Past", "*Never Let Me Go*"), []);
        assert_eq!(severities("What is an endemic bird?", "A rare one", "One that only sings"), []);
        assert_eq!(severities("What does it always do?", "Sing", "Fly always"), []);
        assert_eq!(severities("Which is not true?", "It flies", "It never lands"), []);
        assert_eq!(severities("How often?", "Once", "Once every two years"), []);
    }
}
