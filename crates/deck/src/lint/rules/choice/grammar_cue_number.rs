//! A prompt whose verb or number only the right option fits.

use deck_format::{Kind, Severity};

use crate::lint::{
    Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, Text, Token, TokenKind,
    word_hash,
};

pub(super) static RULE: Rule = Rule {
    code: "grammar-cue-number",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::Stop, List::Plural, List::SingularS],
    replaces: &[],
    check: Check::Question(&[Kind::SingleChoice], check),
    explanation: Explanation {
        what: "The prompt ends in `is` or `are`, or asks for two things, and the right option alone \
               has that number.",
        why: "Readers rule the others out by grammar.",
        bad: r#"prompt = "The two cases that follow the Latin preposition *in* are:"
choices.both = "accusative and ablative"
choices.gen = "genitive"
choices.dat = "dative"
answer = "both""#,
        good: r#"prompt = "The two cases that follow the Latin preposition *in* are:"
choices.both = "accusative and ablative"
choices.gen = "genitive and dative"
choices.dat = "dative and ablative"
answer = "both""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 28; NBME guide, grammatical cues",
    },
};

/// A word of more letters that ends in -ing, -ed or -ly is a form of a verb, or says how.
const LETTERS: usize = 4;

/// How many things are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    One,
    Many,
    /// Two by name: `red and blue`.
    Two,
}

impl Number {
    /// Whether an option of this number fits a prompt that wants another.
    fn fits(self, wanted: Self) -> bool {
        self == wanted || (self, wanted) == (Self::Two, Self::Many)
    }
}

fn check(item: &Item<'_>, out: &mut Findings) {
    let Some(key) = item.only_key() else { return };
    let Some((at, wanted)) = at_end(&item.stem).or_else(|| asked(&item.stem)) else { return };
    let disagrees =
        |text: &Text<'_>| number(text, wanted).is_some_and(|number| !number.fits(wanted));
    let key_fits = number(&key.text, wanted).is_some_and(|number| number.fits(wanted));
    if !key_fits || !item.distractors().all(|option| disagrees(&option.text)) {
        return;
    }
    let bytes = item.stem.tokens_in_source(&(at..at + 1));
    out.report(
        Finding::new(Spot::bytes(["prompt"], bytes), "only the right option fits in number")
            .under("singular or plural")
            .label(Spot::value(["choices", key.id.as_str()]), "the option that fits")
            .help("give all options that number, or ask in a way that leaves it open"),
    );
}

/// The number of the verb at the end of a prompt, and its place.
fn at_end(stem: &Text<'_>) -> Option<(usize, Number)> {
    let tokens = stem.tokens();
    let skips = usize::from(tokens.last()?.word == word_hash("the"));
    let at = tokens.len().checked_sub(1 + skips)?;
    if stem.visible().get(tokens[at].range().end..)?.contains('?') {
        return None;
    }
    let is = |words: [&str; 2]| words.iter().any(|word| word_hash(word) == tokens[at].word);
    if is(["are", "were"]) {
        return Some((at, Number::Many));
    }
    is(["is", "was"]).then_some((at, Number::One))
}

/// Where a prompt asks `which two`.
fn asked(stem: &Text<'_>) -> Option<(usize, Number)> {
    let first = stem.tokens().first()?.word;
    let two = stem.tokens().get(1).filter(|second| second.word == word_hash("two"));
    let asks = ["which", "what", "name"].iter().any(|word| word_hash(word) == first);
    (two.is_some() && asks).then_some((1, Number::Two))
}

/// How many things an option names; `None` where that cannot be told.
fn number(text: &Text<'_>, wanted: Number) -> Option<Number> {
    let and = word_hash("and");
    if text.tokens().iter().any(|token| token.word == and) {
        return Some(Number::Two);
    }
    if wanted == Number::Two {
        return Some(if text.visible().contains(',') { Number::Many } else { Number::One });
    }
    let head = head(text)?;
    if head.lists.has(List::Plural) {
        return Some(Number::Many);
    }
    let word = text.word(head);
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let is_form = word.len() > LETTERS && ends(&["ing", "ed", "ly"]);
    if is_form || head.kind != TokenKind::Word {
        return None;
    }
    let singular = head.lists.has(List::SingularS) || !ends(&["s"]) || ends(&["ss", "us", "is"]);
    // A name in s, such as Athens, is one thing all the same.
    let is_name = word.starts_with(char::is_uppercase);
    match (singular, is_name && wanted == Number::One) {
        (true, _) => Some(Number::One),
        (false, true) => None,
        (false, false) => Some(Number::Many),
    }
}

/// The noun of an option: the last of its first words with content.
fn head<'t>(text: &'t Text<'_>) -> Option<&'t Token> {
    let carries = |token: &&Token| token.is_content();
    let tokens = text.tokens().iter();
    tokens.skip_while(|token| !token.is_content()).take_while(carries).last()
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn of(prompt: &str, key: &str, b: &str, c: &str) -> bool {
        let options = format!("choices = {{ a = '{key}', b = '{b}', c = '{c}' }}");
        fires(super::RULE.code, &format!("prompt = '{prompt}'\n{options}\nanswer = 'a'"))
    }

    #[test]
    fn the_one_that_fits_is_found() {
        assert!(of("The birds of the night are the …", "parrots", "kea", "long-tailed tui"));
        assert!(of("The birds are:", "kea and kiwi", "a moa", "tui"));
        assert!(of("The bird of the night is the", "kiwi", "keas of the hills", "geese"));
        assert!(of("Which two birds fly?", "Kea and tui", "Kiwi", "Moa"));
    }

    #[test]
    fn what_fits_twice_or_cannot_be_told_is_exempt() {
        assert!(!of("The birds are the", "kiwis", "keas", "tui"));
        assert!(!of("The capital is", "Berlin", "Athens", "Brussels"));
        assert!(!of("Its feathers are", "wings", "red-tinted", "small"));
        assert!(!of("The sciences of number are", "physics", "art", "law"));
        assert!(!of("What are they?", "kiwis", "kea", "tui"));
    }
}
