#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::path::Path;

use session::files::fault::Disk;

use super::*;

const HEAD: &str = "format = 1 # so\nid = 'd'\ntitle = \"D\"\n\n# Of the question.\n[[question]]\n";
const TAIL: &str =
    "\n# The other.\n[[question]]\nid='other'\nprompt = 'So?'   # why\nanswer = true";

fn manuscript(question: &str) -> Manuscript {
    let disk = Disk::new();
    disk.put("d.toml", format!("{HEAD}{question}{TAIL}"));
    Manuscript::read(&disk, Path::new("d.toml"))
        .unwrap_or_else(|error| panic!("{error:?}\n{question}"))
}

/// What becomes of the lines of a question; all others stay.
#[track_caller]
fn accepted(question: &str, blank: Option<&str>, text: &str) -> String {
    let revision = manuscript(question).accept("q", blank, text).unwrap();
    let lines = revision.text().strip_prefix(HEAD).unwrap();
    lines.strip_suffix(TAIL).unwrap().to_owned()
}

#[track_caller]
fn short(accept: &str) -> String {
    let before = "id = 'q'\nprompt = 'Which?'\nanswer = \"Bern\"  # the city\n";
    let after = accepted(&format!("{before}{accept}points = 2\n"), None, "Berne");
    after.strip_prefix(before).unwrap().strip_suffix("points = 2\n").unwrap().to_owned()
}

#[test]
fn a_list_on_one_line_grows_at_its_end() {
    assert_eq!(short("accept = ['B']\n"), "accept = ['B', \"Berne\"]\n");
    assert_eq!(short("accept = [ 'B', ] # all\n"), "accept = [ 'B', \"Berne\", ] # all\n");
    assert_eq!(short("accept = []\n"), "accept = [\"Berne\"]\n");
    assert_eq!(
        short("accept = [{ wildcard = \"B*e\", credit = 0.5 }]\n"),
        "accept = [{ wildcard = \"B*e\", credit = 0.5 }, \"Berne\"]\n"
    );
}

#[test]
fn a_list_on_several_lines_gets_one_more() {
    assert_eq!(
        short("accept = [\n  'B', # short, as on maps\n]\n"),
        "accept = [\n  'B', # short, as on maps\n  \"Berne\",\n]\n"
    );
    assert_eq!(
        short("accept = [\n\t'A',\n\t'B' # the, last\n\t# no more\n]\n"),
        "accept = [\n\t'A',\n\t'B', # the, last\n\t\"Berne\"\n\t# no more\n]\n"
    );
    assert_eq!(short("accept = ['A', 'C',\n  'B']\n"), "accept = ['A', 'C',\n  'B', \"Berne\"]\n");
}

#[test]
fn a_new_list_stands_below_the_answer() {
    assert_eq!(short(""), "accept = [\"Berne\"]\n");
    let indented = "  id = 'q'\n  prompt = 'Which?'\n  answer = \"\"\"\nBern\"\"\" # so\n";
    assert_eq!(accepted(indented, None, "a \"b\""), format!("{indented}  accept = ['a \"b\"']\n"));
}

const CLOZE: &str = "id = 'q'\nprompt = 'In {{year}} at {{place}}.'\n";

#[track_caller]
fn cloze(before: &str, after: &str) {
    let question = format!("{CLOZE}{before}");
    assert_eq!(accepted(&question, Some("place"), "Peking"), format!("{CLOZE}{after}"));
}

#[test]
fn a_blank_has_its_list_in_a_table_of_any_form() {
    let answer = "answer.year = '1'\nanswer.place = 'Beijing' # now\n";
    cloze(answer, &format!("{answer}accept.place = [\"Peking\"]\n"));
    cloze(
        &format!("{answer}accept.place = ['B.']\nhint = 'a'\n"),
        &format!("{answer}accept.place = ['B.', \"Peking\"]\nhint = 'a'\n"),
    );
    cloze(
        &format!("{answer}  accept.year = [\n  'one',\n  ]  # words\nhint = 'a'\n"),
        &format!(
            "{answer}  accept.year = [\n  'one',\n  ]  # words\n  accept.place = [\"Peking\"]\nhint = 'a'\n"
        ),
    );
    let braces = "answer = { year = '1', place = 'Beijing' }\n";
    cloze(braces, &format!("{braces}accept.place = [\"Peking\"]\n"));
    cloze(
        &format!("{braces}accept = {{ year = ['one'] }} # x\n"),
        &format!("{braces}accept = {{ year = ['one'], place = [\"Peking\"] }} # x\n"),
    );
    cloze(
        &format!("{braces}accept = {{}}\n"),
        &format!("{braces}accept = {{ place = [\"Peking\"] }}\n"),
    );
}

#[test]
fn a_table_with_a_header_keeps_it() {
    let header = "points = 2 # two\n[question.answer]\nyear = '1'\nplace = 'Beijing'\n";
    cloze(
        header,
        "points = 2 # two\naccept.place = [\"Peking\"]\n[question.answer]\nyear = '1'\nplace = 'Beijing'\n",
    );
    cloze(
        &format!(
            "{header}[question.accept] # more\nyear = ['one']\n\n[question.why]\nplace = 'x'\n"
        ),
        &format!(
            "{header}[question.accept] # more\nyear = ['one']\nplace = [\"Peking\"]\n\n[question.why]\nplace = 'x'\n"
        ),
    );
    cloze(
        &format!("{header}[question.accept] # more\n"),
        &format!("{header}[question.accept] # more\nplace = [\"Peking\"]\n"),
    );
}

#[test]
fn what_has_no_place_is_refused() {
    let refused = |question: &str, blank: Option<&str>| {
        manuscript(question).accept("q", blank, "x").unwrap_err().to_string()
    };
    let tables = "id = 'q'\nprompt = '?'\nanswer = 'a'\n[[question.accept]]\ntext = 'b'\n";
    assert!(refused(tables, None).contains("`deck edit`"));
    assert_eq!(
        refused("id = 'q'\nprompt = '?'\nanswer = 4\n", None),
        "it has no such typed answer"
    );
    let cloze = format!("{CLOZE}answer = {{ year = '1', place = 'Beijing' }}\n");
    assert_eq!(refused(&cloze, Some("town")), "it has no such typed answer");
    assert_eq!(refused(&cloze, None), "it has no such typed answer");
}

#[test]
fn line_endings_and_a_byte_order_mark_stay() {
    let text = "\u{feff}format = 1\r\nid = 'd'\r\ntitle = 'D'\r\n[[question]]\r\nid = 'q'\r\n\
                prompt = '?'\r\nanswer = 'a'\r\naccept = [\r\n  'b',\r\n]\r\n";
    let disk = Disk::new();
    disk.put("d.toml", text);
    let manuscript = Manuscript::read(&disk, Path::new("d.toml")).unwrap();
    let revision = manuscript.accept("q", None, "c").unwrap();
    assert_eq!(revision.text(), text.replace("'b',\r\n", "'b',\r\n  \"c\",\r\n"));
}
