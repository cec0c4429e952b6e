//! The code by which a student and an instructor see that they have the same record.

use std::fmt;

use super::chain::Link;

/// The receipt of a finished sitting: the `h` of its `end` line, in groups of four, such as
/// `7f3a-91c2-0b5d-e4a8`. The chain makes it stand for every line up to that one; what comes after
/// the end leaves it as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt(pub(super) Link);

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}
