//! Bars beside numbers, and the frame of charts.

use maud::{Markup, html};

/// A bar for a part of a whole. It only repeats the number beside it, so that a screen reader passes
/// it over.
pub(super) fn bar(part: f64) -> Markup {
    let width = if part.is_finite() { part.clamp(0.0, 1.0) * 100.0 } else { 0.0 };
    html! {
        svg.bar viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track width="100" height="10" {}
            rect.fill width=(format!("{width:.1}")) height="10" {}
        }
    }
}

/// A chart with a title and a description, for those who see it and those who do not. `id` is ours.
pub(super) fn chart(
    id: &str,
    size: (u32, u32),
    title: &str,
    description: &str,
    drawing: &Markup,
) -> Markup {
    framed(id, "img", size, title, description, drawing)
}

/// A chart that holds links, which a picture cannot.
pub(super) fn linked_chart(
    id: &str,
    size: (u32, u32),
    title: &str,
    description: &str,
    drawing: &Markup,
) -> Markup {
    framed(id, "group", size, title, description, drawing)
}

fn framed(
    id: &str,
    role: &str,
    (width, height): (u32, u32),
    title: &str,
    description: &str,
    drawing: &Markup,
) -> Markup {
    html! {
        svg.chart viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height)
            role=(role) aria-labelledby=(format!("{id}-title {id}-desc")) {
            title id=(format!("{id}-title")) { (title) }
            desc id=(format!("{id}-desc")) { (description) }
            (drawing)
        }
    }
}

/// A coordinate.
pub(super) fn at(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_never_leaves_its_track() {
        for (part, width) in [(0.5, "50.0"), (1.7, "100.0"), (-1.0, "0.0"), (f64::NAN, "0.0")] {
            assert!(bar(part).into_string().contains(&format!("class=\"fill\" width=\"{width}\"")));
        }
    }

    #[test]
    fn a_chart_is_named_and_described() {
        let chart = chart("x", (10, 5), "A & b", "c", &html! {}).into_string();
        assert!(chart.contains(r#"role="img" aria-labelledby="x-title x-desc""#), "{chart}");
        assert!(chart.contains(r#"<title id="x-title">A &amp; b</title>"#));
    }
}
