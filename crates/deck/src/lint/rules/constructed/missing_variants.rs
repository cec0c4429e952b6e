//! Forms of a typed answer that are as good, and are not accepted.

use deck_format::compare::articles;
use deck_format::{Fraction, Kind, Severity, TextKey, TextPolicy};
use session::{compare_text, fold};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, List, Rule, word_hash};

use super::typed::{literals, spot, texts};

pub(super) static RULE: Rule = Rule {
    code: "missing-variants",
    severity: Severity::Info,
    family: Family::Constructed,
    lists: &[List::NumberWord],
    replaces: &[],
    check: Check::Question(&[Kind::ShortAnswer, Kind::Cloze], check),
    explanation: Explanation {
        what: "A typed answer has another usual form that is not accepted: a number in digits or in \
               words, a word without its article, with a space for its hyphen, or in the other \
               spelling of British and American English.",
        why: "Who knows the answer and writes it in the other form gets nothing for it.",
        bad: r#"prompt = "How many kinds of kiwi are there?"
answer = "five""#,
        good: r#"prompt = "How many kinds of kiwi are there?"
answer = "five"
accept = ["5"]"#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 19, applied to typed answers",
    },
};

/// Longer answers have too many forms to be listed.
const MAX_WORDS: usize = 4;

/// Numbers above this are hardly written in words.
const MAX_IN_WORDS: u8 = 12;

fn check(item: &Item<'_>, out: &mut Findings) {
    for (blank, key) in texts(item) {
        let answer = key.answer.trim();
        let missing = number(item, key, answer).or_else(|| {
            let mut forms = forms(item, key, answer).into_iter();
            let form = forms.find(|form| is_missing(item, key, form))?;
            Some(format!("`{}`", form.chars().take(40).collect::<String>()))
        });
        if let Some(form) = missing {
            out.report(
                Finding::new(spot(blank, None), format!("{form} is as good, and is not accepted"))
                    .under("has another usual form")
                    .help("add it to `accept`, or let `compare` fold the difference"),
            );
        }
    }
}

fn is_missing(item: &Item<'_>, key: &TextKey, form: &str) -> bool {
    compare_text(key, &item.deck.face.language, form).credit == Fraction::ZERO
}

/// A small number in the form that is not accepted: digits for a word, or a word for digits.
fn number(item: &Item<'_>, key: &TextKey, answer: &str) -> Option<String> {
    if key.compare.numbers {
        return None;
    }
    let in_digits = |text: &str| {
        let policy = TextPolicy { numbers: true, ..key.compare };
        fold(policy, &item.deck.face.language, text)
    };
    let is_word = |text: &str| {
        let entry = item.words.entry(word_hash(text.trim()));
        entry.is_some_and(|entry| entry.lists.has(List::NumberWord))
    };
    if is_word(answer) {
        let digits = in_digits(answer);
        return is_missing(item, key, &digits).then(|| format!("`{digits}`"));
    }
    let is_small = answer.parse().is_ok_and(|number: u8| (1..=MAX_IN_WORDS).contains(&number));
    let is_accepted = || literals(key).any(|(_, text)| is_word(text) && in_digits(text) == answer);
    (is_small && !is_accepted()).then(|| format!("`{answer}` in words"))
}

/// The other forms of an answer.
fn forms(item: &Item<'_>, key: &TextKey, answer: &str) -> Vec<String> {
    let mut forms = Vec::new();
    // A long answer is a matter of its own.
    if answer.split_whitespace().nth(MAX_WORDS).is_some() {
        return forms;
    }
    let is_inner = |at: usize| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        is_letter(answer[..at].chars().next_back()) && is_letter(answer[at + 1..].chars().next())
    };
    if answer.match_indices('-').any(|(at, _)| is_inner(at)) {
        forms.push(answer.replace('-', " "));
    }
    if let Some((first, _)) = answer.split_once(' ')
        && !key.compare.articles
        && articles(&item.deck.face.language).is_some_and(|all| all.contains(&first))
    {
        let policy = TextPolicy { articles: true, case: false, ..key.compare };
        forms.push(fold(policy, &item.deck.face.language, answer));
    }
    forms.extend(item.words.other_spelling(word_hash(answer)).map(str::to_owned));
    forms
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn messages(answer: &str, rest: &str) -> Vec<String> {
        let question = format!("prompt = 'What?'\nanswer = '{answer}'\n{rest}");
        found(super::RULE.code, &question).into_iter().map(|(.., message)| message).collect()
    }

    fn missing(form: &str) -> [String; 1] {
        [format!("{form} is as good, and is not accepted")]
    }

    #[test]
    fn the_form_that_is_missing_is_named() {
        assert_eq!(messages("Three", ""), missing("`3`"));
        assert_eq!(messages("3", ""), missing("`3` in words"));
        assert_eq!(messages("the Moon", ""), missing("`Moon`"));
        assert_eq!(messages("grey", ""), missing("`gray`"));
        let strict = "compare = { typos = 0 }";
        assert_eq!(messages("well-being", strict), missing("`well being`"));
    }

    #[test]
    fn what_is_accepted_or_folded_is_not_missing() {
        assert!(messages("three", "accept = ['3']").is_empty());
        assert!(messages("3", "accept = ['three']").is_empty());
        assert!(messages("three", "compare = { numbers = 'fold' }").is_empty());
        assert!(messages("the Moon", "compare = { articles = 'fold' }").is_empty());
        assert!(messages("well-being", "accept = ['well being']").is_empty());
        assert!(messages("kea", "").is_empty());
        assert!(messages("1492", "").is_empty());
    }
}
