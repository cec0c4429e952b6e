//! Keys whose places follow a pattern.

use deck_format::Severity;

use crate::lint::{Check, Explanation, Family, Finding, Findings, Items, Rule, Spot};

use super::key_places::{KeyPlace, key_places};

/// So many keys in one place running are a run.
const MIN_RUN: usize = 5;
/// The longest period that is looked for.
const MAX_PERIOD: usize = 4;
/// How often a period has to come for it to be one.
const MIN_ROUNDS: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: "key-run",
    severity: Severity::Info,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "In options of fixed order, the right one stands in the same place five times running, \
               or its places repeat throughout the deck: a, b, c, a, b, c.",
        why: "Students see the pattern and answer by it, or doubt what they know because of it.",
        bad: BAD,
        good: r#"[[question]]
id = "kea"
prompt = "What is a kea?"
choices = { a = "A wren", b = "A parrot", c = "A gull" }
answer = "b""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 20: vary the position of the key",
    },
};

const BAD: &str = r#"format = 1
id = "birds"
title = "Birds"
shuffle = false
[[question]]
id = "kea"
prompt = "What is a kea?"
choices = { a = "A wren", b = "A parrot" }
answer = "b"
[[question]]
id = "tui"
prompt = "What is a tui?"
choices = { a = "A rail", b = "A honeyeater" }
answer = "b"
[[question]]
id = "kiwi"
prompt = "What is a kiwi?"
choices = { a = "A heron", b = "A ratite" }
answer = "b"
[[question]]
id = "weka"
prompt = "What is a weka?"
choices = { a = "A stork", b = "A rail" }
answer = "b"
[[question]]
id = "ruru"
prompt = "What is a ruru?"
choices = { a = "A duck", b = "An owl" }
answer = "b""#;

fn check(items: &Items<'_>, out: &mut Findings) {
    let keys = key_places(items);
    let runs = keys.chunk_by(|one, next| one.place == next.place);
    let mut any = false;
    for run in runs.filter(|run| run.len() >= MIN_RUN) {
        let [first, .., last] = run else { continue };
        any = true;
        let message =
            format!("the key stands in place {} {} times running", first.place + 1, run.len());
        out.report(
            Finding::new(Spot::value(["answer"]).of(first.question), message)
                .under("from here")
                .label(Spot::value(["answer"]).of(last.question), "to here")
                .help("let options be shuffled, or move some of the keys"),
        );
    }
    let Some(period) = period(&keys).filter(|_| !any) else { return };
    out.report(
        Finding::new(Spot::header(), "the places of the keys repeat throughout the deck")
            .under(format!("every {period} questions"))
            .help("let options be shuffled, or move some of the keys"),
    );
}

/// The shortest period of all keys, above one.
fn period(keys: &[KeyPlace]) -> Option<usize> {
    let repeats = |period: usize| {
        keys.iter().zip(keys.iter().skip(period)).all(|(key, later)| key.place == later.place)
    };
    (2..=MAX_PERIOD).find(|period| keys.len() >= period * MIN_ROUNDS && repeats(*period))
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn messages(keys: &str) -> Vec<String> {
        let mut deck = "format = 1\nid = 'd'\ntitle = 'T'\nshuffle = false\n".to_owned();
        for (n, key) in keys.chars().enumerate() {
            deck += &format!(
                "[[question]]\nid = 'q{n}'\nprompt = 'What is {n}?'\nanswer = '{key}'\n\
                 choices = {{ a = 'A', b = 'B', c = 'C', d = 'D' }}\n"
            );
        }
        found(super::RULE.code, &deck).into_iter().map(|(.., message)| message).collect()
    }

    #[test]
    fn five_times_running_is_a_run() {
        assert_eq!(messages("acccccb"), ["the key stands in place 3 5 times running"]);
        assert!(messages("accccb").is_empty());
    }

    #[test]
    fn a_period_has_to_hold_throughout() {
        assert_eq!(messages("abcabcabc").len(), 1);
        assert_eq!(messages("abababa").len(), 1);
        assert!(messages("abcabcabd").is_empty());
        assert!(messages("abcab").is_empty());
    }
}
