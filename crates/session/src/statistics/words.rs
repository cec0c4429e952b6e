//! The numbers of a question in one line.

use super::measures::{Answers, Measures, Scores};

/// A statistic between -1 and 1 with two decimals, as item analyses print it: `.31`, `-.12`, `1.00`.
#[must_use]
pub fn decimal(value: f64) -> String {
    let rounded = format!("{value:.2}");
    let (sign, digits) = match rounded.strip_prefix('-') {
        Some(digits) if digits.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) => ("-", digits),
        Some(digits) => ("", digits),
        None => ("", rounded.as_str()),
    };
    format!(
        "{sign}{}",
        digits.strip_prefix("0.").map_or(digits.to_owned(), |rest| format!(".{rest}"))
    )
}

impl Scores {
    /// `p = .31, r = -.12`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let p = format!("p = {}", decimal(self.facility.value));
        match self.discrimination {
            Some(r) => format!("{p}, r = {}", decimal(r.value)),
            None => p,
        }
    }
}

impl Answers {
    /// `option c never chosen`, with its id as the deck has it; `None` where all were.
    #[must_use]
    pub fn never_chosen_in_words(&self) -> Option<String> {
        let never: Vec<String> =
            self.never_chosen().map(|option| format!("`{}`", option.id)).collect();
        match never.as_slice() {
            [] => None,
            [one] => Some(format!("option {one} never chosen")),
            [some @ .., last] => {
                Some(format!("options {} and {last} never chosen", some.join(", ")))
            }
        }
    }
}

impl Measures {
    /// `p = .31, r = -.12, option c never chosen, n = 84`; `None` where nothing was measured with the
    /// text and the key that the question has now.
    #[must_use]
    pub fn in_words(&self) -> Option<String> {
        let scores = self.scores.as_ref()?;
        let never = self.answers.as_ref().and_then(Answers::never_chosen_in_words);
        let never = never.map_or_else(String::new, |never| format!(", {never}"));
        Some(format!("{}{never}, n = {}", scores.in_words(), scores.n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_zero_stands_before_the_point() {
        let values = [0.31, -0.12, 1.0, -1.0, 0.0, -0.001, 0.999, 0.005_1];
        let texts = [".31", "-.12", "1.00", "-1.00", ".00", ".00", "1.00", ".01"];
        assert_eq!(values.map(decimal), texts);
    }
}
