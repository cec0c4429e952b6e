//! Pages for people: the report on a class, and what one student is told. Each is a function of what
//! was read, to one HTML document that stands alone: no script, no picture, no font and no request.
//!
//! Text from files goes through the sanitiser and through the escaping of the templates; Markdown
//! becomes the few elements that [`console::markdown::html`] knows.

mod bar;
mod document;
mod file_names;
mod table;
mod text;

mod report;
mod student;

pub use document::{is_page, is_student_page};
pub use file_names::file_names;
pub use report::{Report, report};
pub use student::{Feedback, feedback};

#[cfg(test)]
mod tests;
