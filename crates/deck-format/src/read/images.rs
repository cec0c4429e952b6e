//! Images inside Markdown texts.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::fields::Short;
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Span};

/// Images name a file inside the deck's folder and say in words what it shows.
pub(super) fn check(walk: &mut Walk<'_>, span: &Span, markdown: &str) {
    // Nearly every text is done with here.
    if memchr::memchr(b'!', markdown.as_bytes()).is_none() {
        return;
    }
    let mut alt: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                alt = Some(String::new());
                if !is_inside(&dest_url) {
                    let path = Short(&dest_url);
                    report_image(
                        walk,
                        span,
                        format!("the image `{path}` is not inside the deck's folder"),
                        "an image is a relative path such as `images/map.png`, without `..` and `%`",
                    );
                }
            }
            Event::Text(text) | Event::Code(text) => alt.iter_mut().for_each(|alt| *alt += &text),
            Event::End(TagEnd::Image) if alt.take().is_some_and(|alt| alt.trim().is_empty()) => {
                report_image(
                    walk,
                    span,
                    "an image has no text that stands for it".to_owned(),
                    "say what it shows: `![a map of the river](map.png)`; the terminal shows that",
                );
            }
            _ => {}
        }
    }
}

fn report_image(walk: &mut Walk<'_>, span: &Span, message: String, help: &str) {
    walk.report(
        Diagnostic::error("bad-image", span.clone(), message).under("in this text").help(help),
    );
}

/// Whether a path stays in the folder that it is relative to, on every platform, and in a browser,
/// to which `%2e%2e` is `..`.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains([':', '\\', '%', '?', '#'])
        && !path.contains(char::is_control)
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
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
            "%2e%2e/x",
            "map.png?x",
            "a\nb",
        ] {
            assert!(!is_inside(bad), "{bad:?}");
        }
    }
}
