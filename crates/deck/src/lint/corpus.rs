//! Labelled decks: what the rules should say about them, and how often they do.
//!
//! Labels are comments directly above a question: `# expect: code code` or `# expect: none`, and
//! `# near: code` for a near miss, on which the code must be silent. `# expect-deck:` and `# near-deck:`
//! at the top of a file say the same of the deck as a whole. A finding about a question that is not expected is a false
//! alarm, and an expected one that is not there a miss. A question without `# expect:` is not judged.
//! What a rule about decks says of a question belongs to the deck, unless the question's labels name
//! it.

use std::collections::{BTreeMap, BTreeSet};

use deck_format::{Deck, Problems, parse};

use super::engine::lint;
use super::rule::Family;
use super::rules;

/// The labels of one deck.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels {
    /// Codes that are expected of the deck as a whole; `None` where nothing is said.
    pub deck: Option<BTreeSet<String>>,
    /// Codes that must not be reported of the deck as a whole, though they nearly could be.
    pub near_deck: BTreeSet<String>,
    /// What is said of each question, in the order of the file.
    pub questions: Vec<Label>,
}

/// The labels of one question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// Codes that are expected; `None` where nothing is said.
    pub expected: Option<BTreeSet<String>>,
    /// Codes that must not be reported, though they nearly could be.
    pub near: BTreeSet<String>,
}

impl Labels {
    /// Reads the labels of a deck's text.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut labels = Self::default();
        let mut above = Label::default();
        for line in text.lines().map(str::trim) {
            if line.starts_with("[[question]]") {
                labels.questions.push(std::mem::take(&mut above));
            } else if let Some(comment) = line.strip_prefix('#') {
                let Some((label, codes)) = comment.trim().split_once(':') else { continue };
                match label {
                    "expect" => above.expected.get_or_insert_default().extend(read_codes(codes)),
                    "near" => above.near.extend(read_codes(codes)),
                    "near-deck" => labels.near_deck.extend(read_codes(codes)),
                    "expect-deck" => labels.deck.get_or_insert_default().extend(read_codes(codes)),
                    _ => {}
                }
            } else if !line.is_empty() {
                above = Label::default();
            }
        }
        labels
    }

    /// Every code that a label names.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let questions = self.questions.iter();
        let of_questions =
            questions.flat_map(|label| label.expected.iter().flatten().chain(&label.near));
        let of_deck = self.deck.iter().flatten().chain(&self.near_deck);
        of_deck.chain(of_questions).map(String::as_str)
    }
}

/// Codes between spaces or commas; what stands in brackets behind them is a remark.
fn read_codes(text: &str) -> impl Iterator<Item = String> {
    let codes = text.split(['(', '#']).next().unwrap_or_default();
    let codes = codes.split([' ', ',']).filter(|code| !code.is_empty() && *code != "none");
    codes.map(str::to_owned)
}

/// How one rule fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// Expected and reported.
    pub hits: usize,
    /// Reported, not expected.
    pub false_alarms: usize,
    /// Expected, not reported.
    pub misses: usize,
    /// Near misses on which it was silent.
    pub near: usize,
    /// Near misses on which it was not; these are false alarms as well.
    pub near_reported: usize,
}

impl Score {
    /// The share of its reports that are right; `None` where it reported nothing.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        share(self.hits, self.false_alarms)
    }

    /// The share of what it should report that it did; `None` where it should report nothing.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        share(self.hits, self.misses)
    }
}

fn share(part: usize, rest: usize) -> Option<f64> {
    let whole = part + rest;
    // Counts of a corpus are far below 2⁵², and so exact.
    #[allow(clippy::cast_precision_loss, reason = "small counts")]
    let share = part as f64 / whole as f64;
    (whole > 0).then_some(share)
}

/// How every rule fared over some decks, and where it was wrong.
#[derive(Debug, Default)]
pub struct Scores {
    /// By code.
    pub rules: BTreeMap<String, Score>,
    /// One line for each false alarm and each miss: `file: question: code: what happened`.
    pub faults: Vec<String>,
}

/// A place of the corpus: a question, or a deck as a whole.
struct Place<'a> {
    name: String,
    expected: &'a BTreeSet<String>,
    near: &'a BTreeSet<String>,
}

impl Scores {
    /// Adds a deck.
    ///
    /// # Errors
    /// When the text is no deck.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), Problems> {
        let deck = parse(text)?;
        let labels = Labels::read(text);
        let mut reported = reported(&deck, text);
        let mut of_deck = reported.remove(&None).unwrap_or_default();
        for (question, label) in deck.questions.iter().zip(&labels.questions) {
            let id = question.face.id.as_str();
            let all = reported.remove(&Some(id.to_owned())).unwrap_or_default();
            let (said, others) = all.into_iter().partition(|code| belongs_here(code, label));
            of_deck.extend::<BTreeSet<String>>(others);
            let name = format!("{file}: {id}");
            if let Some(expected) = &label.expected {
                self.judge(&Place { name, expected, near: &label.near }, &said);
            } else if !label.near.is_empty() {
                let near = &label.near;
                self.judge(&Place { name, expected: &BTreeSet::new(), near }, &said);
            }
        }
        let none = BTreeSet::new();
        let name = format!("{file}: deck");
        let near = &labels.near_deck;
        if let Some(expected) = &labels.deck {
            self.judge(&Place { name, expected, near }, &of_deck);
        } else if !near.is_empty() {
            self.judge(&Place { name, expected: &none, near }, &of_deck);
        }
        Ok(())
    }

    fn judge(&mut self, place: &Place<'_>, reported: &BTreeSet<String>) {
        for code in place.expected.union(reported) {
            let score = self.rules.entry(code.clone()).or_default();
            let fault = match (place.expected.contains(code), reported.contains(code)) {
                (true, true) => {
                    score.hits += 1;
                    continue;
                }
                (true, false) => {
                    score.misses += 1;
                    "missed"
                }
                _ => {
                    score.false_alarms += 1;
                    if place.near.contains(code) {
                        "false alarm on a near miss"
                    } else {
                        "false alarm"
                    }
                }
            };
            self.faults.push(format!("{}: {code}: {fault}", place.name));
        }
        for code in place.near {
            let score = self.rules.entry(code.clone()).or_default();
            if reported.contains(code) {
                score.near_reported += 1;
            } else {
                score.near += 1;
            }
        }
    }
}

/// Whether what is reported about a question counts there, and not for the deck.
fn belongs_here(code: &str, label: &Label) -> bool {
    let of_deck = rules::rule(code).is_some_and(|rule| rule.family == Family::Deck);
    let is_named = label.near.contains(code)
        || label.expected.as_ref().is_some_and(|expected| expected.contains(code));
    !of_deck || is_named
}

/// The codes that are reported, by question; `None` is the deck.
fn reported(deck: &Deck, text: &str) -> BTreeMap<Option<String>, BTreeSet<String>> {
    let mut reported: BTreeMap<Option<String>, BTreeSet<String>> = BTreeMap::new();
    for finding in lint(deck, text) {
        reported.entry(finding.question).or_default().insert(finding.code.to_owned());
    }
    reported
}

/// The codes of some labels that no rule has.
#[must_use]
pub fn unknown_codes(labels: &Labels) -> BTreeSet<String> {
    labels.codes().filter(|code| rules::rule(code).is_none()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECK: &str = r#"# About birds
# expect-deck: none
format = 1
id = "d"
title = "T"

# expect: negative-stem
[[question]]
id = "hit"
prompt = "Which does not fly?"
choices = { a = "Kiwi", b = "Kea", c = "Weka" }
answer = "a"

# expect: none
# near: negative-stem (a fixed term)
[[question]]
id = "near"
prompt = "Which has at least one wing?"
choices = { a = "Kiwi", b = "Kea", c = "Weka" }
answer = "a"

# expect: longest-correct, negative-stem
[[question]]
id = "miss"
prompt = "Which never flies?"
choices = { a = "Kiwi", b = "Kea", c = "Weka" }
answer = "a"

# A remark, and no label.
[[question]]
id = "unlabelled"
prompt = "Which cannot fly?"
choices = { a = "Kiwi", b = "Kea", c = "Weka" }
answer = "a"

# expect: none
[[question]]
id = "alarm"
prompt = "Which isn't a parrot?"
choices = { a = "Kiwi", b = "Kea", c = "Weka" }
answer = "a"
"#;

    fn codes(codes: &[&str]) -> BTreeSet<String> {
        codes.iter().map(|code| (*code).to_owned()).collect()
    }

    #[test]
    fn labels_stand_above_their_questions() {
        let labels = Labels::read(DECK);
        assert_eq!(labels.deck, Some(codes(&[])));
        let expected: Vec<_> =
            labels.questions.iter().map(|label| label.expected.clone()).collect();
        let two = codes(&["longest-correct", "negative-stem"]);
        let one = codes(&["negative-stem"]);
        assert_eq!(
            expected,
            [Some(one.clone()), Some(codes(&[])), Some(two), None, Some(codes(&[]))]
        );
        assert_eq!(labels.questions[1].near, one);
    }

    #[test]
    fn hits_misses_and_false_alarms_are_counted() {
        let mut scores = Scores::default();
        scores.add("d.toml", DECK).unwrap();
        let negative = scores.rules["negative-stem"];
        assert_eq!(
            (negative.hits, negative.false_alarms, negative.misses, negative.near),
            (2, 1, 0, 1)
        );
        assert_eq!(negative.precision(), Some(2.0 / 3.0));
        assert_eq!(scores.rules["longest-correct"].recall(), Some(0.0));
        let expected =
            ["d.toml: miss: longest-correct: missed", "d.toml: alarm: negative-stem: false alarm"];
        assert_eq!(scores.faults, expected);
    }

    #[test]
    fn near_misses_of_a_deck_are_counted() {
        let deck = DECK.replace("# expect-deck: none", "# near-deck: key-run");
        let mut scores = Scores::default();
        scores.add("d.toml", &deck).unwrap();
        assert_eq!((scores.rules["key-run"].near, scores.rules["key-run"].near_reported), (1, 0));
    }

    #[test]
    fn codes_that_no_rule_has_are_named() {
        let labels = Labels::read(
            "# near-deck: y\n\n# expect: negative-stem longest\n[[question]]\n# near: x\n[[question]]\n",
        );
        assert_eq!(unknown_codes(&labels), codes(&["longest", "x", "y"]));
    }
}
