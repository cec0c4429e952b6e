//! `deck explain`: what a finding means, why it matters, and how to mend it.

use clap::Args;
use console::{Align, Failure, Look, LookArgs, Table, Terminal, layout, sanitise_line, stdout};
use deck::lint::{self, Rule};
use deck::{citations, measured};
use deck_format::{Severity, codes};
use strsim::osa_distance;

/// Say what a code of `deck check` means, with a bad and a good example; without a code, list all.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The code, such as longest-correct.
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(crate) fn run(args: &ExplainArgs, look: &LookArgs) -> Result<(), Failure> {
    let look = look.look(Terminal::stdout(), |name| std::env::var(name).ok());
    let text = match &args.code {
        Some(code) => explain(code, &look)?,
        None => list(&look),
    };
    let mut out = stdout(&look);
    out.line(&text)?;
    Ok(out.flush()?)
}

/// One code.
fn explain(code: &str, look: &Look) -> Result<String, Failure> {
    if let Some(rule) = lint::rule(code) {
        return Ok(explain_rule(rule, look));
    }
    if let Some((about, (code, severity, meaning))) = others().find(|(_, other)| other.0 == code) {
        let title = format!("{code} ({}, {about})", severity.as_str());
        let what = format!("{}.", console::words::capitalised(meaning));
        let allow = citations::to_allow(code).map(|how| format!("To allow it: {how}."));
        let texts = std::iter::once(what).chain(allow).map(|text| paragraph(&text, look));
        return Ok(std::iter::once(title).chain(texts).collect::<Vec<_>>().join("\n\n"));
    }
    match codes().find(|(known, _)| *known == code) {
        Some((code, meaning)) => Ok(format!(
            "{code} (error of the format)\n\n{}",
            paragraph(&format!("{}.", console::words::capitalised(meaning)), look)
        )),
        None => Err(unknown(code)),
    }
}

/// The codes about what lies beside a deck, each with what it is about.
fn others() -> impl Iterator<Item = (&'static str, &'static (&'static str, Severity, &'static str))>
{
    let of_sources = citations::CODES.iter().map(|code| ("citation", code));
    of_sources.chain(measured::CODES.iter().map(|code| ("statistics", code)))
}

fn unknown(code: &str) -> Failure {
    let message = format!("no finding has the code `{}`", sanitise_line(code));
    let shown: String = code.chars().take(64).collect();
    let known = lint::all().map(|rule| rule.code).chain(codes().map(|(code, _)| code));
    let known = known.chain(others().map(|(_, (code, ..))| *code));
    let near = known
        .map(|known| (osa_distance(&shown, known), known))
        .filter(|(distance, known)| *distance <= known.len() / 3)
        .min();
    match near {
        Some((_, near)) => Failure::failed(message).hint(format!("did you mean `{near}`?")),
        None => Failure::failed(message).hint("`deck explain` lists the codes"),
    }
}

fn explain_rule(rule: &Rule, look: &Look) -> String {
    let explanation = &rule.explanation;
    let title = format!("{} ({}, {})", rule.code, rule.severity.as_str(), rule.family.as_str());
    let parts = [
        title,
        paragraph(explanation.what, look),
        paragraph(explanation.why, look),
        format!("Instead of\n\n{}", example(explanation.bad)),
        format!("write\n\n{}", example(explanation.good)),
        paragraph(&format!("Source: {}.", explanation.source), look),
        paragraph(
            &format!("To allow it: lint.allow = {{ \"{}\" = \"your reason\" }}", rule.code),
            look,
        ),
    ];
    parts.join("\n\n")
}

/// A text in lines that fit.
fn paragraph(text: &str, look: &Look) -> String {
    if look.is_line() { text.to_owned() } else { layout::wrap(text, look.text_width()).join("\n") }
}

fn example(lines: &str) -> String {
    layout::indent(lines.lines().map(str::to_owned).collect(), 4).join("\n")
}

/// All codes.
fn list(look: &Look) -> String {
    let columns = [
        ("Code", Align::Left),
        ("Severity", Align::Left),
        ("About", Align::Left),
        ("What it reports", Align::Left),
    ];
    let mut table = Table::new(columns);
    for rule in lint::all() {
        let what = rule.explanation.what;
        table.push([rule.code, rule.severity.as_str(), rule.family.as_str(), what]);
    }
    for (about, (code, severity, meaning)) in others() {
        table.push([*code, severity.as_str(), about, *meaning]);
    }
    for (code, meaning) in codes().filter(|(code, _)| lint::rule(code).is_none()) {
        table.push([code, "error", "format", meaning]);
    }
    table.render(look)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_explained_with_examples_and_source() {
        let text = explain("all-of-the-above", &Look::LINE).unwrap();
        for part in [
            "all-of-the-above (warning, choice)\n\nAn option says",
            "Instead of\n\n    prompt = ",
            "write\n\n    prompt = ",
            "Source: Haladyna",
            "lint.allow = { \"all-of-the-above\" = \"your reason\" }",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn codes_of_the_format_are_explained_too() {
        let text = explain("binary", &Look::LINE).unwrap();
        assert_eq!(text, "binary (error of the format)\n\nThe file is no text.");
        let text = explain("no-citation", &Look::LINE).unwrap();
        let expected = "no-citation (info, citation)\n\n\
                        A question cites none of the deck's sources.";
        assert_eq!(text, expected);
    }

    #[test]
    fn an_uncited_paragraph_can_be_skipped() {
        let text = explain("uncited-paragraph", &Look::LINE).unwrap();
        let expected = "uncited-paragraph (info, citation)\n\n\
                        A paragraph of the source is cited by no question, and not skipped.\n\n\
                        To allow it: skip = [3, 6] below [sources.NAME] names the paragraphs that \
                        need no question, such as headings, or what another deck asks.";
        assert_eq!(text, expected);
    }

    #[test]
    fn the_list_has_every_code_once() {
        let list = list(&Look::LINE);
        for code in lint::all().map(|rule| rule.code).chain(codes().map(|(code, _)| code)) {
            assert_eq!(list.matches(&format!("Code: {code};")).count(), 1, "{code}");
        }
    }

    #[test]
    fn an_unknown_code_gets_a_guess() {
        let failure = explain("longst-correct", &Look::LINE).unwrap_err();
        assert_eq!(failure.to_string(), "no finding has the code `longst-correct`");
        assert_eq!(failure.hints, ["did you mean `longest-correct`?"]);
        let failure = explain("zzz\u{1b}", &Look::LINE).unwrap_err();
        assert_eq!(failure.to_string(), "no finding has the code `zzz␛`");
        assert_eq!(failure.hints, ["`deck explain` lists the codes"]);
    }
}
