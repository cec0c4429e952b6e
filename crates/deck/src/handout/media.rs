//! Images in Markdown texts, and giving them other names.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

/// An image that goes with a handout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medium {
    /// Its path, from the deck's folder.
    pub from: String,
    /// Its path in the handout, from the handout's folder.
    pub to: String,
}

/// Markdown as decks are read.
fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES)
}

/// The paths of the images of a text, as they stand.
pub(crate) fn paths(markdown: &str) -> Vec<String> {
    if !markdown.contains('!') {
        return Vec::new();
    }
    parser(markdown)
        .filter_map(|event| match event {
            Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
            _ => None,
        })
        .collect()
}

/// The ending of a file's name with its point, by which programs know what it is; empty where there
/// is none that is plain.
pub(super) fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((_, end))
            if (1..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            format!(".{}", end.to_ascii_lowercase())
        }
        _ => String::new(),
    }
}

/// The text with its images under other names; the title of an image stays, as its words do.
///
/// # Errors
/// The path of an image that cannot be given another name, since it is written with escapes.
pub(super) fn renamed<'n>(
    markdown: &str,
    name: impl Fn(&str) -> Option<&'n str>,
) -> Result<String, String> {
    let old = paths(markdown);
    if old.is_empty() {
        return Ok(markdown.to_owned());
    }
    let mut edits = Vec::new();
    for (path, place) in places(markdown) {
        let new = name(&path).ok_or_else(|| path.clone())?;
        edits.push((place.ok_or(path)?, new));
    }
    edits.sort_by_key(|(place, _)| place.start);
    edits.dedup_by_key(|(place, _)| place.start);
    let mut text = markdown.to_owned();
    for (place, new) in edits.into_iter().rev() {
        text.replace_range(place, new);
    }
    // That the right characters were replaced shows in the images that are there now.
    let new = paths(&text);
    let wrong = old.iter().enumerate().find(|(at, path)| {
        let expected = name(path);
        new.get(*at).map(String::as_str) != expected
    });
    match wrong {
        None if new.len() == old.len() => Ok(text),
        wrong => Err(wrong.map_or_else(String::new, |(_, path)| path.clone())),
    }
}

/// The images of a text, each with the place of its path, where that is written plainly.
fn places(markdown: &str) -> Vec<(String, Option<Range<usize>>)> {
    let events = parser(markdown).into_offset_iter();
    let definitions: Vec<(String, Range<usize>)> = events
        .reference_definitions()
        .iter()
        .map(|(_, definition)| (definition.dest.to_string(), definition.span.clone()))
        .collect();
    let mut places = Vec::new();
    for (event, range) in events {
        let Event::Start(Tag::Image { link_type, dest_url, .. }) = event else { continue };
        if link_type == LinkType::Inline {
            places.push((dest_url.to_string(), place(markdown, range, "](", &dest_url)));
            continue;
        }
        // A reference: every definition of this path, since which one is meant does not matter.
        for (path, span) in definitions.iter().filter(|(path, _)| **path == *dest_url) {
            places.push((path.clone(), place(markdown, span.clone(), "]:", path)));
        }
    }
    places
}

/// Where a path stands within a range, behind the last mark that it follows.
fn place(markdown: &str, range: Range<usize>, mark: &str, path: &str) -> Option<Range<usize>> {
    let text = &markdown[range.clone()];
    text.rmatch_indices(mark).find_map(|(at, _)| {
        let behind = text[at + mark.len()..].trim_start();
        let behind = behind.strip_prefix('<').unwrap_or(behind);
        let start = range.start + text.len() - behind.len();
        behind.starts_with(path).then(|| start..start + path.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rename(markdown: &str) -> Result<String, String> {
        renamed(markdown, |path| match path {
            "img/a.png" => Some("m/1.png"),
            "img/b c.png" => Some("m/2.png"),
            _ => None,
        })
    }

    #[test]
    fn images_of_every_form_are_renamed_and_nothing_else() {
        for (old, new) in [
            ("no image! img/a.png", "no image! img/a.png"),
            ("![x](img/a.png)", "![x](m/1.png)"),
            (
                "`![x](img/a.png)` ![img/a.png](img/a.png)",
                "`![x](img/a.png)` ![img/a.png](m/1.png)",
            ),
            ("![x](img/a.png \"a title\")", "![x](m/1.png \"a title\")"),
            ("![x]( <img/b c.png> ) end", "![x]( <m/2.png> ) end"),
            ("![x][r] and ![r]\n\n[r]: img/a.png\n", "![x][r] and ![r]\n\n[r]: m/1.png\n"),
            ("![an ![inner](img/a.png) one](img/a.png)", "![an ![inner](m/1.png) one](m/1.png)"),
            ("[a link](img/a.png)", "[a link](img/a.png)"),
        ] {
            assert_eq!(rename(old).as_deref(), Ok(new), "{old}");
        }
    }

    #[test]
    fn a_path_with_escapes_is_named() {
        let old = "![x](img/a&#46;png)";
        assert_eq!(paths(old), ["img/a.png"]);
        assert_eq!(rename(old), Err("img/a.png".to_owned()));
        assert_eq!(rename("![x](img/other.png)"), Err("img/other.png".to_owned()));
    }

    #[test]
    fn only_plain_endings_are_kept() {
        assert_eq!(ending("images/Map.PNG"), ".png");
        for odd in ["images/map", "a.b/map", "map.", "map.toolong", "map.p g"] {
            assert_eq!(ending(odd), "", "{odd}");
        }
    }
}
