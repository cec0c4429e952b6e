use std::time::Duration;

use deck_format::{
    DeckId, Entry, LocalId, OrderRule, PartsRule, Piece, Points, QuestionId, SelectRule,
};
use proptest::prelude::*;
use session::{Shown, ShownBlank, ShownSort};

use super::*;
use crate::hostile::{self, assert_safe, without_styles};
use crate::layout::width;

const PLACE: Option<Place> = Some(Place { number: 3, total: 10 });

fn id(index: usize) -> LocalId {
    LocalId::new(&format!("x{index}")).unwrap()
}

fn entries(texts: &[&str]) -> Vec<Entry> {
    texts.iter().enumerate().map(|(index, text)| Entry::new(id(index), *text)).collect()
}

fn question(prompt: &str, shown: Shown) -> Presented {
    Presented {
        deck: DeckId::new("china").unwrap(),
        deck_title: "China's policing abroad: key facts".into(),
        language: "en".into(),
        id: QuestionId::new("treaties").unwrap(),
        passage: None,
        prompt: prompt.into(),
        points: Points::ONE,
        time: None,
        tags: vec!["treaties".into()],
        difficulty: None,
        shown,
    }
}

fn treaties() -> Presented {
    let choices = entries(&[
        "It stayed about the same",
        "It nearly doubled",
        "It fell, as several partners suspended theirs",
        "It grew more than fivefold",
    ]);
    let prompt = "A 2017 report counted law enforcement agreements between China and partners in \
                  every major region. Roughly how did the number of **extradition treaties** \
                  change under Xi Jinping?";
    question(prompt, Shown::SingleChoice { choices })
}

fn shown(question: &Presented, look: &Look) -> String {
    let showing = Showing { place: PLACE, passage: true };
    lines(question, showing, look).join("\n")
}

/// What follows the heading in line mode.
fn body(prompt: &str, shown: Shown) -> String {
    let text = self::shown(&question(prompt, shown), &Look::LINE);
    text.split_once('\n').map_or(String::new(), |(_, body)| body.to_owned())
}

#[test]
fn a_question_in_line_mode() {
    let expected = "\
Question 3 of 10. 1 point. Tags: treaties.
A 2017 report counted law enforcement agreements between China and partners in every major region. \
Roughly how did the number of extradition treaties change under Xi Jinping?
a) It stayed about the same
b) It nearly doubled
c) It fell, as several partners suspended theirs
d) It grew more than fivefold";
    assert_eq!(shown(&treaties(), &Look::LINE), expected);
}

#[test]
fn a_question_on_a_terminal() {
    let expected = "  China's policing abroad: key facts              3 of 10 · 1 point · treaties
  ────────────────────────────────────────────────────────────────────────────

  A 2017 report counted law enforcement agreements between China and partners
  in every major region. Roughly how did the number of extradition treaties
  change under Xi Jinping?

    a  It stayed about the same
    b  It nearly doubled
    c  It fell, as several partners suspended theirs
    d  It grew more than fivefold";
    assert_eq!(shown(&treaties(), &Look::rich(80).uncoloured()), expected);
    assert_eq!(without_styles(&shown(&treaties(), &Look::rich(80))), expected);
}

#[test]
fn a_narrow_terminal_wraps_and_hangs() {
    let expected = "  China's policing abroad:…
  3 of 10 - 1 point -
  treaties
  -------------------------";
    let ascii = Look::rich(29).uncoloured().ascii();
    let text = shown(&treaties(), &Look::rich(29).uncoloured());
    assert_eq!(
        heading(&treaties(), PLACE, &ascii)[1..],
        expected.lines().skip(1).collect::<Vec<_>>()
    );
    assert!(text.starts_with("  China's policing abroad:…\n"), "{text}");
    assert!(text.contains("\n    c  It fell, as several\n       partners suspended\n"), "{text}");
    assert!(text.lines().all(|line| width(line) <= 29), "{text}");
}

#[test]
fn time_and_passage_are_told() {
    let mut question = treaties();
    question.time = Some(Duration::from_secs(90));
    question.points = Points::from_thousandths(2500);
    question.passage = Some("First.\n\nSecond.".into());
    question.tags.clear();
    let text = shown(&question, &Look::LINE);
    let expected =
        "Question 3 of 10. 2.5 points. Time: 1 min 30 s.\nPassage: First.\nSecond.\nA 2017";
    assert!(text.starts_with(expected), "{text}");
    let text = lines(&question, Showing::default(), &Look::LINE).join("\n");
    assert!(text.starts_with("2.5 points. Time: 1 min 30 s.\nA 2017"), "{text}");
    let text = shown(&question, &Look::rich(60).uncoloured());
    assert!(text.contains("\n\n  Passage\n\n  First.\n\n  Second.\n\n  A 2017"), "{text}");
}

#[test]
fn the_rule_is_told() {
    let choices = entries(&["A", "B"]);
    let rule = SelectRule::RightMinusWrong;
    assert_eq!(
        body("Which?", Shown::MultipleSelect { choices, rule }),
        "Which?\n\
         Choose all that are right. Each wrong choice takes away as much as a right one gives.\n\
         a) A\nb) B"
    );
    let items = entries(&["A", "B"]);
    assert_eq!(
        body("Sort.", Shown::Ordering { items, rule: OrderRule::Exact }),
        "Sort.\nPut in order, first to last. Only the whole right order counts.\na) A\nb) B"
    );
}

#[test]
fn a_matching_says_how_letters_are_used() {
    let matching = |right: &[&str], reuse| {
        let (left, right) = (entries(&["L1", "L2"]), entries(right));
        body("Match.", Shown::Matching { left, right, reuse, rule: PartsRule::PerPair })
    };
    assert_eq!(
        matching(&["R1", "R2"], false),
        "Match.\n\
         Match each numbered line with a lettered one. Each letter is used once. \
         Each right part counts by itself.\n\
         1) L1\n2) L2\na) R1\nb) R2"
    );
    assert!(matching(&["R1", "R2", "R3"], false).contains("twice, and some are left over."));
    assert!(matching(&["R1", "R2"], true).contains("may be used more than once"));
}

#[test]
fn a_cloze_has_numbered_fields_of_one_width() {
    let pieces = vec![
        Piece::Text("In **".into()),
        Piece::Blank(id(0)),
        Piece::Text("** the ".into()),
        Piece::Blank(id(1)),
        Piece::Text(" opened, ".into()),
        Piece::Blank(id(2)),
        Piece::Text(" away.".into()),
    ];
    let sorts = [
        ShownSort::Text,
        ShownSort::Choice { choices: entries(&["academy", "office"]) },
        ShownSort::Number { unit: Some("km".into()) },
    ];
    let blanks = sorts.into_iter().enumerate();
    let blanks = blanks.map(|(index, sort)| ShownBlank { id: id(index), sort }).collect();
    let shown = Shown::Cloze { pieces, blanks, rule: PartsRule::AllOrNothing };
    assert_eq!(
        body("", shown.clone()),
        "In [1: ____] the [2: ____] opened, [3: ____] km away.\n\
         Fill in the blanks. Only all parts right together count.\n\
         Blank 2 takes one of these:\na) academy\nb) office\n\
         Blank 3 takes a number, unit km."
    );
    let text = self::shown(&question("", shown), &Look::rich(60).uncoloured());
    assert!(
        text.contains("\n\n  In [1: ____] the [2: ____] opened, [3: ____] km away.\n"),
        "{text}"
    );
}

#[test]
fn typed_answers_say_what_is_expected() {
    assert_eq!(body("So?", Shown::TrueFalse), "So?\nTrue or false?");
    let unit = Some("m/s\u{1b}".to_owned());
    assert_eq!(body("How?", Shown::Numerical { unit }), "How?\nAnswer with a number, unit m/s␛.");
    assert_eq!(body("How?", Shown::Numerical { unit: None }), "How?\nAnswer with a number.");
    assert_eq!(body("Who?", Shown::ShortAnswer), "Who?\nAnswer with a word or a few.");
    assert!(
        body("Why?", Shown::Essay).ends_with("A line with only a full stop (.) ends the answer.")
    );
}

#[test]
fn feedback_shows_signs_beside_options() {
    let look = Look::rich(80).uncoloured();
    assert_eq!(
        option("b", 1, "It *nearly* doubled", Some(Sign::Verdict(Verdict::Right)), &look),
        ["  ✓ b  It nearly doubled"]
    );
    assert_eq!(option("b", 2, "x", None, &look), ["    b   x"]);
    assert_eq!(option("d", 1, "", Some(Sign::Verdict(Verdict::Wrong)), &look.ascii()), ["  x d"]);
    assert_eq!(
        option("d", 1, "two\n\nlines", Some(Sign::Verdict(Verdict::Wrong)), &Look::LINE),
        ["d) two lines"]
    );
}

/// A question of any kind, all of whose texts are hostile.
fn hostile_question() -> impl Strategy<Value = Presented> {
    (prop::collection::vec(hostile::text(), 9), 0_usize..9).prop_map(|(texts, kind)| {
        let entries = |range: std::ops::Range<usize>| {
            let texts: Vec<_> = texts[range].iter().map(String::as_str).collect();
            entries(&texts)
        };
        let unit = Some(texts[2].clone());
        let shown = match kind {
            0 => Shown::SingleChoice { choices: entries(0..3) },
            1 => Shown::MultipleSelect { choices: entries(0..3), rule: SelectRule::Balanced },
            2 => Shown::TrueFalse,
            3 => Shown::Numerical { unit },
            4 => Shown::ShortAnswer,
            5 => Shown::Ordering { items: entries(0..3), rule: OrderRule::Kendall },
            6 => Shown::Matching {
                left: entries(0..2),
                right: entries(2..5),
                reuse: false,
                rule: PartsRule::PerPair,
            },
            7 => Shown::Cloze {
                pieces: vec![
                    Piece::Text(texts[0].clone()),
                    Piece::Blank(id(0)),
                    Piece::Text(texts[1].clone()),
                    Piece::Blank(id(1)),
                ],
                blanks: vec![
                    ShownBlank { id: id(0), sort: ShownSort::Number { unit } },
                    ShownBlank { id: id(1), sort: ShownSort::Choice { choices: entries(3..5) } },
                ],
                rule: PartsRule::PerPair,
            },
            _ => Shown::Essay,
        };
        Presented {
            deck_title: texts[5].clone(),
            passage: Some(texts[6].as_str().into()),
            tags: texts[7..].to_vec(),
            ..question(&texts[8], shown)
        }
    })
}

proptest! {
    #[test]
    fn nothing_harmful_comes_out(question in hostile_question(), columns in 0_usize..100) {
        assert_safe(&shown(&question, &Look::rich(columns)), true);
        assert_safe(&shown(&question, &Look::rich(columns).uncoloured().ascii()), false);
        let plain = lines(&question, Showing { place: PLACE, passage: true }, &Look::LINE);
        for line in plain {
            assert_safe(&line, false);
            prop_assert!(!line.contains('\n'));
        }
    }
}
