//! How output is to look: settled once at the start, then passed to everything that renders.

use std::io::IsTerminal;

use anstyle::Style;
use session::Verdict;

use crate::colour::ColourChoice;
use crate::glyphs::{self, Glyphs};
use crate::sanitise::Sanitiser;
use crate::style;

/// The width of a terminal that does not tell.
const USUAL_WIDTH: usize = 80;
/// The widest that running text is set: longer lines are hard to read.
const WIDEST_TEXT: usize = 100;

/// How output is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether colours and effects are written.
    pub colour: bool,
    /// Whether our own signs may be other than ASCII.
    pub unicode: bool,
    /// The columns of the terminal. `None` is line mode: nothing is wrapped, drawn or styled.
    pub width: Option<usize>,
}

/// `--ui`: how to talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Ui {
    /// Rich on a terminal, else plain lines.
    #[default]
    Auto,
    /// Wrapped and drawn.
    Rich,
    /// Plain lines, for screen readers, pipes and scripts.
    Line,
}

/// The options that every program has about its look.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub struct LookArgs {
    /// How to talk: drawn for a terminal, or in plain lines.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "UI")]
    pub ui: Ui,
    /// When to write colours.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: ColourChoice,
}

/// What is known of the terminal that is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Whether it is one. A dialogue is on a terminal only if its input is one too.
    pub is_terminal: bool,
    /// Its columns, where they are known.
    pub width: Option<usize>,
}

impl Terminal {
    /// Standard output.
    #[must_use]
    pub fn stdout() -> Self {
        Self { is_terminal: std::io::stdout().is_terminal(), width: width(false) }
    }

    /// Standard error.
    #[must_use]
    pub fn stderr() -> Self {
        Self { is_terminal: std::io::stderr().is_terminal(), width: width(true) }
    }

    /// For a dialogue: no terminal unless standard input is one as well.
    #[must_use]
    pub fn with_stdin(self) -> Self {
        Self { is_terminal: self.is_terminal && std::io::stdin().is_terminal(), ..self }
    }
}

/// The columns of a stream's terminal. The table library is the one that can ask for them.
fn width(stderr: bool) -> Option<usize> {
    let mut table = comfy_table::Table::new();
    if stderr {
        table.use_stderr();
    }
    table.width().map(usize::from).filter(|width| *width > 0)
}

impl LookArgs {
    /// Settles the look. This is the one place that reads the environment about it: `variable`
    /// looks up a variable, such as `|name| std::env::var(name).ok()`.
    pub fn look(&self, terminal: Terminal, variable: impl Fn(&str) -> Option<String>) -> Look {
        let dumb = variable("TERM").is_some_and(|term| term == "dumb");
        let rich = match self.ui {
            Ui::Auto => terminal.is_terminal && !dumb,
            Ui::Rich => true,
            Ui::Line => false,
        };
        let columns = || variable("COLUMNS")?.parse().ok().filter(|columns| *columns > 0);
        let width = || terminal.width.or_else(columns).unwrap_or(USUAL_WIDTH);
        Look {
            colour: self.color.resolve(terminal.is_terminal, &variable),
            unicode: shows_unicode(&variable),
            width: rich.then(width),
        }
    }
}

/// Whether the locale's characters are Unicode: by the first of `LC_ALL`, `LC_CTYPE` and `LANG`
/// that is set. Windows has none of them and shows Unicode.
fn shows_unicode(variable: impl Fn(&str) -> Option<String>) -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()))
        .map_or(cfg!(windows), |locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
}

impl Look {
    /// Line mode.
    pub const LINE: Self = Self { colour: false, unicode: true, width: None };

    /// A terminal of so many columns, with colours and Unicode.
    #[must_use]
    pub const fn rich(width: usize) -> Self {
        Self { colour: true, unicode: true, width: Some(width) }
    }

    /// The same without colours.
    #[must_use]
    pub const fn uncoloured(self) -> Self {
        Self { colour: false, ..self }
    }

    /// The same in ASCII.
    #[must_use]
    pub const fn ascii(self) -> Self {
        Self { unicode: false, ..self }
    }

    /// Whether this is line mode.
    #[must_use]
    pub fn is_line(&self) -> bool {
        self.width.is_none()
    }

    /// The columns for running text: those of the terminal, but not so many that lines get hard to
    /// read. In line mode there is no bound.
    #[must_use]
    pub fn text_width(&self) -> usize {
        self.width.map_or(usize::MAX, |width| width.min(WIDEST_TEXT))
    }

    /// Our own signs.
    #[must_use]
    pub fn glyphs(&self) -> &'static Glyphs {
        if self.unicode { &glyphs::UNICODE } else { &glyphs::ASCII }
    }

    /// What makes text from files safe here.
    #[must_use]
    pub fn sanitiser(&self) -> Sanitiser {
        if self.unicode { Sanitiser::UNICODE } else { Sanitiser::ASCII }
    }

    /// The sign of a verdict, in its colour.
    #[must_use]
    pub fn sign(&self, verdict: Verdict) -> String {
        let glyphs = self.glyphs();
        let sign = match verdict {
            Verdict::Right => glyphs.right,
            Verdict::Partly => glyphs.partly,
            Verdict::Wrong => glyphs.wrong,
        };
        self.paint(style::of(verdict), sign)
    }

    /// The text in a style, where there are colours. The text must be safe already.
    #[must_use]
    pub fn paint(&self, style: Style, text: &str) -> String {
        if self.colour && !style.is_plain() && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    const TERMINAL: Terminal = Terminal { is_terminal: true, width: Some(120) };
    const PIPE: Terminal = Terminal { is_terminal: false, width: None };

    fn look(ui: Ui, terminal: Terminal, set: &[(&str, &str)]) -> Look {
        let args = LookArgs { ui, color: ColourChoice::Auto };
        args.look(terminal, |name| {
            set.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[derive(clap::Parser)]
    struct Program {
        #[command(flatten)]
        look: LookArgs,
    }

    #[test]
    fn the_options_are_color_and_ui() {
        let parse = |args: &[&str]| {
            let args = ["program"].iter().chain(args);
            Program::try_parse_from(args).map(|program| (program.look.ui, program.look.color))
        };
        assert_eq!(parse(&[]).unwrap(), (Ui::Auto, ColourChoice::Auto));
        let given = parse(&["--ui", "line", "--color", "never"]).unwrap();
        assert_eq!(given, (Ui::Line, ColourChoice::Never));
        assert!(parse(&["--color", "blue"]).is_err());
    }

    #[test]
    fn a_terminal_is_rich_and_a_pipe_is_not() {
        let rich = look(Ui::Auto, TERMINAL, &[("LANG", "en_US.UTF-8")]);
        assert_eq!(rich, Look::rich(120));
        assert_eq!(rich.text_width(), 100);
        assert!(look(Ui::Auto, PIPE, &[]).is_line());
        assert!(look(Ui::Line, TERMINAL, &[]).is_line());
        assert!(look(Ui::Auto, TERMINAL, &[("TERM", "dumb")]).is_line());
    }

    #[test]
    fn rich_output_without_a_terminal_has_a_width_all_the_same() {
        assert_eq!(look(Ui::Rich, PIPE, &[]).width, Some(80));
        assert_eq!(look(Ui::Rich, PIPE, &[("COLUMNS", "60")]).width, Some(60));
        assert_eq!(look(Ui::Rich, PIPE, &[("COLUMNS", "0")]).width, Some(80));
        assert!(!look(Ui::Rich, PIPE, &[]).colour);
    }

    #[test]
    fn the_first_locale_that_is_set_decides() {
        let unicode = |set: &[(&str, &str)]| look(Ui::Auto, TERMINAL, set).unicode;
        assert!(unicode(&[("LC_CTYPE", "C.utf8"), ("LANG", "C")]));
        assert!(!unicode(&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")]));
        assert!(unicode(&[("LC_ALL", ""), ("LANG", "de_DE.UTF-8")]));
        assert_eq!(unicode(&[]), cfg!(windows));
    }

    #[test]
    fn paint_is_undone_and_needs_colours() {
        assert_eq!(Look::rich(80).paint(style::RIGHT, "ok"), "\u{1b}[32mok\u{1b}[0m");
        assert_eq!(Look::rich(80).uncoloured().paint(style::RIGHT, "ok"), "ok");
    }
}
