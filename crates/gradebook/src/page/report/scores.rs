//! How scores are distributed.

use console::words::count;
use maud::{Markup, html};

use super::Report;
use crate::book::{Row, Scored};
use crate::exact;
use crate::page::bar::{at, bar, chart};
use crate::page::table::{Holds, Table};
use crate::page::text::{counted, share};

/// The bins of the histogram: ten percent each.
const BINS: usize = 10;

pub(super) fn scores(report: &Report<'_>) -> Markup {
    let percents = percents(report);
    if percents.is_empty() {
        return html! { p.plain { "There are no scores." } };
    }
    let bins = bins(&percents);
    html! {
        figure { (histogram(&bins)) }
        div.beside {
            (table(&bins))
            @if !report.policy.bands.is_empty() { (bands(report)) }
        }
    }
}

fn scored<'a>(report: &Report<'a>) -> impl Iterator<Item = &'a Scored> + use<'a> {
    report.book.rows.iter().filter_map(Row::scored)
}

fn percents(report: &Report<'_>) -> Vec<f64> {
    scored(report).filter_map(|scored| scored.percent.as_ref()).map(exact::to_f64).collect()
}

/// How many scores lie in each bin. 100 % belongs to the last, and what lies beyond is in the
/// outermost.
fn bins(percents: &[f64]) -> [u64; BINS] {
    let mut bins = [0; BINS];
    for percent in percents {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let bin = (percent / 10.0).floor().max(0.0) as usize;
        bins[bin.min(BINS - 1)] += 1;
    }
    bins
}

fn bin_name(bin: usize) -> String {
    match bin {
        0 => "below 10 %".to_owned(),
        9 => "90 % and more".to_owned(),
        bin => format!("{} to below {} %", bin * 10, bin * 10 + 10),
    }
}

/// The bars, each with its count above.
fn histogram(bins: &[u64; BINS]) -> Markup {
    #[allow(clippy::cast_precision_loss)]
    let most = bins.iter().copied().max().unwrap_or(0).max(1) as f64;
    let (bottom, height, step) = (190.0, 160.0, 60.0);
    let drawing = html! {
        line.axis x1="20" y1=(at(bottom)) x2="620" y2=(at(bottom)) {}
        @for (bin, count) in (0_u32..).zip(bins) {
            @let left = 20.0 + step * f64::from(bin);
            @let tall = height * as_f64(*count) / most;
            @if *count > 0 {
                rect.fill x=(at(left + 3.0)) y=(at(bottom - tall)) width=(at(step - 6.0)) height=(at(tall)) {}
                text.value x=(at(left + step / 2.0)) y=(at(bottom - tall - 6.0)) text-anchor="middle" { (count) }
            }
            text.tick x=(at(left)) y=(at(bottom + 20.0)) text-anchor="middle" { (bin * 10) }
        }
        text.tick x="620" y=(at(bottom + 20.0)) text-anchor="middle" { "100 %" }
    };
    let fullest = bins.iter().max().and_then(|most| bins.iter().position(|count| count == most));
    let students = count(bins.iter().sum::<u64>(), "score");
    let description = format!(
        "A histogram of {students} by percent, in steps of ten. Most lie in: {}. The table below has \
         the numbers.",
        bin_name(fullest.unwrap_or(0))
    );
    chart("histogram", (640, 220), "Distribution of scores in percent", &description, &drawing)
}

#[allow(clippy::cast_precision_loss)]
fn as_f64(count: u64) -> f64 {
    count as f64
}

fn table(bins: &[u64; BINS]) -> Markup {
    let all = bins.iter().sum::<u64>().max(1);
    let mut table = Table::new("score-table", "Scores by percent")
        .column("Percent", Holds::Text)
        .column("Students", Holds::Numbers)
        .column("Share", Holds::Numbers);
    for (bin, count) in bins.iter().enumerate().rev() {
        let part = as_f64(*count) / as_f64(all);
        table.push(vec![
            html! { (bin_name(bin)) },
            counted("bin", *count),
            html! { (share(part)) },
        ]);
    }
    table.render()
}

/// How many students have each grade.
fn bands(report: &Report<'_>) -> Markup {
    let all = scored(report).count().max(1) as u64;
    let with =
        |name: Option<&str>| scored(report).filter(|one| one.band.as_deref() == name).count();
    let named = report.policy.bands.iter().map(|band| (Some(band.name.as_str()), &band.from));
    let mut table = Table::new("grade-table", "Scores by grade")
        .column("Grade", Holds::Text)
        .column("From", Holds::Numbers)
        .column("Students", Holds::Numbers)
        .column("", Holds::Bars);
    let mut push = |name: Markup, from: String, students: u64| {
        let bar = bar(as_f64(students) / as_f64(all));
        table.push(vec![name, html! { (from) }, counted("band", students), bar]);
    };
    for (name, from) in named {
        let shown = crate::page::text::name(name.unwrap_or_default());
        push(shown, format!("{} %", exact::short(from, 3)), with(name) as u64);
    }
    if with(None) > 0 {
        push(html! { "below all" }, String::new(), with(None) as u64);
    }
    table.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_has_a_bin() {
        let bins = bins(&[-5.0, 0.0, 9.99, 10.0, 99.9, 100.0, 140.0]);
        assert_eq!(bins, [3, 1, 0, 0, 0, 0, 0, 0, 0, 3]);
        assert_eq!(
            (bin_name(0).as_str(), bin_name(3).as_str()),
            ("below 10 %", "30 to below 40 %")
        );
    }

    #[test]
    fn the_highest_bar_fills_the_chart() {
        let drawn = histogram(&[0, 0, 2, 4, 0, 0, 0, 0, 0, 0]).into_string();
        assert!(
            drawn.contains(r#"height="160.0""#) && drawn.contains(r#"height="80.0""#),
            "{drawn}"
        );
        assert!(drawn.contains("Most lie in: 30 to below 40 %"));
        assert_eq!(drawn.matches("<rect").count(), 2);
    }
}
