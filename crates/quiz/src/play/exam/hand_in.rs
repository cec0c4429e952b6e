//! The end of an exam: it is handed in, or left to be resumed.

use console::{Failure, layout, words};
use session::record::EndReason;

use super::super::{MARGIN, Play, drawn};

impl Play<'_, '_> {
    /// Saves and leaves.
    pub(super) fn leave_exam(&mut self) -> Result<(), Failure> {
        self.leave()?;
        let words = format!(
            "Saved, and not handed in. Go on with: quiz resume {}",
            console::sanitise_line(&self.handle)
        );
        let look = self.front.look();
        self.front.close(&drawn(&[words], &look))
    }

    /// Ends the exam, tells what may be told, and says what is handed in.
    pub(super) fn hand_in(&mut self, reason: EndReason) -> Result<(), Failure> {
        self.front.limit(None);
        self.record(self.sitting.end(reason))?;
        self.receipt = self.journal.receipt();
        if let Some(receipt) = self.receipt {
            self.place.talk.remember_receipt(receipt);
        }
        if self.tells_score() {
            self.scorecard()?;
            self.look_back()?;
        }
        self.front.gap()?;
        let look = self.front.look();
        let mut lines = drawn(&[self.handed_in()], &look);
        // In one piece, whatever the width, so that it can be copied.
        let indent = if look.is_line() { 0 } else { MARGIN };
        lines.extend(layout::indent(self.where_it_is(), indent));
        self.front.close(&lines)
    }

    /// Whether the score may be told and is known.
    pub(crate) fn tells_score(&self) -> bool {
        let has_key = |q| self.sitting.question(q).is_some_and(|question| question.key.is_some());
        !self.sitting.replay().start().limits.no_feedback
            && (0..self.sitting.replay().len()).any(has_key)
    }

    /// What was handed in.
    fn handed_in(&self) -> String {
        let replay = self.sitting.replay();
        let total = words::count(replay.len(), "question");
        let answered = replay.len() - self.unanswered().len();
        let late = replay
            .items()
            .filter(|(_, item)| item.counted().is_some() && item.counted_in_time().is_none());
        let late = match late.count() {
            0 => String::new(),
            late => format!(", {late} of them late"),
        };
        let spent = words::duration(replay.spent());
        format!("Handed in after {spent}: {answered} of {total} answered{late}.")
    }

    /// Where the record is, and the code that stands for it.
    fn where_it_is(&self) -> Vec<String> {
        let path = self.journal.path().display().to_string();
        let mut lines = vec![format!("Record: {}", console::sanitise_line(&path))];
        lines.extend(self.receipt.map(|receipt| format!("Receipt: {receipt}")));
        lines
    }
}
