//! What holds of every rule: its names, and that its examples are what they say they are.

use std::collections::HashSet;

use super::*;
use crate::lint::test_support::{codes_of, deck_of};

#[test]
fn codes_are_unique_and_in_kebab_case() {
    let mut seen = HashSet::new();
    for rule in all() {
        assert!(seen.insert(rule.code), "{} stands twice", rule.code);
        assert!(rule.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.code);
    }
}

#[test]
fn the_bad_example_is_reported_and_the_good_one_is_not() {
    // What is measured needs statistics, and is tested with them.
    for rule in all().filter(|rule| rule.family != crate::lint::Family::Measured) {
        let bad = codes_of(&deck_of(rule.explanation.bad));
        assert!(bad.contains(&rule.code), "{}: the bad example has {bad:?}", rule.code);
        let good = codes_of(&deck_of(rule.explanation.good));
        assert!(!good.contains(&rule.code), "{}: the good example has {good:?}", rule.code);
    }
}

#[test]
fn explanations_are_sentences() {
    for rule in all() {
        let explanation = &rule.explanation;
        for text in [explanation.what, explanation.why] {
            assert!(text.ends_with('.'), "{}: {text}", rule.code);
            assert!(!text.contains("  "), "{}: {text}", rule.code);
        }
        assert!(!explanation.source.is_empty(), "{}", rule.code);
    }
}
