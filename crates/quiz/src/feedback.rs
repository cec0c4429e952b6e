//! What is said about an answer: the verdict, the right answer, why, and where the source says it.

use std::collections::BTreeSet;

use console::{Look, Rule, layout, markdown, rule_words, style, words};
use deck_format::{Citation, Key, LocalId, Question};
use session::{Earned, Note, Outcome, Presented, Response, Shown, Verdict};

use crate::right::{RightAnswer, label, right_answer};

/// The indent of what is said, on a drawn screen.
const MARGIN: usize = 2;

/// An answer that was recorded, with all that is known about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Feedback<'a> {
    pub(crate) presented: &'a Presented,
    pub(crate) question: &'a Question,
    /// Absent where the time ran out before any.
    pub(crate) response: Option<&'a Response>,
    /// Absent where nothing can be marked: an essay, or a handout.
    pub(crate) outcome: Option<&'a Outcome>,
    pub(crate) second_try: bool,
    /// Whether it came after the time.
    pub(crate) late: bool,
}

impl Feedback<'_> {
    /// The lines that say it.
    pub(crate) fn lines(&self, look: &Look) -> Vec<String> {
        let Some(key) = &self.question.key else {
            return vec!["Your answer is recorded.".into()];
        };
        let mut lines = self.verdict(key, look);
        lines.extend(self.reasons(key, look));
        if let Some(explanation) = &key.explanation {
            lines.extend(said("Explanation", explanation, look));
        }
        if !key.cite.is_empty() {
            lines.extend(said("Source", &sources(&key.cite), look));
        }
        if look.is_line() { lines } else { layout::indent(lines, MARGIN) }
    }

    /// The verdict, and the right answer where it was not given.
    fn verdict(&self, key: &Key, look: &Look) -> Vec<String> {
        let right = right_answer(self.presented, &key.answer, self.response.zip(self.outcome));
        let mut sentence = match (self.response, self.outcome) {
            (None, _) => self.out_of_time(look),
            (Some(_), None) => return unmarked(&right, look),
            (Some(_), Some(outcome)) => self.verdict_sentence(outcome, look),
        };
        if self.outcome.is_some_and(|outcome| outcome.verdict() == Verdict::Right) {
            return vec![sentence];
        }
        match right {
            RightAnswer::Phrase(phrase) => {
                sentence.push_str(&format!(" Right answer: {}", full_stop(&phrase)));
                wrapped(&sentence, look)
            }
            RightAnswer::List(parts) => {
                sentence.push_str(" Right answer:");
                let mut lines = wrapped(&sentence, look);
                lines.extend(parts.iter().flat_map(|part| wrapped(part, look)));
                lines
            }
        }
    }

    /// `Partly right. 0.33 of 1 point: 1/3 by the rule right-minus-wrong (…).`
    fn verdict_sentence(&self, outcome: &Outcome, look: &Look) -> String {
        let verdict = outcome.verdict();
        let word = match verdict {
            Verdict::Right => "Right.",
            Verdict::Partly => "Partly right.",
            Verdict::Wrong => "Wrong.",
        };
        let word = if look.is_line() {
            word.to_owned()
        } else {
            format!("{} {}", look.sign(verdict), look.paint(style::of(verdict), word))
        };
        if self.late {
            return format!("{word} It came after the time, and does not count.");
        }
        if self.second_try {
            return format!("{word} It is a second try, which does not count.");
        }
        let points = self.presented.points;
        let earned = Earned::of(points, outcome.fraction);
        let mut sentence = format!("{word} {earned} of {}", words::count(points, "point"));
        if verdict == Verdict::Partly {
            sentence.push_str(&format!(": {}", outcome.fraction));
            if let Some((name, rule)) = rule_of(self.presented) {
                sentence.push_str(&format!(" by the rule {name} ({})", rule_words(rule)));
            }
        }
        sentence.push('.');
        if let Some(Note::Spelling(spelling)) = &outcome.note {
            sentence.push_str(&format!(" Spelling: {}", full_stop(&markdown::inline(spelling))));
        }
        sentence
    }

    /// `Time is up. 0 of 1 point.`
    fn out_of_time(&self, look: &Look) -> String {
        let word = if look.is_line() {
            "Time is up.".to_owned()
        } else {
            let sign = look.sign(Verdict::Wrong);
            format!("{sign} {}", look.paint(style::of(Verdict::Wrong), "Time is up."))
        };
        format!("{word} 0 of {}.", words::count(self.presented.points, "point"))
    }

    /// Why what was given is wrong.
    fn reasons(&self, key: &Key, look: &Look) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(outcome) = self.outcome {
            // A spelling is part of the verdict already.
            let note = outcome.note.as_ref().filter(|note| !matches!(note, Note::Spelling(_)));
            if let Some(reason) = note.and_then(note_words) {
                lines.extend(said("Note", &reason, look));
            }
            for part in &outcome.parts {
                if let Some(reason) = part.note.as_ref().and_then(note_words) {
                    let of = self.label_of(&part.id);
                    lines.extend(said(&format!("Note on {of}"), &reason, look));
                }
            }
        }
        // An option was chosen wrongly; about another part there is something to be said.
        let lead = match self.response {
            Some(Response::Choice(_) | Response::Choices(_) | Response::Truth(_)) => "Why not",
            _ => "On",
        };
        for (id, why) in self.wrong_parts(key) {
            lines.extend(said(&format!("{lead} {}", self.label_of(id.as_str())), why, look));
        }
        lines
    }

    /// The parts that were given wrongly and whose reason the author wrote.
    fn wrong_parts<'k>(&self, key: &'k Key) -> Vec<(&'k LocalId, &'k str)> {
        let Some(outcome) = self.outcome else { return Vec::new() };
        let Some(response) = self.response else { return Vec::new() };
        let wrong = |id: &str| match response {
            Response::Choice(chosen) => chosen == id && outcome.verdict() != Verdict::Right,
            Response::Choices(chosen) => {
                chosen.iter().any(|one| one == id) && is_wrong(outcome, id)
            }
            Response::Truth(truth) => {
                truth.to_string() == id && outcome.verdict() == Verdict::Wrong
            }
            // What was left open was not got wrong in any way that could be explained.
            Response::Pairs(given) | Response::Blanks(given) => {
                given.contains_key(id) && is_wrong(outcome, id)
            }
            _ => is_wrong(outcome, id),
        };
        let reasons = key.why.iter().filter(|(id, _)| wrong(id.as_str()));
        reasons.map(|(id, why)| (id, why.as_str())).collect()
    }

    /// What a part is called: its letter or number, else itself.
    fn label_of(&self, id: &str) -> String {
        label(self.presented, id).unwrap_or_else(|| id.to_owned())
    }
}

fn is_wrong(outcome: &Outcome, id: &str) -> bool {
    outcome.parts.iter().any(|part| part.id == id && Verdict::of(part.fraction) != Verdict::Right)
}

/// For what nobody marks here: the model to compare with.
fn unmarked(right: &RightAnswer, look: &Look) -> Vec<String> {
    let mut lines = vec!["Not marked: compare your answer with this.".to_owned()];
    match right {
        RightAnswer::Phrase(phrase) => lines.extend(wrapped(phrase, look)),
        RightAnswer::List(parts) => {
            lines.extend(parts.iter().flat_map(|part| wrapped(part, look)));
        }
    }
    lines
}

/// What a note says, in a sentence; `None` where the author gave no reason.
fn note_words(note: &Note) -> Option<String> {
    Some(match note {
        Note::Spelling(spelling) => full_stop(&format!("the spelling is {spelling}")),
        Note::Rejected(reason) if reason.is_empty() => return None,
        Note::Rejected(reason) => reason.clone(),
        Note::UnknownUnit(units) if units.is_empty() => "no unit is expected.".to_owned(),
        Note::UnknownUnit(units) => {
            full_stop(&format!("the unit is to be one of {}", units.join(", ")))
        }
        Note::NotANumber => "this is not a number.".to_owned(),
    })
}

/// A label and what is said under it: `Explanation: …`, or wrapped beside the label.
fn said(label: &str, text: &str, look: &Look) -> Vec<String> {
    if look.is_line() {
        let text = markdown::plain(text);
        return format!("{label}: {text}").lines().map(str::to_owned).collect();
    }
    let first = format!("{label}  ");
    let rest = " ".repeat(layout::width(&first));
    let columns = look.text_width().saturating_sub(layout::width(&first) + MARGIN).max(10);
    layout::hang(markdown::lines(text, look, columns), &first, &rest)
}

/// A sentence on a line of its own, wrapped where the screen is drawn.
fn wrapped(sentence: &str, look: &Look) -> Vec<String> {
    if look.is_line() {
        return vec![sentence.to_owned()];
    }
    layout::wrap(sentence, look.text_width().saturating_sub(MARGIN).max(10))
}

/// The text as a sentence.
pub(crate) fn full_stop(text: &str) -> String {
    let ended = text.ends_with(['.', '!', '?', '…', ':']);
    format!("{text}{}", if ended { "" } else { "." })
}

/// The scoring rule of a kind that has several.
fn rule_of(presented: &Presented) -> Option<(&'static str, Rule)> {
    match &presented.shown {
        Shown::MultipleSelect { rule, .. } => Some((rule.as_str(), (*rule).into())),
        Shown::Ordering { rule, .. } => Some((rule.as_str(), (*rule).into())),
        Shown::Matching { rule, .. } | Shown::Cloze { rule, .. } => {
            Some((rule.as_str(), (*rule).into()))
        }
        _ => None,
    }
}

/// `article, paragraphs 7 and 9; atlas`: each source once.
fn sources(citations: &[Citation]) -> String {
    let mut by_source: Vec<(&str, BTreeSet<u32>)> = Vec::new();
    for citation in citations {
        let at = by_source.iter().position(|(source, _)| *source == citation.source);
        let at = at.unwrap_or_else(|| {
            by_source.push((&citation.source, BTreeSet::new()));
            by_source.len() - 1
        });
        by_source[at].1.extend(citation.paragraph);
    }
    let one = |(source, paragraphs): &(&str, BTreeSet<u32>)| {
        let numbers: Vec<String> = paragraphs.iter().map(u32::to_string).collect();
        match numbers.as_slice() {
            [] => (*source).to_owned(),
            [one] => format!("{source}, paragraph {one}"),
            [some @ .., last] => format!("{source}, paragraphs {} and {last}", some.join(", ")),
        }
    };
    full_stop(&by_source.iter().map(one).collect::<Vec<_>>().join("; "))
}
