//! Numbers as they are typed, and their comparison with a key. All arithmetic is exact.

mod compare;
mod locale;
mod read;

#[cfg(test)]
mod tests;

use std::fmt;

use num_rational::BigRational;

pub use compare::compare_number;
pub use read::read_number;

/// A number as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedNumber {
    /// Its value, in the unit that was typed.
    pub value: BigRational,
    /// The text after the number, such as `km` or `%`.
    pub unit: Option<String>,
}

/// Why a text is not read as a number. It is asked again rather than marked wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberProblem {
    /// Nothing was typed.
    Empty,
    /// It is no number.
    NotANumber,
    /// A point or comma that may part decimals or group digits.
    Ambiguous {
        /// The number as it was typed, without sign and unit.
        typed: String,
        /// The decimal mark of the deck's language.
        decimal: char,
    },
    /// More than 40 digits, or an exponent beyond ±30.
    TooLong,
}

impl NumberProblem {
    /// A sentence that tells a student what to type.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Empty => "Type a number, such as 12, 0.5, 1/3 or 6.02e23.".to_owned(),
            Self::NotANumber => {
                "That is not a number. Type one such as 12, -0.5, 1/3 or 6.02e23.".to_owned()
            }
            Self::Ambiguous { typed, decimal } => ambiguous(typed, *decimal),
            Self::TooLong => {
                "That number is too long: at most 40 digits, and an exponent from -30 to 30."
                    .to_owned()
            }
        }
    }
}

impl fmt::Display for NumberProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.help())
    }
}

impl std::error::Error for NumberProblem {}

fn ambiguous(typed: &str, decimal: char) -> String {
    let (mark, decimals, groups, other) = match decimal {
        ',' => ("comma", "2,5", "1.500", "point"),
        _ => ("point", "2.5", "1,500", "comma"),
    };
    format!(
        "“{typed}” can be read in two ways. Write decimals with a {mark}, as in {decimals}; \
         a {other} only parts groups of three digits, as in {groups}."
    )
}
