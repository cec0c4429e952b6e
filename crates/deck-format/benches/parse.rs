//! Parsing to a valid deck against parsing the same bytes as plain TOML.
//!
//! `cargo bench -p deck-format` prints divan's table, then the ratio of the two, measured pair by
//! pair in turn, so that what else the machine does weighs on both.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::BytesCount;

/// How many pairs are measured for a ratio.
const PAIRS: usize = 21;

/// How many questions the decks have.
const SIZES: [usize; 2] = [1_000, 10_000];

fn main() {
    divan::main();
    // Cargo gives `--bench` when it benches; in a test run, once through is enough.
    if std::env::args().any(|arg| arg == "--bench") {
        SIZES.into_iter().for_each(print_ratio);
    }
}

#[divan::bench(args = SIZES)]
fn deck(bencher: Bencher<'_, '_>, questions: usize) {
    let text = deck_text(questions);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| deck_format::parse(black_box(&text)).expect("the deck is valid"));
}

#[divan::bench(args = SIZES)]
fn plain_toml(bencher: Bencher<'_, '_>, questions: usize) {
    let text = deck_text(questions);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| toml::from_str::<toml::Table>(black_box(&text)).expect("the deck is TOML"));
}

/// Prints how long a deck takes, as a multiple of what plain TOML takes.
fn print_ratio(questions: usize) {
    let text = deck_text(questions);
    let mut ratios: Vec<f64> = (0..PAIRS)
        .map(|_| {
            let plain = time(|| toml::from_str::<toml::Table>(black_box(&text)).is_ok());
            let deck = time(|| deck_format::parse(black_box(&text)).is_ok());
            deck.as_secs_f64() / plain.as_secs_f64()
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    println!(
        "{questions} questions, {} bytes: deck / plain TOML = {:.3} [{:.3} .. {:.3}], \
         median of {PAIRS} pairs",
        text.len(),
        ratios[PAIRS / 2],
        ratios[0],
        ratios[PAIRS - 1],
    );
}

/// How long it takes, and that it succeeds. Dropping the result counts as well.
fn time(run: impl FnOnce() -> bool) -> Duration {
    let start = Instant::now();
    assert!(black_box(run()), "both read the deck");
    start.elapsed()
}

/// A deck of so many questions of all kinds, as long as real ones are.
fn deck_text(questions: usize) -> String {
    let mut text = String::from(HEAD);
    for n in 0..questions {
        let kind = KINDS[n % KINDS.len()];
        let number = 1000 + n;
        let _ = write!(
            text,
            "\n[[question]]\nid = \"question-{n}\"\n{}\n",
            kind.replace("%n", &number.to_string())
        );
        text.push_str(TEACHING[n % TEACHING.len()]);
    }
    text
}

const HEAD: &str = r#"format = 1
id = "bench"
title = "A large deck"
language = "en"

[sources.atlas]
title = "An atlas of rivers"

[[passage]]
id = "gauges"
text = """
| gauge | level |
|-------|-------|
| north | 2.4 m |
"""
"#;

const KINDS: [&str; 12] = [
    r#"prompt = "Which of these rivers passes the town at kilometre %n, as the table of gauges has it?"
passage = "gauges"
choices.nile = "The Nile, which has no tributary on this stretch"
choices.rhine = "The Rhine, which was straightened in the nineteenth century"
choices.volga = "The Volga, which freezes for a third of the year"
choices.none = "None of these"
pin = ["none"]
answer = "rhine"
why.nile = "It is on another continent."
why.volga = "It reaches no such town.""#,
    r#"prompt = """
A river carries %n cubic metres a second past a weir, and half of that above it.
What explains the *difference*?"""
choices.ground = "Water rises from the ground between the two"
choices.town = "The town takes its water between the two"
choices.rain = "It rained below the weir only"
answer = "ground""#,
    r#"prompt = "What is done first when the gauge shows %n centimetres?"
choices = { warn = "Warn the town", wait = "Wait for an hour", flee = "Leave the town" }
scoring = "weighted"
answer = "warn"
credit.wait = 0.5
credit.flee = -0.25"#,
    r#"prompt = "Which two of these lakes lie above %n metres?"
choices.titicaca = "Titicaca"
choices.baikal = "Baikal"
choices.ohrid = "Ohrid"
choices.como = "Como"
answer = ["titicaca", "ohrid"]
scoring = "balanced"
why.como = "It lies at the foot of the Alps.""#,
    r#"prompt = "A lake without an outlet at %n metres is always salt."
answer = false
why.true = "Water may leave through the ground.""#,
    r#"prompt = "How deep is the gauge at kilometre %n, in metres, to three digits?"
unit = "m"
answer = 9.810
tolerance = { digits = 3 }
units = { cm = 0.01, km = 1000 }
accept = [{ value = 9.8, tolerance = "5%", credit = 0.5 }]"#,
    r#"prompt = "What is the still water behind the dam at kilometre %n called?"
answer = "reservoir"
accept = ["storage lake", { wildcard = "artificial lake*" }]
reject = { "river" = "A river flows." }
compare = { typos = 1 }"#,
    r#"prompt = "Put the stretches of the river at kilometre %n in order, from the spring."
items.spring = "The spring in the mountains"
items.rapids = "The rapids below the pass"
items.plain = "The bends in the plain"
items.delta = "The delta"
answer = ["spring", "rapids", "plain", "delta"]"#,
    r#"prompt = "Which river passes which city? The map is of kilometre %n."
left = { vienna = "Vienna", cologne = "Cologne", london = "London" }
right = { danube = "Danube", rhine = "Rhine", thames = "Thames", seine = "Seine" }
answer = { vienna = "danube", cologne = "rhine", london = "thames" }"#,
    r#"prompt = "In {{year}} the {{body}} was dammed at {{place}}, %n kilometres from the sea."
blanks.year = { sort = "number", weight = 2 }
blanks.body.choices = { nile = "Nile", volga = "Volga" }
answer = { year = 1970, body = "nile", place = "Aswan" }
accept.place = ["Assuan"]
tolerance.year = 1"#,
    r#"prompt = "Should the river be dammed at kilometre %n? Write 150 words."
points = 5
rubric = [
  { id = "claim", text = "States a claim and its opposite", points = 2 },
  { id = "facts", text = "Cites two facts from the passage", points = 3 },
]
model = "It should, since the town below has been flooded three times in ten years.""#,
    r#"prompt = "How many locks does a boat pass on the %n kilometres to the sea?"
answer = 12
tolerance = 1
points = 2
time = "90s""#,
];

const TEACHING: [&str; 5] = [
    r#"explanation = """
The measurements of both gauges stand side by side in the table: what is between them explains it.
Compare the two before you look at anything else."""
tags = ["gauges", "water"]
difficulty = "medium"
cite = { source = "atlas", paragraph = 7, evidence = ["side by side"] }
"#,
    r#"explanation = "The atlas says so in so many words, and gives the year of the measurement."
tags = ["rivers"]
difficulty = "easy"
"#,
    r#"tags = ["rivers", "towns"]
difficulty = "hard"
hint = "Look at the map first."
cite = { source = "atlas", paragraph = 12 }
"#,
    r#"explanation = 'It follows from the *slope* of the stretch.'
tags = ["lakes"]
difficulty = "easy"
family = "slopes"
weight = 3
"#,
    "tags = [\"lakes\", \"salt\"]\n",
];
