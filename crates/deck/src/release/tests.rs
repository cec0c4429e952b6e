//! Whole released decks.

use super::*;
use crate::handout::{PaperPlan, handout};
use session::{Plan, Seed, Take};

const DECK: &str = r#"
# Keep this from students.
format = 1
id = "bees"
title = "Bees"  # the third version
lint.allow = { "few-easy-questions" = "they are old hands" }
sources.log = { title = "A log" }
sources.other = { title = "Another" }

[[blueprint]]
tag = "colony"
count = 1

[[passage]]
id = "log"
text = "A log with ![a graph](img/yield.png)."

[[question]]
id = "made"
# B is what most take.
prompt = "Which of these do bees make?"
choices.wax = "Beeswax"
choices.jelly = "Royal jelly" # no
choices.none = "None of these"
pin = [
  # last
  "none",
]
answer = ["wax", "jelly"]
tags = ["colony"]
cite = { source = "other" }
lint.allow = { "negative-stem" = "it is none" }

[[question]]
id = "dance"
passage = "log"
prompt = "It tells of {{what}} by {{how}}."
blanks.how.choices = { wings = "wings", legs = "legs" }
answer = { what = "direction", how = "wings" }
explanation = "See ![the dance](img/dance.png)."
cite = { source = "log" }

[[question]]
id = "alive"
prompt = "Bees live."
answer = true
# The end.
"#;

const ALL: &str = r#"format = 1
id = "bees"
title = "Bees"

[sources.log]
title = "A log"

[sources.other]
title = "Another"

[released.DIGEST]
dance.blanks = [
  { id = "what" },
  { id = "how", choices = ["legs", "wings"] },
]
made = { choices = ["wax", "jelly", "none"] }

[[blueprint]]
tag = "colony"
count = 1

[[passage]]
id = "log"
text = "A log with ![a graph](img/yield.png)."

[[question]]
id = "made"
prompt = "Which of these do bees make?"
choices.wax = "Beeswax"
choices.jelly = "Royal jelly"
choices.none = "None of these"
pin = ["none"]
answer = ["wax", "jelly"]
tags = ["colony"]
cite = { source = "other" }

[[question]]
id = "dance"
passage = "log"
prompt = "It tells of {{what}} by {{how}}."
blanks.how.choices.wings = "wings"
blanks.how.choices.legs = "legs"
answer.what = "direction"
answer.how = "wings"
explanation = "See ![the dance](img/dance.png)."
cite = { source = "log" }

[[question]]
id = "alive"
prompt = "Bees live."
answer = true
"#;

fn parse(text: &str) -> Deck {
    deck_format::parse(text).unwrap()
}

fn map(text: &str) -> HandoutMap {
    handout(&parse(text), None).unwrap().map
}

#[test]
fn a_released_deck_is_the_deck_with_its_mark() {
    let (deck, map) = (parse(DECK), map(DECK));
    let made = release(&deck, DECK, std::slice::from_ref(&map), false).unwrap();
    assert_eq!(made.text, ALL.replace("DIGEST", &map.handout.to_string()));
    assert_eq!((made.questions, made.left_out), (3, 0));
    assert!(made.changed.is_empty() && made.gone.is_empty());
    let images: Vec<_> = made.images.iter().map(String::as_str).collect();
    assert_eq!(images, ["img/dance.png", "img/yield.png"]);
    let read = parse(&made.text);
    assert_eq!((read.face_digest(), read.key_digest()), (deck.face_digest(), deck.key_digest()));
    let handed = read.notes.released.unwrap().handouts.remove(0);
    assert_eq!(handed.face, map.handout);
}

#[test]
fn the_mark_never_enters_a_handout() {
    let made = release(&parse(DECK), DECK, &[map(DECK)], false).unwrap();
    let again = handout(&parse(&made.text), None).unwrap().text;
    assert_eq!(again, handout(&parse(DECK), None).unwrap().text);
    assert!(!again.contains("released"));
}

#[test]
fn without_a_map_it_fits_the_deck_itself() {
    let made = release(&parse(DECK), DECK, &[], false).unwrap();
    assert!(made.text.contains("\nreleased = {}\n"), "{}", made.text);
    assert_eq!(parse(&made.text).notes.released.unwrap().handouts, []);
}

#[test]
fn what_was_not_handed_out_stays_secret() {
    let paper = PaperPlan { plan: Plan::of(Take::Blueprint), seed: Seed(7) };
    let map = handout(&parse(DECK), Some(&paper)).unwrap().map;
    let maps = std::slice::from_ref(&map);
    let made = release(&parse(DECK), DECK, maps, false).unwrap();
    assert_eq!((made.questions, made.left_out), (1, 2));
    for secret in ["dance", "alive", "passage", "A log", "blueprint", "yield"] {
        assert!(!made.text.contains(secret), "{secret} in {}", made.text);
    }
    assert!(made.images.is_empty());
    let all = release(&parse(DECK), DECK, maps, true).unwrap();
    assert_eq!((all.questions, all.left_out), (3, 0));
}

#[test]
fn what_changed_since_is_named() {
    let map = map(DECK);
    let now = DECK.replace("Beeswax", "Wax").replace("id = \"alive\"", "id = \"living\"");
    let made = release(&parse(&now), &now, &[map], false).unwrap();
    let names = |ids: &[QuestionId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        (names(&made.changed), names(&made.gone)),
        (vec!["made".into()], vec!["alive".into()])
    );
    assert_eq!(made.left_out, 1, "the new one was not handed out");
    assert!(
        made.text.contains("made = { choices = [\"wax\", \"jelly\", \"none\"] }"),
        "as handed out"
    );
}

#[test]
fn what_cannot_be_released_is_refused() {
    let message = |deck: &str, maps: &[HandoutMap]| {
        release(&parse(deck), deck, maps, false).unwrap_err().to_string()
    };
    let sheet = handout(&parse(DECK), None).unwrap().text;
    assert_eq!(message(&sheet, &[]), "it is a handout: it holds no keys to release");
    let released = release(&parse(DECK), DECK, &[], false).unwrap().text;
    assert_eq!(message(&released, &[]), "its key is released already: it says `released`");
    let other = DECK.replace("\"bees\"", "\"wasps\"");
    assert_eq!(message(&other, &[map(DECK)]), "the map is of the deck `bees`");
    let others = DECK
        .replace("id = \"made\"", "id = \"m\"")
        .replace("id = \"dance\"", "id = \"n\"")
        .replace("id = \"alive\"", "id = \"o\"");
    assert_eq!(
        message(&others, &[map(DECK)]),
        "none of the questions that were handed out is in it"
    );
}
