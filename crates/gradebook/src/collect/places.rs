//! Where the records of pieces stand in their files.

use super::pieces::PieceId;

/// How much of its file a piece holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PieceSize {
    pub(crate) at: PieceId,
    /// How many records, those that cannot be read included.
    pub(crate) records: u32,
    /// How many lines.
    pub(crate) lines: usize,
}

/// Where the pieces of files stand.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The pieces in order, each with what stands before it in its file.
    before: Vec<PieceSize>,
    /// How many records each file holds.
    records: Vec<u32>,
}

impl Places {
    /// Puts pieces in their order.
    pub(crate) fn new(pieces: impl IntoIterator<Item = PieceSize>, files: usize) -> Self {
        let mut before: Vec<PieceSize> = pieces.into_iter().collect();
        before.sort_unstable_by_key(|piece| piece.at);
        let mut all = Self { before, records: vec![0; files] };
        let mut lines = 0;
        for piece in &mut all.before {
            let records = &mut all.records[piece.at.file as usize];
            if *records == 0 {
                lines = 0;
            }
            let own = *piece;
            (piece.records, piece.lines) = (*records, lines);
            *records += own.records;
            lines += own.lines;
        }
        all
    }

    /// How many records, and how many lines, stand before a piece in its file.
    pub(crate) fn before(&self, at: PieceId) -> (usize, usize) {
        let found = self.before.binary_search_by_key(&at, |piece| piece.at);
        found.map_or((0, 0), |at| (self.before[at].records as usize, self.before[at].lines))
    }

    /// Whether a file holds several records.
    pub(crate) fn is_shared(&self, file: u32) -> bool {
        self.records.get(file as usize).is_some_and(|records| *records > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_a_piece_is_counted_in_its_file() {
        let piece = |file, number, records, lines| PieceSize {
            at: PieceId { file, number },
            records,
            lines,
        };
        let pieces = [piece(1, 1, 2, 9), piece(0, 0, 1, 5), piece(1, 0, 3, 20), piece(1, 2, 1, 4)];
        let places = Places::new(pieces, 2);
        let before = |file, number| places.before(PieceId { file, number });
        assert_eq!([before(0, 0), before(1, 0)], [(0, 0); 2]);
        assert_eq!([before(1, 1), before(1, 2)], [(3, 20), (5, 29)]);
        assert!(!places.is_shared(0) && places.is_shared(1));
    }
}
