//! The commands, one file each.

pub(crate) mod add;
mod authoring;
pub(crate) mod check;
pub(crate) mod edit;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod handout;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod release;
pub(crate) mod remove;
pub(crate) mod schema;
pub(crate) mod show;
pub(crate) mod stats;

/// Warns on standard error, made safe. Where that cannot be written, nobody wants to be warned.
fn warn(problem: Option<String>) {
    use std::io::Write as _;
    if let Some(problem) = problem {
        let line = format!("warning: {}\n", console::sanitise_line(&problem));
        let _ = std::io::stderr().write_all(line.as_bytes());
    }
}
