use super::*;
use crate::lint::lint_measured;
use crate::lint::test_support::{Made, deck_of, findings, measured, statistics};

const CHOICE: &str = "prompt = \"Which?\"\nanswer = \"a\"\n\
                      choices = { a = \"Ash\", b = \"Bay\", c = \"Cedar\" }";

const MADE: Made = Made {
    n: 84,
    right: 26,
    r: Some(-0.12),
    options: &[("a", 26, Some(-0.12)), ("b", 58, Some(0.3)), ("c", 0, None)],
};

/// The codes, each with its severity, of a question that a class made this of.
fn codes(question: &str, made: Made) -> Vec<(&'static str, &'static str)> {
    let of = |rule: &&Rule| {
        let found = measured(rule.code, question, made);
        found.into_iter().map(|(severity, ..)| (rule.code, severity)).collect::<Vec<_>>()
    };
    RULES.iter().flat_map(of).collect()
}

#[test]
fn every_bad_example_is_reported_and_silent_once_it_is_mended() {
    let examples: [(&str, Made); 5] = [
        (
            "key-suspect",
            Made {
                options: &[
                    ("earth", 20, Some(-0.3)),
                    ("jupiter", 60, Some(0.4)),
                    ("mars", 4, None),
                ],
                ..MADE
            },
        ),
        (
            "neg-discrimination",
            Made {
                r: Some(-0.03),
                right: 60,
                options: &[("true", 60, None), ("false", 24, None)],
                ..MADE
            },
        ),
        (
            "nonfunctional-distractor",
            Made {
                r: Some(0.3),
                right: 60,
                options: &[("earth", 24, None), ("jupiter", 60, None), ("cheese", 0, None)],
                ..MADE
            },
        ),
        ("too-easy", Made { right: 83, r: Some(0.1), options: &[], ..MADE }),
        ("too-hard", Made { right: 3, r: Some(0.1), options: &[], ..MADE }),
    ];
    assert_eq!(
        examples.map(|(code, _)| code).as_slice(),
        RULES.iter().map(|rule| rule.code).collect::<Vec<_>>()
    );
    for (rule, (code, made)) in RULES.iter().zip(examples) {
        let (bad, good) = (deck_of(rule.explanation.bad), deck_of(rule.explanation.good));
        let deck = deck_format::parse(&bad).unwrap();
        let known = statistics(&deck, made);
        let found = lint_measured(&deck, &bad, Some(&known));
        assert!(found.iter().any(|found| found.code == code), "{code}: {found:?}");
        assert!(findings(&bad).iter().all(|found| found.code != code), "without statistics");
        let mended = deck_format::parse(&good).unwrap();
        let found = lint_measured(&mended, &good, Some(&known));
        assert!(found.iter().all(|found| found.code != code), "{code}: {found:?}");
    }
}

#[test]
fn a_wrong_key_is_told_once_where_the_key_stands() {
    let found = measured("key-suspect", CHOICE, MADE);
    let message = "the key looks wrong: p = .31, r = -.12, option `c` never chosen, n = 84";
    assert_eq!(found, [("error", "\"a\"".to_owned(), message.to_owned())]);
    assert_eq!(
        codes(CHOICE, MADE),
        [("key-suspect", "error"), ("nonfunctional-distractor", "info")]
    );
    let few = Made { n: 29, right: 9, options: &[("a", 9, None), ("b", 20, None)], ..MADE };
    assert_eq!(codes(CHOICE, few), [("key-suspect", "warning")]);
    let message = &measured("key-suspect", CHOICE, few)[0].2;
    assert!(message.ends_with("r = -.12, n = 29 (few students: indicative)"), "{message}");
    assert_eq!(codes(CHOICE, Made { n: 9, right: 2, ..few }), []);
}

#[test]
fn a_rival_has_to_be_ahead_by_more_than_chance() {
    let made = |options| Made { right: 40, r: Some(0.0), options, ..MADE };
    let ahead = made(&[("a", 40, Some(0.0)), ("b", 40, Some(0.12)), ("c", 5, Some(-0.2))]);
    assert_eq!(codes(CHOICE, ahead), [("key-suspect", "error")]);
    let chance = made(&[("a", 40, Some(0.0)), ("b", 40, Some(0.1)), ("c", 5, Some(-0.2))]);
    assert_eq!(codes(CHOICE, chance), []);
    let hardly = made(&[("a", 40, Some(0.0)), ("b", 42, Some(-0.1)), ("c", 2, Some(0.5))]);
    assert_eq!(codes(CHOICE, hardly), [("nonfunctional-distractor", "info")]);
    const UNCHOSEN: &[(&str, u64, Option<f64>)] =
        &[("a", 0, None), ("b", 60, Some(0.3)), ("c", 24, Some(-0.3))];
    let unchosen = Made { right: 0, r: None, options: UNCHOSEN, ..MADE };
    assert_eq!(codes(CHOICE, unchosen), [("key-suspect", "error")], "nobody chose the key");
    let several = CHOICE.replace("\"a\"", "[\"a\", \"b\"]");
    let one_is_wrong = made(&[("a", 70, Some(0.3)), ("b", 60, Some(-0.2)), ("c", 9, Some(-0.1))]);
    assert_eq!(codes(&several, one_is_wrong), [("key-suspect", "error")]);
}

#[test]
fn a_rare_option_is_named_at_its_place() {
    let made = Made {
        right: 60,
        r: Some(0.3),
        options: &[("a", 60, None), ("b", 21, None), ("c", 3, None)],
        ..MADE
    };
    let found = measured("nonfunctional-distractor", CHOICE, made);
    assert_eq!(found, [("info", "\"Cedar\"".to_owned(), "only 3 of 84 chose `c`".to_owned())]);
    let all_right = Made {
        right: 84,
        r: None,
        options: &[("a", 84, None), ("b", 0, None), ("c", 0, None)],
        ..MADE
    };
    assert_eq!(codes(CHOICE, all_right), [("too-easy", "info")]);
}

#[test]
fn what_is_hard_depends_on_guessing() {
    let of =
        |right, question: &str| codes(question, Made { right, r: Some(0.2), options: &[], ..MADE });
    assert_eq!(of(36, CHOICE), [("too-hard", "info")]);
    assert_eq!(of(37, CHOICE), []);
    let typed = "prompt = \"Who?\"\nanswer = \"me\"";
    assert_eq!((of(16, typed), of(17, typed)), (vec![("too-hard", "info")], vec![]));
}

#[test]
fn what_is_allowed_is_not_told_and_is_no_suppression_too_many_without_statistics() {
    let allowed = format!("{CHOICE}\nlint.allow = {{ \"key-suspect\" = \"looked at\" }}");
    assert_eq!(codes(&allowed, MADE), [("nonfunctional-distractor", "info")]);
    let unused = |found: Vec<deck_format::Diagnostic>| {
        found.iter().filter(|found| found.code == "unused-suppression").count()
    };
    assert_eq!(unused(findings(&deck_of(&allowed))), 0);
    let fine = Made { right: 60, r: Some(0.3), options: &[], ..MADE };
    assert_eq!(measured("unused-suppression", &allowed, fine).len(), 1);
    assert_eq!(measured("unused-suppression", &allowed, Made { n: 9, right: 6, ..fine }).len(), 0);
}
