use std::collections::BTreeMap;

use deck_format::LocalId;

use super::*;
use crate::decisions::Event;
use crate::policy::Rules;
use crate::testing;

const QUESTIONS: &str = r#"
[[question]]
id = "cause"
was = ["reason"]
prompt = "Why?"
rubric = [{ id = "claim", text = "A claim", points = 3 }]
points = 3
"#;

/// A mark under an id.
fn mark(essay: &Essay, id: &str, points: &str) -> Event {
    Event::Mark(Marked {
        session: essay.session.clone(),
        question: QuestionId::new(id).unwrap(),
        response: essay.response,
        by: None,
        points: BTreeMap::from([(LocalId::new("claim").unwrap(), points.parse().unwrap())]),
        comment: None,
    })
}

#[test]
fn the_last_mark_counts_as_it_does_in_grading_whatever_the_question_was_called() {
    let deck = testing::deck(QUESTIONS);
    let keys = || Keys::new(&deck, Rules::default()).unwrap();
    let response = Response::Essay("So.".to_owned());
    let essay = Essay {
        session: SessionId::new("A").unwrap(),
        student: "s1".to_owned(),
        name: String::new(),
        text: "So.".to_owned(),
        response: response_digest(&response),
    };
    let pile = Pile::of(&deck.questions[0], keys().ids(0).collect()).unwrap();
    let mut decisions = Decisions::default();
    let marks = [("other", "3", None), ("cause", "1", Some("1")), ("reason", "2", Some("2"))];
    for (id, points, counts) in marks {
        decisions = decisions.with(mark(&essay, id, points));
        let keys = keys().deciding(&decisions);
        let found = pile.mark(&decisions, &essay);
        assert_eq!(found, keys.mark(0, &essay.session, &response));
        let found = found.map(|mark| mark.points.values().next().unwrap().to_string());
        assert_eq!(found.as_deref(), counts, "after {id}");
    }
}
