//! The decks: questions of every kind, most of them choices, with texts as long as real ones.

use std::fmt::Write as _;

/// What the decks are about; with their number they make ids that no two decks share.
const SUBJECTS: [&str; 10] = [
    "treaty-law",
    "cell-biology",
    "music-theory",
    "roman-history",
    "world-capitals",
    "organic-chemistry",
    "networks",
    "statistics",
    "art-history",
    "first-aid",
];

/// What the questions are about.
const TOPICS: [&str; 8] =
    ["origins", "first-case", "exceptions", "main-rule", "later-use", "names", "limits", "example"];

/// The id of a deck.
pub(super) fn id(number: usize) -> String {
    format!("{}-{}", SUBJECTS[number % SUBJECTS.len()], 1 + number / SUBJECTS.len())
}

/// The text of a deck with so many questions.
pub(super) fn text(number: usize, questions: usize) -> String {
    let mut text = format!(
        "format = 1\nid = \"{}\"\ntitle = \"{}, part {}\"\nlanguage = \"en\"\n",
        id(number),
        SUBJECTS[number % SUBJECTS.len()].replace('-', " "),
        1 + number / SUBJECTS.len()
    );
    for place in 0..questions {
        question(&mut text, place);
    }
    text
}

fn question(text: &mut String, place: usize) {
    let topic = TOPICS[place % TOPICS.len()];
    let _ = write!(
        text,
        "\n[[question]]\nid = \"{topic}-{place}\"\ntags = [\"{topic}\"]\n\
         difficulty = \"{}\"\nhint = [\"Think of what was said first.\", \"It is not the last.\"]\n\
         explanation = \"The second chapter says so, and gives case {place} for it.\"\n",
        ["easy", "medium", "hard"][place % 3],
    );
    let prompt = format!("What does the second chapter say about the {topic} of case {place}?");
    match place % 20 {
        0..=8 => single(text, &prompt),
        9..=11 => several(text, &prompt),
        12 | 13 => {
            let _ = writeln!(text, "prompt = \"{prompt}\"\nanswer = {}", place % 20 == 12);
        }
        14 => {
            let _ =
                writeln!(text, "prompt = \"{prompt}\"\nanswer = {}\nunit = \"km\"", 100 + place);
        }
        15 | 16 => {
            let _ = writeln!(text, "prompt = \"{prompt}\"\nanswer = \"the word of case {place}\"");
        }
        17 => ordering(text, &prompt),
        18 => matching(text, &prompt),
        _ if place % 40 == 19 => cloze(text, place),
        _ => essay(text, &prompt),
    }
}

fn options(text: &mut String, field: &str, ids: &[&str]) {
    for id in ids {
        let _ = writeln!(text, "{field}.{id} = \"That it came with the {id} of its own time\"");
    }
}

fn single(text: &mut String, prompt: &str) {
    let _ = writeln!(text, "prompt = \"{prompt}\"");
    options(text, "choices", &["ministry", "bureau", "academy", "company"]);
    text.push_str("answer = \"bureau\"\nwhy.academy = \"That came later.\"\n");
}

fn several(text: &mut String, prompt: &str) {
    let _ = writeln!(text, "prompt = \"{prompt}\"");
    options(text, "choices", &["river", "mountain", "harbour", "bridge", "tower"]);
    text.push_str("answer = [\"river\", \"harbour\"]\n");
}

fn ordering(text: &mut String, prompt: &str) {
    let _ = writeln!(text, "prompt = \"{prompt}\"");
    options(text, "items", &["draft", "debate", "vote", "seal"]);
    text.push_str("answer = [\"draft\", \"debate\", \"vote\", \"seal\"]\n");
}

fn matching(text: &mut String, prompt: &str) {
    let _ = writeln!(text, "prompt = \"{prompt}\"");
    options(text, "left", &["north", "south", "west"]);
    options(text, "right", &["wool", "wine", "timber", "salt"]);
    text.push_str("answer = { north = \"timber\", south = \"wine\", west = \"wool\" }\n");
}

fn cloze(text: &mut String, place: usize) {
    let _ = writeln!(
        text,
        "prompt = \"Case {place} was heard in {{{{year}}}}, in the town of {{{{town}}}}.\"\n\
         blanks.year = {{ sort = \"number\" }}\nanswer.year = 1648\nanswer.town = \"Osnabrueck\""
    );
}

fn essay(text: &mut String, prompt: &str) {
    let _ = writeln!(
        text,
        "prompt = \"{prompt}\"\npoints = 3\n\
         rubric = [{{ id = \"claim\", text = \"Says what the claim is\", points = 2 }}, \
         {{ id = \"reason\", text = \"Gives a reason\", points = 1 }}]"
    );
}
