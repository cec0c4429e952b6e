//! A right option that shares more words with the others than they do among themselves.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Spot};

/// The fewest options of which this tells anything.
const OPTIONS: usize = 4;
/// The fewest words, counted once for each option that has them, that the key shares.
const SHARED: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: "convergence-cue",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::Stop],
    replaces: &[],
    check: Check::Question(&[Kind::SingleChoice], check),
    explanation: Explanation {
        what: "The right option shares clearly more words with the other options than any of them \
               does: at least 1.5 times as many, of four options or more.",
        why: "Authors make wrong options by changing a part of the right one, so that the option in \
              the middle of all is the answer. Grids in which each part occurs as often are exempt.",
        bad: r#"prompt = "Which transport and port does a web server use for HTTPS?"
choices.a = "TCP port 443"
choices.b = "TCP port 80"
choices.c = "UDP port 443"
choices.d = "TCP socket 25"
choices.e = "SCTP socket 443"
answer = "a""#,
        good: r#"prompt = "Which transport and port does a web server use for HTTPS?"
choices.a = "TCP, port 443"
choices.b = "TCP, port 80"
choices.c = "UDP, port 443"
choices.d = "UDP, port 80"
answer = "a""#,
        source: "NBME guide, convergence",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if item.options.len() < OPTIONS {
        return;
    }
    let Some(key) = item.only_key() else { return };
    let most = shared(item, key);
    if most < SHARED {
        return;
    }
    let next = item.distractors().map(|option| shared(item, option)).max().unwrap_or(0);
    if most <= next || most * 2 < next * 3 {
        return;
    }
    out.report(
        Finding::new(
            Spot::value(["choices", key.id.as_str()]),
            "the right option shares more words with the others than any other does",
        )
        .under(format!("{most} words in common; the next has {next}"))
        .label(Spot::value(["answer"]), "it is the key")
        .help("let each part occur in as many wrong options, or vary other parts"),
    );
}

/// How many words an option shares with others: each word once for every other option that has it.
fn shared(item: &Item<'_>, option: &Choice<'_>) -> usize {
    let others = || item.options.iter().filter(|other| other.id != option.id);
    let holders = |stem: u64| {
        others().filter(|other| other.text.content().any(|token| token.stem == stem)).count()
    };
    let mut count = 0;
    for (at, token) in option.text.content().enumerate() {
        let is_first = option.text.content().take(at).all(|before| before.stem != token.stem);
        count += if is_first { holders(token.stem) } else { 0 };
    }
    count
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn of(options: [&str; 4]) -> bool {
        let [a, b, c, d] = options;
        let options = format!("choices = {{ a = '{a}', b = '{b}', c = '{c}', d = '{d}' }}");
        fires(super::RULE.code, &format!("prompt = 'Which?'\n{options}\nanswer = 'a'"))
    }

    #[test]
    fn the_option_in_the_middle_is_found() {
        assert!(of(["red long wings", "red short tail", "blue long neck", "green tiny wings"]));
        assert!(!of(["red short tail", "red long wings", "blue long neck", "green tiny wings"]));
    }

    #[test]
    fn grids_and_options_without_common_words_are_exempt() {
        assert!(!of(["red wings", "red tail", "blue wings", "blue tail"]));
        assert!(!of(["kiwi", "kea", "tui", "moa"]));
    }
}
