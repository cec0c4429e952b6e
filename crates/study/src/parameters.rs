//! The 21 parameters of the memory model.

use fsrs::{DEFAULT_PARAMETERS, FSRS};

/// How many parameters FSRS-6 has.
const COUNT: usize = 21;
/// Decimals of a trained parameter. Training works in single precision, of which no more is left.
const DECIMALS: f64 = 1e6;

/// The 21 parameters of FSRS-6, w0 to w20: finite numbers. Those outside of the range that the
/// model allows are taken as the end of that range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters([f64; COUNT]);

/// Numbers that are no parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParametersError {
    /// Another number of them.
    #[error("the memory model has 21 parameters, not {0}")]
    Count(usize),
    /// One of them is infinite or no number.
    #[error("parameter w{0} of the memory model is not a finite number")]
    NotFinite(usize),
}

impl Default for Parameters {
    fn default() -> Self {
        Self(DEFAULT_PARAMETERS.map(decimal))
    }
}

impl Parameters {
    /// Takes w0 to w20.
    ///
    /// # Errors
    /// When there are not 21 of them, or one is not finite in single precision.
    pub fn new(values: &[f64]) -> Result<Self, ParametersError> {
        let values: [f64; COUNT] =
            values.try_into().map_err(|_| ParametersError::Count(values.len()))?;
        match values.iter().position(|value| !(*value as f32).is_finite()) {
            Some(index) => Err(ParametersError::NotFinite(index)),
            None => Ok(Self(values)),
        }
    }

    /// w0 to w20.
    #[must_use]
    pub fn values(&self) -> &[f64; COUNT] {
        &self.0
    }

    /// As training gives them, rounded to the decimals that a file keeps.
    pub(crate) fn from_training(values: &[f32]) -> Result<Self, ParametersError> {
        Self::new(&values.iter().copied().map(decimal).collect::<Vec<_>>())
    }

    /// The decay of the forgetting curve, in the range that the model allows.
    pub(crate) fn decay(&self) -> f32 {
        (self.0[20] as f32).clamp(0.1, 0.8)
    }

    /// The crate's model with these parameters.
    pub(crate) fn fsrs(&self) -> FSRS {
        // It refuses only what `new` refuses.
        FSRS::new(&self.0.map(|value| value as f32)).unwrap_or_default()
    }
}

/// The number that was meant by one in single precision.
fn decimal(value: f32) -> f64 {
    (f64::from(value) * DECIMALS).round() / DECIMALS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_those_of_the_reference() {
        let values = Parameters::default();
        let known = [
            0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
            1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
        ];
        assert_eq!(values.values(), &known);
        assert_eq!(Parameters::new(&known), Ok(values));
    }

    #[test]
    fn other_counts_and_numbers_are_refused_in_words() {
        let message = |values: &[f64]| Parameters::new(values).unwrap_err().to_string();
        for count in [0, 17, 19, 20, 22] {
            let expected = format!("the memory model has 21 parameters, not {count}");
            assert_eq!(message(&vec![1.0; count]), expected);
        }
        for (index, value) in [(0, f64::NAN), (7, f64::INFINITY), (20, 1e300)] {
            let mut values = *Parameters::default().values();
            values[index] = value;
            let expected = format!("parameter w{index} of the memory model is not a finite number");
            assert_eq!(message(&values), expected);
        }
    }

    #[test]
    fn numbers_out_of_range_are_taken_as_its_end() {
        let mut values = *Parameters::default().values();
        values[20] = 7.0;
        assert_eq!(Parameters::new(&values).unwrap().decay().to_bits(), 0.8_f32.to_bits());
    }
}
