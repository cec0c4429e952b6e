//! Decks for the tests, and texts that try to do harm.

use proptest::prelude::*;

/// A question of every kind.
pub(super) const ALL_KINDS: &str = r#"
format = 1
id = "all"
title = "Bodies of Chinese policing"
shuffle = false

[[question]]
id = "single"
prompt = "A 2017 report counted agreements. Roughly how did the number of **extradition treaties** change?"
choices.same = "It stayed about the same"
choices.double = "It *nearly* doubled"
choices.fell = "It fell, as several partners suspended theirs"
choices.fivefold = "It grew more than fivefold"
answer = "double"
why.fivefold = "Fivefold would mean about a dozen treaties before 2012; the article speaks of a near doubling, to 59."
explanation = "Treaties are one of three tools the article names for reaching citizens abroad, beside police liaisons and intelligence sharing."
cite = { source = "article", paragraph = 7 }
tags = ["treaties"]

[[question]]
id = "weighted"
prompt = "The best first step?"
choices = { ask = "Ask", wait = "Wait", act = "Act" }
scoring = "weighted"
answer = "ask"
credit.wait = 0.5

[[question]]
id = "strict"
prompt = "Which two?"
choices = { one = "One", two = "Two", three = "Three" }
answer = ["one", "three"]
scoring = "any-wrong-zero"

[[question]]
id = "several"
prompt = "Which of these are ministries?"
choices = { mps = "Ministry of Public Security", huawei = "Huawei", mss = "Ministry of State Security", pico = "Meiya Pico" }
answer = ["mps", "mss"]
scoring = "partial"
why.huawei = "A company."
explanation = "Both report to the State Council."
tags = ["bodies"]

[[question]]
id = "truth"
prompt = "The academy stands in Kunming."
answer = true
why.false = "It does."
tags = ["bodies"]

[[question]]
id = "number"
prompt = "How many treaties?"
answer = 59
tolerance = 2
unit = "treaties"
units = { dozens = 12 }
accept = [{ from = 40, to = 70, credit = 0.25 }]
explanation = "See the table."

[[question]]
id = "short"
prompt = "Which company?"
answer = "Meiya Pico"
reject = { "Huawei" = "It is named for *another* reason." }

[[question]]
id = "spelt"
prompt = "Where?"
answer = "Kunming Academy"

[[question]]
id = "order"
prompt = "Earliest first"
items.conference = "The conference of ministers in Kunming"
items.paper = "The white paper"
items.assembly = "The assembly"
items.law = "The law on exit and entry"
answer = ["paper", ["conference", "assembly"], "law"]
scoring = "pairs"
why.law = "It came last, in 2012."

[[question]]
id = "match"
prompt = "Match each body to its seat."
left = { college = "The People's Public Security University", academy = "Academy", court = "Court" }
right = { kunming = "Kunming", beijing = "Beijing", lyon = "Lyon", urumqi = "Urumqi" }
answer = { college = "beijing", academy = "kunming", court = "lyon" }
why.court = "It sits in France."

[[question]]
id = "cloze"
prompt = "In {{year}} the {{body}} held it in **{{place}}**, where it had opened."
blanks.year = { sort = "number" }
blanks.body.choices = { mps = "Ministry of Public Security", mss = "Ministry of State Security" }
answer = { year = 2017, body = "mps", place = "Beijing" }
why.place = "The north, not the south."

[[question]]
id = "essay"
prompt = "Compare the two."
points = 5
rubric = [
  { id = "claim", text = "States both claims", points = 2 },
  { id = "evidence", text = "Cites two facts from the article that support either claim, and says where", points = 3 },
]
model = "Both reach abroad; one by law, the other by force."
explanation = "There is no single right answer."

[sources.article]
title = "The article"
"#;

/// A deck with one question, `one`, of these fields.
pub(super) fn one_question(fields: &str) -> String {
    format!(
        "format = 1\nid = \"d\"\ntitle = \"D\"\nshuffle = false\n\n\
         [[question]]\nid = \"one\"\n{fields}\n"
    )
}

/// Pieces that do harm on a terminal, that Markdown takes for something, or that are hard to set.
const PIECES: &[&str] = &[
    "\u{1b}[2J",
    "\u{9b}31m",
    "\u{202e}",
    "\u{2067}",
    "\u{2069}",
    "\u{200f}",
    "\t",
    "\n\n",
    "`",
    "```\n",
    "**",
    "_",
    "> ",
    "- ",
    "| a | b |\n|---|:-:|\n| ",
    "&#27;[31m",
    "日本語",
    "👨\u{200d}👩\u{200d}👧",
    "❤\u{fe0f}",
    "e\u{301}",
    "שלום ",
    "word ",
    "averyveryverylongwordthatdoesnotfitanynarrowcolumn",
];

/// A text with something in it, as a deck may hold it.
pub(super) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => "[a-z ]{1,8}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..16).prop_map(|pieces| format!("x{}", pieces.concat()))
}

/// The text without `ESC [ digits and semicolons m`.
pub(super) fn without_styles(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let after = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match after.strip_prefix('m') {
            Some(rest) => plain.push_str(rest),
            None => plain.extend(["\u{1b}[", part]),
        }
    }
    plain
}
