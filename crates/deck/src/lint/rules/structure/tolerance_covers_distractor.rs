//! Numbers of less credit that the tolerance of the answer takes in.

use deck_format::{Answer, BlankKey, Kind, NumberKey, NumberRange, Severity};
use session::compare_number;

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "tolerance-covers-distractor",
    severity: Severity::Error,
    family: Family::Structure,
    lists: &[],
    replaces: &[],
    check: Check::Question(&[Kind::Numerical, Kind::Cloze], check),
    explanation: Explanation {
        what: "A number that is listed with less credit lies inside the tolerance of the answer.",
        why: "The best credit counts, so the number earns all of it. Either the tolerance is too \
              wide, or the entry says nothing.",
        bad: r#"prompt = "How many metres does a stone fall in the first second?"
answer = 4.9
tolerance = 0.5
unit = "m"
accept = [{ value = 5, tolerance = 0, credit = 0.5 }]"#,
        good: r#"prompt = "How many metres does a stone fall in the first second?"
answer = 4.9
tolerance = 0.05
unit = "m"
accept = [{ value = 5, tolerance = 0, credit = 0.5 }]"#,
        source: "Quizdeck",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    match item.answer() {
        Some(Answer::Numerical(key)) => check_key(key, None, out),
        Some(Answer::Cloze(keys)) => {
            for (blank, key) in keys {
                if let BlankKey::Number(key) = key {
                    check_key(key, Some(blank.as_str()), out);
                }
            }
        }
        _ => {}
    }
}

fn check_key(key: &NumberKey, blank: Option<&str>, out: &mut Findings) {
    for (at, accept) in key.accept.iter().enumerate() {
        let NumberRange::Around { value, .. } = &accept.range else { continue };
        // A deck writes decimals with a point, whatever its language.
        let earned = compare_number(key, None, "en", value.written()).credit;
        if accept.credit < deck_format::Fraction::ONE && earned == deck_format::Fraction::ONE {
            let at = at.to_string();
            let path = ["accept"].into_iter().chain(blank).chain([at.as_str()]);
            let message = format!("{value} lies inside the tolerance of the answer");
            out.report(
                Finding::new(Spot::value(path), message)
                    .under(format!("it earns 1, not {}", accept.credit))
                    .help("narrow the tolerance, or take the entry out"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    #[test]
    fn only_what_the_best_credit_swallows_is_reported() {
        let places = |accept: &str| {
            let key =
                format!("prompt = 'How many?'\nanswer = 10\ntolerance = 1\naccept = [{accept}]");
            found(super::RULE.code, &key).into_iter().map(|(_, place, _)| place).collect::<Vec<_>>()
        };
        let inside = "{ value = 10.5, tolerance = 0, credit = 0.5 }";
        assert_eq!(places(inside), [inside]);
        assert!(places("{ value = 12, credit = 0.5 }").is_empty());
        assert!(places("{ from = 8, to = 12, credit = 0.5 }").is_empty());
    }

    #[test]
    fn blanks_are_looked_at_one_by_one() {
        let cloze = "prompt = 'In {{year}}'\nblanks.year.sort = 'number'\nanswer.year = 1900\n\
                     tolerance.year = 5\naccept.year = [{ value = 1903, tolerance = 0, credit = 0.5 }]";
        assert_eq!(found(super::RULE.code, cloze).len(), 1);
    }
}
