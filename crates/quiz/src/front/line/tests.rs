use std::io::Cursor;

use session::{Command, DeckFaces, History, Limit, Plan, Response, Seed, draw};

use super::*;

const DECK: &str = r#"
format = 1
id = "d"
title = "D"
shuffle = false

[[question]]
id = "pick"
prompt = "Which?"
choices.a = "First"
choices.b = "Second"
answer = "a"

[[question]]
id = "gaps"
prompt = "In {{year}} at {{place}}."
blanks.year = { sort = "number" }
answer = { year = 2017, place = "Kunming" }

[[question]]
id = "write"
prompt = "Write."
points = 1
rubric = [{ id = "claim", text = "A claim", points = 1 }]
"#;

fn question(id: &str) -> Presented {
    let deck = deck_format::parse(DECK).unwrap();
    let drawn =
        draw(&[DeckFaces::from(&deck)], &Plan::all(), Seed(1), &History::default()).unwrap();
    let item = drawn.items.iter().find(|item| item.id.as_str() == id).unwrap();
    Presented::new(&deck.face, &deck.question(id).unwrap().face, &item.order).unwrap()
}

/// A question that is asked without anything beside it.
fn asking(question: &Presented) -> Asking<'_> {
    Asking {
        question,
        hint: false,
        flagged: false,
        undo: false,
        may_pause: true,
        exam: false,
        back: false,
        kept: false,
    }
}

fn front(input: impl AsRef<[u8]>) -> LineFront<Cursor<Vec<u8>>, Vec<u8>> {
    let input = Cursor::new(input.as_ref().to_vec());
    LineFront::new(input, Stdout::new(Vec::new()), Look::LINE, true)
}

fn written(front: LineFront<Cursor<Vec<u8>>, Vec<u8>>) -> String {
    String::from_utf8(front.into_output()).unwrap()
}

fn answered(response: Response) -> Given {
    Given::Input(Input::Answer(response))
}

#[test]
fn an_answer_is_asked_for_until_it_can_be_read() {
    let mut front = front("\nx\n:what\nb\n");
    assert_eq!(
        front.answer(&asking(&question("pick"))).unwrap(),
        answered(Response::Choice("b".into()))
    );
    assert_eq!(
        written(front),
        "Answer (a letter, or :help): \n\
         Type a letter.\n\
         Answer (a letter, or :help): x\n\
         There is no option x; type a letter from a to b.\n\
         Answer (a letter, or :help): :what\n\
         There is no command :what; :help lists them. To answer with a colon in front, type two.\n\
         Answer (a letter, or :help): b\n\
         b) Second.\n"
    );
}

#[test]
fn a_command_in_the_middle_of_a_cloze_loses_no_blank() {
    let mut front = front("2017\n:hint\nmany\n-\n");
    let question = question("gaps");
    let hint = Given::Input(Input::Command(Command::Hint));
    assert_eq!(front.answer(&asking(&question)).unwrap(), hint);
    let given = front.answer(&asking(&question)).unwrap();
    let blanks = [("year", "2017"), ("place", "many")].map(|(id, text)| (id.into(), text.into()));
    assert_eq!(given, answered(Response::Blanks(blanks.into())));
}

#[test]
fn a_command_in_the_middle_of_an_essay_loses_no_line() {
    let mut front = front("\nOne.\n:time\n\nTwo.\n::three\n.\n");
    let question = question("write");
    assert_eq!(
        front.answer(&asking(&question)).unwrap(),
        Given::Input(Input::Command(Command::Time))
    );
    let given = front.answer(&asking(&question)).unwrap();
    assert_eq!(given, answered(Response::Essay("One.\n\nTwo.\n:three".into())));
}

#[test]
fn an_essay_without_text_is_no_essay() {
    let mut front = front(".\nText.\n.\n");
    assert_eq!(
        front.answer(&asking(&question("write"))).unwrap(),
        answered(Response::Essay("Text.".into()))
    );
}

#[test]
fn the_end_of_the_input_is_no_answer() {
    assert_eq!(front("").answer(&asking(&question("pick"))).unwrap(), Given::EndOfInput);
    assert_eq!(front("One.\n").answer(&asking(&question("write"))).unwrap(), Given::EndOfInput);
    assert_eq!(
        front("b").answer(&asking(&question("pick"))).unwrap(),
        answered(Response::Choice("b".into())),
        "a last line without its end counts"
    );
}

#[test]
fn lines_that_cannot_be_read_are_refused_and_nothing_hostile_is_echoed() {
    let mut input = b"\xff\xfe\n".to_vec();
    input.extend(vec![b'a'; 3 << 20]);
    input.extend(b"\n\x1b[2Jx\r\nb\r\n");
    let mut front = front(input);
    assert_eq!(
        front.answer(&asking(&question("pick"))).unwrap(),
        answered(Response::Choice("b".into()))
    );
    let written = written(front);
    assert!(written.contains("This line is not UTF-8 text and cannot be read.\n"), "{written}");
    assert!(written.contains("This line is too long to be read.\n"), "{written}");
    assert!(!written.contains(|c: char| c.is_control() && c != '\n'), "{written:?}");
    assert!(written.len() < 2000);
}

#[test]
fn things_are_chosen_by_their_keys() {
    let choices = [Choice::new("m", "missed"), Choice::new("d", "done")];
    let mut asked = front("x\nM)\n");
    assert_eq!(asked.choose("Next", &choices, 1).unwrap(), Chosen::One(0));
    assert_eq!(
        written(asked),
        "m) missed\nd) done\nNext (m or d; Enter for d): x\nThat is none of them.\n\
         Next (m or d; Enter for d): M)\n"
    );
    assert_eq!(front("\n").choose("Next", &choices, 1).unwrap(), Chosen::One(1));
    assert_eq!(front("").choose("Next", &choices, 1).unwrap(), Chosen::Nothing);
    assert_eq!(front("0\n12\n\n").number("How many", 11, 10).unwrap(), Some(10));
    assert_eq!(front("3\n").number("How many", 11, 10).unwrap(), Some(3));
}

#[test]
fn what_comes_after_the_time_is_late() {
    let mut front = front("b\n:skip\n");
    let at = std::time::Instant::now();
    front.limit(Some(Deadline { at, limit: Limit::Question }));
    let question = question("pick");
    let late = |input| Given::Late(Limit::Question, input);
    let given = front.answer(&asking(&question)).unwrap();
    assert_eq!(given, late(Input::Answer(Response::Choice("b".into()))));
    let given = front.answer(&asking(&question)).unwrap();
    assert_eq!(given, late(Input::Command(Command::Skip)));
}

#[test]
fn the_time_that_is_left_is_said_with_the_question() {
    let mut front = front("");
    let at = std::time::Instant::now() + std::time::Duration::from_millis(89_500);
    front.limit(Some(Deadline { at, limit: Limit::Sitting }));
    front.show(&question("pick"), Showing::default()).unwrap();
    let said = written(front);
    assert!(said.starts_with("\n1 point.\nTime left: 1 min 30 s.\nWhich?\n"), "{said}");
}

#[test]
fn a_break_lasts_until_a_line_or_the_end() {
    let mut front = front("\n");
    assert!(front.rest().unwrap());
    assert!(!front.rest().unwrap());
}
