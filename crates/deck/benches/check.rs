//! Checking a large deck against parsing the same bytes as plain TOML.
//!
//! `cargo bench -p deck` prints the ratio of the two, measured pair by pair in turn, so that what
//! else the machine does weighs on both. The deck is clean: its questions are made of rare words.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How many pairs are measured for a ratio.
const PAIRS: usize = 11;

/// How many questions the decks have, unless the command line says so: `cargo bench -p deck -- 500`.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    let given: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    // Cargo gives `--bench` when it benches; in a test run, once through a small deck is enough.
    let (sizes, pairs) = match std::env::args().any(|arg| arg == "--bench") {
        true => (&SIZES[..], PAIRS),
        false => (&[100][..], 1),
    };
    let sizes = if given.is_empty() { sizes } else { &given };
    sizes.iter().for_each(|questions| print_ratio(*questions, pairs));
}

/// Prints how long a check takes, as a multiple of what plain TOML takes.
fn print_ratio(questions: usize, pairs: usize) {
    let text = deck_text(questions);
    let mut plain = Vec::new();
    let mut parsing = Vec::new();
    let mut checking = Vec::new();
    for _ in 0..pairs {
        let toml = time(|| toml::from_str::<toml::Table>(black_box(&text)).is_ok());
        let parse = time(|| deck_format::parse(black_box(&text)).is_ok());
        let check = time(|| check(black_box(&text)));
        plain.push(toml.as_secs_f64());
        parsing.push(parse.as_secs_f64() / toml.as_secs_f64());
        checking.push(check.as_secs_f64() / toml.as_secs_f64());
    }
    for list in [&mut plain, &mut parsing, &mut checking] {
        list.sort_by(f64::total_cmp);
    }
    println!(
        "{questions} questions, {} bytes, {pairs} pairs: plain TOML {:.0} ms; parse / plain = {:.2}; \
         check / plain = {:.2} [{:.2} .. {:.2}]",
        text.len(),
        plain[pairs / 2] * 1e3,
        parsing[pairs / 2],
        checking[pairs / 2],
        checking[0],
        checking[pairs - 1],
    );
}

/// Parses and lints, as `deck check` does.
fn check(text: &str) -> bool {
    let Ok(deck) = deck_format::parse(text) else { return false };
    let findings = deck::lint::lint(&deck, text);
    assert_eq!(findings.first(), None, "the deck is clean");
    true
}

/// How long it takes, and that it succeeds. Dropping the result counts as well.
fn time(run: impl FnOnce() -> bool) -> Duration {
    let start = Instant::now();
    assert!(black_box(run()), "both read the deck");
    start.elapsed()
}

/// A deck of so many questions of the commonest kinds, as long as real ones are.
fn deck_text(questions: usize) -> String {
    let mut text = String::from(HEAD);
    for n in 0..questions {
        let mut fields = KINDS[n % KINDS.len()].to_owned();
        // As many statements are true as false.
        let truth = if (n / KINDS.len()).is_multiple_of(2) { "true" } else { "false" };
        fields = fields.replace("%t", truth);
        for slot in ["%a", "%b", "%c", "%d"] {
            fields = fields.replace(slot, &word(n, slot));
        }
        let _ = write!(text, "\n[[question]]\nid = \"question-{n}\"\n{fields}\n");
        let (one, other) = (word(n, "e"), word(n, "f"));
        let _ = writeln!(text, "explanation = \"The survey of {one} and {other} says so.\"");
    }
    text
}

/// A made-up word that hardly stands in another question.
fn word(n: usize, slot: &str) -> String {
    let seed = slot.bytes().fold(n as u64 + 1, |seed, byte| seed * 31 + u64::from(byte));
    let mut bits = mix(seed);
    let mut word = String::new();
    for _ in 0..5 {
        word.push_str(SYLLABLES[bits as usize % SYLLABLES.len()]);
        bits /= SYLLABLES.len() as u64;
    }
    word
}

/// A number whose bits look like chance, so that seeds next to each other make words that have
/// nothing in common: the finaliser of `SplitMix64` (Steele, Lea and Flood 2014).
fn mix(seed: u64) -> u64 {
    let seed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let seed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let seed = (seed ^ (seed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    seed ^ (seed >> 31)
}

const SYLLABLES: [&str; 16] = [
    "ba", "cor", "den", "fil", "gur", "hal", "jin", "kol", "mar", "nup", "pel", "ros", "sut",
    "tan", "vir", "zon",
];

const HEAD: &str = "format = 1\nid = \"bench\"\ntitle = \"A large deck\"\n";

const KINDS: [&str; 6] = [
    r#"prompt = "Which of these rivers passes the town of %a below the gorge of %b, as the survey of %c has it?"
choices.nile = "The %a, which gains water along the whole stretch"
choices.rhine = "The %b, which was straightened in those years"
choices.volga = "The %c, which freezes for a third of the year"
choices.indus = "The %d, which turns to the south behind the hills"
answer = "rhine"
why.nile = "It is on another continent."
tags = ["rivers"]
difficulty = "easy""#,
    r#"prompt = """
A river carries more water past the weir of %a than past that of %b above it.
What explains the *difference* at %c?"""
choices.ground = "Water of %d rises from the ground below"
choices.town = "The town of %d lets its water in between the two"
choices.rain = "It rained below the weir at %d for a longer time"
answer = "ground"
tags = ["weirs"]
difficulty = "medium""#,
    r#"prompt = "The lake of %a drains through %b into the %c, and loses half of its water on the way to %d."
answer = %t
tags = ["lakes"]
difficulty = "hard""#,
    r#"prompt = "How many metres deep is the gauge of %a below the bridge of %b at %c, on the road to %d?"
unit = "m"
answer = 9.810
tolerance = { digits = 3 }
units = { cm = 0.01, km = 1000 }
tags = ["gauges"]
difficulty = "medium""#,
    r#"prompt = "What do the people of %a call the still water behind the dam of %b, where %c meets %d?"
answer = "reservoir"
accept = ["storage lake", { wildcard = "artificial lake*" }]
tags = ["lakes"]
difficulty = "easy""#,
    r#"prompt = "Put the stretches of the %a in order, from its spring at %b to its mouth at %c near %d."
items.spring = "The spring in the mountains"
items.rapids = "The rapids below the pass"
items.plain = "The bends in the plain"
items.delta = "The delta"
answer = ["spring", "rapids", "plain", "delta"]
tags = ["rivers"]
difficulty = "hard""#,
];
