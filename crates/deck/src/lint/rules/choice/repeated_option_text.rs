//! Words that every option repeats.

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Explanation, Family, Finding, Findings, Item, Rule, Spot, Token, TokenKind,
};

/// Fewer words in common are not worth moving.
const MIN_WORDS: usize = 2;
/// The words in common are at least so many hundredths of an option's words.
const MIN_SHARE: usize = 40;

pub(super) static RULE: Rule = Rule {
    code: "repeated-option-text",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "All options begin or end with the same words: two or more, and at least 40 % of an \
               option.",
        why: "Readers read the words again with every option. What belongs to all stands better in \
              the prompt, once.",
        bad: r#"prompt = "Where do keas nest?"
choices = { rocks = "They nest among rocks", trees = "They nest in trees", reeds = "They nest in reeds" }
answer = "rocks""#,
        good: r#"prompt = "Where do keas nest?"
choices = { rocks = "Among rocks", trees = "In trees", reeds = "In reeds" }
answer = "rocks""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 15: the central idea in the prompt",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let Some((first, others)) = item.options.split_first() else { return };
    let tokens = first.text.tokens();
    let mut front = tokens.len();
    let mut back = tokens.len();
    for option in others {
        let other = option.text.tokens();
        front = front.min(in_common(tokens.iter(), other.iter()));
        back = back.min(in_common(tokens.iter().rev(), other.iter().rev()));
        if front.max(back) < MIN_WORDS {
            return;
        }
    }
    // What is alike in every word differs in signs: x < 0 and x > 0.
    if item.options.iter().any(|option| option.text.tokens().len() <= front.max(back))
        && has_signs(item)
    {
        return;
    }
    let total: usize = item.options.iter().map(|option| option.text.tokens().len()).sum();
    let shared = front.max(back);
    if shared * item.options.len() * 100 < total * MIN_SHARE
        || back > front && are_units(item, back)
    {
        return;
    }
    let range = if front >= back { 0..front } else { tokens.len() - back..tokens.len() };
    let bytes = first.text.tokens_in_source(&range);
    let words = first.text.source().get(bytes.clone()).unwrap_or_default();
    let spot = Spot::bytes(["choices", first.id.as_str()], bytes);
    let where_it_is = if front >= back { "begin" } else { "end" };
    let message = format!("all options {where_it_is} with the same {shared} words");
    let help = format!("say `{words}` once, in the prompt");
    out.report(Finding::new(spot, message).under("and so on").help(help));
}

/// How many words two texts have in common before the first that differs.
fn in_common<'t>(
    one: impl Iterator<Item = &'t Token>,
    other: impl Iterator<Item = &'t Token>,
) -> usize {
    one.zip(other).take_while(|(one, other)| one.word == other.word).count()
}

/// Whether options have signs of mathematics, which are no words.
fn has_signs(item: &Item<'_>) -> bool {
    item.options.iter().any(|option| option.text.visible().contains(['<', '>', '=', '≤', '≥', '≠']))
}

/// Whether the options are numbers and what they share is their unit, which belongs to them.
fn are_units(item: &Item<'_>, shared: usize) -> bool {
    item.options.iter().all(|option| {
        let tokens = option.text.tokens();
        let rest = &tokens[..tokens.len().saturating_sub(shared)];
        rest.iter().all(|token| token.kind == TokenKind::Number)
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn on(a: &str, b: &str, c: &str) -> Vec<String> {
        let question = format!(
            "prompt = 'How?'\nchoices = {{ a = '{a}', b = '{b}', c = '{c}' }}\nanswer = 'a'"
        );
        found(super::RULE.code, &question).into_iter().map(|(_, place, _)| place).collect()
    }

    #[test]
    fn common_words_at_either_end_are_reported() {
        assert_eq!(on("It is *on* land", "It is in water", "It is up high"), ["It is"]);
        assert_eq!(on("Red in colour", "Blue in colour", "Grey in colour"), ["in colour"]);
    }

    #[test]
    fn few_words_and_units_are_not() {
        assert!(on("It walks", "It flies", "It swims").is_empty());
        assert!(
            on("It is far too small", "It is only seen at night", "It is one of many here")
                .is_empty()
        );
        assert!(on("D < 0", "D = 0", "D > 0").is_empty());
        assert!(on("5 square metres", "6 square metres", "7 square metres").is_empty());
    }
}
