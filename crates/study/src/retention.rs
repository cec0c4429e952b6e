//! How much a student wants to remember.

/// The share of questions that are to be known when they come back: from 0.70 to 0.97, since below
/// nothing is learnt and above everything comes back every day.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Retention(f64);

/// A number that is no retention.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("a retention is a number from 0.70 to 0.97")]
pub struct RetentionError;

impl Default for Retention {
    fn default() -> Self {
        Self(0.90)
    }
}

impl Retention {
    /// The lowest.
    pub const MIN: Self = Self(0.70);
    /// The highest.
    pub const MAX: Self = Self(0.97);

    /// A share of questions.
    ///
    /// # Errors
    /// When it is not from 0.70 to 0.97.
    pub fn new(share: f64) -> Result<Self, RetentionError> {
        let allowed = Self::MIN.0..=Self::MAX.0;
        if allowed.contains(&share) { Ok(Self(share)) } else { Err(RetentionError) }
    }

    /// The share.
    #[must_use]
    pub fn share(self) -> f64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retention_is_in_its_range() {
        for share in [0.70, 0.90, 0.97] {
            assert_eq!(Retention::new(share).map(Retention::share), Ok(share));
        }
        for share in [0.0, 0.6999, 0.9701, 1.0, -0.9, f64::NAN, f64::INFINITY] {
            assert!(Retention::new(share).is_err(), "{share}");
        }
    }
}
