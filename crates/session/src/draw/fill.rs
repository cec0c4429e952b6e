//! Filling an exact number from units of several sizes.

/// Takes units in their order until their sizes add up to `wanted`, passing over a unit where the
/// units after it could not make up the exact number any more. Where no choice of units adds up to
/// `wanted`, the largest sum below it is aimed at. Gives the indices of the units taken.
///
/// Sizes are at least 1. The time grows with units × wanted / 64 at worst, and hardly with the
/// number of units where there are many of size 1.
pub(super) fn fill(sizes: &[usize], wanted: usize) -> Vec<usize> {
    if sizes.iter().sum::<usize>() <= wanted {
        return (0..sizes.len()).collect();
    }
    let starts = latest_starts(sizes, wanted);
    let mut left = starts.iter().rposition(Option::is_some).unwrap_or(0);
    let mut taken = Vec::new();
    for (index, &size) in sizes.iter().enumerate() {
        let fills = |sum: usize| starts[sum].is_some_and(|start| start > index);
        if left.checked_sub(size).is_some_and(fills) {
            left -= size;
            taken.push(index);
        }
    }
    taken
}

/// For every sum up to `most`: the largest index from which on some units add up to it. With it,
/// whether the units after any index can make up a sum is one comparison.
fn latest_starts(sizes: &[usize], most: usize) -> Vec<Option<usize>> {
    let mut starts = vec![None; most + 1];
    starts[0] = Some(sizes.len());
    let mut sums = Sums::new(most);
    let mut missing = most;
    for (index, &size) in sizes.iter().enumerate().rev() {
        if missing == 0 {
            break;
        }
        for sum in sums.add(size) {
            starts[sum] = Some(index);
            missing -= 1;
        }
    }
    starts
}

/// The sums that some units add up to, a bit for each.
struct Sums {
    words: Vec<u64>,
    most: usize,
}

const BITS: usize = u64::BITS as usize;

impl Sums {
    /// Without units there is the sum 0 only.
    fn new(most: usize) -> Self {
        let mut words = vec![0; most / BITS + 1];
        words[0] = 1;
        Self { words, most }
    }

    /// Adds a unit. Gives the sums up to `most` that it is the first to make.
    fn add(&mut self, size: usize) -> Vec<usize> {
        let (by_words, by_bits) = (size / BITS, size % BITS);
        let mut new = Vec::new();
        // From the top down, so that a word is read before the unit changes it.
        for to in (by_words..self.words.len()).rev() {
            let from = to - by_words;
            let mut shifted = self.words[from] << by_bits;
            if by_bits > 0 && from > 0 {
                shifted |= self.words[from - 1] >> (BITS - by_bits);
            }
            let mut fresh = shifted & !self.words[to];
            self.words[to] |= fresh;
            while fresh != 0 {
                new.push(to * BITS + fresh.trailing_zeros() as usize);
                fresh &= fresh - 1;
            }
        }
        new.retain(|&sum| sum <= self.most);
        new
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The sums of every choice of the sizes, without cleverness.
    fn all_sums(sizes: &[usize]) -> Vec<usize> {
        (0_u32..1 << sizes.len())
            .map(|choice| (0..sizes.len()).filter(|i| choice >> i & 1 == 1).map(|i| sizes[i]).sum())
            .collect()
    }

    /// The rule word for word: a unit is taken unless the rest could not be made up after it.
    fn fill_by_trying(sizes: &[usize], wanted: usize) -> Vec<usize> {
        let best = all_sums(sizes).into_iter().filter(|&sum| sum <= wanted).max();
        let mut left = best.unwrap();
        let mut taken = Vec::new();
        for (index, &size) in sizes.iter().enumerate() {
            if size <= left && all_sums(&sizes[index + 1..]).contains(&(left - size)) {
                left -= size;
                taken.push(index);
            }
        }
        taken
    }

    #[test]
    fn the_first_are_taken_where_all_are_single() {
        assert_eq!(fill(&[1; 5], 3), [0, 1, 2]);
        assert_eq!(fill(&[1; 5], 5), [0, 1, 2, 3, 4]);
        assert_eq!(fill(&[1; 5], 9), [0, 1, 2, 3, 4]);
        assert_eq!(fill(&[1; 5], 0), [0; 0]);
        assert_eq!(fill(&[], 2), [0; 0]);
    }

    #[test]
    fn a_unit_that_spoils_the_exact_number_is_passed_over() {
        assert_eq!(fill(&[3, 1, 1, 1], 2), [1, 2]);
        assert_eq!(fill(&[2, 3, 3], 6), [1, 2]);
        assert_eq!(fill(&[1, 2, 2], 4), [1, 2]);
        assert_eq!(fill(&[1, 3, 1, 1], 5), [0, 1, 2]);
    }

    #[test]
    fn the_largest_number_in_reach_is_aimed_at() {
        assert_eq!(fill(&[2, 2, 2], 5), [0, 1]);
        assert_eq!(fill(&[4, 4], 3), [0; 0]);
        assert_eq!(fill(&[5, 3, 4], 6), [0]);
    }

    proptest! {
        #[test]
        fn it_agrees_with_trying_every_choice(
            sizes in prop::collection::vec(1_usize..12, 0..10),
            wanted in 0_usize..60,
        ) {
            prop_assert_eq!(fill(&sizes, wanted), fill_by_trying(&sizes, wanted));
        }

        /// Sizes and sums beyond one word of 64 bits.
        #[test]
        fn it_agrees_over_several_words(
            sizes in prop::collection::vec(1_usize..200, 0..10),
            wanted in 0_usize..700,
        ) {
            prop_assert_eq!(fill(&sizes, wanted), fill_by_trying(&sizes, wanted));
        }
    }
}
