//! Reading, and whole comparisons with keys as decks write them.

use deck_format::{Answer, Body, Fraction};
use proptest::prelude::*;

use super::*;
use crate::outcome::Note;
use crate::text::TextMatch;

fn number(text: &str) -> BigRational {
    text.parse::<deck_format::Decimal>().unwrap().value().clone()
}

fn read(text: &str, language: &str) -> (BigRational, Option<String>) {
    let typed = read_number(text, language).unwrap_or_else(|e| panic!("{text}: {e:?}"));
    (typed.value, typed.unit)
}

fn problem(text: &str) -> NumberProblem {
    read_number(text, "en").expect_err(text)
}

#[test]
fn the_forms_of_a_number_are_read() {
    for (typed, value) in [
        ("12", "12"),
        (" +12 ", "12"),
        ("-11.72", "-11.72"),
        ("−11.72", "-11.72"),
        ("- 5", "-5"),
        ("007", "7"),
        (".5", "0.5"),
        ("12.", "12"),
        ("1 000 000", "1000000"),
        ("1\u{2009}000", "1000"),
        ("1\u{a0}000", "1000"),
        ("1_0000", "10000"),
        ("1,234,567.891 01", "1234567.89101"),
        ("6.02e23", "6.02e23"),
        ("6.02E+23", "6.02e23"),
        ("6.02×10^23", "6.02e23"),
        ("6.02 x 10^23", "6.02e23"),
        ("6.02 · 10²³", "6.02e23"),
        ("1.6*10**-19", "1.6e-19"),
        ("1.6×10⁻¹⁹", "1.6e-19"),
        ("10^5", "1e5"),
        ("10⁻³", "0.001"),
        ("3/4", "0.75"),
        ("-1 / 8", "-0.125"),
        ("1⁄2", "0.5"),
        ("１２．５", "12.5"),
    ] {
        assert_eq!(read(typed, "en"), (number(value), None), "{typed}");
    }
    let third = BigRational::new(1.into(), 3.into());
    assert_eq!(read("1/3", "en").0, third);
}

#[test]
fn a_unit_may_follow() {
    for (typed, value, unit) in [
        ("9.81 m/s²", "9.81", "m/s²"),
        ("5km", "5", "km"),
        ("5 eV", "5", "eV"),
        ("1e3 eV", "1000", "eV"),
        ("50%", "50", "%"),
        ("50 ％", "50", "%"),
        ("2,000 officials", "2000", "officials"),
        ("1/4 m", "0.25", "m"),
        ("3 /s", "3", "/s"),
        ("3 m2", "3", "m2"),
        ("3 m s-1", "3", "m s-1"),
        ("5 x", "5", "x"),
        ("21 °C", "21", "°C"),
        ("21 ℃", "21", "℃"),
    ] {
        assert_eq!(read(typed, "en"), (number(value), Some(unit.into())), "{typed}");
    }
}

#[test]
fn languages_with_a_decimal_comma_have_it() {
    for (typed, value) in [
        ("1,5", "1.5"),
        ("1.234", "1234"),
        ("1.234,5", "1234.5"),
        ("0,5e3", "500"),
        (",5", "0.5"),
        ("1 234,5", "1234.5"),
    ] {
        assert_eq!(read(typed, "de").0, number(value), "{typed}");
    }
    for typed in ["1.5", "1,234.5", "0.123"] {
        let found = read_number(typed, "de");
        let ambiguous = NumberProblem::Ambiguous { typed: typed.into(), decimal: ',' };
        assert_eq!(found, Err(ambiguous), "{typed}");
    }
    assert_eq!(read("1.5", "de-CH").0, number("1.5"));
}

#[test]
fn a_comma_that_may_be_a_decimal_mark_is_asked_again() {
    for typed in ["1,5", "12,34", "0,123", "1.234,5", "1.234.567"] {
        let ambiguous = NumberProblem::Ambiguous { typed: typed.into(), decimal: '.' };
        assert_eq!(problem(typed), ambiguous);
    }
    assert_eq!(
        problem("-1,5 m").help(),
        "“1,5” can be read in two ways. Write decimals with a point, as in 2.5; \
         a comma only parts groups of three digits, as in 1,500."
    );
}

#[test]
fn other_texts_are_no_numbers() {
    for typed in [
        "abc", "NaN", "inf", "-", "--5", "+-5", ".", "1..2", "1.2.3", "12,34,56", "1 2", "1 1/2",
        "1/0", "1/2/3", "1/2.5", "5 or 6", "5-6", "5 to 6", "5 -6", "about 5", "5 = x", "5, 6",
        "1__0", "_1", "5²", "1e5.5", "٣", "$5",
    ] {
        assert_eq!(problem(typed), NumberProblem::NotANumber, "{typed}");
    }
    assert_eq!(problem(" \u{a0}"), NumberProblem::Empty);
}

#[test]
fn length_is_bounded() {
    assert_eq!(read(&"1".repeat(40), "en").0, number(&"1".repeat(40)));
    let ones = "1".repeat(41);
    for typed in [&ones, &format!("1/{ones}"), &format!("0,{ones}"), "1e31", "1e-31", "2×10^400"] {
        assert_eq!(problem(typed), NumberProblem::TooLong, "{typed}");
    }
    assert_eq!(problem("1e99999999999999999999"), NumberProblem::TooLong);
    assert_eq!(problem(&format!("5 {}", "m".repeat(41))), NumberProblem::NotANumber);
}

#[test]
fn every_problem_is_explained() {
    for text in ["", "x", "1,5", "1e99"] {
        assert!(problem(text).help().ends_with('.'), "{text}");
    }
}

proptest! {
    #[test]
    fn reading_never_fails_badly(text in "[-+0-9., _eE×x^/%m²⁻']{0,24}|.{0,12}", german: bool) {
        let language = if german { "de" } else { "en" };
        if let Err(problem) = read_number(&text, language) {
            prop_assert!(!problem.help().is_empty());
        }
    }

    #[test]
    fn what_decks_write_is_read_the_same(digits in "-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?(e-?[0-9]{1,2})?") {
        match (digits.parse::<deck_format::Decimal>(), read_number(&digits, "en")) {
            (Ok(decimal), Ok(typed)) => prop_assert_eq!(decimal.value(), &typed.value),
            (Err(_), Err(problem)) => prop_assert_eq!(problem, NumberProblem::TooLong),
            (decimal, typed) => prop_assert!(false, "{:?} {:?}", decimal, typed),
        }
    }
}

/// The match of a typed number with a question of these fields.
fn check(fields: &str, typed: &str) -> TextMatch {
    let deck = format!(
        "format = 1\nid = \"d\"\ntitle = \"D\"\nlanguage = \"en\"\n[[question]]\nid = \"q\"\n\
         prompt = \"How many?\"\n{fields}\n"
    );
    let deck = deck_format::parse(&deck).unwrap_or_else(|e| panic!("{fields}: {e:?}"));
    let question = &deck.questions[0];
    let Body::Numerical { unit } = &question.face.body else { panic!("{fields}") };
    match &question.key.as_ref().unwrap().answer {
        Answer::Numerical(key) => compare_number(key, unit.as_deref(), "en", typed),
        other => panic!("{other:?}"),
    }
}

fn credit(fields: &str, typed: &str) -> Fraction {
    check(fields, typed).credit
}

#[test]
fn the_best_credit_of_all_ranges_counts() {
    let fields = "answer = 9.81\ntolerance = { digits = 3 }\naccept = [\
                  { from = 9, to = 11, credit = 0.25 }, { value = 9.8, tolerance = \"5%\", credit = 0.5 }]";
    for (typed, earned) in [
        ("9.81", Fraction::ONE),
        ("9.815", Fraction::ONE),
        ("9.816", Fraction::new(1, 2)),
        ("10.29", Fraction::new(1, 2)),
        ("10.3", Fraction::new(1, 4)),
        ("11", Fraction::new(1, 4)),
        ("11.01", Fraction::ZERO),
    ] {
        assert_eq!(credit(fields, typed), earned, "{typed}");
    }
}

#[test]
fn units_are_converted() {
    let fields = "answer = 2.5\nunit = \"m\"\nunits = { cm = 0.01, km = 1000 }";
    for typed in ["2.5", "2.5 m", "250 cm", "0.0025km", "5/2"] {
        assert_eq!(credit(fields, typed), Fraction::ONE, "{typed}");
    }
    assert_eq!(credit(fields, "2.5 cm"), Fraction::ZERO);
    let units = vec!["m".into(), "cm".into(), "km".into()];
    assert_eq!(check(fields, "2.5 ft"), TextMatch::wrong(Note::UnknownUnit(units)));
}

#[test]
fn a_percent_sign_counts_where_the_question_knows_it() {
    assert_eq!(credit("answer = 50\nunit = \"%\"", "50 %"), Fraction::ONE);
    assert_eq!(
        credit("answer = 0.5\nunit = \"of all\"\nunits = { \"%\" = 0.01 }", "50%"),
        Fraction::ONE
    );
    assert_eq!(check("answer = 50", "50%"), TextMatch::wrong(Note::UnknownUnit(Vec::new())));
}

#[test]
fn what_is_no_number_earns_nothing_and_says_so() {
    assert_eq!(check("answer = 50", "many"), TextMatch::wrong(Note::NotANumber));
    assert_eq!(check("answer = 50", "50,0"), TextMatch::wrong(Note::NotANumber));
}
