//! Keys that are the longest option more often than chance makes them.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Items, Rule, Spot};

use super::chance::{binomial_tail, percent, real};

/// From this chance on, it may be chance.
const MAX_CHANCE: f64 = 0.01;

pub(super) static RULE: Rule = Rule {
    code: "longest-key-bias",
    severity: Severity::Warning,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "Over the whole deck, the right option is the longest one more often than chance would \
               have it, once in a hundred decks.",
        why: "Authors take care to make the right answer right, and that makes it long. Readers who \
              know nothing score above chance by picking the longest.",
        bad: BAD,
        good: r#"[[question]]
id = "kea"
prompt = "What is a kea?"
choices = { a = "A small wren", b = "A parrot", c = "A gull" }
answer = "b""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 24; binomial test",
    },
};

const BAD: &str = r#"[[question]]
id = "kea"
prompt = "What is a kea?"
choices = { a = "A wren", b = "A parrot", c = "A gull" }
answer = "b"
[[question]]
id = "tui"
prompt = "What is a tui?"
choices = { a = "A rail", b = "A honeyeater", c = "A tern" }
answer = "b"
[[question]]
id = "kiwi"
prompt = "What is a kiwi?"
choices = { a = "A swan", b = "A ratite", c = "A duck" }
answer = "b"
[[question]]
id = "weka"
prompt = "What is a weka?"
choices = { a = "A lark", b = "A large rail", c = "A wren" }
answer = "b"
[[question]]
id = "ruru"
prompt = "What is a ruru?"
choices = { a = "A duck", b = "A brown owl", c = "A tern" }
answer = "b""#;

fn check(items: &Items<'_>, out: &mut Findings) {
    let (mut decided, mut keys, mut chances) = (0, 0, 0.0);
    for item in items.items.iter().filter(|item| item.kind() == Kind::SingleChoice) {
        if let Some(is_key) = longest_is_key(item) {
            decided += 1;
            keys += usize::from(is_key);
            chances += 1.0 / real(item.options.len());
        }
    }
    if decided == 0 || real(keys) <= chances {
        return;
    }
    let chance = binomial_tail(decided, keys, chances / real(decided));
    if chance >= MAX_CHANCE {
        return;
    }
    let under = format!(
        "in {keys} of {decided} questions; chance does so in {}, where {chances:.0} are expected",
        percent(chance)
    );
    out.report(
        Finding::new(Spot::header(), "the right option is the longest too often")
            .under(under)
            .help("shorten right options, and give wrong ones as much detail"),
    );
}

/// Whether the longest option is right; `None` where two are as long.
fn longest_is_key(item: &Item<'_>) -> Option<bool> {
    let (mut longest, mut is_key) = (0, None);
    for option in &item.options {
        let length = option.text.length();
        if length > longest {
            (longest, is_key) = (length, Some(option.correct));
        } else if length == longest {
            is_key = None;
        }
    }
    is_key
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    /// A deck in which the longest of four options is right in so many of its questions.
    fn of(right: usize, all: usize) -> bool {
        let question = |n: usize| {
            let key = if n < right { "d" } else { "a" };
            format!(
                "[[question]]\nid = 'q{n}'\nprompt = 'What is {n}?'\nanswer = '{key}'\n\
                 choices = {{ a = 'A', b = 'B', c = 'C', d = 'Long' }}\n"
            )
        };
        fires(super::RULE.code, &(0..all).map(question).collect::<String>())
    }

    #[test]
    fn the_bound_is_one_in_a_hundred() {
        assert!(of(9, 12), "as in the text: .000392");
        assert!(of(8, 12), ".0028");
        assert!(!of(7, 12), ".0143");
    }
}
