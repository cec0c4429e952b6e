//! Which items stood on a student's paper, and who got what right there.

use std::collections::HashMap;

/// The most different papers that are told apart. A class with more sat drawn papers of which
/// hardly any is shared; its papers are then known by their points only, in flat memory.
pub(super) const MAX_PAPERS: usize = 128;
/// The most items of a paper for which it is noted who was right where another was wrong.
const MAX_BEATEN: usize = 512;

/// A set of the items of a class, one bit each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct ItemSet(Vec<u64>);

impl ItemSet {
    /// No item, of a class of so many.
    pub(super) fn of_class(items: usize) -> Self {
        Self(vec![0; items.div_ceil(64)])
    }

    pub(super) fn clear(&mut self) {
        self.0.fill(0);
    }

    /// Puts an item of the class in; false where it was in already.
    pub(super) fn insert(&mut self, item: u32) -> bool {
        let (word, bit) = (&mut self.0[item as usize / 64], 1 << (item % 64));
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }

    /// Puts an item of the class in on a condition, without a branch that nobody can foresee.
    pub(super) fn insert_if(&mut self, condition: bool, item: u32) {
        self.0[item as usize / 64] |= u64::from(condition) << (item % 64);
    }

    pub(super) fn contains(&self, item: u32) -> bool {
        self.0.get(item as usize / 64).is_some_and(|word| word >> (item % 64) & 1 == 1)
    }

    /// The items in ascending order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.0).flat_map(|(index, &word)| {
            let rest = |word: &u64| Some(word & (word - 1)).filter(|&rest| rest != 0);
            std::iter::successors(Some(word).filter(|&word| word != 0), rest)
                .map(move |word| index * 64 + word.trailing_zeros())
        })
    }

    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }
}

/// For each two items of a paper, by their place among its items: whether some student got the one
/// right and the other wrong. Conditional estimates exist only where that graph hangs together.
#[derive(Debug, Clone)]
pub(super) struct Beaten {
    /// Row `j`: the items that someone got right who got `j` wrong.
    rows: Vec<Vec<u64>>,
    /// Nothing is left to be found.
    complete: bool,
    seen: u64,
}

impl Beaten {
    /// A paper of `items` items; `None` where they are too many.
    fn new(items: usize) -> Option<Self> {
        let rows = || vec![vec![0; items.div_ceil(64)]; items];
        (items <= MAX_BEATEN).then(|| Self { rows: rows(), complete: false, seen: 0 })
    }

    /// Whether someone got `right` right and `wrong` wrong.
    pub(super) fn is(&self, right: usize, wrong: usize) -> bool {
        self.rows[wrong][right / 64] >> (right % 64) & 1 == 1
    }

    /// Notes one student's answers: the items of the paper, and those of them that were right.
    fn add(&mut self, set: &ItemSet, right: &ItemSet) {
        if self.complete {
            return;
        }
        let mut places = vec![0_u64; self.rows.len().div_ceil(64)];
        let mut wrong = Vec::with_capacity(self.rows.len());
        for (place, item) in set.iter().enumerate() {
            if right.contains(item) {
                places[place / 64] |= 1 << (place % 64);
            } else {
                wrong.push(place);
            }
        }
        for place in wrong {
            self.rows[place].iter_mut().zip(&places).for_each(|(row, places)| *row |= places);
        }
        self.seen += 1;
        if self.seen.is_multiple_of(1024) {
            self.complete = self.is_complete();
        }
    }

    fn is_complete(&self) -> bool {
        let others = self.rows.len().saturating_sub(1);
        let beaten_by =
            |row: &[u64]| row.iter().map(|word| word.count_ones() as usize).sum::<usize>();
        self.rows.iter().all(|row| others == beaten_by(row))
    }

    fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.rows.iter_mut().zip(&other.rows) {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine |= theirs);
        }
    }
}

/// The papers of some students.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    /// Its items that are part of the totals; empty where papers are known by points only.
    pub(super) set: ItemSet,
    /// Its most points, in thousandths.
    pub(super) points: u64,
    /// Who got what right there; `None` on a paper too long for it or known by points only.
    pub(super) beaten: Option<Beaten>,
}

/// All papers seen so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Papers {
    list: Vec<Paper>,
    by_set: HashMap<ItemSet, u32>,
    by_points: HashMap<u64, u32>,
    /// Whether papers are known by points only.
    mixed: bool,
    last: u32,
}

/// What became of a paper that was looked up.
pub(super) enum Found {
    /// It is known under this number.
    At(u32),
    /// It is one too many: papers must be known by points only from now on.
    TooMany,
}

impl Papers {
    pub(super) fn is_mixed(&self) -> bool {
        self.mixed
    }

    /// The number of a paper, new or known.
    pub(super) fn find(&mut self, set: &ItemSet, points: u64) -> Found {
        if self.mixed {
            return Found::At(self.of_points(points));
        }
        if self.list.get(self.last as usize).is_some_and(|paper| paper.set == *set) {
            return Found::At(self.last);
        }
        if let Some(&known) = self.by_set.get(set) {
            self.last = known;
            return Found::At(known);
        }
        if self.list.len() == MAX_PAPERS {
            return Found::TooMany;
        }
        let beaten = Beaten::new(set.len());
        self.last = self.push(Paper { set: set.clone(), points, beaten });
        self.by_set.insert(set.clone(), self.last);
        Found::At(self.last)
    }

    fn of_points(&mut self, points: u64) -> u32 {
        if let Some(&known) = self.by_points.get(&points) {
            return known;
        }
        let new = self.push(Paper { set: ItemSet::default(), points, beaten: None });
        self.by_points.insert(points, new);
        new
    }

    fn push(&mut self, paper: Paper) -> u32 {
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(paper);
        number
    }

    /// Knows papers by their points only from now on; gives the new number of each old one.
    pub(super) fn mix(&mut self) -> Vec<u32> {
        let old = std::mem::take(&mut self.list);
        self.by_set = HashMap::new();
        self.mixed = true;
        old.iter().map(|paper| self.of_points(paper.points)).collect()
    }

    /// Notes who got what right on a paper.
    pub(super) fn note(&mut self, paper: u32, set: &ItemSet, right: &ItemSet) {
        if let Some(beaten) = &mut self.list[paper as usize].beaten {
            beaten.add(set, right);
        }
    }

    /// Takes in what another thread saw of the same paper.
    pub(super) fn merge_beaten(&mut self, paper: u32, other: &Paper) {
        if let (Some(mine), Some(theirs)) = (&mut self.list[paper as usize].beaten, &other.beaten) {
            mine.merge(theirs);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Paper> {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(items: &[u32]) -> ItemSet {
        let mut set = ItemSet::of_class(256);
        items.iter().for_each(|&item| assert!(set.insert(item)));
        set
    }

    #[test]
    fn a_set_gives_its_items_in_order_and_notes_a_repeat() {
        let mut items = set(&[130, 0, 63, 64]);
        assert_eq!(items.iter().collect::<Vec<_>>(), [0, 63, 64, 130]);
        assert_eq!(items.len(), 4);
        assert!(!items.insert(64) && items.contains(63) && !items.contains(1_000));
    }

    #[test]
    fn who_beat_what_is_told_by_place_on_the_paper() {
        let mut papers = Papers::default();
        let items = set(&[3, 70, 200]);
        let Found::At(paper) = papers.find(&items, 3_000) else { panic!("the first paper") };
        papers.note(paper, &items, &set(&[70]));
        let beaten = papers.list[paper as usize].beaten.as_ref().unwrap();
        assert!(beaten.is(1, 0) && beaten.is(1, 2));
        assert!(!beaten.is(0, 1) && !beaten.is(2, 0) && !beaten.is(1, 1));
    }

    #[test]
    fn too_many_papers_are_known_by_points() {
        let mut papers = Papers::default();
        for item in 0..128 {
            assert!(matches!(papers.find(&set(&[item]), u64::from(item % 2)), Found::At(_)));
        }
        assert!(matches!(papers.find(&set(&[0, 1]), 2), Found::TooMany));
        let renamed = papers.mix();
        assert_eq!((renamed.len(), papers.iter().count()), (128, 2));
        assert_eq!(renamed[4], renamed[2]);
        assert_ne!(renamed[4], renamed[3]);
    }
}
