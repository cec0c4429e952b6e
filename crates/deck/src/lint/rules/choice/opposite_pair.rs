//! A pair of options that say the opposite of each other, with the key in it.

use deck_format::{Kind, Severity};

use crate::lint::{
    Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, Token, Words,
    word_hash,
};

/// With fewer options a pair is half of them or more, and no clue.
const MIN_OPTIONS: usize = 4;

pub(super) static RULE: Rule = Rule {
    code: "opposite-pair",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::Opposite, List::Negation],
    replaces: &[],
    check: Check::Question(&[Kind::SingleChoice], check),
    explanation: Explanation {
        what: "Two of four or more options say the opposite of each other, no others do, and one of \
               the two is right.",
        why: "Readers without the knowledge see that one of two opposites has to be so, and guess \
              between two options instead of four.",
        bad: r#"prompt = "How does the moa compare with the kiwi, according to its bones?"
choices = { taller = "It was taller", shorter = "It was shorter", sea = "It lived at sea", song = "It sang at night" }
answer = "taller""#,
        good: r#"prompt = "How does the moa compare with the kiwi, according to its bones?"
choices = { taller = "It was taller", eggs = "It laid more eggs", sea = "It lived at sea", song = "It sang at night" }
answer = "taller""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 28: pairs or triplets of options",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let may_be =
        |option: &Choice<'_>| option.text.has(List::Opposite) || option.text.has(List::Negation);
    if item.options.len() < MIN_OPTIONS || !item.options.iter().any(may_be) {
        return;
    }
    let mut pairs = pairs(item);
    let (Some((one, other)), None) = (pairs.next(), pairs.next()) else { return };
    if !one.correct && !other.correct {
        return;
    }
    let (key, opposite) = if one.correct { (one, other) } else { (other, one) };
    out.report(
        Finding::new(
            Spot::value(["choices", key.id.as_str()]),
            "the right answer and one other option are opposites",
        )
        .under("the right answer")
        .label(Spot::value(["choices", opposite.id.as_str()]), "its opposite")
        .help("write two such pairs, or put another option in the place of the opposite"),
    );
}

/// The pairs of options that say the opposite of each other.
fn pairs<'i, 'a>(
    item: &'i Item<'a>,
) -> impl Iterator<Item = (&'i Choice<'a>, &'i Choice<'a>)> + use<'i, 'a> {
    let options = item.options.iter().enumerate();
    let all = options.flat_map(|(at, one)| item.options[at + 1..].iter().map(move |it| (one, it)));
    all.filter(|(one, other)| {
        let (one, other) = (one.text.tokens(), other.text.tokens());
        say_opposites(item.words, one, other) || negates(one, other) || negates(other, one)
    })
}

/// Whether two texts differ in words that are opposites, and in nothing else.
fn say_opposites(words: &Words, one: &[Token], other: &[Token]) -> bool {
    let is_opposite = |a: &Token, b: &Token| words.are_opposite(a.word, b.word);
    let pairs = || one.iter().zip(other);
    one.len() == other.len()
        && pairs().all(|(a, b)| a.word == b.word || is_opposite(a, b))
        && pairs().any(|(a, b)| is_opposite(a, b))
}

/// Whether a text is another one with a negation in it: "flies" and "does not fly".
fn negates(plain: &[Token], negative: &[Token]) -> bool {
    let negations = negative.iter().filter(|token| token.lists.has(List::Negation)).count();
    if negations != 1 || plain.is_empty() {
        return false;
    }
    let auxiliaries = ["do", "does", "did"].map(word_hash);
    let helps =
        |token: &&Token| token.lists.has(List::Negation) || auxiliaries.contains(&token.word);
    let rest = negative.iter().filter(|token| !helps(token)).map(|token| token.stem);
    plain.iter().filter(|token| !helps(token)).map(|token| token.stem).eq(rest)
        && !plain.iter().any(|token| token.lists.has(List::Negation))
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn on(options: [&str; 4], key: &str) -> bool {
        let [a, b, c, d] = options;
        let question = format!(
            "prompt = 'How?'\nchoices = {{ a = '{a}', b = '{b}', c = '{c}', d = '{d}' }}\nanswer = '{key}'"
        );
        fires(super::RULE.code, &question)
    }

    #[test]
    fn one_pair_with_the_key_is_reported() {
        assert!(on(["It rises", "It falls", "It rains", "It snows"], "a"));
        assert!(on(["It rains", "It walks", "It does not walk", "It snows"], "c"));
        assert!(!on(["It rises", "It falls", "It rains", "It snows"], "c"), "the key is not in it");
    }

    #[test]
    fn two_pairs_and_other_differences_are_not() {
        assert!(!on(["It rises", "It falls", "It opens", "It closes"], "a"));
        assert!(!on(["It rises fast", "It falls again", "It rains", "It snows"], "a"));
    }
}
