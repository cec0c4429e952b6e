//! The commands, one file each.

mod progress;
mod which;

pub(crate) mod export;
pub(crate) mod init;
pub(crate) mod items;
pub(crate) mod mark;
pub(crate) mod regrade;
pub(crate) mod report;
pub(crate) mod score;
pub(crate) mod triage;
pub(crate) mod verify;

/// Says something on standard error, made safe. Where that cannot be written, nobody reads it.
fn note(words: &str) {
    use std::io::Write as _;
    let line = format!("{}\n", console::sanitise_line(words));
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// Refuses to write in the place of what belongs to the class, whatever else was said.
///
/// # Errors
/// When the file is one of the class's own.
fn spare(inputs: &gradebook::load::Inputs, path: &std::path::Path) -> Result<(), console::Failure> {
    if inputs.is_own(path) {
        let message = format!("{} belongs to the class; nothing was written", path.display());
        return Err(console::Failure::failed(message));
    }
    Ok(())
}
