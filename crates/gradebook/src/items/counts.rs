//! How often each cell occurs among some students, in as little memory as it takes.

/// Counts by cell. Few students are listed cell by cell, many are counted in a table; both say the
/// same, so that neither order nor number of threads shows.
#[derive(Debug, Clone)]
pub(super) enum Counts {
    /// Every occurrence of a cell.
    Listed(Vec<u32>),
    /// The number of occurrences, by cell.
    Table(Vec<u32>),
}

impl Default for Counts {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

impl Counts {
    /// Counts the cells of one student, all below `cells`, the number of cells known so far.
    pub(super) fn add(&mut self, student: impl Iterator<Item = u32>, cells: usize) {
        match self {
            Self::Table(table) => {
                if table.len() < cells {
                    table.resize(cells, 0);
                }
                student.for_each(|cell| table[cell as usize] += 1);
            }
            Self::Listed(list) => {
                list.extend(student);
                if list.len() >= cells {
                    *self = Self::Table(std::mem::take(self).into_table(cells));
                }
            }
        }
    }

    /// Adds other counts, whose cells are called `names[cell]` here.
    pub(super) fn merge(&mut self, other: &Self, names: &[u32], cells: usize) {
        match other {
            Self::Listed(list) => self.add(list.iter().map(|&cell| names[cell as usize]), cells),
            Self::Table(theirs) => {
                let mut table = std::mem::take(self).into_table(cells);
                for (cell, count) in theirs.iter().enumerate() {
                    table[names[cell] as usize] += count;
                }
                *self = Self::Table(table);
            }
        }
    }

    /// The counts as a table of at least this many cells.
    fn into_table(self, cells: usize) -> Vec<u32> {
        match self {
            Self::Table(mut table) => {
                table.resize(table.len().max(cells), 0);
                table
            }
            Self::Listed(list) => {
                let mut table = vec![0; cells];
                list.into_iter().for_each(|cell| table[cell as usize] += 1);
                table
            }
        }
    }

    /// The cells that occur, each with how often, as `rank` orders them.
    pub(super) fn ranked(&self, rank: &[u32]) -> Vec<(u32, u32)> {
        let mut ranked: Vec<(u32, u32)> = match self {
            Self::Listed(list) => list.iter().map(|&cell| (rank[cell as usize], 1)).collect(),
            Self::Table(table) => {
                let present = table.iter().enumerate().filter(|(_, count)| **count > 0);
                present.map(|(cell, &count)| (rank[cell], count)).collect()
            }
        };
        ranked.sort_unstable();
        ranked.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        ranked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_and_tabled_counts_say_the_same() {
        let students = [[0, 2], [1, 2], [0, 2], [0, 3]];
        let (mut small, mut large) = (Counts::default(), Counts::default());
        for student in students {
            small.add(student.into_iter(), 4);
            large.add(student.into_iter(), 400);
        }
        assert!(matches!(small, Counts::Table(_)) && matches!(large, Counts::Listed(_)));
        let rank: Vec<u32> = (0..400).rev().collect();
        assert_eq!(small.ranked(&rank), large.ranked(&rank));
        assert_eq!(small.ranked(&rank), [(396, 1), (397, 3), (398, 1), (399, 3)]);
    }

    #[test]
    fn merging_translates_the_names_of_cells() {
        for (cells, other_cells) in [(4, 2), (4, 400), (400, 2), (400, 400)] {
            let (mut mine, mut theirs) = (Counts::default(), Counts::default());
            (0..5).for_each(|_| mine.add([0, 1].into_iter(), cells));
            theirs.add([0, 1].into_iter(), other_cells);
            theirs.add([1].into_iter(), other_cells);
            let mut names = vec![3, 1];
            names.resize(other_cells, 0);
            mine.merge(&theirs, &names, cells);
            let rank: Vec<u32> = (0..400).collect();
            assert_eq!(mine.ranked(&rank), [(0, 5), (1, 7), (3, 1)]);
        }
    }
}
