//! Checks that need more than one field: images inside texts, and what ties questions together.

use std::collections::HashMap;
use std::collections::HashSet;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use toml::de::DeValue;

use super::question::Ties;
use super::suggest::did_you_mean;
use super::walk::Walk;
use crate::deck::Source;
use crate::diagnostic::{Diagnostic, Span};
use crate::id::{PassageId, QuestionId};

/// Whether a table holds an `answer` that has fallen into it.
pub(super) fn holds_answer(value: &DeValue<'_>) -> bool {
    matches!(value, DeValue::Table(table) if table.iter().any(|(key, _)| key.get_ref() == "answer"))
}

/// Images name a file inside the deck's folder and say in words what it shows.
pub(super) fn images(walk: &mut Walk<'_>, span: &Span, markdown: &str) {
    if !markdown.contains("![") {
        return;
    }
    let mut alt: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                alt = Some(String::new());
                if !is_inside(&dest_url) {
                    let path: String = dest_url.chars().take(80).collect();
                    walk.report(
                        Diagnostic::error(
                            "bad-image",
                            span.clone(),
                            format!("the image `{path}` is not inside the deck's folder"),
                        )
                        .under("in this text")
                        .help("an image is a relative path such as `images/map.png`, without `..`"),
                    );
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(alt) = &mut alt {
                    alt.push_str(&text);
                }
            }
            Event::End(TagEnd::Image) => {
                if alt.take().is_some_and(|alt| alt.trim().is_empty()) {
                    walk.report(
                        Diagnostic::error("bad-image", span.clone(), "an image has no text that stands for it")
                            .under("in this text")
                            .help("say what it shows: `![a map of the river](map.png)`; the terminal shows that"),
                    );
                }
            }
            _ => {}
        }
    }
}

/// Whether a path stays in the folder that it is relative to, on every platform.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains([':', '\\', '\0'])
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

/// Ids are unique, now and with the ids that questions had before.
pub(super) fn unique_ids(walk: &mut Walk<'_>, ties: &[Ties]) {
    let mut seen: HashMap<&QuestionId, &Span> = HashMap::with_capacity(ties.len());
    let now = ties.iter().flat_map(|ties| &ties.id);
    let before = ties.iter().flat_map(|ties| &ties.was);
    for (id, place) in now.chain(before) {
        if let Some(first) = seen.get(id) {
            walk.report(twice(id.as_str(), place, first));
        } else {
            seen.insert(id, place);
        }
    }
}

fn twice(id: &str, second: &Span, first: &Span) -> Diagnostic {
    Diagnostic::error(
        "duplicate-id",
        second.clone(),
        format!("the id `{id}` stands twice in this deck"),
    )
    .under("the second time")
    .label(first.clone(), "the first time")
    .help("answers are kept by id, so that each id names one question for ever")
}

/// Every passage and source that a question names is there.
pub(super) fn references(
    walk: &mut Walk<'_>,
    ties: &[Ties],
    passages: &HashSet<&PassageId>,
    sources: &[Source],
) {
    for ties in ties {
        if let Some((id, place)) = &ties.passage
            && !passages.contains(id)
        {
            let known = passages.iter().map(|id| id.as_str());
            report_unknown(walk, "passage", id.as_str(), place, known);
        }
        for (name, place) in &ties.cite {
            if !sources.iter().any(|source| source.name == *name) {
                let known = sources.iter().map(|source| source.name.as_str());
                report_unknown(walk, "source", name, place, known);
            }
        }
    }
}

fn report_unknown<'a>(
    walk: &mut Walk<'_>,
    what: &str,
    name: &str,
    place: &Span,
    known: impl Iterator<Item = &'a str>,
) {
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable();
    let near = did_you_mean(name, known);
    let header = if what == "passage" {
        format!("[[passage]] with `id = \"{name}\"`")
    } else {
        format!("[sources.{name}]")
    };
    let message = format!("this deck has no {what} `{}`", super::fields::short(name));
    walk.report(
        Diagnostic::error("unknown-id", place.clone(), message)
            .under(if near.is_empty() { format!("no such {what}") } else { near })
            .help(format!("add {header}, or name one that is there")),
    );
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    #[test]
    fn image_paths_stay_inside_the_folder() {
        assert!(is_inside("images/map.png"));
        for bad in [
            "",
            "/etc/passwd",
            "../map.png",
            "a/../../b",
            "http://x/y.png",
            "c:\\x",
            "a//b",
            "data:x",
        ] {
            assert!(!is_inside(bad), "{bad:?}");
        }
    }
}
