//! Words that name an option by its letter, or by where it stands.

use std::ops::Range;

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, Text, Token,
    word_hash,
};

pub(super) static RULE: Rule = Rule {
    code: "letter-reference",
    severity: Severity::Warning,
    family: Family::Structure,
    lists: &[List::OptionWord, List::Above],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "An option, a reason or the explanation names an option by its letter or its place.",
        why: "Options are shuffled, so that each student sees other letters: that is an error. In a \
              fixed order it is a warning, since the next edit may move them.",
        bad: r#"prompt = "Which bird cannot fly?"
choices = { kiwi = "Kiwi", kea = "Kea", tui = "Tui" }
answer = "kiwi"
explanation = "Option B is a parrot, and flies well.""#,
        good: r#"prompt = "Which bird cannot fly?"
choices = { kiwi = "Kiwi", kea = "Kea", tui = "Tui" }
answer = "kiwi"
explanation = "The kea is a parrot, and flies well.""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 20, and the shuffling of options here",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    for option in &item.options {
        let path = ["choices", option.id.as_str()];
        let above = option.text.find(List::Above).into_iter().find(|range| range.start == 0);
        if let Some(range) = above.or_else(|| lettered(&option.text)) {
            report(item, out, &path, option.text.tokens_in_source(&range));
        }
    }
    let Some(key) = &item.question.key else { return };
    let reasons = key.why.iter().map(|(id, text)| (vec!["why", id.as_str()], text));
    let explanation = key.explanation.iter().map(|text| (vec!["explanation"], text));
    for (path, markdown) in reasons.chain(explanation) {
        if !may_name_letter(markdown) {
            continue;
        }
        let text = item.prepare(markdown);
        if let Some(range) = lettered(&text) {
            report(item, out, &path, text.tokens_in_source(&range));
        }
    }
}

fn report(item: &Item<'_>, out: &mut Findings, path: &[&str], bytes: Range<usize>) {
    let shuffled = item.is_shuffled();
    let severity = if shuffled { Severity::Error } else { Severity::Warning };
    out.report(
        Finding::new(Spot::bytes(path, bytes), "an option is named by its letter or its place")
            .severity(severity)
            .under(if shuffled { "options are shuffled" } else { "options may be moved" })
            .help("say what the option says"),
    );
}

/// Whether a text can hold a letter that stands alone: most do not, and need not be prepared.
fn may_name_letter(text: &str) -> bool {
    text.as_bytes()
        .windows(2)
        .any(|pair| pair[0].is_ascii_uppercase() && !pair[1].is_ascii_alphanumeric())
        || text.ends_with(|c: char| c.is_ascii_uppercase())
}

/// `option B`, or `the right choice is B`, as a range of tokens.
fn lettered(text: &Text<'_>) -> Option<Range<usize>> {
    let found = text.find(List::OptionWord).into_iter();
    found.map(|word| word.start..word.end + 1).find_map(|range| {
        let next = text.tokens().get(range.end - 1)?;
        if is_letter(text, next) {
            return Some(range);
        }
        let letter = text.tokens().get(range.end).filter(|_| next.word == word_hash("is"))?;
        // A letter that ends its clause: "the answer is A" and not "the answer is A major".
        let behind = text.visible().get(letter.range().end..)?.trim_start_matches(['*', '"']);
        let ends = behind.is_empty() || behind.starts_with(['.', ',', ';', ':', ')', '!']);
        (ends && is_letter(text, letter)).then_some(range.start..range.end + 1)
    })
}

fn is_letter(text: &Text<'_>, token: &Token) -> bool {
    matches!(text.word(token).as_bytes(), [b'A'..=b'H'])
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn question(option: &str, rest: &str) -> String {
        format!(
            "prompt = \"Which?\"\nchoices = {{ a = 'Kiwi', b = 'Kea', c = '{option}' }}\nanswer = 'a'\n{rest}"
        )
    }

    fn severities(option: &str, rest: &str) -> Vec<(&'static str, String)> {
        let found = found(super::RULE.code, &question(option, rest));
        found.into_iter().map(|(severity, place, _)| (severity, place)).collect()
    }

    #[test]
    fn letters_are_found_where_options_are_named() {
        assert_eq!(severities("Tui", "why.b = 'As choice A says'"), [("error", "choice A".into())]);
        assert_eq!(severities("Both of the above", ""), [("error", "Both of the above".into())]);
        let is = severities("Tui", "why.b = 'The right choice is C.'");
        assert_eq!(is, [("error", "choice is C".into())]);
        let fixed = severities("Tui", "shuffle = false\nexplanation = 'See option D.'");
        assert_eq!(fixed, [("warning", "option D".into())]);
    }

    #[test]
    fn other_letters_are_none_of_our_business() {
        let none: [(&str, String); 0] = [];
        assert_eq!(severities("Vitamin C", "explanation = 'A kiwi holds vitamin C.'"), none);
        assert_eq!(severities("Tui", "explanation = 'The answer is A major.'"), none);
        assert_eq!(severities("The option above", "explanation = 'An option a bird has.'"), none);
    }
}
