//! How long a draw takes.

use std::fmt::Write as _;
use std::time::Instant;

use deck_format::{Deck, Digester};
use session::{DeckFaces, Draw, History, Plan, Seed, draw};

/// How many pairs the ratio is the median of.
const PAIRS: usize = 41;

fn main() {
    divan::main();
    print_ratio();
}

/// A draw over its floor, one SHA-256 for each question's stream, pair by pair in one run.
fn print_ratio() {
    let deck = deck(10_000, 1);
    let mut ratios: Vec<f64> = (0..PAIRS)
        .map(|_| {
            let start = Instant::now();
            divan::black_box(draw_from(&deck, &Plan::count(10)));
            let draw = start.elapsed();
            let start = Instant::now();
            for question in &deck.questions {
                divan::black_box(Digester::new(question.face.id.as_str()).finish_long());
            }
            draw.as_secs_f64() / start.elapsed().as_secs_f64()
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    println!(
        "draw 10 of 10,000 over a SHA-256 of each id: {:.2} (median of {PAIRS} pairs)",
        ratios[PAIRS / 2]
    );
}

/// A deck of single-choice questions; each run of `together` questions shares a passage.
fn deck(questions: usize, together: usize) -> Deck {
    let mut text = "format = 1\nid = \"bench\"\ntitle = \"Bench\"\nlanguage = \"en\"\n".to_owned();
    let passages = if together > 1 { questions.div_ceil(together) } else { 0 };
    for passage in 0..passages {
        writeln!(text, "[[passage]]\nid = \"p{passage}\"\ntext = \"Text {passage}.\"")
            .expect("a string takes all");
    }
    for question in 0..questions {
        writeln!(
            text,
            "[[question]]\nid = \"q{question}\"\nprompt = \"Question {question}?\"\n\
             choices = {{ red = \"Red\", green = \"Green\", blue = \"Blue\", none = \"None\" }}\n\
             pin = [\"none\"]\nanswer = \"red\""
        )
        .expect("a string takes all");
        if together > 1 {
            writeln!(text, "passage = \"p{}\"", question / together).expect("a string takes all");
        }
    }
    deck_format::parse(&text).expect("the deck is valid")
}

fn draw_from(deck: &Deck, plan: &Plan) -> Draw {
    draw(&[DeckFaces::from(deck)], plan, Seed(1), &History::default()).expect("there are questions")
}

#[divan::bench(name = "draw 10 of 10_000")]
fn ten_of_ten_thousand(bencher: divan::Bencher<'_, '_>) {
    let deck = deck(10_000, 1);
    bencher.bench(|| draw_from(&deck, &Plan::count(10)));
}

#[divan::bench(name = "draw 5_000 of 10_000 in passages of 8")]
fn half_of_many_passages(bencher: divan::Bencher<'_, '_>) {
    let deck = deck(10_000, 8);
    bencher.bench(|| draw_from(&deck, &Plan::count(5_000)));
}

#[divan::bench(name = "draw all of 10_000")]
fn all_of_ten_thousand(bencher: divan::Bencher<'_, '_>) {
    let deck = deck(10_000, 1);
    bencher.bench(|| draw_from(&deck, &Plan::all()));
}
