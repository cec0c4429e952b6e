//! A decimal number of which every digit has to be typed.

use deck_format::{Kind, Severity, Tolerance};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, List, Rule, word_hash};

use super::typed::{numbers, spot};

/// How far behind `how many` its unit may stand: `how many million cubic metres`.
const UNIT_WITHIN: usize = 4;

pub(super) static RULE: Rule = Rule {
    code: "numeric-no-tolerance",
    severity: Severity::Warning,
    family: Family::Constructed,
    lists: &[List::Money, List::Unit],
    replaces: &[],
    check: Check::Question(&[Kind::Numerical, Kind::Cloze], check),
    explanation: Explanation {
        what: "The answer is a decimal number, and the question says no tolerance.",
        why: "Who rounds otherwise, or takes another value for a constant, is marked wrong. Money and \
              counts are exempt, and `tolerance = 0` says that every digit counts.",
        bad: r#"prompt = "By how many metres a second does a falling stone speed up in a second?"
answer = 9.81"#,
        good: r#"prompt = "By how many metres a second does a falling stone speed up in a second?"
answer = 9.81
tolerance = 0.02"#,
        source: "Quizdeck",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    for (blank, key) in numbers(item) {
        let open = key.tolerance == Tolerance::Exact && key.answer.written().contains('.');
        if !open || is_exact(item) {
            continue;
        }
        out.report(
            Finding::new(spot(blank, None), "a decimal number without a tolerance")
                .under("every digit has to be typed")
                .help("say how far off it may be; `tolerance = 0` if every digit counts"),
        );
    }
}

/// Whether the prompt asks for money or a count.
fn is_exact(item: &Item<'_>) -> bool {
    let stem = &item.stem;
    let unit = match &item.question.face.body {
        deck_format::Body::Numerical { unit } => unit.as_deref().unwrap_or_default(),
        _ => "",
    };
    let signs = ['$', '€', '£', '¥'];
    let is_money = |text: &str| {
        text.contains(signs)
            || item.words.entry(word_hash(text)).is_some_and(|it| it.lists.has(List::Money))
    };
    is_money(unit) || stem.has(List::Money) || stem.visible().contains(signs) || counts(item)
}

/// Whether the prompt says `how many` of anything but units.
fn counts(item: &Item<'_>) -> bool {
    let (how, many) = (word_hash("how"), word_hash("many"));
    let tokens = item.stem.tokens();
    let asks = tokens.windows(2).position(|pair| pair[0].word == how && pair[1].word == many);
    asks.is_some_and(|at| {
        let behind = tokens.iter().skip(at + 2).take(UNIT_WITHIN);
        !behind.into_iter().any(|token| token.lists.has(List::Unit))
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn at(prompt: &str, rest: &str) -> Vec<String> {
        let question = format!("prompt = '{prompt}'\n{rest}");
        found(super::RULE.code, &question).into_iter().map(|(_, place, _)| place).collect()
    }

    #[test]
    fn a_decimal_number_needs_a_tolerance() {
        assert_eq!(at("How many litres?", "answer = 2.50"), ["2.50"]);
        assert_eq!(at("What is the mean?", "answer = 2.5"), ["2.5"]);
        let cloze = "blanks.x.sort = 'number'\nanswer.x = 0.5";
        assert_eq!(at("It is {{x}} times as heavy.", cloze), ["0.5"]);
    }

    #[test]
    fn decisions_money_and_counts_are_exempt() {
        assert!(at("What is the mean?", "answer = 25").is_empty());
        assert!(at("What is the mean?", "answer = 2.5\ntolerance = 0").is_empty());
        assert!(at("What does it cost?", "answer = 2.5").is_empty());
        assert!(at("What is left of $10?", "answer = 2.5").is_empty());
        assert!(at("How much is it?", "answer = 2.5\nunit = 'euros'").is_empty());
        assert!(at("How many children has a pair?", "answer = 2.1").is_empty());
    }
}
