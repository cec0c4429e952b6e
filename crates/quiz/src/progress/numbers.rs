//! Shares in words.

use console::{Look, layout};

/// A share in whole percent. Only nothing is 0 %, and only all is 100 %.
fn whole(share: f64) -> u32 {
    let rounded = (share * 100.0).round() as u32;
    if share > 0.0 && share < 1.0 { rounded.clamp(1, 99) } else { rounded }
}

/// `83 %`.
pub(super) fn percent(share: f64) -> String {
    format!("{} %", whole(share))
}

/// `83 %`, or that there is none.
pub(super) fn percent_or_none(share: Option<f64>, look: &Look) -> String {
    share.map_or_else(|| none(look).to_owned(), percent)
}

/// `75–89 %`, in line mode and in ASCII `75 to 89 %`; or that there is none.
pub(super) fn range(range: Option<(f64, f64)>, look: &Look) -> String {
    let Some((low, high)) = range else { return none(look).to_owned() };
    let (low, high) = (whole(low), whole(high));
    // Where there is no dash, a hyphen would look like a minus, and a line could end behind it.
    let to = if look.is_line() || !look.unicode { " to " } else { look.glyphs().dash };
    format!("{low}{to}{high} %")
}

/// Nothing to tell: a dash holds its place, and in lines it is left out.
fn none(look: &Look) -> &'static str {
    if look.is_line() { "" } else { look.glyphs().dash }
}

/// `missed once`, `missed 3 times`, `never missed`.
pub(super) fn missed(number: usize) -> String {
    match number {
        0 => "never missed".to_owned(),
        1 => "missed once".to_owned(),
        number => format!("missed {number} times"),
    }
}

/// Stands for a character at which a line is not to be broken.
const GLUE: [(&str, &str); 2] = [(" %", "\u{a0}%"), ("–", "\u{2011}")];

/// Wraps a text into so many columns; no number is parted from its sign.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let glued = GLUE.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    let lines = layout::wrap(&glued, columns).into_iter();
    lines.map(|line| GLUE.iter().fold(line, |line, (from, to)| line.replace(to, from))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_all_is_a_hundred_percent() {
        let shares = [0.0, 0.001, 0.5, 0.825, 0.9999, 1.0];
        let expected = ["0 %", "1 %", "50 %", "83 %", "99 %", "100 %"];
        assert_eq!(shares.map(percent), expected);
    }

    #[test]
    fn ranges_are_drawn_and_said() {
        let some = Some((0.214, 0.94));
        assert_eq!(range(some, &Look::rich(80)), "21–94 %");
        assert_eq!(range(some, &Look::rich(80).ascii()), "21 to 94 %");
        assert_eq!(range(some, &Look::LINE), "21 to 94 %");
        assert_eq!(range(None, &Look::LINE), "");
        assert_eq!(percent_or_none(None, &Look::rich(80)), "–");
    }

    #[test]
    fn no_number_is_parted_from_its_sign() {
        assert_eq!(wrap("known: 91 %; 75–100 %", 9), ["known:", "91 %;", "75–100 %"]);
    }
}
