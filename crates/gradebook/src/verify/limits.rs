//! Limits, recomputed from the exam of the deck and the roster.

use std::time::Duration;

use deck_format::{Deck, Feedback, Fraction};
use session::record::{Limits, Start};

use super::Against;
use super::finding::{Finding, Rule};
use super::record::Checked;
use crate::roster::Lookup;

/// Checks what was binding.
pub(super) fn check(start: &Start, against: &Against<'_>, checked: &mut Checked) {
    let found = &start.limits;
    let sat = found.factor.unwrap_or(Fraction::ONE);
    let allowed = allowed(start, against);
    let source = start.decks.first().and_then(|deck| against.sources.find(deck));
    let Some(source) = source else {
        // Without the exam it is not known whether there is a time to be extended.
        let more = allowed.filter(|allowed| sat > *allowed);
        checked.findings.extend(more.map(|allowed| Finding::ExtraTime { sat, allowed }));
        return;
    };
    // The factor is told by itself, so that one wrong number is not found twice.
    let expected = expected(start, source, sat);
    if expected.seconds.is_some() || expected.questions {
        let other = allowed.filter(|allowed| sat != *allowed);
        checked.findings.extend(other.map(|allowed| Finding::ExtraTime { sat, allowed }));
    }
    if found.seconds != expected.seconds {
        let (found, expected) = (found.seconds, expected.seconds);
        checked.findings.push(Finding::Time { found, expected });
    }
    let rules = [
        (Rule::QuestionTimes, found.questions, expected.questions),
        (Rule::NoBack, found.no_back, expected.no_back),
        (Rule::NoFeedback, found.no_feedback, expected.no_feedback),
    ];
    let differ = rules.into_iter().filter(|(_, found, expected)| found != expected);
    checked.findings.extend(differ.map(|(rule, found, _)| Finding::Rule(rule, found)));
}

/// The factor that the roster gives; `None` where it says nothing.
fn allowed(start: &Start, against: &Against<'_>) -> Option<Fraction> {
    match against.roster?.find(start.student.as_ref()?) {
        Lookup::Student(student) => Some(student.time_factor),
        Lookup::Unknown(_) | Lookup::Several => None,
    }
}

/// What an exam on this deck has, with so much extra time.
fn expected(start: &Start, source: &Deck, factor: Fraction) -> Limits {
    let exam = source.face.exam;
    let time = exam.and_then(|exam| exam.time_limit);
    let has_time = |id: &str| source.question(id).is_some_and(|one| one.face.time.is_some());
    Limits {
        seconds: time.map(|time| extended(time, factor).as_secs()),
        factor: None,
        questions: start.paper.iter().any(|item| has_time(item.id.as_str())),
        no_back: exam.is_some_and(|exam| !exam.back),
        no_feedback: exam.is_some_and(|exam| exam.feedback == Feedback::None),
    }
}

/// A time with extra time in it, to the millisecond, as a sitting reckons it.
fn extended(time: Duration, factor: Fraction) -> Duration {
    let (of, per) = (factor.numerator().unsigned_abs(), factor.denominator().unsigned_abs());
    let millis = time.as_millis().saturating_mul(u128::from(of)) / u128::from(per.max(1));
    Duration::from_millis(u64::try_from(millis).unwrap_or(u64::MAX))
}
