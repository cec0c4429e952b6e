use proptest::prelude::*;

use super::*;
use crate::class::{Named, RosterFile};
use crate::roster::read;

/// Fills a column of a text: rows with their cells.
fn filled(text: &str, name: &str, cells: &[(usize, &str)]) -> Result<Filled, FillError> {
    let id = Named {
        name: text.trim_start_matches('\u{feff}').split(',').next().unwrap().into(),
        span: 0..0,
    };
    let file = RosterFile { path: "r".into(), id, name: Vec::new(), time_factor: None };
    let sheet = read(text.as_bytes(), &file).unwrap().sheet;
    let cells = cells.iter().map(|(row, cell)| (*row, (*cell).to_owned())).collect();
    fill(&sheet, &Column { name, cells, possible: Some("20".into()) })
}

/// As Canvas exports a gradebook.
const CANVAS: &str = "Student,ID,SIS Login ID,Section,\"Quiz, one (77)\",Final Score\r\n\
                      ,,,,Manual Posting,(read only)\r\n\
                      \"    Points Possible\",,,,20.00,(read only)\r\n\
                      \"Okafor, Amara\",101,s1041,\"Group \"\"A\"\"\",,81.2\r\n\
                      \"Na, Li\",102,s1077,B,12,70\r\n";

#[test]
fn one_column_of_canvas_is_filled() {
    let filled = filled(CANVAS, "Quiz, one (77)", &[(2, "17.5"), (3, "13")]).unwrap();
    assert!(!filled.is_new);
    assert_eq!(
        filled.text,
        CANVAS.replace("\"\"A\"\"\",,81.2", "\"\"A\"\"\",17.5,81.2").replace("B,12,70", "B,13,70")
    );
}

#[test]
fn a_new_column_comes_last_with_its_maximum() {
    let filled = filled(CANVAS, "Exam", &[(2, "17.5")]).unwrap();
    assert!(filled.is_new);
    let lines: Vec<_> = filled.text.split("\r\n").collect();
    let old: Vec<_> = CANVAS.split("\r\n").collect();
    for ((line, old), new) in lines.iter().zip(&old).zip([",Exam", ",", ",20", ",17.5", ","]) {
        assert_eq!(*line, format!("{old}{new}"));
    }
}

#[test]
fn a_mark_blank_lines_and_short_rows_stay() {
    let text = "\u{feff}\"First name\",\"ID number\"\n\nAmara,s1\nLi\n";
    assert_eq!(
        filled(&text.replace("\"First name\"", "First"), "Exam, 1", &[(0, "5"), (1, "6")])
            .unwrap()
            .text,
        "\u{feff}First,\"ID number\",\"Exam, 1\"\n\nAmara,s1,5\nLi,,6\n"
    );
}

#[test]
fn what_is_not_clear_is_not_filled() {
    assert_eq!(filled("id,x,x\ns1,,\n", "x", &[]), Err(FillError::Several("x".into())));
    assert_eq!(filled("id,x\ns1,2,3\n", "new", &[(0, "5")]), Err(FillError::LongRow(2)));
}

proptest! {
    #[test]
    fn every_other_cell_stays(
        rows in prop::collection::vec(prop::collection::vec("[a-z,;\"\n ]{0,6}", 3), 1..6),
        ends in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let row = |cells: &Vec<String>| {
            let cells = cells.iter().map(|cell| quoted(cell, b','));
            format!("{}{ends}", cells.collect::<Vec<_>>().join(","))
        };
        let text = format!("id,b,c{ends}{}", rows.iter().map(row).collect::<String>());
        let values: Vec<(usize, &str)> = (0..rows.len()).map(|at| (at, "7")).collect();
        let filled = filled(&text, "c", &values).unwrap().text;
        let read = |text: &str| {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            reader.records().map(|row| row.unwrap()).collect::<Vec<_>>()
        };
        for (new, old) in read(&filled).iter().zip(read(&text)) {
            prop_assert_eq!((&new[0], &new[1], &new[2]), (&old[0], &old[1], "7"));
        }
    }
}
