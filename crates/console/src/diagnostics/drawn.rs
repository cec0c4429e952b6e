//! Diagnostics drawn below the lines that they are about, as rustc draws them.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use deck_format::{Diagnostic, Severity};

use super::File;
use super::excerpt::{Excerpt, Mark, excerpts};
use crate::look::Look;
use crate::style;

/// Where the renderer marks that the first excerpt is elsewhere than its origin, which it is not:
/// after the title, the origin and a bar. The origin is given apart since the renderer would count
/// columns in the excerpt, not in the file.
const SUPERFLUOUS: usize = 3;

/// Draws the diagnostics of a file, with an empty line between two.
#[must_use]
pub fn drawn(file: &File<'_>, diagnostics: &[Diagnostic], look: &Look) -> String {
    let renderer = renderer(look);
    let drawn = diagnostics.iter().map(|diagnostic| {
        let drawn = draw(file, diagnostic, look, &renderer);
        let lines = drawn.lines().enumerate().filter(|(index, _)| *index != SUPERFLUOUS);
        lines.map(|(_, line)| format!("{}\n", line.trim_end())).collect::<String>()
    });
    drawn.collect::<Vec<_>>().join("\n")
}

fn renderer(look: &Look) -> Renderer {
    let renderer = if look.colour { styled() } else { Renderer::plain() };
    let renderer = match look.width {
        Some(width) => renderer.term_width(width),
        None => renderer,
    };
    renderer.decor_style(if look.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii })
}

fn styled() -> Renderer {
    Renderer::styled()
        .hyperlink(false)
        .error(style::WRONG.bold())
        .warning(style::PARTLY.bold())
        .info(style::ACCENT.bold())
        .help(style::ACCENT.bold())
        .context(style::ACCENT)
        .line_num(style::DIM)
}

fn draw(file: &File<'_>, diagnostic: &Diagnostic, look: &Look, renderer: &Renderer) -> String {
    let safe = |text: &str| look.sanitiser().line(text).into_owned();
    let place = file.position(diagnostic.primary.span.start);
    let origin = Origin::path(safe(file.name)).line(place.line).char_column(place.column);
    let title = level(diagnostic.severity).primary_title(safe(&diagnostic.message));
    let mut group = title.id(diagnostic.code).element(origin);
    let excerpts = excerpts(file, diagnostic, look);
    for neighbours in excerpts.chunk_by(|a, b| a.line + 1 == b.line) {
        group = group.element(snippet(neighbours, look));
    }
    let mut groups = vec![group];
    if let Some(help) = &diagnostic.help {
        groups.push(Group::with_title(Level::HELP.secondary_title(safe(help))));
    }
    renderer.render(&groups)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// Lines that follow each other, with their marks.
fn snippet(lines: &[Excerpt<'_>], look: &Look) -> Snippet<'static, Annotation<'static>> {
    let mut source = String::new();
    let mut marks = Vec::new();
    for Excerpt { text, marks: in_line, .. } in lines {
        marks.extend(in_line.iter().map(|mark| annotation(mark, source.len(), look)));
        source.push_str(text);
        source.push('\n');
    }
    let first = lines.first().map_or(1, |excerpt| excerpt.line);
    Snippet::source(source).line_start(first).annotations(marks)
}

fn annotation(mark: &Mark<'_>, offset: usize, look: &Look) -> Annotation<'static> {
    let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    let label = look.sanitiser().line(mark.label).into_owned();
    let span = mark.span.start + offset..mark.span.end + offset;
    kind.span(span).label(Some(label).filter(|label| !label.is_empty()))
}
