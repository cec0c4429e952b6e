//! An option that is made of other options.

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, Text,
    Token, TokenKind,
};

pub(super) static RULE: Rule = Rule {
    code: "combo-option",
    severity: Severity::Warning,
    family: Family::Choice,
    lists: &[List::Connector, List::Article],
    replaces: &["letter-reference", "convergence-cue"],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "An option joins other options, or statements of the prompt: `both the kea and the \
               tui`, `1 and 3 only`.",
        why: "Who knows one part rules out all options without it, and the question measures how \
              well someone combines rather than what they know. Where it names shuffled options by \
              letter or number, that is an error.",
        bad: r#"prompt = "Which organelles of a plant cell hold DNA of their own?"
choices.m = "Mitochondria"
choices.c = "Chloroplasts"
choices.v = "Vacuoles"
choices.both = "Mitochondria and chloroplasts"
answer = "both""#,
        good: r#"prompt = "Which organelles of a plant cell hold DNA of their own?"
choices.m = "Mitochondria"
choices.c = "Chloroplasts"
choices.v = "Vacuoles"
answer = ["m", "c"]"#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 9: no complex (type K) items",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let joining = item.options.iter().filter(|option| option.text.has(List::Connector));
    for option in joining {
        let spot = Spot::value(["choices", option.id.as_str()]);
        let finding = Finding::new(spot, "an option is made of other options")
            .help("list the parts as options of a multiple select, or ask true or false of each");
        if let Some(named) = labels(item, option) {
            let misleads = named == Named::Options && item.is_shuffled();
            let finding = finding.under("it names them by letter or number");
            out.report(if misleads { finding.severity(Severity::Error) } else { finding });
        } else if joins_texts(item, option) {
            out.report(finding.under("who knows one part has ruled out the rest"));
        }
    }
}

/// What the letters and numbers of an option name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// Other options.
    Options,
    /// Statements that the prompt numbers.
    Statements,
}

/// What an option names that is made of letters or numbers and connectors only, such as `1 and 3
/// only`.
fn labels(item: &Item<'_>, option: &Choice<'_>) -> Option<Named> {
    let text = &option.text;
    let words = || text.tokens().iter().filter(|token| !token.lists.has(List::Connector));
    let is_label = |token: &Token| label(text.word(token)).is_some();
    if words().next().is_none() || !words().all(is_label) {
        return None;
    }
    if words().all(|token| is_enumerated(&item.stem, text.word(token))) {
        return Some(Named::Statements);
    }
    // Letters of which the prompt speaks, such as the inputs A and B of a gate, name no options; nor
    // do numbers where other options are numbers too.
    let named = |token: &Token| {
        let at = label(text.word(token)).unwrap_or(usize::MAX);
        let word = text.word(token);
        let in_stem = item.stem.tokens().iter().any(|other| item.stem.word(other) == word);
        at < item.options.len() && !in_stem
    };
    let is_numeric = |choice: &Choice<'_>| {
        let first = choice.text.tokens().first();
        choice.id != option.id && first.is_some_and(|token| token.kind == TokenKind::Number)
    };
    let numbers = words().any(|token| token.kind == TokenKind::Number);
    let counts = words().count() > 1
        && words().all(named)
        && !(numbers && item.options.iter().any(is_numeric));
    counts.then_some(Named::Options)
}

/// The place, from 0, that a letter, number or Roman numeral names.
fn label(word: &str) -> Option<usize> {
    const ROMAN: [&str; 8] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];
    match word.as_bytes() {
        [letter @ (b'a'..=b'h' | b'A'..=b'H')] => {
            Some(usize::from(letter.to_ascii_lowercase() - b'a'))
        }
        [digit @ b'1'..=b'8'] => Some(usize::from(digit - b'1')),
        _ => ROMAN.iter().position(|roman| roman.eq_ignore_ascii_case(word)),
    }
}

/// Whether a text numbers something with a label: `1.`, `(b)`, `III:`.
fn is_enumerated(text: &Text<'_>, word: &str) -> bool {
    let marks = |token: &Token| {
        let behind = text.visible().get(token.range().end..).unwrap_or_default();
        text.word(token) == word && behind.starts_with([')', '.', ':'])
    };
    text.tokens().iter().any(marks)
}

/// Whether an option is the texts of two others or more, joined.
fn joins_texts(item: &Item<'_>, option: &Choice<'_>) -> bool {
    let mut rest = option.text.tokens();
    let (mut parts, mut joined) = (0, false);
    while let Some(first) = rest.first() {
        if let Some(len) = part(item, option, rest) {
            parts += 1;
            rest = &rest[len..];
        } else if first.lists.has(List::Connector) || first.lists.has(List::Article) {
            joined |= first.lists.has(List::Connector);
            rest = &rest[1..];
        } else {
            return false;
        }
    }
    parts > 1 && joined
}

/// How many tokens of another option stand at the beginning of some tokens.
fn part(item: &Item<'_>, option: &Choice<'_>, tokens: &[Token]) -> Option<usize> {
    let others = item.options.iter().filter(|other| other.id != option.id);
    let lengths = others.filter_map(|other| {
        let whole = other.text.tokens();
        let article = whole.len() > 1 && whole[0].lists.has(List::Article);
        let words = whole.get(usize::from(article)..)?;
        let start = tokens.get(..words.len())?;
        let same = start.iter().zip(words).all(|(one, other)| one.word == other.word);
        (same && !words.is_empty()).then_some(words.len())
    });
    lengths.max()
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn severities(prompt: &str, options: [&str; 4]) -> Vec<(&'static str, String)> {
        let [a, b, c, d] = options;
        let question = format!(
            "prompt = '{prompt}'\nchoices = {{ a = '{a}', b = '{b}', c = '{c}', d = '{d}' }}\nanswer = 'a'"
        );
        let found = found(super::RULE.code, &question);
        found.into_iter().map(|(severity, place, _)| (severity, place)).collect()
    }

    #[test]
    fn texts_that_are_joined_are_found() {
        let joined = severities("Which?", ["Kiwi", "The kea", "Tui", "Both the kiwi and the kea"]);
        assert_eq!(joined, [("warning", "'Both the kiwi and the kea'".into())]);
        assert_eq!(severities("Which?", ["Kiwi", "Kea", "Tui", "Kiwi, kea and tui"]).len(), 1);
        assert_eq!(severities("Which?", ["Salt", "Kea", "Tui", "Salt and pepper"]), []);
    }

    #[test]
    fn letters_and_numbers_are_found() {
        let lettered = severities("Which?", ["Kiwi", "Kea", "Tui", "Both A and C"]);
        assert_eq!(lettered, [("error", "'Both A and C'".into())]);
        let statements = "Given: 1. Kiwis fly. 2. Keas fly. 3. Tuis fly. Which are true?";
        let numbered = severities(statements, ["1 only", "1 and 2", "2 and 3", "All three"]);
        assert_eq!(numbered.len(), 3);
        assert!(numbered.iter().all(|(severity, _)| *severity == "warning"));
    }

    #[test]
    fn letters_of_the_prompt_and_numbers_are_exempt() {
        let parties = "A sells a horse to B. Who is bound?";
        assert_eq!(severities(parties, ["A", "B", "A and B", "Nobody"]).len(), 1, "as texts");
        let gate = "A gate has the inputs A and B. Which have to be high?";
        assert_eq!(severities(gate, ["Only one", "A and B", "Each in turn", "Any other"]), []);
        assert_eq!(severities("What solves it?", ["1 and 2", "1 and 3", "2 and 3", "4"]), []);
    }
}
