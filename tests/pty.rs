//! In a real terminal: what is on the screen, keys, an interruption, and the terminal as it is found
//! afterwards.

mod asides;
mod exam;
mod film;
mod history;
mod interrupted;
mod keys;
mod kinds;
mod mark;
mod pages;
mod progress;
mod resized;
mod review;
mod terminals;
mod triage;

const DECK: &str = "all-kinds.toml";
const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";
const RIGHT: &str = "\x1b[C";
const PAGE_DOWN: &str = "\x1b[6~";
const PAGE_UP: &str = "\x1b[5~";
const ENTER: &str = "\r";
const ESCAPE: &str = "\x1b";
const BACKSPACE: &str = "\x7f";
const CTRL_C: &str = "\x03";
/// The question on the nearest star.
const STAR: [&str; 7] = [DECK, "--seed", "7", "--kind", "single-choice", "--tag", "stars"];
/// What waits below the feedback.
const GO_ON: &str = "Go on ▸";
/// What waits where there is more than a screen.
const MORE: &str = "More ▸";

/// The arguments that ask the question of a kind and a tag.
fn asks<'a>(kind: &'a str, tag: &'a str) -> [&'a str; 7] {
    [DECK, "--seed", "7", "--kind", kind, "--tag", tag]
}
