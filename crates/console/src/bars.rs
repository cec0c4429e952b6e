//! Bars for scores.

use deck_format::Fraction;

use crate::look::Look;

/// Blocks that fill one to seven eighths of a column.
const EIGHTHS: [&str; 7] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"];
/// The widest bar.
const WIDEST: usize = 200;

/// A bar of so many columns, filled by a fraction from 0 to 1; empty in line mode, where the
/// number beside it says all.
///
/// Only a whole fraction fills the bar, and anything above 0 shows.
#[must_use]
pub fn bar(fraction: Fraction, columns: usize, look: &Look) -> String {
    if look.is_line() || columns == 0 {
        return String::new();
    }
    let columns = columns.min(WIDEST);
    let (steps, empty) = if look.unicode { (8, "░") } else { (1, ".") };
    let filled = filled(fraction, columns * steps);
    let mut bar = (if look.unicode { "█" } else { "#" }).repeat(filled / steps);
    let mut used = filled / steps;
    if let Some(eighth) = (filled % steps).checked_sub(1) {
        bar.push_str(EIGHTHS[eighth]);
        used += 1;
    }
    bar.push_str(&empty.repeat(columns - used));
    bar
}

/// How many of so many steps a fraction fills.
fn filled(fraction: Fraction, steps: usize) -> usize {
    if fraction >= Fraction::ONE {
        return steps;
    }
    let exact =
        i128::from(fraction.numerator()) * steps as i128 / i128::from(fraction.denominator());
    let least = usize::from(fraction > Fraction::ZERO);
    usize::try_from(exact).unwrap_or(0).max(least).min(steps - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::width;

    #[test]
    fn bars_are_filled_in_eighths() {
        let look = Look::rich(80);
        let bar = |n, d| bar(Fraction::new(n, d), 4, &look);
        assert_eq!(bar(0, 1), "░░░░");
        assert_eq!(bar(1, 2), "██░░");
        assert_eq!(bar(17, 32), "██▏░");
        assert_eq!(bar(1, 1000), "▏░░░", "anything shows");
        assert_eq!(bar(999, 1000), "███▉", "only all is full");
        assert_eq!(bar(1, 1), "████");
        assert_eq!(bar(-1, 2), "░░░░");
        assert_eq!(bar(3, 2), "████");
    }

    #[test]
    fn ascii_has_whole_columns() {
        let ascii = Look::rich(80).ascii();
        assert_eq!(bar(Fraction::new(1, 2), 5, &ascii), "##...");
        assert_eq!(bar(Fraction::new(1, 100), 5, &ascii), "#....");
        assert_eq!(bar(Fraction::new(1, 2), 1, &ascii), ".", "one column cannot show a half");
    }

    #[test]
    fn line_mode_has_no_bars() {
        assert_eq!(bar(Fraction::ONE, 9, &Look::LINE), "");
    }

    #[test]
    fn a_bar_has_its_width() {
        for part in 0..=40 {
            let bar = bar(Fraction::of(part, 40), 13, &Look::rich(80));
            assert_eq!(width(&bar), 13, "{bar}");
        }
    }
}
