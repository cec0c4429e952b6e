use super::*;
use crate::lint::test_support::{codes_of, deck_of, findings as lint_of, fires, found};

const NEGATIVE: &str =
    "prompt = 'Which does not fly?'\nchoices = { a = 'Kiwi', b = 'Kea', c = 'Tui' }\nanswer = 'a'";

#[test]
fn a_finding_names_its_rule_its_question_and_its_place() {
    let text = deck_of(NEGATIVE);
    let [finding] = &lint_of(&text)[..] else { panic!("one finding") };
    assert_eq!((finding.code, finding.question.as_deref()), ("negative-stem", Some("q")));
    assert_eq!(&text[finding.primary.span.clone()], "not");
}

#[test]
fn a_language_without_lists_is_silent() {
    let head = "format = 1\nid = 'd'\ntitle = 'T'\nlanguage = 'nl'\n[[question]]\nid = 'q'\n";
    assert_eq!(codes_of(&format!("{head}{NEGATIVE}")), [""; 0]);
}

#[test]
fn a_handout_is_not_linted() {
    let text = "format = 1\nid = 'd'\ntitle = 'T'\nhandout = true\n[[question]]\nid = 'q'\nkind = 'single-choice'\n\
                prompt = 'Which does not fly?'\nchoices = { a = 'Kiwi', b = 'All of the above' }\npoints = 1\n";
    assert_eq!(codes_of(text), [""; 0]);
}

#[test]
fn findings_are_allowed_by_question_and_by_deck() {
    assert_eq!(
        codes_of(&deck_of(&format!("{NEGATIVE}\nlint.allow = {{ negative-stem = 'why' }}"))),
        [""; 0]
    );
    let deck = "format = 1\nid = 'd'\ntitle = 'T'\nlint.allow = { negative-stem = 'why' }\n[[question]]\nid = 'q'\n";
    assert_eq!(codes_of(&format!("{deck}{NEGATIVE}")), [""; 0]);
}

#[test]
fn a_suppression_that_suppresses_nothing_is_reported_at_its_name() {
    let allowed =
        "prompt = 'Kiwis fly.'\nanswer = false\nlint.allow = { \"negative-stem\" = 'why' }";
    let expected = "nothing in this question is reported as `negative-stem`".to_owned();
    assert_eq!(
        found("unused-suppression", allowed),
        [("warning", "\"negative-stem\"".to_owned(), expected)]
    );
    // The question's own word comes first, so that of the deck is left over.
    let deck = "format = 1\nid = 'd'\ntitle = 'T'\nlint.allow.negative-stem = 'why'\n[[question]]\nid = 'q'\n";
    let both = format!("{deck}{NEGATIVE}\nlint.allow.negative-stem = 'why'");
    let [finding] = &lint_of(&both)[..] else { panic!("one finding") };
    assert_eq!((finding.code, finding.question.as_deref()), ("unused-suppression", None));
}

#[test]
fn an_unknown_rule_is_reported_with_a_guess() {
    let text =
        deck_of("prompt = 'Kiwis fly.'\nanswer = false\nlint.allow = { negativ-stem = 'why' }");
    let [finding] = &lint_of(&text)[..] else { panic!("one finding") };
    assert_eq!(finding.code, "unknown-rule");
    assert_eq!(finding.primary.text, "did you mean `negative-stem`?");
    let far = deck_of("prompt = 'Kiwis fly.'\nanswer = false\nlint.allow = { zzz = 'why' }");
    assert_eq!(lint_of(&far)[0].primary.text, "no rule has this name");
}

#[test]
fn a_place_inside_a_text_with_escapes_is_the_whole_text() {
    let escaped = NEGATIVE.replace("'Which does not fly?'", "\"Which does\\tnot fly?\"");
    assert_eq!(found("negative-stem", &escaped)[0].1, "\"Which does\\tnot fly?\"");
}

#[test]
fn a_more_specific_finding_replaces_a_general_one() {
    let mut found: Vec<Found> = Vec::new();
    let general = rules::rule("negative-stem").unwrap();
    static SPECIFIC: Rule = Rule {
        code: "double-negative",
        replaces: &["negative-stem"],
        severity: deck_format::Severity::Warning,
        family: crate::lint::Family::Choice,
        lists: &[],
        check: Check::Engine,
        explanation: crate::lint::Explanation { what: "", why: "", bad: "", good: "", source: "" },
    };
    let at = |question| Finding::new(crate::lint::Spot::header().of(question), "m");
    found.extend([(general, at(0)), (&SPECIFIC, at(0)), (general, at(1))]);
    drop_replaced(&mut found);
    let left: Vec<_> = found.iter().map(|(rule, f)| (rule.code, f.spot.question)).collect();
    assert_eq!(left, [("double-negative", Some(0)), ("negative-stem", Some(1))]);
}

#[test]
fn a_clean_deck_has_no_findings() {
    assert!(!fires("near-duplicate", "prompt = 'Kiwis fly.'\nanswer = false"));
    let text = include_str!("../../../../../decks/china-policing-abroad.toml");
    let worse: Vec<_> = lint_of(text)
        .into_iter()
        .filter(|finding| finding.severity == deck_format::Severity::Error)
        .collect();
    assert_eq!(worse, []);
}
