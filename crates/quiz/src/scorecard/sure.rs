//! How sure the student was against what was right: a proper score, so that saying what one thinks
//! is what pays.

use session::{Score, Sitting, Verdict};
use study::{Sureness, brier};

/// An answer with how sure the student was of it, in percent.
#[derive(Debug, Clone, Copy)]
struct Said {
    percent: u8,
    right: bool,
}

/// `How sure you were: 2 of 3 right when sure, 1 of 2 when unsure. Brier score 0.113: …`; nothing
/// where it was not asked.
pub(super) fn sure(score: &Score<'_>, sitting: &Sitting<'_>) -> Option<String> {
    let said = said(score, sitting);
    let brier = brier(said.iter().map(|one| (f64::from(one.percent) / 100.0, one.right)))?;
    let steps = [
        (Sureness::Sure, "when sure"),
        (Sureness::Unsure, "when unsure"),
        (Sureness::Guess, "when guessing"),
    ];
    let mut parts = Vec::new();
    for (step, when) in steps {
        let these = said.iter().filter(|one| Sureness::of(one.percent) == step);
        let (all, right) =
            these.fold((0, 0), |(all, right), one| (all + 1, right + usize::from(one.right)));
        if all > 0 {
            let word = if parts.is_empty() { " right" } else { "" };
            parts.push(format!("{right} of {all}{word} {when}"));
        }
    }
    Some(format!(
        "How sure you were: {}. Brier score {brier:.3}: 0 is best, and 0.25 is what saying 50 % \
         every time gets.",
        parts.join(", ")
    ))
}

/// The answers that count and come with how sure the student was.
fn said(score: &Score<'_>, sitting: &Sitting<'_>) -> Vec<Said> {
    let counted = score.questions.iter().filter(|item| item.counts());
    let said = counted.filter_map(|item| {
        let given = sitting.replay().item(item.q)?.counted_in_time()?;
        let right = item.verdict()? == Verdict::Right;
        Some(Said { percent: given.answer.confidence?, right })
    });
    said.collect()
}
