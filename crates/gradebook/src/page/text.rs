//! Texts and numbers in a page.

use std::borrow::Cow;

use console::{Look, layout, sanitise_line};
use maud::{Markup, html};

use crate::exact::{self, Exact};
use crate::items::{Interval, Stat};
use crate::report::numbers;

/// The most columns of a name, an id or a path: nobody has one so long, and a page stays readable.
const MAX_NAME: usize = 120;

/// A text from a file on one line, cut where it is much too long for a name.
pub(super) fn clipped(text: &str) -> String {
    // Characters without a width of their own would never fill the columns.
    let some: String = sanitise_line(text).chars().take(4 * MAX_NAME).collect();
    layout::clip(&some, MAX_NAME, &Look::LINE)
}

/// A name, an id or a path. Its direction is its own.
pub(super) fn name(text: &str) -> Markup {
    html! { bdi { (clipped(text)) } }
}

/// A sentence that may hold texts from files.
pub(super) fn sentence(text: &str) -> Cow<'_, str> {
    sanitise_line(text)
}

/// The language of the deck's own texts, where it is not that of the page.
pub(super) fn lang(language: &str) -> Option<&str> {
    (language != "en").then_some(language)
}

/// A statistic under its name, with its full value; or `n/a` with the reason.
pub(super) fn stat(called: &str, stat: Stat, shown: impl Fn(f64) -> String) -> Markup {
    match stat.get() {
        Ok(value) => datum(called, value, &shown(value)),
        Err(missing) => html! { span.na data-stat=(called) { "n/a: " (missing) } },
    }
}

/// A statistic of a table, where a dash stands for what is not defined.
pub(super) fn cell(called: &str, stat: Stat, shown: impl Fn(f64) -> String) -> Markup {
    match stat.get() {
        Ok(value) => datum(called, value, &shown(value)),
        Err(missing) => {
            html! { span.na data-stat=(called) { "–" span.unseen { " n/a: " (missing) } } }
        }
    }
}

/// A number as it is shown, with its full value.
pub(super) fn datum(called: &str, value: f64, shown: &str) -> Markup {
    html! { data data-stat=(called) value=(value) { (shown) } }
}

/// A count.
pub(super) fn counted(called: &str, count: u64) -> Markup {
    html! { data data-stat=(called) value=(count) { (count) } }
}

/// `(0.49–0.94)` behind a number.
pub(super) fn interval(ends: Interval) -> Markup {
    html! {
        @if let Some(words) = numbers::interval(ends) {
            " " span.interval { (words) }
        }
    }
}

pub(super) fn two(value: f64) -> String {
    format!("{value:.2}")
}

pub(super) fn one(value: f64) -> String {
    format!("{value:.1}")
}

/// A fraction in percent.
pub(super) fn share(value: f64) -> String {
    format!("{:.0} %", value * 100.0)
}

/// `12.5/20`.
pub(super) fn points(earned: &Exact, possible: &Exact, decimals: u32) -> String {
    format!("{}/{}", exact::short(earned, decimals), exact::short(possible, decimals))
}

/// The percent of points, or a dash.
pub(super) fn percent(percent: Option<&Exact>, decimals: u32) -> String {
    percent.map_or_else(|| "–".to_owned(), |percent| exact::fixed(percent, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::items::Missing;

    #[test]
    fn names_are_safe_and_short() {
        assert_eq!(name("<b>\u{202e}x\u{1b}").into_string(), "<bdi>&lt;b&gt;x␛</bdi>");
        assert!(clipped(&"x".repeat(10_000)).chars().count() <= MAX_NAME);
    }

    #[test]
    fn a_number_keeps_its_value_and_nothing_says_why() {
        let third = stat("p", (1.0 / 3.0).into(), two).into_string();
        assert_eq!(third, r#"<data data-stat="p" value="0.3333333333333333">0.33</data>"#);
        let none = stat("p", Missing::NoSpread.into(), two).into_string();
        assert_eq!(none, r#"<span class="na" data-stat="p">n/a: all the same</span>"#);
        assert!(cell("p", Missing::NoSpread.into(), two).into_string().contains("all the same"));
    }
}
