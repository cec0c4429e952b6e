//! What the three programs share towards a person in a terminal.
//!
//! A program settles its [`Look`] once, from its [`LookArgs`], the [`Terminal`] and the
//! environment, and passes it to everything that renders. A look without a width is line mode:
//! plain lines without colours, drawings or wrapping, for screen readers, pipes and scripts.
//!
//! | for | there is |
//! |---|---|
//! | text from files, which may be hostile | [`sanitise`], [`sanitise_line`], [`escape_json`] |
//! | Markdown | [`markdown`] |
//! | a question as seen | [`question`], [`letter`], [`rule_words`] |
//! | its key, for those who may see it | [`key`] |
//! | what is wrong with a file | [`diagnostics`] |
//! | tables and bars | [`Table`], [`bar`], [`inert`] |
//! | colours and signs | [`style`], [`Look::paint`], [`Look::sign`], [`Glyphs`] |
//! | running text | [`layout`], [`words`] |
//! | standard output that is checked | [`stdout`], [`Stdout`] |
//! | completion by the shell | [`completions`], [`CompletionsArgs`] |
//! | the beginning and the end of the program | [`program`], [`Failure`], [`Exit`], [`report`] |
//!
//! Renderers make safe what they are given: nothing that a file holds reaches the terminal as a
//! control character or with an open bidirectional isolate. Those that take text which is safe
//! already, such as [`Look::paint`] and [`Stdout::text`], say so.
//!
//! ```
//! use console::{Align, Look, Table, markdown};
//!
//! let look = Look::rich(40).uncoloured();
//! assert_eq!(markdown::render("Which *one*?", &look, 2), "  Which one?");
//! assert_eq!(markdown::plain("evil \u{1b}[2J"), "evil ␛[2J");
//!
//! let mut table = Table::new([("Student", Align::Left), ("Score", Align::Right)]);
//! table.push(["s1041", "9/10"]);
//! assert_eq!(table.render(&look), "Student  Score\ns1041     9/10");
//! assert_eq!(table.render(&Look::LINE), "Student: s1041; Score: 9/10");
//! ```

mod bars;
mod colour;
mod completions;
pub mod diagnostics;
mod exit;
mod glyphs;
pub mod key;
pub mod layout;
mod look;
pub mod markdown;
mod program;
pub mod question;
mod rules;
mod sanitise;
mod sheet;
mod stdout;
pub mod style;
mod table;
pub mod words;

#[cfg(test)]
mod hostile;

pub use bars::bar;
pub use colour::ColourChoice;
pub use completions::{CompletionsArgs, completions};
pub use exit::{Exit, Failure, reason, report};
pub use glyphs::Glyphs;
pub use look::{Look, LookArgs, Terminal, Ui};
pub use program::program;
pub use rules::{Rule, rule_words};
pub use sanitise::{Sanitiser, escape_json, sanitise, sanitise_line};
pub use session::{letter, letter_index};
pub use sheet::inert;
pub use stdout::{Stdout, StdoutError, stdout};
pub use table::{Align, Table};
