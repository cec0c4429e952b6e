//! A term, from the exam to the review: a class sits a handout; the wrong key is found by its flag and
//! by the statistics that went back to the deck; two variants are accepted and one answer rejected;
//! essays are marked in a terminal; the key is mended and the class regraded; the key is released, and
//! what a student missed is due.
//!
//! What an instructor types and sees stands in the README, between its marks, and is compared.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use super::knowledge::{Question, questions};
use super::screen::Screen;
use super::student::{Student, students};
use crate::readme::{printed_in, transcript};
use crate::support::pty::Terminal;
use crate::support::{Dialogue, PATIENCE, Sandbox, fixture};

/// How many sit.
const STUDENTS: u32 = 24;
/// Who turns to what was missed when the key is out.
const LEARNER: &str = "s009";
/// What is wrong in the deck, and what is right.
const KEYS: [&str; 2] = ["answer = \"chenab\"", "answer = \"brahmaputra\""];

const CLASS: &str = "\
deck = \"exam.toml\"
records = [\"records\"]

[roster]
file = \"roster.csv\"
id = \"ID\"

[bands]
A = 85
B = 70
C = 55
D = 40
F = 0
";

/// What is written of the flood, and the points that it deserves. The abler ones write the better.
const ESSAYS: [(&str, &str); 4] = [
    ("Because the ice melts when it gets warmer.", "0 0 0"),
    ("The lake gets too big and flows over. They should build a wall.", "0 1 1"),
    ("The dam of the glacier could break. People should be warned with sirens.", "1 1 1"),
    (
        "The moraine is loose and has ice in it, so that it can break and the lake empties at once. One can \
      lower the lake with a channel.",
        "f 1 1",
    ),
];
/// So many write one, each in a way of their own.
const WRITERS: u64 = 6;

/// A student at a question: the simulated one, who spells as students do.
fn answer(student: &Student, known: &[Question], screen: &Screen<'_>) -> String {
    let Some(question) = known.iter().find(|one| screen.shows(&one.prompt)) else {
        return essay(student);
    };
    let typed = student.answer(question, screen);
    match (question.id.as_str(), screen.blank(), typed.as_str()) {
        ("nepal-capital", _, "Kathmandu") if student.seed.is_multiple_of(3) => {
            "Kathmandu City".to_owned()
        }
        ("nepal-capital", _, "no idea") => "Pokhara".to_owned(),
        ("plates", Some(0), "Indian") if student.seed % 4 == 1 => "Indo-Australian".to_owned(),
        ("plates", Some(0), "no idea") => "African".to_owned(),
        _ => typed,
    }
}

fn essay(student: &Student) -> String {
    if !student.seed.is_multiple_of(4) {
        return ":skip".to_owned();
    }
    let able =
        ESSAYS.iter().zip([-0.5, 0.3, 1.0]).take_while(|(_, least)| student.ability > *least);
    let (text, _) = ESSAYS[able.count()];
    format!("{text}\nThis is what I know, {}.\n.", student.id)
}

/// Sits the handout, and hands the record in.
fn sit(sandbox: &Sandbox, student: &Student, known: &[Question]) {
    let home = home(sandbox, &student.id);
    let args = ["exam", "exam.handout.toml", "--as", &student.id];
    let run = sandbox.quiz(args).session(&format!("EXAM-{}", student.id));
    let run = run.env("QUIZDECK_NOW", "2026-03-01T09:30:00Z/9s").env("XDG_DATA_HOME", &home);
    let mut dialogue: Dialogue = run.begin();
    let (mut seen, mut began) = (0, false);
    while let Some(text) = dialogue.prompt_within(seen, PATIENCE) {
        seen = text.len();
        let typed = Screen::of(&text).map(|screen| answer(student, known, &screen));
        let look_over = if began { "h" } else { "b" };
        dialogue.line(typed.as_deref().unwrap_or(look_over));
        began = true;
    }
    let ended = dialogue.end_of_itself();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)), "{}", ended.stdout);
    let record = home.join(format!("quizdeck/records/EXAM-{}.jsonl", student.id));
    let hand_in = sandbox.work().join(format!("records/{}.jsonl", student.id));
    fs::copy(record, hand_in).unwrap();
}

/// Where the data of a student lie.
fn home(sandbox: &Sandbox, id: &str) -> PathBuf {
    sandbox.work().join("home").join(id)
}

/// The folder of an instructor whose class has sat.
fn class() -> Sandbox {
    let sandbox = Sandbox::new().file("exam.toml", fixture("class/exam.toml"));
    let made = sandbox.deck(["handout", "exam.toml", "-o", "exam.handout.toml"]).run();
    assert_eq!(made.status, Some(0), "{}", made.stderr);
    let known = questions(&fixture("class/exam.toml").replace(KEYS[0], KEYS[1]));
    fs::create_dir(sandbox.work().join("records")).unwrap();
    let students = students(STUDENTS, 5);
    students.iter().for_each(|student| sit(&sandbox, student, &known));
    let ids: String = students.iter().map(|student| format!("{}\n", student.id)).collect();
    sandbox.file("class.toml", CLASS).file("roster.csv", format!("ID\n{ids}"))
}

/// What was typed and what came.
struct Story<'s> {
    sandbox: &'s Sandbox,
    told: String,
}

impl Story<'_> {
    /// Runs a line of the shell, and tells what it printed.
    fn run(&mut self, line: &str) -> String {
        let printed = printed_in(self.sandbox, &self.sandbox.work(), line);
        write!(self.told, "$ {line}\n{printed}").unwrap();
        printed
    }

    /// Marks every essay in a terminal, and tells the first screen and the last words.
    fn mark(&mut self) {
        let mut terminal = Terminal::of("gradebook", self.sandbox, &["mark"], (80, 40), &[]);
        let mut screen = terminal.drawn("f full");
        let last = |screen: &str| screen.rsplit("Answer ").next().unwrap_or_default().to_owned();
        let first = format!("Answer {}", last(&screen));
        writeln!(self.told, "$ gradebook mark\n{}", first.trim_end()).unwrap();
        for left in (0..WRITERS).rev() {
            let text = last(&screen).split_whitespace().collect::<Vec<_>>().join(" ");
            let points = ESSAYS.iter().find(|(essay, _)| {
                text.contains(&essay.split_whitespace().collect::<Vec<_>>().join(" "))
            });
            terminal.press(&format!("{}\r", points.unwrap_or_else(|| panic!("{screen}")).1));
            terminal.drawn("Enter for none");
            terminal.press("\r");
            if left > 0 {
                screen = terminal.drawn(&format!("Answer {} of {WRITERS}", WRITERS - left + 1));
                screen = if screen.contains("f full") { screen } else { terminal.drawn("f full") };
            }
        }
        let (status, screen) = terminal.end();
        assert_eq!(status, 0, "{screen}");
        let end = screen.rsplit("Marked: ").next().unwrap_or_default();
        let end = end.split_once("\n\n").map_or(end, |(_, end)| end);
        writeln!(self.told, "…\n{}", end.trim_end()).unwrap();
    }
}

#[test]
fn from_the_exam_to_the_review() {
    let sandbox = class();
    let mut story = Story { sandbox: &sandbox, told: String::new() };
    // Which questions are to be mended.
    let items = story.run("gradebook items | grep miskeyed");
    assert!(
        items.contains("`crossing-river`: likely miskeyed: the best third chose brahmaputra"),
        "{items}"
    );
    story.run("gradebook items --write-back 2>&1 >items.txt");
    let check = story.run("deck check exam.toml");
    assert!(check.contains("[key-suspect]"), "{}", story.told);
    // What deserved credit.
    let list = story.run("gradebook triage --list | head -n 12");
    assert!(list.contains("Kathmandu City"), "{list}");
    story.run(
        "gradebook triage --accept 'nepal-capital=Kathmandu City' --accept plates.plate=Indo-Australian \
         --reject nepal-capital=Pokhara --why 'Both are in use' --keep-old as-sat.toml",
    );
    let deck = fs::read_to_string(sandbox.work().join("exam.toml")).unwrap();
    assert!(deck.contains("Kathmandu City") && deck.contains("Indo-Australian"), "{deck}");
    story.mark();
    // The key is mended, and everybody regraded.
    story.run("sed -i 's/answer = \"chenab\"/answer = \"brahmaputra\"/' exam.toml");
    let regrade = story.run("gradebook regrade --against as-sat.toml --apply");
    assert!(regrade.contains("`crossing-river`: key chenab → brahmaputra"), "{regrade}");
    let same = story.run("gradebook regrade --against exam.toml");
    assert!(same.contains("Nothing changes."), "{same}");
    story.run("gradebook items --write-back 2>&1 >items.txt");
    let check = story.run("deck check exam.toml");
    assert!(!check.contains("key-suspect"), "{check}");
    // The key is released, and what was missed is due.
    story.run("deck release exam.toml -o exam.released.toml");
    let before =
        fs::read(home(&sandbox, LEARNER).join("quizdeck/records/EXAM-s009.jsonl")).unwrap();
    let review = story.run(&format!(
        "export QUIZDECK_NOW=2026-03-02T18:00:00Z; XDG_DATA_HOME=$PWD/home/{LEARNER} quiz review \
         exam.released.toml --ui line | head -n 4"
    ));
    assert!(review.contains("due question"), "{review}");
    let after = fs::read(home(&sandbox, LEARNER).join("quizdeck/records/EXAM-s009.jsonl")).unwrap();
    assert_eq!(before, after, "nothing in the record changes");
    println!("{}", story.told);
    transcript("term", &story.told);
}
