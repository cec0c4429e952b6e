//! What holds for every text: it is safe, and no line is wider than the screen.

use console::layout::styled_width;
use deck_format::{Answer, Entry};
use proptest::prelude::*;
use session::ShownSort;

use super::*;

/// Every text of a question and its key, taken from these in turn.
fn with_texts(question: &mut Question, texts: &[String]) {
    let mut texts = texts.iter().cycle().cloned();
    let mut next = || texts.next().unwrap_or_default();
    question.face.prompt = next();
    if let Some(key) = &mut question.key {
        key.explanation = Some(next());
        for (_, why) in &mut key.why {
            *why = next();
        }
        for cite in &mut key.cite {
            cite.source = next();
        }
        match &mut key.answer {
            Answer::ShortAnswer(key) => key.answer = next(),
            Answer::Essay { rubric, model } => {
                *model = Some(next());
                for criterion in rubric {
                    criterion.text = next();
                }
            }
            _ => {}
        }
    }
}

/// The options, items and sides of a question as shown.
fn entries_of(presented: &mut Presented) -> Vec<&mut Entry> {
    match &mut presented.shown {
        Shown::Cloze { blanks, .. } => {
            let choices = blanks.iter_mut().filter_map(|blank| match &mut blank.sort {
                ShownSort::Choice { choices } => Some(choices),
                _ => None,
            });
            choices.flatten().collect()
        }
        Shown::SingleChoice { choices } | Shown::MultipleSelect { choices, .. } => {
            choices.iter_mut().collect()
        }
        Shown::Ordering { items, .. } => items.iter_mut().collect(),
        Shown::Matching { left, right, .. } => left.iter_mut().chain(right).collect(),
        _ => Vec::new(),
    }
}

/// The same response with other typed texts.
fn with_typed(response: &Response, text: &str) -> Response {
    match response {
        Response::Number(_) => Response::Number(text.to_owned()),
        Response::Text(_) => Response::Text(text.to_owned()),
        Response::Blanks(given) => {
            Response::Blanks(given.keys().map(|id| (id.clone(), text.to_owned())).collect())
        }
        other => other.clone(),
    }
}

#[track_caller]
fn assert_fits(lines: &[String], columns: usize) {
    for line in lines {
        assert!(styled_width(line) <= columns, "wider than {columns}: {line:?} in {lines:#?}");
        let plain = decks::without_styles(line);
        let harmful = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!plain.contains(harmful), "{line:?}");
        let opened = plain.chars().filter(|c| ('\u{2066}'..='\u{2068}').contains(c)).count();
        assert_eq!(opened, plain.matches('\u{2069}').count(), "open isolate in {line:?}");
    }
}

fn looks(columns: usize) -> [Look; 2] {
    [Look::rich(columns), Look::rich(columns).uncoloured().ascii()]
}

proptest! {
    #[test]
    fn no_text_does_harm_and_no_line_is_too_wide(
        texts in prop::collection::vec(decks::text(), 8),
        which in 0..answers().len(),
        columns in 20_usize..110,
    ) {
        let deck = all_kinds();
        let (_, id, response) = answers().swap_remove(which);
        let mut question = deck.question(id).unwrap().clone();
        let mut presented = presented(deck, id);
        with_texts(&mut question, &texts);
        for (entry, text) in entries_of(&mut presented).into_iter().zip(texts.iter().cycle()) {
            entry.text.clone_from(text);
        }
        if let Shown::Numerical { unit } = &mut presented.shown {
            *unit = Some(texts[2].clone());
        }
        let response = with_typed(&response, &texts[3]);
        let answer = &question.key.as_ref().unwrap().answer;
        let outcome = grade(&question.face, answer, "en", &response);
        for given in [Some(&response), None] {
            let outcome = outcome.as_ref().filter(|_| given.is_some());
            let (second_try, late) = (texts[0].len() % 3 == 0, texts[0].len() % 3 == 1);
            let feedback = Feedback {
                presented: &presented,
                question: &question,
                response: given,
                outcome,
                second_try,
                late,
                timed_out: given.is_none() && columns % 2 == 0,
            };
            for look in looks(columns) {
                assert_fits(&feedback.lines(&look), columns);
            }
        }
    }
}

#[test]
fn every_screen_fits() {
    for columns in (20..=48).chain([60, 79, 80, 81, 100, 130]) {
        for look in looks(columns) {
            for (_, screen) in screens(&look) {
                let lines: Vec<String> = screen.lines().map(str::to_owned).collect();
                assert_fits(&lines, columns);
            }
        }
    }
}

#[test]
fn a_long_option_is_shown_whole() {
    let long = "a word ".repeat(430);
    let fields =
        format!("prompt = \"?\"\nchoices.a = \"{long}\"\nchoices.b = \"B\"\nanswer = \"a\"");
    let deck = deck(&decks::one_question(&fields));
    let given = Response::Choice("b".into());
    for columns in [20, 40, 80] {
        let look = Look::rich(columns).uncoloured();
        let lines = feedback_on(&deck, "one", Some(&given), How::Usual, &look);
        assert_fits(&lines, columns);
        assert_eq!(lines.join(" ").matches("word").count(), 430);
    }
}
