//! Every field in every spelling, and the value that it has in the parsed deck.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::time::Duration;

use deck_format::{
    Answer, BlankKey, BlankSort, Body, Deck, Difficulty, Entry, FamilyId, Feedback, Fraction, Key,
    Kind, LocalId, NumberAccept, NumberKey, NumberRange, Options, OrderRule, PartsRule, PassageId,
    Piece, Points, Question, QuestionId, SelectRule, TextKey, TextPattern, TextPolicy, Tolerance,
    Typos, parse,
};

fn deck() -> Deck {
    match parse(include_str!("fixtures/every-spelling.toml")) {
        Ok(deck) => deck,
        Err(problems) => panic!("{problems:#?}"),
    }
}

fn question<'a>(deck: &'a Deck, id: &str) -> &'a Question {
    deck.question(id).unwrap_or_else(|| panic!("no question {id}"))
}

fn key<'a>(deck: &'a Deck, id: &str) -> &'a Key {
    question(deck, id).key.as_ref().expect("the deck is no handout")
}

fn entries(options: &Options) -> Vec<(&str, &str)> {
    options.iter().map(|Entry { id, text, .. }| (id.as_str(), text.as_str())).collect()
}

fn pinned(options: &Options) -> Vec<&str> {
    options.pinned().iter().map(LocalId::as_str).collect()
}

fn texts(pairs: &[(impl AsRef<str>, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(id, text)| (id.as_ref(), text.as_str())).collect()
}

#[test]
fn the_deck_itself() {
    let deck = deck();
    let face = &deck.face;
    assert_eq!(face.id.as_str(), "rivers");
    assert_eq!(face.title, "Rivers and lakes");
    assert_eq!(face.language, "en-GB");
    assert!(!face.handout);
    assert!(face.shuffle);
    let exam = face.exam.as_ref().unwrap();
    assert_eq!(exam.time_limit, Some(Duration::from_secs(5400)));
    assert_eq!(exam.feedback, Feedback::None);
    assert!(!exam.back);
    assert_eq!(face.blueprint.len(), 2);
    let row = &face.blueprint[0];
    assert_eq!(row.tag.as_deref(), Some("lakes"));
    assert_eq!(row.difficulty, Some(Difficulty::Easy));
    assert_eq!(row.kind, Some(Kind::TrueFalse));
    assert_eq!(row.count, 1);
    let row = &face.blueprint[1];
    assert_eq!((&row.tag, row.difficulty, row.kind, row.count), (&None, None, None, 2));
    let passages: Vec<_> =
        face.passages.iter().map(|passage| (passage.id.as_str(), &*passage.text)).collect();
    let table = "| gauge | level |\n|-------|-------|\n| north | 2.4 m |\n";
    assert_eq!(passages, [("gauges", table), ("letter", "Dear `reader`, the *dam* is closed.")]);
    assert_eq!(
        texts(&deck.notes.lint_allow),
        [("few-easy-questions", "a deck for the second year")]
    );
    let sources: Vec<_> = deck
        .notes
        .sources
        .iter()
        .map(|source| (source.name.as_str(), source.title.as_deref(), source.sha256.as_deref()))
        .collect();
    let sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    assert_eq!(
        sources,
        [("atlas", Some("An atlas of rivers"), Some(sha256)), ("notes", None, None)]
    );
    let skipped: Vec<&[u32]> = deck.notes.sources.iter().map(|source| &*source.skip).collect();
    assert_eq!(skipped, [&[6, 3][..], &[]], "in the order of the file");
}

#[test]
fn what_was_released() {
    let released = deck().notes.released.unwrap();
    let ids = |ids: &[LocalId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let [handout, empty] = &released.handouts[..] else { panic!("{released:?}") };
    assert_eq!(empty.face.to_string(), "0".repeat(32));
    assert!(empty.questions.is_empty());
    assert_eq!(released.handout(handout.face), Some(handout));
    let names = |id| &handout.questions[&QuestionId::new(id).unwrap()];
    assert_eq!(ids(&names("single").choices), ["rhine", "gone"], "in the order of the file");
    assert_eq!(ids(&names("order").items), ["first", "second"]);
    let pairs = names("match");
    assert_eq!(
        (ids(&pairs.left), ids(&pairs.right)),
        (vec!["l".into()], vec!["r".into(), "spare".into()])
    );
    let blanks = &names("cloze").blanks;
    assert_eq!((blanks[0].id.as_str(), blanks[1].id.as_str()), ("year", "body"));
    assert_eq!((ids(&blanks[0].choices), ids(&blanks[1].choices)), (vec![], vec!["lake".into()]));
}

#[test]
fn the_kinds_are_recognised() {
    let kinds: Vec<_> = deck()
        .questions
        .iter()
        .map(|question| (question.face.id.to_string(), question.face.kind()))
        .collect();
    let expected = [
        ("single", Kind::SingleChoice),
        ("weighted", Kind::SingleChoice),
        ("multi", Kind::MultipleSelect),
        ("none-right", Kind::MultipleSelect),
        ("true-false", Kind::TrueFalse),
        ("number", Kind::Numerical),
        ("number-absolute", Kind::Numerical),
        ("number-percent", Kind::Numerical),
        ("short", Kind::ShortAnswer),
        ("order", Kind::Ordering),
        ("match", Kind::Matching),
        ("cloze", Kind::Cloze),
        ("cloze-plain", Kind::Cloze),
        ("essay", Kind::Essay),
    ];
    assert_eq!(kinds, expected.map(|(id, kind)| (id.to_owned(), kind)));
}

#[test]
fn the_fields_that_every_kind_has() {
    let deck = deck();
    let single = question(&deck, "single");
    let face = &single.face;
    assert_eq!(face.prompt, "Which river is longest?\n\n![A map of four rivers](images/map.png)");
    assert_eq!(face.passage.as_ref().map(PassageId::as_str), Some("gauges"));
    assert!(!face.shuffle);
    assert_eq!(face.points, Points::from_thousandths(1500));
    assert_eq!(face.time, Some(Duration::from_secs(90)));
    assert_eq!(face.tags, ["rivers", "length"]);
    assert_eq!(face.difficulty, Some(Difficulty::Easy));
    assert_eq!(face.weight, 3);
    assert_eq!(face.family.as_ref().map(FamilyId::as_str), Some("longest"));
    let key = key(&deck, "single");
    assert_eq!(key.explanation.as_deref(), Some("Measured from its farthest spring."));
    assert_eq!(
        texts(&key.why),
        [("rhine", "It is a tenth as long."), ("amazon", "It carries more water.")]
    );
    assert_eq!(key.why("rhine"), Some("It is a tenth as long."));
    assert_eq!(key.why("nile"), None);
    assert_eq!(key.hints, ["It flows north."]);
    assert_eq!(key.cite.len(), 1);
    assert_eq!(key.cite[0].source, "atlas");
    assert_eq!(key.cite[0].paragraph, Some(7));
    assert_eq!(key.cite[0].evidence, ["6,650 km", "longest"]);
    assert_eq!(texts(&single.notes.lint_allow), [("none-of-the-above", "the case is real")]);
    let was: Vec<_> = single.notes.was.iter().map(QuestionId::as_str).collect();
    assert_eq!(was, ["longest-river", "q1"]);
}

#[test]
fn what_is_not_written_has_its_default() {
    let deck = deck();
    let face = &question(&deck, "number-percent").face;
    assert_eq!(face.passage, None);
    assert!(face.shuffle);
    assert_eq!(face.points, Points::ONE);
    assert_eq!(face.time, None);
    assert!(face.tags.is_empty());
    assert_eq!(face.difficulty, None);
    assert_eq!(face.weight, 1);
    assert_eq!(face.family, None);
    let key = key(&deck, "number-percent");
    assert_eq!(key.explanation, None);
    assert!(key.why.is_empty() && key.hints.is_empty() && key.cite.is_empty());
    let notes = &question(&deck, "number-percent").notes;
    assert!(notes.lint_allow.is_empty() && notes.was.is_empty());
}

#[test]
fn single_choice() {
    let deck = deck();
    let Body::SingleChoice { choices, weighted } = &question(&deck, "single").face.body else {
        panic!("no single choice")
    };
    assert_eq!(
        entries(choices),
        [("nile", "Nile"), ("amazon", "Amazon"), ("rhine", "Rhine"), ("none", "None of these")]
    );
    assert_eq!(pinned(choices), ["none"]);
    assert!(!weighted);
    let Answer::SingleChoice(choice) = &key(&deck, "single").answer else { panic!() };
    assert_eq!(choice.correct.as_str(), "nile");
    assert!(choice.credit.is_empty());

    let Body::SingleChoice { choices, weighted } = &question(&deck, "weighted").face.body else {
        panic!("no single choice")
    };
    assert_eq!(entries(choices), [("warn", "Warn"), ("wait", "Wait"), ("flee", "Flee")]);
    assert!(weighted);
    let Answer::SingleChoice(choice) = &key(&deck, "weighted").answer else { panic!() };
    assert_eq!(choice.correct.as_str(), "warn");
    let credit: Vec<_> = choice.credit.iter().map(|(id, credit)| (id.as_str(), *credit)).collect();
    assert_eq!(credit, [("wait", Fraction::new(1, 2)), ("flee", Fraction::new(-1, 8))]);
}

#[test]
fn multiple_select() {
    let deck = deck();
    let Body::MultipleSelect { choices, rule } = &question(&deck, "multi").face.body else {
        panic!("no multiple select")
    };
    assert_eq!(entries(choices), [("baikal", "Baikal"), ("como", "Como"), ("ganges", "Ganges")]);
    assert_eq!(*rule, SelectRule::Balanced, "the deck's rule");
    let Answer::MultipleSelect(ids) = &key(&deck, "multi").answer else { panic!() };
    assert_eq!(ids.iter().map(LocalId::as_str).collect::<Vec<_>>(), ["baikal", "como"]);
    assert_eq!(key(&deck, "multi").hints, ["Two are.", "Both are deep."]);
    let cite: Vec<_> = key(&deck, "multi")
        .cite
        .iter()
        .map(|cite| (cite.source.as_str(), cite.paragraph))
        .collect();
    assert_eq!(cite, [("atlas", None), ("notes", Some(2))]);

    let Body::MultipleSelect { rule, .. } = &question(&deck, "none-right").face.body else {
        panic!("no multiple select")
    };
    assert_eq!(*rule, SelectRule::PerOption, "its own rule");
    assert_eq!(key(&deck, "none-right").answer, Answer::MultipleSelect(Vec::new()));
}

#[test]
fn true_false() {
    let deck = deck();
    assert_eq!(question(&deck, "true-false").face.body, Body::TrueFalse);
    assert_eq!(key(&deck, "true-false").answer, Answer::TrueFalse(true));
    assert_eq!(texts(&key(&deck, "true-false").why), [("false", "It has no outlet to an ocean.")]);
}

fn number<'a>(deck: &'a Deck, id: &str) -> &'a NumberKey {
    match &key(deck, id).answer {
        Answer::Numerical(number) => number,
        other => panic!("{other:?}"),
    }
}

fn around(accept: &NumberAccept) -> (&str, &Tolerance) {
    match &accept.range {
        NumberRange::Around { value, tolerance } => (value.written(), tolerance),
        other @ NumberRange::Between { .. } => panic!("{other:?}"),
    }
}

#[test]
fn numerical() {
    let deck = deck();
    assert_eq!(question(&deck, "number").face.body, Body::Numerical { unit: Some("m".to_owned()) });
    let key = number(&deck, "number");
    assert_eq!(key.answer.written(), "9.810");
    assert_eq!(key.tolerance, Tolerance::Digits(3));
    let units: Vec<_> =
        key.units.iter().map(|(unit, factor)| (unit.as_str(), factor.written())).collect();
    assert_eq!(units, [("cm", "0.01"), ("sea mile", "1852")]);
    assert_eq!(key.accept.len(), 4);
    assert_eq!(around(&key.accept[0]), ("9.9", &Tolerance::Digits(3)), "the question's tolerance");
    assert_eq!(key.accept[0].credit, Fraction::ONE);
    assert_eq!(around(&key.accept[1]), ("9.8", &Tolerance::Percent("5".parse().unwrap())));
    assert_eq!(key.accept[1].credit, Fraction::new(1, 2));
    assert_eq!(around(&key.accept[2]), ("0", &Tolerance::Exact), "no share of 0");
    let NumberRange::Between { from, to } = &key.accept[3].range else { panic!("no range") };
    assert_eq!((from.written(), to.written()), ("9", "11e0"));
    assert_eq!(key.accept[3].credit, Fraction::new(1, 4));

    assert_eq!(question(&deck, "number-absolute").face.body, Body::Numerical { unit: None });
    let key = number(&deck, "number-absolute");
    assert_eq!(key.answer.written(), "-12");
    assert_eq!(key.tolerance, Tolerance::Absolute("2".parse().unwrap()));
    assert!(key.accept.is_empty() && key.units.is_empty());

    let key = number(&deck, "number-percent");
    assert_eq!(key.answer, "2500".parse().unwrap());
    assert_eq!(key.tolerance, Tolerance::Percent("2.5".parse().unwrap()));
}

/// The policy of the deck: its own words over the defaults.
fn deck_policy() -> TextPolicy {
    TextPolicy { accents: true, typos: Typos::AtMost(1), ..TextPolicy::default() }
}

#[test]
fn short_answer() {
    let deck = deck();
    assert_eq!(question(&deck, "short").face.body, Body::ShortAnswer);
    let Answer::ShortAnswer(key) = &key(&deck, "short").answer else { panic!() };
    assert_eq!(key.answer, "reservoir");
    let accept: Vec<_> =
        key.accept.iter().map(|accept| (accept.pattern.clone(), accept.credit)).collect();
    assert_eq!(
        accept,
        [
            (TextPattern::Literal("storage lake".into()), Fraction::ONE),
            (TextPattern::Literal("lake".into()), Fraction::new(1, 2)),
            (TextPattern::Wildcard("artificial lake*".into()), Fraction::new(3, 4)),
        ]
    );
    assert_eq!(texts(&key.reject), [("river", "A river flows."), ("dam", "")]);
    assert_eq!(
        key.compare,
        TextPolicy {
            case: false,
            spaces: false,
            quotes: false,
            punctuation: false,
            accents: false,
            compat: true,
            articles: true,
            numbers: true,
            typos: Typos::ByLength,
        }
    );
}

#[test]
fn ordering() {
    let deck = deck();
    let Body::Ordering { items, rule } = &question(&deck, "order").face.body else { panic!() };
    assert_eq!(
        entries(items),
        [("spring", "Spring"), ("rapids", "Rapids"), ("falls", "Falls"), ("delta", "Delta")]
    );
    assert_eq!(*rule, OrderRule::Exact);
    let Answer::Ordering(steps) = &key(&deck, "order").answer else { panic!() };
    let steps: Vec<Vec<&str>> =
        steps.iter().map(|step| step.iter().map(LocalId::as_str).collect()).collect();
    assert_eq!(steps, [vec!["spring"], vec!["rapids", "falls"], vec!["delta"]]);
    assert_eq!(texts(&key(&deck, "order").why), [("delta", "It is where the river ends.")]);
}

#[test]
fn matching() {
    let deck = deck();
    let Body::Matching { left, right, reuse, rule } = &question(&deck, "match").face.body else {
        panic!("no matching")
    };
    assert_eq!(entries(left), [("vienna", "Vienna"), ("belgrade", "Belgrade")]);
    assert_eq!(
        entries(right),
        [("danube", "Danube"), ("thames", "Thames"), ("other", "Another river")]
    );
    assert_eq!(pinned(right), ["other"]);
    assert!(reuse);
    assert_eq!(*rule, PartsRule::PerPair, "its own rule");
    let Answer::Matching(pairs) = &key(&deck, "match").answer else { panic!() };
    let pairs: Vec<_> = pairs.iter().map(|(left, right)| (left.as_str(), right.as_str())).collect();
    assert_eq!(pairs, [("vienna", "danube"), ("belgrade", "danube")], "in the order of the left");
    assert_eq!(texts(&key(&deck, "match").why), [("vienna", "The *blue* Danube.")]);
}

#[test]
fn the_face_of_a_cloze() {
    let deck = deck();
    let Body::Cloze { template, blanks, rule } = &question(&deck, "cloze").face.body else {
        panic!("no cloze")
    };
    let pieces: Vec<String> = template
        .pieces()
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Blank(id) => format!("<{id}>"),
        })
        .collect();
    assert_eq!(
        pieces,
        [
            "In ",
            "<year>",
            " the ",
            "<body>",
            " was dammed at ",
            "<place>",
            "; a template writes {{name}}."
        ]
    );
    assert_eq!(*rule, PartsRule::PerPair);
    let ids: Vec<_> = blanks.iter().map(|blank| (blank.id.as_str(), blank.weight)).collect();
    assert_eq!(ids, [("year", 2), ("body", 1), ("place", 1)]);
    assert_eq!(blanks[0].sort, BlankSort::Number { unit: Some("AD".to_owned()) });
    let BlankSort::Choice { choices, shuffle } = &blanks[1].sort else { panic!("no choice") };
    assert_eq!(entries(choices), [("nile", "Nile"), ("volga", "Volga"), ("none", "neither")]);
    assert_eq!(pinned(choices), ["none"]);
    assert!(!shuffle);
    assert_eq!(blanks[2].sort, BlankSort::Text);

    let Body::Cloze { blanks, rule, .. } = &question(&deck, "cloze-plain").face.body else {
        panic!("no cloze")
    };
    assert_eq!(blanks[0].sort, BlankSort::Text, "a blank that is not declared takes text");
    assert_eq!(*rule, PartsRule::AllOrNothing, "the deck's rule");
}

fn plain_text(answer: &str, compare: TextPolicy) -> BlankKey {
    let deck = parse(&format!(
        "format = 1\nid = \"d\"\ntitle = \"T\"\n[[question]]\nid = \"q\"\nprompt = \"Q\"\n\
         answer = \"{answer}\"\n"
    ))
    .unwrap();
    let Some(Key { answer: Answer::ShortAnswer(text), .. }) = &deck.questions[0].key else {
        panic!("no short answer")
    };
    let mut text: TextKey = text.clone();
    text.compare = compare;
    BlankKey::Text(text)
}

#[test]
fn the_keys_of_a_cloze() {
    let deck = deck();
    let Answer::Cloze(keys) = &key(&deck, "cloze").answer else { panic!("no cloze") };
    let ids: Vec<_> = keys.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["year", "body", "place"]);
    let BlankKey::Number(year) = &keys[0].1 else { panic!("no number") };
    assert_eq!(year.answer.written(), "1970");
    assert_eq!(year.tolerance, Tolerance::Absolute("0".parse().unwrap()));
    assert_eq!(year.accept.len(), 1);
    assert_eq!(year.accept[0].credit, Fraction::new(1, 2));
    assert_eq!(year.units.len(), 1);
    assert_eq!((year.units[0].0.as_str(), year.units[0].1.written()), ("BC", "-1"));
    let BlankKey::Choice(body) = &keys[1].1 else { panic!("no choice") };
    assert_eq!(body.correct.as_str(), "nile");
    assert_eq!(body.credit.len(), 1);
    assert_eq!((body.credit[0].0.as_str(), body.credit[0].1), ("volga", Fraction::new(1, 4)));
    let BlankKey::Text(place) = &keys[2].1 else { panic!("no text") };
    assert_eq!(place.answer, "Aswan");
    assert_eq!(place.accept.len(), 1);
    assert_eq!(place.accept[0].pattern, TextPattern::Literal("Assuan".into()));
    assert_eq!(texts(&place.reject), [("Cairo", "It is far downstream.")]);
    assert_eq!(place.compare, TextPolicy { typos: Typos::AtMost(0), ..deck_policy() });
    assert_eq!(texts(&key(&deck, "cloze").why), [("year", "The year of completion.")]);

    let Answer::Cloze(keys) = &key(&deck, "cloze-plain").answer else { panic!("no cloze") };
    assert_eq!(keys[0].1, plain_text("Mediterranean", deck_policy()));
}

#[test]
fn essay() {
    let deck = deck();
    let face = &question(&deck, "essay").face;
    assert_eq!(face.body, Body::Essay);
    assert_eq!(face.points, Points::from_thousandths(5000));
    assert_eq!(face.passage.as_ref().map(PassageId::as_str), Some("letter"));
    let Answer::Essay { rubric, model } = &key(&deck, "essay").answer else { panic!() };
    let criteria: Vec<_> = rubric
        .iter()
        .map(|criterion| (criterion.id.as_str(), criterion.text.as_str(), criterion.points))
        .collect();
    assert_eq!(
        criteria,
        [
            ("claim", "States a claim", Points::from_thousandths(2000)),
            ("facts", "Cites two facts", Points::from_thousandths(3000)),
        ]
    );
    assert_eq!(model.as_deref(), Some("It should, since …"));
}

/// The same deck with a byte order mark, with other line ends, with its tables in another order.
#[test]
fn the_writing_does_not_matter() {
    let text = include_str!("fixtures/every-spelling.toml");
    let plain = deck();
    assert_eq!(parse(&format!("\u{feff}{text}")).unwrap(), plain);
    let crlf = parse(&text.replace('\n', "\r\n")).unwrap();
    assert_eq!(crlf.questions.len(), plain.questions.len());
    assert_eq!(crlf.key_digest(), plain.key_digest());
}

/// A handout holds faces only: the same deck without keys, with its kinds.
#[test]
fn a_handout_has_no_keys() {
    let deck = parse(
        "format = 1\nid = \"h\"\ntitle = \"H\"\nhandout = true\n\n\
         [[question]]\nid = \"a\"\nkind = \"multiple-select\"\nprompt = \"A\"\n\
         choices = { x = \"1\", y = \"2\" }\nscoring = \"partial\"\npoints = 2\n\n\
         [[question]]\nid = \"b\"\nkind = \"cloze\"\nprompt = \"{{one}}\"\n\
         blanks.one.sort = \"number\"\n\n\
         [[question]]\nid = \"c\"\nkind = \"essay\"\nprompt = \"C\"\npoints = 3\n\n\
         [[question]]\nid = \"d\"\nkind = \"numerical\"\nprompt = \"D\"\nunit = \"m\"\n",
    )
    .unwrap();
    assert!(deck.face.handout);
    assert!(deck.questions.iter().all(|question| question.key.is_none()));
    assert_eq!(deck.key_digest(), None);
    let Body::MultipleSelect { rule, .. } = &deck.questions[0].face.body else { panic!() };
    assert_eq!(*rule, SelectRule::Partial);
    assert_eq!(deck.questions[2].face.points, Points::from_thousandths(3000));
}
