use super::*;
use crate::class::{Named, RosterFile};

fn named(name: &str) -> Named {
    Named { name: name.to_owned(), span: 0..1 }
}

fn file(id: &str, names: &[&str], factor: Option<&str>) -> RosterFile {
    let name = names.iter().map(|name| named(name)).collect();
    RosterFile { path: "r.csv".into(), id: named(id), name, time_factor: factor.map(named) }
}

/// The ids and names of a roster, and its problems.
fn told(text: &str, file: &RosterFile) -> (Vec<String>, Vec<String>) {
    let roster = read(text.as_bytes(), file).unwrap();
    let students = roster.students.iter();
    (
        students.map(|student| format!("{}|{}", student.id, student.name)).collect(),
        roster.problems.iter().map(ToString::to_string).collect(),
    )
}

#[test]
fn a_canvas_roster_has_rows_that_are_no_students() {
    let text = "Student,ID,SIS Login ID,Section,Quiz 1 (77)\r\n\
                ,,,,Manual Posting\r\n    Points Possible,,,,20.00\r\n\
                \"Okafor, Amara\",101,s1041,A,\r\n\"Student, Test\",199,,A,\r\n";
    let (students, problems) = told(text, &file("SIS Login ID", &["Student"], None));
    assert_eq!(students, ["s1041|Okafor, Amara"]);
    assert_eq!(problems, ["line 5: the row has no id"]);
    let roster = read(text.as_bytes(), &file("ID", &[], None)).unwrap();
    assert_eq!(roster.students.len(), 2);
    assert_eq!(roster.students[0].row, 2);
    assert_eq!(roster.sheet.headers.len(), 5);
    assert_eq!(roster.sheet.rows[1][0], "    Points Possible", "cells stay as they are");
}

#[test]
fn a_moodle_roster_may_have_a_mark_semicolons_and_two_names() {
    let text = "\u{feff}\"First name\";\"Last name\";\"ID number\";\"Time, factor\"\n\
                Amara;Okafor;s1041;1,5\nLi;Na;s1077;\nJo;;s1078;3/2\n";
    let file = file("id number", &["First name", "Last name"], Some("Time, factor"));
    let (students, problems) = told(text, &file);
    assert_eq!(students, ["s1041|Amara Okafor", "s1077|Li Na", "s1078|Jo"]);
    assert!(problems.is_empty(), "{problems:?}");
    let roster = read(text.as_bytes(), &file).unwrap();
    assert_eq!((roster.sheet.separator, roster.sheet.bom), (b';', true));
    let factors: Vec<_> = roster.students.iter().map(|one| one.time_factor).collect();
    assert_eq!(factors, [Fraction::new(3, 2), Fraction::ONE, Fraction::new(3, 2)]);
}

#[test]
fn who_stands_twice_is_nobody() {
    let text = "id,name\ns1,A\ns2,B\ns1,C\ns1,D\n";
    let (students, problems) = told(text, &file("id", &["name"], None));
    assert_eq!(students, ["s2|B"]);
    assert_eq!(
        problems,
        [
            "line 4: the id `s1` stands on line 2, too; neither row is used",
            "line 5: the id `s1` stands on line 2, too; neither row is used"
        ]
    );
    let roster = read(text.as_bytes(), &file("id", &["name"], None)).unwrap();
    assert_eq!(roster.find("s1"), Lookup::Several);
    assert_eq!(roster.find("s3"), Lookup::Unknown(Some("s1")));
    assert_eq!(roster.find("nobody-like-that"), Lookup::Unknown(None));
    assert!(matches!(roster.find("s2"), Lookup::Student(student) if student.name == "B"));
    assert_eq!(roster.find("S2"), Lookup::Unknown(Some("s2")), "ids are not guessed");
}

#[test]
fn hostile_names_are_only_names() {
    let text = "id,name\n=cmd(),<script>\ns2,\"a\nb\"\ns3,\u{202e}evil\n";
    let (students, problems) = told(text, &file("id", &["name"], None));
    assert_eq!(students, ["=cmd()|<script>", "s2|a\nb", "s3|\u{202e}evil"]);
    assert!(problems.is_empty());
}

#[test]
fn a_wrong_factor_is_listed_and_gives_no_extra_time() {
    let text = "id,factor\ns1,0.5\ns2,much\ns3,10\ns4,1.25\n";
    let file = file("id", &[], Some("factor"));
    let (students, problems) = told(text, &file);
    assert_eq!(students.len(), 4);
    let is = "is no factor of extra time, which is a number from 1 to 10, such as 1.5 or 3/2";
    assert_eq!(problems, [format!("line 2: `0.5` {is}"), format!("line 3: `much` {is}")]);
    let roster = read(text.as_bytes(), &file).unwrap();
    let factors: Vec<_> = roster.students.iter().map(|one| one.time_factor.to_string()).collect();
    assert_eq!(factors, ["1", "1", "10", "5/4"]);
}

#[test]
fn what_is_no_roster_says_why() {
    let wrong = |bytes: &[u8], id: &str| read(bytes, &file(id, &[], None)).unwrap_err();
    assert_eq!(
        wrong(b"id\ns1\n\xff\n", "id").to_string(),
        "line 3 is not UTF-8; save the file as \"CSV UTF-8\""
    );
    assert_eq!(
        wrong(b"", "id").to_string(),
        "the file is empty; its first line has to name the columns"
    );
    assert_eq!(wrong(b"ID,Id\n", "id").to_string(), "the roster has several columns `id`");
    let missing = |id| match wrong(b"Student,SIS Login ID\n", id) {
        RosterError::NoColumn { under, .. } => under,
        other => panic!("{other}"),
    };
    assert_eq!(missing("SIS Login"), "did you mean `SIS Login ID`?");
    assert_eq!(missing("number"), "its columns are `Student`, `SIS Login ID`");
}

#[test]
fn ten_thousand_rows_are_read() {
    let rows: String = (0..10_000).map(|n| format!("s{n},Name {n}\n")).collect();
    let roster = read(format!("id,name\n{rows}").as_bytes(), &file("id", &["name"], None)).unwrap();
    assert_eq!(roster.students.len(), 10_000);
    assert!(matches!(roster.find("s9999"), Lookup::Student(student) if student.row == 9999));
}
