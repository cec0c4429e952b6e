#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

mod generated;
mod places;
mod scribble;

use std::fs;
use std::path::{Path, PathBuf};

use super::*;

const HEAD: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n";

/// The layout of a text, which has to be the layout of itself.
fn formatted(text: &str) -> String {
    let laid_out = match format(text) {
        Ok(laid_out) => laid_out,
        Err(error) => panic!("{error:?}\n{text}"),
    };
    assert_eq!(format(&laid_out).unwrap(), laid_out, "a second time");
    laid_out
}

/// What becomes of a question below a plain head.
fn question(body: &str) -> String {
    let laid_out = formatted(&format!("{HEAD}\n{body}"));
    laid_out.strip_prefix(&format!("{HEAD}\n")).unwrap().to_owned()
}

#[test]
fn fields_have_an_order_and_options_keep_theirs() {
    let laid_out = question(
        "[[question]]\ncite={source='s'}\ndifficulty='easy'\nanswer='b'\nwhy.a=\"No.\"\n\
         choices={b='B',a='A'}\nprompt='P?'\nid='q'\n[sources.s]\n",
    );
    assert_eq!(
        laid_out,
        "[sources.s]\n\n[[question]]\nid = \"q\"\nprompt = \"P?\"\nchoices.b = \"B\"\n\
         choices.a = \"A\"\nanswer = \"b\"\nwhy.a = \"No.\"\ndifficulty = \"easy\"\n\
         cite = { source = \"s\" }\n"
    );
}

#[test]
fn comments_go_with_what_they_stand_at() {
    let laid_out = question(
        "# on the question\n[[question]] # behind the header\n\n# on the answer\n\nanswer='b' #! behind \
         the answer\n# on the prompt 1\n# on the prompt 2\nprompt='P?'\nid='q'\n# on the options\n\
         [question.choices]  # behind the options\na='A'# behind a\n  # on b\nb='B'\n# end of the \
         options\n\n\n# end of the file",
    );
    assert_eq!(
        laid_out,
        "# on the question\n[[question]]  # behind the header\nid = \"q\"\n# on the prompt 1\n\
         # on the prompt 2\nprompt = \"P?\"\n# on the options\n# behind the options\n\
         choices.a = \"A\"  # behind a\n# on b\nchoices.b = \"B\"\n# end of the options\n\
         # on the answer\nanswer = \"b\"  #! behind the answer\n\n\n# end of the file\n"
    );
}

#[test]
fn comments_in_lists_stay_in_them() {
    let laid_out = question(
        "[[question]]\nid='q'\nprompt='P?'\nanswer='a'\naccept=[ # behind the bracket\n'b', # \
         behind b\n# on c\n'c' # behind c\n # between\n, { # in the table\n text='d', # behind text\n\
         credit=0.5, } # behind the table\n# at the end\n]  # behind accept\n",
    );
    assert_eq!(
        laid_out,
        "[[question]]\nid = \"q\"\nprompt = \"P?\"\nanswer = \"a\"\naccept = [  # behind the bracket\n  \
         \"b\",  # behind b\n  # on c\n  \"c\",  # behind c\n  # between\n  # in the table\n  # behind \
         text\n  { text = \"d\", credit = 0.5 },  # behind the table\n  # at the end\n]  # behind accept\n"
    );
}

#[test]
fn tables_of_toml_1_1_take_the_form_of_1_0() {
    let laid_out = question(
        "[[question]]\nid='q'\nprompt='\\e[P?'\nanswer='a'\nreject={ # all of them\n  'b'='B', # \
         behind b\n  # on c\n  \"c\"=\"\\x43\",\n  # at the end\n}\ncompare={\n case='keep',\n}\n",
    );
    assert_eq!(
        laid_out,
        "[[question]]\nid = \"q\"\nprompt = '\\e[P?'\nanswer = \"a\"\n# all of them\n\
         reject.\"b\" = \"B\"  # behind b\n# on c\nreject.\"c\" = \"\\u0043\"\n# at the end\n\
         compare = { case = \"keep\" }\n"
    );
}

#[test]
fn a_comment_at_the_only_entry_does_not_break_a_table() {
    for (text, expected) in [
        ("# on\ncompare.case = 'keep' # behind", "# on\ncompare = { case = \"keep\" }  # behind\n"),
        (
            "[question.compare] # header\n# on\ncase = 'keep'",
            "# on\ncompare = { case = \"keep\" }  # header\n",
        ),
        ("why.true = 'No.' # behind", "why.true = \"No.\"  # behind\n"),
        ("why = { true = 'No.' } # behind", "why.true = \"No.\"  # behind\n"),
        ("reject = {} # none", "reject = {}  # none\n"),
        ("reject = { # none\n}", "reject = {}\n# none\n"),
    ] {
        let answer = if text.contains("why") { "false" } else { "\"a\"" };
        let head = format!("[[question]]\nid = \"q\"\nprompt = \"P?\"\nanswer = {answer}\n");
        assert_eq!(question(&format!("{head}{text}\n")), format!("{head}{expected}"));
    }
}

#[test]
fn what_does_not_fit_is_broken() {
    let long = "a rather long piece of evidence";
    let laid_out = question(&format!(
        "[[question]]\nid='q'\nprompt='P?'\nanswer='a'\naccept=['{long} 1','{long} 2','{long} 3']\n\
         reject={{'x'='{long}, and more','y'='{long}, and yet more'}}\n\
         cite=[{{source='s',evidence=['{long} 1','{long} 2','{long} 3']}}]\n[sources.s]\n"
    ));
    let (_, question) = laid_out.split_once("[[question]]").unwrap();
    assert_eq!(
        question,
        format!(
            "\nid = \"q\"\nprompt = \"P?\"\nanswer = \"a\"\naccept = [\n  \"{long} 1\",\n  \"{long} 2\",\n  \
             \"{long} 3\",\n]\nreject.\"x\" = \"{long}, and more\"\nreject.\"y\" = \"{long}, and yet \
             more\"\ncite = [\n  {{ source = \"s\", evidence = [\n    \"{long} 1\",\n    \"{long} 2\",\n    \
             \"{long} 3\",\n  ] }},\n]\n"
        )
    );
}

#[test]
fn empty_lines_part_tables_and_nothing_else() {
    let laid_out = formatted(
        "#:schema deck.json\n# The deck.\n\n\n\n# More.\n\n\nid='d'\n\n# on the title\ntitle='T'\nformat\
         =1\n\n\n\n# Heading\n\n[[question]]\nid='q'\n\nprompt='P?'\nanswer=true\n# end of q\n\n# on r\n\
         [[question]]\nid='r'\nprompt='P!'\nanswer=true\n# on s\n[[question]]\nid='s'\nprompt='P.'\n\
         answer=true\n",
    );
    assert_eq!(
        laid_out,
        "#:schema deck.json\n# The deck.\n\n\n# More.\n\n\nformat = 1\nid = \"d\"\n# on the title\n\
         title = \"T\"\n\n\n# Heading\n\n[[question]]\nid = \"q\"\nprompt = \"P?\"\nanswer = true\n\
         # end of q\n\n# on r\n[[question]]\nid = \"r\"\nprompt = \"P!\"\nanswer = true\n\n\
         # on s\n[[question]]\nid = \"s\"\nprompt = \"P.\"\nanswer = true\n"
    );
    let laid_out = formatted(
        "#:schema deck.json\n# on the title\ntitle='T'\nid='d'\nformat=1\n\
         [[question]]\nid='q'\nprompt='P?'\nanswer=true\n",
    );
    assert!(laid_out.starts_with("#:schema deck.json\n\nformat = 1\nid = \"d\"\n# on the title\n"));
}

#[test]
fn tables_of_the_head_stand_on_a_line_or_below_a_header() {
    let rest = "[[question]]\nid = \"q\"\nprompt = \"P?\"\nanswer = true\n";
    let laid_out = formatted(&format!(
        "{HEAD}{rest}# end of q\n[exam] # behind exam\nback=true\ntime_limit='1h'\n# end of exam\n\n\
         # Sources\n\n[sources]\n# on a\n[sources.a]\nskip=[ 6,3 ]#headings\nsha256='{zeros}' # its digest\n# end of a\n\n[compare]\n\
         case='keep' # as in class\n\n[[passage]]\ntext='T'\nid='p'\n",
        zeros = "0".repeat(64)
    ));
    assert_eq!(
        laid_out,
        format!(
            "{HEAD}# end of q\nexam = {{ time_limit = \"1h\", back = true }}  # behind exam\n# end of exam\n\n\
             [compare]\ncase = \"keep\"  # as in class\n\n# Sources\n\n# on a\n[sources.a]\n\
             sha256 = \"{}\"  # its digest\nskip = [6, 3]  #headings\n# end of a\n\n{rest}\n[[passage]]\nid = \"p\"\ntext = \"T\"\n",
            "0".repeat(64)
        )
    );
}

#[test]
fn blocks_in_a_list_get_headers() {
    let laid_out = formatted(&format!(
        "{HEAD}# rows\nblueprint=[{{count=1,tag='x'}}, # any\n{{count=2}}, # rest\n # end\n]\n[[question]]\nid='q'\n\
         prompt='P?'\npoints=3\n# on a\n[[question.rubric]] # behind a\nid='a'\ntext='A'\npoints=1\n\
         [[question.rubric]]\nid='b'\ntext='B' # behind text\npoints=2\n# end of b\n"
    ));
    assert_eq!(
        laid_out,
        format!(
            "{HEAD}\n# rows\n# any\n[[blueprint]]\ntag = \"x\"\ncount = 1\n\n# rest\n[[blueprint]]\ncount = 2\n# end\n\
             \n[[question]]\nid = \"q\"\nprompt = \"P?\"\npoints = 3\nrubric = [\n  # on a\n  \
             {{ id = \"a\", text = \"A\", points = 1 }},  # behind a\n  # behind text\n  \
             {{ id = \"b\", text = \"B\", points = 2 }},\n  # end of b\n]\n"
        )
    );
}

#[test]
fn marks_of_the_file_are_no_part_of_the_layout() {
    let text =
        format!("{HEAD}\n[[question]]\nid = \"q\"\nprompt = \"\"\"\nP?\nQ?\"\"\"\nanswer = true\n");
    assert_eq!(formatted(&text), text);
    assert_eq!(format(&format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap(), text);
}

#[test]
fn a_broken_deck_has_its_problems() {
    let text = format!("{HEAD}\n[[question]]\nid = \"q\"\nprompt = \"P?\"\nanwser = true\n");
    match format(&text) {
        Err(LayoutError::Broken(problems)) => {
            assert!(problems.diagnostics.iter().any(|problem| problem.code == "unknown-field"));
        }
        other => panic!("{other:?}"),
    }
    let fault = LayoutError::Fault("the layout would change the deck").to_string();
    assert!(fault.starts_with("the layout would change the deck; "), "{fault}");
}

#[test]
fn a_new_question_is_in_canonical_layout() {
    let mut table = toml_edit::Table::new();
    table["answer"] = toml_edit::value("a\u{1b}b \"c\"\nd");
    table["prompt"] = toml_edit::value("What's \"so\"");
    table["id"] = toml_edit::value("q");
    let mut accept = toml_edit::Array::new();
    accept.push("x");
    accept.push(toml_edit::InlineTable::from_iter([
        ("credit", 0.5.into()),
        ("text", toml_edit::Value::from("y")),
    ]));
    table["accept"] = toml_edit::value(accept);
    table["reject"]["Z"] = toml_edit::value("No.");
    let text = question_text(&table);
    assert_eq!(
        text,
        "[[question]]\nid = \"q\"\nprompt = \"What's \\\"so\\\"\"\n\
         answer = \"\"\"\na\\u001Bb \"c\"\nd\"\"\"\n\
         accept = [\"x\", { text = \"y\", credit = 0.5 }]\nreject = { \"Z\" = \"No.\" }\n"
    );
    let deck = format!("{HEAD}\n{text}");
    assert_eq!(formatted(&deck), deck);
}

/// Every deck that lies in the repository, and the valid examples of the format reference.
#[test]
fn every_deck_of_the_repository_keeps_its_meaning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["decks", "crates", "tests"] {
        toml_files(&root.join(folder), &mut files);
    }
    let texts = files.iter().filter_map(|file| fs::read_to_string(file).ok());
    let reference = fs::read_to_string(root.join("crates/deck-format/README.md")).unwrap();
    let decks: Vec<_> =
        texts.chain(examples(&reference)).filter(|text| deck_format::parse(text).is_ok()).collect();
    assert!(decks.len() > 20, "only {} decks were found", decks.len());
    for deck in decks {
        formatted(&deck);
    }
}

fn toml_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            toml_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
}

/// The examples of the reference: whole decks, and questions, which get a head.
fn examples(reference: &str) -> Vec<String> {
    let blocks = reference.split("```toml").skip(1);
    let bodies = blocks.filter_map(|block| block.split_once('\n')?.1.split_once("```"));
    bodies
        .map(
            |(body, _)| {
                if body.contains("format = 1") { body.to_owned() } else { format!("{HEAD}{body}") }
            },
        )
        .collect()
}
