//! A student's line: which attempts count, what they come to, and what is to be said about it.

use deck_format::Fraction;

use super::build::{Attempt, sum_tags};
use super::{Flag, Row, Scored, Standing};
use crate::exact::{self, Exact};
use crate::grade::Keys;
use crate::policy::{Attempts, Policy};
use crate::roster::Student;
use crate::sat::{Ending, Sat};
use crate::score::{NotSettled, Score, score};

impl Row {
    /// The line of a student with these attempts, by their places.
    pub(super) fn of(
        id: &str,
        student: Option<&Student>,
        own: Vec<usize>,
        attempts: &[Attempt],
        keys: &Keys<'_>,
        policy: &Policy,
    ) -> Self {
        let mut row = Self {
            id: id.to_owned(),
            name: student.map_or_else(String::new, |student| student.name.clone()),
            standing: Standing::Missing,
            attempts: own,
            flags: Vec::new(),
        };
        let sats: Vec<&Sat> = row.attempts.iter().map(|at| &attempts[*at].sat).collect();
        if sats.is_empty() {
            return row;
        }
        let scores: Result<Vec<Score>, NotSettled> =
            wanted(&sats, policy.attempts).map(|sat| score(sat, keys, policy)).collect();
        match scores {
            Ok(scores) => {
                let chosen = choose(&scores, policy.attempts, sats.len());
                row.flags = flags(&chosen, &scores, &sats, student);
                let counted = chosen.sats.iter().map(|at| row.attempts[*at]).collect();
                row.standing = Standing::Scored(Box::new(chosen.scored(&scores, counted, policy)));
            }
            Err(unsettled) => row.standing = Standing::NotSettled(unsettled),
        }
        row
    }
}

/// The attempts that have to be scored to know which one counts.
fn wanted<'s>(sats: &'s [&'s Sat], attempts: Attempts) -> impl Iterator<Item = &'s Sat> {
    let range = match attempts {
        Attempts::First => 0..1,
        Attempts::Last => sats.len() - 1..sats.len(),
        Attempts::Best | Attempts::Mean => 0..sats.len(),
    };
    sats[range].iter().copied()
}

/// Which attempts count.
struct Chosen {
    /// Their places among the student's attempts.
    sats: Vec<usize>,
    /// Their places among the scores.
    scores: Vec<usize>,
}

fn choose(scores: &[Score], attempts: Attempts, count: usize) -> Chosen {
    let one = |sat, score| Chosen { sats: vec![sat], scores: vec![score] };
    match attempts {
        Attempts::First => one(0, 0),
        Attempts::Last => one(count - 1, 0),
        Attempts::Best => {
            // Of equal ones `max_by` takes the last, so that the first of all comes last.
            let best = (0..scores.len())
                .rev()
                .max_by(|a, b| scores[*a].percent().cmp(&scores[*b].percent()));
            best.map_or_else(|| one(0, 0), |best| one(best, best))
        }
        Attempts::Mean => {
            Chosen { sats: (0..count).collect(), scores: (0..scores.len()).collect() }
        }
    }
}

impl Chosen {
    fn scored(&self, scores: &[Score], counted: Vec<usize>, policy: &Policy) -> Scored {
        let chosen = || self.scores.iter().map(|at| &scores[*at]);
        let count = exact::of_fraction(Fraction::of(self.scores.len(), 1));
        let mean = |sum: Exact| sum / &count;
        let earned = mean(chosen().fold(exact::zero(), |sum, score| sum + &score.earned));
        let possible = mean(chosen().fold(exact::zero(), |sum, score| sum + &score.possible));
        let percent = exact::percent(&earned, &possible);
        let band = percent.as_ref().and_then(|percent| policy.band(percent));
        Scored {
            band: band.map(|band| band.name.clone()),
            tags: sum_tags(chosen().flat_map(|score| &score.tags)),
            earned,
            possible,
            percent,
            counted,
        }
    }
}

/// What is to be looked at in a sitting that counts, whatever its answers are.
pub(crate) fn of_sitting(
    time_factor: Fraction,
    ending: Ending,
    student: Option<&Student>,
) -> impl Iterator<Item = Flag> {
    let allowed = student.map(|student| student.time_factor);
    let extra = allowed.filter(|allowed| time_factor > *allowed);
    let extra = extra.map(|allowed| Flag::ExtraTime { sat: time_factor, allowed });
    let unfinished = (ending != Ending::Finished).then_some(Flag::Unfinished(ending));
    extra.into_iter().chain(unfinished)
}

fn flags(chosen: &Chosen, scores: &[Score], sats: &[&Sat], student: Option<&Student>) -> Vec<Flag> {
    let mut flags = Vec::new();
    if sats.len() > 1 {
        let counted = match chosen.sats[..] {
            [one] => Some(one + 1),
            _ => None,
        };
        flags.push(Flag::Attempts { counted, of: sats.len() });
    }
    for (sat, score) in chosen.sats.iter().zip(&chosen.scores) {
        let (sat, score) = (sats[*sat], &scores[*score]);
        if let Some(late) = &score.late {
            flags.push(Flag::Late { by: late.by, minus: late.minus.clone() });
        }
        flags.extend(of_sitting(sat.time_factor, sat.ending, student));
        if score.unmarked > 0 {
            flags.push(Flag::Unmarked(score.unmarked));
        }
    }
    flags
}
