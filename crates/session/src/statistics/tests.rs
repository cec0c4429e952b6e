use std::path::Path;

use deck_format::{DeckId, Difficulty, Digester, Fraction, LocalId, QuestionId};
use proptest::prelude::*;

use super::*;
use crate::files::Files;
use crate::files::fault::Disk;

const DECK: &str = "format = 1\nid = \"finals\"\ntitle = \"T\"\n[[question]]\nid = \"sun\"\n\
                    prompt = \"Which?\"\nchoices = { a = \"A\", b = \"B\", c = \"C\" }\n\
                    answer = \"a\"\n";

fn id() -> DeckId {
    DeckId::new("finals").unwrap()
}

/// A class of some sittings that made this of the question.
fn class(sittings: std::ops::Range<u32>, date: &str, counts: ItemCounts) -> Class {
    let ids: Vec<String> = sittings.map(|number| format!("S{number}")).collect();
    let ids = || ids.iter().map(String::as_str);
    Class {
        id: Sittings::digest(ids()),
        date: date.parse().unwrap(),
        students: ids().count() as u64,
        face: Digester::new("face").finish(),
        key: Digester::new("key").finish(),
        sittings: Sittings::of(ids()),
        questions: [(QuestionId::new("sun").unwrap(), counts)].into(),
    }
}

/// So many who chose a, b and c, of whom those with a are right; `half` of them earned one half.
fn counts(text: &str, chosen: [u64; 3], half: u64, r: Option<f64>) -> ItemCounts {
    let deck = deck_format::parse(text).unwrap();
    let n = chosen.iter().sum::<u64>();
    let earned = [
        (Fraction::ONE, chosen[0] - half),
        (Fraction::new(1, 2), half),
        (Fraction::ZERO, chosen[1] + chosen[2]),
    ];
    let options = ["a", "b", "c"].into_iter().zip(chosen);
    ItemCounts {
        face: deck.questions[0].face_digest(&deck),
        key: deck.questions[0].key_digest().unwrap(),
        n,
        earned: earned.into_iter().filter(|(_, count)| *count > 0).collect(),
        r,
        options: options
            .map(|(id, n)| (LocalId::new(id).unwrap(), OptionCounts { n, r: None }))
            .collect(),
        omitted: 0,
        not_reached: 0,
        time: TimeSum { n, ms: n * 1_500 },
    }
}

fn measures(statistics: &Statistics, text: &str) -> Option<Measures> {
    let deck = deck_format::parse(text).unwrap();
    statistics.measures(&deck.questions[0], &deck)
}

fn of(classes: impl IntoIterator<Item = Class>) -> Statistics {
    let mut statistics = Statistics::new(id());
    for class in classes {
        assert_eq!(statistics.put(class), []);
    }
    statistics
}

#[test]
fn classes_add_up() {
    let statistics = of([
        class(0..40, "2026-03-01", counts(DECK, [13, 27, 0], 0, Some(-0.1))),
        class(40..84, "2026-12-01", counts(DECK, [13, 31, 0], 0, Some(-0.14))),
    ]);
    let found = measures(&statistics, DECK).unwrap();
    let words = "p = .31, r = -.12, option `c` never chosen, n = 84";
    assert_eq!(found.in_words().as_deref(), Some(words));
    let scores = found.scores.as_ref().unwrap();
    assert_eq!((scores.classes, scores.latest.to_string().as_str()), (2, "2026-12-01"));
    assert_eq!(scores.facility.interval, Some(wilson(26.0 / 84.0, 84.0)));
    let answers = found.answers.as_ref().unwrap();
    assert_eq!((answers.n, answers.mean_seconds), (84, Some(1.5)));
    assert_eq!(found.difficulty(), Some(Difficulty::Hard));
    assert_eq!(found.stale, Stale::default());
}

#[test]
fn part_of_the_points_has_the_interval_of_a_mean() {
    let statistics = of([class(0..10, "2026-03-01", counts(DECK, [5, 5, 0], 2, None))]);
    let scores = measures(&statistics, DECK).unwrap().scores.unwrap();
    // 3 × 1, 2 × ½, 5 × 0: mean .4, s² = (3 × .36 + 2 × .01 + 5 × .16)/9 = .211111.
    let half = Z * (0.211_111_111_f64 / 10.0).sqrt();
    let (low, high) = scores.facility.interval.unwrap();
    assert!((low - (0.4 - half)).abs() < 1e-9 && (high - (0.4 + half)).abs() < 1e-9);
    assert_eq!(scores.discrimination, None);
}

#[test]
fn numbers_of_another_text_are_not_those_of_the_question() {
    let statistics = of([class(0..20, "2026-03-01", counts(DECK, [5, 15, 0], 0, Some(0.2)))]);
    let retold = measures(&statistics, &DECK.replace("Which?", "Which one?")).unwrap();
    assert_eq!((retold.scores, retold.answers), (None, None));
    assert_eq!(retold.stale, Stale { text: 1, key: 0 });
    let mended = measures(&statistics, &DECK.replace("answer = \"a\"", "answer = \"b\"")).unwrap();
    assert_eq!((&mended.scores, mended.in_words()), (&None, None));
    assert_eq!(mended.answers.as_ref().unwrap().never_chosen().count(), 1);
    assert_eq!(mended.stale, Stale { text: 0, key: 1 });
    assert_eq!(mended.difficulty(), None);
    assert_eq!(measures(&statistics, &DECK.replace("\"sun\"", "\"moon\"")), None);
}

#[test]
fn bands_of_difficulty_begin_at_half_and_at_85_percent() {
    let of = |right, wrong| {
        let counts = counts(DECK, [right, wrong, 0], 0, None);
        let statistics = of([class(0..20, "2026-03-01", counts)]);
        measures(&statistics, DECK).unwrap().difficulty()
    };
    assert_eq!([of(17, 3), of(10, 10), of(9, 11)].map(Option::unwrap), Difficulty::ALL);
    assert_eq!(of(8, 1), None, "too few");
}

#[test]
fn a_class_that_has_grown_takes_its_own_place() {
    let first = class(0..20, "2026-03-01", counts(DECK, [5, 15, 0], 0, None));
    let other = class(50..60, "2026-02-01", counts(DECK, [5, 5, 0], 0, None));
    let grown = class(0..21, "2026-03-04", counts(DECK, [6, 15, 0], 0, None));
    let mut statistics = of([first.clone(), other]);
    assert_eq!(statistics.put(grown), [first]);
    assert_eq!(measures(&statistics, DECK).unwrap().answers.unwrap().n, 31);
}

prop_compose! {
    fn any_counts()(
        chosen in [0_u64..60, 0_u64..60, 0_u64..60],
        half in 0_u64..60,
        r in proptest::option::of(-1.0..=1.0),
        retold in any::<bool>(),
        mended in any::<bool>(),
    ) -> ItemCounts {
        let text = if retold { DECK.replace("Which?", "What?") } else { DECK.to_owned() };
        let text = if mended { text.replace("answer = \"a\"", "answer = \"b\"") } else { text };
        let chosen = if chosen == [0; 3] { [1; 3] } else { chosen };
        counts(&text, chosen, half.min(chosen[0]), r)
    }
}

proptest! {
    #[test]
    fn the_order_of_classes_makes_no_difference(all in prop::collection::vec(any_counts(), 1..6)) {
        let classes = |counts: &[ItemCounts]| -> Vec<Class> {
            let all = counts.iter().zip(0..);
            all.map(|(one, at)| class(at * 9..at * 9 + 9, "2026-03-01", one.clone())).collect()
        };
        let forward = of(classes(&all));
        let backward = of(classes(&all).into_iter().rev());
        prop_assert_eq!(forward.to_json(), backward.to_json());
        // Once more changes nothing.
        let mut again = forward.clone();
        for class in classes(&all) {
            prop_assert_eq!(again.put(class.clone()), [class]);
        }
        prop_assert_eq!(again.to_json(), forward.to_json());
        // What is read is what was written.
        prop_assert_eq!(Statistics::from_json(forward.to_json().as_bytes(), &id()).unwrap(), forward);
    }

    #[test]
    fn two_classes_come_to_what_both_as_one_come_to(
        one in [0_u64..60, 0_u64..60, 1_u64..60],
        other in [0_u64..60, 0_u64..60, 1_u64..60],
        half in 0_u64..9,
    ) {
        let both = [0, 1, 2].map(|at| one[at] + other[at]);
        let (a, b) = (half.min(one[0]), half.min(other[0]));
        let two = of([
            class(0..9, "2026-03-01", counts(DECK, one, a, None)),
            class(9..18, "2026-03-02", counts(DECK, other, b, None)),
        ]);
        let single = of([class(0..18, "2026-03-02", counts(DECK, both, a + b, None))]);
        let (two, single) = (measures(&two, DECK).unwrap(), measures(&single, DECK).unwrap());
        prop_assert_eq!(&two.answers, &single.answers);
        let (two, single) = (two.scores.unwrap(), single.scores.unwrap());
        prop_assert_eq!((two.n, two.facility), (single.n, single.facility));
    }

    #[test]
    fn no_text_makes_it_panic(text in ".{0,200}", at in 0_usize..2_000, byte in any::<u8>()) {
        let _ = Statistics::from_json(text.as_bytes(), &id());
        let statistics = of([class(0..9, "2026-03-01", counts(DECK, [5, 4, 0], 1, Some(0.5)))]);
        let mut json = statistics.to_json().into_bytes();
        let at = at % json.len();
        json[at] = byte;
        if let Ok(read) = Statistics::from_json(&json, &id()) {
            let _ = measures(&read, DECK).and_then(|measures| measures.in_words());
        }
    }
}

/// The file of one class, with something replaced, and what is said of it.
fn refused(from: &str, to: &str) -> (String, Option<usize>) {
    let one = class(0..9, "2026-03-01", counts(DECK, [5, 4, 0], 0, Some(0.5)));
    let json = of([one]).to_json();
    assert!(json.contains(from), "{from}\n{json}");
    let error = Statistics::from_json(json.replacen(from, to, 1).as_bytes(), &id()).unwrap_err();
    (error.to_string(), error.place().map(|(line, _)| line))
}

#[test]
fn what_no_class_can_have_made_is_refused_with_its_place() {
    let cases = [
        ("\"n\": 9,", "\"n\": -9,", "invalid value: integer `-9`, expected u64", 16),
        ("\"n\": 9,", "\"n\": 0,", "`n` is 0: a class has from 1 to 100000000 students", 40),
        ("\"n\": 9,", "\"n\": 1e400,", "number out of range", 16),
        ("\"n\": 9,", "\"n\": 8,", "`earned` counts 9 students, but `n` is 8", 40),
        ("\"r\": 0.5", "\"r\": 1e400", "number out of range", 21),
        ("\"r\": 0.5", "\"r\": 1.01", "`r` is 1.01: a correlation is from -1 to 1", 40),
        ("\"1\": 5", "\"3/2\": 5", "`earned` has the fraction 3/2, which is not from -1 to 1", 40),
        ("\"1\": 5", "\"1/0\": 5", "not a fraction such as `2/3`, `1` or `-1/4`", 19),
        (
            "\"1\": 5",
            "\"1\": 18446744073709551615",
            "`earned` counts 18446744073709551619 students, but `n` is 9",
            40,
        ),
        ("\"omitted\": 0", "\"omitted\": 10", "`omitted` counts 10 students, but `n` is 9", 40),
        ("\"2026-03-01\"", "\"2026-02-30\"", "", 7),
        ("\"ms\": 13500", "\"ms\": 99999999999999", "`ms` is 99999999999999", 40),
        ("\"students\": 9,", "\"students\": 9, \"names\": [],", "unknown field `names`", 8),
    ];
    for (from, to, message, line) in cases {
        let (found, place) = refused(from, to);
        assert!(found.starts_with(message) && !found.contains(" at line "), "{to}: {found}");
        assert_eq!(place, Some(line), "{to}: {found}");
    }
    let bad_digest = refused("\"face\": \"", "\"face\": \"x").0;
    assert_eq!(bad_digest, "not a digest of 32 lower-case hex digits");
}

#[test]
fn what_concerns_the_whole_file_is_refused() {
    let newer = refused("\"statistics\": 1", "\"statistics\": 2, \"more\": 0");
    assert_eq!(newer, ("it is of version 2; this program reads version 1".into(), None));
    let other = refused("\"finals\"", "\"others\"").0;
    assert_eq!(other, "it is of the deck `others`, not of `finals`");
    let one = class(0..9, "2026-03-01", counts(DECK, [5, 4, 0], 0, None));
    let twice = Statistics { classes: vec![one.clone(), one], ..Statistics::new(id()) };
    let twice = Statistics::from_json(twice.to_json().as_bytes(), &id()).unwrap_err();
    assert!(twice.to_string().ends_with(" stands there twice"), "{twice}");
    let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    for text in [deep.clone(), format!("{{\"statistics\":1,\"deck\":{deep}}}")] {
        assert!(Statistics::from_json(text.as_bytes(), &id()).is_err());
    }
    assert!(Statistics::from_json(b"\xff{}", &id()).is_err());
}

fn one() -> Class {
    class(0..9, "2026-03-01", counts(DECK, [5, 4, 0], 0, Some(0.5)))
}

fn other() -> Class {
    class(20..31, "2026-02-01", counts(DECK, [5, 6, 0], 0, Some(0.5)))
}

const PATH: &str = "decks/finals.toml";

fn add(files: &dyn Files, class: Class) -> Result<Update, UpdateError> {
    update(files, Path::new(PATH), &id(), class)
}

fn disk() -> Disk {
    let disk = Disk::new();
    disk.create_folder(Path::new("decks")).unwrap();
    disk
}

fn stored(disk: &Disk) -> Option<Statistics> {
    read(disk, Path::new(PATH), &id()).unwrap()
}

#[test]
fn classes_are_added_to_the_file_beside_the_deck() {
    let disk = disk();
    assert_eq!(stored(&disk), None);
    let first = add(&disk, one()).unwrap();
    assert_eq!((first.path.as_path(), first.changed), (Path::new("decks/finals.stats.json"), true));
    assert_eq!(add(&disk, other()).unwrap().classes, 2);
    let again = add(&disk, one()).unwrap();
    assert_eq!((again.replaced.len(), again.classes, again.changed), (1, 2, false));
    assert_eq!(stored(&disk), Some(of([other(), one()])));
}

#[test]
fn whoever_comes_second_is_refused_and_nothing_is_lost() {
    let disk = disk();
    add(&disk, one()).unwrap();
    let path = beside(Path::new(PATH));
    let mut held = disk.open(&path).unwrap();
    assert!(held.try_lock().unwrap());
    let error = add(&disk, other()).unwrap_err().to_string();
    assert!(error.starts_with("another program is writing "), "{error}");
    assert_eq!(stored(&disk), Some(of([one()])));
    drop(held);
    add(&disk, other()).unwrap();
    assert_eq!(stored(&disk), Some(of([one(), other()])));
}

#[test]
fn a_broken_file_is_left_as_it_is() {
    let disk = disk();
    let path = beside(Path::new(PATH));
    disk.put(&path, "{\"statistics\": 1, \"deck\"");
    let error = add(&disk, one()).unwrap_err().to_string();
    assert!(error.starts_with("decks/finals.stats.json cannot be used: EOF"), "{error}");
    assert_eq!(disk.read(&path, 1_000).unwrap(), b"{\"statistics\": 1, \"deck\"");
}

/// Wherever it is stopped, the file is the old or the new one.
#[test]
fn a_crash_leaves_the_old_or_the_new_file() {
    let whole = disk();
    add(&whole, one()).unwrap();
    let before = whole.steps();
    add(&whole, other()).unwrap();
    for step in before..whole.steps() {
        let disk = disk();
        add(&disk, one()).unwrap();
        disk.stop_at(step);
        let done = add(&disk, other()).is_ok();
        for after in disk.after_power_loss(64).into_iter().chain([disk.after_kill()]) {
            let found = stored(&after).unwrap();
            assert!(found == of([one(), other()]) || !done && found == of([one()]), "{step}");
        }
    }
    // The first class of all: there may be no file yet, or an empty one.
    let whole = disk();
    add(&whole, one()).unwrap();
    for step in 0..whole.steps() {
        let disk = disk();
        disk.stop_at(step);
        let done = add(&disk, one()).is_ok();
        for after in disk.after_power_loss(64).into_iter().chain([disk.after_kill()]) {
            let found = stored(&after).map(|found| found.classes().len());
            assert!(found == Some(1) || !done && matches!(found, None | Some(0)), "{step}");
        }
    }
}
