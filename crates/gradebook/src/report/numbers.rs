//! Numbers as a person reads them.

use crate::items::{Interval, Stat};

/// With two decimals; a dash where it is not defined.
#[must_use]
pub fn short(stat: Stat) -> String {
    stat.value().map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}

/// With two decimals, or `n/a` and why.
#[must_use]
pub fn told(stat: Stat) -> String {
    format!("{stat:.2}")
}

/// A number in percent, or `n/a` and why.
#[must_use]
pub fn percent(stat: Stat) -> String {
    match stat.value() {
        Some(value) => format!("{value:.0} %"),
        None => stat.to_string(),
    }
}

/// `(0.49–0.94)`, or `(-0.20 to 0.31)` where a minus stands beside the dash; nothing where it is not
/// defined.
#[must_use]
pub fn interval(interval: Interval) -> Option<String> {
    let (low, high) = (interval.low.value()?, interval.high.value()?);
    let between = if low < 0.0 || high < 0.0 { " to " } else { "–" };
    Some(format!("({low:.2}{between}{high:.2})"))
}

/// A number with its interval, or `n/a` and why.
#[must_use]
pub fn within(stat: Stat, ends: Interval) -> String {
    match interval(ends) {
        Some(ends) => format!("{} {ends}", told(stat)),
        None => told(stat),
    }
}

/// Seconds, as `45 s` or `6 min 12 s`; a dash where none were recorded.
#[must_use]
pub fn seconds(stat: Stat) -> String {
    match stat.value() {
        Some(seconds) if (0.0..9.95).contains(&seconds) => format!("{seconds:.1} s"),
        // Times are at most those of `u32` milliseconds.
        Some(seconds) if seconds >= 0.0 => {
            console::words::duration(std::time::Duration::from_secs_f64(seconds.round()))
        }
        _ => "–".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::items::Missing;

    use super::*;

    #[test]
    fn what_is_not_defined_is_no_number() {
        let none = Stat::from(Missing::PapersDiffer);
        assert_eq!([short(none), told(none), seconds(none)], ["–", "n/a: papers differ", "–"]);
        assert_eq!(percent(none), "n/a: papers differ");
        let ends = Interval { low: none, high: none };
        assert_eq!((interval(ends), within(0.5.into(), ends)), (None, "0.50".to_owned()));
    }

    #[test]
    fn no_minus_stands_beside_a_dash() {
        let ends = |low: f64, high: f64| interval(Interval { low: low.into(), high: high.into() });
        assert_eq!(ends(0.49, 0.94).as_deref(), Some("(0.49–0.94)"));
        assert_eq!(ends(-0.2, 0.31).as_deref(), Some("(-0.20 to 0.31)"));
    }

    #[test]
    fn short_times_have_a_decimal() {
        let told = [0.9, 9.94, 9.96, 372.4].map(|s| seconds(s.into()));
        assert_eq!(told, ["0.9 s", "9.9 s", "10 s", "6 min 12 s"]);
    }
}
