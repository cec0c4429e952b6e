//! Whether a blueprint can be filled, whatever is drawn.

use std::collections::HashSet;

use crate::deck::{BlueprintRow, Deck, Question};
use crate::face::Face;

/// A row of a blueprint that can run dry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    /// The index of the row.
    pub row: usize,
    /// How many questions it asks for.
    pub wanted: usize,
    /// How many fit it; of a family only one counts, since only one is drawn.
    pub fitting: usize,
    /// How many of those the rows above may take.
    pub taken: usize,
}

impl Shortfall {
    /// How many are sure to be left for the row.
    #[must_use]
    pub fn sure(&self) -> usize {
        self.fitting.saturating_sub(self.taken)
    }
}

impl Deck {
    /// The rows of the blueprint that can run dry.
    ///
    /// A row's worst case is that every row above it took as many of its questions as it could. The
    /// answer is on the safe side: a row that is not named can always be filled, as long as no
    /// passage is larger than what is left of the row.
    #[must_use]
    pub fn blueprint_shortfalls(&self) -> Vec<Shortfall> {
        let rows = &self.face.blueprint;
        let shortfall = |(row, this): (usize, &BlueprintRow)| {
            let fits: Vec<&Face> = self.fitting(this).collect();
            let taken = rows[..row].iter().map(|above| {
                let shared = fits.iter().copied().filter(|face| self.competes(above, face));
                distinct(shared).min(above.count)
            });
            let found = Shortfall {
                row,
                wanted: this.count,
                taken: taken.sum(),
                fitting: distinct(fits.iter().copied()),
            };
            (found.sure() < found.wanted).then_some(found)
        };
        rows.iter().enumerate().filter_map(shortfall).collect()
    }

    fn fitting<'a>(&'a self, row: &'a BlueprintRow) -> impl Iterator<Item = &'a Face> {
        self.questions.iter().map(|question| &question.face).filter(|face| row.fits(face))
    }

    /// Whether a row can take a question away: by itself, or by another of its family.
    fn competes(&self, row: &BlueprintRow, face: &Face) -> bool {
        let kin =
            |question: &Question| question.face.family == face.family && row.fits(&question.face);
        row.fits(face) || (face.family.is_some() && self.questions.iter().any(kin))
    }
}

/// How many of these questions can be drawn together: a family counts once.
fn distinct<'a>(faces: impl Iterator<Item = &'a Face>) -> usize {
    let mut families = HashSet::new();
    faces.filter(|face| face.family.as_ref().is_none_or(|family| families.insert(family))).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn deck(blueprint: &str) -> Deck {
        let mut text = format!("format = 1\nid = \"d\"\ntitle = \"T\"\n{blueprint}\n");
        for (id, fields) in [
            ("q1", "tags = [\"x\"]"),
            ("q2", "tags = [\"x\"]\ndifficulty = \"easy\""),
            ("q3", "tags = [\"y\"]\nfamily = \"f\""),
            ("q4", "tags = [\"y\"]\nfamily = \"f\""),
        ] {
            text += &format!(
                "[[question]]\nid = \"{id}\"\nprompt = \"{id}\"\nanswer = true\n{fields}\n"
            );
        }
        parse(&text).unwrap()
    }

    #[test]
    fn rows_that_can_be_filled_are_silent() {
        let rows = "[[blueprint]]\ntag = \"x\"\ncount = 2\n[[blueprint]]\ntag = \"y\"\ncount = 1";
        assert_eq!(deck(rows).blueprint_shortfalls(), []);
    }

    #[test]
    fn a_family_counts_once_and_rows_above_take_away() {
        let rows = "[[blueprint]]\ntag = \"y\"\ncount = 2\n\
                    [[blueprint]]\ntag = \"x\"\ncount = 1\n\
                    [[blueprint]]\ndifficulty = \"easy\"\ncount = 1";
        let found = deck(rows).blueprint_shortfalls();
        assert_eq!(
            found,
            [
                Shortfall { row: 0, wanted: 2, fitting: 1, taken: 0 },
                Shortfall { row: 2, wanted: 1, fitting: 1, taken: 1 },
            ]
        );
        assert_eq!(found[1].sure(), 0);
    }
}
