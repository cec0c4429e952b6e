//! Options of very different length.

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Choice, Explanation, Family, Finding, Findings, Item, Rule, Spot, TokenKind,
};

use super::wording::stands_for_others;

/// How many times as long as the shortest option the longest may be: in tenths.
const TENTHS: usize = 25;
/// How many characters longer it may be in any case.
const SPARE: usize = 25;

pub(super) static RULE: Rule = Rule {
    code: "uneven-length",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "The longest option is more than 2.5 times as long as the shortest, and by more than 25 \
               characters.",
        why: "An option that is much longer or shorter than the rest draws the eye, and seems to say \
              more or less than they do. Numbers and code are exempt.",
        bad: r#"prompt = "What causes the seasons on Earth?"
choices.tilt = "The tilt of the axis"
choices.spots = "Sunspots"
choices.far = "The distance to the Sun, which changes along the orbit"
answer = "tilt""#,
        good: r#"prompt = "What causes the seasons on Earth?"
choices.tilt = "The tilt of the axis"
choices.spots = "The number of sunspots"
choices.far = "The distance to the Sun"
answer = "tilt""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 24",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let lengths = || item.options.iter().map(|option| option.text.length());
    let (Some(least), Some(most)) = (lengths().min(), lengths().max()) else { return };
    if !is_uneven(least, most) || item.options.iter().any(|option| is_exempt(option)) {
        return;
    }
    let options = || item.options.iter().filter(|option| !stands_for_others(option));
    let longest = options().max_by_key(|option| option.text.length());
    let shortest = options().min_by_key(|option| option.text.length());
    let (Some(longest), Some(shortest)) = (longest, shortest) else { return };
    let (most, least) = (longest.text.length(), shortest.text.length());
    if !is_uneven(least, most) {
        return;
    }
    let spot = |option: &Choice<'_>| Spot::value(["choices", option.id.as_str()]);
    out.report(
        Finding::new(spot(longest), "the options differ much in length")
            .under(format!("the longest, {most} characters"))
            .label(spot(shortest), format!("the shortest, {least}"))
            .help("give all options like detail"),
    );
}

fn is_uneven(least: usize, most: usize) -> bool {
    most * 10 > least * TENTHS && most > least + SPARE
}

/// Numbers and code are as long as they are.
fn is_exempt(option: &Choice<'_>) -> bool {
    let mut tokens = option.text.tokens().iter();
    let begins = tokens.clone().next().is_some_and(|token| token.kind == TokenKind::Number);
    begins || tokens.any(|token| token.kind == TokenKind::Opaque)
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn of_options(long: &str, short: &str) -> bool {
        let options = format!(
            "choices = {{ a = '{long}', b = '{short}', c = 'of a middling length, this' }}"
        );
        fires(super::RULE.code, &format!("prompt = 'Which?'\n{options}\nanswer = 'c'"))
    }

    #[test]
    fn both_bounds_have_to_be_passed() {
        assert!(of_options(&"l".repeat(51), &"s".repeat(20)));
        assert!(!of_options(&"l".repeat(50), &"s".repeat(20)), "2.5 times as long");
        assert!(of_options(&"l".repeat(36), &"s".repeat(10)));
        assert!(!of_options(&"l".repeat(35), &"s".repeat(10)), "25 characters more");
    }

    #[test]
    fn numbers_code_and_stand_ins_are_exempt() {
        let long = "an option that has a good deal more to say than others";
        assert!(of_options(long, "seven"));
        assert!(!of_options(long, "7 or 8"));
        assert!(!of_options(long, "`seven`"));
        assert!(!of_options("an option that has rather more to say", "None"));
    }
}
