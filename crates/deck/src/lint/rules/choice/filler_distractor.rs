//! An option that only fills its place.

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Spot,
};

pub(super) static RULE: Rule = Rule {
    code: "filler-distractor",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::Filler],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "A wrong option only fills its place: n/a, I don't know, a joke, or nothing but dots.",
        why: "Nobody chooses it, so that it only adds reading. Two good wrong options are better \
              than three of which one is filler.",
        bad: r#"prompt = "Which bird is a parrot?"
choices = { kea = "Kea", kiwi = "Kiwi", tui = "Tui", idk = "I don't know" }
answer = "kea""#,
        good: r#"prompt = "Which bird is a parrot?"
choices = { kea = "Kea", kiwi = "Kiwi", tui = "Tui" }
answer = "kea""#,
        source: "Haladyna, Downing and Rodriguez 2002, guidelines 18 and 29",
    },
};

/// What stands for a joke.
const JOKES: &[&str] = &["😂", "🤣", "😜", "😉", "🙃", ":-)", ":)", ";)", ";-)", ":P", "xD"];

fn check(item: &Item<'_>, out: &mut Findings) {
    for option in item.distractors().filter(|option| is_filler(item, option)) {
        out.report(
            Finding::new(Spot::value(["choices", option.id.as_str()]), "the option is filler")
                .under("nobody would choose it")
                .help("take it out, or write a mistake that somebody could make"),
        );
    }
}

fn is_filler(item: &Item<'_>, option: &Choice<'_>) -> bool {
    let text = &option.text;
    let visible = text.visible().trim();
    // Where such a word is right, it is what is asked for.
    let is_asked = || item.keys().any(|key| key.text.is_wholly(List::Filler));
    text.is_wholly(List::Filler) && !is_asked()
        || JOKES.iter().any(|joke| visible.ends_with(joke))
        || text.tokens().is_empty() && is_empty(visible) && others_have_words(item, option)
}

/// Whether a text is made of dots, dashes and question marks only.
fn is_empty(visible: &str) -> bool {
    visible.chars().all(|c| ".…?-–—_ ".contains(c))
}

/// Whether all other options have words: else the marks may be what is asked for.
fn others_have_words(item: &Item<'_>, option: &Choice<'_>) -> bool {
    item.options.iter().all(|other| other.id == option.id || !other.text.tokens().is_empty())
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn on(option: &str, other: &str) -> bool {
        let question = format!(
            "prompt = 'Which?'\nchoices = {{ a = 'Kiwi', b = '{other}', c = \"{option}\" }}\nanswer = 'a'"
        );
        fires(super::RULE.code, &question)
    }

    #[test]
    fn fillers_are_reported() {
        for option in ["N/A", "I don’t know.", "lol", "…", "???", "A flying pig 😂"] {
            assert!(on(option, "Tui"), "{option}");
        }
    }

    #[test]
    fn options_that_say_something_are_not() {
        for option in ["Kea", "`n/a`", "Something that flies"] {
            assert!(!on(option, "Tui"), "{option}");
        }
        assert!(!on("?", "!"), "marks");
        let names = "prompt = 'Which?'\nchoices = { a = 'foo', b = 'baz' }\nanswer = 'a'";
        assert!(!fires(super::RULE.code, names), "names that are asked for");
    }
}
