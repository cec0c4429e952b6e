//! What is said around a review: what it asks, and when the next questions come back.

use console::{Look, words::count};
use jiff::civil::Date;
use study::{HORIZON, Schedule, days_between};

use super::pick::Picked;
use crate::play::drawn;

/// `12 of 40 due questions and 3 new ones; :help lists the commands.`
pub(super) fn greeting(picked: &Picked, look: &Look) -> Vec<String> {
    let due = if picked.due == picked.all_due {
        count(picked.due, "due question")
    } else {
        format!("{} of {}", picked.due, count(picked.all_due, "due question"))
    };
    let asked = match (picked.due, picked.new) {
        (0, new) => count(new, "new question"),
        (_, 0) => due,
        (_, 1) => format!("{due} and a new one"),
        (_, new) => format!("{due} and {new} new ones"),
    };
    drawn(&[format!("Review: {asked}; :help lists the commands.")], look)
}

/// That nothing is due, and what can be done instead.
pub(super) fn nothing(begun: bool, next: Option<Date>, today: Date, look: &Look) -> Vec<String> {
    if !begun {
        return drawn(
            &["Nothing to review yet: what you practise comes back here. To begin with new \
               questions: quiz review --new 10"
                .to_owned()],
            look,
        );
    }
    let mut line = "Nothing is due today.".to_owned();
    if let Some(day) = next {
        line.push_str(&format!(" The next question comes back {}.", when(day, today)));
    }
    line.push_str(" To ask for new ones: quiz review --new 10");
    drawn(&[line], look)
}

/// `Due tomorrow: 5; within 14 days: 23.`
pub(crate) fn forecast(schedule: &Schedule<'_, '_>, today: Date) -> String {
    told(schedule.forecast(today))
}

fn told(days: [usize; HORIZON]) -> String {
    let [now, tomorrow, ..] = days;
    let soon: usize = days.iter().sum();
    let now = match now {
        0 => String::new(),
        now => format!("Still due today: {}. ", count(now, "question")),
    };
    format!("{now}Due tomorrow: {tomorrow}; within {HORIZON} days: {soon}.")
}

/// `tomorrow`, `on Fri 27 Nov`, or with the year where that is far off.
fn when(day: Date, today: Date) -> String {
    match days_between(today, day) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..=300 => format!("on {}", day.strftime("%a %-d %b")),
        _ => format!("on {}", day.strftime("%-d %b %Y")),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn greeted(due: usize, all_due: usize, new: usize) -> String {
        greeting(&Picked { due, all_due, new, ..Picked::default() }, &Look::LINE).join("\n")
    }

    #[test]
    fn what_is_asked_is_said() {
        let help = "; :help lists the commands.";
        assert_eq!(
            greeted(12, 40, 3),
            format!("Review: 12 of 40 due questions and 3 new ones{help}")
        );
        assert_eq!(greeted(1, 1, 1), format!("Review: 1 due question and a new one{help}"));
        assert_eq!(greeted(0, 0, 5), format!("Review: 5 new questions{help}"));
        assert_eq!(greeted(2, 2, 0), format!("Review: 2 due questions{help}"));
    }

    #[test]
    fn what_comes_is_told_in_numbers() {
        let mut days = [0; HORIZON];
        (days[1], days[13]) = (5, 18);
        assert_eq!(told(days), "Due tomorrow: 5; within 14 days: 23.");
        days[0] = 1;
        let expected = "Still due today: 1 question. Due tomorrow: 5; within 14 days: 24.";
        assert_eq!(told(days), expected);
    }

    #[test]
    fn days_are_named_by_how_far_they_are() {
        let today = date(2026, 11, 24);
        assert_eq!(when(today, today), "today");
        assert_eq!(when(date(2026, 11, 25), today), "tomorrow");
        assert_eq!(when(date(2026, 11, 27), today), "on Fri 27 Nov");
        assert_eq!(when(date(2028, 1, 2), today), "on 2 Jan 2028");
    }
}
