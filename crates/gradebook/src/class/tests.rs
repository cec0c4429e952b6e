use super::*;
use crate::exact;
use crate::policy::{Attempts, How, Minus};

const BARE: &str = "deck = \"d.toml\"\nrecords = \"r\"\n";

/// What is wrong with a file: the code, the place's text, the message, and what is said under it.
fn wrong(text: &str) -> Vec<(&'static str, String, String, String)> {
    let told = |found: Diagnostic| {
        (found.code, text[found.primary.span].to_owned(), found.message, found.primary.text)
    };
    read(text).unwrap_err().into_iter().map(told).collect()
}

#[test]
fn the_template_is_a_class_with_the_defaults() {
    let class = read(TEMPLATE).unwrap();
    assert_eq!(class.policy, Policy::default());
    assert_eq!((class.deck, class.records), ("exam.toml".into(), vec!["records".into()]));
    assert_eq!((class.maps, class.roster), (Vec::new(), None));
}

#[test]
fn all_that_the_template_shows_can_be_said() {
    let is_prose = |line: &str| {
        let setting = line.strip_prefix("# ").is_some_and(|rest| {
            rest.starts_with('[')
                || rest.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '))
        });
        line.starts_with('#') && !setting
    };
    let lines = TEMPLATE.lines().filter(|line| !is_prose(line));
    let text: Vec<_> = lines.map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
    let class = read(&text.join("\n")).unwrap();
    let roster = class.roster.unwrap();
    assert_eq!((roster.id.name.as_str(), roster.name.len()), ("SIS Login ID", 1));
    assert_eq!(class.policy.late.len(), 2);
    assert_eq!(class.policy.late[1].minus, Minus::Percent(exact::whole(20)));
    assert_eq!(class.policy.treat.len(), 2);
    assert_eq!(class.policy.bands.iter().map(|band| &*band.name).collect::<String>(), "ABCDF");
    assert_eq!(class.policy.due.unwrap().to_string(), "2026-12-01T17:00:00Z");
}

#[test]
fn everything_is_read() {
    let text = "deck = \"d.toml\"\nmap = [\"a.json\", \"b.json\"]\nrecords = [\"r\", \"x.jsonl\"]\n\
                attempts = \"best\"\nitem_floor = -0.25\ntest_floor = \"none\"\ncap = true\n\
                [treat]\nq1 = { as = \"full\", points = 2.5 }\n[bands]\nB = 80\n\"A+\" = 97.5\n";
    let class = read(text).unwrap();
    assert_eq!((class.maps.len(), class.records.len()), (2, 2));
    let policy = class.policy;
    assert_eq!((policy.attempts, policy.cap), (Attempts::Best, true));
    assert_eq!(policy.item_floor, deck_format::Fraction::new(-1, 4));
    assert_eq!(policy.test_floor, None);
    let treat = policy.treat.values().next().unwrap();
    assert_eq!((treat.how, treat.points.unwrap().to_string()), (How::Full, "2.5".to_owned()));
    assert_eq!(policy.bands.iter().map(|band| &*band.name).collect::<Vec<_>>(), ["A+", "B"]);
}

#[test]
fn each_wrong_value_is_told_at_its_place() {
    for (line, code, place, under) in [
        ("attempts = \"lats\"", "bad-value", "\"lats\"", "did you mean `last`?"),
        ("attempts = 1", "wrong-type", "1", "not a text in quotes"),
        ("atempts = \"last\"", "unknown-field", "atempts", "did you mean `attempts`?"),
        ("bananas = 1", "unknown-field", "bananas", "not known here"),
        (
            "due = 2026-12-01T18:00:00",
            "bad-value",
            "2026-12-01T18:00:00",
            "without an offset, such as `+01:00` or `Z`",
        ),
        ("due = 2026-12-01", "bad-value", "2026-12-01", "a date and a time are needed"),
        ("due = \"tomorrow\"", "wrong-type", "\"tomorrow\"", "not a date and time without quotes"),
        ("void = \"q1\"", "wrong-type", "\"q1\"", "not a list"),
        ("void = [1]", "wrong-type", "1", "not a text in quotes"),
        ("cap = \"yes\"", "wrong-type", "\"yes\"", "not in quotes, and no number"),
        ("item_floor = 0.5", "bad-value", "0.5", "not in that range"),
        ("item_floor = -0.0001", "bad-value", "-0.0001", "more than three decimals"),
        ("test_floor = true", "wrong-type", "true", "not a number"),
        ("decimals = 2.0", "wrong-type", "2.0", "not a whole number"),
        ("decimals = 7", "bad-value", "7", "not in that range"),
        ("decimals = 0x2", "bad-value", "0x2", "numbers are written in decimal"),
        ("late = 5", "wrong-type", "5", "written `[[late]]`"),
        ("roster = \"r.csv\"", "wrong-type", "\"r.csv\"", "not a table"),
        (
            "[roster]\nid = \"ID\"",
            "missing-field",
            "roster",
            "needs `file`: the roster, a CSV file",
        ),
        ("[roster]\nfile = \"r\"\nid = \" \"", "bad-value", "\" \"", "empty"),
        ("[treat]\nq1 = \"viod\"", "bad-value", "\"viod\"", "did you mean `void`?"),
        (
            "[treat]\nq1 = { points = 1 }",
            "missing-field",
            "{ points = 1 }",
            "needs `as`: one of \"void\", \"full\", \"zero\" and \"as-sat\"",
        ),
        ("[scoring]\nordering = \"kendal\"", "bad-value", "\"kendal\"", "did you mean `kendall`?"),
        ("[scoring]\nclose = \"per-pair\"", "unknown-field", "close", "did you mean `cloze`?"),
        ("[bands]\nA = 101", "bad-value", "101", "not in that range"),
        ("[bands]\nA = 90\nB = 90.0", "bad-value", "B", ""),
    ] {
        let text = format!("{BARE}{line}\n");
        let found = wrong(&text);
        let told: Vec<_> =
            found.iter().map(|(code, place, _, under)| (*code, &**place, &**under)).collect();
        assert_eq!(told, [(code, place, under)], "{line}");
    }
}

#[test]
fn late_steps_need_a_due_time_and_an_order() {
    let found = wrong(&format!("{BARE}[[late]]\nminus = \"5%\"\n"));
    assert_eq!(found[0].2, "`due` is missing");
    let due = format!("{BARE}due = 2026-12-01T18:00:00Z\n");
    for (steps, under) in [
        ("[[late]]\nafter = \"0m\"\nminus = 1", "not a time above 0, at most 7 days"),
        ("[[late]]\nafter = \"1h\"", "needs `minus`: what it takes away, such as \"5%\""),
        ("[[late]]\nminus = \"a lot\"", "neither of these"),
        ("[[late]]\nminus = \"101%\"", "not from 0% to 100%"),
        (
            "[[late]]\nafter = \"2h\"\nminus = 1\n[[late]]\nafter = \"1h\"\nminus = 2",
            "the steps stand in the order of their `after`",
        ),
    ] {
        let found = wrong(&format!("{due}{steps}\n"));
        assert_eq!(found.iter().map(|found| &*found.3).collect::<Vec<_>>(), [under], "{steps}");
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once_in_the_order_of_the_file() {
    let text = "bananas = 1\ndeck = 5\nrecords = [\"\"]\ncap = maybe\nvoid = [\"Q 1\"]\n";
    let places: Vec<_> = wrong(text).into_iter().map(|(_, place, ..)| place).collect();
    assert_eq!(places, ["bananas", "5", "\"\"", "maybe", "\"Q 1\""]);
    let missing: Vec<_> = wrong("").into_iter().map(|(_, _, message, _)| message).collect();
    assert_eq!(missing, ["`deck` is missing", "`records` is missing"]);
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    assert!(read(&format!("\u{feff}{BARE}")).is_ok());
    let found = wrong(&format!("\u{feff}{BARE}cap = 2\n"));
    assert_eq!((found.len(), &*found[0].1), (1, "2"));
}
