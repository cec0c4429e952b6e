//! How the class did by tag.

use maud::{Markup, html};

use super::Report;
use crate::exact;
use crate::page::bar::bar;
use crate::page::table::{Holds, Table};
use crate::page::text::{datum, name, points};
use crate::policy::Policy;
use crate::score::TagScore;

/// Nothing where no question has a tag.
pub(super) fn tags(report: &Report<'_>) -> Option<Markup> {
    let tags = &report.book.tags;
    (!tags.is_empty()).then(|| {
        let caption = "What the class earned, by tag: the least first";
        tag_table("tag-table", caption, tags, report.policy)
    })
}

/// Tags with what was earned of what could be, the least first.
pub(in crate::page) fn tag_table(
    id: &str,
    caption: &str,
    tags: &[TagScore],
    policy: &Policy,
) -> Markup {
    let percent = |tag: &TagScore| exact::percent(&tag.earned, &tag.possible);
    let mut sorted: Vec<_> = tags.iter().map(|tag| (percent(tag), tag)).collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.tag.cmp(&b.1.tag)));
    let mut table = Table::new(id, caption)
        .column("Tag", Holds::Text)
        .column("Points", Holds::Numbers)
        .column("Percent", Holds::Numbers)
        .column("", Holds::Bars);
    for (percent, tag) in sorted {
        let value = percent.as_ref().map(exact::to_f64);
        let shown = percent.as_ref().map_or_else(String::new, |percent| exact::fixed(percent, 1));
        table.push(vec![
            name(&tag.tag),
            html! { (points(&tag.earned, &tag.possible, policy.decimals)) },
            value.map_or_else(|| html! { "–" }, |value| datum("tag-percent", value, &shown)),
            bar(value.unwrap_or(0.0) / 100.0),
        ]);
    }
    table.render()
}
