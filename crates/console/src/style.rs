//! Styles, named by what they mean. Green, red and yellow always stand beside a word or a sign.

use anstyle::{AnsiColor, Style};

/// What is right.
pub const RIGHT: Style = AnsiColor::Green.on_default();
/// What is wrong, and errors.
pub const WRONG: Style = AnsiColor::Red.on_default();
/// What is partly right, and warnings.
pub const PARTLY: Style = AnsiColor::Yellow.on_default();
/// The one accent: letters of options, what can be typed.
pub const ACCENT: Style = AnsiColor::Cyan.on_default();
/// What the eye may pass over.
pub const DIM: Style = Style::new().dimmed();
/// Code.
pub const CODE: Style = AnsiColor::Magenta.on_default();
/// Headings.
pub const HEADING: Style = Style::new().bold();

/// The style of a verdict. It always stands beside a word or a sign that says the same.
#[must_use]
pub fn of(verdict: session::Verdict) -> Style {
    match verdict {
        session::Verdict::Right => RIGHT,
        session::Verdict::Partly => PARTLY,
        session::Verdict::Wrong => WRONG,
    }
}
