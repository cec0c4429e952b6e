//! Keys that stand in one place more often than chance puts them there.

use deck_format::Severity;

use crate::lint::{Check, Explanation, Family, Finding, Findings, Items, Rule, Spot};

use super::chance::{chi_square, chi_square_tail, percent, real, simulated_tail};
use super::key_places::{KeyPlace, key_places};

/// Chances below this are a warning, and below the other a note.
const WARNING: f64 = 0.01;
const NOTE: f64 = 0.05;
/// What has to be expected of each place for the approximation to hold.
const MIN_EXPECTED: f64 = 5.0;

pub(super) static RULE: Rule = Rule {
    code: "answer-position-bias",
    severity: Severity::Warning,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "In options of fixed order, the right one stands in some place far more often, or far \
               less often, than chance would put it there.",
        why: "Students notice that it is mostly b. Shuffled options and options that are numbers are \
              not counted. Below one chance in a hundred it is a warning, below one in twenty a note.",
        bad: BAD,
        good: GOOD,
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
choices = { a = "A heron", b = "A ratite", c = "A swan" }
answer = "b"
[[question]]
id = "weka"
prompt = "What is a weka?"
choices = { a = "A stork", b = "A rail", c = "A lark" }
answer = "b"
[[question]]
id = "ruru"
prompt = "What is a ruru?"
choices = { a = "A duck", b = "An owl", c = "A swift" }
answer = "b""#;

const GOOD: &str = r#"format = 1
id = "birds"
title = "Birds"
[[question]]
id = "kea"
prompt = "What is a kea?"
choices = { a = "A wren", b = "A parrot", c = "A gull" }
answer = "b"
[[question]]
id = "tui"
prompt = "What is a tui?"
choices = { a = "A rail", b = "A honeyeater", c = "A tern" }
answer = "b""#;

fn check(items: &Items<'_>, out: &mut Findings) {
    let keys = key_places(items);
    let Some(places) = keys.iter().map(|key| key.places).max() else { return };
    let counts = Counts::new(&keys, places);
    let chance = counts.chance(&keys);
    if chance >= NOTE {
        return;
    }
    let severity = if chance < WARNING { Severity::Warning } else { Severity::Info };
    let observed: Vec<String> = counts.observed.iter().map(usize::to_string).collect();
    let under = format!(
        "{} keys from the first place to the last: {}; chance does so in {}",
        keys.len(),
        observed.join(", "),
        percent(chance)
    );
    out.report(
        Finding::new(Spot::header(), "the right options stand in some places too often")
            .severity(severity)
            .under(under)
            .help("let options be shuffled, or spread the keys over all places"),
    );
}

/// How many keys stand in each place, and how many chance would put there.
struct Counts {
    observed: Vec<usize>,
    expected: Vec<f64>,
}

impl Counts {
    fn new(keys: &[KeyPlace], places: usize) -> Self {
        let (mut observed, mut expected) = (vec![0; places], vec![0.0; places]);
        for key in keys {
            observed[key.place] += 1;
            expected[..key.places].iter_mut().for_each(|it| *it += 1.0 / real(key.places));
        }
        Self { observed, expected }
    }

    /// The chance that keys are spread as unevenly.
    fn chance(&self, keys: &[KeyPlace]) -> f64 {
        // Every list of options has a first place, so that it has the most of all.
        if self.expected.first().is_none_or(|first| *first < MIN_EXPECTED) {
            let places: Vec<usize> = keys.iter().map(|key| key.places).collect();
            return simulated_tail(&places, &self.observed, &self.expected);
        }
        let pooled = self.pooled();
        let degrees = pooled.observed.len().saturating_sub(1);
        if degrees == 0 {
            return 1.0;
        }
        chi_square_tail(chi_square(&pooled.observed, &pooled.expected), degrees)
    }

    /// The same with the rare last places, which few lists of options have, taken for one.
    fn pooled(&self) -> Self {
        let (mut observed, mut expected) = (self.observed.clone(), self.expected.clone());
        while let ([.., before, last], [.., of_before, of_last]) =
            (&mut observed[..], &mut expected[..])
            && *of_last < MIN_EXPECTED
        {
            *before += *last;
            *of_before += *of_last;
            observed.pop();
            expected.pop();
        }
        Self { observed, expected }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    /// The severity of what is found where the keys stand in these places of four options.
    fn severities(head: &str, keys: &str) -> Vec<&'static str> {
        let mut deck = format!("format = 1\nid = 'd'\ntitle = 'T'\n{head}\n");
        for (n, key) in keys.chars().enumerate() {
            deck += &format!(
                "[[question]]\nid = 'q{n}'\nprompt = 'What is {n}?'\nanswer = '{key}'\n\
                 choices = {{ a = 'A', b = 'B', c = 'C', d = 'D' }}\n"
            );
        }
        found(super::RULE.code, &deck).into_iter().map(|(severity, ..)| severity).collect()
    }

    #[test]
    fn large_decks_are_judged_by_the_approximation() {
        let even = "abcd".repeat(10);
        assert!(severities("shuffle = false", &even).is_empty());
        assert!(severities("shuffle = false", "aaabbbbbbbbbccccccdd").is_empty(), "as in the text");
        assert_eq!(severities("shuffle = false", "bbbbbbbbbbbbbbccccaa"), ["warning"]);
        assert_eq!(severities("shuffle = false", "bbbbbbbbbbbccccdddaa"), ["info"]);
    }

    #[test]
    fn small_decks_are_simulated() {
        assert_eq!(severities("shuffle = false", "bbbbb"), ["warning"]);
        assert!(severities("shuffle = false", "bbb").is_empty());
        assert!(severities("shuffle = false", "abcdbacd").is_empty());
    }

    #[test]
    fn shuffled_options_have_no_places() {
        assert!(severities("", "bbbbbbbbbbbbbbbbbbbb").is_empty());
    }
}
