//! Extra time: the factor by which every time of a sitting is multiplied.

use deck_format::Fraction;

/// The most that times may be multiplied by.
pub const MOST_EXTRA_TIME: i64 = 10;

/// Reads a factor of extra time: a fraction, or a decimal with up to 3 places, from 1 to
/// [`MOST_EXTRA_TIME`].
#[must_use]
pub fn extra_time(text: &str) -> Option<Fraction> {
    let fraction = text.parse().ok().or_else(|| decimal(text))?;
    (Fraction::ONE..=Fraction::new(MOST_EXTRA_TIME, 1)).contains(&fraction).then_some(fraction)
}

fn decimal(text: &str) -> Option<Fraction> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let places = u32::try_from(decimals.len()).ok().filter(|places| *places <= 3)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 2 || !digits(whole) || !digits(decimals) {
        return None;
    }
    let numerator = format!("{whole}{decimals}").parse().ok()?;
    Some(Fraction::new(numerator, 10_i64.pow(places)))
}
