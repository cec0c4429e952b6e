//! How likely it is that chance alone did it.

/// The chance of at least `from` successes in `n` tries that succeed with chance `p` each, 0 < p < 1.
pub(super) fn binomial_tail(n: usize, from: usize, p: f64) -> f64 {
    if from == 0 {
        return 1.0;
    }
    // The first term in logarithms, the others from one to the next.
    let ways: f64 = (1..=from).map(|i| (real(n - from + i) / real(i)).ln()).sum();
    let mut term = (ways + real(from) * p.ln() + real(n - from) * (1.0 - p).ln()).exp();
    let mut tail = 0.0;
    for successes in from..=n {
        tail += term;
        term *= real(n - successes) / real(successes + 1) * p / (1.0 - p);
    }
    f64::min(tail, 1.0)
}

/// The chance that X² with so many degrees of freedom is at least `x` (Abramowitz and Stegun 1964,
/// 26.4.4 and 26.4.5).
pub(super) fn chi_square_tail(x: f64, degrees: usize) -> f64 {
    let half = x / 2.0;
    let is_odd = degrees % 2 == 1;
    let (mut tail, mut term) = if is_odd {
        (erfc(half.sqrt()), (-half).exp() * 2.0 * (half / std::f64::consts::PI).sqrt())
    } else {
        (0.0, (-half).exp())
    };
    for step in 0..degrees / 2 {
        tail += term;
        term *= half / (real(step + 1) + if is_odd { 0.5 } else { 0.0 });
    }
    tail
}

/// The complementary error function from 0 on, to 1.5 × 10⁻⁷ (Abramowitz and Stegun 1964, 7.1.26).
fn erfc(x: f64) -> f64 {
    const FACTORS: [f64; 5] =
        [1.061_405_429, -1.453_152_027, 1.421_413_741, -0.284_496_736, 0.254_829_592];
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    FACTORS.iter().fold(0.0, |sum, factor| (sum + factor) * t) * (-x * x).exp()
}

/// Pearson's X² of counts against what is expected; places of which nothing is expected are left
/// out.
pub(super) fn chi_square(observed: &[usize], expected: &[f64]) -> f64 {
    let places = observed.iter().zip(expected).filter(|(_, expected)| **expected > 0.0);
    places.map(|(count, expected)| (real(*count) - expected).powi(2) / expected).sum()
}

/// How many draws a simulation makes.
const DRAWS: usize = 10_000;

/// The chance that X² is at least as large as that of the counts, where the key of each question is
/// as likely in each of its places: the share of simulated decks. The seed is fixed, so that a deck
/// is judged alike each time.
pub(super) fn simulated_tail(places: &[usize], observed: &[usize], expected: &[f64]) -> f64 {
    // What is equal but for rounding counts as equal.
    let least = chi_square(observed, expected) - 1e-9;
    let mut random = Random(0x5eed);
    let mut counts = vec![0; observed.len()];
    let mut reached = 0;
    for _ in 0..DRAWS {
        counts.fill(0);
        for places in places {
            counts[random.below(*places)] += 1;
        }
        reached += usize::from(chi_square(&counts, expected) >= least);
    }
    real(reached) / real(DRAWS)
}

/// `SplitMix64` (Steele, Lea and Flood 2014): small, and good enough for such a simulation.
struct Random(u64);

impl Random {
    /// A number below a bound that is small against 2³².
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let high = ((z ^ (z >> 31)) >> 32) as usize;
        (high * bound) >> 32
    }
}

/// A count as a float; counts of questions are far below 2⁵², and so exact.
#[allow(clippy::cast_precision_loss, reason = "small counts")]
pub(super) fn real(count: usize) -> f64 {
    count as f64
}

/// A chance as text.
pub(super) fn percent(chance: f64) -> String {
    if chance < 0.001 { "below 0.1 %".to_owned() } else { format!("{:.1} %", chance * 100.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(one: f64, other: f64, within: f64) {
        assert!((one - other).abs() <= within, "{one} and {other}");
    }

    #[test]
    fn tails_are_those_of_the_tables() {
        close(binomial_tail(12, 9, 0.25), 0.000_392, 0.000_000_5);
        close(binomial_tail(5, 0, 0.5), 1.0, 0.0);
        close(binomial_tail(100_000, 50_000, 0.5), 0.501_26, 0.000_1);
        for (degrees, five, one) in
            [(1, 3.841, 6.635), (2, 5.991, 9.210), (3, 7.815, 11.345), (4, 9.488, 13.277)]
        {
            close(chi_square_tail(five, degrees), 0.05, 0.000_05);
            close(chi_square_tail(one, degrees), 0.01, 0.000_01);
        }
    }

    #[test]
    fn a_simulation_comes_near_the_exact_chance() {
        let (observed, expected) = ([3, 9, 6, 2], [5.0; 4]);
        close(chi_square(&observed, &expected), 6.0, 1e-12);
        close(chi_square_tail(6.0, 3), 0.1116, 0.000_05);
        close(simulated_tail(&[4; 20], &observed, &expected), 0.1212, 0.01);
    }
}
