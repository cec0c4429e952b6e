//! Small pieces of English.

use std::fmt::Display;
use std::time::Duration;

/// `1 error`, `2 errors`, `2.5 points`: a number with a noun whose plural ends in s.
#[must_use]
pub fn count(number: impl Display, noun: &str) -> String {
    let number = number.to_string();
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// `45 s`, `6 min 12 s`, `1 h 5 min`: two units at most, whole seconds.
#[must_use]
pub fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let parts = match (hours, minutes, seconds) {
        (0, 0, seconds) => return format!("{seconds} s"),
        (0, minutes, seconds) => [(minutes, "min"), (seconds, "s")],
        (hours, minutes, _) => [(hours, "h"), (minutes, "min")],
    };
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    parts.map(|(number, unit)| format!("{number} {unit}")).collect::<Vec<_>>().join(" ")
}

/// The sentence with a capital letter in front.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_agree_with_their_numbers() {
        assert_eq!(count(1, "error"), "1 error");
        assert_eq!(count(0, "error"), "0 errors");
        assert_eq!(count("2.5", "point"), "2.5 points");
    }

    #[test]
    fn durations_are_short() {
        for (seconds, text) in
            [(0, "0 s"), (60, "1 min"), (372, "6 min 12 s"), (3600, "1 h"), (3905, "1 h 5 min")]
        {
            assert_eq!(duration(Duration::from_secs(seconds)), text);
        }
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(capitalised("each item"), "Each item");
        assert_eq!(capitalised(""), "");
    }
}
