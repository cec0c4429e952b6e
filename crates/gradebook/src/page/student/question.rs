//! One question of a student's paper: what was asked, what was answered, what is right and why.

use std::sync::Arc;

use console::words::count;
use console::{key, letter, markdown, question, sanitise, sanitise_line};
use deck_format::{Answer, Criterion, Entry, Fraction, Key, Points};
use maud::{Markup, html};
use session::record::SessionId;
use session::{Note, Outcome, Presented, Response, Shown, Verdict, read_back};

use super::Feedback;
use super::shown::as_sat;
use crate::exact;
use crate::grade::{Asked, Graded, Keyed, Mark};
use crate::page::text::{lang, sentence};
use crate::papers::Answered;

/// A question that was asked.
pub(super) struct Asking<'a> {
    pub(super) of: &'a Feedback<'a>,
    /// Its number on the paper, from 1.
    pub(super) number: usize,
    /// The id of its part of the page.
    pub(super) anchor: String,
    /// The sitting, to which marks belong.
    pub(super) session: &'a SessionId,
    pub(super) graded: &'a Graded,
    pub(super) answered: Option<&'a Answered>,
}

impl Asking<'_> {
    /// All of it. `passage` is the one that was shown last, which need not be shown again.
    pub(super) fn article(&self, passage: &mut Option<Arc<str>>) -> Markup {
        let heading = format!("{}-heading", self.anchor);
        html! {
            article.item id=(self.anchor) aria-labelledby=(heading) {
                h3 id=(heading) { "Question " (self.number) span.about { " " (self.verdict()) } }
                @match self.found() {
                    Some((at, keyed, presented)) => { (self.body(at, keyed, &presented, passage)) }
                    None => { p.plain { "This question is no longer in the deck." } }
                }
            }
        }
    }

    fn found(&self) -> Option<(usize, &Keyed<'_>, Presented)> {
        let Asked::InDeck(at) = self.graded.question else { return None };
        let keyed = self.of.keys.questions().get(at)?;
        let order = self.answered.and_then(|answered| answered.order.as_ref());
        Some((at, keyed, as_sat(self.of.keys.deck(), &keyed.face, order)?))
    }

    /// How it fared: a sign, a word, and the points.
    fn verdict(&self) -> Markup {
        let of = |points: Points, fraction: Fraction| {
            let earned = exact::of_points(points) * exact::of_fraction(fraction);
            let earned = exact::short(&earned, self.of.policy.decimals.max(2));
            format!("{earned} of {}", count(points, "point"))
        };
        let (class, sign, words) = match &self.graded.mark {
            Mark::Earned(points, fraction) => {
                let fraction = (*fraction).max(self.of.policy.item_floor);
                let (class, sign, word) = match Verdict::of(fraction) {
                    Verdict::Right => ("right", "✓", "right"),
                    Verdict::Partly => ("partly", "◐", "partly right"),
                    Verdict::Wrong => ("wrong", "✗", "not right"),
                };
                (class, sign, format!("{word}, {}", of(*points, fraction)))
            }
            Mark::Omitted(points) => {
                ("wrong", "–", format!("not answered, {}", of(*points, Fraction::ZERO)))
            }
            Mark::Unmarked(points, _) => {
                ("partly", "…", format!("waits for its mark, {}", count(points, "point")))
            }
            Mark::Void => ("partly", "–", "counts for nobody".to_owned()),
            Mark::Unsettled(_) => ("partly", "…", "not settled yet".to_owned()),
        };
        html! { span class=(format!("verdict {class}")) { span.sign aria-hidden="true" { (sign) } " " (words) } }
    }

    fn body(
        &self,
        at: usize,
        keyed: &Keyed<'_>,
        presented: &Presented,
        passage: &mut Option<Arc<str>>,
    ) -> Markup {
        let language = lang(self.of.keys.language());
        let response = self.answered.and_then(|answered| answered.response.as_ref());
        let key = self.of.keys.deck().questions.get(at).and_then(|asked| asked.key.as_ref());
        let key = key.filter(|_| self.of.key);
        let last = std::mem::replace(passage, presented.passage.clone());
        let new = presented.passage.as_ref().filter(|text| last.as_ref() != Some(text));
        html! {
            @if let Some(text) = new { blockquote.passage lang=[language] { (markdown::html(text)) } }
            div.prompt lang=[language] { (question::prompt_html(presented)) }
            @if !self.graded.fit.is_gradable() {
                p.aside { "The question was changed since: " (sentence(&self.graded.fit.to_string())) "." }
            }
            (given(presented, response, key, language))
            (self.marks(at, keyed, response))
            @if let Some(key) = key { (self.reasons(at, key, response, language)) }
        }
    }

    /// What a person gave an essay, by the criteria of its rubric, and said about it. A rubric tells
    /// what is right, so that without keys only points and comment are shown.
    fn marks(&self, at: usize, keyed: &Keyed<'_>, response: Option<&Response>) -> Markup {
        let Answer::Essay { rubric, .. } = keyed.answer else { return html! {} };
        let marked = response.and_then(|response| self.of.keys.mark(at, self.session, response));
        // A mark that no longer fits its rubric is no mark.
        let Some(marked) = marked.filter(|_| matches!(self.graded.mark, Mark::Earned(..))) else {
            return html! {};
        };
        let language = lang(self.of.keys.language());
        let given = |criterion: &Criterion| marked.points.get(&criterion.id).copied();
        html! {
            @if self.of.key {
                ul.rubric {
                    @for (criterion, points) in rubric.iter().filter_map(|one| Some((one, given(one)?))) {
                        li {
                            span lang=[language] { (markdown::html_phrase(&criterion.text)) }
                            ": " (points) " of " (count(criterion.points, "point"))
                        }
                    }
                }
            }
            @if let Some(comment) = &marked.comment {
                p.why { strong.lead { "Comment: " } (sanitise_line(comment)) }
            }
        }
    }

    /// Why: of what was chosen, and of what is right.
    fn reasons(
        &self,
        at: usize,
        key: &Key,
        response: Option<&Response>,
        language: Option<&str>,
    ) -> Markup {
        let outcome = response.and_then(|response| self.of.keys.outcome(at, response));
        let note = outcome.as_ref().and_then(|outcome| outcome.note.as_ref()).and_then(note_words);
        let whys = whys(key, response, outcome.as_ref());
        html! {
            @if let Some(note) = note { p.why { (note) } }
            @for why in whys { div.why { strong.lead { "Why not: " } div lang=[language] { (markdown::html(why)) } } }
            @if let Some(text) = &key.explanation {
                div.why { strong.lead { "Because: " } div lang=[language] { (markdown::html(text)) } }
            }
            @if !key.cite.is_empty() { p.source { "Source: " (key::sources(&key.cite)) } }
        }
    }
}

/// What is to be said about an answer beside right and wrong.
fn note_words(note: &Note) -> Option<Markup> {
    Some(match note {
        Note::Spelling(right) => {
            html! { "A slip of the keys was forgiven; it is spelt “" (sanitise_line(right)) "”." }
        }
        Note::Rejected(why) if why.trim().is_empty() => return None,
        Note::Rejected(why) => html! { "Why not: " (markdown::html_phrase(why)) },
        Note::UnknownUnit(units) => {
            html! { "The unit is none of these: " (sanitise_line(&units.join(", "))) "." }
        }
        Note::NotANumber => html! { "It cannot be read as a number." },
    })
}

/// Why what was answered is wrong: of an option, that it was chosen; of other parts, that they were not
/// right.
fn whys<'k>(key: &'k Key, response: Option<&Response>, outcome: Option<&Outcome>) -> Vec<&'k str> {
    let parts = || {
        let parts = outcome.into_iter().flat_map(|outcome| &outcome.parts);
        parts.filter(|part| part.fraction < Fraction::ONE).map(|part| part.id.clone())
    };
    let ids: Vec<String> = match (response, &key.answer) {
        (Some(Response::Choice(id)), Answer::SingleChoice(right))
            if right.correct.as_str() != id =>
        {
            vec![id.clone()]
        }
        (Some(Response::Choices(ids)), Answer::MultipleSelect(right)) => {
            let is_wrong = |id: &&String| !right.iter().any(|right| right.as_str() == **id);
            ids.iter().filter(is_wrong).cloned().collect()
        }
        (Some(Response::Truth(said)), Answer::TrueFalse(truth)) if said != truth => {
            vec![said.to_string()]
        }
        (Some(Response::Pairs(_) | Response::Blanks(_) | Response::Order(_)), _) => {
            parts().collect()
        }
        _ => Vec::new(),
    };
    ids.iter().filter_map(|id| key.why(id)).collect()
}

/// What was answered, and what is right where the key is shown.
fn given(
    presented: &Presented,
    response: Option<&Response>,
    key: Option<&Key>,
    language: Option<&str>,
) -> Markup {
    match &presented.shown {
        Shown::SingleChoice { choices } | Shown::MultipleSelect { choices, .. } => {
            options(choices, response, key, language)
        }
        _ => html! {
            dl.given {
                div { dt { "Your answer" } dd { (answer(presented, response, language)) } }
                @if let Some(key) = key {
                    @for (label, lines) in key::right(presented, key) {
                        div { dt { (label) } dd lang=[language] { @for line in lines { p { (line) } } } }
                    }
                }
            }
        },
    }
}

/// The options as they were shown, each with what is to be said of it.
fn options(
    choices: &[Entry],
    response: Option<&Response>,
    key: Option<&Key>,
    language: Option<&str>,
) -> Markup {
    let chosen = |entry: &Entry| match response {
        Some(Response::Choice(id)) => id == entry.id.as_str(),
        Some(Response::Choices(ids)) => ids.iter().any(|id| id == entry.id.as_str()),
        _ => false,
    };
    let right = |entry: &Entry| match key.map(|key| &key.answer) {
        Some(Answer::SingleChoice(right)) => right.correct == entry.id,
        Some(Answer::MultipleSelect(right)) => right.contains(&entry.id),
        _ => false,
    };
    html! {
        ul.options {
            @for (at, entry) in choices.iter().enumerate() {
                li class=[option_class(chosen(entry), right(entry))] {
                    span.letter { (letter(at)) } " "
                    span lang=[language] { (markdown::html_phrase(&entry.text)) }
                    @if chosen(entry) { " " strong.yours { @if key.is_some() && !right(entry) { "✗ " } "your answer" } }
                    @if right(entry) { " " strong.key { "✓ right" } }
                }
            }
        }
        @if matches!(response, Some(Response::Choices(ids)) if ids.is_empty()) { p.aside { "Your answer: none of them." } }
        @if response.is_none() { p.aside { "You left it open." } }
    }
}

fn option_class(chosen: bool, right: bool) -> Option<&'static str> {
    match (chosen, right) {
        (true, _) => Some("chosen"),
        (false, true) => Some("right"),
        (false, false) => None,
    }
}

/// What was typed, put in order or matched. What was typed is text; sides and items are Markdown.
fn answer(presented: &Presented, response: Option<&Response>, language: Option<&str>) -> Markup {
    let Some(response) = response else { return html! { "You left it open." } };
    let lines = read_back(presented, response);
    html! {
        @match response {
            Response::Essay(text) => { div.essay { (sanitise(text)) } }
            Response::Order(_) | Response::Pairs(_) => {
                @for line in lines { p lang=[language] { (markdown::html_phrase(&line)) } }
            }
            _ => { @for line in lines { p { bdi { (sanitise_line(&line)) } } } }
        }
    }
}
