//! The scoring rules in words, for the person who answers.

use deck_format::{OrderRule, PartsRule, SelectRule};

/// A scoring rule of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// For multiple-select questions.
    Select(SelectRule),
    /// For orderings.
    Order(OrderRule),
    /// For matchings and cloze texts.
    Parts(PartsRule),
}

impl From<SelectRule> for Rule {
    fn from(rule: SelectRule) -> Self {
        Self::Select(rule)
    }
}

impl From<OrderRule> for Rule {
    fn from(rule: OrderRule) -> Self {
        Self::Order(rule)
    }
}

impl From<PartsRule> for Rule {
    fn from(rule: PartsRule) -> Self {
        Self::Parts(rule)
    }
}

/// What a rule does, in words: lower case, without a full stop.
#[must_use]
pub fn rule_words(rule: impl Into<Rule>) -> &'static str {
    match rule.into() {
        Rule::Select(rule) => select_words(rule),
        Rule::Order(rule) => order_words(rule),
        Rule::Parts(PartsRule::PerPair) => "each right part counts by itself",
        Rule::Parts(PartsRule::AllOrNothing) => "only all parts right together count",
    }
}

fn select_words(rule: SelectRule) -> &'static str {
    match rule {
        SelectRule::AllOrNothing => "only exactly the right choices count",
        SelectRule::Partial => "each right choice counts, and a wrong one takes nothing away",
        SelectRule::RightMinusWrong => "each wrong choice takes away as much as a right one gives",
        SelectRule::Balanced => "all wrong choices together take away what all right ones give",
        SelectRule::BalancedSoft => {
            "all wrong choices together take away what all right ones give, \
             but one alone at most half of it"
        }
        SelectRule::AnyWrongZero => "each right choice counts, but any wrong one leaves nothing",
        SelectRule::PerOption => "each option counts by itself: rightly chosen or rightly left out",
    }
}

fn order_words(rule: OrderRule) -> &'static str {
    match rule {
        OrderRule::Exact => "only the whole right order counts",
        OrderRule::Position => "each item in its right place counts",
        OrderRule::Adjacent => "each item that rightly follows the one before it counts",
        OrderRule::Pairs => "each pair of items in the right order counts",
        OrderRule::Kendall => {
            "each pair in the wrong order takes away as much as one in the right order gives"
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_has_words_of_its_own() {
        let select = SelectRule::ALL.iter().map(|rule| rule_words(*rule));
        let order = OrderRule::ALL.iter().map(|rule| rule_words(*rule));
        let parts = PartsRule::ALL.iter().map(|rule| rule_words(*rule));
        let words: Vec<_> = select.chain(order).chain(parts).collect();
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
        for words in words {
            assert!(words.starts_with(char::is_lowercase) && !words.ends_with('.'), "{words}");
        }
    }
}
