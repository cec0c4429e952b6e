//! A student who knows a part of what there is to know: the abler, the more, the harder, the less.
//!
//! A part of a question is known with the chance of the Rasch model, and what is not known is
//! guessed, or left out. Chance depends on the student, the question and its part alone, so that no
//! paper and no order of questions changes what a student knows.

use rand::rngs::ChaCha8Rng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};

use super::knowledge::{Question, Right};
use super::screen::Screen;

/// How steeply the chance to know something rises with ability.
const SLOPE: f64 = 1.6;
/// Leaves a question out.
const SKIP: &str = ":skip";

/// Someone who sits an exam.
#[derive(Debug, Clone)]
pub(super) struct Student {
    /// The id that is given with `--as`.
    pub(super) id: String,
    /// On the scale of hardness.
    pub(super) ability: f64,
    /// What tells this student's chance from that of others.
    pub(super) seed: u64,
}

/// The students of a class, whose abilities are spread as in a logistic distribution, in an order of
/// chance.
pub(super) fn students(count: u32, seed: u64) -> Vec<Student> {
    let mut shares: Vec<f64> =
        (0..count).map(|n| (f64::from(n) + 0.5) / f64::from(count)).collect();
    shares.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    let student = |(number, share): (u64, f64)| Student {
        id: format!("s{number:03}"),
        ability: (share / (1.0 - share)).ln() / 1.7,
        seed: seed * 1_000 + number,
    };
    (1..).zip(shares).map(student).collect()
}

impl Student {
    /// What is typed at a prompt.
    pub(super) fn answer(&self, question: &Question, screen: &Screen<'_>) -> String {
        let mut mind =
            Mind { chance: self.chance(&question.id), ease: self.ability - question.hardness };
        match (&question.right, screen.blank()) {
            (Right::Blanks(blanks), Some(at)) => {
                mind.chance = self.chance(&format!("{} {at}", question.id));
                let typed = mind.one(&blanks[at], screen);
                if typed == SKIP { "-".to_owned() } else { typed }
            }
            (right, _) => mind.one(right, screen),
        }
    }

    /// Chance for one part of a question.
    fn chance(&self, part: &str) -> ChaCha8Rng {
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        ChaCha8Rng::seed_from_u64(part.bytes().fold(self.seed ^ 0xcbf2_9ce4_8422_2325, mix))
    }
}

/// A student's mind at a question.
struct Mind {
    chance: ChaCha8Rng,
    /// Ability less hardness.
    ease: f64,
}

impl Mind {
    fn knows(&mut self) -> bool {
        self.chance.random::<f64>() < 1.0 / (1.0 + (-SLOPE * self.ease).exp())
    }

    fn once_in(&mut self, times: u32) -> bool {
        self.chance.random_range(0..times) == 0
    }

    fn one(&mut self, right: &Right, screen: &Screen<'_>) -> String {
        match right {
            Right::One(right) if self.knows() => screen.letter(right).to_owned(),
            Right::One(_) if self.once_in(8) => SKIP.to_owned(),
            Right::One(_) => screen.letters().choose(&mut self.chance).unwrap().0.to_owned(),
            Right::Several(right) => self.several(right, screen),
            Right::Truth(right) => {
                (if self.knows() { *right } else { self.once_in(2) }).to_string()
            }
            Right::Typed { right, .. } if self.knows() => right.clone(),
            Right::Typed { .. } if self.once_in(4) => SKIP.to_owned(),
            Right::Typed { wrong, .. } => wrong.choose(&mut self.chance).unwrap().clone(),
            Right::Order(right) => self.order(right, screen),
            Right::Pairs(pairs) => self.pairs(pairs, screen),
            Right::Blanks(_) => unreachable!("blanks are asked for one by one"),
        }
    }

    fn several(&mut self, right: &[String], screen: &Screen<'_>) -> String {
        // What is believed of a text must not depend on where it stands.
        let mut letters = screen.letters();
        letters.sort_unstable_by_key(|(_, text)| *text);
        let is_right = |text: &str| right.iter().any(|right| right == text);
        letters.retain(|(_, text)| if self.knows() { is_right(text) } else { self.once_in(2) });
        if letters.is_empty() {
            return "-".to_owned();
        }
        letters.iter().map(|(letter, _)| *letter).collect::<Vec<_>>().join(" ")
    }

    /// Who does not know an order exchanges neighbours, once or twice.
    fn order(&mut self, right: &[String], screen: &Screen<'_>) -> String {
        let mut order: Vec<&str> = right.iter().map(|text| screen.letter(text)).collect();
        for _ in 0..2 {
            if !self.knows() {
                let at = self.chance.random_range(1..order.len());
                order.swap(at - 1, at);
            }
        }
        order.join(" ")
    }

    /// What is left over is given to those lines of which nothing is known.
    fn pairs(&mut self, pairs: &[(String, String)], screen: &Screen<'_>) -> String {
        let known: Vec<Option<&str>> =
            pairs.iter().map(|(_, right)| self.knows().then(|| screen.letter(right))).collect();
        let mut rest = screen.letters();
        rest.sort_unstable_by_key(|(_, text)| *text);
        rest.retain(|(letter, _)| !known.contains(&Some(letter)));
        rest.shuffle(&mut self.chance);
        let numbers = screen.numbers();
        let number = |left: &str| numbers.iter().find(|(_, shown)| *shown == left).unwrap().0;
        let pair = |((left, _), known): (&(String, String), Option<&str>)| {
            format!("{}{}", number(left), known.unwrap_or_else(|| rest.pop().unwrap().0))
        };
        pairs.iter().zip(known).map(pair).collect::<Vec<_>>().join(" ")
    }
}
