//! FSRS-6 once more, in double precision and written from its formulas for these tests alone: the
//! memory of a student, and the judge of the program, which has the model from a crate.

/// How an answer is rated; the numbers are those of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grade {
    Again = 1,
    Hard,
    Good,
    Easy,
}

/// The model with its parameters w0 to w20.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fsrs6(pub(super) [f64; 21]);

/// What is remembered of a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Trace {
    /// The days until the chance of recall is 0.9.
    pub(super) stability: f64,
    /// From 1 to 10.
    pub(super) difficulty: f64,
}

impl Fsrs6 {
    /// The default parameters.
    pub(super) const DEFAULT: Self = Self([
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
        1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ]);

    /// The same but for some parameters.
    pub(super) fn but(mut self, changes: &[(usize, f64)]) -> Self {
        changes.iter().for_each(|(index, value)| self.0[*index] = *value);
        self
    }

    /// The chance of recall so many days after the last review.
    pub(super) fn recall(&self, trace: Trace, days: u32) -> f64 {
        (1.0 + self.factor() * f64::from(days) / trace.stability).powf(-self.0[20])
    }

    /// After how many days the chance of recall is a share; not rounded.
    pub(super) fn days_until(&self, trace: Trace, share: f64) -> f64 {
        trace.stability / self.factor() * (share.powf(-1.0 / self.0[20]) - 1.0)
    }

    fn factor(&self) -> f64 {
        0.9_f64.powf(-1.0 / self.0[20]) - 1.0
    }

    /// What is remembered after a review, of nothing or of what was remembered before.
    pub(super) fn after(&self, before: Option<Trace>, days: u32, grade: Grade) -> Trace {
        let Some(before) = before else {
            let stability = self.0[grade as usize - 1];
            let difficulty = self.first_difficulty(grade).clamp(1.0, 10.0);
            return Trace { stability, difficulty };
        };
        let stability = match (days, grade) {
            (0, _) => self.same_day(before, grade),
            (_, Grade::Again) => self.lapse(before, days),
            _ => self.success(before, days, grade),
        };
        Trace {
            stability: stability.clamp(0.001, 36_500.0),
            difficulty: self.next_difficulty(before.difficulty, grade),
        }
    }

    fn first_difficulty(&self, grade: Grade) -> f64 {
        self.0[4] - (self.0[5] * (grade as u8 as f64 - 1.0)).exp() + 1.0
    }

    fn next_difficulty(&self, difficulty: f64, grade: Grade) -> f64 {
        let change = -self.0[6] * (grade as u8 as f64 - 3.0);
        let damped = difficulty + change * (10.0 - difficulty) / 9.0;
        let easy = self.first_difficulty(Grade::Easy);
        (self.0[7] * easy + (1.0 - self.0[7]) * damped).clamp(1.0, 10.0)
    }

    fn success(&self, Trace { stability, difficulty }: Trace, days: u32, grade: Grade) -> f64 {
        let forgotten = 1.0 - self.recall(Trace { stability, difficulty }, days);
        let factor = match grade {
            Grade::Hard => self.0[15],
            Grade::Easy => self.0[16],
            _ => 1.0,
        };
        let growth = self.0[8].exp()
            * (11.0 - difficulty)
            * stability.powf(-self.0[9])
            * (self.0[10] * forgotten).exp_m1();
        stability * (1.0 + growth * factor)
    }

    fn lapse(&self, Trace { stability, difficulty }: Trace, days: u32) -> f64 {
        let forgotten = 1.0 - self.recall(Trace { stability, difficulty }, days);
        let relearnt = self.0[11]
            * difficulty.powf(-self.0[12])
            * ((stability + 1.0).powf(self.0[13]) - 1.0)
            * (self.0[14] * forgotten).exp();
        relearnt.min(stability / (self.0[17] * self.0[18]).exp())
    }

    fn same_day(&self, before: Trace, grade: Grade) -> f64 {
        let steps = grade as u8 as f64 - 3.0;
        let growth = (self.0[17] * (steps + self.0[18])).exp() * before.stability.powf(-self.0[19]);
        before.stability * if grade == Grade::Again { growth } else { growth.max(1.0) }
    }
}

/// The stability and the difficulty after each of some reviews.
fn course(reviews: &[(Grade, u32)]) -> Vec<(f64, f64)> {
    let mut trace = None;
    let states = reviews.iter().map(|(grade, days)| {
        let after = Fsrs6::DEFAULT.after(trace, *days, *grade);
        trace = Some(after);
        (after.stability, after.difficulty)
    });
    states.collect()
}

/// Compares with published numbers, which have six decimals.
fn agrees(found: &[(f64, f64)], known: &[(f64, f64)]) {
    assert_eq!(found.len(), known.len());
    for (found, known) in found.iter().zip(known) {
        let off = (found.0 - known.0).abs().max((found.1 - known.1).abs());
        assert!(off < 1e-6, "{found:?} is not {known:?}");
    }
}

/// The numbers are of `py-fsrs` 6.3, with its default parameters.
#[test]
fn the_oracle_agrees_with_another_program() {
    use Grade::{Again, Easy, Good, Hard};
    agrees(
        &course(&[(Again, 0), (Good, 1), (Easy, 2), (Hard, 10), (Again, 23), (Good, 2)]),
        &[
            (0.212, 6.4133),
            (1.886_788, 6.402_115),
            (10.094_535, 5.185_098),
            (22.946_999, 6.788_872),
            (2.029_587, 8.929_752),
            (4.020_483, 8.916_051),
        ],
    );
    let same_day = course(&[(Again, 0), (Good, 0), (Good, 1), (Easy, 0)]);
    agrees(
        &same_day,
        &[(0.212, 6.4133), (0.246_689, 6.402_115), (2.021_477, 6.390_941), (3.488_573, 5.170_190)],
    );
    let trace = Trace { stability: 10.0, difficulty: 5.0 };
    for (days, known) in [(1, 0.985_682), (10, 0.9), (100, 0.692_827)] {
        assert!((Fsrs6::DEFAULT.recall(trace, days) - known).abs() < 1e-6);
    }
    for (share, known) in [(0.7, 93.0), (0.8, 33.0), (0.9, 10.0), (0.97, 2.0)] {
        assert!((Fsrs6::DEFAULT.days_until(trace, share).round() - known).abs() < 1e-9);
    }
}
