use deck_format::Kind;

use super::*;
use crate::decisions;
use crate::policy::Rules;
use crate::testing::{QUESTIONS, Sitting, deck};

/// The three questions in the order of the deck, graded against `now` after they were sat as
/// `sat`'s.
fn graded(sitting: &Sitting, now: &str, policy: &Policy) -> Vec<Graded> {
    let now = deck(now);
    let keys = Keys::new(&now, policy.rules).unwrap();
    let handouts = Handouts::new(&now, Vec::new());
    let record = sitting.record();
    let names = handouts.names(&record.start().decks[0]).unwrap();
    let mut items: Vec<(&PaperItem, Graded)> = record
        .replay
        .items()
        .map(|(item, state)| {
            (item, grade_item(&keys, policy, names, &record.start().session, item, state))
        })
        .collect();
    items.sort_by_key(|(item, _)| {
        ["capital", "even", "legs"].iter().position(|id| *id == item.id.as_str())
    });
    items.into_iter().map(|(_, graded)| graded).collect()
}

/// A sitting with every answer right.
fn right() -> Sitting {
    let sat = Sitting::of(&deck(QUESTIONS), "s1", "A");
    sat.choice("capital", "oslo").choices("even", &["two", "four"]).number("legs", "6").end()
}

fn earned(thousandths: u64, fraction: &str) -> Mark {
    Mark::Earned(Points::from_thousandths(thousandths), fraction.parse().unwrap())
}

/// What became of the first question when the deck changed.
fn first(sitting: &Sitting, now: &str, policy: &Policy) -> (Fit, Mark) {
    let graded = graded(sitting, now, policy).remove(0);
    (graded.fit, graded.mark)
}

fn treat(how: How, points: Option<Points>) -> Policy {
    let id = QuestionId::new("capital").unwrap();
    Policy { treat: [(id, Treat { how, points })].into(), ..Policy::default() }
}

#[test]
fn the_same_face_is_graded_by_the_current_key() {
    let graded = graded(&right(), QUESTIONS, &Policy::default());
    let marks: Vec<_> = graded.iter().map(|one| one.mark.clone()).collect();
    assert_eq!(marks, [earned(1000, "1"), earned(2000, "1"), earned(1000, "1")]);
    assert!(graded.iter().all(|one| one.fit == Fit::Same));
    let other_key = QUESTIONS.replace("answer = \"oslo\"", "answer = \"moss\"");
    assert_eq!(first(&right(), &other_key, &Policy::default()), (Fit::Same, earned(1000, "0")));
}

#[test]
fn a_changed_text_is_graded_and_listed() {
    let now = QUESTIONS.replace("the capital?", "the capital of Norway?");
    assert_eq!(first(&right(), &now, &Policy::default()), (Fit::TextChanged, earned(1000, "1")));
}

#[test]
fn an_added_option_is_graded_and_listed() {
    let now = QUESTIONS.replace("choices.moss", "choices.bodo = \"Bodø\"\nchoices.moss");
    assert_eq!(first(&right(), &now, &Policy::default()), (Fit::OptionAdded, earned(1000, "1")));
}

#[test]
fn an_option_that_nobody_chose_may_go() {
    let now = QUESTIONS.replace("choices.moss = \"Moss\"\n", "");
    assert_eq!(first(&right(), &now, &Policy::default()), (Fit::OptionRemoved, earned(1000, "1")));
}

#[test]
fn an_option_that_was_chosen_and_is_gone_is_not_guessed() {
    let now =
        QUESTIONS.replace("choices.oslo", "choices.kristiania").replace("\"oslo\"", "\"moss\"");
    let gone = Fit::IdGone("oslo".into());
    let (fit, mark) = first(&right(), &now, &Policy::default());
    assert_eq!(mark, Mark::Unsettled(Unsettled::Changed(gone.clone())));
    assert_eq!(fit, gone);
    assert_eq!(fit.to_string(), "`oslo`, which was answered, is gone");
    assert_eq!(first(&right(), &now, &treat(How::Void, None)).1, Mark::Void);
    assert_eq!(first(&right(), &now, &treat(How::Full, None)).1, earned(1000, "1"));
    assert_eq!(first(&right(), &now, &treat(How::Zero, None)).1, earned(1000, "0"));
    let other = Sitting::of(&deck(QUESTIONS), "s2", "B").choice("capital", "moss").end();
    assert_eq!(
        first(&other, &now, &treat(How::Full, None)),
        (Fit::OptionAdded, earned(1000, "1")),
        "who chose another option is graded"
    );
}

#[test]
fn another_kind_is_not_guessed() {
    let now = QUESTIONS.replace("answer = \"oslo\"", "answer = [\"oslo\"]");
    let changed = Fit::KindChanged { from: Kind::SingleChoice, to: Kind::MultipleSelect };
    assert_eq!(changed.to_string(), "it was single-choice and is multiple-select");
    let (fit, mark) = first(&right(), &now, &Policy::default());
    assert_eq!((fit, mark), (changed.clone(), Mark::Unsettled(Unsettled::Changed(changed))));
}

#[test]
fn a_question_that_is_gone_is_not_guessed() {
    let now = QUESTIONS.replace("id = \"capital\"", "id = \"another\"");
    let unsettled = |why| (Fit::Gone, Mark::Unsettled(why));
    let is = |policy: &Policy| first(&right(), &now, policy);
    assert_eq!(is(&Policy::default()), unsettled(Unsettled::Changed(Fit::Gone)));
    assert_eq!(is(&treat(How::Void, None)), (Fit::Gone, Mark::Void));
    assert_eq!(is(&treat(How::Full, None)), unsettled(Unsettled::NoPoints(How::Full)));
    let two = Some(Points::from_thousandths(2000));
    assert_eq!(is(&treat(How::Full, two)), (Fit::Gone, earned(2000, "1")));
    assert_eq!(is(&treat(How::Zero, two)), (Fit::Gone, earned(2000, "0")));
    assert_eq!(is(&treat(How::AsSat, two)), unsettled(Unsettled::NotGraded));
    let void = [QuestionId::new("capital").unwrap()].into();
    assert_eq!(is(&Policy { void, ..Policy::default() }), (Fit::Gone, Mark::Void));
    assert_eq!(
        Unsettled::NoPoints(How::AsSat).to_string(),
        "what it was worth is not known: write `{ as = \"as-sat\", points = … }`"
    );
}

#[test]
fn as_sat_is_what_the_record_says() {
    let sat = Sitting::of(&deck(QUESTIONS), "s1", "A");
    let sat = sat.graded("capital", Response::Choice("oslo".into()), Some("1/2")).end();
    let now = QUESTIONS.replace("answer = \"oslo\"", "answer = [\"oslo\"]");
    assert_eq!(first(&sat, &now, &treat(How::AsSat, None)).1, earned(1000, "1/2"));
    let nothing = Sitting::of(&deck(QUESTIONS), "s1", "A").end();
    assert_eq!(first(&nothing, &now, &treat(How::AsSat, None)).1, Mark::Omitted(Points::ONE));
}

#[test]
fn a_question_is_found_by_the_id_it_had() {
    let now = QUESTIONS.replace("id = \"capital\"", "id = \"norway\"\nwas = [\"capital\"]");
    let graded = graded(&right(), &now, &Policy::default()).remove(0);
    assert_eq!((graded.question, graded.mark), (Asked::InDeck(0), earned(1000, "1")));
}

#[test]
fn what_was_not_answered_is_omitted_and_not_wrong() {
    let nothing = Sitting::of(&deck(QUESTIONS), "s1", "A").end();
    let marks = graded(&nothing, QUESTIONS, &Policy::default());
    assert!(marks.iter().all(|one| matches!(one.mark, Mark::Omitted(_))));
}

#[test]
fn late_answers_count_where_the_class_says_so() {
    let mut sat = Sitting::of(&deck(QUESTIONS), "s1", "A").choice("capital", "oslo");
    let Some((_, session::record::Event::Answer(answer))) = sat.events.last_mut() else { panic!() };
    answer.late = true;
    let sat = sat.end();
    assert_eq!(first(&sat, QUESTIONS, &Policy::default()).1, Mark::Omitted(Points::ONE));
    let policy = Policy { late_answers: LateAnswers::Count, ..Policy::default() };
    assert_eq!(first(&sat, QUESTIONS, &policy).1, earned(1000, "1"));
}

#[test]
fn the_rules_of_the_class_win_and_are_told() {
    let sat = Sitting::of(&deck(QUESTIONS), "s1", "A").choices("even", &["two"]).end();
    let mark = |rules| {
        let policy = Policy { rules, ..Policy::default() };
        graded(&sat, QUESTIONS, &policy)[1].clone()
    };
    assert_eq!(mark(Rules::default()).mark, earned(2000, "1/2"));
    let select = Some(deck_format::SelectRule::AllOrNothing);
    let strict = Rules { select, ..Rules::default() };
    assert_eq!((mark(strict).mark, mark(strict).fit), (earned(2000, "0"), Fit::Same));
    let deck = deck(QUESTIONS);
    let keys = Keys::new(&deck, strict).unwrap();
    let told = &keys.overrides()[0];
    assert_eq!(
        (told.question.as_str(), told.deck, told.class),
        ("even", "right-minus-wrong", "all-or-nothing")
    );
}

/// A sitting on the handout of the deck: every answer right, by the names of the handout.
fn on_handout() -> (Sitting, deck::handout::Handout) {
    let made = deck::handout::handout(&deck(QUESTIONS), None).unwrap();
    let handed_out = deck_format::parse(&made.text).unwrap();
    // Options stand in the order of their texts: Bergen, Moss, Oslo; 2, 3, 4, 5.
    let sat = Sitting::of(&handed_out, "s1", "A");
    (sat.choice("capital", "c").choices("even", &["a", "c"]).number("legs", "6").end(), made)
}

#[test]
fn a_handout_is_read_by_the_ids_of_its_deck() {
    let (sat, _) = on_handout();
    assert_eq!(sat.start.decks[0].key, None);
    let graded = graded(&sat, QUESTIONS, &Policy::default());
    let marks: Vec<_> = graded.iter().map(|one| one.mark.clone()).collect();
    assert_eq!(marks, [earned(1000, "1"), earned(2000, "1"), earned(1000, "1")]);
    assert!(graded.iter().all(|one| one.fit == Fit::Same), "{graded:?}");
}

#[test]
fn a_handout_of_another_deck_needs_its_map() {
    let (sat, made) = on_handout();
    let now = deck(&QUESTIONS.replace("choices.moss = \"Moss\"", "choices.alta = \"Alta\""));
    let of = sat.start.decks[0].clone();
    let without = Handouts::new(&now, Vec::new());
    assert_eq!(without.names(&of).unwrap_err(), NoNames(of.face));
    let handouts = Handouts::new(&now, vec![made.map]);
    let keys = Keys::new(&now, Rules::default()).unwrap();
    let record = sat.record();
    let (item, state) =
        record.replay.items().find(|(item, _)| item.id.as_str() == "capital").unwrap();
    let names = handouts.names(&of).unwrap();
    let graded = grade_item(&keys, &Policy::default(), names, &record.start().session, item, state);
    assert_eq!((graded.fit, graded.mark), (Fit::OptionAdded, earned(1000, "1")));
}

#[test]
fn a_name_that_the_handout_does_not_have_is_not_guessed() {
    let (sat, _) = on_handout();
    let sat = Sitting { events: Vec::new(), ..sat }.choice("capital", "z").end();
    let gone = Fit::IdGone("z".into());
    let (fit, mark) = first(&sat, QUESTIONS, &Policy::default());
    assert_eq!((fit, mark), (gone.clone(), Mark::Unsettled(Unsettled::Changed(gone))));
}

#[test]
fn a_handout_has_no_keys() {
    let made = deck::handout::handout(&deck(QUESTIONS), None).unwrap();
    let handed_out = deck_format::parse(&made.text).unwrap();
    assert_eq!(Keys::new(&handed_out, Rules::default()).unwrap_err(), NoKeys);
}

/// An essay of four points, a town and two blanks.
const OPEN: &str = r#"
[[question]]
id = "cause"
prompt = "Why?"
points = 4
rubric = [
  { id = "claim", text = "A claim", points = 1.5 },
  { id = "ground", text = "Its ground", points = 2.5 },
]

[[question]]
id = "town"
prompt = "Which town?"
answer = "Oslo"
accept = [{ text = "Christiania", credit = 0.5 }]

[[question]]
id = "gap"
prompt = "{{town}} in {{year}}, {{way}}"
answer = { town = "Oslo", year = 1952, way = "on" }
blanks.year = { sort = "number" }
blanks.way = { choices = { on = "on skis", off = "on foot" } }
"#;

/// What the questions of `OPEN` earn, by id, in a sitting under decisions.
fn decided(sat: &Sitting, now: &str, events: Vec<decisions::Event>) -> Vec<(String, Mark)> {
    let now = deck(now);
    let disk = session::files::fault::Disk::new();
    let path = std::path::Path::new("decisions.jsonl");
    let at = "2026-12-02T00:00:00Z".parse().unwrap();
    let mut ledger = decisions::Ledger::open(&disk, path, &now.face.id, at).unwrap();
    for event in events {
        ledger.append(at, event).unwrap();
    }
    let keys = Keys::new(&now, Rules::default()).unwrap().deciding(ledger.decisions());
    let handouts = Handouts::new(&now, Vec::new());
    let sat = crate::sat::sit(&sat.record(), &keys, &handouts, &Policy::default()).unwrap();
    let mut all: Vec<_> = sat
        .items
        .iter()
        .map(|item| (crate::score::id(item, &keys).unwrap().to_string(), item.mark.clone()))
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

fn marked(session: &str, text: &str, points: &[(&str, &str)]) -> decisions::Event {
    let points = points
        .iter()
        .map(|(id, points)| (deck_format::LocalId::new(id).unwrap(), points.parse().unwrap()));
    decisions::Event::Mark(decisions::Marked {
        session: SessionId::new(session).unwrap(),
        question: QuestionId::new("cause").unwrap(),
        response: decisions::response_digest(&Response::Essay(text.into())),
        by: None,
        points: points.collect(),
        comment: None,
    })
}

fn accepted(question: &str, blank: Option<&str>, text: &str, credit: &str) -> decisions::Event {
    decisions::Event::Accept(decisions::Accepted {
        question: QuestionId::new(question).unwrap(),
        blank: blank.map(|blank| deck_format::LocalId::new(blank).unwrap()),
        text: text.into(),
        scope: decisions::Scope::Once,
        credit: Some(credit.parse().unwrap()),
        by: None,
        why: None,
    })
}

/// A sitting that answers all of `OPEN`.
fn wrote(essay: &str, town: &str, blanks: [&str; 3]) -> Sitting {
    let ids = ["town", "year", "way"].map(str::to_owned);
    let blanks = ids.into_iter().zip(blanks.map(str::to_owned)).collect();
    Sitting::of(&deck(OPEN), "s1", "A")
        .answer("cause", Response::Essay(essay.into()))
        .answer("town", Response::Text(town.into()))
        .answer("gap", Response::Blanks(blanks))
        .end()
}

fn only(id: &str, all: Vec<(String, Mark)>) -> Mark {
    all.into_iter().find(|(of, _)| of == id).unwrap().1
}

#[test]
fn a_marked_essay_earns_the_part_that_was_given() {
    let sat = wrote("Because.", "Oslo", ["Oslo", "1952", "on"]);
    let essay = |events| only("cause", decided(&sat, OPEN, events));
    let four = Points::from_thousandths(4000);
    assert_eq!(essay(vec![]), Mark::Unmarked(four, None));
    let full = [("claim", "1.5"), ("ground", "2.5")];
    assert_eq!(essay(vec![marked("A", "Because.", &full)]), earned(4000, "1"));
    let part = [("claim", "0.5"), ("ground", "1.001")];
    assert_eq!(essay(vec![marked("A", "Because.", &part)]), earned(4000, "1501/4000"));
    let none = [("claim", "0"), ("ground", "0")];
    assert_eq!(essay(vec![marked("A", "Because.", &none)]), earned(4000, "0"));
    assert_eq!(
        essay(vec![marked("B", "Because.", &full)]),
        Mark::Unmarked(four, None),
        "another's"
    );
    assert_eq!(
        essay(vec![marked("A", "Because!", &full)]),
        Mark::Unmarked(four, None),
        "other text"
    );
}

#[test]
fn a_mark_goes_with_a_question_that_was_renamed() {
    let sat = wrote("Because.", "Oslo", ["Oslo", "1952", "on"]);
    let now = OPEN.replace("id = \"cause\"", "id = \"reason\"\nwas = [\"cause\"]");
    let part = [("claim", "1"), ("ground", "1")];
    let all = decided(&sat, &now, vec![marked("A", "Because.", &part)]);
    assert_eq!(only("reason", all), earned(4000, "1/2"));
}

#[test]
fn a_mark_that_no_longer_fits_its_rubric_is_none() {
    let sat = wrote("Because.", "Oslo", ["Oslo", "1952", "on"]);
    let misfit = |now: &str, points: &[(&str, &str)]| match only(
        "cause",
        decided(&sat, now, vec![marked("A", "Because.", points)]),
    ) {
        Mark::Unmarked(_, Some(misfit)) => misfit.to_string(),
        other => panic!("{other:?}"),
    };
    let full = [("claim", "1.5"), ("ground", "2.5")];
    let renamed = OPEN.replace("id = \"ground\"", "id = \"reason\"");
    assert_eq!(misfit(&renamed, &full), "the criterion `ground` is gone");
    assert_eq!(misfit(OPEN, &[("claim", "1")]), "the criterion `ground` was added");
    let less = OPEN.replace("points = 2.5 }", "points = 2 }").replace("points = 4", "points = 3.5");
    assert_eq!(misfit(&less, &full), "`ground` has 2 points, and 2.5 were given");
}

#[test]
fn an_answer_that_was_accepted_once_earns_its_credit_and_never_less_than_its_key() {
    let town = |typed: &str, events: &[decisions::Event]| {
        let sat = wrote("", typed, ["Oslo", "1952", "on"]);
        only("town", decided(&sat, OPEN, events.to_vec()))
    };
    let accept = [accepted("town", None, "tigerstaden", "3/4")];
    assert_eq!(town("  TIGERSTADEN. ", &[]), earned(1000, "0"));
    assert_eq!(town("  TIGERSTADEN. ", &accept), earned(1000, "3/4"));
    assert_eq!(town("Bergen", &accept), earned(1000, "0"));
    assert_eq!(town("Oslo", &accept), earned(1000, "1"));
    assert_eq!(town("Oslo", &[accepted("town", None, "oslo", "1/4")]), earned(1000, "1"));
    let rejected = decisions::Event::Reject(decisions::Rejected {
        question: QuestionId::new("town").unwrap(),
        blank: None,
        text: "tigerstaden".into(),
        by: None,
        why: None,
    });
    assert_eq!(town("Tigerstaden", &[accept[0].clone(), rejected]), earned(1000, "0"));
}

#[test]
fn an_accepted_blank_is_right_by_its_credit_within_the_item() {
    let gap = |blanks, events| only("gap", decided(&wrote("", "", blanks), OPEN, events));
    let typed = ["Kristiania", "52", "on"];
    assert_eq!(gap(typed, vec![]), earned(1000, "1/3"));
    let town = || accepted("gap", Some("town"), "kristiania", "1");
    assert_eq!(gap(typed, vec![town()]), earned(1000, "2/3"));
    let year = || accepted("gap", Some("year"), "52", "1/2");
    assert_eq!(gap(typed, vec![town(), year()]), earned(1000, "5/6"));
    assert_eq!(gap(["Oslo", "1952", "on"], vec![town(), year()]), earned(1000, "1"));
    let chosen = accepted("gap", Some("way"), "off", "1");
    assert_eq!(gap(["Oslo", "1952", "off"], vec![chosen]), earned(1000, "2/3"), "nothing is typed");
}
