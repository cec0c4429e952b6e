//! What was missed, each with its answer.

use console::{Look, layout, style};
use session::{Score, Scored, Sitting, Verdict};

use super::{missed, prompt_with};
use crate::right::right_texts;

/// The most lines of a prompt.
const PROMPT_LINES: usize = 2;

/// The lines of it on a terminal; with nothing missed a word about that.
pub(super) fn lines(
    score: &Score<'_>,
    sitting: &Sitting<'_>,
    columns: usize,
    look: &Look,
) -> Vec<String> {
    let missed: Vec<&Scored<'_>> = missed(score).collect();
    if missed.is_empty() {
        let counted = score.total.asked > 0;
        let nothing = look.paint(style::RIGHT, &format!("{} Nothing missed", look.glyphs().right));
        return if counted { vec![nothing] } else { Vec::new() };
    }
    let widest = missed.iter().map(|item| (item.q + 1).to_string().len()).max().unwrap_or(0);
    let mut lines = vec![look.paint(style::HEADING, "Missed")];
    for item in missed {
        lines.extend(question(item, widest, score.mended(item), sitting, columns, look));
    }
    lines
}

/// `✗ 3  The prompt`, with the answer below it.
fn question(
    item: &Scored<'_>,
    widest: usize,
    mended: bool,
    sitting: &Sitting<'_>,
    columns: usize,
    look: &Look,
) -> Vec<String> {
    let sign = look.sign(item.verdict().unwrap_or(Verdict::Wrong));
    let number = look.paint(style::ACCENT, &format!("{:>widest$}", item.q + 1));
    let hanging = 2 + widest + 2;
    let room = columns.saturating_sub(hanging).max(1);
    let mut texts = prompt(item, room, look);
    for answer in answers(sitting, item, look) {
        let arrow = format!("{} ", look.glyphs().arrow);
        let rest = " ".repeat(layout::width(&arrow));
        let lines = layout::wrap(&answer, room.saturating_sub(rest.len()).max(1));
        let arrow = look.paint(style::RIGHT, &arrow);
        texts.extend(layout::hang(lines, &arrow, &rest));
    }
    if mended {
        let words = layout::wrap("You had it right on a second try.", room);
        texts.extend(words.iter().map(|line| look.paint(style::DIM, line)));
    }
    layout::hang(texts, &format!("{sign} {number}  "), &" ".repeat(hanging))
}

/// The prompt, cut where it is long.
fn prompt(item: &Scored<'_>, room: usize, look: &Look) -> Vec<String> {
    let text = prompt_with(item.presented, look.glyphs().ellipsis);
    let mut lines = layout::wrap(&text, room);
    if lines.len() > PROMPT_LINES {
        let rest = lines.split_off(PROMPT_LINES - 1).join(" ");
        lines.push(layout::clip(&rest, room, look));
    }
    lines
}

fn answers(sitting: &Sitting<'_>, item: &Scored<'_>, look: &Look) -> Vec<String> {
    let key = sitting.question(item.q).and_then(|question| question.key.as_ref());
    key.map_or_else(Vec::new, |key| right_texts(item.presented, &key.answer, look))
}
