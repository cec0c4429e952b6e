//! What a digest covers: an edit that a student or a grader would notice changes it, and no other.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use deck_format::{Deck, Digest, parse};

const DECK: &str = include_str!("fixtures/every-spelling.toml");

/// Whether an edit changes the digests of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Changes {
    Face,
    Key,
    Both,
    Nothing,
}

use Changes::{Both, Face, Key, Nothing};

fn read(text: &str) -> Deck {
    match parse(text) {
        Ok(deck) => deck,
        Err(problems) => panic!("{problems:#?}"),
    }
}

fn digests(deck: &Deck, id: &str) -> (Digest, Option<Digest>) {
    let question = deck.question(id).unwrap_or_else(|| panic!("no question {id}"));
    (question.face_digest(deck), question.key_digest())
}

/// Makes one edit in the lines of a question.
fn edited(id: &str, from: &str, to: &str) -> String {
    let start = DECK.find(&format!("\nid = \"{id}\"")).unwrap_or_else(|| panic!("no {id}"));
    let end = DECK[start..].find("\n[[question]]").map_or(DECK.len(), |at| start + at);
    let question = &DECK[start..end];
    assert_eq!(question.matches(from).count(), 1, "{from:?} stands once in {id}");
    format!("{}{}{}", &DECK[..start], question.replace(from, to), &DECK[end..])
}

#[test]
fn every_edit_changes_what_it_should() {
    let table: &[(&str, &str, &str, Changes)] = &[
        // Common fields.
        ("single", "Which river is", "Which stream is", Face),
        ("single", "passage = \"gauges\"", "passage = \"letter\"", Face),
        ("single", "points = 1.5", "points = 1.25", Face),
        ("single", "time = \"90s\"", "time = \"91s\"", Face),
        ("single", "time = \"90s\"\n", "", Face),
        ("single", "shuffle = false\n", "", Face),
        ("single", "tags = [\"rivers\", \"length\"]", "tags = [\"x\"]", Nothing),
        ("single", "difficulty = \"easy\"", "difficulty = \"hard\"", Nothing),
        ("single", "weight = 3", "weight = 4", Nothing),
        ("single", "family = \"longest\"", "family = \"other\"", Nothing),
        ("single", "Measured from", "Taken from", Nothing),
        ("single", "It is a tenth as long.", "It is short.", Nothing),
        ("single", "It flows north.", "It flows.", Nothing),
        ("single", "paragraph = 7", "paragraph = 8", Nothing),
        ("single", "the case is real", "so it is", Nothing),
        ("single", "\"q1\"", "\"q0\"", Nothing),
        ("single", "kind = \"single-choice\"\n", "", Nothing),
        // Choices. With `shuffle = false`, their order counts.
        ("single", "choices.rhine = \"Rhine\"", "choices.rhine = \"The Rhine\"", Face),
        ("single", "choices.none = \"None of these\"", "choices.none = \"None\"", Face),
        ("none-right", "rhine = \"Rhine\"", "rhine = \"Rhine\", po = \"Po\"", Face),
        ("none-right", "rhine = \"Rhine\"", "rhein = \"Rhine\"", Face),
        ("single", "pin = [\"none\"]\n", "", Face),
        ("single", "answer = \"nile\"", "answer = \"rhine\"", Key),
        (
            "weighted",
            "warn = \"Warn\", wait = \"Wait\"",
            "wait = \"Wait\", warn = \"Warn\"",
            Nothing,
        ),
        ("weighted", "credit.wait = 0.5", "credit.wait = 0.25", Key),
        ("weighted", "credit.wait = 0.5\n", "", Key),
        (
            "weighted",
            "scoring = \"weighted\"\nanswer = \"warn\"\ncredit.wait = 0.5\ncredit.flee = -0.125",
            "answer = \"warn\"",
            Both,
        ),
        (
            "multi",
            "baikal = \"Baikal\"\ncomo = \"Como\"",
            "como = \"Como\"\nbaikal = \"Baikal\"",
            Nothing,
        ),
        ("multi", "[\"baikal\", \"como\"]", "[\"como\", \"baikal\"]", Nothing),
        ("multi", "[\"baikal\", \"como\"]", "[\"baikal\"]", Key),
        ("none-right", "scoring = \"per-option\"", "scoring = \"all-or-nothing\"", Face),
        ("true-false", "answer = true", "answer = false", Key),
        ("true-false", "It has no outlet", "There is no outlet", Nothing),
        // Numbers. Their writing counts, since significant digits are read off it.
        ("number", "unit = \"m\"", "unit = \"metres\"", Face),
        ("number", "answer = 9.810", "answer = 9.81", Key),
        ("number", "{ digits = 3 }", "{ digits = 4 }", Key),
        ("number", "cm = 0.01", "mm = 0.001", Key),
        ("number", "cm = 0.01", "cm = 0.02", Key),
        ("number", "value = 9.8, ", "value = 9.7, ", Key),
        ("number", "tolerance = \"5%\"", "tolerance = \"6%\"", Key),
        ("number", "credit = 0.5", "credit = 0.6", Key),
        ("number", "from = 9, to", "from = 8, to", Key),
        ("number", "to = 11e0", "to = 12e0", Key),
        ("number-absolute", "tolerance = 2", "tolerance = 3", Key),
        ("number-absolute", "tolerance = 2", "tolerance = \"2%\"", Key),
        ("number-absolute", "tolerance = 2\n", "", Key),
        // Texts.
        ("short", "answer = \"reservoir\"", "answer = \"Reservoir\"", Key),
        ("short", "\"storage lake\"", "\"stored lake\"", Key),
        ("short", "text = \"lake\"", "wildcard = \"lake\"", Key),
        ("short", "credit = 0.75", "credit = 0.7", Key),
        ("short", "\"dam\" = \"\"", "\"dyke\" = \"\"", Key),
        ("short", "A river flows.", "It flows.", Nothing),
        ("short", "case = \"keep\"", "case = \"fold\"", Key),
        ("short", "spaces = \"keep\"", "spaces = \"fold\"", Key),
        ("short", "quotes = \"keep\"", "quotes = \"fold\"", Key),
        ("short", "punctuation = \"keep\"", "punctuation = \"fold\"", Key),
        ("short", "accents = \"keep\"", "accents = \"fold\"", Key),
        ("short", "compat = \"fold\"", "compat = \"keep\"", Key),
        ("short", "articles = \"fold\"", "articles = \"keep\"", Key),
        ("short", "numbers = \"fold\"", "numbers = \"keep\"", Key),
        ("short", "typos = \"by-length\"", "typos = 3", Key),
        // Ordering.
        ("order", "items.falls = \"Falls\"", "items.falls = \"The falls\"", Face),
        (
            "order",
            "items.rapids = \"Rapids\"\nitems.falls = \"Falls\"",
            "items.falls = \"Falls\"\nitems.rapids = \"Rapids\"",
            Nothing,
        ),
        ("order", "[\"rapids\", \"falls\"]", "[\"falls\", \"rapids\"]", Nothing),
        ("order", "[\"rapids\", \"falls\"]", "\"rapids\", \"falls\"", Key),
        ("order", "scoring = \"exact\"", "scoring = \"position\"", Face),
        // Matching.
        ("match", "vienna = \"Vienna\"", "vienna = \"Wien\"", Face),
        ("match", "thames = \"Thames\"", "thames = \"The Thames\"", Face),
        (
            "match",
            "danube = \"Danube\", thames = \"Thames\"",
            "thames = \"Thames\", danube = \"Danube\"",
            Nothing,
        ),
        (
            "match",
            "belgrade = \"danube\", vienna = \"danube\"",
            "vienna = \"danube\", belgrade = \"danube\"",
            Nothing,
        ),
        ("match", "vienna = \"danube\"", "vienna = \"thames\"", Key),
        ("match", "scoring = \"per-pair\"", "scoring = \"all-or-nothing\"", Face),
        ("match", "pin = [\"other\"]\n", "", Face),
        // Cloze.
        ("cloze", "a template writes", "a form writes", Face),
        ("cloze", "weight = 2", "weight = 3", Face),
        ("cloze", "unit = \"AD\"", "unit = \"CE\"", Face),
        ("cloze", "volga = \"Volga\"", "volga = \"The Volga\"", Face),
        ("cloze", ", shuffle = false", "", Face),
        ("cloze", "pin = [\"none\"]", "pin = []", Face),
        ("cloze", "scoring = \"per-pair\"", "scoring = \"all-or-nothing\"", Face),
        ("cloze", "year = 1970", "year = 1971", Key),
        ("cloze", "body = \"nile\"", "body = \"none\"", Key),
        ("cloze", "place = \"Aswan\"", "place = \"Asuan\"", Key),
        ("cloze", "[\"Assuan\"]", "[\"Asuan\"]", Key),
        ("cloze", "\"Cairo\"", "\"Luxor\"", Key),
        ("cloze", "It is far downstream.", "Too far.", Nothing),
        ("cloze", "tolerance.year = 0", "tolerance.year = 1", Key),
        ("cloze", "BC = -1", "BCE = -1", Key),
        ("cloze", "volga = 0.25", "volga = 0.5", Key),
        ("cloze", "typos = 0", "typos = 1", Key),
        ("cloze", "The year of completion.", "The year.", Nothing),
        // Essay.
        ("essay", "Should the river", "Could the river", Face),
        ("essay", "text = \"States a claim\"", "text = \"Claims\"", Key),
        ("essay", "id = \"facts\"", "id = \"proof\"", Key),
        (
            "essay",
            "points = 2 },\n  { id = \"facts\", text = \"Cites two facts\", points = 3 }",
            "points = 3 },\n  { id = \"facts\", text = \"Cites two facts\", points = 2 }",
            Key,
        ),
        ("essay", "It should, since", "It should not, since", Nothing),
    ];
    let plain = read(DECK);
    for (id, from, to, expected) in table {
        let deck = read(&edited(id, from, to));
        let ((face, key), (old_face, old_key)) = (digests(&deck, id), digests(&plain, id));
        let changed = match (face != old_face, key != old_key) {
            (true, true) => Both,
            (true, false) => Face,
            (false, true) => Key,
            (false, false) => Nothing,
        };
        assert_eq!(changed, *expected, "{id}: {from:?} became {to:?}");
        for other in plain.questions.iter().filter(|other| other.face.id.as_str() != *id) {
            let other = other.face.id.as_str();
            assert_eq!(digests(&deck, other), digests(&plain, other), "{other} beside {id}");
        }
    }
}

#[test]
fn what_a_question_takes_from_its_deck_counts() {
    let plain = read(DECK);
    let changes = |from: &str, to: &str, id: &str| {
        let deck = read(&DECK.replacen(from, to, 1));
        let ((face, key), (old_face, old_key)) = (digests(&deck, id), digests(&plain, id));
        (face != old_face, key != old_key)
    };
    let rule = ("multiple-select = \"balanced\"", "multiple-select = \"partial\"");
    assert_eq!(changes(rule.0, rule.1, "multi"), (true, false));
    assert_eq!(changes(rule.0, rule.1, "none-right"), (false, false), "it has its own rule");
    assert_eq!(changes("typos = 1", "typos = 2", "cloze-plain"), (false, true));
    assert_eq!(changes("typos = 1", "typos = 2", "short"), (false, false), "it has its own");
    assert_eq!(changes("| north | 2.4 m |", "| north | 2.5 m |", "single"), (true, false));
    assert_eq!(changes("title = \"Rivers", "title = \"Streams", "single"), (false, false));
    assert_eq!(changes("shuffle = true", "shuffle = false", "weighted"), (true, false));
}

#[test]
fn layout_and_comments_change_nothing() {
    let plain = read(DECK);
    let comments: String = DECK
        .lines()
        .map(|line| {
            if line.starts_with('[') {
                format!("# a note\n\n{line} # end\n")
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    let crlf_free = DECK.replace(" = ", "  =  ");
    for text in [comments, crlf_free] {
        let deck = read(&text);
        assert_eq!(deck.face_digest(), plain.face_digest());
        assert_eq!(deck.key_digest(), plain.key_digest());
    }
}

#[test]
fn the_digest_of_a_deck_covers_what_steers_draws() {
    let plain = read(DECK);
    for (from, to) in [
        ("tags = [\"rivers\", \"length\"]", "tags = [\"rivers\"]"),
        ("weight = 3", "weight = 4"),
        ("family = \"longest\"", "family = \"long\""),
        ("difficulty = \"medium\"", "difficulty = \"hard\""),
        ("title = \"Rivers", "title = \"Streams"),
        ("language = \"en-GB\"", "language = \"en\""),
        ("time_limit = \"1h30m\"", "time_limit = \"1h\""),
        ("feedback = \"none\"", "feedback = \"end\""),
        ("back = false", "back = true"),
        ("count = 2", "count = 3"),
        ("tag = \"lakes\"", "tag = \"rivers\""),
        ("id = \"rivers\"", "id = \"streams\""),
        ("Which river is", "Which stream is"),
    ] {
        let deck = read(&DECK.replacen(from, to, 1));
        assert_ne!(deck.face_digest(), plain.face_digest(), "{from}");
        assert_eq!(deck.key_digest(), plain.key_digest(), "{from}");
    }
    let deck = read(&DECK.replacen("answer = true", "answer = false", 1));
    assert_eq!(deck.face_digest(), plain.face_digest());
    assert_ne!(deck.key_digest(), plain.key_digest());
}

/// Digests stand in records: they must never change by a change of the program.
#[test]
fn the_digests_of_a_known_deck_are_kept() {
    let deck = read(DECK);
    let told = format!("{} {}", deck.face_digest(), deck.key_digest().unwrap());
    assert_eq!(told, "05aa2c7fd39f1d79b1a8b48fb92823e4 2c2bedad0414b5962ec36661e482d3b2");
}

#[test]
fn what_is_noted_of_a_source_is_in_no_digest() {
    let plain = read(DECK);
    assert_eq!(DECK.matches("skip = [6, 3]").count(), 1);
    let deck = read(&DECK.replace("skip = [6, 3]", "skip = [1]"));
    assert_ne!(deck.notes, plain.notes);
    let of_deck = |deck: &Deck| (deck.face_digest(), deck.key_digest());
    assert_eq!(of_deck(&deck), of_deck(&plain));
    for question in &plain.questions {
        let id = question.face.id.as_str();
        assert_eq!(digests(&deck, id), digests(&plain, id), "{id}");
    }
}
